"""The document tree: what a brief says, in order, before anything decides how it looks.

Everything before this type decides what is said, everything after it how that looks. Trees compare
by content, without the span of each node: its place in the author's file or the template's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

from generator.diagnostics import Severity, Span
from generator.document.file_data import FileData
from generator.document.markings import Marking
from generator.document.screen_words import ScreenWords


class TreeNode(Struct, frozen=True, kw_only=True, eq=False):
    """What each node has. `span` is None if no file holds it."""

    span: Span | None = None

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._content() == other._content()

    def __ne__(self, other: object) -> bool:
        return not self == other  # a Struct's own asks whether they are one object

    def __hash__(self) -> int:
        return hash((type(self), self._content()))

    def _content(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "span")


# --- inline nodes -----------------------------------------------------------------------


class Text(TreeNode, frozen=True):
    """Words as they are printed, with typographic quotes. Never holds a line break.

    `field_name` is the key of the front matter, if the words are its value.
    """

    value: str
    field_name: str = ""


class Enclosing(TreeNode, frozen=True):
    """What the inline nodes around others have: those that they dress, mark or link."""

    children: tuple[Inline, ...]


class Emphasis(Enclosing, frozen=True):
    pass


class Strong(Enclosing, frozen=True):
    """`role` names the theme style that dresses a chip: `reported`, `judgement`; none else."""

    role: str = ""


class Foreign(Enclosing, frozen=True):
    """A passage in another language, as a BCP 47 tag: `ru`, `ko-KP`."""

    language: str


class Superscript(Enclosing, frozen=True):
    """Raised figures, signs or letters: a power, an ordinal, a charge. Never the mark of a note."""


class Subscript(Enclosing, frozen=True):
    """Lowered figures, signs or letters: `2` in H₂O."""


class CodeSpan(Enclosing, frozen=True):
    """Words as a machine has them: a command, the name of a file. They are in no language."""


class Term(Enclosing, frozen=True):
    """A name, a title or words at a distance: in quotation marks, but not quoted."""


class SourceWords(Enclosing, frozen=True):
    """Words of a source as an annex prints them, and the numbers of the notes that rest on them.

    `notes` rest on the sentence that they are part of, `quoted_in` quote the words themselves.
    """

    notes: tuple[int, ...]
    quoted_in: tuple[int, ...] = ()


class Link(Enclosing, frozen=True):
    """A link to an address, or to an anchor of this document where `target` begins with `#`."""

    target: str


ChangeKind = Literal["inserted", "deleted"]
"""What has become of words from one version to the next."""


class Changed(Enclosing, frozen=True):
    """Words that only one of two versions has: the earlier (`deleted`) or the later (`inserted`).

    They stand in a redline alone. A run of which nothing is kept is one such node, with which its
    paragraph comes or goes; so does a row of a table all of whose cells are. Words that stand
    elsewhere in the other version have the same `move` at both places, from 1.
    """

    how: ChangeKind
    move: int = 0


class NoteMark(TreeNode, frozen=True):
    """The mark of note `number`; `anchor` is the mark's own place, for links back to it."""

    number: int
    anchor: str


class CrossReference(TreeNode, frozen=True):
    """A reference to a numbered table or figure of this document: "Table 1"."""

    label: str
    target: str  # the anchor, without `#`


class LineBreak(TreeNode, frozen=True):
    pass


CHECKS, MERGES = "brief check", "brief merge"
OUR_OWN = (CHECKS, MERGES)
"""Who says in a draft what is found, and what of an edited file was not taken over: no person."""


class Remark(TreeNode, frozen=True):
    """What is said of this place in a draft, by its `author`. It is no words.

    A comment in Word, a note in the margin of a PDF. `replies` are what others say to it, each
    with its author.
    """

    text: str
    severity: Severity
    author: str = CHECKS
    replies: tuple[tuple[str, str], ...] = ()

    @property
    def is_a_persons(self) -> bool:
        return self.author not in OUR_OWN

    @property
    def in_full(self) -> str:
        """Who says it, if a person does, what, and what others say to it, in one line."""
        first = f"{self.author}: {self.text}" if self.is_a_persons else self.text
        named = (f"{author}: {text}" for author, text in self.replies)
        return " – ".join((first, *named)).replace("\n", " ")


