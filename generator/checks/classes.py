"""Whether the classes and attributes of a brief are known: to every brief, or to its template."""

from __future__ import annotations

from collections.abc import Iterator

from generator.briefs.structure import (
    CLASSES_OF_WORDS,
    LANDSCAPE,
    PAGE_BREAK,
    PARTS_OF_A_BRIEF,
)
from generator.checks.evidence import Evidence
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.diagnostics.nearest import did_you_mean
from generator.markdown.syntax import Node, walk
from generator.templates.rules import Rules

_CLASSES = {
    "div": (*PARTS_OF_A_BRIEF, "caveat", "sidebar", PAGE_BREAK, LANDSCAPE),
    "bracketed": CLASSES_OF_WORDS,
}
_ATTRIBUTES = {"div": ("title", "status"), "bracketed": ("lang",), "figure": ("alt", "width")}


def every_class_is_known(evidence: Evidence) -> Iterator[Diagnostic]:
    """An error for each class or attribute that has no meaning here."""
    for body in evidence.bodies:
        for node in walk((*body.blocks, *body.footnotes.values())):
            yield from _unknown_names(node, evidence.rules)


def known_classes(kind: str, rules: Rules) -> tuple[str, ...]:
    """The classes that a kind of node may have in a brief whose template has these rules."""
    own = (*rules.classes, *rules.boxes) if kind == "div" else ()
    return (*_CLASSES.get(kind, ()), *own)


def _unknown_names(node: Node, rules: Rules) -> Iterator[Diagnostic]:
    known = known_classes(node.kind, rules)
    if node.kind in _CLASSES and not node.classes and not node.attributes:
        hint = f"name a class: {', '.join('.' + name for name in known)}"
        yield diagnose(codes.UNKNOWN_CLASS, "these braces name no class", node.span, hint=hint)
    for name in node.classes:
        if name not in known:
            hint = did_you_mean(name, known) if known else "leave the class out"
            yield diagnose(codes.UNKNOWN_CLASS, f"unknown class `{name}`", node.span, hint=hint)
    if node.kind == "table":
        return  # its own attributes are the reader's
    allowed = _ATTRIBUTES.get(node.kind, ())
    for name in node.attributes:
        if name not in allowed:
            hint = did_you_mean(name, allowed) if allowed else "leave it out"
            yield diagnose(codes.UNKNOWN_CLASS, f"unknown attribute `{name}`", node.span, hint=hint)
