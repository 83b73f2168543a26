"""Optimum-fit line breaking: the breaks of a paragraph chosen together, not line by line.

After D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines" (1981). All lines have the same
measure, so the best way to reach a break does not depend on the number of lines before it, and one
candidate for each break is enough.
"""

from __future__ import annotations

from msgspec import Struct, field

_HYPHENS_IN_A_ROW = 3000.0
_RUNT = 5000.0  # a last line of hardly a word


class Breaks(Struct, eq=False):
    """Places where a line may end, as parallel lists; the first is the start of the paragraph.

    `ends` is how far the words reach when a line ends there, `starts` where the next line's words
    begin, both in points from the start of the paragraph; `end_spaces` and `start_spaces` count
    the width of the spaces up to there in the same way. Few places cost anything or are more than
    a space, so penalties, hyphens and forced line ends are kept by their indices.
    """

    ends: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    end_spaces: list[float] = field(default_factory=list)
    start_spaces: list[float] = field(default_factory=list)
    penalties: dict[int, float] = field(default_factory=dict)
    hyphens: set[int] = field(default_factory=set)
    forced: set[int] = field(default_factory=set)

    def append(self, end: float, start: float, end_space: float, start_space: float) -> None:
        self.ends.append(end)
        self.starts.append(start)
        self.end_spaces.append(end_space)
        self.start_spaces.append(start_space)


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


def optimum_breaks(breaks: Breaks, fit: Fit, *, must: bool = False) -> list[int] | None:
    """The indices of the breaks to take, the last one included; None if no way keeps to the fit.

    Where a result is a must, a line that nothing can shorten stays too long.
    """
    count = len(breaks.ends)
    best: list[float] = [0.0] * count
    previous = [0] * count
    active = [0]
    for place in range(1, count):
        found, kept = _best_start(breaks, fit, place, active, best)
        if found is None and not kept and must:
            found = (active[-1], best[active[-1]] + 1e9)
        forced = place in breaks.forced
        if found is None and (forced or not kept):
            return None
        active = [] if forced else kept
        if found is not None:
            previous[place], best[place] = found
            active.append(place)
    return _way_back(previous, count - 1)


def _best_start(
    breaks: Breaks, fit: Fit, place: int, active: list[int], best: list[float]
) -> tuple[tuple[int, float] | None, list[int]]:
    """The best line that ends at a place, with its demerits, and the starts still of use."""
    end, end_space = breaks.ends[place], breaks.end_spaces[place]
    starts, start_spaces = breaks.starts, breaks.start_spaces
    measure, tolerance, ragged = fit.measure, fit.tolerance, fit.ragged
    penalty, forced = breaks.penalties.get(place, 0.0), place in breaks.forced
    hyphens = breaks.hyphens if place in breaks.hyphens else ()
    lowest, start = 1e30, -1
    first_kept = -1
    for index, candidate in enumerate(active):
        slack = measure - end + starts[candidate]
        spaces = end_space - start_spaces[candidate]
        if slack < -0.001:
            if ragged or slack < -spaces * fit.shrink:
                continue
            ratio = slack / (spaces * fit.shrink)
        elif forced:
            ratio = 0.0
        elif ragged:
            ratio = slack / ragged
        else:
            ratio = slack / (spaces * fit.stretch) if spaces else slack * 100.0
        if first_kept < 0:
            first_kept = index
        if ratio > tolerance:
            break  # the starts behind this one are nearer still, their lines shorter
        badness = 1.0 + 100.0 * abs(ratio * ratio * ratio) + penalty
        demerits = best[candidate] + badness * badness
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
