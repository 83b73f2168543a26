"""What can be wrong with a seed. Each code has its entry in docs/codes.md."""

from __future__ import annotations

BAD_KEY = "S001"
NO_SEED = "S002"
BAD_SETTINGS = "S003"
BAD_EDITION = "S004"
CHANGED_PARAGRAPH = "S005"
CHANGED_ORIGINAL = "S006"
UNREADABLE = "S007"
BAD_ENCODING = "S008"
NOT_TEXT = "S009"
NO_PARAGRAPH = "S010"
KEY_TAKEN = "S011"
NOT_DROPPED = "S012"
UNWRITABLE = "S013"
