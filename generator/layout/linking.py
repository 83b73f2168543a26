"""Links lead to something that exists: a place of the document, a page or a mail box.

A template may leave out the sources, and a draft is built whatever an author wrote. This is the
last check of an address: writers make no link of anything that it refuses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from generator.config.addresses import HINT, is_address
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.document import Document, Enclosing, Inline, Link
from generator.document.rewriting import Rewrite
from generator.document.walking import every_anchor, everything_in
from generator.markdown.syntax import Node, walk


def dead_links_as_words(document: Document) -> Rewrite | None:
    """What makes plain words of links of a document that lead nowhere; None if there are none.

    A link leads to an anchor or to an address.
    """
    every, anchors = everything_in(document).inlines, every_anchor(document)
    targets = {inline.target for inline in every if isinstance(inline, Link)}
    leading = {target for target in targets if _leads(target, anchors)}
    if targets == leading:
        return None

    def rewrite(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(one for inline in inlines for one in _linked(inline, leading))

    return rewrite


def bad_addresses(skeleton: tuple[Node, ...]) -> Iterator[Diagnostic]:
    """The links that a layout itself has and that lead to no address."""
    for node in walk(skeleton):
        if node.kind == "link" and not node.value.startswith("#") and not is_address(node.value):
            message = f"a link of the layout leads nowhere: {node.value or 'it has no address'}"
            yield diagnose(codes.LAYOUT_FAULT, message, node.span, hint=HINT)


def _leads(target: str, anchors: Collection[str]) -> bool:
    return target[1:] in anchors if target.startswith("#") else is_address(target)


def _linked(inline: Inline, leading: set[str]) -> Iterator[Inline]:
    match inline:
        case Link(children, target) if target not in leading:
            yield from children
        case Enclosing():
            inner = (one for child in inline.children for one in _linked(child, leading))
            yield replace(inline, children=tuple(inner))
        case _:
            yield inline
