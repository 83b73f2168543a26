"""A difference between what a finished file says and what it carries."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from generator.language.visible import words_of

MismatchKind = Literal["words", "moved", "mark", "stray", "link", "heading", "image", "property"]


class Bearing(Struct, frozen=True):
    """A note on the words that differ, and what it cites."""

    note: int
    citations: tuple[str, ...]


class AlteredQuotation(Struct, frozen=True):
    """A quotation that is no longer as the excerpt has it."""

    quotation: str
    note: int
    paragraph: str
    excerpt: str


class Mismatch(Struct, frozen=True):
    """Words that differ or have moved, a `mark` of a note, `stray` words, or a particular.

    `said` tells what has become of anything but words; `before` and `after` are then the values.
    """

    kind: MismatchKind
    place: str
    before: str = ""
    after: str = ""
    lead: str = ""
    rest: str = ""
    said: str = ""
    notes: tuple[Bearing, ...] = ()
    quoted: tuple[AlteredQuotation, ...] = ()


def letters_of(words: str) -> str:
    """The letters and figures alone: what no program changes that sets words in its own way."""
    return "".join(filter(str.isalnum, "".join(words_of(words))))
