"""Sentence by sentence: which words each bracket closes, and what they quote."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.briefs.brief import CitationGroup, Claim, Quotation, Role, Stretch
from generator.briefs.quotations import Quoted, quoted
from generator.diagnostics import Diagnostic, Position, Span
from generator.markdown.syntax import Node, walk
from generator.markdown.syntax import words as words_of
from generator.words import Sentence, sentences

UNCLOSED = "C009"

_REFERENCE = "\ufffc"  # stands for a name or a table's number, so that sentences keep their start


@dataclass(frozen=True, slots=True)
class Part:
    """What a claim stands in; `origin` is whose a recommendation is, in the author's words."""

    role: Role = "text"
    origin: str = ""


_TEXT = Part()


@dataclass(slots=True)
class Run:
    """One run of inline nodes as plain text, with the brackets that stand in it.

    Citations and notes are left out of the words; `span` leads back into the file. `own` are the
    stretches that the brief says of itself: who is to do what by when.
    """

    file: str
    part: Part = _TEXT
    groups: list[tuple[int, CitationGroup]] = field(default_factory=list)
    own: list[Stretch] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _nodes: list[Node] = field(default_factory=list)
    _length: int = 0

    @property
    def words(self) -> str:
        return "".join(self._parts)

    def add(self, node: Node, words: str) -> None:
        self._starts.append(self._length)
        self._nodes.append(node)
        self._parts.append(words)
        self._length += len(words)

    def add_group(self, node: Node, group: CitationGroup) -> None:
        if group.in_text:
            self.add(node, _REFERENCE)
        else:
            self._hug()
        self.groups.append((self._length, group))

    def _hug(self) -> None:
        """Drop the blanks before a bracket, which are the bracket's: "axis [@x]." is "axis."."""
        while self._parts:
            kept = self._parts[-1].rstrip()
            self._length -= len(self._parts[-1]) - len(kept)
            self._parts[-1] = kept
            if kept:
                return
            self._parts.pop()
            self._starts.pop()
            self._nodes.pop()

    def span(self, start: int, end: int) -> Span:
        first, _ = self._place(start)
        _, last = self._place(max(start, end - 1))
        return Span(self.file, first, last)

    def places(self, start: int, end: int) -> Iterator[tuple[int, Position]]:
        """Where each piece of a stretch begins, in the words and in the file."""
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._starts) and self._starts[index] < end:
            if self._parts[index] != _REFERENCE:
                offset = max(start, self._starts[index])
                yield offset, self._place(offset)[0]
            index += 1

    def _place(self, offset: int) -> tuple[Position, Position]:
        """Where the character at an offset begins and ends in the file."""
        index = max(0, bisect_right(self._starts, offset) - 1)
        span, within = self._nodes[index].span, offset - self._starts[index]
        if self._nodes[index].kind == "code":
            within += 1  # behind the backtick
        start = Position(span.start.line, span.start.column + within)
        end = Position(start.line, start.column + 1)
        if len(self._nodes[index].value) == 1:  # an entity or an escape, wider than what it means
            end = span.end
        return start, end


_RUNS = {"paragraph", "heading", "term", "cell", "caption", "figure"}


def claims_in(
    nodes: Iterable[Node], groups: Mapping[Span, CitationGroup], part: Part = _TEXT
) -> Iterator[Claim | Diagnostic]:
    """Every claim in the nodes, in reading order, and the quotation marks without a partner."""
    for node in nodes:
        if node.kind == "quotation":
            yield from _block_quotation(node, groups)
        elif node.kind not in _RUNS:
            yield from claims_in(node.children, groups, _part(node, part))
        else:
            run, notes = _run_of(node, groups, part)
            yield from _claims_of(run)
            yield from _claims_of_notes(notes, groups)


_ROLES: Mapping[str, Role] = {
    "summary": "summary",
    "judgements": "judgement",
    "gaps": "gaps",
    "recommendations": "recommendation",
    "caveat": "caveat",
}


