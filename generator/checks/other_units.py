"""When a claim says a number in another unit or scale than its source: weeks for days."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from generator.checks.counted import SMALLER_UNITS
from generator.checks.figures import Quantities, Quantity, figures_in
from generator.checks.grounds import Ground


def in_another_unit(figure: Quantity, source: Quantities, ground: Ground) -> bool:
    """Whether a claim says in weeks what its source says in days, or in tenths what in shares."""
    value = figure.values[0]
    for other in source.figures:
        theirs = other.values[0]
        if {figure.kind, other.kind} == {"count", "share"} and value in (
            theirs / 100,
            theirs * 100,
        ):
            return True
        for noun, number, part, whole in (
            (figure.noun, value, other.noun, theirs),
            (other.noun, theirs, figure.noun, value),
        ):
            for times, smaller in SMALLER_UNITS.get(noun, ()):
                if smaller == part and _is_near(figure, number * times, whole, times):
                    return True
    # "twelve months" for "a year"
    larger = {unit for unit, parts in SMALLER_UNITS.items() if (value, figure.noun) in parts}
    return bool(larger) and any(
        passage.lexicon.table("measures").get(low) in larger
        for passage in ground.passages
        for low in passage.lows
    )


_TURNED = 0.02  # how far a number in another unit may lie from the source's: a year, 52 weeks
_SHORT_OF = 0.3  # how far "less than" or "more than" may lie from it there


def _is_near(figure: Quantity, one: float, other: float, unit: float) -> bool:
    """Whether two numbers are one in the smaller unit; "less than two weeks" may be 11 days."""
    if abs(one - other) <= _TURNED * other:
        return True
    mine, theirs = (one, other) if one == figure.values[0] * unit else (other, one)
    beyond = (theirs - mine) * figure.bound
    return 0 < beyond < min(unit, _SHORT_OF * mine) if figure.bound else False


def in_scales_of_claim(figure: Quantity, ground: Ground) -> Iterator[Quantity]:
    """A number, and what it is with the scale of another of the claim: "176 of 477 billion"."""
    yield figure
    if figure.small or figure.kind not in ("count", "money") or figure.values[0] >= _SCALES[0]:
        return
    said = figures_in(ground.said.text, ground.said.lexicon).figures
    largest = max((other.values[0] for other in said if other.slack), default=0.0)
    for scale in _SCALES:
        if largest >= scale:
            scaled = tuple(value * scale for value in figure.values)
            yield replace(figure, values=scaled, kind="count", noun="", unit="")


_SCALES = (1e3, 1e6, 1e9, 1e12)
