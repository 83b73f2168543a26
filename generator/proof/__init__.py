"""A finished file → what it carries and what it says, compared."""
