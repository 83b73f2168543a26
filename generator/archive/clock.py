"""The time of what is done to the archive: here, and nowhere else, the clock is read."""

from __future__ import annotations

import datetime


def moment(text: str | None) -> str:
    """A day or time as RFC 3339 has it, UTC; the clock's where none is given. Raises ValueError."""
    if text is None:
        return _written_moment(datetime.datetime.now(datetime.UTC))
    found = datetime.datetime.fromisoformat(text)
    return _written_moment(found if found.tzinfo else found.replace(tzinfo=datetime.UTC))


def _written_moment(when: datetime.datetime) -> str:
    plain = when.astimezone(datetime.UTC).replace(microsecond=0)
    return plain.isoformat().replace("+00:00", "Z")
