"""The codes of what can stand in the way of checking a finished file."""

from __future__ import annotations

UNREADABLE = "V001"
DAMAGED = "V002"
PROTECTED = "V003"
TOO_LARGE = "V004"
NO_MANIFEST = "V005"
ALTERED_MANIFEST = "V006"
OTHER_FORMAT = "V007"
NO_TAGS = "V008"
