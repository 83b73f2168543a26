"""Optimum-fit line breaking: the breaks of a paragraph chosen together, not line by line.

After D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines" (1981). All lines have the same
measure, so the best way to reach a break does not depend on the number of lines before it, and one
candidate for each break is enough.
"""

from __future__ import annotations

from msgspec import Struct, field

_HYPHENS_IN_A_ROW = 3000.0
_RUNT = 5000.0  # a last line of hardly a word
_HAIR = 0.01  # points that a line without spaces may be short at ratio 1


BreakPlace = tuple[float, float, float, float]
"""How far the words reach when a line ends there, and where the next line's words begin, in points
from the start of the paragraph; the width of the spaces up to either, counted in the same way."""


class Breaks(Struct, eq=False):
    """Places where a line may end; the first is the start of the paragraph.

    Few of them cost anything or are more than a space, so penalties, hyphens and forced line ends
    are kept by their indices.
    """

    places: list[BreakPlace]
    penalties: dict[int, float] = field(default_factory=dict)
    hyphens: set[int] = field(default_factory=set)
    forced: set[int] = field(default_factory=set)


class Fit(Struct, frozen=True):
    """How far a line may differ from its natural width.

    Each space may grow by `stretch` and shrink by `shrink` of its width at ratio 1; a ragged line
    may stay `ragged` points short at ratio 1. `tolerance` is the largest ratio.
    """

    measure: float
    stretch: float = 0.5
    shrink: float = 0.33
    ragged: float = 0.0
    tolerance: float = 1.0
    runt: float = 0.0  # a last line shorter than this is avoided


_Start = tuple[int, float, float, float]
"""Where a line may begin: its place, where its words begin, the spaces before, and the demerits."""


def optimum_breaks(breaks: Breaks, fit: Fit, *, must: bool = False) -> list[int] | None:
    """The indices of the breaks to take, the last one included; None if no way keeps to the fit.

    Where a result is a must, a line that nothing can shorten stays too long.
    """
    previous = [0] * len(breaks.places)
    active: list[_Start] = [(0, breaks.places[0][1], breaks.places[0][3], 0.0)]
    for place, (end, begin, end_space, begin_space) in enumerate(breaks.places[1:], 1):
        forced = place in breaks.forced
        if not forced and _is_too_short(active[0], end, end_space, fit):
            continue
        found, kept = _best_start(breaks, fit, place, active)
        if found is None and not kept and must:
            found = (active[-1][0], active[-1][3] + 1e9)
        if found is None and (forced or not kept):
            return None
        active = [] if forced else kept
        if found is not None:
            previous[place], demerits = found
            active.append((place, begin, begin_space, demerits))
    return _way_back(previous, len(previous) - 1)


def _is_too_short(start: _Start, end: float, end_space: float, fit: Fit) -> bool:
    """Whether the longest line that ends at a place is too short: so are all others."""
    slack = fit.measure - end + start[1]
    give = fit.ragged or (end_space - start[2]) * fit.stretch or _HAIR
    return slack / give > fit.tolerance


def _best_start(
    breaks: Breaks, fit: Fit, place: int, active: list[_Start]
) -> tuple[tuple[int, float] | None, list[_Start]]:
    """The best line that ends at a place, with its demerits, and the starts still of use."""
    end, _, end_space, _ = breaks.places[place]
    measure, tolerance, ragged = fit.measure, fit.tolerance, fit.ragged
    penalty, forced = breaks.penalties.get(place, 0.0), place in breaks.forced
    hyphens = breaks.hyphens if place in breaks.hyphens else ()
    lowest, start = 1e30, -1
    first_kept = -1
    for index, (candidate, begin, begin_space, so_far) in enumerate(active):
        slack = measure - end + begin
        spaces = end_space - begin_space
        if slack < -0.001:
            if ragged or slack < -spaces * fit.shrink:
                continue
            ratio = slack / (spaces * fit.shrink)
        elif forced:
            ratio = 0.0
        else:
            ratio = slack / (ragged or spaces * fit.stretch or _HAIR)
        if first_kept < 0:
            first_kept = index
        if ratio > tolerance:
            break  # the starts behind this one are nearer still, their lines shorter
        badness = 1.0 + 100.0 * abs(ratio * ratio * ratio) + penalty
        demerits = so_far + badness * badness
        if hyphens and candidate in hyphens:
            demerits += _HYPHENS_IN_A_ROW
        if forced and measure - slack < fit.runt and candidate:
            demerits += _RUNT
        if demerits < lowest:
            lowest, start = demerits, candidate
    # Starts only come nearer: what is too far away for this place is so for all later ones.
    kept = active[first_kept:] if first_kept >= 0 else []
    return (None if start < 0 else (start, lowest)), kept


def _way_back(previous: list[int], last: int) -> list[int]:
    way = [last]
    while previous[way[-1]] > 0:
        way.append(previous[way[-1]])
    return way[::-1]
