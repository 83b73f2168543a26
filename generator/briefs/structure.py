"""Rules for the nodes of a brief, wherever they are: names are unique, links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from generator.briefs.citations import CROSS_REFERENCE
from generator.config.addresses import HINT, is_address, shown_instead
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.markdown.citing import CITED
from generator.markdown.syntax import Markdown, Node, NodesOfKind, walk, words_aloud
from generator.markdown.unread import markup_in_words
from generator.templates.blocks import CAVEAT, LANDSCAPE, PAGE_BREAK, PARALLEL, PARTS_OF_A_BRIEF

CLASSES_OF_WORDS = (
    *("reported", "confidence", "origin", "to", "by", "term", "translated"),
    "pull",
)
"""The classes that words may have: `[words]{.term}`."""
PRINTED_ATTRIBUTES = ("title", "alt")
_NAMED = ("div", "heading", "table", "caption", "figure")
_RESERVED = re.compile(r"(?:note|mark|src|caveat|in-brief|section)-.*")


def faults_of_structure(markdown: Markdown, unclosed: Collection[Span]) -> Iterator[Diagnostic]:
    """Every fault in the structure of the blocks and footnotes of one file.

    `unclosed` are the places of unclosed fences: what follows is inside them only by accident.
    """
    blocks, notes = markdown.blocks, tuple(markdown.footnotes.values())
    nodes, of_kind = markdown.nodes, markdown.of_kind
    for node in nodes:
        for name in PRINTED_ATTRIBUTES if node.attributes else ():
            yield from markup_in_words(node.attributes.get(name, ""), name, node.span)
        if node.kind == "figure" and not words_aloud(node.children).strip():
            yield from _without_words(node)
        if node.kind == "figure" and image_share(node) is None:
            hint = "give a share of the width that it stands in, from 10% to 100%: {width=60%}"
            message = f"cannot read `width={node.attributes['width']}`"
            yield diagnose(codes.BAD_BRACES, message, node.span, hint=hint)
    yield from _names_once(nodes)
    yield from _cross_references_lead_somewhere(of_kind)
    yield from _links_lead_somewhere(of_kind)
    headings = of_kind.get("heading", ())
    in_notes = sum(node.kind == "heading" for node in walk(notes))
    yield from _headings_step_down(headings[: len(headings) - in_notes])
    if sum(len(of_kind.get(kind, ())) for kind in _LISTS) > _DEEPEST_LIST:
        yield from _lists_end_at_level_nine((*blocks, *notes))
    divs = of_kind.get("div", ())
    if len(divs) > sum(block.kind == "div" for block in blocks):
        yield from _parts_stand_alone(block for block in blocks if block.span not in unclosed)
    yield from _pull_quotes_stand_in_sections(blocks, of_kind.get("bracketed", ()))
    yield from faults_of_pages(blocks, divs)
    yield from _faults_of_parallels(divs)
    for note in notes:
        yield from _holds_only_text(note)


def language_of_part(node: Node) -> str:
    """The language that a block has for its own, `::: {lang=fr}`, as a tag; empty for none."""
    return node.attributes.get("lang", "") if node.kind == "div" else ""


_SHARE = re.compile(r"([1-9][0-9]|100)%")


def image_share(figure: Node) -> float | None:
    """How much of the width that it stands in an image is to take; None if that is unreadable.

    All of it where the author says nothing.
    """
    found = _SHARE.fullmatch(figure.attributes.get("width", "100%"))
    return int(found[1]) / 100 if found else None


_CITING = ("citations", "author_in_text")


def cross_reference(node: Node) -> str | None:
    """The table or figure that a bracket refers to; None if it holds anything else."""
    if node.kind not in _CITING or len(node.children) != 1:
        return None
    found = CITED.fullmatch(node.children[0].value)
    key = found[1] if found else ""
    return key if CROSS_REFERENCE.fullmatch(key) else None


def is_counted(node: Node) -> bool:
    """Whether a table or figure has a number: only one with a caption has a place to show it."""
    if node.kind == "figure":
        return bool(words_aloud(node.children).strip())
    return node.kind == "table" and any(part.kind == "caption" for part in node.children)


def _pull_quotes_stand_in_sections(
    blocks: tuple[Node, ...], marked: Iterable[Node]
) -> Iterator[Diagnostic]:
    """Words stand out beside the paragraph that they are in: one of a section, and of no block."""
    paragraphs = (block for block in blocks if block.kind == "paragraph")
    beside = {node.span for paragraph in paragraphs for node in paragraph.children}
    for node in marked:
        if "pull" in node.classes and node.span not in beside:
            hint = "mark words of a paragraph that stands in a section by itself"
            yield diagnose(codes.MISPLACED_PART, "no pull quote stands here", node.span, hint=hint)


def faults_of_pages(blocks: tuple[Node, ...], nodes: Iterable[Node]) -> Iterator[Diagnostic]:
    """Where no page can begin: one begins between the blocks of a section, or of landscape pages.

    `nodes` are all that are in the blocks, and in what stands beside them.
    """
    turned = {block.span for block in blocks if LANDSCAPE in block.classes}
    inside = (node for block in blocks if block.span in turned for node in block.children)
    placed = turned | {node.span for node in (*blocks, *inside) if PAGE_BREAK in node.classes}
    for node in nodes:
        if node.kind != "div" or not {PAGE_BREAK, LANDSCAPE}.intersection(node.classes):
            continue
        if node.span not in placed:
            hint = "put it between the blocks of a section, outside lists, quotations and boxes"
            yield diagnose(codes.MISPLACED_PART, "no page begins here", node.span, hint=hint)
        elif PAGE_BREAK in node.classes and node.children:
            hint = "close it on the next line, with a line `:::`"
            message = "a page break has nothing in it"
            yield diagnose(codes.MISPLACED_PART, message, node.span, hint=hint)


def _faults_of_parallels(divs: Iterable[Node]) -> Iterator[Diagnostic]:
    """What cannot stand side by side: each language has its own block, and as many paragraphs."""
    for node in divs:
        if PARALLEL not in node.classes:
            continue
        sides = [one for one in node.children if language_of_part(one)]
        if len(sides) < 2 or len(sides) < len(node.children):
            hint = "write ::: {lang=en} and ::: {lang=fr} inside it, each closed with :::"
            message = "a parallel block holds a block for each of its languages, and nothing else"
            yield diagnose(codes.MISPLACED_PART, message, node.span, hint=hint)
            continue
        for inner in (inner for side in sides for inner in side.children):
            if inner.kind != "paragraph":
                hint = "put it above or below the parallel block"
                message = "only paragraphs stand side by side"
                yield diagnose(codes.MISPLACED_PART, message, inner.span, hint=hint)
        counts = [len(side.children) for side in sides]
        if len({*counts}) > 1:
            said = " and ".join(map(str, counts))
            hint = "give each paragraph its counterpart"
            message = f"side by side stand {said} paragraphs, which are no pairs"
            yield diagnose(codes.MISPLACED_PART, message, node.span, hint=hint)


def _without_words(figure: Node) -> Iterator[Diagnostic]:
    if not figure.attributes.get("alt"):
        hint = 'write ![Caption](image.png){#fig-name alt="What it shows"}'
        message = "this image has no caption, and no text for people who cannot see it"
        yield diagnose(codes.INLINE_IMAGE, message, figure.span, hint=hint)


def _names_once(nodes: Iterable[Node]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for node in nodes:
        name = node.identifier
        if not name:
            continue
        if node.kind not in _NAMED:
            yield diagnose(
                codes.NAME_TWICE, f"`#{name}` names nothing here", node.span, hint="remove it"
            )
        elif name in seen:
            yield diagnose(
                codes.NAME_TWICE,
                f"the name `#{name}` is used twice",
                node.span,
                hint="choose another name",
            )
        elif _RESERVED.fullmatch(name):
            hint = "choose one that does not begin with note-, mark-, src-, caveat-, in-brief- or "
            hint += "section-"
            yield diagnose(codes.NAME_TWICE, f"`#{name}` cannot be a name", node.span, hint=hint)
        elif node.kind in _PREFIXES and not name.startswith(_PREFIXES[node.kind]):
            hint = f"write {{#{_PREFIXES[node.kind]}{name}}}, so that the text can refer to it"
            message = f"`#{name}` cannot be the name of a {node.kind}"
            yield diagnose(codes.NAME_TWICE, message, node.span, hint=hint)
        seen.add(name)


_PREFIXES = {"table": "tbl-", "figure": "fig-"}


def _cross_references_lead_somewhere(of_kind: NodesOfKind) -> Iterator[Diagnostic]:
    tables, figures, citations, in_text = (
        of_kind.get(kind, ()) for kind in ("table", "figure", *_CITING)
    )
    named = {node.identifier: node for node in (*tables, *figures) if node.identifier}
    names = [name for name, node in named.items() if is_counted(node)]
    for name, node in ((cross_reference(node), node) for node in (*citations, *in_text)):
        if name in named and name not in names:
            hint = "write a caption: ![Caption](image.png){#fig-name}"
            message = f"`{name}` has no caption, and so no number to refer to"
            yield diagnose(codes.NO_SUCH_TABLE, message, node.span, hint=hint)
        elif name and name not in names:
            hint = "this brief has no table or figure with a name"
            if names:
                hint = f"known here: {', '.join(sorted(names))}"
            yield diagnose(
                codes.NO_SUCH_TABLE, f"no table or figure `{name}`", node.span, hint=hint
            )


def _links_lead_somewhere(of_kind: NodesOfKind) -> Iterator[Diagnostic]:
    leading = (of_kind.get(kind, ()) for kind in ("heading", "table", "figure"))
    anchors = {node.identifier for nodes in leading for node in nodes}
    for node in of_kind.get("link", ()):
        if node.value.startswith("#") and node.value[1:] in anchors - {""}:
            continue
        if node.value.startswith("#"):
            hint = f"name the heading: ## Words {{{node.value}}}"
            message = f"no heading, table or figure has the name {node.value}"
            yield diagnose(codes.DEAD_LINK, message, node.span, hint=hint)
        elif not is_address(node.value):
            message = f"this link leads nowhere: {node.value or 'it has no address'}"
            yield diagnose(codes.DEAD_LINK, message, node.span, hint=HINT)
        words = words_aloud(node.children)
        if shown := shown_instead(words, node.value):
            message = f"this link shows {shown} and leads to {node.value}"
            hint = "let the words show where it leads, or describe the page"
            yield diagnose(codes.LINK_ELSEWHERE, message, node.span, hint=hint)
        if not words.strip():
            hint = "write the words between the square brackets"
            yield diagnose(codes.DEAD_LINK, "this link has no words", node.span, hint=hint)


def _headings_step_down(headings: Iterable[Node]) -> Iterator[Diagnostic]:
    level = 1
    for node in headings:
        if not words_aloud(node.children).strip():
            yield diagnose(
                codes.BAD_HEADING_LEVEL, "this heading has no words", node.span, hint="remove it"
            )
        if node.level == 1:
            hint = "write ##; the title of the brief belongs in the front matter"
            message = "this heading has level 1, which only the title has"
            yield diagnose(codes.BAD_HEADING_LEVEL, message, node.span, hint=hint)
        elif node.level > level + 1:
            hint = f"write {'#' * (level + 1)}"
            message = f"this heading has level {node.level}, and the one before has level {level}"
            if level == 1:
                message = f"the first heading has level {node.level}"
            yield diagnose(codes.BAD_HEADING_LEVEL, message, node.span, hint=hint)
        level = max(2, node.level)


_LISTS = ("bullet_list", "ordered_list")
_DEEPEST_LIST = 9  # levels: Word counts no more (ISO 29500-1, 17.9.6)


def _lists_end_at_level_nine(nodes: Iterable[Node], depth: int = 0) -> Iterator[Diagnostic]:
    for node in nodes:
        inside = depth + (node.kind in _LISTS)
        if inside > _DEEPEST_LIST:
            message = f"this list is inside {_DEEPEST_LIST} others: Word has no more levels"
            hint = "make it part of the list around it, or say it in a paragraph"
            yield diagnose(codes.DEEP_LIST, message, node.span, hint=hint)
        else:
            yield from _lists_end_at_level_nine(node.children, inside)


def _parts_stand_alone(blocks: Iterable[Node]) -> Iterator[Diagnostic]:
    for block in blocks:
        for node in walk(block.children) if block.kind in _HOLDING_BLOCKS else ():
            for name in node.classes if node.kind == "div" else ():
                if name in (*PARTS_OF_A_BRIEF, CAVEAT):
                    hint = "close the other block first, with a line `:::`"
                    message = f"`{name}` is inside another block"
                    yield diagnose(codes.MISPLACED_PART, message, node.span, hint=hint)


_HOLDING_BLOCKS = ("div", "quotation", "definition_list", *_LISTS)


def _holds_only_text(note: Node) -> Iterator[Diagnostic]:
    for node in walk(note.children):
        if node.kind in ("table", "figure", "div", "heading"):
            hint = "move it into the text; use paragraphs, lists and quotations in footnotes"
            message = f"a footnote cannot hold this {_CALLED.get(node.kind, node.kind)}"
            yield diagnose(codes.BAD_FOOTNOTE, message, node.span, hint=hint)


_CALLED = {"figure": "image", "div": "fenced block"}
