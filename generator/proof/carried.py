"""The manifest that a finished file carries → what the file should say, and whether it agrees.

Anybody may have altered the file that a manifest comes from: nothing in it is used before its form
is checked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from generator.config.text import json_value
from generator.diagnostics import codes
from generator.incoming.file import IncomingFile
from generator.language.folding import is_worded
from generator.manifest.canonical import NAME
from generator.manifest.reading import FORMATS, Carried, CarriedNote, read_manifest
from generator.manifest.writing import words_digest
from generator.opening.budget import Budget
from generator.proof.finished import Finished, cannot
from generator.proof.needs import QUOTED, VALUES


def carried_manifest(finished: Finished | IncomingFile, budget: Budget) -> Carried:
    """The manifest of a file. Raises BriefError if there is none that can be read."""
    data = finished.attachments.get(NAME)
    if data is None:
        message = f"this {finished.kind} carries no manifest to check it by"
        hint = _MADE_ANEW if finished.kind == "Word file" else f"{_VARIANT}; {_MADE_ANEW}"
        raise cannot(codes.NO_MANIFEST, budget.file, message, hint)
    budget.spend(VALUES, data.count(b","))
    manifest = _of_form(data, budget.file)
    for note in manifest.notes:
        budget.spend(QUOTED, len(note.quotations) * sum(map(_looked_through, _excerpts(note))))
    return manifest


def _of_form(data: bytes, file: str) -> Carried:
    try:
        content = json_value(data)
        if content["format"] not in FORMATS:
            message = f"its manifest is of a format not known here, {str(content['format'])[:80]}"
            hint = "check it with the version of `brief` that wrote it, or a later one"
            raise cannot(codes.OTHER_MANIFEST, file, message, hint)
        return read_manifest(content)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        message = "its manifest has been altered: it has not the form of one"
        raise cannot(codes.ALTERED_MANIFEST, file, message, ASK) from None


def _looked_through(excerpt: str) -> int:
    """The letters that are looked at for a quotation; a short excerpt costs as much as a line."""
    return max(len(excerpt), 80)


def _excerpts(note: CarriedNote) -> list[str]:
    return [one.exact for cited in note.cited for one in cited.excerpts]


_MADE_ANEW = (
    "one that another program has made anew has lost it: check the file that was sent out, or see "
    "with --archive whether this one was published"
)
_VARIANT = "a PDF built with --pdf-variant a-2a carries none"
ASK = "trust nothing in it; ask for the file again, from where it was published"


# --- whether it agrees with itself --------------------------------------------------------


def faults_of_manifest(manifest: Carried, finished: Finished) -> Iterator[str]:
    """The parts of a manifest that contradict the rest of it, or the other attachments."""
    if manifest.digests.whole != manifest.digest:
        yield "its digest is not that of what it holds"
    if manifest.digests.body != words_digest(manifest.body):
        yield "the digest of the body is not that of its words"
    if manifest.digests.notes != tuple(words_digest(note.passages) for note in manifest.notes):
        yield "the digests of the notes are not those of their words"
    known = frozenset(source for source, _ in manifest.paragraphs)
    for note in manifest.notes:
        yield from _faults_of_note(note, manifest, known)
    yield from _faults_of_attachments(manifest, finished)


def _faults_of_attachments(manifest: Carried, finished: Finished) -> Iterator[str]:
    """The files that travel along and are not those that did; a further one is told elsewhere."""
    particulars = manifest.particulars
    listed = {} if particulars is None else particulars.attachments
    for name, data in finished.attachments.items():
        if name.endswith(".md") and not manifest.is_made_of(data):
            yield f"{name}, which travels with it, is not the Markdown that it was made from"
        elif name in listed and listed[name] != hashlib.sha256(data).hexdigest():
            yield f"{name}, which travels with it, is not the file that did"
    for name in listed:
        if name not in finished.attachments:
            yield f"{name}, which travelled with it, is gone"


def _faults_of_note(note: CarriedNote, manifest: Carried, known: frozenset[str]) -> Iterator[str]:
    excerpts = _excerpts(note)
    for quotation in note.quotations:
        if not any(is_worded(quotation, excerpt) for excerpt in excerpts):
            yield f"note {note.number} quotes “{quotation}”, which no excerpt of it has"
    for cited in note.cited:
        for number in cited.paragraphs:
            if cited.source in known and (cited.source, number) not in manifest.paragraphs:
                yield f"note {note.number} cites ¶{number} of {cited.source}, which has no digest"
