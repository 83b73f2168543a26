"""Syntax nodes → document nodes: notes numbered, tables counted, quotes made typographic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.briefs.brief import Body, CitationGroup, Claim
from generator.briefs.structure import cross_reference
from generator.diagnostics import BriefError, Diagnostic, Span
from generator.document import (
    Alignment,
    Block,
    Box,
    BulletList,
    CrossReference,
    DefinitionList,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteMark,
    NumberedList,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
)
from generator.layout.binding import bound_words
from generator.layout.images import read_image
from generator.layout.labels import Labels
from generator.layout.notes import NoteWriter, mark_anchor, note_anchor
from generator.layout.template import TOKEN
from generator.layout.typography import typographic
from generator.markdown.syntax import Node, words

SLOT_TWICE = "L005"


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the front matter, or a fixed word, and where it came from."""

    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of the brief: the author's nodes, or a name that `Converter.fill` knows."""

    name: str
    nodes: tuple[Node, ...] = ()


@dataclass(slots=True)
class Converter:
    """Turns the nodes of one document, once numbered, into its blocks."""

    labels: Labels
    values: list[Field | Slot]
    bodies: tuple[Body, ...]
    writer: NoteWriter
    assets: Path
    fill: Callable[[Slot], Iterator[Block] | None]
    groups: dict[Span, CitationGroup] = field(init=False)
    _claims: dict[Span, Claim] = field(init=False)
    _footnotes: dict[tuple[str, str], Node] = field(init=False)
    numbers: dict[Span, int] = field(default_factory=dict)
    _counted: dict[str, str] = field(default_factory=dict)  # "tbl-exchange" → "Table 1"
    _labels_of: dict[Span, str] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    _headings: int = 0

    def __post_init__(self) -> None:
        self.groups = {span: g for body in self.bodies for span, g in body.groups.items()}
        claims = (claim for body in self.bodies for claim in body.claims)
        self._claims = {claim.group.span: claim for claim in claims if claim.group}
        self._footnotes = {
            (note.span.file, label): note
            for body in self.bodies
            for label, note in body.footnotes.items()
        }

    # --- numbering ----------------------------------------------------------------------

    def number(self, nodes: tuple[Node, ...]) -> tuple[Note, ...]:
        """Number every mark, table and figure in reading order; return the notes.

        Raises BriefError where the template puts the same words in two places.
        """
        marks = list(self._marks(nodes))
        for number, node in enumerate(marks, 1):
            if node.span in self.numbers:
                hint = "use each slot once"
                message = "the layout puts these words in two places"
                raise BriefError([Diagnostic(SLOT_TWICE, message, node.span, hint=hint)])
            self.numbers[node.span] = number
        self._count(nodes)
        return tuple(self._note(node, number) for number, node in enumerate(marks, 1))

    def _marks(self, nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            slot = self._slot_of(node)
            if slot:
                yield from self._marks(slot.nodes)
            elif node.kind in ("note_reference", "inline_note") or node.span in self.groups:
                yield node
            else:
                yield from self._marks(node.children)

    def _count(self, nodes: Iterable[Node]) -> None:
        counts = {"table": 0, "figure": 0}
        for node in self._slots_opened(nodes):
            captioned = any(child.kind == "caption" for child in node.children)
            if node.kind == "figure" or (node.kind == "table" and captioned):
                counts[node.kind] += 1
                label = bound_words(self.labels.word(node.kind, number=counts[node.kind]))
                self._labels_of[node.span] = label
                self._counted[node.identifier] = label

    def _slots_opened(self, nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            yield node
            slot = self._slot_of(node)
            yield from self._slots_opened(slot.nodes if slot else node.children)

    def _note(self, node: Node, number: int) -> Note:
        anchor = note_anchor(number)
        if node.span in self.groups:
            group = self.groups[node.span]
            claim = self._claims.get(node.span)
            said = self.writer.note(group, claim, number)
            return Note(
                number,
                (Paragraph(said, "note", span=node.span),),
                anchor,
                claim=claim.text if claim else "",
                evidence=tuple(self.writer.evidence.get(number, ())),
            )
        if node.kind == "inline_note":
            said = self.inlines(node.children, note=number)
            return Note(number, (Paragraph(said, "note", span=node.span),), anchor)
        definition = self._footnotes.get((node.span.file, node.value))
        if definition is None:
            said = (Text(f"[^{node.value}]"),)
            return Note(number, (Paragraph(said, "note", span=node.span),), anchor)
        return Note(number, tuple(self._note_blocks(definition.children, number)), anchor)

    def _note_blocks(self, nodes: tuple[Node, ...], number: int) -> Iterator[Block]:
        for node in nodes:
            if node.kind == "paragraph":
                yield Paragraph(self.inlines(node.children, note=number), "note", span=node.span)
            else:
                yield from self.blocks((node,), "note")

    def _slot_of(self, node: Node) -> Slot | None:
        """The slot that a paragraph of the template stands for, where it is nothing else."""
        if node.kind != "paragraph":
            return None
        found = TOKEN.fullmatch(words(node.children).strip())
        value = self.values[int(found[1])] if found else None
        return value if isinstance(value, Slot) else None

    # --- blocks -------------------------------------------------------------------------

    def blocks(self, nodes: Iterable[Node], role: str) -> Iterator[Block]:
        """The blocks that nodes stand for; their paragraphs wear the style `role`."""
        for node in nodes:
            yield from self._block(node, role)

    def _block(self, node: Node, role: str) -> Iterator[Block]:
        slot = self._slot_of(node)
        if slot:
            filled = self.fill(slot)
            yield from self.blocks(slot.nodes, role) if filled is None else filled
            return
        match node.kind:
            case "paragraph":
                yield Paragraph(self.inlines(node.children), role, span=node.span)
            case "heading":
                yield self._heading(node)
            case "bullet_list":
                yield BulletList(self._items(node, role), span=node.span)
            case "ordered_list":
                yield NumberedList(self._items(node, role), node.level, span=node.span)
            case "quotation":
                yield Quotation(tuple(self.blocks(node.children, "quotation")), span=node.span)
            case "definition_list":
                yield DefinitionList(tuple(self._definitions(node)), span=node.span)
            case "div":
                yield from self._div(node, role)
            case "table":
                yield self._table(node)
            case "figure":
                yield from self._figure(node)
            case other:
                raise AssertionError(f"a {other} outside its block")

    def _items(self, node: Node, role: str) -> tuple[tuple[Block, ...], ...]:
        inner = "list" if role == "body" else role
        return tuple(tuple(self.blocks(item.children, inner)) for item in node.children)

    def _definitions(self, node: Node) -> Iterator[tuple[tuple[Inline, ...], tuple[Block, ...]]]:
        term: tuple[Inline, ...] = ()
        said: list[Block] = []
        for child in node.children:
            if child.kind == "term":
                if term:
                    yield term, tuple(said)
                term, said = self.inlines(child.children), []
            else:
                said.extend(self.blocks(child.children, "definition"))
        if term:
            yield term, tuple(said)

    def _heading(self, node: Node) -> Heading:
        self._headings += 1
        anchor = node.identifier or f"section-{self._headings}"
        return Heading(node.level, self.inlines(node.children), anchor, span=node.span)

    def _div(self, node: Node, role: str) -> Iterator[Block]:
        names = [name for name in node.classes if name != "box"]
        if "box" in node.classes or "sidebar" in names:
            written = node.attributes.get("title", "")
            title = tuple(self._words(written, node.span, "")) if written else ()
            inside = tuple(self.blocks(node.children, role))
            yield Box(names[0] if names else "plain", inside, title, span=node.span)
        else:
            yield from self.blocks(node.children, names[0] if names else role)

    def _table(self, node: Node) -> Table:
        rows = [row for row in node.children if row.kind == "row"]
        caption = next((c for c in node.children if c.kind == "caption"), None)
        cells = [tuple(self.inlines(cell.children) for cell in row.children) for row in rows]
        return Table(
            header=cells[0],
            rows=tuple(cells[1:]),
            alignments=tuple(_ALIGNED[a] for a in node.attributes["align"].split(",")),
            caption=self.inlines(caption.children) if caption else (),
            label=self._labels_of.get(node.span, ""),
            anchor=node.identifier or None,
            span=node.span,
        )

    def _figure(self, node: Node) -> Iterator[Block]:
        try:
            image = read_image(self.assets, node)
        except BriefError as error:
            self.found.extend(error.diagnostics)
            yield Paragraph((Text(f"[{node.value}]"),), span=node.span)
            return
        yield Figure(
            image=image.data,
            media_type=image.media_type,
            width=image.width,
            height=image.height,
            alternative=node.attributes.get("alt", ""),
            caption=self.inlines(node.children),
            label=self._labels_of.get(node.span, ""),
            anchor=node.identifier or None,
            span=node.span,
        )

    # --- inlines ------------------------------------------------------------------------

    def inlines(self, nodes: Iterable[Node], note: int = 0) -> tuple[Inline, ...]:
        """The inline nodes of one run; inside note number `note` citations are written out."""
        run = list(_joined(self._run(nodes, [""], note)))
        last = run[-1] if run else None
        if isinstance(last, Text):
            # What stood behind it, a confidence or a comment, has gone elsewhere.
            stripped = last.value.rstrip()
            run[-1:] = [Text(stripped, span=last.span)] if stripped else []
        return tuple(run)

    def _run(self, nodes: Iterable[Node], before: list[str], note: int) -> Iterator[Inline]:
        for node in nodes:
            match node.kind:
                case "text" | "code":
                    yield from self._words(node.value, node.span, before[0], node.kind == "code")
                    before[0] = node.value[-1:] or before[0]
                case "line_break":
                    yield LineBreak(span=node.span)
                    before[0] = " "
                case "emphasis" | "strong" | "bracketed" | "link":
                    children = tuple(_joined(self._run(node.children, before, note)))
                    yield from _wrapped(node, children)
                case "citations" | "author_in_text":
                    yield from self._citation(node, note)
                case "note_reference" | "inline_note":
                    yield self._mark(node)
                case "figure":
                    yield Text(node.attributes.get("alt", ""), span=node.span)
                case other:
                    raise AssertionError(f"a {other} inside a line")

    def _words(self, text: str, span: Span, before: str, verbatim: bool = False) -> Iterator[Text]:
        """The text with each token replaced by the words it stands for."""
        position = 0
        for found in TOKEN.finditer(text):
            if found.start() > position:
                yield Text(typographic(text[position : found.start()], before), span=span)
            value = self.values[int(found[1])]
            if isinstance(value, Field):
                yield Text(typographic(value.value), span=value.span or span)
            position = found.end()
        rest = text[position:]
        if rest:
            yield Text(rest if verbatim else typographic(rest, before), span=span)

    def _citation(self, node: Node, note: int) -> Iterator[Inline]:
        name = cross_reference(node)
        if name in self._counted:
            yield CrossReference(self._counted[name], name, span=node.span)
            return
        group = self.groups.get(node.span)
        if group is None:  # as the author wrote it: only a draft gets as far with it
            written = "; ".join(child.value for child in node.children)
            yield Text(f"[{written}]", span=node.span)
            return
        if group.in_text:
            yield Text(self.writer.author(group), span=node.span)
        if note:
            lead = " (" if group.in_text else "("
            said = self.writer.citations(group, self._claims.get(node.span), note)
            yield from (Text(lead), *said, Text(")"))
        else:
            yield self._mark(node)

    def _mark(self, node: Node) -> NoteMark:
        number = self.numbers[node.span]
        return NoteMark(number, mark_anchor(number), span=node.span)


_ALIGNED: Mapping[str, Alignment] = {
    "": "left",
    "left": "left",
    "right": "right",
    "center": "center",
}


def _wrapped(node: Node, children: tuple[Inline, ...]) -> Iterator[Inline]:
    match node.kind:
        case "emphasis":
            yield Emphasis(children, span=node.span)
        case "strong":
            yield Strong(children, span=node.span)
        case "link":
            yield Link(children, node.value, span=node.span)
        case _ if "lang" in node.attributes:
            yield Foreign(children, node.attributes["lang"], span=node.span)
        case _ if "to" in node.classes:
            yield Strong(children, span=node.span)
        case _ if "origin" in node.classes:
            yield Emphasis(children, span=node.span)
        case _:
            yield from children


def _joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """The inlines, the blank before a note mark gone: a mark hugs the word it follows."""
    waiting: Inline | None = None
    for inline in inlines:
        if isinstance(inline, NoteMark) and isinstance(waiting, Text):
            stripped = waiting.value.rstrip()
            waiting = Text(stripped, span=waiting.span) if stripped else None
        if waiting is not None:
            yield waiting
        waiting = inline
    if waiting is not None:
        yield waiting
