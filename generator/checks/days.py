"""The dates of a text, complete or not: "19 June 2024", "June 19", "2024", "2023-24"."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from generator.checks.tokens import Token, TokenText
from generator.language.lexicon import Lexicon, primary, region


class Day(Struct, frozen=True):
    """A date; 0 stands for a missing day, month or year.

    `is_open` says that it is in numbers, read with the day first, but could have the month first.
    """

    year: int
    month: int
    day: int
    start: int
    end: int
    is_open: bool = False


MONEY_SIGNS = frozenset("$€£¥₽₹₩")

_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_IN_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|(?<!-)\d\d)")
_YEARS = re.compile(r"([12]\d{3})[-/](\d\d|[12]\d{3})")
_YEAR = re.compile(r"(?:[a-z]+-)?([12]\d{3})s?")
_PLAIN_YEAR = re.compile(r"[12]\d{3}")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})([a-z]{0,2})")
_DAYS_OF_MONTH = re.compile(r"(\d{1,2})-(\d{1,2})")


def days_at(passage: TokenText, index: int) -> tuple[list[Day], int] | None:
    """The days written from a token on, and the index of the token behind them."""
    low, token = passage.lows[index], passage.tokens[index]
    if low[0].isdigit():
        if written := _in_numbers(token):
            return written, index + 1
        if before := _before_month(passage, index):
            return before
    elif _is_month(passage, index):
        return _month_first(passage, index)
    year = _YEAR.fullmatch(low)
    if year and int(year[1]) < 2200 and not _is_amount(passage, index):
        return [Day(int(year[1]), 0, 0, token.start, token.end)], index + 1
    return None


def _is_amount(passage: TokenText, index: int) -> bool:
    """Whether a number that looks like a year is not one: "2000 million", "$1500", "1200 %"."""
    behind = passage.lows[index + 1] if index + 1 < len(passage.lows) else ""
    before = passage.lows[index - 1] if index else ""
    return (
        behind == "%" or behind in passage.lexicon.numbers("multipliers") or before in MONEY_SIGNS
    )


def _in_numbers(token: Token) -> list[Day]:
    start, end = token.start, token.end
    # "2010–12" is no month: nobody writes it with a dash.
    if "–" not in token.text and (match := _ISO.fullmatch(token.low)):
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 0)
        if 1 <= month <= 12 and day <= 31:
            return [Day(year, month, day, start, end)]
    if match := _IN_NUMBERS.fullmatch(token.low):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        day, month = (second, first) if second > 12 else (first, second)
        year += 2000 if year < 100 else 0
        # Nobody puts the month first between stops.
        is_open = match[2] != "." and max(day, month) <= 12 and day != month
        is_day = 1 <= month <= 12 and 1 <= day <= 31
        return [Day(year, month, day, start, end, is_open)] if is_day else []
    if match := _YEARS.fullmatch(token.low):
        first, last = int(match[1]), int(match[1][: -len(match[2])] + match[2])
        years = (first, last) if last > first else (first,)
        return [Day(year, 0, 0, start, end) for year in years if year < 2200]
    return []


def readings(day: Day, lexicon: Lexicon, language: str) -> tuple[Day, ...]:
    """The dates that this one may mean in a text of a language such as en-US, given as a tag.

    "04/05/2024" is 4 May in British English and April 5 in American. If the language does not
    decide, it may be either.
    """
    if not day.is_open:
        return (day,)
    day_first = replace(day, is_open=False)
    month_first = replace(day_first, month=day.day, day=day.month)
    match lexicon.table("days_in_numbers").get(region(language) or primary(language)):
        case "month":
            return (month_first,)
        case "either":
            return day_first, month_first
        case _:
            return (day_first,)


def _before_month(passage: TokenText, index: int) -> tuple[list[Day], int] | None:
    """The days in "19 June 2024", "19th of June", "19-21 June", "19 and 20 June"."""
    numbers: list[int] = []
    lows, lexicon, at = passage.lows, passage.lexicon, index
    while at < min(len(lows), index + 6):
        numbers += _numbers_of_days(lows[at], lexicon.phrases("ordinal_signs").words)
        at += 1
        if at < len(lows) and lows[at] in lexicon.phrases("of_month"):
            at += 1
        if at < len(lows) and _is_month(passage, at, beside_number=True):
            year, behind = _year_behind(passage, at + 1)
            place = passage.tokens[index].start, passage.tokens[behind - 1].end
            month = _month(passage, at)
            days = [Day(year, month, number, *place) for number in numbers]
            return (days, behind) if days and all(1 <= n <= 31 for n in numbers) else None
        if not numbers or at >= len(lows) or lows[at] not in lexicon.phrases("joins_days"):
            return None
        at += 1
    return None


def _numbers_of_days(low: str, ordinal_signs: frozenset[str]) -> list[int]:
    if pair := _DAYS_OF_MONTH.fullmatch(low):
        return [int(pair[1]), int(pair[2])]
    one = _DAY_OF_MONTH.fullmatch(low)
    return [int(one[1])] if one and (not one[2] or one[2] in ordinal_signs) else []


def _month_first(passage: TokenText, index: int) -> tuple[list[Day], int]:
    """The days in "June 19, 2024", "June 2024", "in June"."""
    month, at, day = _month(passage, index), index + 1, 0
    if at < len(passage.lows):
        match = _DAY_OF_MONTH.fullmatch(passage.lows[at])
        if match and 1 <= int(match[1]) <= 31:
            day, at = int(match[1]), at + 1
    year, behind = _year_behind(passage, at)
    place = passage.tokens[index].start, passage.tokens[behind - 1].end
    return [Day(year, month, day, *place)], behind


def _year_behind(passage: TokenText, index: int) -> tuple[int, int]:
    """The year that follows, behind a comma or not, and the index of the token behind it."""
    lows = passage.lows
    before = (",", *passage.lexicon.phrases("of_month").words)  # "27 de octubre de 2017"
    at = index + 1 if index < len(lows) and lows[index] in before else index
    if at < len(lows) and _PLAIN_YEAR.fullmatch(lows[at]):
        return int(lows[at]), at + 1
    return 0, index


def _month(passage: TokenText, index: int) -> int:
    return int(passage.lexicon.table("months")[_word(passage, index)])


def _word(passage: TokenText, index: int) -> str:
    """The word that may be a month, without the "mid-" before it."""
    head, _, tail = passage.lows[index].rpartition("-")
    return tail if head in passage.lexicon.phrases("before_months") else passage.lows[index]


def _is_month(passage: TokenText, index: int, *, beside_number: bool = False) -> bool:
    """Whether a word is a month: "May" is one beside a number or behind "in"; "may" never."""
    lows, lexicon = passage.lows, passage.lexicon
    word = _word(passage, index)
    if word not in lexicon.table("months"):
        return False
    if lexicon.lists["months_are_names"] and passage.tokens[index].text[-len(word)].islower():
        return False
    if word != lows[index]:
        return True
    behind = lows[index + 1] if index + 1 < len(lows) else ""
    before = lows[index - 1] if index else ""
    if beside_number or behind[:1].isdigit():
        return True
    if before in lexicon.phrases("before_months") or before in lexicon.table("months"):
        return True
    return bool(lexicon.lists["months_are_names"]) and _is_by_itself(passage, index)


def _is_by_itself(passage: TokenText, index: int) -> bool:
    """Whether a month that is no other word stands beside no name: "June", not "June Carter"."""
    beside = (*passage.tokens[max(0, index - 1) : index], *passage.tokens[index + 1 : index + 2])
    is_word = passage.lows[index] in passage.lexicon.phrases("months_and_words")
    return not is_word and not any(token.text[0].isupper() for token in beside)
