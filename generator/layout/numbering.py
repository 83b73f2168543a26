"""The numbers of notes, tables and figures, in the order in which a reader meets them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import zip_longest

from msgspec import Struct, field

from generator.briefs.brief import CitationGroup
from generator.briefs.meant import NOTHING_CITABLE
from generator.briefs.quotations import quoted
from generator.briefs.runs import RUNS
from generator.briefs.strays import stray_citations
from generator.briefs.structure import is_counted, language_of_part
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.layout.binding import bound_words
from generator.layout.tokens import SECTION, Slot, Tokens
from generator.markdown.syntax import Node, walk, words_aloud
from generator.templates.blocks import PARALLEL
from generator.templates.labels import Labels, Wording


class Numbers(Struct):
    """`notes` by the place of their mark, `labels` of tables and figures by theirs and by name."""

    marks: tuple[Node, ...] = ()
    notes: dict[Span, int] = field(default_factory=dict)
    labels: dict[Span, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)  # "tbl-exchange" → "Table 1"
    found: list[Diagnostic] = field(default_factory=list)
    languages: dict[Span, str] = field(default_factory=dict)  # of what is in a part with its own
    above_sections: int = 0  # how many notes are marked before the first section
    slots: frozenset[str] = frozenset()  # the names of those that the layout has


def number_layout(
    nodes: tuple[Node, ...],
    groups: Mapping[Span, CitationGroup],
    tokens: Tokens,
    wording: Wording,
    language: str,
) -> Numbers:
    """Number what stands in a filled layout; `found` says what stands in it twice.

    `language` is that of the document. Raises BriefError as `wording` does.
    """
    numbers = Numbers()
    opened = tuple(_opened(nodes, tokens))
    every = tuple(node for node, _ in opened)
    for part in filter(language_of_part, every):  # the outer one first
        own = language_of_part(part)
        numbers.languages |= {inner.span: own for inner in walk(part.children)}
    above, sections = _parted_at_sections(nodes, tokens)
    marks = tuple(_note_marks(above, groups, tokens))
    numbers.above_sections = len(marks)
    numbers.marks = (*marks, *_note_marks(sections, groups, tokens))
    for count, node in enumerate(numbers.marks, 1):
        numbers.notes[node.span] = count
    _count(every, lambda span: wording(numbers.languages.get(span, language)), numbers)
    _slots_once(opened, tokens, numbers)
    return numbers


def _note_marks(
    nodes: Iterable[Node], groups: Mapping[Span, CitationGroup], tokens: Tokens
) -> Iterator[Node]:
    for node in nodes:
        slot = tokens.slot_of(node)
        if slot:
            yield from _note_marks(slot.nodes, groups, tokens)
        elif node.kind in ("note_reference", "inline_note") or node.span in groups:
            yield node
        else:
            yield from _note_marks(_as_printed(node), groups, tokens)


def _as_printed(node: Node) -> Iterable[Node]:
    """What is inside a node as readers meet it: of a parallel block row by row."""
    if node.kind != "div" or PARALLEL not in node.classes:
        return node.children
    rows = zip_longest(*(side.children for side in node.children))
    return [one for row in rows for one in row if one]


def _parted_at_sections(
    nodes: tuple[Node, ...], tokens: Tokens
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """What stands in a layout before the brief's own sections, and all from them on."""
    for place, node in enumerate(nodes):
        slot = tokens.slot_of(node)
        if slot and (slot.name == "sections" or slot.name.startswith(SECTION)):
            return nodes[:place], nodes[place:]
    return nodes, ()


def _count(opened: Iterable[Node], labels: Callable[[Span], Labels], numbers: Numbers) -> None:
    counts = {"table": 0, "figure": 0}
    for node in opened:
        if is_counted(node):
            counts[node.kind] += 1
            said = labels(node.span).word(node.kind, number=counts[node.kind])
            label = bound_words(said)
            numbers.labels[node.span] = label
            if node.identifier:
                numbers.named[node.identifier] = label


def _slots_once(
    opened: Iterable[tuple[Node, Slot | None]], tokens: Tokens, numbers: Numbers
) -> None:
    seen: set[str] = set()
    for node, slot in opened:
        if slot and _is_twice(slot.name, seen):
            hint = "use each slot once"
            called = "a section" if slot.name.startswith(SECTION) else f"`slot.{slot.name}`"
            message = f"the layout puts {called} in two places"
            numbers.found.append(diagnose(codes.SLOT, message, node.span, hint=hint))
        if slot:
            seen.add(slot.name)
        if node.kind in ("citations", "author_in_text", "note_reference", "inline_note"):
            numbers.found.extend(_cites(node, tokens))
        elif node.kind in RUNS:
            numbers.found.extend(_looks_checked(node, tokens))
    numbers.slots = frozenset(seen)


def notes_set_apart(nodes: Iterable[Node], tokens: Tokens) -> Iterator[Diagnostic]:
    """An error for notes inside a fence: they may be many pages."""
    for node in nodes:
        for inner in walk(node.children):
            slot = tokens.slot_of(inner)
            if slot and slot.name == "notes":
                hint = "put {{ slot.notes }} on a line outside of all fences"
                message = "notes cannot stand inside a fence"
                yield diagnose(codes.LAYOUT_FAULT, message, inner.span, hint=hint)


def _is_twice(slot: str, seen: Collection[str]) -> bool:
    """Whether a layout has a slot already; each section stands in the slot of all of them, too."""
    if slot == "sections":
        return slot in seen or any(name.startswith(SECTION) for name in seen)
    return slot in seen or (slot.startswith(SECTION) and "sections" in seen)


def _cites(node: Node, tokens: Tokens) -> Iterator[Diagnostic]:
    if node.span.file == tokens.file:
        hint = "citations and footnotes belong in the brief"
        yield diagnose(codes.LAYOUT_FAULT, "a layout cites nothing", node.span, hint=hint)


def _looks_checked(node: Node, tokens: Tokens) -> Iterator[Diagnostic]:
    """An error for words of the layout itself that readers take for a citation or quotation.

    Round a value of the brief it may put marks.
    """
    words = words_aloud(node.children) if node.span.file == tokens.file else ""
    if not words:
        return
    if _seem_to_cite(words):
        yield from _cites(node, tokens)
    if _seem_to_quote(words):
        hint = "quotations belong in the brief, where they are compared with their source"
        yield diagnose(codes.LAYOUT_FAULT, "a layout quotes nothing", node.span, hint=hint)


@lru_cache(maxsize=64)  # a layout says the same in each brief
def _seem_to_cite(words: str) -> bool:
    return any(stray.sure for stray in stray_citations(words, NOTHING_CITABLE))


@lru_cache(maxsize=64)
def _seem_to_quote(words: str) -> bool:
    return any(not re.search(_PRIVATE, quotation.text) for quotation in quoted(words)[0])


_PRIVATE = "[\ue000-\uf8ff]"  # of a token that stands for a value


def _opened(nodes: Iterable[Node], tokens: Tokens) -> Iterator[tuple[Node, Slot | None]]:
    """Every node of a filled layout, those in its slots included; with each the slot that it is."""
    waiting = [*nodes][::-1]  # a stack, as in `walk`
    while waiting:
        node = waiting.pop()
        slot = tokens.slot_of(node)
        yield node, slot
        waiting.extend(reversed(slot.nodes if slot else node.children))