def _part(node: Node, outer: Part) -> Part:
    """The part that a block opens: a fenced one by its class, an item by what it is marked as."""
    if node.kind == "div":
        return next((Part(_ROLES[name]) for name in node.classes if name in _ROLES), outer)
    if node.kind == "item" and outer.role in ("judgement", "recommendation"):
        marked = [inner for inner in walk(node.children) if inner.kind == "bracketed"]
        if outer.role == "judgement" and any("reported" in inner.classes for inner in marked):
            return Part("reported")
        origin = next((inner for inner in marked if "origin" in inner.classes), None)
        return Part(outer.role, words_of(origin.children) if origin else "")
    return outer


def claims_in_words(
    words: str, group: CitationGroup | None, span: Span
) -> Iterator[Claim | Diagnostic]:
    """What words that are no running text quote: a title, or the prefix of a citation."""
    quotations, unclosed = quoted(words)
    if quotations:
        yield Claim(words, group, tuple(Quotation(q.text, span) for q in quotations), span)
    if unclosed:
        yield _unclosed(span)


def _run_of(
    node: Node, groups: Mapping[Span, CitationGroup], part: Part = _TEXT
) -> tuple[Run, list[Node]]:
    run = Run(node.span.file, part)
    return run, list(_fill(run, node.children, groups))


def _fill(run: Run, nodes: Iterable[Node], groups: Mapping[Span, CitationGroup]) -> Iterator[Node]:
    """Add the nodes to the run; yield the inline notes met on the way."""
    for node in nodes:
        match node.kind:
            case "citations" | "author_in_text":
                if node.span in groups:
                    run.add_group(node, groups[node.span])
                else:
                    run.add(node, _REFERENCE)
            case "inline_note":
                yield node
            case "text" | "code" | "line_break":
                run.add(node, node.value)
            case _:
                start = len(run.words) if _OWN.intersection(node.classes) else -1
                yield from _fill(run, node.children, groups)
                if start >= 0:
                    run.own.append((start, len(run.words)))


_OWN = frozenset({"to", "by", "origin", "confidence"})


def _claims_of_notes(
    notes: Iterable[Node], groups: Mapping[Span, CitationGroup]
) -> Iterator[Claim | Diagnostic]:
    for note in notes:
        run, _ = _run_of(note, groups)
        yield from _claims_of(run)


def _claims_of(run: Run) -> Iterator[Claim | Diagnostic]:
    """The claims of a run: a bracket's words reach back to the bracket before, in its sentence."""
    words = run.words
    quotations, unclosed = quoted(words)
    for offset in unclosed:
        yield _unclosed(run.span(offset, offset + 1))
    groups, number = run.groups, 0
    for sentence in sentences(words):
        inside = []
        while number < len(groups) and _is_inside(*groups[number], sentence):
            inside.append(groups[number])
            number += 1
        own = [q for q in quotations if sentence.start < q.end <= sentence.end]
        quotations = quotations[len(own) :]
        yield from _claims_of_sentence(run, words, sentence, inside, own)


def _is_inside(at: int, group: CitationGroup, sentence: Sentence) -> bool:
    # A bracket closes what stands before it, a name in the text begins what stands behind.
    return at - group.in_text < sentence.end if group.in_text else at <= sentence.end


def _claims_of_sentence(
    run: Run,
    words: str,
    sentence: Sentence,
    groups: list[tuple[int, CitationGroup]],
    quotations: list[Quoted],
) -> Iterator[Claim]:
    start = sentence.start
    for number, (at, group) in enumerate(groups):
        # What stands behind the last bracket of a sentence is still closed by it.
        end = sentence.end if number == len(groups) - 1 else at
        own = [q for q in quotations if start < q.end <= end]
        yield _claim(run, words, (start, end), group, own)
        start = end
    if not groups and quotations:
        yield _claim(run, words, (sentence.start, sentence.end), None, quotations)


