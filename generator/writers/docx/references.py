"""Places in a Word file and references to them: bookmarks, links, fields."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from generator.document import Document, Figure, Table
from generator.document.walking import (
    anchors_of_blocks,
    blocks_with_notes,
    carrier_marks,
    every_block,
    note_marks,
)
from generator.manifest.bookmarks import bookmark_name
from generator.writers.docx.markup import PLAIN, RunFormat, escaped, mark, properties, run

# --- bookmarks ---------------------------------------------------------------------------


def bookmarked(content: str, number: int, name: str) -> str:
    """The content between the two marks of a bookmark."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


class Bookmarks:
    """The bookmarks of one file: numbered in order, each name given once."""

    def __init__(self, prefix: str, first: int) -> None:
        """Number the bookmarks from `first`; their names begin with `prefix`."""
        self._prefix, self._first = prefix, first
        self._given: set[str] = set()
        self._names: dict[str, str] = {}

    def name(self, anchor: str) -> str:
        """The bookmark of an anchor, whether it has been given or not."""
        name = self._names.get(anchor)
        if name is None:
            name = self._names[anchor] = bookmark_name(self._prefix, anchor)
        return name

    def link(self, anchor: str, content: str) -> str:
        """The content as a link to the bookmark of an anchor."""
        return f'<w:hyperlink w:anchor="{self.name(anchor)}" w:history="1">{content}</w:hyperlink>'

    def around(self, content: str, *anchors: str | None) -> str:
        """The content between the marks of its anchors; None and repeats add no mark."""
        for anchor in anchors:
            if not anchor or anchor in self._given:
                continue
            number = self._first + len(self._given)
            self._given.add(anchor)
            content = bookmarked(content, number, self.name(anchor))
        return content


# --- what there is to lead to ------------------------------------------------------------


class Anchors(Struct, frozen=True):
    """The anchors of a document; those of notes and marks with their numbers, captions' labels.

    `carriers` are the marks that hold the references to the notes, by number: one of each.
    """

    places: frozenset[str]
    numbers: Mapping[str, int]
    labels: Mapping[str, str]
    carriers: Mapping[int, str]


def anchors(document: Document) -> Anchors:
    """All that links, marks and cross-references of a document can lead to."""
    blocks = blocks_with_notes(document)
    marks = note_marks(blocks)
    carriers = {mark.number: mark.anchor for mark in carrier_marks(blocks)}
    numbers = {note.anchor: note.number for note in document.notes}
    numbers |= {mark.anchor: mark.number for mark in marks}
    counted = (block for block in every_block(blocks) if isinstance(block, Table | Figure))
    labels = {block.anchor: block.label for block in counted if block.anchor}
    places = frozenset((*anchors_of_blocks(document), *(mark.anchor for mark in marks)))
    return Anchors(places, numbers, labels, carriers)


# --- fields and links --------------------------------------------------------------------


def field(instruction: str, result: str, form: RunFormat = PLAIN) -> str:
    """A complex field with its result, so that it can be read without an update."""
    return field_start(instruction, form) + run(result, form) + mark(_END, form)


def field_start(instruction: str, form: RunFormat = PLAIN) -> str:
    """A complex field up to its result, which may go on over several paragraphs."""
    look = properties(form)
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


_END = '<w:fldChar w:fldCharType="end"/>'
FIELD_END = mark(_END)


def sequence(kind: str, label: str, form: RunFormat = PLAIN) -> str:
    """A counted label such as "Table 1", its number a field of the sequence `kind`."""
    match = re.fullmatch(r"(.*?)([0-9]+)", label, re.DOTALL)
    if match is None:
        return run(label, form)
    return run(match[1], form) + field(f"SEQ {kind} \\* ARABIC", match[2], form)


def outer_link(relationship: str, content: str) -> str:
    return f'<w:hyperlink r:id="{escaped(relationship)}" w:history="1">{content}</w:hyperlink>'
