"""Finished files → versions that are kept for ever: an OCFL 1.1 storage root and what serves it."""
