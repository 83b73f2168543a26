"""The numbers of a text, however they are written: "3,400", "two dozen", "12 per cent", "€3m"."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from generator.checks.days import MONEY_SIGNS, Day, days_at
from generator.checks.spelt import Amount, Kind, in_words
from generator.checks.tokens import TokenText, take_apart
from generator.language.lexicon import Lexicon


class Quantity(Struct, frozen=True):
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
    bound: int = 0  # 1 for "more than" this, -1 for "less than"
    is_points: bool = False  # percentage points, and so a difference


class Quantities(Struct, frozen=True):
    days: tuple[Day, ...]
    figures: tuple[Quantity, ...]


LARGEST_OWN_COUNT = 12
_NEAR = 0.06  # how far "about", "nearly" or "more than" may lie from what they stand for


@lru_cache(maxsize=1024)
def figures_in(text: str, lexicon: Lexicon) -> Quantities:
    """Every number and day of a text, in its order."""
    passage = take_apart(text, lexicon)
    days: list[Day] = []
    figures: list[Quantity] = []
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
    return Quantities(tuple(days), tuple(figures))


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


def _figures_at(passage: TokenText, index: int) -> tuple[list[Quantity], int] | None:
    """The numbers written from a token on, a range as two, and the token behind them."""
    first = index
    sign = passage.lows[index] if passage.lows[index] in MONEY_SIGNS else ""
    if sign:
        index += 1
    amounts = _amounts(passage, index)
    if not amounts:
        return None
    kind, currency, at = _unit(passage, amounts[-1].behind, sign)
    points = _percentage_points(passage, amounts[-1])
    if points and kind in ("count", "percent"):
        kind, at = "percent", points[1]
    if kind == "count" and _is_label(passage, first):
        kind = "ordinal"  # "Section 9" counts nothing
    place = passage.tokens[first].start, passage.tokens[at - 1].end
    noun = amounts[-1].noun or _noun(passage, at)
    near, bound = _nearness(passage, first)
    scale = amounts[-1].times if len(amounts) > 1 else 1.0
    found = []
    for amount in amounts:
        own = amount.kind if amount.kind != "count" and not points else kind
        values = [amount.value * (100 if own == "share" else points[0] if points else 1)]
        if amount.times < scale:  # "3 to 4 million" may mean three million
            values.append(amount.value * scale)
        scaled = own in ("percent", "money") or amount.step != 1
        step = amount.step * (points[0] if points else 1)
        slack = step / 2 if scaled else 0.0
        if near:
            slack = max(slack, _nearly(values[0], bound))
        small = amount.in_words and values[0] <= LARGEST_OWN_COUNT and own in ("count", "ordinal")
        counted = (own, tuple(values), slack, small, noun, currency)
        found.append(Quantity(*counted, *place, bound, is_points=points is not None))
    return found, at


def _nearly(value: float, bound: int) -> float:
    """How far a number that is not exact may lie from what it stands for.

    "More than" and "nearly" take the side on which it lies. "About" rounds: to the last digit that
    is no nought, or to fives where that is a five. "About 95" is 94, and not 90.
    """
    widest = abs(value) * _NEAR
    if bound or not value:
        return widest
    digits = f"{abs(value):.12g}".replace(".", "").rstrip("0")
    exponent = math.floor(math.log10(abs(value))) - len(digits.lstrip("0")) + 1
    step = 10.0**exponent * (5 if digits.endswith("5") and len(digits) > 1 else 1)
    return min(widest, step / 2)


def _amounts(passage: TokenText, index: int) -> list[Amount]:
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
_POWER_OF_TEN = re.compile(r"10\^(\d{1,2})")
_DIGITS = re.compile(r"(\d[\d.,'/:\s]*?)([a-z]{0,2})")


def _amount(passage: TokenText, index: int) -> Amount | None:
    low, lexicon = passage.lows[index], passage.lexicon
    if low[0].isdigit() and "-" not in low:
        amount = _in_digits(low, lexicon, index)
        return _multiplied(passage, amount) if amount else None
    return in_words(passage, index)


def _in_digits(low: str, lexicon: Lexicon, index: int) -> Amount | None:
    if power := _POWER_OF_TEN.fullmatch(low):
        return Amount(10.0 ** int(power[1]), 1.0, index + 1)
    match = _DIGITS.fullmatch(low)
    if match is None:
        return None
    digits, behind = re.sub(r"['\s]", "", match[1]).replace(":", "."), match[2]
    if "/" in digits:
        whole, _, part = digits.partition("/")
        if not whole.isdigit() or not part.isdigit() or not int(part):
            return None
        return Amount(int(whole) / int(part), 1e-6, index + 1, kind="share")
    thousands, decimal = lexicon.lists["thousands"], lexicon.lists["decimal"]
    grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", digits)
    plain = digits.replace(thousands, "") if grouped else digits.replace(decimal, ".")
    try:
        value = float(plain.replace(",", "."))
    except ValueError:
        return None  # "1.2.3": a number of a chapter, not an amount
    step = 10.0 ** -len(plain.partition(".")[2])
    if behind in lexicon.phrases("ordinal_signs"):
        return Amount(value, step, index + 1, kind="ordinal")
    times = lexicon.numbers("multipliers").get(behind, 1.0) if behind else 1.0
    return Amount(value * times, step * times, index + 1, times=times)


def _multiplied(passage: TokenText, amount: Amount) -> Amount:
    """The number with the "million" that may stand behind it."""
    multipliers = passage.lexicon.numbers("multipliers")
    while amount.behind < len(passage.lows) and passage.lows[amount.behind] in multipliers:
        times = multipliers[passage.lows[amount.behind]]
        amount = replace(
            amount,
            value=amount.value * times,
            step=amount.step * times,
            behind=amount.behind + 1,
            times=amount.times * times,
        )
    return amount


# --- what it counts ---------------------------------------------------------------------


def _unit(passage: TokenText, index: int, sign: str) -> tuple[Kind, str, int]:
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


def _percentage_points(passage: TokenText, amount: Amount) -> tuple[float, int] | None:
    """How many percentage points one is, and the token behind: "25 basis points", "half a point".

    A bare "point" is one behind a part of it or digits: "three points" may be made in a debate.
    """
    at, lexicon, is_part = amount.behind, passage.lexicon, amount.kind == "share"
    if is_part:
        while at < len(passage.lows) and passage.lows[at] in lexicon.phrases("before_points"):
            at += 1
    if at >= len(passage.lows):
        return None
    if length := lexicon.phrases("hundredths_of_points").at(passage.lows, at):
        return 0.01, at + length
    is_bare = is_part or not amount.in_words
    for name in ("percentage_points", *(("points",) if is_bare else ())):
        if length := lexicon.phrases(name).at(passage.lows, at):
            return 1.0, at + length
    return None


def _noun(passage: TokenText, index: int) -> str:
    """The stem of the nearest word of meaning behind a number, within two words."""
    index = _behind_whole(passage, index)
    for at in range(index, min(index + 2, len(passage.stems))):
        if passage.stems[at] or not passage.lows[at][0].isalnum():
            return "" if passage.lows[at][0].isdigit() else passage.stems[at]
    return ""


def _behind_whole(passage: TokenText, index: int) -> int:
    """The token behind the second number of "four of its eleven publishers"."""
    lows, lexicon = passage.lows, passage.lexicon
    if index >= len(lows) or lows[index] not in lexicon.phrases("of_month"):
        return index
    numbers = (at for at in range(index + 1, min(index + 3, len(lows))) if _is_number(passage, at))
    return next((at + 1 for at in numbers), index)


def _is_number(passage: TokenText, index: int) -> bool:
    low = passage.lows[index]
    return low.isdigit() or low in passage.lexicon.table("numbers")


def _is_label(passage: TokenText, index: int) -> bool:
    before = passage.lows[index - 2 : index] if index > 1 else passage.lows[:index]
    last = [low for low in before if low[0].isalnum()][-1:]
    return bool(last) and last[0] in passage.lexicon.phrases("labels")


def _nearness(passage: TokenText, index: int) -> tuple[bool, int]:
    """Whether a word before the number says that it is not exact, and on which side it lies."""
    lexicon = passage.lexicon
    for at in range(max(0, index - 4), index):
        length = lexicon.phrases("approximate").at(passage.lows, at)
        if length and at + length >= index - 1:
            if at - 1 in passage.marked("negators"):
                return True, 0  # "no more than"
            above = lexicon.phrases("above").at(passage.lows, at) == length
            below = lexicon.phrases("below").at(passage.lows, at) == length
            return True, int(above) - int(below)
    return False, 0
