"""Finished files → versions kept for ever: an OCFL 1.1 storage root, and the files beside it."""
