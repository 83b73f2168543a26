"""Following the evidence of a brief: from a note to its source, and from words to a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.diagnostics import Diagnostic, Span, codes, refusal
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.reading import Reading, read

if TYPE_CHECKING:
    from generator.briefs.brief import Brief, KeyPoint
    from generator.checks.citing import CitablePlace
    from generator.checks.coverage import Coverage
    from generator.checks.tracing import Answer, Rests, Trace
    from generator.document import Document
    from generator.markdown.syntax import Node


class Followed(Struct, frozen=True):
    """A brief with each note followed to what it cites."""

    brief: Brief
    traces: tuple[Trace, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def notes(self) -> tuple[int, ...]:
        """The numbers of the notes that cite."""
        return tuple(dict.fromkeys(trace.note for trace in self.traces))


def follow(library: Library, path: Path) -> Followed:
    """Every note of a brief as its template numbers them, with what it cites.

    A brief with errors is followed, too, as a draft. Raises BriefError if it cannot be read, or its
    template has a fault.
    """
    from generator.checks.tracing import trace_notes

    reading, document = _composed(library, path)
    evidence = reading.evidence
    brief = evidence.brief
    notes = _notes(document, reading)
    points = {
        span: number
        for number, point in enumerate(brief.key_points, 1)
        for span in _brackets(point)
    }
    shown = {note.number: _shown_sentences(note.number, document) for note in document.notes}
    found = trace_notes(evidence, notes, points, shown, reading.found)
    return Followed(brief, tuple(found), reading.found)


def cite(library: Library, path: Path, text: str) -> tuple[CitablePlace, ...]:
    """The sentences of a brief's seeds closest to a text.

    Raises BriefError as `follow` does, and where the brief lists no seed to look in.
    """
    from generator.checks.citing import places_to_cite as near

    evidence = read(library, path, draft=True).evidence
    if not evidence.brief.front.seeds:
        hint = "name it in the head of the brief, seeds: [KEY]; `brief seed list` lists all"
        place = Span.at(evidence.brief.file)
        raise refusal(codes.NO_SEED, "this brief lists no source", place, hint=hint)
    return near(text, evidence.seeds.values(), evidence.lexicons, evidence.language)


def coverage(library: Library, path: Path) -> Coverage:
    """What rests on what in a brief. Raises BriefError as `follow` does."""
    from generator.checks.coverage import coverage_of as used

    followed = follow(library, path)
    seeds = (library.seed(key) for key in followed.brief.front.seeds)
    return used(followed.brief, (seed for seed in seeds if seed), followed.traces)


def _composed(library: Library, path: Path) -> tuple[Reading, Document]:
    reading = read(library, path)
    return reading, compose(library, reading, draft=reading.is_broken).document


def _notes(document: Document, reading: Reading) -> Mapping[Span, int]:
    """The note of each bracket of citations, also of those in footnotes."""
    from generator.document.walking import note_marks
    from generator.markdown.syntax import walk

    marks = {mark.span: mark.number for mark in note_marks(document.blocks) if mark.span}
    notes = dict(marks)
    for body in reading.evidence.bodies:
        for node in walk((*body.markdown.blocks, *body.markdown.footnotes.values())):
            if node.span not in marks or node.kind not in ("note_reference", "inline_note"):
                continue
            label = node.value if node.kind == "note_reference" else ""
            said: tuple[Node, ...] = (body.markdown.footnotes[label],) if label else node.children
            inside = (inner.span for inner in walk(said) if inner.span in body.groups)
            notes |= dict.fromkeys(inside, marks[node.span])
    return notes


def _brackets(point: KeyPoint) -> Iterator[Span]:
    from generator.briefs.brief import Judgement
    from generator.markdown.syntax import walk

    basis = point.basis if isinstance(point, Judgement) else ()
    for node in walk((*point.blocks, *basis)):
        yield node.span


def _shown_sentences(number: int, document: Document) -> Rests:
    """The sentences that a note shows. A note that repeats an earlier one shows the same."""
    note = document.notes[number - 1]
    return frozenset(
        (evidence.source, excerpt.paragraph, excerpt.start)
        for evidence in note.evidence
        for excerpt in evidence.excerpts
    )


# --- what is asked for ------------------------------------------------------------------

_ADDRESS = re.compile(r"(?P<kind>|n|note|k|kp|key|l|line) ?(?P<number>[0-9]{1,7})", re.IGNORECASE)


def at(followed: Followed, address: str) -> Answer | None:
    """What a note (`7`), a key point (`k2`) or a line of the file (`l34`) rests on.

    None if the brief has no such note, key point or line.
    """
    from generator.checks.tracing import Answer

    read = _ADDRESS.fullmatch(address.strip())
    if read is None:
        return None
    number = int(read["number"])
    match read["kind"][:1].lower():
        case "k":
            return _point(followed, number)
        case "l":
            return _line_answer(followed, number)
        case _:
            traces = tuple(trace for trace in followed.traces if trace.note == number)
            found = (finding for trace in traces for finding in trace.findings)
            return Answer("", "", traces, tuple(dict.fromkeys(found))) if traces else None


def _point(followed: Followed, number: int) -> Answer | None:
    from generator.checks.tracing import Answer

    points = followed.brief.key_points
    if not 1 <= number <= len(points):
        return None
    point = points[number - 1]
    traces = tuple(trace for trace in followed.traces if trace.point == number)
    found = _on(followed, point.span)
    return Answer(f"key point {number}", point.text, traces, found)


def _line_answer(followed: Followed, number: int) -> Answer | None:
    from generator.checks.tracing import Answer

    lines = followed.brief.source.split("\n")
    if not 1 <= number <= len(lines):
        return None
    words = lines[number - 1]
    span = Span.at(followed.brief.file, number, 1, len(words) + 1)
    traces = tuple(trace for trace in followed.traces if any(span.meets(s) for s in trace.spans))
    return Answer(f"line {number}", words.strip() or "(empty)", traces, _on(followed, span))


def _on(followed: Followed, span: Span) -> tuple[Diagnostic, ...]:
    return tuple(finding for finding in followed.findings if finding.span.meets(span))
