"""The paragraphs of an office file → the lines that it prints, and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from generator.incoming.file import (
    IncomingParagraph,
    IncomingPicture,
    IncomingReference,
    IncomingRun,
)
from generator.incoming.story import IncomingStory
from generator.opening.budget import LINES, Budget
from generator.seeds.lines import lines_of_text
from generator.seeds.readers.structured import (
    BY_LINE,
    HEADING,
    TITLE,
    Properties,
    StructuredLine,
    reads_as_heading,
)
from generator.seeds.seed import SourceBlockKind

_REASONS: Mapping[str, str] = {
    "title": TITLE,
    "subtitle": "subtitle",
    **dict.fromkeys(("caption", "image caption", "table caption"), "caption"),
    **dict.fromkeys(("footnote text", "endnote text"), "note"),
    "author": BY_LINE,
    "date": "date",
    **dict.fromkeys(("toc heading", "table of figures", "index heading", "index"), "contents"),
    **{f"{kind} {depth}": "contents" for kind in ("toc", "index") for depth in range(1, 10)},
}
"""Why a paragraph is no body, by the name of its style."""
_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations"})


class OfficeText(Struct, frozen=True):
    """The lines that an office file prints, and what its properties say."""

    lines: tuple[StructuredLine, ...]
    said: Properties


def office_lines(
    body: IncomingStory, notes: Iterable[IncomingStory], heads: Iterable[IncomingStory]
) -> tuple[StructuredLine, ...]:
    """The lines of a body, of its notes, of what runs above and below its pages.

    Words set apart are lines of their own behind the paragraph. Raises BriefError for more lines
    than a source may have, and where words stand in another file that only Word can read.
    """
    gathered = _GatheredLines(body.budget)
    gathered.read(body, "")
    for story in notes:
        gathered.read(story, "note")
    for story in heads:
        gathered.read(story, "running head")
    return tuple(gathered.lines)


class _GatheredLines(Struct):
    budget: Budget
    lines: list[StructuredLine] = field(default_factory=list)

    def read(self, story: IncomingStory, reason: str) -> None:
        """Take in the paragraphs of a story; `reason` is why all of it is no body."""
        rows: dict[tuple[int, int], dict[int, list[int]]] = {}
        for place in story.as_begun:
            paragraph, first = story.paragraphs[place], len(self.lines)
            self._paragraph(paragraph, reason)
            body = [at for at in range(first, len(self.lines)) if not self.lines[at].reason]
            for cell in (paragraph.cell, *paragraph.around):
                if cell and body:
                    cells = rows.setdefault((cell.table, cell.row), {})
                    cells.setdefault(cell.column, []).extend(body)
        for number, (_, cells) in enumerate(sorted(rows.items(), reverse=True), 1):
            self._row(number, [*cells.values()])  # those of a table before the one around it

    def _paragraph(self, paragraph: IncomingParagraph, reason: str) -> None:
        self.budget.spend(LINES)
        own, spoken = list[str](), list[str]()
        for piece in paragraph.pieces:
            match piece:
                case IncomingRun(text) | IncomingReference(text):
                    own.append(text)
                case IncomingPicture(kind="formula" | "sign"):
                    own.append(piece.words or piece.code)
                case IncomingPicture(kind="file"):
                    message = "this Word file takes in another file, which only Word can read"
                    raise self.budget.damaged(message)
                case IncomingPicture(kind="ruby", words=words):
                    spoken.append(words)
                case _:  # a mark of a note, and words that are drawn
                    pass
        said = "".join(own)
        kind, told = _kind_by_style(paragraph, said)
        if paragraph.in_contents:
            reason = reason or "contents"
        elif paragraph.in_box and not paragraph.is_frame:
            reason = reason or "text box"
        self._say(f"{paragraph.number}{said}", kind, reason or told)
        self._say("".join(spoken), kind, reason or "ruby")
        self._say("".join(paragraph.hidden), kind, reason or "hidden")

    def _say(self, text: str, kind: SourceBlockKind, reason: str) -> None:
        self.lines.extend(StructuredLine(one, kind, reason) for one in _unbroken(text))

    def _row(self, number: int, cells: list[list[int]]) -> None:
        """Make a row of the lines of its cells.

        A table whose cells have several paragraphs each only arranges a text: it has no rows.
        """
        if len(cells) > 1 and all(len(lines) == 1 for lines in cells):
            for (line,) in cells:
                self.lines[line] = replace(self.lines[line], kind="cell", passage=number)


def _kind_by_style(paragraph: IncomingParagraph, said: str) -> tuple[SourceBlockKind, str]:
    """What the style of a paragraph says that it is, and why it is no body."""
    if paragraph.level and reads_as_heading(said):
        return "heading", HEADING
    names = (paragraph.style, *paragraph.based_on)
    for name in names:
        if name in _REASONS:
            return "text", _REASONS[name]
    if not _QUOTES.isdisjoint(names):
        return "quote", ""
    return "item" if paragraph.item or paragraph.number else "text", ""


_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_SOFT_HYPHEN = "\u00ad"


def _unbroken(text: str) -> Iterator[str]:
    """The paragraphs of a text, with single spaces and without what is never seen."""
    for part in _EMPTY_LINE.split(text.replace(_SOFT_HYPHEN, "")):
        if words := " ".join(" ".join(lines_of_text(part)).split()):
            yield words
