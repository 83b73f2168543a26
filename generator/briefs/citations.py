"""The words of a citation → what it points at.

Canonical: `@key, ¶3`, `@key, ¶¶ 3-5`, `@key, ¶¶ 3, 5`, `@key, ¶3 s2`. Also read, as pandoc
reads them in English: `para. 3`, `paras. 3-5`, and a locator in braces.
"""

from __future__ import annotations

import re

from generator.briefs.brief import Citation, Range, RecordRef, SeedRef
from generator.diagnostics import Diagnostic, Position, Span
from generator.markdown.rules import CITED

MALFORMED = "C008"

_NUMBER = r"\d+[A-Za-z]?"
_RANGE = rf"{_NUMBER}(?:\s*[-–—]+\s*{_NUMBER})?"
_SIGN = r"(?:¶¶?|§§?|paragraphs?|paras?\.?|par\.)"
_LOCATOR = re.compile(
    rf"""\s*,?\s*(?P<brace>\{{)?\s*{_SIGN}\s*
    (?P<ranges>{_RANGE}(?:\s*(?:,|&|and)\s*(?:{_SIGN}\s*)?{_RANGE})*)(?![\w])
    (?:\s*,?\s*(?:s\.?\s?|sentence\s+)(?P<sentence>\d+)\b)?
    \s*(?(brace)\}})""",
    re.VERBOSE | re.IGNORECASE,
)
_LOOKS_LIKE_LOCATOR = re.compile(rf"{_SIGN}|^\s*,?\s*(?:\{{|p{{1,2}}\.|pages?\b|\d)", re.IGNORECASE)
_RECORD = re.compile(r"R\d+[A-Za-z]?")
CROSS_REFERENCE = re.compile(r"(?:tbl|fig)-[\w-]+")

_HINT = "write [@key, ¶2], [@key, ¶¶ 2-4], [@key, ¶¶ 2, 5] or [@key, ¶2 s1]"


def read_citation(words: str, span: Span) -> Citation | Diagnostic:
    """What one citation of a bracket points at, or what is wrong with it.

    `words` are as written between semicolons, `span` their place; the citation's own span
    reaches from its `@` to the end of its locator.
    """
    found = CITED.search(words)
    if found is None:
        return Diagnostic(MALFORMED, "no `@key` in this part of the citation", span, hint=_HINT)
    key = found[1].strip("{}")
    prefix = words[: found.start()].strip()
    rest = words[found.end() :]
    if _RECORD.fullmatch(key):
        suffix = rest.strip().removeprefix(",").strip()
        return Citation(RecordRef(key), prefix, suffix, _within(span, found.start(), found.end()))
    locator = _LOCATOR.match(rest)
    if locator is None:
        place = _within(span, found.start(), len(words))
        if _LOOKS_LIKE_LOCATOR.search(rest):
            said = f"cannot read “{rest.strip(' ,')}” as paragraphs"
            return Diagnostic(MALFORMED, said, place, hint=_HINT)
        return Diagnostic(MALFORMED, f"which paragraph of {key}?", place, hint=_HINT)
    suffix = rest[locator.end() :].strip().removeprefix(",").strip()
    place = _within(span, found.start(), found.end() + locator.end())
    if re.search(_SIGN + r"\s*\d", suffix, re.IGNORECASE):
        return Diagnostic(MALFORMED, f"cannot read “{suffix}” as paragraphs", place, hint=_HINT)
    ref = SeedRef(key, _ranges(locator["ranges"]), int(locator["sentence"] or 0))
    return Citation(ref, prefix, suffix, place)


def _ranges(written: str) -> tuple[Range, ...]:
    ranges = []
    for part in re.split(r",|&|and", written):
        numbers = [number.upper() for number in re.findall(_NUMBER, part)]
        if numbers:
            ranges.append(Range(numbers[0], numbers[-1]))
    return tuple(ranges)


def _within(span: Span, start: int, end: int) -> Span:
    """A part of a citation; one that runs over a line end keeps the place of the whole."""
    if span.start.line != span.end.line:
        return span
    line, column = span.start.line, span.start.column
    return Span(span.file, Position(line, column + start), Position(line, column + end))
