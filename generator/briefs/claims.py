"""Sentence by sentence: which words each bracket closes, and what they quote."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.briefs.brief import CitationGroup, Claim, Quotation
from generator.briefs.quotations import quoted
from generator.diagnostics import Diagnostic, Position, Span
from generator.markdown.syntax import Node
from generator.words import sentences

UNCLOSED = "C009"


@dataclass(slots=True)
class Run:
    """One run of inline nodes as plain text, with the brackets that stand in it.

    `words` leaves citations and notes out; `place` leads from an offset back into the file.
    """

    file: str
    whole_is_quoted: bool = False
    words: str = ""
    groups: list[tuple[int, CitationGroup]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _nodes: list[Node] = field(default_factory=list)

    def add(self, node: Node) -> None:
        self._starts.append(len(self.words))
        self._nodes.append(node)
        self.words += node.value if node.kind in ("text", "code") else " "

    def add_group(self, group: CitationGroup) -> None:
        # The blank before a bracket belongs to the bracket: "axis [@x]." reads as "axis."
        self.words = self.words.rstrip()
        self.groups.append((len(self.words), group))

    def place(self, offset: int) -> Position:
        index = max(0, bisect_right(self._starts, offset) - 1)
        node = self._nodes[index]
        start = node.span.start
        return Position(start.line, start.column + offset - self._starts[index])

    def span(self, start: int, end: int) -> Span:
        last = self.place(max(start, end - 1))
        return Span(self.file, self.place(start), Position(last.line, last.column + 1))


_RUNS = {"paragraph", "heading", "term", "cell", "caption", "figure"}


def runs(
    nodes: Iterable[Node], groups: Mapping[Span, CitationGroup], *, quoted_block: bool = False
) -> Iterator[Run]:
    """Every run of words in the nodes, in reading order; notes inside are runs of their own."""
    for node in nodes:
        if node.kind not in _RUNS:
            inside = quoted_block or node.kind == "quotation"
            yield from runs(node.children, groups, quoted_block=inside)
            continue
        run = Run(node.span.file, quoted_block)
        notes = list(_fill(run, node.children, groups))
        if run.words.strip():
            yield run
        for note in notes:
            inner = Run(note.span.file)
            list(_fill(inner, note.children, groups))
            if inner.words.strip():
                yield inner


def _fill(run: Run, nodes: Iterable[Node], groups: Mapping[Span, CitationGroup]) -> Iterator[Node]:
    """Add the nodes to the run; yield the inline notes met on the way."""
    for node in nodes:
        match node.kind:
            case "citations" | "author_in_text":
                if node.span in groups:
                    run.add_group(groups[node.span])
            case "inline_note":
                yield node
            case "text" | "code" | "line_break":
                run.add(node)
            case _:
                yield from _fill(run, node.children, groups)


def claims_of(run: Run) -> Iterator[Claim | Diagnostic]:
    """The claims of a run: a bracket's words reach back to the bracket before, in its sentence."""
    quotations, unclosed = quoted(run.words)
    for offset in unclosed:
        hint = "close it, or leave it out"
        span = run.span(offset, offset + 1)
        yield Diagnostic(UNCLOSED, "this quotation is never closed", span, hint=hint)
    groups = list(run.groups)
    for sentence in sentences(run.words):
        inside = [(at, group) for at, group in groups if sentence.start < at <= sentence.end]
        own = [q for q in quotations if sentence.start < q.end <= sentence.end]
        if not inside:
            if own:
                spoken = tuple(Quotation(q.text, run.span(q.start, q.end)) for q in own)
                span = run.span(sentence.start, sentence.end)
                yield Claim(sentence.text, None, spoken, span)
            continue
        start = sentence.start
        for number, (at, group) in enumerate(inside):
            last = number == len(inside) - 1
            end = sentence.end if last else at
            # What stands behind the last bracket of a sentence is still closed by it.
            mine = [q for q in own if start < q.end <= end]
            spoken = tuple(Quotation(q.text, run.span(q.start, q.end)) for q in mine)
            text = run.words[start:end].strip()
            if run.whole_is_quoted and not spoken:
                spoken = (Quotation(text, run.span(start, end)),)
            yield Claim(text, group, spoken, run.span(start, end))
            start = end
