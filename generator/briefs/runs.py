"""Inline nodes → running text that knows the place in the file of each of its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.briefs.brief import CitationGroup, Role, Stretch
from generator.briefs.shifted import ShiftedKind
from generator.diagnostics import Position, Span
from generator.language.sentences import Sentence, sentences
from generator.markdown.syntax import Node, shifted, walk
from generator.markdown.syntax import words_aloud as words_of

REFERENCE = "\ufffc"  # stands for a name or a table's number, so that sentences keep their start


class Part(Struct, frozen=True):
    """The part that a claim is in.

    `origin` are the words that say whose recommendation it is, `table` all words of its table.
    """

    role: Role = "text"
    origin: str = ""
    table: str = ""


TEXT = Part()


def _with_speakers(words: str) -> tuple[Sentence, ...]:
    """The sentences of words. A dash behind a closed quotation goes on: it says who said it."""
    whole = sentences(words)
    dashes = _DASH.finditer(words)
    speakers = {it.end() - 1 for it in dashes if words[: it.start()].rstrip()[-1:] in _CLOSING}
    if not speakers:
        return whole
    found: list[Sentence] = []
    for one in whole:
        start = found.pop().start if found and one.start in speakers else one.start
        found.append(Sentence(words[start : one.end], start, one.end))
    return tuple(found)


_CLOSING = frozenset('”“»’"')  # behind a quotation, a dash leads to who said it
_DASH = re.compile(r"\s[—–-]")


class Run(Struct):
    """One run of inline nodes as plain text, with the brackets in it.

    Citations and notes are left out of the words. `span` gives the place in the file. `own` are
    the stretches that the brief says for itself: who should do what by when. `marked` are the
    stretches that their class marks as not quoted. `shifted` are the raised and lowered ones.
    `spoken` is code, which is printed as words and may be a quotation. `emphasised` are the
    stretches in italics or bold, `cells` those of a row of a table.
    """

    file: str
    part: Part = TEXT
    groups: list[tuple[int, CitationGroup]] = field(default_factory=list)
    shifted: list[tuple[Stretch, ShiftedKind]] = field(default_factory=list)
    own: list[Stretch] = field(default_factory=list)
    marked: list[tuple[Stretch, Literal["term", "translated"]]] = field(default_factory=list)
    spoken: list[Stretch] = field(default_factory=list)
    emphasised: list[Stretch] = field(default_factory=list)
    cells: list[Stretch] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _nodes: list[Node] = field(default_factory=list)
    length: int = 0

    @property
    def words(self) -> str:
        return "".join(self._parts)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences. A row of a table is one, whatever words stand in its cells."""
        words = self.words
        return (Sentence(words, 0, len(words)),) if self.cells and words else _with_speakers(words)

    def cells_beside(self, start: int, end: int) -> tuple[Stretch, ...]:
        """The cells of a stretch of a row whose bracket stands in another cell of it, with words.

        None where the bracket has a cell for itself: then it is of all of them alike.
        """
        if not self.cells:
            return ()
        closed = next((at for at, _ in self.groups if start < at <= end), None)
        own = self._cell(closed) if closed is not None else None
        if own is None or not self._has_words(own):
            return ()
        return tuple((a, b) for a, b in self.cells if start <= a and b <= end and (a, b) != own)

    def closed_up_to(self, at: int, following: int) -> int:
        """How far the words of a bracket reach that stands at an offset, before the one following.

        Up to itself; in a row on to the cell of the one following, if both have words there.
        """
        if not self.cells:
            return at
        own, other = self._cell(at), self._cell(following)
        is_each_its_own = own != other and self._has_words(own) and self._has_words(other)
        return other[0] if is_each_its_own else at

    def _cell(self, at: int) -> Stretch:
        return next(cell for cell in reversed(self.cells) if cell[0] <= at)

    def _has_words(self, cell: Stretch) -> bool:
        return any(map(str.isalnum, self.words[slice(*cell)]))

    def add(self, node: Node, words: str) -> None:
        self._starts.append(self.length)
        self._nodes.append(node)
        self._parts.append(words)
        self.length += len(words)

    def add_group(self, node: Node, group: CitationGroup) -> None:
        if group.in_text:
            self.add(node, REFERENCE)
        else:
            self._hug()
        self.groups.append((self.length, group))

    def _hug(self) -> None:
        """Drop the blanks before a bracket: "axis [@x]." becomes "axis."."""
        while self._parts:
            kept = self._parts[-1].rstrip()
            self.length -= len(self._parts[-1]) - len(kept)
            self._parts[-1] = kept
            if kept:
                return
            self._parts.pop()
            self._starts.pop()
            self._nodes.pop()

    def node_at(self, offset: int) -> Node:
        """The node that the character at an offset comes from."""
        return self._nodes[bisect_right(self._starts, offset, 1) - 1]

    def span(self, start: int, end: int) -> Span:
        return Span(self.file, self._begins(start), self._ends(max(start, end - 1)))

    def places(self, start: int, end: int) -> Iterator[tuple[int, Position]]:
        """Where each piece of a stretch begins, in the words and in the file."""
        index = bisect_right(self._starts, start, 1) - 1
        while index < len(self._starts) and self._starts[index] < end:
            if self._parts[index] != REFERENCE:
                offset = max(start, self._starts[index])
                yield offset, self._begins(offset)
            index += 1

    def _begins(self, offset: int) -> Position:
        """Where the character at an offset begins in the file."""
        index = bisect_right(self._starts, offset, 1) - 1
        node, within = self._nodes[index], offset - self._starts[index]
        start = node.span.start
        if node.kind == "code":
            within += 1  # behind the backtick
        return Position(start.line, start.column + within)

    def _ends(self, offset: int) -> Position:
        """Where the character at an offset ends in the file."""
        node = self.node_at(offset)
        if len(node.value) == 1:  # an entity or an escape, wider than what it means
            return node.span.end
        start = self._begins(offset)
        return Position(start.line, start.column + 1)


