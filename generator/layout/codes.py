"""What can be wrong with a template. Each code has its entry in docs/codes.md."""

from __future__ import annotations

MALFORMED = "L001"
NO_TEMPLATE = "L002"
LABELS = "L003"
SETTINGS = "L004"
SLOT = "L005"
CAVEAT_LATE = "L006"
NO_IMAGE = "L007"
TOO_LONG = "L012"
