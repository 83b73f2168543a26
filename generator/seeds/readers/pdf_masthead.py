"""The masthead of a document of the United Nations: whose it is, of which day, and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.seeds.dates import published_of
from generator.seeds.readers.pdf_labels import EDGE
from generator.seeds.readers.pdf_lines import PdfLine
from generator.seeds.readers.pdf_runs import PdfSheet


class PdfMasthead(Struct, frozen=True):
    """What a masthead says, empty where there is none.

    `lines` are the places of its lines, and of those on other pages that repeat its symbol or the
    number of the print job.
    """

    lines: Mapping[int, str]  # why each is dropped
    publisher: str = ""
    published: str = ""  # ISO 8601


_DISTRIBUTION = re.compile(r"Distr\.\s?:")  # in each of the six languages
_JOB = re.compile(
    r"(?:[A-Z]{1,4}\.)?\d\d-\d{5}(?:\s*\([A-Z]\))?(?:\s+\d{6})?|\*\d{6,9}\*|(?<!\d)\d{6}"
)
_HEIGHT = 60  # points from the line that names the distribution to the last one below it
_FLUSH = 5  # points


def pdf_masthead(lines: Sequence[PdfLine], sheets: Sequence[PdfSheet]) -> PdfMasthead:
    """What the masthead on the first page says, if it has one."""
    front = [line for line in lines if line.page == 0]
    head = next((line for line in front if _DISTRIBUTION.match(line.text)), None)
    if head is None:
        return PdfMasthead({})
    below = [
        line
        for line in front
        if abs(line.x0 - head.x0) < _FLUSH and head.y - _HEIGHT < line.y <= head.y
    ]
    foot = min(line.y for line in below) - 1
    above = [line for line in front if line.y > head.y + head.size]
    return PdfMasthead(
        dict.fromkeys(_repeats(lines, sheets, foot), "running head"),
        publisher=min(above, key=lambda line: line.x0).text if above else "",
        published=published_of(line.text for line in below),
    )


def _repeats(lines: Sequence[PdfLine], sheets: Sequence[PdfSheet], foot: float) -> Iterator[int]:
    """The places of the masthead, whose lowest line is at `foot`, and of what repeats it."""
    inside = [index for index, line in enumerate(lines) if line.page == 0 and line.y >= foot]
    said = _closed("".join(lines[index].text for index in inside))
    yield from inside
    for index, line in enumerate(lines):
        height = sheets[line.page].height
        if line.turned or not EDGE * height < line.y < (1 - EDGE) * height:
            is_symbol = "/" in line.text and _closed(line.text) in said
            if _JOB.fullmatch(line.text) or is_symbol:
                yield index


def _closed(text: str) -> str:
    return "".join(text.split())
