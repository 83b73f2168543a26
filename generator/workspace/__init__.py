"""The folders and settings of a workspace, and how its files are stored."""
