"""What a finished file holds besides words that its manifest names: links, headings, images."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

StoryPlace = tuple[int, int]
"""A passage of a finished file: the text that it stands in, 0 for the body and from 1 the notes in
their order, and its place there, from 0."""


class FoundLink(Struct, frozen=True):
    """A link: its passage, its words and its target, an address or a name behind a `#`.

    It reaches from the piece `start` of its passage up to `end`. `inner` are the targets of fields
    inside it, which count some of its words anew. A `mark` leads from the number `note` in the text
    to the note, a `return` from the note to it.
    """

    at: StoryPlace
    words: str
    target: str
    kind: Literal["words", "mark", "return"] = "words"
    note: int = 0
    inner: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


class FoundBookmark(Struct, frozen=True):
    """An entry of the list of headings that a program shows beside the pages."""

    words: str
    level: int
    target: str


class FoundImage(Struct, frozen=True):
    """An image: the SHA-256 of its file or of its pixels, as far as the file holds either.

    `has_caption_instead` if its alternative text is no more than the caption that the file has it
    under: a PDF must have words in the place of each figure (ISO 14289-1, 7.3).
    """

    digest: str
    pixels: str
    alternative: str
    has_caption_instead: bool = False


class FoundParticulars(Struct, frozen=True):
    """What is read of a file for its `manifest.reading.Particulars`.

    `places` has the passages that each target within the file, a `#` and a name, may lead to:
    several where a page has columns. `levels` has those of its headings; in a PDF, their depths.
    `bookmarks` are None in a format that keeps none. `properties` are named as in `Metadata`, those
    alone that the format has room for; each has as many values as there are places in the file that
    state it. `numbered` has the number that each note had when the file was made, by the one it has
    now, as far as bookmarks tell.
    """

    links: tuple[FoundLink, ...] = ()
    places: Mapping[str, tuple[StoryPlace, ...]] = field(default_factory=dict)
    levels: Mapping[StoryPlace, int] = field(default_factory=dict)
    bookmarks: tuple[FoundBookmark, ...] | None = None
    images: tuple[FoundImage, ...] = ()
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbered: Mapping[int, int] = field(default_factory=dict)
