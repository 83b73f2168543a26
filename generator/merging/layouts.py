"""What a hand did to whole paragraphs that no Markdown says of one: they are centred, say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.document import Document, LineBreak
from generator.document.walking import more_than_texts
from generator.incoming.file import NEW_PAGE, IncomingFile
from generator.merging.told import Told
from generator.theme.regions import arrangements
from generator.theme.theme import Theme

_LINE_END = "\n"


def told_layout(file: IncomingFile, document: Document, theme: Theme) -> Iterator[Told]:
    """What is not taken over of that, each kind in one line, at the first of the paragraphs.

    What the document itself has of it, from which the file was made, is no edit.
    """
    laid: dict[str, list[int]] = {}
    for place, paragraph in enumerate(file.paragraphs):
        if paragraph.cell or paragraph.in_box or paragraph.in_contents:
            continue  # our files set these by hand themselves
        ended = [_LINE_END] * paragraph.text.strip().count(_LINE_END)
        for what in (*paragraph.laid_out, *ended):
            laid.setdefault(what, []).append(place)
    own = _own_layout(document, theme)
    for what, places in laid.items():
        come = len(places) - own.get(what, 0)
        if come > 0:
            message = f"{_laid_out_by_hand(what, come)}, which is not taken over"
            place = places[0] if come == len(places) else -1  # nobody knows which of them came
            yield Told("untaken", message, _HINTS.get(what, _BY_TEMPLATE), place)


def _own_layout(document: Document, theme: Theme) -> Mapping[str, int]:
    """How often a document itself ends a line or begins a page.

    LibreOffice saves a page that a paragraph begins as a break in the one before it.
    """
    stands = arrangements(document.blocks, theme, lambda *_: "whole")
    return {
        _LINE_END: sum(isinstance(one, LineBreak) for one in more_than_texts(document)),
        NEW_PAGE: sum(stand.new_page for _, stand in stands),
    }


def _laid_out_by_hand(what: str, count: int) -> str:
    if what == NEW_PAGE:
        return "a new page was begun by hand" if count == 1 else f"{count} pages were begun by hand"
    if what == _LINE_END:
        return "a line was ended by hand" if count == 1 else f"{count} lines were ended by hand"
    return f"this paragraph is {what}" if count == 1 else f"{count} paragraphs are {what}"


_BY_TEMPLATE = "the template says how paragraphs stand"
_HINTS = {
    NEW_PAGE: "write ::: {.page-break} and, in the next line, ::: in the Markdown, to keep it",
    _LINE_END: "end the line in the Markdown with a backslash, to keep it",
}
