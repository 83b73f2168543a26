"""The words of a citation → what it points at.

Canonical: `@key, ¶3`, `@key, ¶¶ 3-5`, `@key, ¶¶ 3, 5`, `@key, ¶3 s2`; of a record `@R4`,
`@R4, p. 12`. How a locator may be spelt is in `locators`, and how it is read in `cited_places`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import groupby

from generator.briefs.brief import Citation, Range, RecordRef, SeedRef
from generator.briefs.cited_places import (
    SIGNS,
    Locator,
    canonical_pinpoints,
    read_locator,
    read_pinpoints,
)
from generator.briefs.locators import PARAGRAPH, holds_a_place, is_left_over, other_kind
from generator.diagnostics import Diagnostic, Fix, Position, Span, codes, diagnose
from generator.markdown.citing import CITED, LONE_LOCATOR
from generator.markdown.syntax import Node

RECORD = re.compile(r"R\d+[A-Za-z]?")
CROSS_REFERENCE = re.compile(r"(?:tbl|fig)-[\w-]+")

_HINT = "write [@key, ¶2], [@key, ¶¶ 2-4], [@key, ¶¶ 2, 5] or [@key, ¶2 s1]"
_HINT_IN_TEXT = (
    "write [@key, ¶2], or @key [¶2] if the sentence names the source; for a plain @ write \\@"
)
_HINT_WHOLE = "write [@{}]; to cite paragraphs, import the text as a seed: brief seed import FILE"
_HINT_OF_RECORD = (
    "write [@{0}], [@{0}, p. 12], [@{0}, pp. 3-5, 9], [@{0}, ch. 3], [@{0}, Art. 5(2)]; words may "
    "follow, but no further number"
)


def read_citation(
    node: Node,
    *,
    in_text: bool = False,
    listed: Sequence[str] = (),
    records: Collection[str] = (),
) -> Citation | Diagnostic:
    """What one citation of a bracket points at, or what is wrong with it.

    The span of the citation reaches from its `@` to the end of its locator. A locator without a
    key belongs to the seed in `listed`, if there is exactly one. `records` are the ids of records
    beside those like R4.
    """
    written = node.value
    found = CITED.search(written)
    if found is None:
        return _without_key(node, listed)
    key, rest = found[1].strip("{}"), written[found.end() :]
    second = CITED.search(rest)
    if second:
        place = _place(node, found.end() + second.start(), len(written))
        hint = "put a semicolon between citations: [@key, ¶2; @other, ¶3]"
        message = "there is no semicolon between two citations"
        return diagnose(codes.UNREADABLE_CITATION, message, place, hint=hint)
    prefix = _affix(written[: found.start()])
    if prefix and not any(map(str.isalnum, prefix)):
        place = _place(node, 0, found.start())
        message, hint = f"“{prefix}” before the citation says nothing", "take it away: [@key, ¶2]"
        return diagnose(codes.UNREADABLE_CITATION, message, place, hint=hint)
    if holds_a_place(prefix):
        place = _place(node, 0, found.start())
        message = f"“{prefix}” before the citation names a place, and nothing checks it"
        hint = "write each place as a citation: [@key, ¶2; @other, ¶3]"
        return diagnose(codes.UNREADABLE_CITATION, message, place, hint=hint)
    if RECORD.fullmatch(key) or key in records:
        return _of_record(node, found.span(), key, in_text=in_text)
    return _of_seed(node, found.span(), key, in_text=in_text)


def _of_seed(
    node: Node, place: tuple[int, int], key: str, *, in_text: bool = False
) -> Citation | Diagnostic:
    """The citation of a seed whose key, if it is written at all, stands at `place`."""
    (start, begin), written = place, node.value
    locator = read_locator(written, _behind_comma(written, begin))
    if locator and (earlier := _EARLIER.match(written, locator.end)):
        return _of_earlier_edition(node, key, locator, (start, earlier.end()), earlier[1])
    if locator is None or is_left_over(written[locator.end :]):
        hint = _HINT_IN_TEXT if in_text else _HINT
        return _unread(written[begin:], key, _place(node, start, len(written)), hint)
    return _citation_at(node, SeedRef(key, locator.ranges), (start, locator.end), in_text=in_text)


_EARLIER = re.compile(r"\s+of\s+edition\s+([0-9]{1,4})(?!\w)")


def in_edition(citation: Citation, number: int) -> Fix:
    """The fix that leaves a citation to an earlier edition: an error until a person has looked."""
    return Fix(citation.span, f"{citation.written} of edition {number}")


def _of_earlier_edition(
    node: Node, key: str, locator: Locator, place: tuple[int, int], number: str
) -> Diagnostic:
    """The error for words that were cited in an edition that is no longer the newest."""
    cited = canonical_locator(locator.ranges)
    message = f"{cited} of edition {number} of `{key}` is not certain to be there any more"
    hint = f"`brief seed diff {key}@{number} {key}` shows what is there now: cite that"
    return diagnose(codes.UNREADABLE_CITATION, message, _place(node, *place), hint=hint)


def _without_key(node: Node, listed: Sequence[str]) -> Citation | Diagnostic:
    if LONE_LOCATOR.match(node.value) and len(listed) == 1:
        return _of_seed(node, (0, 0), listed[0])
    message, hint = "this part of the citation has no `@key`", _HINT
    locator = read_locator(node.value)
    if locator and listed:
        message = "this citation does not say which source it is from"
        hint = f"write {written_for(listed, locator)}"
    return diagnose(codes.UNREADABLE_CITATION, message, node.span, hint=hint)


_MOST_PROPOSED = 3


def written_for(keys: Sequence[str], locator: Locator) -> str:
    """A locator as a citation of each of these seeds: `[@a, ¶3] or [@b, ¶3]`."""
    named = keys[:_MOST_PROPOSED]
    return " or ".join(f"[{canonical_citation(SeedRef(key, locator.ranges))}]" for key in named)


def canonical_citation(target: SeedRef | RecordRef) -> str:
    """A citation as it is best written: `@key, ¶¶ 2-4`, `@key, ¶3 s1, s4`, `@R4, pp. 3-5`."""
    if isinstance(target, RecordRef):
        return ", ".join(
            part for part in (f"@{target.id}", canonical_pinpoints(target.places)) if part
        )
    return f"@{target.key}, {canonical_locator(target.ranges)}"


def canonical_locator(ranges: Sequence[Range]) -> str:
    """A locator as it is best written: `¶¶ 2-4`, `¶3 s1, s4`, `Art. 5(2)`, `p. 7 ¶2`."""
    if any(written.sentences or written.nth for written in ranges):
        return ", ".join(f"{_sign([written])}{_place_of(written)}" for written in ranges)
    rows = (list(row) for _, row in groupby(ranges, key=_kind_of))
    return ", ".join(_sign(row) + ", ".join(map(_place_of, row)) for row in rows)


def _kind_of(written: Range) -> str:
    return written.named.kind if written.named else "paragraph"


def _ends_of(written: Range) -> tuple[str, str]:
    """The numbers as the author has them."""
    return (written.named or written).first, (written.named or written).last


def _sign(ranges: Sequence[Range]) -> str:
    several = len(ranges) > 1 or any(len(set(_ends_of(written))) > 1 for written in ranges)
    return SIGNS[_kind_of(ranges[0])][several]


def _place_of(written: Range) -> str:
    first, last = _ends_of(written)
    nth = f" ¶{written.nth}" if written.nth else ""
    places = first + (f"-{last}" if first != last else "") + nth
    parts = (
        f"s{part.first}" + (f"-{part.last}" if part.last != part.first else "")
        for part in written.sentences
    )
    return f"{places} {', '.join(parts)}".rstrip()


def respelt(citation: Citation, target: SeedRef | RecordRef) -> Fix:
    """The fix that makes a citation point at `target`, in the canonical spelling."""
    words = canonical_citation(target)
    if "[" in citation.written:  # "@key [¶3": its bracket closes behind what follows the locator
        words = words.replace(", ", " [", 1)
    dash = "-" if citation.written.startswith("-") else ""
    return Fix(citation.span, dash + words)


def _of_record(
    node: Node, place: tuple[int, int], key: str, *, in_text: bool
) -> Citation | Diagnostic:
    (start, begin), written = place, node.value
    places, end = read_pinpoints(written, _behind_comma(written, begin))
    end = end if places else begin
    if is_left_over(written[end:]):
        rest = _affix(written[begin:])
        if PARAGRAPH.match(rest):
            message = f"cannot read “{rest}”: {key} is a record, and a record has no paragraphs"
            hint = _HINT_WHOLE.format(key)
        else:
            message = f"cannot read “{rest}” as a place in {key}"
            hint = _HINT_OF_RECORD.format(key)
        return diagnose(codes.UNREADABLE_CITATION, message, node.span, hint=hint)
    target = RecordRef(key, places)
    return _citation_at(node, target, (start, end), in_text=in_text)


def _citation_at(
    node: Node, target: SeedRef | RecordRef, place: tuple[int, int], *, in_text: bool
) -> Citation:
    """The citation of a target that stands at `place`, with the words around it."""
    start, end = place
    said = node.value[start:end].rstrip()
    span = _place(node, start, start + len(said))
    prefix, suffix = _affix(node.value[:start]), _affix(node.value[end:])
    if in_text:
        said = said.replace(", ", " [", 1)  # see `markdown.rules`: the two are as long
    return Citation(target, prefix, suffix, span, said)


def _unread(rest: str, key: str, place: Span, hint: str) -> Diagnostic:
    if kind := other_kind(rest):
        hint = f"cite the paragraph, not the {kind.name}: [@{key}, ¶2]"
    elif read_locator(rest):
        hint = f"{hint}; all of a row are of one kind, a page may go with its paragraph: p. 7 ¶2"
    if holds_a_place(rest) or is_left_over(rest):
        message = f"cannot read “{_affix(rest)}” as paragraphs"
    else:
        message = f"this citation does not say which paragraph of `{key}` it means"
        if key.startswith("sec-"):  # as Quarto and pandoc-crossref name a heading
            hint = f"a heading is named in a link: [words](#{key})"
    return diagnose(codes.UNREADABLE_CITATION, message, place, hint=hint)


def _affix(words: str) -> str:
    return " ".join(words.split()).removeprefix(",").strip()


def _behind_comma(words: str, at: int) -> int:
    """The offset behind a key at which a locator may begin."""
    behind = words[at:].lstrip()
    return len(words) - len(behind) + 1 if behind.startswith(",") else at


def _place(node: Node, start: int, end: int) -> Span:
    """The place in the file of a part of a citation."""
    first, last = _position(node, start), _position(node, end - 1)
    return Span(node.span.file, first, Position(last.line, last.column + 1))


def _position(node: Node, offset: int) -> Position:
    for piece in node.children:
        if offset < len(piece.value):
            return Position(piece.span.start.line, piece.span.start.column + offset)
        offset -= len(piece.value)
    return node.span.start
