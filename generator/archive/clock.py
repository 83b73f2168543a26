"""The time of each change of the archive. Only this module reads the clock."""

from __future__ import annotations

import contextlib
import datetime


def moment(text: str | None) -> str:
    """A day or time as in RFC 3339, in UTC; without one, the present time. Raises ValueError."""
    if text is None:
        return _written_moment(datetime.datetime.now(datetime.UTC))
    try:
        found = datetime.datetime.fromisoformat(text)
        return _written_moment(found if found.tzinfo else found.replace(tzinfo=datetime.UTC))
    except (ValueError, OverflowError):  # in UTC, it may be a day before the first one
        hint = "write it as 2026-11-22 or 2026-11-22T09:00:00Z"
        raise ValueError(f"{text!r} is no time: {hint}") from None


def is_before(one: str, other: str) -> bool:
    """Whether a time is before another one; not if that is none, as in an object from elsewhere."""
    with contextlib.suppress(ValueError):
        return moment(one) < moment(other)
    return False


def _written_moment(when: datetime.datetime) -> str:
    plain = when.astimezone(datetime.UTC).replace(microsecond=0)
    return plain.isoformat().replace("+00:00", "Z")