Inline = (
    Text
    | Emphasis
    | Strong
    | Foreign
    | Superscript
    | Subscript
    | CodeSpan
    | Term
    | SourceWords
    | Link
    | Changed
    | NoteMark
    | CrossReference
    | LineBreak
    | Remark
)

# --- block nodes ------------------------------------------------------------------------


class Heading(TreeNode, frozen=True):
    """Level 1 is the title; sections begin at 2. `role` names how the theme arranges a section."""

    level: int
    children: tuple[Inline, ...]
    anchor: str
    role: str = ""


class Paragraph(TreeNode, frozen=True):
    """`role` names its style in the theme: `body`, `lead`, `confidence`, `source` …"""

    children: tuple[Inline, ...]
    role: str = "body"
    anchor: str | None = None


class BulletList(TreeNode, frozen=True):
    items: tuple[tuple[Block, ...], ...]


class NumberedList(TreeNode, frozen=True):
    """`role` says what each item is, where others may ask for it: `key-point`."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1
    role: str = ""


class DefinitionList(TreeNode, frozen=True):
    """Pairs of a term and what is said about it."""

    items: tuple[tuple[tuple[Inline, ...], tuple[Block, ...]], ...]


class Quotation(TreeNode, frozen=True):
    blocks: tuple[Block, ...]


class Box(TreeNode, frozen=True):
    """Blocks set apart, with a title of their own. `role` names the theme's box style."""

    role: str
    blocks: tuple[Block, ...]
    title: tuple[Inline, ...] = ()
    anchor: str | None = None


class Aside(TreeNode, frozen=True):
    """Blocks beside the block behind them, and read aloud before it. Dressed as a box is."""

    role: str
    blocks: tuple[Block, ...]
    title: tuple[Inline, ...] = ()
    anchor: str | None = None


ColumnAlignment = Literal["left", "right", "center", "decimal"]
"""How the cells of a column stand; with "decimal" the decimal marks stand in one line, and the
column's head at the left."""


class Table(TreeNode, frozen=True):
    """One header row, then rows of as many cells. The first column heads its row.

    `label` is the counted name ("Table 1"), shown before the caption; empty without a caption.
    `source` is the line below it that says what it rests on. `spans` are the columns that each
    cell of the header reaches over, 0 for an empty one that the cell before it covers; it is
    empty where each has its own.
    """

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    alignments: tuple[ColumnAlignment, ...]
    caption: tuple[Inline, ...] = ()
    label: str = ""
    anchor: str | None = None
    source: tuple[Inline, ...] = ()
    spans: tuple[int, ...] = ()


class Figure(TreeNode, frozen=True):
    """A PNG or JPEG image. `width` and `height` are in pixels.

    `share` is how much of the width that it stands in it takes, as far as its pixels go. In a
    redline `change` is that of the whole figure.
    """

    image: bytes
    media_type: str
    width: int
    height: int
    alternative: str
    caption: tuple[Inline, ...] = ()
    label: str = ""
    anchor: str | None = None
    share: float = 1.0
    change: ChangeKind | None = None


class Contents(TreeNode, frozen=True):
    """A table of contents: the headings of so many levels below the title, and their pages.

    It repeats what stands elsewhere, and is no part of the document's words.
    """

    title: str = ""
    depth: int = 2


class PageBreak(TreeNode, frozen=True):
    """What follows begins a page: one with its long side at the head, if `landscape`.

    It stands among the blocks of the document; inside another block it changes nothing.
    """

    landscape: bool = False


Block = (
    Heading
    | Paragraph
    | BulletList
    | NumberedList
    | DefinitionList
    | Quotation
    | Box
    | Aside
    | Table
    | Figure
    | Contents
    | PageBreak
)

# --- the whole --------------------------------------------------------------------------


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


class Document(Struct, frozen=True):
    title: str
    language: str
    meta: Meta
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    sources: tuple[Source, ...] = ()


class Attachment(Struct, frozen=True):
    """A file that travels inside another. `relationship` as in PDF 2.0: Source, Data …."""

    name: str
    media_type: str
    relationship: str
    data: FileData
    description: str = ""  # what it is, for people
