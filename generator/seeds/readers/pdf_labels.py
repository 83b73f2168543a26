"""How the pages of a PDF are numbered in print."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from generator.seeds.page_numbers import OF, PAGE
from generator.seeds.readers.pdf_lines import PdfLine
from generator.seeds.readers.pdf_runs import PdfSheet

EDGE = 0.15
"""The part of a page, at its head and at its foot, in which furniture stands."""

_NUMBER = re.compile(
    rf"[-–—|·\s]*(?:{PAGE}\s*)?"
    rf"(?P<number>\d{{1,4}}|[ivxlc]{{1,7}})(?:\s*{OF}\s*\d{{1,4}})?[-–—|·\s]*",
    re.IGNORECASE,
)


def page_labels(sheets: Sequence[PdfSheet], lines: Sequence[PdfLine]) -> tuple[str, ...]:
    """The label of each page: as printed at its edge, as the file says, or its count.

    The file is believed where it says what is printed, and where nothing is. If pages print their
    numbers, one before the first of them has no label.
    """
    said = tuple(sheet.label for sheet in sheets)
    printed = _printed(sheets, lines)
    agreed = sum(said[page] in numbers for page, numbers in printed.items())
    if any(said) and agreed * 2 >= len(printed):
        return said
    shifts = Counter(int(n) - page for page, found in printed.items() for n in found if n.isdigit())
    shift, times = shifts.most_common(1)[0] if shifts else (1, 0)
    if times < 2 or times * 2 < len(sheets):
        return said if any(said) else tuple(str(sheet.number + 1) for sheet in sheets)
    return tuple(_label(sheet.number + shift, printed.get(sheet.number, ())) for sheet in sheets)


def _label(number: int, printed: Sequence[str]) -> str:
    if str(number) in printed:
        return str(number)
    roman = next((one for one in printed if not one.isdigit()), "")
    return roman if roman or number < 1 else str(number)


def _printed(sheets: Sequence[PdfSheet], lines: Sequence[PdfLine]) -> Mapping[int, Sequence[str]]:
    """The bare numbers at the edges of each page."""
    found: dict[int, list[str]] = {}
    for page, levels in levels_of_pages(lines).items():
        for index in outermost(levels):
            if number := page_number(lines[index], sheets[page].height):
                found.setdefault(page, []).append(number)
    return found


_OUTER = 3  # levels at each edge of a page


def levels_of_pages(lines: Sequence[PdfLine]) -> Mapping[int, Sequence[Sequence[int]]]:
    """The places of the lines of each page that stand at one height, from the foot upwards."""
    pages: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, line in enumerate(lines):
        if not (line.unseen or line.turned or line.raised):
            pages[line.page][round(line.y / 4)].append(index)
    return {page: [levels[y] for y in sorted(levels)] for page, levels in pages.items()}


def outermost(levels: Sequence[Sequence[int]]) -> Iterator[int]:
    """The places of the lines nearest to the foot and the head of a page."""
    yield from chain.from_iterable(levels[:_OUTER])
    yield from chain.from_iterable(levels[max(_OUTER, len(levels) - _OUTER) :])


def page_number(line: PdfLine, height: float) -> str:
    """The number in a line that is the number of a page and nothing else; else empty."""
    if EDGE * height < line.y < (1 - EDGE) * height:
        return ""
    match = _NUMBER.fullmatch(line.text)
    return match["number"] if match else ""
