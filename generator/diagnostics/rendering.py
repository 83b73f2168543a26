"""A finding as a person reads it: the line it is on, and carets under the words."""

from __future__ import annotations

from generator.diagnostics.diagnostic import Diagnostic, Span


def render(diagnostic: Diagnostic, source: str | None) -> str:
    """Show a finding with its line and carets, as a reader of compiler messages expects.

    `source` is the whole text of the file the span lies in, or None where it cannot be shown.
    """
    span = diagnostic.span
    head = f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"
    place = f"  --> {span.file}:{span.start.line}:{span.start.column}"
    shown = _quoted_line(span, source)
    hint = [] if diagnostic.hint is None else [f"  = hint: {diagnostic.hint}"]
    return "\n".join([head, place, *shown, *hint])


_WIDEST_LINE = 160


def _quoted_line(span: Span, source: str | None) -> list[str]:
    lines = [] if source is None else source.split("\n")
    if not 0 < span.start.line <= len(lines) or span == Span.at(span.file):
        return []  # a finding without width on the first column is on the file as a whole
    line = lines[span.start.line - 1].rstrip("\r").replace("\t", " ")
    start = span.start.column - 1
    end = span.end.column - 1 if span.end.line == span.start.line else len(line)
    # A paragraph on one line can be thousands of characters: show the part around the fault.
    offset = 0 if end <= _WIDEST_LINE - 20 else max(0, start - 60)
    window = line[offset : offset + _WIDEST_LINE]
    before = "…" if offset else ""
    after = "…" if offset + _WIDEST_LINE < len(line) else ""
    end = min(end, offset + _WIDEST_LINE)
    carets = " " * (start - offset + len(before)) + "^" * max(1, end - start)
    return ["  |", f"{span.start.line} | {before}{window}{after}", f"  | {carets}"]
