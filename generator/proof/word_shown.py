"""What shows the words of a Word file otherwise than they stand in it, with nothing added to them.

Controls that turn the order of letters (Unicode Standard Annex 9), and lists that begin with a
number which the brief does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from generator.opening.list_numbers import as_int
from generator.opening.wordprocessing import W
from generator.opening.xml_part import XmlElement
from generator.proof.beside import Beside

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def misdirected_words(root: XmlElement, known: Mapping[str, str]) -> Iterator[Beside]:
    """The words of a story with controls of direction that are not in what the file carries."""
    lawful = frozenset(_TURNS.findall("".join(known.values())))
    for element in root.iter(f"{W}t"):
        words = element.text or ""
        if not words.isprintable() and not lawful.issuperset(_TURNS.findall(words)):
            yield Beside("characters that turn the order of words", said=_TURNS.sub("", words))


def other_starts(root: XmlElement, known: Mapping[str, str]) -> Iterator[Beside]:
    """The first numbers of lists (17.9.25, 17.9.26) that none of the Markdown in a file has."""
    markdown = [text for name, text in known.items() if name.endswith(".md")]
    starts = {1, *chain.from_iterable(map(_starts_typed, markdown))}
    for element in chain(root.iter(f"{W}start"), root.iter(f"{W}startOverride")):
        if markdown and as_int(element.get(f"{W}val"), 1) not in starts:
            yield Beside("a list that begins with another number than in the brief")


def _starts_typed(markdown: str) -> Iterator[int]:
    """The numbers of items that no item with the number before stands before."""
    last: dict[str, int] = {}
    for edge, typed in re.findall(r"(?m)^([ >]*)(\d{1,9})[.)][ \t]", markdown):
        number = int(typed)
        if last.get(edge) != number - 1:
            yield number
        last[edge] = number