def _claim(
    run: Run,
    words: str,
    place: tuple[int, int],
    group: CitationGroup | None,
    quotations: list[Quoted],
) -> Claim:
    start, end = place
    span = run.span(start, end)
    while start < end and (words[start].isspace() or words[start] == _REFERENCE):
        start += 1
    while start < end and (words[end - 1].isspace() or words[end - 1] == _REFERENCE):
        end -= 1

    def within(offset: int) -> int:
        offset = min(max(offset, start), end)
        return offset - start - words.count(_REFERENCE, start, offset)

    return Claim(
        text=words[start:end].replace(_REFERENCE, ""),
        group=group,
        quotations=tuple(Quotation(q.text, run.span(q.start, q.end)) for q in quotations),
        span=span,
        role=run.part.role,
        quoted=tuple((within(q.start), within(q.end)) for q in quotations),
        own=tuple((within(a), within(b)) for a, b in run.own if a < end and b > start),
        origin=run.part.origin,
        places=tuple((within(offset), position) for offset, position in run.places(start, end)),
    )


def _unclosed(span: Span) -> Diagnostic:
    hint = "add the mark that is missing, or take this one away"
    return Diagnostic(UNCLOSED, "this quotation mark has no partner", span, hint=hint)


# --- all sentences ----------------------------------------------------------------------


def statements_in(
    nodes: Iterable[Node], groups: Mapping[Span, CitationGroup]
) -> Iterator[tuple[str, tuple[CitationGroup, ...]]]:
    """Every sentence of the running text with the brackets in it; a row of a table is one."""
    for node in nodes:
        match node.kind:
            case "paragraph":
                run, _ = _run_of(node, groups)
                yield from _statements_of(run)
            case "row":
                cells = [_run_of(cell, groups)[0] for cell in node.children]
                text = " | ".join(cell.words for cell in cells)
                yield text, tuple(group for cell in cells for _, group in cell.groups)
            case "table":
                rows = [row for row in node.children if row.kind == "row"]
                yield from statements_in(rows[1:], groups)  # the first is the header
            case "heading" | "term" | "caption" | "figure":
                continue
            case _:
                yield from statements_in(node.children, groups)


def _statements_of(run: Run) -> Iterator[tuple[str, tuple[CitationGroup, ...]]]:
    waiting = list(run.groups)
    for sentence in sentences(run.words):
        inside = [group for at, group in waiting if _is_inside(at, group, sentence)]
        waiting = waiting[len(inside) :]
        yield sentence.text, tuple(inside)


# --- block quotations -------------------------------------------------------------------

_OUTER_MARKS = re.compile(r"""\s*["“„«”](.*)["”“»]\s*[.,;:]?\s*""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    group: CitationGroup | None
    span: Span


def _block_quotation(
    node: Node, groups: Mapping[Span, CitationGroup]
) -> Iterator[Claim | Diagnostic]:
    """All of a block quotation is quoted, and rests on the next bracket in it, or the last."""
    found: list[_Passage] = []
    for leaf in _leaves(node.children):
        run, notes = _run_of(leaf, groups)
        found += _passages(run)
        yield from _claims_of_notes(notes, groups)
    following: CitationGroup | None = None
    last = next((p.group for p in reversed(found) if p.group), None)
    claims = []
    for passage in reversed(found):
        following = passage.group or following
        claims.append(_quoted_whole(passage, following or last))
    yield from reversed(claims)


def _leaves(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.kind in _RUNS:
            yield node
        else:
            yield from _leaves(node.children)


def _passages(run: Run) -> Iterator[_Passage]:
    words, start = run.words, 0
    for number, (at, group) in enumerate(run.groups):
        end = len(words) if number == len(run.groups) - 1 else at
        span = run.span(start, end) if words else group.span
        yield _Passage(words[start:end], group, span)
        start = end
    if not run.groups and words.strip():
        yield _Passage(words, None, run.span(0, len(words)))


def _quoted_whole(passage: _Passage, group: CitationGroup | None) -> Claim:
    text = passage.text.replace(_REFERENCE, "").strip()
    marked = _OUTER_MARKS.fullmatch(text)
    words = marked[1] if marked else text
    said = (Quotation(words, passage.span),) if any(map(str.isalnum, words)) else ()
    return Claim(text, group, said, passage.span, quoted=((0, len(text)),))
