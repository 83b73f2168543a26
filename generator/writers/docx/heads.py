"""Running heads: the patterns of the theme filled in, page numbers as fields."""

from __future__ import annotations

import re

from generator.document import Meta
from generator.theme.theme import RunningHead
from generator.writers.docx.flow import WordParagraph, flow_xml
from generator.writers.docx.markup import NAMESPACES, mark, run
from generator.writers.docx.references import field
from generator.writers.docx.styles import Styles

_SLOT = re.compile(r"\{(\w+)\}")
_TAB = mark("<w:tab/>")


def head_xml(head: RunningHead, meta: Meta, styles: Styles, *, footer: bool) -> str:
    """A header or footer part; empty where none of its three places has words."""
    left, center, right = (_filled(place, meta) for place in (head.left, head.center, head.right))
    if not (left or center or right):
        return ""
    style = styles.paragraph("footer" if footer else "header")
    content = left
    stops: tuple[tuple[str, float], ...] = ()
    if center:
        content += _TAB + center
    else:  # a stop between would halt the words that belong to the right
        stops = (("clear", dict(style.tabs)["center"]),)
    if right:
        content += _TAB + right
    kind = "ftr" if footer else "hdr"
    paragraph = flow_xml([WordParagraph(style, content, tabs=stops)])
    return f"<w:{kind} {NAMESPACES}>{paragraph}</w:{kind}>"


def _filled(pattern: str, meta: Meta) -> str:
    """A pattern as runs: `{page}` in the document's words, other slots from its fields."""
    before, slot, after = pattern.partition("{page}")
    return run(_words(before, meta)) + (_page(meta) if slot else "") + run(_words(after, meta))


def _words(pattern: str, meta: Meta) -> str:
    """The words of a pattern; a part between dots falls away when its fields are empty."""
    kept = []
    for part in pattern.split(" · "):
        filled = _SLOT.sub(lambda match: meta.fields.get(match[1], ""), part)
        if filled.strip() or not _SLOT.search(part):
            kept.append(filled)
    return " · ".join(kept)


def _page(meta: Meta) -> str:
    fields = {"{page}": field("PAGE", "1"), "{pages}": field("NUMPAGES", "1")}
    pieces = re.split(r"(\{pages?\})", meta.page_label)
    return "".join(fields.get(piece) or run(piece) for piece in pieces)
