"""A template's folder → what it says: its settings, its layout's text, its labels, its rules."""
