"""Reading a new file back as its readers will, before it is stored."""

from __future__ import annotations

import re

from msgspec.structs import replace

from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose
from generator.document import Document
from generator.document.sections import parted_at_notes
from generator.manifest.passages import body_passages, note_passages
from generator.proof.mismatch import Mismatch
from generator.proof.readers import reader_named
from generator.proof.verify import Verdict, verify_bytes
from generator.writers import WRITERS


def not_read_back(
    data: bytes, file: str, source: str, document: Document
) -> tuple[Diagnostic, ...]:
    """A finding if a finished file made from `source` does not say what was written.

    A file that carries a manifest is compared with that, any other with the `document`.

    That is a fault of this program's and not of the author's, but where the file is of a format
    that is only built: nothing could ever tell whether it still says what was published.
    """
    suffix = file.rpartition(".")[2]
    is_plain = suffix in WRITERS and not WRITERS[suffix].carries
    if not is_plain and reader_named(file) is None:
        message = f"{file} cannot be published: nothing reads a .{suffix} back"
        hint = f'take "{suffix}" out of the formats; `brief build --format {suffix}` writes it'
        return (diagnose(codes.NOT_READ_BACK, message, Span.at(file), hint=hint),)
    try:
        said = (
            words_left_out(document, data) if is_plain else _first_fault(verify_bytes(data, file))
        )
    except BriefError as error:
        said = error.diagnostics[0].message
    if not said:
        return ()
    message = f"{file} does not read back as it was written: {said}"
    hint = (
        "this is a fault of `brief` and not of yours, and nothing is stored; send its makers "
        f"{source}, this message and what `brief --version` says"
    )
    return (diagnose(codes.NOT_READ_BACK, message, Span.at(file), hint=hint),)


def _first_fault(verdict: Verdict) -> str:
    if verdict.findings:
        return verdict.findings[0].message
    return _told_difference(verdict.differences[0]) if verdict.differences else ""


def _told_difference(one: Mismatch) -> str:
    if one.said:
        return one.said
    return f"{one.place} says “{one.after}” where “{one.before}” was written"


# What a text sets among words: the marks of notes, and addresses behind the words that lead there.
_AMONG = re.compile(r"\[[0-9]+\]|<(?:https?:/|[^\s<>]+@)[^\s<>]*>")


def words_left_out(document: Document, data: bytes) -> str:
    """What to say of the first passage whose letters the text has not in the document's order.

    Empty if it has all of them. Between passages others may stand: numbers, heads told again.
    """
    said, at = _letters_alone(data.decode("utf-8", "replace")), 0
    notes = (passage for note in document.notes for passage in note_passages(note))
    before, behind = (
        body_passages(replace(document, blocks=blocks)) for blocks in parted_at_notes(document)
    )
    for passage in (*before, *notes, *behind):
        wanted = _letters_alone(passage.text)
        at = said.find(wanted, at)
        if at < 0:
            return f"“{passage.text}” is missing, or stands elsewhere"
        at += len(wanted)
    return ""


def _letters_alone(text: str) -> str:
    """Letters and digits alone: lines may end between any two words."""
    return "".join(filter(str.isalnum, _AMONG.sub("", text)))
