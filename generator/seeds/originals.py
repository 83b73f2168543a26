"""How an original is read again to prove the editions that were made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from generator.diagnostics import Span, codes, refusal
from generator.seeds.lines import CODECS, lines_of_text
from generator.seeds.numbering import numbers_of

RESTORE = "editions are not edited by hand: bring the file back as it was"


class Reader(Struct, frozen=True):
    """One way of reading originals. It never changes after its first use.

    `lines` makes the lines of the original from its bytes, its encoding and its name for messages,
    or raises BriefError. `numbers` makes the numbers of a first import from the words of the
    paragraphs. `kinds` are the kinds of blocks that it knows.
    """

    lines: Callable[[bytes, str, str], Sequence[str]]
    numbers: Callable[[Sequence[str]], Sequence[str]]
    kinds: frozenset[str]


def _lines_of_original(data: bytes, encoding: str, file: str) -> Sequence[str]:
    try:
        return lines_of_text(data.decode(CODECS[encoding]))
    except (KeyError, UnicodeError):
        message = f"it cannot be read as {encoding}, as it once was"
        raise refusal(codes.DAMAGED_EDITION, message, Span.at(file), hint=RESTORE) from None


TEXT = ("text", 1)

READERS: Mapping[tuple[str, int], Reader] = {
    TEXT: Reader(_lines_of_original, numbers_of, frozenset({"text"})),
}
"""By kind and version.

A reader that reads or numbers in a new way gets a new version and a new row. The old row stays as
it is, for the editions that it must prove.
"""
