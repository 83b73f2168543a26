"""The document tree: what a brief says, in order, before anything decides how it looks.

Everything before this type decides what is said, everything after it how that looks. Trees compare
by content, without the span of each node: its place in the author's file or the template's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from generator.document.blocks import Block
from generator.document.file_data import FileData
from generator.document.markings import Marking


class ScreenWords(Struct, frozen=True):
    """`note` names a note by its `{number}`; the others are words of links and buttons."""

    notes: str = "Notes"
    note: str = "Note {number}"
    start: str = "To the brief"
    back: str = "Back to the text"
    copy: str = "Copy this citation"
    copied: str = "Copied"
    close: str = "Close"


class Excerpt(Struct, frozen=True):
    """A sentence of a source that a claim rests on, and its place in the paragraph.

    `exact`, `prefix` and `suffix` are those of a TextQuoteSelector, `start` and `end` (in code
    points) those of a TextPositionSelector (W3C Web Annotation Data Model, 4.2.4 and 4.2.5).
    """

    paragraph: str
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class NoteEvidence(Struct, frozen=True):
    """One citation of a note: the source's key or the record's id, and what it points at."""

    source: str
    citation: str  # in its canonical spelling
    paragraphs: tuple[str, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()


class Note(Struct, frozen=True):
    """What note `number` says. Its anchor is the target of the note's mark.

    `claim` are the words of the brief before the note's mark. It and the evidence are empty if the
    note is the author's own. `shown` is the number that readers see, where that is another: in a
    redline a note that is gone keeps the one that it had.
    """

    number: int
    blocks: tuple[Block, ...]
    anchor: str
    claim: str = ""
    evidence: tuple[NoteEvidence, ...] = ()
    shown: int = 0

    @property
    def label(self) -> str:
        """Its number, as readers see it."""
        return str(self.shown or self.number)


class CitedParagraph(Struct, frozen=True):
    """A paragraph of a source that the document cites. `digest` is that of its folded words."""

    number: str
    digest: str


class Source(Struct, frozen=True):
    """A seed that the document cites, as it stood when the document was made."""

    key: str
    title: str
    edition: int
    original_digest: str
    paragraphs: tuple[CitedParagraph, ...]


class Meta(Struct, frozen=True):
    """What a file says about itself, for its properties and its running heads.

    `fields` holds the display form of everything an editor may name in a header or footer
    ("date" → "22 November 2026"), and `page_label` the pattern of the page number in the
    document's language ("Page {page} of {pages}").
    """

    authors: tuple[str, ...] = ()
    issued: date = date(1970, 1, 1)
    publisher: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    identifier: str = ""
    doi: str = ""
    licence: str = ""
    licence_address: str = ""
    version: str = ""
    marking: Marking | None = None  # one that has a look of its own
    page_label: str = "{page} / {pages}"
    source_file: str = ""  # what is said of the Markdown inside, and of the manifest
    manifest_file: str = ""
    screen: ScreenWords = ScreenWords()
    draft: str = ""  # the word to stand across each page; empty if the brief is none
    changed_by: str = ""  # who made the changes that a redline shows; empty if it is none
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def formal_identifier(self) -> str:
        """The DOI, which means the same everywhere, else the house's own number."""
        return f"doi:{self.doi}" if self.doi else self.identifier


ENDNOTES = "@notes"
"""The anchor of the heading above the notes, where they do not stand at the foot of pages."""

SECTION_DEPTH = 3  # of headings that have a look of their own, below the title


class Document(Struct, frozen=True):
    title: str
    language: str
    meta: Meta
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    sources: tuple[Source, ...] = ()
    endnotes: bool = False  # the notes stand behind their heading, and not at the foot of pages


class Attachment(Struct, frozen=True):
    """A file that travels inside another. `relationship` as in PDF 2.0: Source, Data …."""

    name: str
    media_type: str
    relationship: str
    data: FileData
    description: str = ""  # what it is, for people
