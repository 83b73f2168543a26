"""Blocks of a brief → its parts: summary, key points, sections, caveats, gaps, recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from generator.briefs.brief import Caveat, Judgement, KeyPoint, Reported
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.language.scales import Scale, confidence_in
from generator.markdown.syntax import Node, walk, words_aloud
from generator.templates.blocks import PARTS_OF_A_BRIEF


class Outline(Struct):
    """Sorts the blocks of a brief into its parts. All other blocks are the sections."""

    scale: Scale
    language: str
    parts: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    key_points: list[KeyPoint] = field(default_factory=list)
    sections: list[Node] = field(default_factory=list)
    caveats: list[Caveat] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    def take(self, blocks: Iterable[Node]) -> None:
        for node in blocks:
            name = next((c for c in node.classes if node.kind == "div"), "")
            if name in PARTS_OF_A_BRIEF:
                self._part(name, node)
            elif name == "caveat":
                self.caveats.append(caveat(node, self.found))
            else:
                self.sections.append(node)

    def _part(self, name: str, node: Node) -> None:
        if name in self.parts:
            message = f"this brief has two blocks `{name}`"
            self.found.append(
                diagnose(codes.MISPLACED_PART, message, node.span, hint="join it to the first")
            )
        self.parts[name] = (*self.parts.get(name, ()), *node.children)
        match name:
            case "judgements":
                self.key_points.extend(self._key_points(node))
            case "glance":
                self.found.extend(_faults_of_glance(node))
            case "decision":
                self.found.extend(_faults_of_decision(node))
            case _:
                pass

    def _key_points(self, div: Node) -> Iterator[KeyPoint]:
        for node in div.children:
            if node.kind not in ("ordered_list", "bullet_list"):
                hint = "write the key points as a numbered list"
                message = "a key point must be an item of a list"
                found = diagnose(codes.MISPLACED_PART, message, node.span, hint=hint)
                self.found.append(found)
                continue
            for item in node.children:
                if item.children:
                    yield _key_point(item, self.scale, self.language)
                else:
                    hint = "write it, or remove its number"
                    found = diagnose(
                        codes.MISPLACED_PART, "this key point is empty", item.span, hint=hint
                    )
                    self.found.append(found)


def _faults_of_glance(div: Node) -> Iterator[Diagnostic]:
    """What is no figure of the matter: each is an item that begins with the figure, and cites."""
    for node in div.children:
        if node.kind != "bullet_list":
            hint = "write a list: - **4 December 2024** The treaty enters into force [@R9]."
            yield diagnose(codes.MISPLACED_PART, "this is no figure", node.span, hint=hint)
            continue
        for item in node.children:
            if not opening_figure(item):
                hint = "begin with the figure in bold: - **11 states** Their team claims …"
                yield diagnose(codes.MISPLACED_PART, "no figure leads here", item.span, hint=hint)
            if not any(n.kind in ("citations", "author_in_text") for n in walk(item.children)):
                hint = "close it with what it rests on: [@key, ¶2] or [@R1]"
                message = "this figure cites nothing"
                yield diagnose(codes.UNCITED_FIGURE, message, item.span, hint=hint)


def opening_figure(item: Node) -> Node | None:
    """The bold words that an item of a `glance` begins with; None where it begins otherwise."""
    first = item.children[0] if item.children else None
    if first is None or first.kind != "paragraph" or not first.children:
        return None
    lead = first.children[0]
    return lead if lead.kind == "strong" and words_aloud(lead.children).strip() else None


def _faults_of_decision(div: Node) -> Iterator[Diagnostic]:
    """What a decision sought lacks: whom it is put to, and by when. One without words is none."""
    if not words_aloud(div.children).strip():
        return
    marked = {name for node in walk(div.children) for name in node.classes}
    for name, message, hint in (
        ("to", "this decision is put to nobody", "say to whom: [Head of unit]{.to}"),
        ("by", "this decision has no date", "say by when: [by 31 January 2027]{.by}"),
    ):
        if name not in marked:
            yield diagnose(codes.OPEN_DECISION, message, div.span, hint=hint)


_IN_BRIEF = "in brief"


def caveat(node: Node, found: list[Diagnostic]) -> Caveat:
    """The caveat in a fenced block. Its faults are added to `found`."""
    if not node.identifier:
        hint = "write ::: {.caveat #name}"
        found.append(diagnose(codes.BAD_CAVEAT, "this caveat has no name", node.span, hint=hint))
    status = node.attributes.get("status", "unresolved")
    if status not in ("unresolved", "resolved"):
        hint = 'write status="unresolved" or status="resolved"'
        found.append(diagnose(codes.BAD_CAVEAT, f"unknown status `{status}`", node.span, hint=hint))
    if not node.children:
        hint = "say what the source says, what the record says, and what follows"
        found.append(diagnose(codes.BAD_CAVEAT, "this caveat is empty", node.span, hint=hint))
    blocks, in_brief = _parted(node.children)
    return Caveat(
        name=node.identifier,
        unresolved=status == "unresolved",
        title=node.attributes.get("title", ""),
        blocks=blocks,
        in_brief=in_brief,
        span=node.span,
    )


def _parted(blocks: tuple[Node, ...]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The blocks of a caveat without what it says in brief, and that."""
    in_brief: list[Node] = []
    rest = [replace(block, children=tuple(_taken(block, in_brief))) for block in blocks]
    return tuple(rest), tuple(in_brief)


def _taken(block: Node, in_brief: list[Node]) -> Iterator[Node]:
    if block.kind != "definition_list":
        yield from block.children
        return
    is_brief = False
    for child in block.children:
        if child.kind == "term":
            is_brief = words_aloud(child.children).strip().casefold() == _IN_BRIEF
            if not is_brief:
                yield child
        elif is_brief:
            in_brief += child.children
        else:
            yield child


def _key_point(item: Node, scale: Scale, language: str) -> KeyPoint:
    text = words_aloud(item.children).strip()
    if any("reported" in n.classes for n in walk(item.children)):
        return Reported(item.children, text, item.span)
    stated = next((n for n in walk(item.children) if "confidence" in n.classes), None)
    blocks = tuple(_without(block, stated) for block in item.children)
    said = words_aloud(blocks).strip()
    confidence, basis = (None, "")
    if stated:
        confidence, basis = confidence_in(words_aloud(stated.children), language)
    return Judgement(
        blocks=blocks,
        text=said,
        likelihood=scale.term_in(said),
        confidence=confidence,
        basis=stated.children if stated else (),
        basis_text=basis,
        basis_span=stated.span if stated else None,
        span=item.span,
    )


def _without(node: Node, left_out: Node | None) -> Node:
    if left_out is None:
        return node
    children = tuple(_without(c, left_out) for c in node.children if c is not left_out)
    return node if children == node.children else replace(node, children=children)
