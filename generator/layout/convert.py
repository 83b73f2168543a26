"""Syntax nodes → blocks of the document, their notes with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.briefs.brief import Body
from generator.briefs.claims import claims_closed
from generator.briefs.structure import language_of_part
from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    DefinitionList,
    Heading,
    Inline,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Text,
)
from generator.document.rewriting import rewritten
from generator.layout.exhibits import figure_of, parallel_of, pull_quotes, table_of
from generator.layout.fences import in_style_of, rule_of_fence
from generator.layout.inlines import Inlines
from generator.layout.notes import NoteWriter
from generator.layout.numbering import Numbers
from generator.layout.references import note_anchor
from generator.layout.source_words import in_its_language
from generator.layout.tokens import Slot, Tokens
from generator.layout.typography import typographic
from generator.markdown.syntax import Node
from generator.templates.blocks import (
    LANDSCAPE,
    PAGE_BREAK,
    PARALLEL,
    UNNUMBERED,
    BlockRule,
    BlockRules,
)
from generator.templates.labels import Wording


class Converter(Struct, eq=False, dict=True):
    """Turns the nodes of one document, once numbered, into its blocks."""

    tokens: Tokens
    bodies: tuple[Body, ...]
    writer: NoteWriter
    language: str  # of the document
    assets: Path
    template_folders: Sequence[Path]
    fill: Callable[[Converter, Slot], Iterator[Block] | None]
    declared: BlockRules
    wording: Wording
    _headings: int = 0
    _titled_boxes: int = 0
    _note: int = 0  # the number of the note that is being written
    _landscape: bool = False  # whether its pages are
    _language: str = ""  # of what is being written, where that may not be the document's

    @cached_property
    def inlines(self) -> Inlines:
        groups = {span: group for body in self.bodies for span, group in body.groups.items()}
        return Inlines(self.tokens, self.writer, groups, claims_closed(self.bodies))

    @cached_property
    def _footnotes(self) -> Mapping[tuple[str, str], Node]:
        return {
            (note.span.file, label): note
            for body in self.bodies
            for label, note in body.markdown.footnotes.items()
        }

    def notes(self, numbers: Numbers) -> tuple[Callable[[], Note], ...]:
        """What writes each note, in order; what they rest on is kept, and blocks can tell it."""
        self.inlines.numbers = numbers
        return tuple(self._note_in(node, count) for count, node in enumerate(numbers.marks, 1))

    def _note_in(self, node: Node, number: int) -> Callable[[], Note]:
        """What writes a note, in the language of the part that its mark stands in."""
        language = self.inlines.numbers.languages.get(node.span, self.language)
        with self.speaking(language):
            write = self._note_of(node, number)
        return write if language == self.language else partial(self._note_spoken, write, language)

    def _note_spoken(self, write: Callable[[], Note], language: str) -> Note:
        """A note in a language of its own."""
        with self.speaking(language):
            note = write()

        def marked(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
            return in_its_language(run, language, self.language)

        return replace(note, blocks=tuple(rewritten(block, marked) for block in note.blocks))

    def _note_of(self, node: Node, number: int) -> Callable[[], Note]:
        if node.span in self.inlines.groups:
            return self._note_citing(node, number)
        note = Note(number, self._noted(node, number), note_anchor(number))
        return lambda: note

    def _note_citing(self, node: Node, number: int) -> Callable[[], Note]:
        claim = self.inlines.claims.get(node.span)
        say = self.writer.note(self.inlines.groups[node.span], claim, number)
        kept = tuple(self.writer.evidence.get(number, ()))
        words_closed = claim.text if claim else ""

        def written() -> Note:
            said = Paragraph(say(), "note", span=node.span)
            evidence = tuple(pointed() for pointed in kept)
            return Note(number, (said,), note_anchor(number), words_closed, evidence)

        return written

    def _noted(self, node: Node, number: int) -> tuple[Block, ...]:
        """What the author's own note says."""
        if node.kind == "inline_note":
            said = self.inlines.run(node.children, number)
            return (Paragraph(said, "note", span=node.span),)
        definition = self._footnotes.get((node.span.file, node.value))
        if definition is None:  # only a draft gets as far with it
            return (Paragraph((Text(f"[^{node.value}]"),), "note", span=node.span),)
        self._note = number
        blocks = tuple(self.blocks(definition.children, "note"))
        self._note = 0
        return blocks

    # --- blocks -------------------------------------------------------------------------

    def blocks(self, nodes: Iterable[Node], role: str) -> Iterator[Block]:
        """The blocks that nodes stand for; their paragraphs wear the style `role`."""
        for node in nodes:
            yield from self._block(node, role)

    def run(self, nodes: Iterable[Node]) -> tuple[Inline, ...]:
        """One run, marked with its language where that is not the document's."""
        run = self.inlines.run(nodes, self._note)
        return in_its_language(run, self._language, self.language) if self._language else run

    def blocks_in(self, language: str, nodes: Iterable[Node], role: str) -> tuple[Block, ...]:
        """The blocks that nodes stand for, their words in a language."""
        outer, self._language = self._language, language
        blocks = tuple(self.blocks(nodes, role))
        self._language = outer
        return blocks

    @contextmanager
    def speaking(self, language: str) -> Iterator[None]:
        """What is written meanwhile has the marks, figures and fixed words of a language."""
        outer = self.writer.labels
        if language == outer.language:
            yield
            return
        self.writer.speak(self.wording(language))
        yield
        self.writer.speak(outer)

    def _block(self, node: Node, role: str) -> Iterator[Block]:
        slot = self.tokens.slot_of(node)
        if slot:
            filled = self.fill(self, slot)
            yield from (
                self.blocks(slot.nodes, role) if filled is None else in_style_of(filled, role)
            )
            return
        match node.kind:
            case "paragraph":
                if role == "body":
                    yield from pull_quotes(node, self)
                yield Paragraph(self.run(node.children), role, span=node.span)
            case "heading":
                yield self._heading(node)
            case "bullet_list":
                yield BulletList(self._items(node, role), span=node.span)
            case "ordered_list":
                yield NumberedList(self._items(node, role), node.level, span=node.span)
            case "quotation":
                inner = role if self._note else "quotation"
                yield Quotation(tuple(self.blocks(node.children, inner)), span=node.span)
            case "definition_list":
                yield DefinitionList(tuple(self._definitions(node, role)), span=node.span)
            case "div":
                yield from self._div(node, role)
            case "table":
                yield table_of(node, self)
            case "figure":
                yield figure_of(node, self)
            case other:
                raise AssertionError(f"a {other} outside its block")

    def _items(self, node: Node, role: str) -> tuple[tuple[Block, ...], ...]:
        inner = "list" if role == "body" else role
        return tuple(tuple(self.blocks(item.children, inner)) for item in node.children)

    def _definitions(
        self, node: Node, role: str
    ) -> Iterator[tuple[tuple[Inline, ...], tuple[Block, ...]]]:
        inner = role if self._note else "definition"
        term: tuple[Inline, ...] = ()
        said: list[Block] = []
        for child in node.children:
            if child.kind == "term":
                if term:
                    yield term, tuple(said)
                term, said = self.run(child.children), []
            else:
                said.extend(self.blocks(child.children, inner))
        if term:
            yield term, tuple(said)

    def _heading(self, node: Node) -> Heading:
        self._headings += 1
        anchor = node.identifier or f"section-{self._headings}"
        role = next((name for name in node.classes if name != UNNUMBERED), "")
        words, numbered = self.run(node.children), UNNUMBERED not in node.classes
        return Heading(node.level, words, anchor, role, numbered, span=node.span)

    def _div(self, node: Node, role: str) -> Iterator[Block]:
        language = language_of_part(node)
        if language and language != self.writer.language:
            with self.speaking(language):
                blocks = self.blocks_in(language, (node,), role)
            yield from blocks
        elif PARALLEL in node.classes:
            yield parallel_of(node, self)
        elif PAGE_BREAK in node.classes:
            yield PageBreak(landscape=self._landscape, span=node.span)
        elif LANDSCAPE in node.classes:
            self._landscape = True
            yield PageBreak(landscape=True, span=node.span)
            yield from self.blocks(node.children, role)
            self._landscape = False
            yield PageBreak(span=node.span)
        else:
            in_layout = node.span.file == self.tokens.file
            rule = rule_of_fence(node.classes, self.declared, in_layout=in_layout)
            yield from self._fenced(node, rule, rule.style or role)

    def _fenced(self, node: Node, rule: BlockRule, role: str) -> Iterator[Block]:
        title = self._title(node, rule) if rule.is_titled else ()
        inside = tuple(self._inside(node, rule, role))
        if rule.aside:
            yield Aside(rule.aside, inside, title, span=node.span)
        elif rule.box:
            anchor = self._box_anchor(node) if title else None
            yield Box(rule.box, inside, title, anchor, span=node.span)
        else:
            yield from inside

    def _inside(self, node: Node, rule: BlockRule, role: str) -> Iterator[Block]:
        """What a block holds; the line that says who said it wears a style of its own."""
        if not rule.source:
            yield from self.blocks(node.children, role)
            return
        from generator.layout.said_by import without_source_line

        said, line = without_source_line(node.children)
        yield from self.blocks(said, role)
        if line is not None:
            yield from self.blocks((line,), rule.source)

    def _title(self, node: Node, rule: BlockRule) -> tuple[Inline, ...]:
        """What its author calls a block, or else the label that the template heads it with."""
        written = node.attributes.get("title", "")
        if written:
            return tuple(self.inlines.words(written, node.span))
        said = self.writer.labels.word(rule.title) if rule.title else ""
        return (Text(typographic(said)),) if said else ()

    def _box_anchor(self, node: Node) -> str:
        """Where the outline leads for the title of a box."""
        self._titled_boxes += 1
        return node.identifier or f"box-{self._titled_boxes}"
