"""What a hand did to words that Markdown cannot say: they are highlighted, coloured, hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.incoming.file import (
    COLOURED,
    OTHER_FONT,
    OTHER_SIZE,
    STRUCK,
    IncomingFile,
    IncomingParagraph,
)
from generator.language.words import shortened
from generator.merging.told import Told

_MOST = 3  # stretches of one look that are told one by one
_OF_PROGRAMS = frozenset({OTHER_FONT, OTHER_SIZE, COLOURED})
"""What words that were pasted bring along, one more and one less."""
_Stretch = tuple[int, str, tuple[str, ...]]  # the place of a paragraph, words in it, their looks


def told_looks(file: IncomingFile) -> Iterator[Told]:
    """The looks that are not taken over, and the words that nobody sees, in body and notes.

    A program that dresses all words by hand, as some do, gets one line for each look.
    """
    looks: dict[tuple[str, ...], list[_Stretch]] = {}
    for place, paragraph in _stories(file):
        for words in filter(str.strip, paragraph.hidden):
            message = f"“{shortened(words)}” is hidden in the file, and counts as not there"
            yield Told("untaken", message, "show it if it is to stay, else delete it", place)
        for words, given in paragraph.by_hand:
            is_foreign = OTHER_FONT in given and _OF_PROGRAMS.issuperset(given)
            looks.setdefault((OTHER_FONT,) if is_foreign else given, []).append(
                (place, words, given)
            )
    for stretches in looks.values():
        yield from _told_stretches(stretches)


def _stories(file: IncomingFile) -> Iterator[tuple[int, IncomingParagraph]]:
    """The paragraphs of the body, each with its place, and those of the notes behind their mark."""
    for place, paragraph in enumerate(file.paragraphs):
        yield place, paragraph
        for mark in paragraph.marks:
            for one in file.notes.get(mark.note, ()) if not mark.repeated else ():
                yield place, one


def _told_stretches(stretches: Sequence[_Stretch]) -> Iterator[Told]:
    place, words, given = stretches[0]
    if STRUCK in given:
        one, many = "is {}, and stays as it is", "are {}, and stay as they are"
        hint = "delete these words in the file, if they are to go"
    else:
        one, many = "is {}, which is not taken over", "are {}, which is not taken over"
        hint = "say in a comment what it means, or make the words bold or italic"
    if len(stretches) > _MOST:
        looks = dict.fromkeys(look for _, _, given in stretches for look in given)
        some = f"“{shortened(words)}” and {len(stretches) - 1} more stretches of words"
        yield Told("untaken", f"{some} {many.format(' and '.join(looks))}", hint, place)
        return
    for place, words, given in stretches:
        look = " and ".join(given)
        yield Told("untaken", f"“{shortened(words)}” {one.format(look)}", hint, place)
