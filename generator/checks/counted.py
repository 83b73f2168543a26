"""What a number counts, its unit, and how near it is: "12 per cent", "about 30 ships", "18 cm"."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.checks.clauses import CLAUSE_ENDS
from generator.checks.days import MONEY_SIGNS
from generator.checks.spelt import Amount, Kind
from generator.checks.tokens import TokenText
from generator.language.lexicon import Lexicon
from generator.recall.once import remembered


class Counted(Struct, frozen=True):
    """What a number counts; `behind` is the token behind the words that say so.

    `points` says how many percentage points one is, 0 for none. `unit` is one of measure, as the
    lexicon's `measures` name it, which ends at `unit_end`; an "m" may be a million as well.
    """

    kind: Kind
    currency: str
    points: float
    noun: str
    behind: int
    unit: str
    unit_end: int
    may_be_metres: bool


def counted_by(passage: TokenText, amount: Amount, first: int) -> Counted:
    """What a number that begins with the token `first` counts."""
    sign = passage.lows[first] if passage.lows[first] in MONEY_SIGNS else ""
    kind, currency, at = _kind_behind(passage, amount.behind, sign)
    points = _percentage_points(passage, amount)
    if points and kind in ("count", "percent"):
        kind, at = "percent", points[1]
    if kind == "count" and _is_label(passage, first):
        kind = "ordinal"  # "Section 9" counts nothing
    unit, unit_end, is_open = _unit_of(passage, amount) if kind == "count" else ("", 0, False)
    if not unit:
        unit, unit_end = _rate_at(passage, at, kind)
    noun = amount.noun or _noun(passage, at)
    noun = unit_named(noun, passage.lexicon).partition("/")[0] or noun
    if unit and not unit.startswith("/") and not (is_open and noun):
        noun = unit.partition("/")[0]
    return Counted(kind, currency, points[0] if points else 0.0, noun, at, unit, unit_end, is_open)


def _kind_behind(passage: TokenText, index: int, sign: str) -> tuple[Kind, str, int]:
    """The kind of number that the words behind it make, a currency, and the token behind."""
    if sign:
        return "money", sign, index
    if index < len(passage.lows):
        low, lexicon = passage.lows[index], passage.lexicon
        if low == "%":
            return "percent", "", index + 1
        if length := lexicon.phrases("percent").at(passage.lows, index):
            return "percent", "", index + length
        currencies = lexicon.table("currencies")
        if currency := currencies.get(low) or (low if low in MONEY_SIGNS else ""):
            return "money", currency, index + 1
        behind = passage.lows[index + 1] if index + 1 < len(passage.lows) else ""
        if behind in currencies and low in lexicon.phrases("of_shares"):
            return "money", currencies[behind], index + 2  # "millions d'euros"
    return "count", "", index


def _percentage_points(passage: TokenText, amount: Amount) -> tuple[float, int] | None:
    """How many percentage points one is, and the token behind: "25 basis points", "half a point".

    A bare "point" is one behind a part of it or digits: "three points" may be made in a debate.
    """
    at, lexicon, is_part = amount.behind, passage.lexicon, amount.kind == "share"
    if is_part:
        while at < len(passage.lows) and passage.lows[at] in lexicon.phrases("before_points"):
            at += 1
    if passage.lows[at - 1].lstrip(_OF_DIGITS) in lexicon.phrases("hundredths_of_points"):
        return 0.01, at  # "50bps"
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
    index, months = _behind_whole(passage, index), passage.lexicon.table("months")
    capital = bool(passage.lexicon.lists["nouns_are_capital"])
    for at in range(index, min(index + 2, len(passage.stems))):
        if capital and passage.tokens[at].text[0].islower():
            continue
        if passage.stems[at] or not passage.lows[at][0].isalnum():
            is_other = _is_number(passage, at) or passage.lows[at] in months
            return "" if is_other else passage.stems[at]
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
    return low[0].isdigit() or low in passage.lexicon.table("numbers")


def _is_label(passage: TokenText, index: int) -> bool:
    before = passage.lows[index - 2 : index] if index > 1 else passage.lows[:index]
    last = [low for low in before if low[0].isalnum()][-1:]
    return bool(last) and last[0] in passage.lexicon.phrases("labels")


def how_often(passage: TokenText, index: int) -> Amount | None:
    """How many times a thing is by one word, which ends its clause or leads to a time: "twice".

    Not where it is of another word: "once built", "twice as high".
    """
    lows, lexicon = passage.lows, passage.lexicon
    value = lexicon.numbers("how_often").get(lows[index]) if lows[index][0].isalpha() else None
    if value is None:
        return None
    behind = lows[index + 1] if index + 1 < len(lows) else "."
    is_rate = _rate_at(passage, index + 1, "money")[0] != ""
    is_last = behind in CLAUSE_ENDS or any(
        behind in lexicon.phrases(name) for name in ("joins_clauses", "in_how_many")
    )
    if not is_rate and not is_last:
        return None
    return Amount(value, 1.0, index + 1, in_words=True, noun=times_noun(lexicon))


@remembered
def times_noun(lexicon: Lexicon) -> str:
    """The stem of the word that counts how often a thing was."""
    return lexicon.stem(lexicon.lists["times"])


def nearness_before(passage: TokenText, index: int) -> tuple[bool, int]:
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


def is_of_a_number(passage: TokenText, index: int) -> bool:
    """Whether a word behind digits belongs to the number: "67,7 Md€", "5 GW"."""
    low, lexicon = passage.lows[index], passage.lexicon
    is_behind = index > 0 and passage.lows[index - 1][0].isdigit()
    return is_behind and (low in lexicon.table("multipliers") or low in lexicon.table("measures"))


# --- units of measure -------------------------------------------------------------------

_POWERS = ("2", "3")
_OF_DIGITS = "0123456789.,'"

SMALLER_UNITS: Mapping[str, tuple[tuple[float, str], ...]] = {
    "century": ((100, "year"),),
    "decade": ((10, "year"),),
    "year": ((12, "month"), (365, "day"), (52, "week")),
    "month": ((30, "day"),),
    "fortnight": ((14, "day"), (2, "week")),
    "week": ((7, "day"),),
    "day": ((24, "hour"),),
    "hour": ((60, "minute"),),
    "minute": ((60, "second"),),
    "mile": ((1.609, "kilometre"),),
    "kilometre": ((1000, "metre"),),
    "metre": ((100, "centimetre"), (1000, "millimetre"), (3.281, "foot")),
    "centimetre": ((10, "millimetre"),),
    "foot": ((12, "inch"),),
    "mile2": ((2.59, "kilometre2"),),
    "kilometre2": ((100, "hectare"),),
    "hectare": ((2.471, "acre"),),
    "metre3": ((1000, "litre"),),
    "litre": ((1000, "millilitre"),),
    "tonne": ((1000, "kilogram"),),
    "kilogram": ((1000, "gram"),),
    "terawatt": ((1000, "gigawatt"),),
    "gigawatt": ((1000, "megawatt"),),
    "megawatt": ((1000, "kilowatt"),),
}
"""For each unit, how many of a smaller one it is: a week is seven days."""


def _unit_at(passage: TokenText, index: int) -> tuple[str, int] | None:
    """The unit of measure from a token on, and the token behind it; None if there is none.

    It is named as the lexicon's `measures` name it: "metre", "metre3/second".
    """
    found = _simple(passage, index)
    if found is None:
        return None
    unit, behind = found
    per = behind < len(passage.lows) and passage.lows[behind] in passage.lexicon.phrases("per")
    below = _simple(passage, behind + 1) if per else None
    return (f"{unit}/{below[0]}", below[1]) if below else found


def _rate_at(passage: TokenText, index: int, kind: Kind) -> tuple[str, int]:
    """What an amount is of in each unit of time or measure, "/year", and where that ends.

    Of a number that counts, the word counted stands between: "300 passengers a day".
    """
    lows, lexicon = passage.lows, passage.lexicon
    for at in (index, index + 1) if kind == "count" else (index,):
        if at < len(lows) and lows[at] in lexicon.phrases("per"):
            below = _simple(passage, at + 1)
            behind = lows[below[1] : below[1] + 1] if below else ()
            apart = any(low in lexicon.phrases(name) for low in behind for name in _APART)
            if below and not apart:  # "412 a year later" is no rate
                return f"/{below[0]}", passage.tokens[below[1] - 1].end
    return "", 0


_APART = ("differences", "before_a_day", "after_a_day")


def _unit_of(passage: TokenText, amount: Amount) -> tuple[str, int, bool]:
    """A number's unit of measure, where it ends, and whether an "m" may be metres or a million."""
    if found := _unit_at(passage, amount.behind):
        return found[0], passage.tokens[found[1] - 1].end, False
    if amount.noun:
        return unit_named(amount.noun, passage.lexicon), 0, False
    written = passage.lows[amount.behind - 1].lstrip(_OF_DIGITS)
    if amount.times > 1 and written in passage.lexicon.table("measures"):
        return passage.lexicon.table("measures")[written], 0, True
    return "", 0, False


