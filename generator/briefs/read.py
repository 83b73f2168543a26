"""briefs/<slug>.md → Brief, and seeds/<key>/caveats.md → caveats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.briefs.brief import (
    Body,
    Brief,
    Caveat,
    Citation,
    CitationGroup,
    Judgement,
    KeyPoint,
    Reported,
)
from generator.briefs.citations import CROSS_REFERENCE, MALFORMED, read_citation
from generator.briefs.claims import claims_of, runs
from generator.briefs.front import read_front, split_front
from generator.diagnostics import BriefError, Diagnostic, Span
from generator.markdown.parse import parse
from generator.markdown.rules import CITED
from generator.markdown.syntax import Node, walk, words
from generator.scales import SCALES, Scale, confidence_in
from generator.schema import read_text

UNREADABLE = "B004"
UNKNOWN_CLASS = "B018"
KEY_POINTS = "B019"
CROSS = "B020"
CAVEAT = "B021"
SCALE = "B022"

LARGEST = 2_000_000  # bytes: some three hundred thousand words, far beyond any brief

DIVS = ("summary", "judgements", "gaps", "recommendations", "caveat", "sidebar")
SPANS = ("reported", "confidence", "origin", "to", "by")


def read_brief(path: Path, file: str, *, default_scale: str) -> tuple[Brief, list[Diagnostic]]:
    """The brief in a file shown to people as `file`, and all that is amiss in its Markdown.

    Raises BriefError where there is nothing to read on: no file, no front matter.
    """
    text = _text(path, file)
    front_text, body_text = split_front(text, file)
    found: list[Diagnostic] = []
    try:
        front, places = read_front(front_text, file)
    except BriefError as error:
        # The body is read all the same: one run shows every fault.
        _, faults = read_body(body_text, file)
        raise BriefError([*error.diagnostics, *faults]) from None
    if (front.scale or default_scale) not in SCALES:
        hint = f"this can be {' or '.join(SCALES)}"
        span = places.get("scale", Span.at(file))
        found.append(Diagnostic(SCALE, f"unknown scale {front.scale}", span, hint=hint))
        front = replace(front, scale="")
    body, faults = read_body(body_text, file)
    outline = _Outline(SCALES.get(front.scale or default_scale, SCALES["icd203"]))
    outline.take(body.blocks)
    brief = Brief(
        slug=path.stem,
        file=file,
        front=front,
        places=places,
        body=body,
        summary=outline.summary,
        key_points=tuple(outline.key_points),
        sections=tuple(outline.sections),
        caveats=tuple(outline.caveats),
        gaps=outline.gaps,
        recommendations=outline.recommendations,
        source=text,
    )
    return brief, [*found, *faults, *outline.found]


def read_caveats(text: str, file: str) -> tuple[tuple[Caveat, ...], Body, list[Diagnostic]]:
    """The caveats of a source, each with a name of its own."""
    body, found = read_body(text, file)
    caveats = []
    for node in body.blocks:
        if node.kind == "div" and "caveat" in node.classes:
            caveats.append(_caveat(node))
        else:
            hint = "write each caveat as ::: {.caveat #name}"
            found.append(Diagnostic(CAVEAT, "this is no caveat", node.span, hint=hint))
    return tuple(caveats), body, found


def read_body(text: str, file: str) -> tuple[Body, list[Diagnostic]]:
    """Markdown with its citations and claims read, and all that is amiss in it."""
    markdown = parse(text, file)
    found = list(markdown.diagnostics)
    everything = (*markdown.blocks, *markdown.footnotes.values())
    groups: dict[Span, CitationGroup] = {}
    for node in walk(everything):
        found.extend(_unknown_classes(node))
        if node.kind in ("citations", "author_in_text"):
            group = _group(node)
            if isinstance(group, CitationGroup):
                groups[node.span] = group
            else:
                found.extend(group)
    found.extend(_cross_references_lead_somewhere(everything))
    claims = []
    for run in runs(everything, groups):
        for item in claims_of(run):
            if isinstance(item, Diagnostic):
                found.append(item)
            else:
                claims.append(item)
    return Body(markdown.blocks, markdown.footnotes, groups, tuple(claims)), found


def cross_reference(node: Node) -> str | None:
    """The table or figure that a bracket refers to, where it is no citation."""
    if node.kind not in ("citations", "author_in_text") or len(node.children) != 1:
        return None
    found = CITED.search(node.children[0].value)
    key = found[1] if found else ""
    return key if CROSS_REFERENCE.fullmatch(key) else None


def _text(path: Path, file: str) -> str:
    if path.is_file() and path.stat().st_size > LARGEST:
        message = f"{path.stat().st_size:,} bytes are too many for a brief"
        hint = f"a brief may have {LARGEST:,}; is this the right file?"
        raise BriefError([Diagnostic(UNREADABLE, message, Span.at(file), hint=hint)])
    text = read_text(path, file, code=UNREADABLE)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        column = text.index("\0") - (text.rfind("\n", 0, text.index("\0")) + 1) + 1
        hint = "remove it; the file may have been damaged, or saved as UTF-16"
        span = Span.at(file, line, column, 1)
        raise BriefError([Diagnostic(UNREADABLE, "a NUL byte", span, hint=hint)])
    return text


def _group(node: Node) -> CitationGroup | list[Diagnostic]:
    if cross_reference(node):
        return []
    read = [read_citation(child.value, child.span) for child in node.children]
    faults = [item for item in read if isinstance(item, Diagnostic)]
    for child in node.children:
        found = CITED.search(child.value)
        if found and CROSS_REFERENCE.fullmatch(found[1]):
            hint = "give the reference to a table or figure a bracket of its own"
            faults = [Diagnostic(MALFORMED, f"`@{found[1]}` is no source", child.span, hint=hint)]
    if faults:
        return faults
    citations = tuple(item for item in read if isinstance(item, Citation))
    return CitationGroup(citations, node.span, in_text=node.kind == "author_in_text")


def _unknown_classes(node: Node) -> Iterator[Diagnostic]:
    known = {"div": DIVS, "bracketed": SPANS}.get(node.kind)
    if known is None or (node.kind == "div" and node.value):  # a footnote
        return
    if not node.classes and not node.attributes:
        yield Diagnostic(UNKNOWN_CLASS, "this says of no class what it is", node.span)
    for name in node.classes:
        if name not in known:
            hint = f"known here: {', '.join(known)}"
            yield Diagnostic(UNKNOWN_CLASS, f"unknown class `{name}`", node.span, hint=hint)


def _cross_references_lead_somewhere(nodes: tuple[Node, ...]) -> Iterator[Diagnostic]:
    names = {n.identifier for n in walk(nodes) if n.kind in ("table", "figure") and n.identifier}
    for node in walk(nodes):
        name = cross_reference(node)
        if name and name not in names:
            hint = "there is " + (", ".join(sorted(names)) or "no table or figure with a name")
            yield Diagnostic(CROSS, f"no table or figure `{name}`", node.span, hint=hint)


def _caveat(node: Node) -> Caveat:
    return Caveat(
        name=node.identifier or "caveat",
        unresolved=node.attributes.get("status", "unresolved") == "unresolved",
        title=node.attributes.get("title", ""),
        blocks=node.children,
        span=node.span,
    )


@dataclass(slots=True)
class _Outline:
    """Sorts the blocks of a brief into its parts."""

    scale: Scale
    summary: tuple[Node, ...] = ()
    key_points: list[KeyPoint] = field(default_factory=list)
    sections: list[Node] = field(default_factory=list)
    caveats: list[Caveat] = field(default_factory=list)
    gaps: tuple[Node, ...] = ()
    recommendations: tuple[Node, ...] = ()
    found: list[Diagnostic] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def take(self, blocks: Iterable[Node]) -> None:
        for node in blocks:
            part = node.classes[0] if node.kind == "div" and node.classes else ""
            if part in ("summary", "judgements", "gaps", "recommendations"):
                if part in self._seen:
                    hint = "keep one"
                    message = f"a second `{part}`"
                    self.found.append(Diagnostic(KEY_POINTS, message, node.span, hint=hint))
                self._seen.add(part)
            match part:
                case "summary":
                    self.summary += node.children
                case "judgements":
                    self.key_points.extend(self._key_points(node))
                case "gaps":
                    self.gaps += node.children
                case "recommendations":
                    self.recommendations += node.children
                case "caveat":
                    self.caveats.append(_caveat(node))
                case _:
                    self.sections.append(node)

    def _key_points(self, div: Node) -> Iterator[KeyPoint]:
        for node in div.children:
            if node.kind not in ("ordered_list", "bullet_list"):
                hint = "write the key points as a numbered list"
                found = Diagnostic(KEY_POINTS, "this is no key point", node.span, hint=hint)
                self.found.append(found)
                continue
            for item in node.children:
                yield self._key_point(item)

    def _key_point(self, item: Node) -> KeyPoint:
        text = words(item.children).strip()
        if any("reported" in n.classes for n in walk(item.children)):
            return Reported(item.children, text, item.span)
        stated = next((n for n in walk(item.children) if "confidence" in n.classes), None)
        blocks = tuple(_without(block, stated) for block in item.children)
        said = words(blocks).strip()
        confidence, basis = confidence_in(words(stated.children)) if stated else (None, "")
        return Judgement(
            blocks=blocks,
            text=said,
            likelihood=self.scale.term_in(said),
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
    return replace(node, children=children)
