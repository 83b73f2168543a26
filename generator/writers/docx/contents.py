"""Tables of contents: a TOC field of Word's own, its result what our own paging gives.

Nothing in it is marked as out of date: Word shows it as it is, and makes it again when asked to.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Contents
from generator.writers.docx.flow import WordParagraph
from generator.writers.docx.markup import TAB
from generator.writers.docx.references import (
    FIELD_END,
    Bookmarks,
    field,
    field_start,
)


class Entry(Struct, frozen=True):
    """An entry of a table of contents: the anchor of its heading, its words as runs, its page."""

    anchor: str
    words: str
    page: int


def contents_field(contents: Contents, entries: Sequence[Entry], bookmarks: Bookmarks) -> list[str]:
    """The content of a paragraph for each entry, all of them together the result of one field.

    Word pairs `heading 2` with `toc 2`. A switch could change that, but its syntax depends on the
    list separator of the reader's country.
    """
    found = [
        bookmarks.link(one.anchor, one.words + TAB + _page_number(one, bookmarks))
        for one in entries
    ]
    instruction = f'TOC \\o "2-{contents.depth + 1}" \\h \\z'
    found[0] = field_start(instruction) + found[0]
    found[-1] += FIELD_END
    return found


def in_gallery(flow: Sequence[WordParagraph]) -> list[WordParagraph]:
    """The paragraphs in the control that Word puts its own tables of contents in."""
    first = replace(flow[0], opening=_GALLERY)
    rest = [first, *flow[1:]]
    rest[-1] = replace(rest[-1], closing="</w:sdtContent></w:sdt>")
    return rest


_GALLERY = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
    "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
)


def _page_number(entry: Entry, bookmarks: Bookmarks) -> str:
    return field(f"PAGEREF {bookmarks.name(entry.anchor)} \\h", str(entry.page))
