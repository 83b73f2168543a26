"""The rooms in order: read, check, compose, typeset, write."""
