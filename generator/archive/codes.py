"""The codes of what can go wrong with publishing and with what was published."""

from __future__ import annotations

NO_IDENTITY = "A001"
UNACKNOWLEDGED = "A002"
UNCHANGED = "A003"
NOT_RISEN = "A004"
CHANGED_MEANWHILE = "A005"
NUMBER_TAKEN = "A006"
DRAFT = "A007"
OVERTAKEN = "A008"
LOCKED = "A009"
UNWRITABLE = "A010"
NOT_THERE = "A011"
DAMAGED = "A012"
RECOVERED = "A013"
AMENDMENT = "A014"
WITHDRAWN = "A015"
