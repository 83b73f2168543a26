"""What a finished file holds besides the compared words, described in a reader's terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.manifest.reading import Carried

_SINCE_2 = (
    "the words of body and notes",
    "the marks of the notes",
    "quotations and citations, by the excerpts and digests that the file carries",
)

LINKS = "where links lead"
IMAGES = "images and what is said in their place"
BOOKMARKS = "the bookmarks"
PROPERTIES = "the properties of the file"
SINCE_3 = {
    LINKS: LINKS,
    IMAGES: "the images and their alternative texts",
    BOOKMARKS: "headings and their levels",
    PROPERTIES: "title, authors, licence and what else the properties say of the brief",
}
"""What is compared since format 3 of the manifest, by what it is called where it is not."""

SETTING = "how the words are set: place, font, size and colour"
DRAWN = "running heads and feet, and what is drawn on the pages"
SCREEN = "its style and script, which decide what a screen shows of it"
AROUND = "what stands around the brief on a screen"
IN_WORD = "how the words are set"
HEADS = "running heads and feet"
LOOKS = "styles, numbering, settings and fonts"
FIELDS = "what fields are filled from"
SEEN = frozenset({SETTING, DRAWN, SCREEN, AROUND, IN_WORD, HEADS, LOOKS, FIELDS})
"""What is compared where a manifest says what its file shows, and the file shows just that."""


def compared_with(manifest: Carried) -> tuple[str, ...]:
    """What is compared. Everything else in a file is in one of the two kinds of `Beside`."""
    if manifest.particulars is None:
        return (*_SINCE_2, "the Markdown in it")
    seen = () if manifest.shown is None else ("all that decides how the words are seen",)
    return (*_SINCE_2, *SINCE_3.values(), "the files that travel along", *seen)


class Beside(Struct, frozen=True):
    """Something in a file that is not compared.

    `usual`: the file of any brief holds it. Anything else was added by another program or person,
    and nobody has checked what it shows a reader. `said` are its words, if any. `sight` is about
    how words are seen: who knows that they are seen as they were made to be need not ask.
    """

    what: str
    usual: bool = False
    said: str = ""
    sight: bool = False


_LONGEST = 300


def shown(words: Iterable[str]) -> str:
    """Words to be shown once each, whatever numbers stand in them, and no more than a few lines."""
    known: dict[str, str] = {}
    for each in dict.fromkeys(words):
        plain = " ".join(each.split())
        if plain and any(map(str.isalpha, plain)):
            known.setdefault(re.sub(r"\d+", "0", plain), plain)
    text = " · ".join(known.values())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def gathered(found: Iterable[Beside]) -> Iterator[Beside]:
    """What was found, each kind once: how often, where that is more than once, and what it says."""
    kinds: dict[tuple[bool, str], list[Beside]] = {}
    for one in found:
        kinds.setdefault((one.usual, one.what), []).append(one)
    for (usual, what), each in sorted(kinds.items(), key=lambda item: not item[0][0]):
        often = f" ({len(each)} times)" if len(each) > 1 and not usual else ""
        said = shown([one.said for one in each])
        yield Beside(f"{what}{often}", usual, said, sight=all(one.sight for one in each))
