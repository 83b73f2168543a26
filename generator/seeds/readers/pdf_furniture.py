"""Running heads and feet, and the numbers of pages, of an untagged PDF."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from generator.seeds.readers.pdf_labels import EDGE, levels_of_pages, outermost, page_number
from generator.seeds.readers.pdf_lines import PdfLine
from generator.seeds.readers.pdf_runs import PdfSheet

Levels = Sequence[Sequence[int]]
"""The places of the lines of a page, by their heights, from one edge of the page to the other."""


def furniture(lines: Sequence[PdfLine], sheets: Sequence[PdfSheet]) -> dict[int, str]:
    """What stands at the edges of the pages: why each is dropped, by the place of its line.

    It recurs at the same height of several pages, alike but for figures, and apart from the text.
    """
    pages = levels_of_pages(lines)
    found: dict[int, str] = {}
    alike: dict[str, list[int]] = defaultdict(list)
    for page, levels in pages.items():
        height = sheets[page].height
        for index in outermost(levels):
            if page_number(lines[index], height):
                found[index] = "page number"
            elif not EDGE * height < lines[index].y < (1 - EDGE) * height:
                alike[_but_for_figures(lines[index].text)].append(index)
    for key, indices in alike.items():
        if re.search(r"[^\W\d_]{3}", key):
            found |= dict.fromkeys(_recurring(indices, lines, len(sheets)), "running head")
    usual = _usual_distance(lines)
    apart = {index for levels in pages.values() for index in _apart(levels, lines, found, usual)}
    heads = {index: found.get(index, "running head") for index in apart}
    return heads | dict.fromkeys(_in_margins(lines), "running head")


def _but_for_figures(text: str) -> str:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", text.casefold()).strip()


_SAME = 1.5  # points: as high on one page as on another


def _recurring(indices: Iterable[int], lines: Sequence[PdfLine], pages: int) -> Iterator[int]:
    heights: dict[int, set[int]] = defaultdict(set)
    placed = [(index, round(lines[index].y / _SAME)) for index in indices]
    for index, level in placed:
        heights[level].add(lines[index].page)
    for index, level in placed:
        near = len(heights[level] | heights[level - 1] | heights[level + 1])
        if near >= 2 and (near >= 3 or near * 5 >= pages * 2):
            yield index


_PARTED = 1.25  # of the usual distance of two lines
_OTHER_SIZE = 0.06  # of the size of the line beside it


def _usual_distance(lines: Sequence[PdfLine]) -> float:
    """The commonest distance of two lines, in points, that follow on one another in the file."""
    gaps = ((upper.y - lower.y, lower.size) for upper, lower in pairwise(lines))
    found = Counter(round(2 * gap) / 2 for gap, size in gaps if 0.6 * size < gap < 2.5 * size)
    return found.most_common(1)[0][0] if found else 0.0


def _apart(
    levels: Levels, lines: Sequence[PdfLine], found: Mapping[int, str], usual: float
) -> Iterator[int]:
    """The lines from both edges inwards, up to the text.

    Words that recur at the head of the text itself, as near to it as its lines are to each other,
    are of the text.
    """
    for inwards in (levels, levels[::-1]):
        end = 0
        for count, (level, behind) in enumerate(pairwise((*inwards, [])), 1):
            if found.keys().isdisjoint(level):
                break
            numbered = any(found.get(index) == "page number" for index in level)
            if not behind or numbered or _is_parted(lines[level[0]], lines[behind[0]], usual):
                end = count
        for level in inwards[:end]:
            yield from level


def _is_parted(line: PdfLine, other: PdfLine, usual: float) -> bool:
    differs = abs(line.size - other.size) > _OTHER_SIZE * other.size
    return differs or abs(line.y - other.y) > _PARTED * usual


# --- beside the text --------------------------------------------------------------------

_LONG = 30  # characters: so long are the lines of the text, and not those in its margin


def _in_margins(lines: Sequence[PdfLine]) -> Iterator[int]:
    """What recurs on three pages beside the text, at the same place, and is no mark of a note."""
    sides: dict[int, tuple[float, float]] = {}
    for line in lines:
        if len(line.text) > _LONG and not line.turned:
            left, right = sides.get(line.page, (line.x0, line.x1))
            sides[line.page] = (min(left, line.x0), max(right, line.x1))
    alike: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        left, right = sides.get(line.page, (0.0, 0.0))
        if (line.x1 <= left or line.x0 >= right > left) and not _is_mark(lines, index):
            place = round(line.x0 / 4), round(line.y / 4)
            alike[_but_for_figures(line.text), *place].append(index)
    for indices in alike.values():
        if len({lines[index].page for index in indices}) >= 3:
            yield from indices


def _is_mark(lines: Sequence[PdfLine], index: int) -> bool:
    """Whether a line is small and higher than the one behind it, as the mark of a note hangs."""
    line, behind = lines[index], lines[min(index + 1, len(lines) - 1)]
    return line.size < _MARK_SIZE * behind.size and 0 < line.y - behind.y < behind.size


_MARK_SIZE = 0.86  # of the size of the note
