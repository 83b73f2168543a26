"""A manifest → what the file that carries it should say.

Anybody may have altered the file that a manifest comes from: nothing in it is used before its form
is checked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, convert

from generator.manifest.canonical import manifest_digest
from generator.manifest.images import ShownImage
from generator.manifest.links import SaidLink
from generator.manifest.metadata import Metadata, OutlineHeading
from generator.manifest.passages import Passage
from generator.manifest.writing import FORMAT

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


class LeadingWords(Struct, frozen=True):
    """A link: the place of its passage in the body, or behind it in the notes, from 0."""

    at: int
    link: SaidLink


class Particulars(Struct, frozen=True):
    """What a manifest says besides words, since format 3.

    `anchors` have the place of the passage that each leads to, counted as in `LeadingWords`,
    `outline` the anchor of each heading, `attachments` the digest of each file by its name.
    """

    metadata: Metadata
    links: tuple[LeadingWords, ...]
    anchors: Mapping[str, int]
    outline: tuple[tuple[OutlineHeading, str], ...]
    images: tuple[ShownImage, ...]
    attachments: Mapping[str, str]


class Carried(Struct, frozen=True):
    """A manifest. `cited_in` has the notes that cite a passage of the body, by its place.

    `particulars` are None in one of format 2, which has none. `shown` is None where it does not say
    what its file shows.
    """

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
    editions: Mapping[str, int]  # of the sources, by key
    particulars: Particulars | None = None
    shown: Mapping[str, str] | None = None

    def is_made_of(self, markdown: bytes) -> bool:
        """Whether the file that carries it was made from this Markdown."""
        return hashlib.sha256(markdown).hexdigest() == self.inputs.get("markdown")

    def note(self, number: int) -> CarriedNote | None:
        return next((note for note in self.notes if note.number == number), None)


def read_manifest(content: Mapping[str, Any]) -> Carried:
    """A manifest from its JSON. Raises LookupError, TypeError or ValueError if it is none."""
    sources = content["sources"]
    return Carried(
        brief={name: _printable_words(content["brief"][name]) for name in _NAMING},
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
        editions={str(one["key"]): int(one["edition"]) for one in sources},
        particulars=None if content["format"] == FORMATS[0] else _particulars(content),
        shown=convert(content.get("shown"), Mapping[str, str] | None),
    )


# What every format says of the brief, for people.
_NAMING = ("identifier", "title", "version", "issued", "publisher", "language")


def _particulars(content: Mapping[str, Any]) -> Particulars:
    """What is compared letter by letter with the file: as it is, whatever it would do if shown."""
    said = [*content["passages"], *(one for note in content["notes"] for one in note["passages"])]
    place_of = {str(one["id"]): place for place, one in enumerate(content["passages"])}
    return Particulars(
        metadata=convert(content["brief"], Metadata),
        links=tuple(
            LeadingWords(place, convert(link, SaidLink))
            for place, one in enumerate(said)
            for link in one.get("links", ())
        ),
        anchors={
            str(anchor): place
            for place, one in enumerate(said)
            for anchor in one.get("anchors", ())
        },
        outline=tuple(
            (
                OutlineHeading(place_of[str(one["passage"])], int(one["level"]), int(one["depth"])),
                str(one.get("anchor", "")),
            )
            for one in content["outline"]
        ),
        images=convert(content["images"], tuple[ShownImage, ...]),
        attachments={str(one["name"]): str(one["digest"]) for one in content["attachments"]},
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
