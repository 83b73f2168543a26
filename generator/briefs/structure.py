"""What the nodes of a brief must be, wherever they stand: known names, links that lead on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from generator.briefs.citations import CROSS_REFERENCE
from generator.config.addresses import HINT, is_address
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.markdown.citing import CITED
from generator.markdown.plain import markup_in_words
from generator.markdown.syntax import Node, walk, words_aloud

PARTS_OF_A_BRIEF = ("summary", "glance", "judgements", "decision", "gaps", "recommendations")
PRINTED_ATTRIBUTES = ("title", "alt")
_NAMED = ("div", "heading", "table", "caption", "figure")
_RESERVED = re.compile(r"(?:note|mark|src|caveat|in-brief|section)-.*")


def faults_of_structure(
    blocks: tuple[Node, ...], footnotes: Iterable[Node], unclosed: Collection[Span] = ()
) -> Iterator[Diagnostic]:
    """Everything that does not hold in the blocks and footnotes of one file.

    `unclosed` are the places of fences that nothing closes: what follows stands in them by chance.
    """
    notes = tuple(footnotes)
    everything = (*blocks, *notes)
    for node in walk(everything):
        for name in PRINTED_ATTRIBUTES if node.attributes else ():
            yield from markup_in_words(node.attributes.get(name, ""), name, node.span)
        if node.kind == "figure" and not words_aloud(node.children).strip():
            yield from _without_words(node)
    yield from _names_once(everything)
    yield from _cross_references_lead_somewhere(everything)
    yield from _links_lead_somewhere(everything)
    yield from _headings_step_down(blocks)
    yield from _parts_stand_alone(block for block in blocks if block.span not in unclosed)
    for note in notes:
        yield from _holds_only_text(note)


def cross_reference(node: Node) -> str | None:
    """The table or figure that a bracket refers to, where it holds nothing else."""
    if node.kind not in ("citations", "author_in_text") or len(node.children) != 1:
        return None
    found = CITED.fullmatch(node.children[0].value)
    key = found[1] if found else ""
    return key if CROSS_REFERENCE.fullmatch(key) else None


def _without_words(figure: Node) -> Iterator[Diagnostic]:
    if not figure.attributes.get("alt"):
        hint = 'write ![Caption](image.png){#fig-name alt="What it shows"}'
        message = "this image has neither a caption nor a text for those who cannot see it"
        yield diagnose(codes.INLINE_IMAGE, message, figure.span, hint=hint)


def _names_once(nodes: tuple[Node, ...]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for node in walk(nodes):
        name = node.identifier
        if not name:
            continue
        if node.kind not in _NAMED:
            yield diagnose(
                codes.NAME_TWICE, f"`#{name}` names nothing here", node.span, hint="leave it out"
            )
        elif name in seen:
            yield diagnose(
                codes.NAME_TWICE, f"a second `#{name}`", node.span, hint="choose another name"
            )
        elif _RESERVED.fullmatch(name):
            hint = (
                "names that begin with note-, mark-, src-, caveat-, in-brief- or section- are taken"
            )
            yield diagnose(codes.NAME_TWICE, f"`#{name}` cannot be a name", node.span, hint=hint)
        elif node.kind in _PREFIXES and not name.startswith(_PREFIXES[node.kind]):
            hint = f"write {{#{_PREFIXES[node.kind]}{name}}}, so that the text can refer to it"
            message = f"`#{name}` cannot be the name of a {node.kind}"
            yield diagnose(codes.NAME_TWICE, message, node.span, hint=hint)
        seen.add(name)


_PREFIXES = {"table": "tbl-", "figure": "fig-"}


def _cross_references_lead_somewhere(nodes: tuple[Node, ...]) -> Iterator[Diagnostic]:
    names = {n.identifier for n in walk(nodes) if n.kind in _PREFIXES and n.identifier}
    for node in walk(nodes):
        name = cross_reference(node)
        if name and name not in names:
            hint = "there is " + (", ".join(sorted(names)) or "no table or figure with a name")
            yield diagnose(
                codes.NO_SUCH_TABLE, f"no table or figure `{name}`", node.span, hint=hint
            )


def _links_lead_somewhere(nodes: tuple[Node, ...]) -> Iterator[Diagnostic]:
    anchors = {n.identifier for n in walk(nodes) if n.kind in ("heading", "table", "figure")}
    for node in walk(nodes):
        if node.kind != "link":
            continue
        if node.value.startswith("#") and node.value[1:] in anchors - {""}:
            continue
        if node.value.startswith("#"):
            hint = f"name the heading: ## Words {{{node.value}}}"
            yield diagnose(codes.DEAD_LINK, f"nothing is named {node.value}", node.span, hint=hint)
        elif not is_address(node.value):
            message = f"this link leads nowhere: {node.value or 'it has no address'}"
            yield diagnose(codes.DEAD_LINK, message, node.span, hint=HINT)
        if not words_aloud(node.children).strip():
            hint = "write the words between the square brackets"
            yield diagnose(codes.DEAD_LINK, "a link without words", node.span, hint=hint)


def _headings_step_down(blocks: tuple[Node, ...]) -> Iterator[Diagnostic]:
    level = 1
    for node in walk(blocks):
        if node.kind != "heading":
            continue
        if not words_aloud(node.children).strip():
            yield diagnose(
                codes.BAD_HEADING_LEVEL, "a heading without words", node.span, hint="remove it"
            )
        if node.level == 1:
            hint = "the title stands in the front matter; sections begin with ##"
            yield diagnose(codes.BAD_HEADING_LEVEL, "a heading of level 1", node.span, hint=hint)
        elif node.level > level + 1:
            hint = f"write {'#' * (level + 1)}"
            message = f"a heading of level {node.level} below one of level {level}"
            if level == 1:
                message = f"the first heading is of level {node.level}"
            yield diagnose(codes.BAD_HEADING_LEVEL, message, node.span, hint=hint)
        level = max(2, node.level)


def _parts_stand_alone(blocks: Iterable[Node]) -> Iterator[Diagnostic]:
    for block in blocks:
        for node in walk(block.children):
            for name in node.classes:
                if node.kind == "div" and name in (*PARTS_OF_A_BRIEF, "caveat"):
                    hint = "close the fence around it first"
                    message = f"`{name}` stands inside another block"
                    yield diagnose(codes.MISPLACED_PART, message, node.span, hint=hint)


def _holds_only_text(note: Node) -> Iterator[Diagnostic]:
    for node in walk(note.children):
        if node.kind in ("table", "figure", "div", "heading"):
            hint = "a footnote holds paragraphs, lists and quotations"
            yield diagnose(codes.BAD_FOOTNOTE, f"a {node.kind} in a footnote", node.span, hint=hint)
