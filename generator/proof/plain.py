"""A plain text, which carries nothing to check it by → whether it has the words of a document."""

from __future__ import annotations

import re

from msgspec.structs import replace

from generator.document import Document
from generator.document.sections import parted_at_notes
from generator.manifest.passages import body_passages, note_passages

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
