"""Applying fixes to the text of a file: only the places that they name change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Fix, Position, Span

FIXED_BY = "`brief check --fix` does so"
"""What a hint ends with behind what to write, where a fix writes that."""

_LINE_END = re.compile(r"\r\n|\r|\n")


def mended(text: str, fixes: Iterable[Fix]) -> str:
    """The text with the fixes applied. If two overlap, only the first is.

    `text` may have line ends of any kind; they stay as they are.
    """
    starts = _line_starts(text)
    parts: list[str] = []
    done = 0
    for fix in sorted(set(fixes), key=lambda fix: (fix.span, fix.replacement)):
        start, end = _offset(starts, fix.span.start), _offset(starts, fix.span.end)
        if start < done:
            continue
        parts += [text[done:start], fix.replacement]
        done = end
    return "".join([*parts, text[done:]])


def words_at(text: str, span: Span) -> str:
    """The words of a text at a span, with line ends."""
    starts = _line_starts(text)
    return text[_offset(starts, span.start) : _offset(starts, span.end)]


def fixes_in(found: Iterable[Diagnostic], file: str) -> tuple[Fix, ...]:
    """The fixes of the findings that change a file, each once."""
    fixes = (finding.fix for finding in found if finding.fix)
    return tuple(dict.fromkeys(fix for fix in fixes if fix.span.file == file))


def without_fix(finding: Diagnostic) -> Diagnostic:
    """A finding in a file that no fix changes: people do what it says."""
    hint = finding.hint and finding.hint.removesuffix(f"; {FIXED_BY}")
    return replace(finding, hint=hint, fix=None, offers=())


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in _LINE_END.finditer(text)))


def _offset(starts: tuple[int, ...], position: Position) -> int:
    return starts[position.line - 1] + position.column - 1
