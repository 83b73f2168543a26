"""Key points that were added in Word, where a copied one begins with the words of its chip.

A page says "Reported" or "Judgement · likely" before a key point, and its confidence below it; the
Markdown says both by classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.incoming.file import IncomingFile, pieces_behind
from generator.language.capitals import with_capital
from generator.language.scales import confidence_in, every_confidence, every_likelihood

_OF_THE_BASE = re.compile(r"_p[0-9a-f]{8}$")


class ChipWords(Struct, frozen=True):
    """What a template prints before a key point: its labels `reported` and `judgement`."""

    reported: str
    judgement: str

    def before(self, words: str) -> str:
        """The chip that words begin with, with the blanks around it; "" if there is none."""
        judged = re.escape(self.judgement.split(" · ")[0])
        sure = rf"(?i:\w+\sconfidence|{every_confidence()})"
        more = rf"(?:\s·\s(?:{every_likelihood()}))?(?:\s·\s{sure})?"
        chip = re.match(rf"\s*(?:{re.escape(self.reported)}|{judged}{more})\s+(?=\S)", words)
        return chip[0] if chip and self.reported else ""


NO_CHIPS = ChipWords("", "")


class NewPoints(Struct, frozen=True):
    """A file without the chips of the paragraphs that were added to it, and these chips.

    `chips` have the words of each such paragraph, letters and figures alone.
    """

    file: IncomingFile
    chips: Mapping[str, str]
    words: ChipWords

    def shaped(self, markdown: str) -> str:
        """The Markdown with these points, and the confidence of each, as an author writes them."""
        lines = markdown.split("\n")
        first = next((n for n, line in enumerate(lines) if _JUDGEMENTS.match(line)), None)
        if first is None or not self.chips:
            return markdown
        last = next((n for n in range(first + 1, len(lines)) if lines[n].startswith(":::")), first)
        points = self._points(lines[first + 1 : last])
        return "\n".join([*lines[: first + 1], *points, *lines[last:]])

    def _points(self, lines: list[str]) -> Iterator[str]:
        chip, blank = "", 0
        for line in lines:
            point = _POINT.match(line)
            if not line.strip():
                blank += 1
                continue
            if chip and not point and (basis := _basis(line, chip)):
                yield f"   [{basis}]{{.confidence}}"
                chip, blank = "", 0
                continue
            yield from [""] * blank
            blank = 0
            chip = self.chips.get(_letters(point["words"]), "") if point else chip
            is_reported = bool(chip) and chip.strip() == self.words.reported
            yield point["number"] + _reported(point["words"]) if point and is_reported else line
            chip = "" if is_reported else chip
        yield from [""] * blank


def new_points(file: IncomingFile, words: ChipWords) -> NewPoints:
    """What was added to a file with the words of a chip before it."""
    chips: dict[str, str] = {}
    paragraphs = list(file.paragraphs)
    for place, one in enumerate(paragraphs):
        chip = "" if any(map(_OF_THE_BASE.search, one.bookmarks)) else words.before(one.text)
        if chip:
            paragraphs[place] = replace(one, pieces=tuple(pieces_behind(one.pieces, len(chip))))
            chips[_letters(paragraphs[place].text)] = chip
    return NewPoints(replace(file, paragraphs=tuple(paragraphs)), chips, words)


# --- in the Markdown ----------------------------------------------------------------------

_JUDGEMENTS = re.compile(r":::\s*\{\.judgements\}\s*$")
_POINT = re.compile(r"(?P<number>\d+[.)] +)(?P<words>\S.*)")
_CITED_AT_END = re.compile(r"(?P<words>.*?)(?P<cited>(?:\s*\\?\[[^\]]*\])*)\s*\\?\.?\s*$")


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)).lower()


def _reported(words: str) -> str:
    """A point as one that says what the source argues: `[words]{.reported} [@key, ¶2].`"""
    parts = _CITED_AT_END.match(words)
    said, cited = (parts["words"], parts["cited"]) if parts else (words, "")
    return f"[{said.rstrip()}]{{.reported}}{' ' + cited.strip() if cited else ''}."


def _basis(line: str, chip: str) -> str:
    """A line as the confidence of a point with a chip; nothing if it is none."""
    if confidence_in(line)[0]:
        return line.strip()
    level = re.search(rf"· ({every_confidence()})(?!\w)", chip, re.IGNORECASE)
    return f"{with_capital(level[1])}: {line.strip()}" if level else ""
