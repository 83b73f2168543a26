"""Where things lie, what a house says of them once, and how files are stored."""
