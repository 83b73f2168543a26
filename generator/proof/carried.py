"""The manifest that a finished file carries → what the file should say, and whether it agrees.

A manifest comes out of a file that anybody may have altered: nothing in it is believed before it
has the form that it should have.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.manifest import FORMAT, NAME, digest_of, words_digest
from generator.passages import Passage
from generator.proof.codes import ALTERED_MANIFEST, NO_MANIFEST, OTHER_FORMAT
from generator.proof.finished import Finished, cannot
from generator.words import fold


class Excerpt(Struct, frozen=True):
    """A sentence of a source as the manifest carries it."""

    paragraph: str
    exact: str


class Cited(Struct, frozen=True):
    """One citation of a note, in its canonical spelling."""

    source: str
    citation: str
    paragraphs: tuple[str, ...]
    excerpts: tuple[Excerpt, ...]


class CarriedNote(Struct, frozen=True):
    """What a note closes, quotes and cites, and what it says."""

    number: int
    claim: str
    quotations: tuple[str, ...]
    cited: tuple[Cited, ...]
    passages: tuple[Passage, ...]

    @property
    def citations(self) -> tuple[str, ...]:
        return tuple(one.citation for one in self.cited)


class Digests(Struct, frozen=True):
    """What a manifest says of its words, and the digest that the whole of it really has."""

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


def carried(finished: Finished, file: str) -> Carried:
    """The manifest of a file. Raises BriefError where there is none that can be read."""
    data = finished.attachments.get(NAME)
    if data is None:
        message = f"this {finished.kind} carries no manifest to check it by"
        hint = _MADE_ANEW if finished.kind == "Word file" else f"{_VARIANT}; {_MADE_ANEW}"
        raise cannot(NO_MANIFEST, file, message, hint)
    try:
        content = json.loads(data)
        if content["format"] != FORMAT:
            message = f"its manifest is of the format {str(content['format'])[:80]}, not {FORMAT}"
            hint = "check it with the version of `brief` that wrote it, or a later one"
            raise cannot(OTHER_FORMAT, file, message, hint)
        return read_manifest(content)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        message = "its manifest has been altered: it has not the form of one"
        raise cannot(ALTERED_MANIFEST, file, message, ASK) from None


_MADE_ANEW = (
    "one that another program has made anew has lost it: check the file that was sent out, or see "
    "with --archive whether this one was published"
)
_VARIANT = "a PDF built with --pdf-variant a-2a carries none"
ASK = "trust nothing in it; ask for the file again, from where it was published"


def read_manifest(content: Mapping[str, Any]) -> Carried:
    """A manifest from its JSON. Raises LookupError, TypeError or ValueError where it is none."""
    sources = content["sources"]
    return Carried(
        brief={str(name): _plain(value) for name, value in content["brief"].items()},
        inputs={str(name): str(value) for name, value in content["inputs"].items()},
        body=tuple(map(_passage, content["passages"])),
        notes=tuple(map(_note, content["notes"])),
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
            whole=digest_of(content),
        ),
    )


def _passage(one: Mapping[str, Any]) -> Passage:
    pieces = tuple(piece if isinstance(piece, int) else str(piece) for piece in one["text"])
    return Passage(str(one["role"]), pieces, int(one.get("point", 0)))


def _note(one: Mapping[str, Any]) -> CarriedNote:
    return CarriedNote(
        number=int(one["number"]),
        claim=str(one["claim"]),
        quotations=tuple(map(_plain, one["quotations"])),
        cited=tuple(map(_cited, one["evidence"])),
        passages=tuple(map(_passage, one["passages"])),
    )


def _cited(one: Mapping[str, Any]) -> Cited:
    excerpts = tuple(
        Excerpt(_plain(each["paragraph"]), _plain(each["selector"][0]["exact"]))
        for each in one["excerpts"]
    )
    paragraphs = tuple(map(_plain, one["paragraphs"]))
    return Cited(_plain(one["source"]), _plain(one["citation"]), paragraphs, excerpts)


_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def _plain(value: object) -> str:
    """Words that do nothing to the terminal that they are shown in."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", str(value))


# --- whether it agrees with itself --------------------------------------------------------


def faults_of(manifest: Carried, finished: Finished) -> Iterator[str]:
    """What in a manifest does not agree with the rest of it, or with what travels beside it."""
    if manifest.digests.whole != manifest.digest:
        yield "its digest is not that of what it holds"
    if manifest.digests.body != words_digest(manifest.body):
        yield "the digest of the body is not that of its words"
    if manifest.digests.notes != tuple(words_digest(note.passages) for note in manifest.notes):
        yield "the digests of the notes are not those of their words"
    for note in manifest.notes:
        yield from _faults_of_note(note, manifest)
    for name, data in finished.attachments.items():
        made_from = manifest.inputs.get("markdown")
        if name.endswith(".md") and hashlib.sha256(data).hexdigest() != made_from:
            yield f"{name}, which travels with it, is not the Markdown that it was made from"


def _faults_of_note(note: CarriedNote, manifest: Carried) -> Iterator[str]:
    excerpts = [fold(one.exact) for cited in note.cited for one in cited.excerpts]
    for quotation in note.quotations:
        if not any(fold(quotation) in excerpt for excerpt in excerpts):
            yield f"note {note.number} quotes “{quotation}”, which no excerpt of it has"
    known = {source for source, _ in manifest.paragraphs}
    for cited in note.cited:
        for number in cited.paragraphs:
            if cited.source in known and (cited.source, number) not in manifest.paragraphs:
                yield f"note {note.number} cites ¶{number} of {cited.source}, which has no digest"
