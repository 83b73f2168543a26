"""Syntax nodes inside a line → inline nodes of the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from generator.briefs.brief import CitationGroup, Claim
from generator.briefs.structure import cross_reference
from generator.diagnostics import Position, Span, codes, diagnose
from generator.document import (
    CodeSpan,
    CrossReference,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
)
from generator.layout.notes import NoteWriter
from generator.layout.numbering import Numbers
from generator.layout.references import mark_anchor
from generator.layout.tokens import Field, Tokens
from generator.layout.typography import QuotationMarks, typographic
from generator.markdown.syntax import Node, words_aloud


class Inlines(Struct):
    """Writes the runs of one document, once its marks are numbered."""

    tokens: Tokens
    writer: NoteWriter
    groups: Mapping[Span, CitationGroup]
    claims: Mapping[Span, Claim]
    numbers: Numbers = field(default_factory=Numbers)

    def run(self, nodes: Iterable[Node], note: int = 0) -> tuple[Inline, ...]:
        """The inline nodes of one run; inside note number `note` citations are written out."""
        run = list(_with_hugging_marks(self._run(nodes, [""], note)))
        last = run[-1] if run else None
        if isinstance(last, Text):
            # What stood behind it, a confidence or a comment, has gone elsewhere.
            run[-1:] = _without_blank(last)
        return tuple(run)

    def words(self, text: str, span: Span, before: str = "") -> Iterator[Text | Link]:
        """The text of a node with typographic marks, and the words its tokens stand for."""
        for part in self.tokens.parts(text, span):
            if isinstance(part, str):
                yield Text(typographic(part, before, self.writer.marks), span=span)
            elif isinstance(part, Field):
                yield _shown_value(part, part.span or span, self.writer.marks)
            else:
                hint = "put it on a line of its own, with an empty line before and after"
                message = f"`slot.{part.name}` stands inside a line"
                self.numbers.found.append(diagnose(codes.SLOT, message, span, hint=hint))

    def _run(self, nodes: Iterable[Node], before: list[str], note: int) -> Iterator[Inline]:
        for node in nodes:
            match node.kind:
                case "text":
                    yield from self.words(node.value, node.span, before[0])
                    before[0] = node.value[-1:] or before[0]
                case "code" | "address" | "superscript" | "subscript":
                    yield _as_typed(node)
                    before[0] = words_aloud((node,))[-1:] or before[0]
                case "line_break":
                    yield LineBreak(span=node.span)
                    before[0] = " "
                case "emphasis" | "strong" | "bracketed" | "link":
                    children = tuple(_with_hugging_marks(self._run(node.children, before, note)))
                    yield from _wrapped(node, children)
                case "citations" | "author_in_text":
                    yield from self._citation(node, note)
                case "note_reference" | "inline_note" if node.span in self.numbers.notes:
                    yield self._mark(node)
                case "note_reference":  # a note inside a note: only a draft gets as far with it
                    yield Text(f"[^{node.value}]", span=node.span)
                case "inline_note":
                    yield from self._run(node.children, before, note)
                case "figure" if node.children:  # its caption, which may have notes
                    yield from self._run(node.children, before, note)
                case "figure":
                    yield Text(node.attributes.get("alt", ""), span=node.span)
                case other:
                    raise AssertionError(f"a {other} inside a line")

    def _citation(self, node: Node, note: int) -> Iterator[Inline]:
        name = cross_reference(node)
        if name:
            yield from self._cross_reference(name, node.span)
            return
        group = self.groups.get(node.span)
        if group is None:  # as it was written: only a draft gets as far with it
            written = "; ".join(child.value for child in node.children)
            yield Text(f"[{written}]", span=node.span)
            return
        if group.in_text:
            yield Text(self.writer.author(group), span=node.span)
        if note:
            lead = " (" if group.in_text else "("
            said = self.writer.citations(group, self.claims.get(node.span), note)
            yield from (Text(lead), *said, Text(")"))
        else:
            yield self._mark(node)

    def _cross_reference(self, name: str, span: Span) -> Iterator[Inline]:
        if name in self.numbers.named:
            yield CrossReference(self.numbers.named[name], name, span=span)
            return
        message = f"the template leaves out `{name}`, which this refers to"
        hint = "put the part that holds it into the layout, or remove the reference"
        self.numbers.found.append(diagnose(codes.SLOT, message, span, hint=hint))
        yield Text(f"@{name}", span=span)

    def _mark(self, node: Node) -> NoteMark:
        number = self.numbers.notes[node.span]
        return NoteMark(number, mark_anchor(number), span=node.span)


def _shown_value(part: Field, place: Span, marks: QuotationMarks) -> Text | Link:
    """The words of a value; those that lead to an address stay as they are written."""
    if not part.address:
        words = typographic(part.value, marks=marks)
        return Text(words, span=place, field_name=part.name)
    shown = Text(part.value, span=place, field_name=part.name)
    return Link((shown,), part.address, span=place)


def _as_typed(node: Node) -> Inline:
    """Words that get no typographic marks."""
    match node.kind:
        case "code":
            return CodeSpan((Text(node.value, span=node.span),), span=node.span)
        case "address":
            return Text(node.value, span=node.span)
        case _:
            return _shifted(node)


def _shifted(node: Node) -> Superscript | Subscript:
    """Raised or lowered words, a hyphen among them as the minus or dash that it is there."""
    words = "".join(child.value for child in node.children)
    sign = "−" if any(map(str.isdigit, words)) or len(words) < 3 else "-"
    children = (Text(words.replace("-", sign), span=node.children[0].span),)
    made = Superscript if node.kind == "superscript" else Subscript
    return made(children, span=node.span)


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
        case _ if "term" in node.classes:
            yield Term(children, span=node.span)
        case _ if "to" in node.classes:
            yield Strong(children, span=node.span)
        case _ if "origin" in node.classes:
            yield Emphasis(children, span=node.span)
        case _:
            yield from children


def _with_hugging_marks(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """The inlines, the blank before a note mark gone: a mark hugs the word it follows."""
    waiting: Inline | None = None
    for inline in inlines:
        if isinstance(inline, NoteMark) and isinstance(waiting, Text):
            waiting = next(iter(_without_blank(waiting)), None)
        if waiting is not None:
            yield waiting
        waiting = inline
    if waiting is not None:
        yield waiting


def _without_blank(text: Text) -> list[Text]:
    """The text without the blank at its end, its place shortened with it."""
    words, span = text.value.rstrip(), text.span
    if span and span.end.line == span.start.line:
        end = max(span.start.column, span.end.column - len(text.value) + len(words))
        span = replace(span, end=Position(span.end.line, end))
    return [replace(text, value=words, span=span)] if words else []
