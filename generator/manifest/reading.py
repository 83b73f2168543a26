"""A manifest → what the file that carries it should say.

Anybody may have altered the file that a manifest comes from: nothing in it is used before its form
is checked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from generator.manifest.passages import Passage
from generator.manifest.writing import FORMAT, manifest_digest

FORMATS = ("policy-brief-manifest/2", FORMAT)
"""Those that are read: a file that was published is never written again."""


class CarriedExcerpt(Struct, frozen=True):
    """A sentence of a source as the manifest carries it."""

    paragraph: str
    exact: str


class Cited(Struct, frozen=True):
    """One citation of a note, in its canonical spelling."""

    source: str
    citation: str
    paragraphs: tuple[str, ...]
    excerpts: tuple[CarriedExcerpt, ...]


class CarriedNote(Struct, frozen=True):
    """A note: its claim, its quotations, its citations and its words."""

    number: int
    claim: str
    quotations: tuple[str, ...]
    cited: tuple[Cited, ...]
    passages: tuple[Passage, ...]

    @property
    def citations(self) -> tuple[str, ...]:
        return tuple(one.citation for one in self.cited)


class Digests(Struct, frozen=True):
    """The digest of its words that a manifest states, and the real digest of the manifest."""

    body: str
    notes: tuple[str, ...]
    whole: str


class Carried(Struct, frozen=True):
    """A manifest. `cited_in` has the notes that cite a passage of the body, by its place."""

    brief: Mapping[str, str]
    inputs: Mapping[str, str]
    body: tuple[Passage, ...]
    notes: tuple[CarriedNote, ...]
    cited_in: Mapping[int, tuple[int, ...]]
    paragraphs: frozenset[tuple[str, str]]  # the source and number of each that is cited
    allowed: tuple[str, ...]  # the codes of what was let through
    contents: tuple[str, ...]  # the title of each table of contents
    digest: str
    digests: Digests

    def note(self, number: int) -> CarriedNote | None:
        return next((note for note in self.notes if note.number == number), None)


def read_manifest(content: Mapping[str, Any]) -> Carried:
    """A manifest from its JSON. Raises LookupError, TypeError or ValueError if it is none."""
    sources = content["sources"]
    return Carried(
        brief={str(name): _printable_words(value) for name, value in content["brief"].items()},
        inputs={str(name): str(value) for name, value in content["inputs"].items()},
        body=tuple(map(_passage, content["passages"])),
        notes=tuple(map(_carried_note, content["notes"])),
        cited_in={
            place: tuple(map(int, one["notes"]))
            for place, one in enumerate(content["passages"])
            if "notes" in one
        },
        paragraphs=frozenset(
            (str(one["key"]), str(each["number"])) for one in sources for each in one["paragraphs"]
        ),
        contents=tuple(map(str, content["contents"])),
        allowed=tuple(str(one["code"]) for one in content["allowed"]),
        digest=str(content["digest"]),
        digests=Digests(
            body=str(content["words"]["body"]),
            notes=tuple(map(str, content["words"]["notes"])),
            whole=manifest_digest(content),
        ),
    )


def _passage(one: Mapping[str, Any]) -> Passage:
    pieces = tuple(piece if isinstance(piece, int) else str(piece) for piece in one["text"])
    return Passage(str(one["role"]), pieces, int(one.get("point", 0)))


def _carried_note(one: Mapping[str, Any]) -> CarriedNote:
    return CarriedNote(
        number=int(one["number"]),
        claim=str(one["claim"]),
        quotations=tuple(map(_printable_words, one["quotations"])),
        cited=tuple(map(_cited, one["evidence"])),
        passages=tuple(map(_passage, one["passages"])),
    )


def _cited(one: Mapping[str, Any]) -> Cited:
    excerpts = tuple(
        CarriedExcerpt(
            _printable_words(each["paragraph"]), _printable_words(each["selector"][0]["exact"])
        )
        for each in one["excerpts"]
    )
    paragraphs = tuple(map(_printable_words, one["paragraphs"]))
    return Cited(
        _printable_words(one["source"]), _printable_words(one["citation"]), paragraphs, excerpts
    )


_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def _printable_words(value: object) -> str:
    """Words without control characters, which would act on a terminal."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", str(value))
