"""The document tree: what a brief says, in order, before anything decides how it looks.

Everything before this type decides what is said, everything after it how that looks. Trees
compare by content: a node's span, its place in the author's file or the template's, is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.diagnostics import Severity, Span
from generator.markings import Marking


class Node(Struct, frozen=True, kw_only=True, eq=False):
    """What each node has. `span` is None where no file holds it."""

    span: Span | None = None

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash((type(self), self._content()))

    def _content(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "span")


# --- inline nodes -----------------------------------------------------------------------


class Text(Node, frozen=True):
    """Words as they are to be read, typographic quotes and all. Never holds a line break.

    `field_name` is the key of the front matter whose value they are, where they are one.
    """

    value: str
    field_name: str = ""


class Emphasis(Node, frozen=True):
    children: tuple[Inline, ...]


class Strong(Node, frozen=True):
    children: tuple[Inline, ...]


class Foreign(Node, frozen=True):
    """A passage in another language, as a BCP 47 tag: `ru`, `ko-KP`."""

    children: tuple[Inline, ...]
    language: str


class Link(Node, frozen=True):
    """A link to an address, or to an anchor of this document where `target` begins with `#`."""

    children: tuple[Inline, ...]
    target: str


class NoteMark(Node, frozen=True):
    """The mark of note `number`; `anchor` is the mark's own place, for links back to it."""

    number: int
    anchor: str


class CrossReference(Node, frozen=True):
    """A reference to a numbered table or figure of this document: "Table 1"."""

    label: str
    target: str  # the anchor, without `#`


class LineBreak(Node, frozen=True):
    pass


class Remark(Node, frozen=True):
    """What the checks found at this place of the body, in a draft. It is no part of the words.

    A comment in Word, a note in the margin of a PDF.
    """

    text: str
    severity: Severity


Inline = Text | Emphasis | Strong | Foreign | Link | NoteMark | CrossReference | LineBreak | Remark

# --- block nodes ------------------------------------------------------------------------


class Heading(Node, frozen=True):
    """Level 1 is the title; sections begin at 2."""

    level: int
    children: tuple[Inline, ...]
    anchor: str


class Paragraph(Node, frozen=True):
    """`role` names the theme style that dresses it: `body`, `lead`, `confidence`, `source` …"""

    children: tuple[Inline, ...]
    role: str = "body"
    anchor: str | None = None


class BulletList(Node, frozen=True):
    items: tuple[tuple[Block, ...], ...]


class NumberedList(Node, frozen=True):
    """`role` says what each item is, where others may ask for it: `key-point`."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1
    role: str = ""


class DefinitionList(Node, frozen=True):
    """Pairs of a term and what is said of it."""

    items: tuple[tuple[tuple[Inline, ...], tuple[Block, ...]], ...]


class Quotation(Node, frozen=True):
    blocks: tuple[Block, ...]


class Box(Node, frozen=True):
    """Blocks set apart, with a title of their own. `role` names the theme's box style."""

    role: str
    blocks: tuple[Block, ...]
    title: tuple[Inline, ...] = ()
    anchor: str | None = None


Alignment = Literal["left", "right", "center"]


class Table(Node, frozen=True):
    """One header row, then rows of as many cells. The first column heads its row.

    `label` is the counted name ("Table 1"), shown before the caption; empty without a caption.
    """

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    alignments: tuple[Alignment, ...]
    caption: tuple[Inline, ...] = ()
    label: str = ""
    anchor: str | None = None


class Figure(Node, frozen=True):
    """A PNG or JPEG image. `width` and `height` are in pixels."""

    image: bytes
    media_type: str
    width: int
    height: int
    alternative: str
    caption: tuple[Inline, ...] = ()
    label: str = ""
    anchor: str | None = None


class Contents(Node, frozen=True):
    """A table of contents: the headings of so many levels below the title, and their pages.

    It repeats what stands elsewhere, and is no part of the document's words.
    """

    title: str = ""
    depth: int = 2


Block = (
    Heading
    | Paragraph
    | BulletList
    | NumberedList
    | DefinitionList
    | Quotation
    | Box
    | Table
    | Figure
    | Contents
)

# --- the whole --------------------------------------------------------------------------