def _simple(passage: TokenText, index: int) -> tuple[str, int] | None:
    lows, lexicon, power = passage.lows, passage.lexicon, ""
    if index < len(lows) and lows[index] in lexicon.table("powers"):
        power, index = lexicon.table("powers")[lows[index]], index + 1
    if index >= len(lows):
        return None
    low, measures = lows[index], lexicon.table("measures")
    if low == "°" and (scale := "°" + "".join(lows[index + 1 : index + 2])) in measures:
        return measures[scale], index + 2
    if not power and low not in measures and low.endswith(_POWERS):
        low, power = low[:-1].rstrip("^"), low[-1]
    return (measures[low] + power, index + 1) if low in measures else None


def unit_named(stem: str, lexicon: Lexicon) -> str:
    """The unit that a word with this stem names, as in "three-year"; empty if it names none."""
    return _units_by_stem(lexicon).get(stem, "") if stem else ""


@remembered
def _units_by_stem(lexicon: Lexicon) -> Mapping[str, str]:
    named = lexicon.table("measures").items()
    return {lexicon.stem(word): unit for pair in named for word, unit in (pair, pair[1:] * 2)}


def may_be_same_unit(one: str, other: str) -> bool:
    """Whether two units may be the same; "tonnes" may be "tonnes a year", and no unit any."""
    if not one or not other:
        return True
    (top, _, below), (other_top, _, other_below) = one.partition("/"), other.partition("/")
    return top == other_top and (not below or not other_below or below == other_below)