TITLES = {"heading", "term", "caption", "figure"}
RUNS = {"paragraph", "heading", "term", "cell", "caption", "table_source", "figure"}


def run_of(
    node: Node, groups: Mapping[Span, CitationGroup], part: Part = TEXT
) -> tuple[Run, list[Node]]:
    """The words of a node, and the inline notes in it, whose words are not among them."""
    if node.kind in TITLES and part.role == "text":
        part = Part("title")
    run = Run(node.span.file, part)
    return run, list(_fill(run, node.children, groups))


BETWEEN_CELLS = " | "
"""What stands between two cells of a row as it is read."""


def run_of_row(
    row: Node, groups: Mapping[Span, CitationGroup], part: Part = TEXT
) -> tuple[Run, list[Node]]:
    """A row of a table as one run: its brackets close its cells as a sentence's do its words."""
    run, notes = Run(row.span.file, part), list[Node]()
    for cell in row.children:
        if run.cells:
            run.add(cell, BETWEEN_CELLS)
        start = run.length
        notes += _fill(run, cell.children, groups)
        run.cells.append((start, run.length))
    return run, notes


def _fill(run: Run, nodes: Iterable[Node], groups: Mapping[Span, CitationGroup]) -> Iterator[Node]:
    """Add the nodes to the run; yield the inline notes met on the way."""
    for node in nodes:
        match node.kind:
            case "citations" | "author_in_text":
                if node.span in groups:
                    run.add_group(node, groups[node.span])
                else:
                    run.add(node, REFERENCE)
            case "inline_note":
                yield node
            case "text" | "address" | "line_break":
                run.add(node, node.value)
            case "code":
                run.add(node, node.value)
                if len(node.value.split()) >= _SPOKEN:
                    run.spoken.append((run.length - len(node.value), run.length))
            case "superscript" | "subscript":
                start = run.length
                run.add(node.children[0], shifted(node))
                run.shifted.append(((start, run.length), node.kind))
            case _:
                start = run.length
                yield from _fill(run, node.children, groups)
                _note_class(run, (start, run.length), node.classes)
                if node.kind in ("emphasis", "strong"):
                    run.emphasised.append((start, run.length))


def _note_class(run: Run, stretch: Stretch, classes: tuple[str, ...]) -> None:
    if _OWN.intersection(classes):
        run.own.append(stretch)
    if "term" in classes:
        run.marked.append((stretch, "term"))
    elif "translated" in classes:
        run.marked.append((stretch, "translated"))


_OWN = frozenset({"to", "by", "origin", "confidence", "term", "translated"})
_SPOKEN = 3  # words in back-ticks: fewer are a name of a file or a key


_ROLES: Mapping[str, Role] = {
    "summary": "summary",
    "glance": "summary",
    "decision": "recommendation",
    "judgements": "judgement",
    "gaps": "gaps",
    "recommendations": "recommendation",
    "caveat": "caveat",
}


def part_of(node: Node, outer: Part) -> Part:
    """The part that a block begins: a fenced block by its class, an item by its marked words."""
    if node.kind == "table":
        cells = (words_of(c.children) for c in walk(node.children) if c.kind == "cell")
        return replace(outer, table=BETWEEN_CELLS.join(cells))
    if node.kind == "div":
        return next((Part(_ROLES[name]) for name in node.classes if name in _ROLES), outer)
    if node.kind == "item" and outer.role in ("judgement", "recommendation"):
        marked = [inner for inner in walk(node.children) if inner.kind == "bracketed"]
        if outer.role == "judgement" and any("reported" in inner.classes for inner in marked):
            return Part("reported")
        origin = next((inner for inner in marked if "origin" in inner.classes), None)
        return Part(outer.role, words_of(origin.children) if origin else "")
    return outer
