"""Headings of a layout that say nothing, or below which a brief has nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.diagnostics import Diagnostic, Severity, codes, diagnose
from generator.document import Block, Heading, PageBreak
from generator.document.walking import plain_text


def headings_of_nothing(blocks: Sequence[Block], layout: str) -> Iterator[Diagnostic]:
    """Each heading of a filled layout, the file `layout`, that has no words or nothing below it."""
    shown = [one for one in blocks if not isinstance(one, PageBreak)]
    for block, behind in pairwise([*shown, None]):
        if not isinstance(block, Heading) or block.span is None or block.span.file != layout:
            continue
        if not plain_text(block.children).strip():
            message = "this heading has no words: its label or its value is empty"
            yield diagnose(
                codes.LAYOUT_FAULT, message, block.span, severity=Severity.WARNING, hint=_NO_WORDS
            )
        elif behind is None or (isinstance(behind, Heading) and behind.level <= block.level):
            message = f"nothing stands below the heading “{plain_text(block.children)}”"
            yield diagnose(
                codes.LAYOUT_FAULT, message, block.span, severity=Severity.WARNING, hint=_HINT
            )


_NO_WORDS = "give it words, or leave the line out: say its block anew in a layout.md.j2"
_HINT = "print it only where the brief has that part: {% if slot.gaps %} above it, say"
