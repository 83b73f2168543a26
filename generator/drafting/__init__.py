"""A draft in a file of somebody's → the Markdown of a new brief, and what is left to do."""
