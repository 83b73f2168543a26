"""A finished file → what it carries and what it says; comparing the two."""
