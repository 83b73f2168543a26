"""Hypothesis: any document tree that layout may hand to a writer, and stranger ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from generator.diagnostics import Severity
from generator.document import (
    ENDNOTES,
    Aside,
    Block,
    Box,
    BulletList,
    CodeSpan,
    Contents,
    CrossReference,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    Meta,
    Note,
    NoteMark,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Remark,
    SourceWords,
    Strong,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
)
from tests.samples import image

_ODD = "\x00\x0b\x1f\x7f\x85\u00ad\u2011\u00a0\u202f\u200b\u2028\u202e\ufeff\ufffe&<>\"'{}%\\ \t"
_LETTERS = st.one_of(
    st.sampled_from("aeinorstABC 12.,“”’–— "),
    st.sampled_from("éßłјжШ가나한中文אבעربي𝔘🙂e\u0301"),
    st.sampled_from(_ODD),
)
# Strategies are made once: Hypothesis looks through each new one before it draws from it.
_FEW = [st.integers(0, most) for most in range(6)]
_SURE = st.booleans()
_INLINES = ("text", "text", "text", "break", "reference", "mark")
_ENCLOSING = ("emphasis", "strong", "term", "code", "superscript", "subscript")
_ENCLOSING += ("foreign", "link", "outside", "source")
_BLOCKS = ("paragraph", "paragraph", "heading", "table", "figure", "contents")
_NESTED = ("bullets", "numbers", "terms", "quotation", "box", "aside")
_SHALLOW_INLINES, _ANY_INLINES = st.sampled_from(_INLINES), st.sampled_from(_INLINES + _ENCLOSING)
_SHALLOW_BLOCKS, _ANY_BLOCKS = st.sampled_from(_BLOCKS), st.sampled_from(_BLOCKS + _NESTED)
_AROUND = {"emphasis": Emphasis, "strong": Strong, "term": Term, "code": CodeSpan}
_SHIFTED = st.text("0123456789+−-neth", min_size=1, max_size=4)
texts = st.text(_LETTERS, max_size=24)
_ROLES = st.sampled_from(
    ("body", "body", "lead", "confidence", "source", "source-cited", "small", "unheard-of")
)
_BOXES = st.sampled_from(("summary", "caveat", "sidebar", "unheard-of"))
_ASIDES = st.sampled_from(("glance", "pull", "about", "unheard-of"))
_CHIPS = st.sampled_from(("reported", "judgement", "unheard-of"))
_FIELDS = st.sampled_from(("",) * 6 + ("title", "date", "unheard-of"))
_TAGS = st.sampled_from(("ru", "ko-KP", "ar", "fr-FR", "zh-Hans", "ko-Latn", "x-odd&<"))
_ADDRESSES = st.sampled_from((
    "https://example.org/a?b=1&c=2#d",
    "http://пример.рф/путь с пробелом",
    'https://example.org/a[1]#x#y%zz\x01"<',
    "mailto:desk@example.org",
))  # fmt: skip
_ANCHORS = st.sampled_from(
    ("sec-{}", "src-key-{}", "Tbl_{}", "überschrift {}", "a-very-long-anchor-" * 3 + "{}")
)
_SEVERITIES = st.sampled_from(Severity)
_ALIGNMENTS = st.sampled_from(("left", "right", "center", "decimal"))
_LISTS = st.sampled_from(("", "key-point", "odd & <role>"))
_SHARES = st.sampled_from((1.0, 0.4))
_BREAKS = st.sampled_from((*[None] * 10, True, False))
_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
_DRAFTS = st.sampled_from(("", "Draft", "Entwurf & <mehr>"))
_LANGUAGES = st.sampled_from(("en-GB", "ko", "ar", "pt-BR"))
_IMAGE = image(6, 4)
# What the cells of a header of so many columns may reach over.
_SPANS: dict[int, st.SearchStrategy[tuple[int, ...]]] = {
    1: st.just(()),
    2: st.sampled_from([(), (2, 0)]),
    3: st.sampled_from([(), (2, 0, 1), (1, 2, 0), (3, 0, 0)]),
    4: st.sampled_from([(), (2, 0, 2, 0), (1, 3, 0, 0)]),
}


@dataclass(slots=True)
class _Grower:
    """Grows a tree in reading order, so that notes are numbered as they are met."""

    draw: DrawFn
    notes: int = 0
    anchors: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def some(self, most: int) -> range:
        return range(self.draw(_FEW[most]))

    def anchor(self) -> str:
        """A new anchor; those of a pair differ in case alone."""
        pair, lower = divmod(len(self.anchors), 2)
        name = self.draw(_ANCHORS).format(pair)
        found = name.lower() if lower else name.upper()
        while found in self.anchors:
            found += "+"
        self.anchors.append(found)
        return found

    def maybe_anchor(self) -> str | None:
        return self.anchor() if self.draw(_SURE) else None

    def inlines(self, depth: int = 2, *, marks: bool = True) -> tuple[Inline, ...]:
        return tuple(self.inline(depth, marks) for _ in self.some(4))

    def chip(self) -> Strong:
        words = f" {self.draw(texts)} "  # a chip touches no other words
        return Strong((Text(words),), self.draw(_CHIPS))

    def inline(self, depth: int, marks: bool) -> Inline:  # noqa: PLR0911 - one a kind
        match self.draw(_ANY_INLINES if depth else _SHALLOW_INLINES):
            case "break":
                return LineBreak() if self.draw(_SURE) else self.chip()
            case "reference" if self.labels:
                target = self.draw(st.sampled_from(sorted(self.labels)))
                return CrossReference(self.labels[target], target)
            case "mark" if marks and self.draw(_SURE):
                return Remark(self.draw(texts), self.draw(_SEVERITIES))
            case "mark" if marks:
                self.notes += 1
                return NoteMark(self.notes, f"mark-{self.notes}")
            case "emphasis" | "strong" | "term" | "code" as kind:
                return _AROUND[kind](self.inlines(depth - 1, marks=marks))
            case "superscript" | "subscript" as kind:
                shift = {"superscript": Superscript, "subscript": Subscript}[kind]
                return shift((Text(self.draw(_SHIFTED)),))
            case "foreign":
                tag = self.draw(_TAGS)
                return Foreign(self.inlines(depth - 1, marks=marks), tag)
            case "source":
                notes = (1, 2)[: self.draw(st.integers(1, 2))]
                return SourceWords(self.inlines(depth - 1, marks=marks), notes, notes[1:])
            case "link":
                known = [*self.anchors, "back", *(f"mark-{n + 1}" for n in range(self.notes))]
                target = self.draw(st.sampled_from(known))
                return Link(self.inlines(depth - 1, marks=False), f"#{target}")
            case "outside":
                target = self.draw(_ADDRESSES)
                return Link(self.inlines(depth - 1, marks=False), target)
            case _:
                return Text(self.draw(texts), field_name=self.draw(_FIELDS))

    def blocks(self, depth: int, least: int = 0) -> tuple[Block, ...]:
        return tuple(self.block(depth) for _ in range(self.draw(st.integers(least, 3))))

    def block(self, depth: int) -> Block:
        match self.draw(_ANY_BLOCKS if depth else _SHALLOW_BLOCKS):
            case "heading":
                level = self.draw(st.integers(2, 5))
                return Heading(level, self.inlines(), self.anchor())
            case "bullets":
                return BulletList(self.items(depth))
            case "numbers":
                role = self.draw(_LISTS)
                return NumberedList(self.items(depth), self.draw(st.integers(0, 40)), role)
            case "terms":
                count = self.some(3)
                return DefinitionList(
                    tuple((self.inlines(), self.blocks(depth - 1)) for _ in count)
                )
            case "quotation":
                return Quotation(self.blocks(depth - 1))
            case "box" | "aside" as kind:
                enclosing, roles = {"box": (Box, _BOXES), "aside": (Aside, _ASIDES)}[kind]
                role, anchor = self.draw(roles), self.maybe_anchor()
                title = self.inlines()
                return enclosing(role, self.blocks(depth - 1), title, anchor)
            case "table":
                return self.table()
            case "figure":
                return self.figure()
            case "contents":
                return Contents(self.draw(texts), self.draw(st.integers(1, 3)))
            case _:
                role = self.draw(_ROLES)
                return Paragraph(self.inlines(), role, self.maybe_anchor())

    def page_breaks(self) -> tuple[PageBreak, ...]:
        """None as a rule."""
        kind = self.draw(_BREAKS)
        return () if kind is None else (PageBreak(landscape=kind),)

    def sections(self) -> Iterator[Block]:
        """What a table of contents lists, a line or two below each heading."""
        for _ in self.some(4):
            level = self.draw(st.integers(2, 4))
            yield Heading(level, (Text("A"), *self.inlines()), self.anchor())
            yield Paragraph(self.inlines())

    def items(self, depth: int) -> tuple[tuple[Block, ...], ...]:
        return tuple(self.blocks(depth - 1) for _ in self.some(3))

    def table(self) -> Table:
        columns = range(self.draw(st.integers(1, 4)))
        spans = self.draw(_SPANS[len(columns)])
        caption = self.inlines()
        anchor, label = self.labelled("Table") if caption else (self.maybe_anchor(), "")
        reach = spans or (1,) * len(columns)
        header = tuple(self.inlines() if count else () for count in reach)
        rows = tuple(tuple(self.inlines() for _ in columns) for _ in self.some(3))
        alignments = tuple(self.draw(_ALIGNMENTS) for _ in columns)
        below = self.inlines()
        return Table(header, rows, alignments, caption, label, anchor, below, spans)

    def figure(self) -> Figure:
        caption = self.inlines()
        anchor, label = self.labelled("Figure") if caption else (self.maybe_anchor(), "")
        words = self.draw(texts)
        share = self.draw(_SHARES)
        return Figure(_IMAGE, "image/png", 6, 4, words, caption, label, anchor, share)

    def labelled(self, kind: str) -> tuple[str, str]:
        anchor = self.anchor()
        number = 1 + sum(label.startswith(kind) for label in self.labels.values())
        self.labels[anchor] = f"{kind} {number}"
        return anchor, self.labels[anchor]

    def note(self, number: int) -> Note:
        first = Paragraph(self.inlines(marks=False), "note")
        rest: tuple[Block, ...] = ()
        if self.draw(_FEW[5]) == 5:
            rest = (
                Paragraph((Text(self.draw(texts)),)),
                NumberedList(((Paragraph((Text(self.draw(texts)),)),),)),
            )
        return Note(number, (first, *rest), f"note-{number}")


def some_pages(document: Document) -> dict[str, int]:
    """A page for each heading that a table of contents may list."""
    headings = (block for block in document.blocks if isinstance(block, Heading))
    return {heading.anchor: 1 + number // 2 for number, heading in enumerate(headings)}


@st.composite
def documents(draw: DrawFn, *, with_endnotes: bool = False) -> Document:
    """A document whose notes, links and references all lead somewhere.

    Its notes are footnotes, or they may be endnotes.
    """
    grower = _Grower(draw)
    title: Block = Heading(1, (Text("Title"),), "title")
    if draw(_SURE):
        title = Box("masthead", (title, Paragraph(grower.inlines(), "subtitle")))
    front = (Contents(draw(texts), draw(st.integers(1, 3))),) if draw(_SURE) else ()
    body = (*grower.blocks(3, least=1), *(block for _ in front for block in grower.sections()))
    blocks = (
        title,
        *front,
        *(block for one in body for block in (*grower.page_breaks(), one)),
        Paragraph((Text("End"),), anchor="back"),
    )
    notes = tuple(grower.note(number + 1) for number in range(grower.notes))
    # A control of direction is lawful where the brief has it; its Markdown is none of these files.
    title, marking = (draw(texts).replace("\u202e", "") for _ in range(2))
    fields = {"title": title, "marking": marking, "publisher": "Desk"}
    meta = Meta(
        authors=tuple(draw(texts) for _ in grower.some(2)),
        issued=draw(_DAYS),
        subject=draw(texts),
        fields=fields,
        page_label="Page {page} of {pages}",
        draft=draw(_DRAFTS),
    )
    language = draw(_LANGUAGES)
    endnotes = with_endnotes and bool(notes) and draw(_SURE)
    if endnotes:
        behind = (Paragraph((Text("Imprint"),)),) if draw(_SURE) else ()
        blocks += (Heading(2, (Text("Notes"),), ENDNOTES), *behind)
    return Document(draw(texts), language, meta, blocks, notes, endnotes=endnotes)
