"""The series of printed numbers by which a source counts its paragraphs or articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.seeds.printed_numbers import PrintedNumber, is_year

_WIDEST_GAP = 12  # numbers that are left out, such as those of paragraphs that nobody kept
_SHORTEST = 3
_FARTHEST = 80  # numbers of the same style between two of a chain: quotations, tables, lists
_RESTART = 1.5  # what a new beginning costs: it pays only where at least two numbers follow
_GAP = 0.3
_ON_HEADING = 0.1  # less for a number on a heading than for one on a paragraph


class Series(Struct, frozen=True):
    """A rising chain of printed numbers, by the indices of their blocks.

    `parts` are where it begins: more than one if it begins again.
    """

    numbers: Mapping[int, PrintedNumber]
    parts: tuple[int, ...]

    @property
    def is_named(self) -> bool:
        return next(iter(self.numbers.values())).is_named


def main_series(heads: Sequence[PrintedNumber | None], headings: frozenset[int]) -> Series | None:
    """The series that most blocks are of. Named articles come before the numbers within them.

    `heads` has the printed number of each block, `headings` the indices of blocks that only head
    others.
    """
    styles: dict[str, list[int]] = {}
    for index, head in enumerate(heads):
        if head and head.style != "(a)":
            for style in _styles_of(head):
                styles.setdefault(style, []).append(index)
    found = [s for each in styles.values() if (s := _rising_chain(each, heads, headings))]
    whole = [one for one in found if not _within(one)]
    return max(whole or found, key=lambda one: _rank(one, whole), default=None)


_DECIMAL = "1.1"


def _styles_of(head: PrintedNumber) -> Iterator[str]:
    """The styles that a number may be in: chapters "2." and "2.1" may be one series."""
    yield head.style
    if head.style in {"#", "#."}:
        yield _DECIMAL


def _within(one: Series) -> bool:
    return all(head.is_item for head in one.numbers.values())


def _rank(one: Series, others: Sequence[Series]) -> tuple[bool, int]:
    """Named before others, unless those have begun before it and are more."""
    first, count = min(one.numbers), len(one.numbers)
    outer = all(first <= min(other.numbers) or count >= len(other.numbers) for other in others)
    return one.is_named and outer, count


def _rising_chain(
    indices: Sequence[int], heads: Sequence[PrintedNumber | None], headings: frozenset[int]
) -> Series | None:
    """The longest rising chain of some numbers, of three at least; None if they are years."""
    own = [(index, head) for index in indices if (head := heads[index])]
    keys = [_key(head.number) for _, head in own]
    scores, before = list[float](), list[tuple[int, bool]]()
    for at, (index, head) in enumerate(own):
        best, link = 0.0, (-1, False)
        for earlier in range(max(0, at - _FARTHEST), at):
            cost = _cost(keys[earlier], keys[at], strict=head.is_bare)
            if cost is not None and scores[earlier] - cost > best:
                best, link = scores[earlier] - cost, (earlier, cost == _RESTART)
        scores.append(best + 1 - _ON_HEADING * (index in headings))
        before.append(link)
    chain, parts = _traced(scores, before)
    series = {own[at][0]: own[at][1] for at in chain}
    dated = sum(is_year(head.number) for head in series.values())
    if len(series) < _SHORTEST or dated * 2 > len(series):
        return None
    return Series(series, tuple(own[at][0] for at in parts))


def _traced(
    scores: Sequence[float], before: Sequence[tuple[int, bool]]
) -> tuple[list[int], list[int]]:
    """The best chain, and where it begins and begins again, in rising order."""
    at = max(range(len(scores)), key=lambda index: scores[index], default=-1)
    chain, parts = list[int](), list[int]()
    while at >= 0:
        chain.append(at)
        earlier, again = before[at]
        if again or earlier < 0:
            parts.append(at)
        at = earlier
    return chain[::-1], parts[::-1]


_Key = tuple[tuple[int, ...], str]


def _key(number: str) -> _Key:
    """The figures of a number, and the letters behind them."""
    figures = number.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabeiqrstu")
    return tuple(map(int, figures.split("."))), number[len(figures) :]


def _cost(earlier: _Key, later: _Key, *, strict: bool) -> float | None:
    """What it costs to go from a number to a later one in a chain; None if that cannot be.

    `strict` allows no gap wider than one number.
    """
    (a, letter), (b, later_letter) = earlier, later
    if a == b:
        return 0.0 if letter < later_letter else None
    shared = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    if shared is None:
        rising, rest = len(b) > len(a), b[len(a) :]
        step = 1
    else:
        step, rest = b[shared] - a[shared], b[shared + 1 :]
        rising = 1 <= step <= (2 if strict else _WIDEST_GAP)
    if rising and all(part <= _SHORTEST for part in rest):
        return 0.0 if step == 1 and set(rest) <= {0, 1} else _GAP
    return _RESTART if set(b) == {1} and not later_letter and a > b else None
