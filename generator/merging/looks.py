"""What a hand did to words that Markdown cannot say: they are highlighted, coloured, hidden."""

from __future__ import annotations

from collections.abc import Iterator

from generator.incoming.file import NEW_PAGE, STRUCK, IncomingFile, IncomingParagraph
from generator.language.words import shortened
from generator.merging.told import Told

_MOST = 3  # stretches of one look that are told one by one
_Stretch = tuple[int, str]  # the place of a paragraph in the body, and words in it


def told_looks(file: IncomingFile) -> Iterator[Told]:
    """The looks that are not taken over, and the words that nobody sees, in body and notes.

    A program that dresses all words by hand, as some do, gets one line for each look.
    """
    looks: dict[str, list[_Stretch]] = {}
    for place, paragraph in _stories(file):
        for words in paragraph.hidden:
            message = f"“{shortened(words)}” is hidden in the file, and counts as not there"
            yield Told("untaken", message, "show it if it is to stay, else delete it", place)
        for words, given in paragraph.by_hand:
            looks.setdefault(" and ".join(given), []).append((place, words))
    for look, stretches in looks.items():
        yield from _told_look(look, stretches)


def _stories(file: IncomingFile) -> Iterator[tuple[int, IncomingParagraph]]:
    """The paragraphs of the body, each with its place, and those of the notes behind their mark."""
    for place, paragraph in enumerate(file.paragraphs):
        yield place, paragraph
        for mark in paragraph.marks:
            for one in file.notes.get(mark.note, ()) if not mark.repeated else ():
                yield place, one


def _told_look(look: str, stretches: list[_Stretch]) -> Iterator[Told]:
    if STRUCK in look:
        one, many = "is {}, and stays as it is", "are {}, and stay as they are"
        hint = "delete these words in the file, if they are to go"
    else:
        one, many = "is {}, which is not taken over", "are {}, which is not taken over"
        hint = "say in a comment what it means, or make the words bold or italic"
    if len(stretches) > _MOST:
        place, words = stretches[0]
        some = f"“{shortened(words)}” and {len(stretches) - 1} more stretches of words"
        yield Told("untaken", f"{some} {many.format(look)}", hint, place)
        return
    for place, words in stretches:
        yield Told("untaken", f"“{shortened(words)}” {one.format(look)}", hint, place)


# --- paragraphs as a whole ----------------------------------------------------------------

_LINE_END = "\n"


def told_layout(file: IncomingFile, line_ends: int) -> Iterator[Told]:
    """What a hand did to whole paragraphs, each kind in one line, at the first of them.

    `line_ends` is how many lines the Markdown itself ends in paragraphs of its text.
    """
    laid: dict[str, list[int]] = {}
    for place, paragraph in enumerate(file.paragraphs):
        if paragraph.cell or paragraph.in_box or paragraph.in_contents:
            continue  # our files set these by hand themselves
        ended = [_LINE_END] * paragraph.text.strip().count(_LINE_END)
        for what in (*paragraph.laid_out, *ended):
            laid.setdefault(what, []).append(place)
    if len(laid.get(_LINE_END, ())) <= line_ends:
        laid.pop(_LINE_END, None)
    for what, places in laid.items():
        yield Told("untaken", f"{_laid_out_by_hand(what, len(places))}, which is not taken over",
                   _LAYOUT_HINTS.get(what, _BY_TEMPLATE), places[0])  # fmt: skip


def _laid_out_by_hand(what: str, count: int) -> str:
    if what == NEW_PAGE:
        return "a new page was begun here" if count == 1 else f"{count} new pages were begun"
    if what == _LINE_END:
        return "a line was ended here" if count == 1 else f"{count} lines were ended by hand"
    return f"this paragraph is {what}" if count == 1 else f"{count} paragraphs are {what}"


_BY_TEMPLATE = "the template says how paragraphs stand"
_LAYOUT_HINTS = {
    NEW_PAGE: "write ::: {.page-break} and, in the next line, ::: in the Markdown, to keep it",
    _LINE_END: "end the line in the Markdown with a backslash, to keep it",
}
