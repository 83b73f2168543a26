"""Units of measure behind numbers: "18 cm", "210 m³/s", "40 miles an hour", "a 30-day limit"."""

from __future__ import annotations

from collections.abc import Mapping

from generator.checks.spelt import Amount
from generator.checks.tokens import TokenText
from generator.language.lexicon import Lexicon

_POWERS = ("2", "3")


def unit_at(passage: TokenText, index: int) -> tuple[str, int] | None:
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


def unit_of(passage: TokenText, amount: Amount) -> tuple[str, int, bool]:
    """A number's unit of measure, where it ends, and whether an "m" may be metres or a million."""
    if found := unit_at(passage, amount.behind):
        return found[0], passage.tokens[found[1] - 1].end, False
    if amount.noun:
        return _unit_of_stem(amount.noun, passage.lexicon), 0, False
    written = passage.lows[amount.behind - 1].lstrip("0123456789.,'")
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
    if not power and low not in measures and low.endswith(_POWERS):
        low, power = low[:-1].rstrip("^"), low[-1]
    return (measures[low] + power, index + 1) if low in measures else None


def _unit_of_stem(stem: str, lexicon: Lexicon) -> str:
    """The unit that a word with this stem names, as in "three-year"; empty if it names none."""

    def made() -> Mapping[str, str]:
        named = lexicon.table("measures").items()
        return {lexicon.stem(word): unit for pair in named for word, unit in (pair, pair[1:] * 2)}

    return lexicon.once("(units by stem)", made).get(stem, "") if stem else ""


def may_be_same_unit(one: str, other: str) -> bool:
    """Whether two units may be the same; "tonnes" may be "tonnes a year", and no unit any."""
    if not one or not other:
        return True
    (top, _, below), (other_top, _, other_below) = one.partition("/"), other.partition("/")
    return top == other_top and (not below or not other_below or below == other_below)
