"""Blanks in the lines of a PDF that nobody typed: which of them stand within a word.

Many programs write a line in pieces, and a piece may begin in the middle of a word, a little
farther on than its letters need. PDFium takes such a gap for a blank: "alon g". A true blank that
is left to a gap may be as narrow, so that only the words of the document tell the two apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from generator.seeds.readers.pdf_lines import PdfLine
from generator.seeds.readers.pdf_runs import NARROW_BLANK

_WORD = re.compile(r"[^\W\d_]+")
_HALVES = re.compile(rf"([^\W\d_]+){NARROW_BLANK}([^\W\d_]+)")


def with_all_blanks(lines: Sequence[PdfLine]) -> tuple[PdfLine, ...]:
    """The lines with each blank that PDFium sees."""
    return tuple(_spaced(line, line.text) for line in lines)


def with_blanks_between_words(lines: Sequence[PdfLine]) -> tuple[PdfLine, ...]:
    """The lines without the blanks in words that stand whole elsewhere in the document.

    One of the halves stands nowhere else, so that no two words become one: "in to".
    """
    known = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))

    def joined(halves: re.Match[str]) -> str:
        first, second = (half.casefold() for half in halves.groups())
        divides = first + second in known and min(known[first], known[second]) == 1
        return "".join(halves.groups()) if divides else halves[0]

    return tuple(
        _spaced(line, _HALVES.sub(joined, line.text)) if NARROW_BLANK in line.text else line
        for line in lines
    )


def _spaced(line: PdfLine, text: str) -> PdfLine:
    return replace(line, text=text.replace(NARROW_BLANK, " "))
