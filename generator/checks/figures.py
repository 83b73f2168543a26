"""The numbers of a text, however they are written: "3,400", "two dozen", "12 per cent", "€3m"."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from generator.checks.counted import Counted, counted_by, how_often, nearness_before
from generator.checks.days import MONEY_SIGNS, Day, days_at
from generator.checks.spelt import Amount, Kind, behind_stop, in_words, one_in, run_together
from generator.checks.tokens import TokenText, take_apart
from generator.language.lexicon import Lexicon
from generator.recall.once import remembered


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
    unit: str = ""  # of measure, as the lexicon's `measures` name it
    unit_end: int = 0
    sign: int = 0  # -1 for one below nought, 1 behind a plus, 0 where nothing says so


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
    opening, joins = _opening(passage.lexicon), passage.lexicon.lists["run_together"]
    index = 0
    while index < len(passage.lows):
        low = passage.lows[index]
        opens = low in opening or "-" in low or (joins and run_together(low, passage.lexicon))
        if _is_marker(passage, index) if low[0].isdigit() else not opens:
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


def _is_marker(passage: TokenText, index: int) -> bool:
    """Whether a number counts the items of the text itself: "aims: (1) peace; (2) trade"."""
    lows = passage.lows
    if not lows[index].isdigit() or lows[index + 1 : index + 2] != (")",):
        return False
    first = index - 1 if index and lows[index - 1] == "(" else index
    joins = passage.lexicon.phrases("joins_clauses")
    return not first or lows[first - 1] in _BEFORE_MARKERS or lows[first - 1] in joins


_BEFORE_MARKERS = frozenset(",;:.!?–—|")


@remembered
def _opening(lexicon: Lexicon) -> frozenset[str]:
    """The words and signs that a number or a day may begin with."""
    amounts = ("numbers", "multipliers", "ordinals", "fractions", "parts_of_units", "how_often")
    words = (word for name in (*amounts, "months") for word in lexicon.table(name))
    return frozenset((*MONEY_SIGNS, *lexicon.phrases("articles").words, *words))


# --- one number, or a range -------------------------------------------------------------


def _figures_at(passage: TokenText, index: int) -> tuple[list[Quantity], int] | None:
    """The numbers written from a token on, a range as two, and the token behind them."""
    first = index
    if passage.lows[index] in MONEY_SIGNS:
        index += 1
    amounts = _amounts(passage, index)
    if not amounts:
        return None
    what = counted_by(passage, amounts[-1], first)
    place = passage.tokens[first].start, passage.tokens[what.behind - 1].end
    scale = amounts[-1].times if len(amounts) > 1 else 1.0
    near = nearness_before(passage, first)
    found = [_quantity(amount, what, scale, near, place) for amount in amounts]
    if sign := _sign_before(passage, first):
        found = [replace(figure, sign=sign) for figure in found]
    return found, what.behind


def _sign_before(passage: TokenText, index: int) -> int:
    """The sign of the number that a token begins: -1 for "-7", "−7" or "minus 7", 1 for "+7"."""
    if index < 2:
        return 0
    before, number = passage.tokens[index - 1], passage.tokens[index]
    if before.low in passage.lexicon.phrases("minus"):
        return -1
    other = passage.tokens[index - 2]
    is_sign = before.end == number.start and other.end < before.start
    is_range = other.low[0].isdigit()
    return 0 if not is_sign or is_range else _SIGNS.get(before.low, 0)


_SIGNS = {"-": -1, "–": -1, "+": 1}


def _quantity(
    amount: Amount, what: Counted, scale: float, near: tuple[bool, int], place: tuple[int, int]
) -> Quantity:
    """One end of a range; `scale` is the "million" behind the other."""
    own = amount.kind if amount.kind != "count" and not what.points else what.kind
    times = 100 if own == "share" else what.points or 1
    values = [amount.value * times]
    if amount.times < scale:  # "3 to 4 million" may mean three million
        values.append(amount.value * scale)
    if what.may_be_metres and amount.times > 1:  # "2.4 m" may mean metres
        values.insert(0, amount.value / amount.times)
    scaled = own in ("percent", "money") or amount.step != 1
    slack = amount.step * (what.points or 1) / 2 if scaled else 0.0
    if near[0]:
        slack = max(slack, _nearly(values[0], near[1]))
    small = amount.in_words and values[0] <= LARGEST_OWN_COUNT and own in ("count", "ordinal")
    counted = (own, tuple(values), slack, small, what.noun, what.currency)
    return Quantity(*counted, *place, near[1], bool(what.points), what.unit, what.unit_end)


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
        other = _amount(passage, at + 1 + (passage.lows[at + 1] in MONEY_SIGNS))
        if other and other.kind == amount.kind and not other.noun:
            return [amount, other]
    return [amount]


_RANGE = re.compile(r"(\d[\d.,]*)-(\d[\d.,]*[a-z]{0,2})")
_COMPOUND = re.compile(r"(\d[\d.,]*)-([^\W\d_]{3,})(?:-[^\W\d_]+)*")
_POWER_OF_TEN = re.compile(r"10\^(\d{1,2})")
_DIGITS = re.compile(r"(\d[\d.,'/:\s]*?)([a-z]{0,3})")


def _amount(passage: TokenText, index: int) -> Amount | None:
    low, lexicon = passage.lows[index], passage.lexicon
    if not low[0].isdigit():
        return how_often(passage, index) or in_words(passage, index)
    if "-" in low:
        return _in_compound(low, lexicon, index)
    amount = _in_digits(low, lexicon, index)
    if low == "1" and (share := one_in(passage, index + 1)):
        return share
    return _multiplied(passage, amount) if amount else None


def _in_compound(low: str, lexicon: Lexicon, index: int) -> Amount | None:
    """A number and what it counts in one word: "30-day", "27-member", "£9-million"."""
    parts = _COMPOUND.fullmatch(low)
    amount = _in_digits(parts[1], lexicon, index) if parts else None
    if parts is None or amount is None or any(parts[2] in lexicon.phrases(n) for n in _SHARES):
        return None
    if times := lexicon.numbers("multipliers").get(parts[2]):
        return replace(amount, value=amount.value * times, step=amount.step * times, times=times)
    return replace(amount, noun=lexicon.stem(parts[2]))


_SHARES = ("percent", "points")


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
    grouped = re.fullmatch(rf"(\d{{1,3}}(?:[{thousands}]\d{{3}})+)(?:[{decimal}](\d+))?", digits)
    plain = re.sub(rf"[{thousands}]", "", grouped[1]) if grouped else digits.replace(",", ".")
    if grouped and grouped[2]:
        plain = f"{plain}.{grouped[2]}"
    try:
        value = float(plain)
    except ValueError:
        return None  # "1.2.3": a number of a chapter, not an amount
    step = 10.0 ** -len(plain.partition(".")[2])
    if behind in lexicon.phrases("ordinal_signs"):
        return Amount(value, step, index + 1, kind="ordinal")
    times = lexicon.numbers("multipliers").get(behind, 1.0) if behind else 1.0
    unit = lexicon.table("measures").get(behind, "") if times == 1 else ""  # "500MW"
    noun = lexicon.stem(unit) if unit else ""
    return Amount(value * times, step * times, index + 1, noun=noun, times=times)


def _multiplied(passage: TokenText, amount: Amount) -> Amount:
    """The number with the "million" that may stand behind it."""
    multipliers = passage.lexicon.numbers("multipliers")
    while amount.behind < len(passage.lows) and passage.lows[amount.behind] in multipliers:
        times = multipliers[passage.lows[amount.behind]]
        amount = replace(
            amount,
            value=amount.value * times,
            step=amount.step * times,
            behind=behind_stop(passage, amount.behind + 1),
            times=amount.times * times,
        )
    return amount
