"""A draft shows what the checks and people say of it, each at its place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Position, Span
from generator.document import (
    Block,
    CrossReference,
    Document,
    Enclosing,
    Inline,
    LineBreak,
    NoteMark,
    Remark,
    Text,
)
from generator.document.rewriting import rewritten
from generator.document.walking import every_inline, every_run

Leaf = Text | NoteMark | CrossReference | LineBreak | Remark


def remark_on(finding: Diagnostic) -> Remark:
    """What a draft says of a finding."""
    text = f"{finding.code}: {finding.message}"
    text += f" ({finding.hint})" if finding.hint else ""
    return Remark(text, finding.severity, span=finding.span)


def with_remarks(document: Document, said: Iterable[Remark]) -> Document:
    """The document with each remark behind the words that it is about.

    One about a place that did not reach the page stands behind the words before it; one about
    another file, or no place, stands at the title.
    """
    leaves = list(_leaves(document.blocks))
    remarks: dict[int, list[Remark]] = defaultdict(list)
    by_file = _by_file(leaves)
    for remark in said:
        nearest = _nearest_leaf(by_file, remark.span) if remark.span else None
        leaf = nearest or next(iter(leaves), None)
        if leaf is not None:
            remarks[id(leaf)].append(remark)

    def remarked(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(_with_remarks(run, remarks))

    blocks: tuple[Block, ...] = tuple(rewritten(block, remarked) for block in document.blocks)
    return replace(document, blocks=blocks)


def _leaves(blocks: Iterable[Block]) -> Iterator[Leaf]:
    for run in every_run(blocks):
        yield from (one for one in every_inline(run) if not isinstance(one, Enclosing))


def _by_file(leaves: Iterable[Leaf]) -> dict[str, list[tuple[Position, Leaf]]]:
    """The leaves of each file by where they begin; of those that begin alike the last one last."""
    found: dict[str, list[tuple[Position, Leaf]]] = defaultdict(list)
    for leaf in leaves:
        if leaf.span:
            found[leaf.span.file].append((leaf.span.start, leaf))
    return {file: sorted(placed, key=itemgetter(0)) for file, placed in found.items()}


def _nearest_leaf(leaves: Mapping[str, list[tuple[Position, Leaf]]], span: Span) -> Leaf | None:
    """The last leaf of the same file that does not begin behind the place."""
    placed = leaves.get(span.file, [])
    place = bisect_right(placed, span.start, key=itemgetter(0))
    return placed[place - 1][1] if place else None


def _with_remarks(run: Iterable[Inline], remarks: dict[int, list[Remark]]) -> Iterator[Inline]:
    for inline in run:
        match inline:
            case Enclosing(children):
                yield replace(inline, children=tuple(_with_remarks(children, remarks)))
            case _:
                yield inline
                # Words of the template stand twice where it repeats them: remark on the first.
                yield from remarks.pop(id(inline), ())
