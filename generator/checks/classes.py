"""Whether the classes and attributes of a brief are known, and blocks hold what they may.

Each brief knows its parts; the other blocks are those that its template declares.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from generator.briefs.structure import CLASSES_OF_WORDS
from generator.checks.evidence import Evidence
from generator.config.conversion import convert
from generator.config.kinds import LanguageTag
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.diagnostics.nearest import did_you_mean
from generator.markdown.syntax import Node
from generator.templates.blocks import (
    CAVEAT,
    KNOWN_TO_ALL,
    BlockRule,
    BlockRules,
    Content,
)
from generator.templates.rules import Rules

_ATTRIBUTES = {"bracketed": ("lang",), "figure": ("alt", "width")}


def every_class_is_known(evidence: Evidence) -> Iterator[Diagnostic]:
    """An error for each class or attribute that has no meaning here, and for what is misplaced."""
    for body in evidence.bodies:
        outermost = {block.span for block in body.markdown.blocks}
        for node in body.markdown.nodes:
            if node.kind == "div" and not evidence.rules.are_known:
                continue
            if node.kind in _BRACED or node.classes or node.attributes:
                yield from _unknown_names(node, evidence)
                yield from _faults_of_block(node, evidence.rules.blocks, outermost)


_BRACED = ("div", "bracketed")  # what has braces, if only empty ones


def known_classes(kind: str, rules: Rules) -> tuple[str, ...]:
    """The classes that a kind of node may have in a brief whose template has these rules."""
    match kind:
        case "div":
            return (*KNOWN_TO_ALL, *rules.blocks)
        case "bracketed":
            return CLASSES_OF_WORDS
        case _:
            return ()


def _unknown_names(node: Node, evidence: Evidence) -> Iterator[Diagnostic]:
    known = known_classes(node.kind, evidence.rules)
    if known and not node.classes and not node.attributes:
        hint = f"name a class: {', '.join('.' + name for name in known)}"
        yield diagnose(codes.UNKNOWN_CLASS, "these braces name no class", node.span, hint=hint)
    strange = [name for name in node.classes if name not in known]
    for name in strange:
        hint = did_you_mean(name, known) if known else "leave the class out"
        if node.kind == "div" and (other := evidence.declarer(name)):
            hint = f"the template `{other}` has it: set the brief in that one, or do without"
        yield diagnose(codes.UNKNOWN_CLASS, f"unknown class `{name}`", node.span, hint=hint)
    if strange or node.kind == "table":
        return  # what it may have, its class says; those of a table are the reader's
    yield from _unknown_attributes(node, evidence.rules)


def _unknown_attributes(node: Node, rules: Rules) -> Iterator[Diagnostic]:
    allowed = _attributes(node, rules.blocks)
    for name in node.attributes:
        if name not in allowed:
            hint = did_you_mean(name, allowed) if allowed else "leave it out"
            if name == "lang":
                hint = "put what is in another language between ::: {lang=…} and :::"
            yield diagnose(codes.UNKNOWN_CLASS, f"unknown attribute `{name}`", node.span, hint=hint)
    language = node.attributes.get("lang")
    if language is not None and convert(LanguageTag, language)[1]:
        hint = "write one such as lang=fr or lang=pt-BR (BCP 47)"
        message = f"`lang` must be a language tag, not “{language}”"
        yield diagnose(codes.UNKNOWN_CLASS, message, node.span, hint=hint)


def _attributes(node: Node, declared: BlockRules) -> tuple[str, ...]:
    if node.kind != "div":
        return _ATTRIBUTES.get(node.kind, ())
    if CAVEAT in node.classes:
        return ("title", "status")
    rules = [declared[name] for name in node.classes if name in declared]
    language = ("lang",) if len(rules) == len(node.classes) else ()
    return (*language, "title") if any(rule.is_titled for rule in rules) else language


# --- blocks that a template declares ------------------------------------------------------

_CONTENT: Mapping[str, Content] = {
    "paragraph": "paragraphs",
    "bullet_list": "lists",
    "ordered_list": "lists",
    "definition_list": "definitions",
    "quotation": "quotations",
    "table": "tables",
    "figure": "images",
    "heading": "headings",
    "div": "blocks",
}
_CALLED: Mapping[Content, str] = {
    "paragraphs": "a paragraph",
    "lists": "a list",
    "definitions": "a list of definitions",
    "quotations": "a quotation",
    "tables": "a table",
    "images": "an image",
    "headings": "a heading",
    "blocks": "another block",
}


def _faults_of_block(
    node: Node, declared: BlockRules, outermost: Collection[Span]
) -> Iterator[Diagnostic]:
    if node.kind != "div" or not node.classes or node.classes[0] not in declared:
        return
    name, rule = node.classes[0], declared[node.classes[0]]
    if len(node.classes) > 1:
        hint = f"write ::: {{.{name}}}, or put one block inside the other"
        message = f"a block has one class, and this has {len(node.classes)}"
        yield diagnose(codes.UNKNOWN_CLASS, message, node.span, hint=hint)
    if (rule.aside or rule.placed) and node.span not in outermost:
        hint = "put it between the blocks of a section, outside lists, quotations and boxes"
        message = f"`{name}` cannot stand inside another block"
        yield diagnose(codes.MISPLACED_PART, message, node.span, hint=hint)
    yield from _held_by_mistake(node, name, rule)


def _held_by_mistake(node: Node, name: str, rule: BlockRule) -> Iterator[Diagnostic]:
    if not node.children:
        hint = "write what is to stand in it, or remove it"
        yield diagnose(codes.MISPLACED_PART, f"this `{name}` is empty", node.span, hint=hint)
    for child in node.children if rule.holds else ():
        content = _CONTENT.get(child.kind)
        if content and content not in (rule.holds or ()):
            message = f"a block `{name}` does not hold {_CALLED[content]}"
            hint = f"it may hold {', '.join(rule.holds or ())}; put this beside it"
            yield diagnose(codes.MISPLACED_PART, message, child.span, hint=hint)
