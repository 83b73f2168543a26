"""What a hand did to words that Markdown cannot say: they are highlighted, coloured, hidden."""

from __future__ import annotations

from collections.abc import Iterator

from generator.incoming.file import STRUCK, IncomingFile, IncomingParagraph
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
