"""The words of a citation → what it points at.

Canonical: `@key, ¶3`, `@key, ¶¶ 3-5`, `@key, ¶¶ 3, 5`, `@key, ¶3 s2`. Also read, as pandoc
reads them in English: `para. 3`, `paras. 3-5`, and a locator in braces.
"""

from __future__ import annotations

import re

from generator.briefs.brief import Citation, Range, RecordRef, SeedRef
from generator.diagnostics import Diagnostic, Fix, Position, Span, codes, diagnose
from generator.markdown.rules import CITED
from generator.markdown.syntax import Node

_NUMBER = r"\d+[A-Za-z]?"
_RANGE = rf"{_NUMBER}(?:\s*[-–—]+\s*{_NUMBER})?"
_SIGN = r"(?:¶¶?|§§?|paragraphs?|paras?\.?|par\.)"
_LOCATOR = re.compile(
    rf"""\s*+,?\s*+(?P<brace>\{{)?\s*+{_SIGN}\s*+
    (?P<ranges>{_RANGE}(?:\s*+(?:,|&|and)\s*+(?:{_SIGN}\s*+)?{_RANGE})*)(?![\w])
    (?:\s*+,?\s*+(?:s\.?\s?|sentence\s+)(?P<sentence>\d+)\b)?
    \s*+(?(brace)\}})""",
    re.VERBOSE | re.IGNORECASE,
)
_LOOKS_LIKE_LOCATOR = re.compile(
    rf"{_SIGN}|^\s*+,?\s*+(?:\{{|p{{1,2}}\.|pages?\b|\d)", re.IGNORECASE
)
# What would be printed behind a locator as if it had been read as part of it.
_SEEMS_LOCATED = re.compile(
    rf"{_SIGN}\s*+\d|^[\W_]*+(?:s\.?\s?|sentences?\s+)?\d{{1,3}}[a-z]?\b", re.IGNORECASE
)
_RECORD = re.compile(r"R\d+[A-Za-z]?")
CROSS_REFERENCE = re.compile(r"(?:tbl|fig)-[\w-]+")

_HINT = "write [@key, ¶2], [@key, ¶¶ 2-4], [@key, ¶¶ 2, 5] or [@key, ¶2 s1]"
_HINT_IN_TEXT = "write @key [¶2]; where no source is meant, write \\@"


def read_citation(node: Node, *, in_text: bool = False) -> Citation | Diagnostic:
    """What one citation of a bracket points at, or what is wrong with it.

    The citation's own span reaches from its `@` to the end of its locator.
    """
    written = node.value
    found = CITED.search(written)
    if found is None:
        message = "no `@key` in this part of the citation"
        return diagnose(codes.UNREADABLE_CITATION, message, node.span, hint=_HINT)
    key, rest = found[1].strip("{}"), written[found.end() :]
    second = CITED.search(rest)
    if second:
        place = _place(node, found.end() + second.start(), len(written))
        hint = "divide citations by a semicolon: [@key, ¶2; @other, ¶3]"
        return diagnose(codes.UNREADABLE_CITATION, "two citations in one", place, hint=hint)
    if _RECORD.fullmatch(key):
        return _record_citation(node, found.start(), found.end(), key)
    locator = _LOCATOR.match(rest)
    if locator is None:
        hint = _HINT_IN_TEXT if in_text else _HINT
        return _no_locator(rest, key, _place(node, found.start(), len(written)), hint)
    said = written[found.start() : found.end() + locator.end()].rstrip()
    place = _place(node, found.start(), found.start() + len(said))
    suffix = _affix(rest[locator.end() :])
    if _SEEMS_LOCATED.search(suffix):
        said = f"cannot read “{_affix(rest)}” as paragraphs"
        return diagnose(codes.UNREADABLE_CITATION, said, place, hint=_HINT)
    ref = SeedRef(key, _ranges(locator["ranges"]), int(locator["sentence"] or 0))
    if in_text:
        said = said.replace(", ", " [", 1)  # see `markdown.rules`: the two are as long
    return Citation(ref, _affix(written[: found.start()]), suffix, place, said)


def canonical_citation(target: SeedRef) -> str:
    """A citation as it is best written: `@key, ¶¶ 2-4`."""
    several = len(target.ranges) > 1 or any(r.first != r.last for r in target.ranges)
    parts = (r.first if r.first == r.last else f"{r.first}-{r.last}" for r in target.ranges)
    sentence = f" s{target.sentence}" if target.sentence else ""
    return f"@{target.key}, {'¶¶ ' if several else '¶'}{', '.join(parts)}{sentence}"


def respelt(citation: Citation, target: SeedRef) -> Fix:
    """The fix that makes a citation point at `target`, in the canonical spelling."""
    words = canonical_citation(target)
    if "[" in citation.written:  # "@key [¶3": its bracket closes behind what follows the locator
        words = words.replace(", ", " [", 1)
    dash = "-" if citation.written.startswith("-") else ""
    return Fix(citation.span, dash + words)


def _record_citation(node: Node, start: int, end: int, key: str) -> Citation | Diagnostic:
    suffix = _affix(node.value[end:])
    if re.search(rf"{_SIGN}\s*+\d", suffix, re.IGNORECASE):
        message = f"{key} is a record, and records have no numbered paragraphs"
        hint = f"cite it as a whole, [@{key}], or make the text a seed: brief seed import"
        return diagnose(codes.UNREADABLE_CITATION, message, node.span, hint=hint)
    prefix = _affix(node.value[:start])
    return Citation(RecordRef(key), prefix, suffix, _place(node, start, end))


def _no_locator(rest: str, key: str, place: Span, hint: str) -> Diagnostic:
    if _LOOKS_LIKE_LOCATOR.search(rest):
        return diagnose(
            codes.UNREADABLE_CITATION,
            f"cannot read “{_affix(rest)}” as paragraphs",
            place,
            hint=hint,
        )
    return diagnose(codes.UNREADABLE_CITATION, f"which paragraph of `{key}`?", place, hint=hint)


def _affix(words: str) -> str:
    return " ".join(words.split()).removeprefix(",").strip()


def _ranges(written: str) -> tuple[Range, ...]:
    ranges = []
    for part in re.split(r",|&|and", written):
        numbers = [number.upper() for number in re.findall(_NUMBER, part)]
        if numbers:
            ranges.append(Range(numbers[0], numbers[-1]))
    return tuple(ranges)


def _place(node: Node, start: int, end: int) -> Span:
    """The place of a part of a citation, found by the pieces of the citation."""
    first, last = _position(node, start), _position(node, end - 1)
    return Span(node.span.file, first, Position(last.line, last.column + 1))


def _position(node: Node, offset: int) -> Position:
    for piece in node.children:
        if offset < len(piece.value):
            return Position(piece.span.start.line, piece.span.start.column + offset)
        offset -= len(piece.value)
    return node.span.start
