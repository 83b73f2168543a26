"""The numbers of a text, however they are written: "3,400", "two dozen", "12 per cent", "€3m"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from generator.checks.days import MONEY_SIGNS, Day, days_at
from generator.checks.lexicon import Lexicon
from generator.checks.tokens import Passage, take_apart

Kind = Literal["count", "percent", "money", "ordinal", "share"]


class Figure(NamedTuple):
    """A number with what it counts.

    `values` are what it may mean ("3 to 4 million": 3 or 3,000,000), per cent where the kind is
    percent or share; `slack` is how far rounding may have moved it; `small` is a number in words
    of at most twelve, which a text may count by itself; `noun` is the stem of the word counted.
    """

    kind: Kind
    values: tuple[float, ...]
    slack: float
    small: bool
    noun: str
    currency: str
    start: int
    end: int


class Figures(NamedTuple):
    days: tuple[Day, ...]
    figures: tuple[Figure, ...]


LARGEST_OWN_COUNT = 12
_NEAR = 0.06  # how far "about", "nearly" or "more than" may lie from what they stand for


@lru_cache(maxsize=8192)
def figures_in(text: str, lexicon: Lexicon) -> Figures:
    """Every number and day of a text, in its order."""
    passage = take_apart(text, lexicon)
    days: list[Day] = []
    figures: list[Figure] = []
    opening = _opening(passage.lexicon)
    index = 0
    while index < len(passage.lows):
        low = passage.lows[index]
        if low not in opening and not low[0].isdigit() and "-" not in low:
            index += 1
        elif dated := days_at(passage, index):
            days += dated[0]
            index = dated[1]
        elif counted := _figures_at(passage, index):
            figures += counted[0]
            index = counted[1]
        else:
            index += 1
    return Figures(tuple(days), tuple(figures))


def _opening(lexicon: Lexicon) -> frozenset[str]:
    """The words and signs that a number or a day may begin with."""
    tables = ("numbers", "multipliers", "ordinals", "fractions", "months")
    return lexicon.once(
        "(opening)",
        lambda: frozenset(
            [*MONEY_SIGNS, *lexicon.phrases("articles").words]
            + [word for name in tables for word in lexicon.table(name)]
        ),
    )


# --- one number, or a range -------------------------------------------------------------


class _Amount(NamedTuple):
    """A number before it is known what it counts; `behind` is the token behind it."""

    value: float
    step: float  # one unit of its last digit
    behind: int
    in_words: bool = False
    kind: Kind = "count"
    noun: str = ""


def _figures_at(passage: Passage, index: int) -> tuple[list[Figure], int] | None:
    """The numbers written from a token on, a range as two, and the token behind them."""
    first = index
    sign = passage.lows[index] if passage.lows[index] in MONEY_SIGNS else ""
    if sign:
        index += 1
    amounts = _amounts(passage, index)
    if not amounts:
        return None
    kind, currency, at = _unit(passage, amounts[-1].behind, sign)
    place = passage.tokens[first].start, passage.tokens[at - 1].end
    noun = amounts[-1].noun or _noun(passage, at)
    near = _is_near(passage, first)
    scale = amounts[-1].step if len(amounts) > 1 and amounts[-1].step > 1 else 0.0
    found = []
    for amount in amounts:
        own = amount.kind if amount.kind != "count" else kind
        values = (amount.value * (100 if own == "share" else 1),)
        if amount.step < scale:  # "3 to 4 million" may mean three million
            values += (amount.value * scale,)
        scaled = own in ("percent", "money") or amount.step != 1
        slack = max(amount.step / 2 if scaled else 0.0, values[0] * _NEAR if near else 0.0)
        small = amount.in_words and values[0] <= LARGEST_OWN_COUNT and own in ("count", "ordinal")
        found.append(Figure(own, values, slack, small, noun, currency, *place))
    return found, at


def _amounts(passage: Passage, index: int) -> list[_Amount]:
    """One number, or the two ends of a range."""
    if index >= len(passage.lows):
        return []
    if ends := _RANGE.fullmatch(passage.lows[index]):
        both = [_in_digits(end, passage.lexicon, index) for end in ends.groups()]
        amounts = [amount for amount in both if amount]
        if amounts:
            amounts[-1] = _multiplied(passage, amounts[-1])
        return amounts
    amount = _amount(passage, index)
    if amount is None:
        return []
    at = amount.behind
    if at + 1 < len(passage.lows) and passage.lows[at] in passage.lexicon.phrases("ranges"):
        other = _amount(passage, at + 1)
        if other and other.kind == amount.kind and not other.noun:
            return [amount, other]
    return [amount]


_RANGE = re.compile(r"(\d[\d.,]*)-(\d[\d.,]*[a-z]{0,2})")
_DIGITS = re.compile(r"(\d[\d.,'/:\s]*?)([a-z]{0,2})")


def _amount(passage: Passage, index: int) -> _Amount | None:
    low, lexicon = passage.lows[index], passage.lexicon
    if low[0].isdigit() and "-" not in low:
        amount = _in_digits(low, lexicon, index)
        return _multiplied(passage, amount) if amount else None
    return _in_words(passage, index)


def _in_digits(low: str, lexicon: Lexicon, index: int) -> _Amount | None:
    match = _DIGITS.fullmatch(low)
    if match is None:
        return None
    digits, behind = re.sub(r"['\s]", "", match[1]).replace(":", "."), match[2]
    if "/" in digits:
        whole, _, part = digits.partition("/")
        if not whole.isdigit() or not part.isdigit() or not int(part):
            return None
        return _Amount(int(whole) / int(part), 1e-6, index + 1, kind="share")
    thousands, decimal = lexicon.lists["thousands"], lexicon.lists["decimal"]
    grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", digits)
    plain = digits.replace(thousands, "") if grouped else digits.replace(decimal, ".")
    try:
        value = float(plain.replace(",", "."))
    except ValueError:
        return None  # "1.2.3": a number of a chapter, not an amount
    step = 10.0 ** -len(plain.partition(".")[2])
    if behind in lexicon.phrases("ordinal_signs"):
        return _Amount(value, step, index + 1, kind="ordinal")
    times = lexicon.numbers("multipliers").get(behind, 1.0) if behind else 1.0
    return _Amount(value * times, step * times, index + 1)


def _multiplied(passage: Passage, amount: _Amount) -> _Amount:
    """The number with the "million" that may stand behind it."""
    multipliers = passage.lexicon.numbers("multipliers")
    while amount.behind < len(passage.lows) and passage.lows[amount.behind] in multipliers:
        times = multipliers[passage.lows[amount.behind]]
        amount = amount._replace(
            value=amount.value * times, step=amount.step * times, behind=amount.behind + 1
        )
    return amount


# --- in words ---------------------------------------------------------------------------


def _in_words(passage: Passage, index: int) -> _Amount | None:
    """ "twenty-one", "two hundred and five", "two dozen", "half a million", "two-thirds"."""
    lows, lexicon = passage.lows, passage.lexicon
    numbers, multipliers = lexicon.numbers("numbers"), lexicon.numbers("multipliers")
    total, current, at, seen = 0.0, 0.0, index, False
    step = 1.0
    if lows[at] in lexicon.phrases("articles"):
        if at + 1 >= len(lows) or lows[at + 1] not in multipliers:
            return _fraction(passage, at, 1.0)
        current, at = 1.0, at + 1
    while at < len(lows):
        low = lows[at]
        parts, noun = _parts(low, lexicon) if low not in multipliers else ((), "")
        if parts and _may_follow(current, sum(parts), seen=seen):
            current += sum(parts)
            at, seen = at + 1, True
            if noun:
                return _Amount(total + current, step, at, in_words=True, noun=noun)
        elif low in multipliers and (seen or current):
            current, step = current * multipliers[low], max(step, multipliers[low])
            if multipliers[low] >= 1000:
                total, current = total + current, 0.0
            at, seen = at + 1, True
        elif low in lexicon.phrases("joins_numbers") and (total or current >= 100) and seen:
            if at + 1 >= len(lows) or not _parts(lows[at + 1], lexicon)[0]:
                break
            at += 1
        else:
            break
    if not seen:
        return _ordinal(passage, index) or _fraction(passage, index, 1.0)
    if total + current < 100 and (share := _fraction(passage, at, total + current)):
        return share
    step = 1.0 if step < 1000 else step
    amount = _Amount(total + current, step, at, in_words=True)
    if whole := _of_how_many(passage, at):
        return _Amount(amount.value / whole, 1e-6, at + 2, kind="share")
    one = lexicon.lists["one"].split()
    is_pronoun = at == index + 1 and lows[index] in one and not _measures(passage, at)
    return None if is_pronoun else amount


def _of_how_many(passage: Passage, index: int) -> float:
    """The five of "one in five"; 0 where nothing of the kind follows."""
    lows, lexicon = passage.lows, passage.lexicon
    if index + 1 >= len(lows) or lows[index] not in lexicon.phrases("in_how_many"):
        return 0.0
    return lexicon.numbers("numbers").get(lows[index + 1], 0.0)


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
    """Whether a number goes on with another: "twenty one" and "hundred five", not "two three"."""
    if not seen:
        return True
    last = current % 100
    return current >= 20 and value < 100 and (last == 0 or (last % 10 == 0 and value < 10))


def _ordinal(passage: Passage, index: int) -> _Amount | None:
    ordinals = passage.lexicon.numbers("ordinals")
    value = ordinals.get(passage.lows[index])
    behind = passage.lows[index + 1] if index + 1 < len(passage.lows) else ","
    if value is None or behind == ",":  # "First, …" counts the text's own points
        return None
    return _Amount(value, 1.0, index + 1, in_words=True, kind="ordinal")


def _fraction(passage: Passage, index: int, times: float) -> _Amount | None:
    """ "a third of", "two thirds", "half a million"; `times` is the number before."""
    lows, lexicon = passage.lows, passage.lexicon
    fractions = lexicon.numbers("fractions")
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
    if following in lexicon.phrases("articles") and behind + 1 < len(lows):
        if lows[behind + 1] in multipliers:
            scale = multipliers[lows[behind + 1]]
            return _Amount(value * scale, scale / 10, behind + 2)
    is_share = head or times != 1.0 or following in lexicon.phrases("of_shares")
    return _Amount(value, 0.04, behind, kind="share") if is_share else None


# --- what it counts ---------------------------------------------------------------------


def _measures(passage: Passage, index: int) -> bool:
    """Whether a unit of measure follows, so that "one" is a number."""
    if index >= len(passage.lows):
        return False
    low, lexicon = passage.lows[index], passage.lexicon
    return low == "%" or bool(lexicon.phrases("percent").at(passage.lows, index))


def _unit(passage: Passage, index: int, sign: str) -> tuple[Kind, str, int]:
    """The kind of number that the words behind it make, a currency, and the token behind."""
    if sign:
        return "money", sign, index
    if index < len(passage.lows):
        low, lexicon = passage.lows[index], passage.lexicon
        if low == "%":
            return "percent", "", index + 1
        if length := lexicon.phrases("percent").at(passage.lows, index):
            return "percent", "", index + length
        if currency := lexicon.table("currencies").get(low) or (low if low in MONEY_SIGNS else ""):
            return "money", currency, index + 1
    return "count", "", index


def _noun(passage: Passage, index: int) -> str:
    """The stem of the nearest word of meaning behind a number, within two words."""
    for at in range(index, min(index + 2, len(passage.stems))):
        if passage.stems[at] or not passage.lows[at][0].isalnum():
            return "" if passage.lows[at][0].isdigit() else passage.stems[at]
    return ""


def _is_near(passage: Passage, index: int) -> bool:
    """Whether a word before the number says that it is not exact."""
    near = passage.lexicon.phrases("approximate")
    for at in range(max(0, index - 4), index):
        length = near.at(passage.lows, at)
        if length and at + length >= index - 1:
            return True
    return False
