"""One limit in time under two names: "by 31 March" and "before April", "until the end of June"."""

from __future__ import annotations

from msgspec import Struct

from generator.checks.days import Day
from generator.checks.tokens import TokenText

_LONGEST = 5  # words before a day that say on which side of it things lie
_ANY_YEAR = 2001  # for a month without its year: no leap year


class DayLimit(Struct, frozen=True):
    """The first day behind a limit, and on which side of it things lie: -1 is before."""

    first: tuple[int, int, int]  # year, 0 if it is not named, month and day
    side: int


def is_same_limit(one: DayLimit, other: DayLimit) -> bool:
    """Whether two limits are one; a year that one of them leaves out may be any."""
    named = slice(0 if one.first[0] and other.first[0] else 1, 3)
    return one.side == other.side and one.first[named] == other.first[named]


def limit_at(passage: TokenText, day: Day) -> DayLimit | None:
    """The limit that a day sets with the words before it; None if they set none.

    "By 31 March" and "before April" both end before 1 April. "By April" may mean either end of it.
    """
    first, _ = passage.tokens_between(day.start, day.end)
    ending = _length_before(passage, first, "ends_of_periods")
    side, without = _side_of_day(passage, first - ending)
    if not side:
        return DayLimit(_day_behind(day), -1) if ending else None
    if ending or (without if side > 0 else not without and day.day):
        return DayLimit(_day_behind(day), side)
    return DayLimit(_first_day(day), side) if without == (side < 0) else None


def _side_of_day(passage: TokenText, index: int) -> tuple[int, bool]:
    """On which side of a day things lie, by the words before it, and whether the day is out."""
    for side, name in ((-1, "before_a_day"), (1, "after_a_day")):
        if length := _length_before(passage, index, name):
            return side, _length_before(passage, index, "without_the_day") == length
    return 0, False


def _length_before(passage: TokenText, index: int, name: str) -> int:
    """How many tokens right before one are a phrase of a list."""
    phrases, lows = passage.lexicon.phrases(name), passage.lows
    lengths = range(min(_LONGEST, index), 0, -1)
    return next((n for n in lengths if phrases.at(lows, index - n) == n), 0)


def _first_day(day: Day) -> tuple[int, int, int]:
    return day.year, day.month or 1, day.day or 1


def _day_behind(day: Day) -> tuple[int, int, int]:
    """The day behind a day, a month or a year."""
    from calendar import monthrange

    if day.month and day.day and day.day < monthrange(day.year or _ANY_YEAR, day.month)[1]:
        return day.year, day.month, day.day + 1
    if 0 < day.month < 12:
        return day.year, day.month + 1, 1
    return day.year + 1 if day.year else 0, 1, 1
