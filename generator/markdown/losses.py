"""Text that Markdown would drop in silence, found after everything else was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.diagnostics import Span, codes
from generator.markdown.rules import closes_div, opens_div
from generator.markdown.source import MarkdownText
from generator.markdown.syntax import Node, NodesOfKind, walk


def footnotes_match(of_kind: NodesOfKind, notes: Mapping[str, Node], source: MarkdownText) -> None:
    """Report notes without a mark, marks without a note, and notes inside notes."""
    used: set[str] = set()
    for node in of_kind.get("note_reference", ()):
        used.add(node.value)
        if node.value not in notes:
            hint = f"write it on a line of its own: [^{node.value}]: …"
            message = f"there is no footnote `{node.value}`"
            source.report(codes.BAD_FOOTNOTE, message, node.span, hint)
    for label, note in notes.items():
        if label not in used:
            hint = f"put [^{label}] where it belongs, or remove it"
            message = f"nothing refers to footnote `{label}`"
            source.report(codes.BAD_FOOTNOTE, message, note.span, hint)
    _no_note_inside_a_note((*notes.values(), *of_kind.get("inline_note", ())), source)


def _no_note_inside_a_note(notes: Iterable[Node], source: MarkdownText) -> None:
    inner = (node for note in notes for node in walk(note.children))
    inside = (node.span for node in inner if node.kind in ("note_reference", "inline_note"))
    for span in dict.fromkeys(inside):
        hint = "write it in the text, or in the note around it"
        message = "this footnote is inside another footnote"
        source.report(codes.BAD_FOOTNOTE, message, span, hint)


def nothing_lost(source: MarkdownText) -> None:
    """Report lines with words that are in no node; lines in a row are one finding."""
    reported = {finding.span.start.line for finding in source.found}
    first = last = -1
    for index, line in enumerate(source.lines):
        if index in source.understood or not any(letter.isalnum() for letter in line):
            continue
        if opens_div(line) or closes_div(line) or source.numbers[index] in reported:
            continue
        if first >= 0 and index > last + 1:
            _lost(first, last, source)
            first = -1
        first, last = (index if first < 0 else first), index
    if first >= 0:
        _lost(first, last, source)


def _lost(first: int, last: int, source: MarkdownText) -> None:
    many = last > first
    message = f"these {last - first + 1} lines would be lost" if many else "this line would be lost"
    hint = (
        f"begin {'them' if many else 'it'} at the left margin; lists, quotations and boxes can be "
        "at most 30 deep"
    )
    span = Span.covering(source.line_span(first), source.line_span(last))
    source.report(codes.LOST_LINE, message, span, hint)
