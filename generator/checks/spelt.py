"""Numbers spelt in words: "twenty-one", "two dozen", "two-thirds", "one in five", "third"."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from generator.checks.tokens import TokenText
from generator.language.lexicon import Lexicon

Kind = Literal["count", "percent", "money", "ordinal", "share"]


class Amount(Struct, frozen=True):
    """A number before it is known what it counts; `behind` is the token behind it."""

    value: float
    step: float  # one unit of its last digit
    behind: int
    in_words: bool = False
    kind: Kind = "count"
    noun: str = ""
    times: float = 1.0  # the "million" in it


def in_words(passage: TokenText, index: int) -> Amount | None:
    """A number such as "twenty-one", "two hundred and five", "two dozen", "half a million"."""
    lows, lexicon = passage.lows, passage.lexicon
    at = index
    if lows[at] in lexicon.phrases("articles"):
        if at + 1 >= len(lows) or lows[at + 1] not in lexicon.numbers("multipliers"):
            return _and_a_half(passage, at) or _fraction(passage, at, 1.0)
        at += 1
    amount = _spelt(passage, at, 1.0 if at > index else 0.0)
    if amount is None:
        return _ordinal(passage, index) or _fraction(passage, index, 1.0)
    if amount.noun:
        return amount
    if amount.value < 100 and (share := _fraction(passage, amount.behind, amount.value)):
        return share
    if found := _of_how_many(passage, amount.behind):
        whole, behind = found
        if amount.value < whole:
            return Amount(amount.value / whole, 1e-6, behind, kind="share")
    one = amount.behind == index + 1 and lows[index] in lexicon.lists["one"].split()
    return None if one and not _measures(passage, amount.behind) else amount  # "one" is a pronoun


def _and_a_half(passage: TokenText, index: int) -> Amount | None:
    """One and a part of a unit: "an hour and a half"."""
    lows, lexicon = passage.lows[index : index + 5], passage.lexicon
    if len(lows) < 5 or lows[2] not in lexicon.phrases("joins_numbers"):
        return None
    part = lexicon.numbers("fractions").get(lows[4])
    if part is None or lows[3] not in lexicon.phrases("articles"):
        return None
    return Amount(1 + part, 0.1, index + 5, in_words=True, noun=passage.stems[index + 1])


def _spelt(passage: TokenText, at: int, current: float) -> Amount | None:
    """The words of a number added up; `current` is 1 behind "a", as in "a hundred"."""
    lows, lexicon = passage.lows, passage.lexicon
    multipliers, total, step, seen = lexicon.numbers("multipliers"), 0.0, 1.0, False
    while at < len(lows):
        low = lows[at]
        parts, noun = _parts(low, lexicon) if low not in multipliers else ((), "")
        if parts and _may_follow(current, sum(parts), seen=seen):
            current, at, seen = current + sum(parts), at + 1, True
            if noun:
                return Amount(total + current, step, at, in_words=True, noun=noun)
        elif low in multipliers and (seen or current):
            current, at, seen = current * multipliers[low], at + 1, True
            if multipliers[low] >= 1000:
                total, current, step = total + current, 0.0, max(step, multipliers[low])
        elif seen and _joins(passage, at) and (total or current >= 100):
            at += 1
        else:
            break
    return Amount(total + current, step, at, in_words=True, times=step) if seen else None


def _joins(passage: TokenText, at: int) -> bool:
    """Whether an "and" goes on with a number: "two hundred and five"."""
    lows, lexicon = passage.lows, passage.lexicon
    joins = lows[at] in lexicon.phrases("joins_numbers") and at + 1 < len(lows)
    return joins and bool(_parts(lows[at + 1], lexicon)[0])


def _of_how_many(passage: TokenText, index: int) -> tuple[float, int] | None:
    """The five of "one in five" or the hundred of "one loan in a hundred", and what is behind."""
    lows, lexicon = passage.lows, passage.lexicon
    for at in (index, index + 1):
        length = lexicon.phrases("in_how_many").at(lows, at) if at + 1 < len(lows) else 0
        if not length:
            continue
        number = at + length
        if number < len(lows) and lows[number] in lexicon.phrases("articles"):
            number += 1
            tables = ("multipliers",)
        else:
            tables = ("numbers",)
        for name in tables if number < len(lows) else ():
            if whole := lexicon.numbers(name).get(lows[number]):
                return whole, number + 1
    return None


def _parts(low: str, lexicon: Lexicon) -> tuple[tuple[float, ...], str]:
    """The numbers in one word, and the stem of what it counts: "twenty-one", "three-year"."""
    numbers = lexicon.numbers("numbers")
    if low in numbers:
        return (numbers[low],), ""
    if "-" not in low:
        return (), ""
    found: list[float] = []
    parts = low.split("-")
    index = 0
    while index < len(parts):
        ends = range(len(parts), index, -1)
        end = next((e for e in ends if "-".join(parts[index:e]) in numbers), 0)
        if not end:
            break
        found.append(numbers["-".join(parts[index:end])])
        index = end
        if index < len(parts) and parts[index] in lexicon.phrases("joins_numbers"):
            index += 1
    rest = "-".join(parts[index:])
    if not found or rest in lexicon.table("fractions"):
        return (), ""
    return tuple(found), lexicon.stem(rest) if rest else ""


def _may_follow(current: float, value: float, *, seen: bool) -> bool:
    """Whether a number goes on with another: "twenty one" and "hundred five", not "two three".

    Behind a thousand, where nothing is `current`, it goes on with any.
    """
    if not (seen and current):
        return True
    last = current % 100
    return current >= 20 and (last == 0 or (last % 10 == 0 and value < 10))


def _ordinal(passage: TokenText, index: int) -> Amount | None:
    ordinals = passage.lexicon.numbers("ordinals")
    value = ordinals.get(passage.lows[index])
    behind = passage.lows[index + 1] if index + 1 < len(passage.lows) else ","
    if value is None or behind == ",":  # "First, …" counts the text's own points
        return None
    return Amount(value, 1.0, index + 1, in_words=True, kind="ordinal")


def _fraction(passage: TokenText, index: int, times: float) -> Amount | None:
    """A part such as "a third of", "two thirds", "half a million"; `times` stands before it."""
    lows, lexicon = passage.lows, passage.lexicon
    fractions, first = lexicon.numbers("fractions"), index
    if index < len(lows) and lows[index] in lexicon.phrases("articles"):
        index += 1
        if index >= len(lows) or lows[index] not in fractions:
            return None
    if index >= len(lows):
        return None
    head, _, tail = lows[index].rpartition("-")
    if tail not in fractions or (head and head not in lexicon.numbers("numbers")):
        return None
    value = times * fractions[tail] * (lexicon.numbers("numbers")[head] if head else 1.0)
    behind = index + 1
    following = lows[behind] if behind < len(lows) else ""
    multipliers = lexicon.numbers("multipliers")
    scale = multipliers.get(lows[behind + 1], 0.0) if behind + 1 < len(lows) else 0.0
    if scale and following in lexicon.phrases("articles"):
        return Amount(value * scale, scale / 10, behind + 2)
    unit = lows[behind + 1] if behind + 1 < len(lows) else ""
    if following in lexicon.phrases("articles") and unit in lexicon.table("measures"):
        noun = passage.stems[behind + 1]  # "half a day"
        return Amount(value, 0.04, behind + 2, in_words=True, noun=noun)
    # "By a third, …" and "more than half.", but not "a year and a half" or "the first half".
    before = lows[first - 1] if first else ""
    joined = before in lexicon.phrases("joins_numbers") or before in lexicon.table("ordinals")
    alone = index > first or tail not in lexicon.table("ordinals")
    ends = alone and not joined and not any(passage.stems[behind : behind + 1])
    is_share = head or times != 1.0 or ends or following in lexicon.phrases("of_shares")
    return Amount(value, 0.04, behind, kind="share") if is_share else None


def _measures(passage: TokenText, index: int) -> bool:
    """Whether a unit of measure follows, so that "one" is a number."""
    if index >= len(passage.lows):
        return False
    low, lexicon = passage.lows[index], passage.lexicon
    return low == "%" or bool(lexicon.phrases("percent").at(passage.lows, index))
