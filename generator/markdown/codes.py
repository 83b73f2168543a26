"""What can be wrong with an author's Markdown. Each code has its entry in docs/codes.md."""

from __future__ import annotations

FENCE = "B006"
FOREIGN_MARKUP = "B007"
LINK = "B008"
TABLE = "B009"
FOOTNOTE = "B010"
BRACES = "B011"
LOST = "B012"
IMAGE = "B013"
