"""How far above words a place is that an anchor leads to, for who sets it and who reads it back."""

from __future__ import annotations

HEADROOM = 1.2
"""Of the size of the words, from their baseline up."""
