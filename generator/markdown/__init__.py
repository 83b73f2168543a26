"""Markdown → nodes with their places. Nothing else in the package uses markdown-it."""
