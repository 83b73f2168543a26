"""How a message shows values: as they are written, but never at full length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def shown_value(value: object) -> str:
    """The value in a few characters; only its kind if it has many parts."""
    match value:
        case Mapping():
            return "a table of keys"
        case list() | tuple():
            return "a list"
        case bool():
            return str(value).lower()
        case str() | int() | float():
            written = repr(value) if not _is_huge(value) else "a number of hundreds of digits"
            return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"
        case _:
            return repr(value)


def spoken_list(words: Sequence[str], last: str = "and") -> str:
    """The words as people say them one after the other: "red, blue and green"."""
    *first, final = words
    return f"{', '.join(first)} {last} {final}" if first else final


_SHOWN = 80  # characters of a wrong value that a message repeats


def _is_huge(value: object) -> bool:
    """Whether a whole number is too long to be written out (Python refuses from 4300 digits)."""
    return isinstance(value, int) and value.bit_length() > 1000