class Excerpt(Struct, frozen=True):
    """A sentence of a source that a claim rests on, and where it stands in its paragraph.

    `exact`, `prefix` and `suffix` are those of a TextQuoteSelector, `start` and `end` (in code
    points) those of a TextPositionSelector (W3C Web Annotation Data Model, 4.2.4 and 4.2.5).
    """

    paragraph: str
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class Evidence(Struct, frozen=True):
    """One citation of a note: the source's key or the record's id, and what it points at."""

    source: str
    citation: str  # in its canonical spelling
    paragraphs: tuple[str, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()


class Note(Struct, frozen=True):
    """What note `number` says. Its anchor is the target of the note's mark.

    `claim` are the words of the brief that the note's mark closes; both are empty where the note
    is the author's own.
    """

    number: int
    blocks: tuple[Block, ...]
    anchor: str
    claim: str = ""
    evidence: tuple[Evidence, ...] = ()


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
    """What a file says of itself, for its properties and its running heads.

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
    version: str = ""
    marking: Marking | None = None  # one that has a look of its own
    page_label: str = "{page} / {pages}"
    draft: str = ""  # the word to stand across each page; empty where the brief is none
    fields: Mapping[str, str] = field(default_factory=dict)


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
    data: bytes


# --- walking the tree -------------------------------------------------------------------


def plain_text(inlines: tuple[Inline, ...]) -> str:
    """The words of inline nodes, without note marks; a line break reads as a space."""
    return "".join(_words(inline) for inline in inlines)


def _words(inline: Inline) -> str:
    match inline:
        case Text(value):
            return value
        case CrossReference(label):
            return label
        case LineBreak():
            return " "
        case NoteMark() | Remark():
            return ""
        case Emphasis() | Strong() | Foreign() | Link():
            return plain_text(inline.children)


def inner_blocks(block: Block) -> Iterator[Block]:
    """The blocks directly inside a block, in reading order."""
    match block:
        case BulletList(items) | NumberedList(items):
            for item in items:
                yield from item
        case DefinitionList(items):
            for _, blocks in items:
                yield from blocks
        case Quotation(blocks) | Box(blocks=blocks):
            yield from blocks
        case Heading() | Paragraph() | Table() | Figure() | Contents():
            return


def inline_runs(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Each run of inline nodes that belongs to the block itself, in reading order."""
    match block:
        case Heading() | Paragraph():
            yield block.children
        case DefinitionList(items):
            for term, _ in items:
                yield term
        case Box(title=title):
            yield title
        case Table():
            yield block.caption
            yield from block.header
            for row in block.rows:
                yield from row
        case Figure():
            yield block.caption
        case BulletList() | NumberedList() | Quotation() | Contents():
            return


SECTION_DEPTH = 3  # of headings that have a look of their own, below the title


def section_numbers(blocks: tuple[Block, ...]) -> Iterator[str]:
    """For each block of a document the number of the section it opens: "2", "2.1"; or nothing.

    The title has none, nor has a heading inside another block: it opens no section.
    """
    counts = [0] * SECTION_DEPTH
    for block in blocks:
        if not isinstance(block, Heading) or block.level < 2:
            yield ""
            continue
        depth = min(block.level - 1, SECTION_DEPTH)
        # A level left out counts as its first section, as it does in Word.
        counts[: depth - 1] = [count or 1 for count in counts[: depth - 1]]
        counts[depth - 1] += 1
        counts[depth:] = [0] * (SECTION_DEPTH - depth)
        yield ".".join(map(str, counts[:depth]))


class ContentsEntry(Struct, frozen=True):
    """A heading as a table of contents lists it: `level` 1 is that of sections."""

    level: int
    number: str
    children: tuple[Inline, ...]
    anchor: str


def contents_entries(contents: Contents, blocks: tuple[Block, ...]) -> Iterator[ContentsEntry]:
    """What a table of contents lists of a document's blocks: the headings that open a section."""
    for block, number in zip(blocks, section_numbers(blocks), strict=True):
        if isinstance(block, Heading) and 1 < block.level <= contents.depth + 1:
            children = tuple(_unmarked(block.children))
            if plain_text(children).strip():
                yield ContentsEntry(block.level - 1, number, children, block.anchor)


def _unmarked(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Inline nodes without what may stand in one place only: marks, links, fields."""
    for inline in inlines:
        match inline:
            case Text(value):
                yield Text(value)
            case CrossReference(label):
                yield Text(label)
            case LineBreak():
                yield Text(" ")
            case Link(children):
                yield from _unmarked(children)
            case Emphasis(children) | Strong(children) | Foreign(children):
                yield replace(inline, children=tuple(_unmarked(children)))
            case NoteMark() | Remark():
                pass


def has_contents(document: Document) -> bool:
    """Whether a table of contents stands anywhere in the document."""
    return _any_contents(document.blocks)


def _any_contents(blocks: Iterable[Block]) -> bool:
    return any(isinstance(one, Contents) or _any_contents(inner_blocks(one)) for one in blocks)


def note_marks(document: Document) -> Iterator[NoteMark]:
    """Every mark of a note in the body, in reading order."""

    def marks(blocks: tuple[Block, ...]) -> Iterator[NoteMark]:
        for block in blocks:
            for run in inline_runs(block):
                yield from _marks_in(run)
            yield from marks(tuple(inner_blocks(block)))

    yield from marks(document.blocks)


def _marks_in(inlines: tuple[Inline, ...]) -> Iterator[NoteMark]:
    for inline in inlines:
        match inline:
            case NoteMark():
                yield inline
            case Emphasis(children) | Strong(children) | Foreign(children) | Link(children):
                yield from _marks_in(children)
            case Text() | CrossReference() | LineBreak() | Remark():
                continue


Rewrite = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]


def rewritten(block: Block, rewrite: Rewrite) -> Block:
    """The block with every run of inline nodes in it, at any depth, replaced by its rewriting."""
    match block:
        case Heading() | Paragraph():
            return replace(block, children=rewrite(block.children))
        case BulletList() | NumberedList():
            items = tuple(_all_rewritten(item, rewrite) for item in block.items)
            return replace(block, items=items)
        case DefinitionList(items):
            pairs = ((rewrite(term), _all_rewritten(said, rewrite)) for term, said in items)
            return replace(block, items=tuple(pairs))
        case Quotation(blocks):
            return replace(block, blocks=_all_rewritten(blocks, rewrite))
        case Box():
            blocks = _all_rewritten(block.blocks, rewrite)
            return replace(block, title=rewrite(block.title), blocks=blocks)
        case Table():
            header = tuple(map(rewrite, block.header))
            rows = tuple(tuple(map(rewrite, row)) for row in block.rows)
            return replace(block, caption=rewrite(block.caption), header=header, rows=rows)
        case Figure():
            return replace(block, caption=rewrite(block.caption))
        case Contents():
            return block


def _all_rewritten(blocks: tuple[Block, ...], rewrite: Rewrite) -> tuple[Block, ...]:
    return tuple(rewritten(block, rewrite) for block in blocks)
