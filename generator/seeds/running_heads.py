"""Running heads, feet and page numbers of a text that was laid out in pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from generator.seeds.page_numbers import OF, PAGE
from generator.seeds.wrapping import begins_low, closes

_FIGURES = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{3}")
_NUMBER = re.compile(
    rf"[-–—\s|(\[]*{PAGE}?\s*(?:\d{{1,4}}|[ivxlc]{{1,7}})(?:\s*{OF}\s*\d{{1,4}})?[-–—\s|)\]]*",
    re.IGNORECASE,
)

HEAD, NUMBER = "running head", "page number"


def heads_of_pages(lines: Sequence[str], pages: Sequence[str] = ()) -> Mapping[int, str]:
    """Why a line, by its index from 0, belongs to its page and not to the text.

    `pages` are the labels of the pages of the lines, if the text says where pages begin. Where it
    does not, only lines count that are alike but for rising figures, and cut sentences in two.
    """
    if len(set(pages)) > 1:
        return dict(_of_pages(lines, pages))
    return dict(_of_cuts(lines))


# --- pages that are marked --------------------------------------------------------------

_DEEPEST = 3  # lines from the edge of a page


def _of_pages(lines: Sequence[str], pages: Sequence[str]) -> Iterator[tuple[int, str]]:
    edges = [edge for page in _pages_of(lines, pages) for edge in (page, page[::-1])]
    tops, feet = edges[::2], edges[1::2]
    for side in (tops, feet):
        seen: dict[str, set[int]] = defaultdict(set)
        for number, page in enumerate(side):
            for index in page[:_DEEPEST]:
                seen[_without_figures(lines[index])].add(number)
        for number, page in enumerate(side):
            for index in page[:_DEEPEST]:
                reason = _edge_reason(lines[index], seen, number, len(side))
                if reason is None:
                    break
                yield index, reason


def _pages_of(lines: Sequence[str], pages: Sequence[str]) -> list[list[int]]:
    """The indices of the lines of each page that are not blank."""
    found: list[list[int]] = [[]]
    for index, (line, page) in enumerate(zip(lines, pages, strict=True)):
        if index and page != pages[index - 1]:
            found.append([])
        if line.strip():
            found[-1].append(index)
    return [page for page in found if page]


def _without_figures(line: str) -> str:
    """A line as its like on other pages reads: without figures."""
    return _FIGURES.sub("#", " ".join(line.split())).casefold()


def _edge_reason(line: str, seen: Mapping[str, set[int]], page: int, count: int) -> str | None:
    if _NUMBER.fullmatch(line.strip()):
        return NUMBER
    there = seen[_without_figures(line)]
    # A title stands on the first page; the head that repeats it begins on the second.
    recurs = len(there) >= 3 or (len(there) == 2 and count <= 6)  # odd and even pages
    own = page == 0 and not _FIGURES.search(line)
    own = own or (begins_low(line) and closes(line))  # the end of a sentence, however often said
    return HEAD if recurs and not own and _WORD.search(line) and len(line) <= _LONGEST else None


_LONGEST = 120  # characters

# --- pages that are not marked ----------------------------------------------------------


def _of_cuts(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    alike: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        text = line.strip()
        if text and len(text) <= _LONGEST and _FIGURES.search(text):
            alike[_without_figures(text)].append(index)
    for indices in alike.values():
        if len(indices) < 3 or not _rises([lines[index] for index in indices]):
            continue
        cuts = sum(_cuts(lines, index) for index in indices)
        if cuts * 3 >= len(indices):
            number = _NUMBER.fullmatch(lines[indices[0]].strip())
            yield from ((index, NUMBER if number else HEAD) for index in indices)


def _rises(lines: Sequence[str]) -> bool:
    """Whether one of the figures rises by one from line to line, as page numbers do."""
    rows = [[int(figure) for figure in _FIGURES.findall(line)[:8]] for line in lines]
    columns = zip(*rows, strict=False)
    return any(all(0 < b - a <= 2 for a, b in pairwise(column)) for column in columns)


_NEAR = 4  # lines: how far a sentence goes on behind a head


def _cuts(lines: Sequence[str], index: int) -> bool:
    """Whether a line stands in the midst of a sentence."""
    before = next(
        (one for one in reversed(lines[max(0, index - _NEAR) : index]) if one.strip()), ""
    )
    behind = next((one for one in lines[index + 1 : index + 1 + _NEAR] if one.strip()), "")
    return len(before.strip()) >= 20 and not closes(before) and begins_low(behind)
