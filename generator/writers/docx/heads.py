"""Running heads: the patterns of the theme filled in, page numbers as fields."""

from __future__ import annotations

import re

from generator.document import Meta
from generator.theme.theme import RunningHead, Style
from generator.writers.docx import measure
from generator.writers.docx.flow import WordParagraph, flow_xml
from generator.writers.docx.markup import NAMESPACES, TAB, run
from generator.writers.docx.references import field
from generator.writers.docx.styles import Styles

_SLOT = re.compile(r"\{(\w+)\}")
_SEPARATOR = " · "
_PAGE = "\0"  # stands for the page number, which no field can hold
_BETWEEN = 12.0  # points between two places at least


def head_xml(head: RunningHead, meta: Meta, styles: Styles, *, footer: bool) -> str:
    """A header or footer part; empty where none of its three places has words."""
    style = styles.paragraph("footer" if footer else "header")
    stops = dict(style.tabs)
    center, right = _filled(head.center, meta), _filled(head.right, meta)
    taken = [measure.width(_told(words, meta), style.look) for words in (center, right) if words]
    room = stops["right"] - sum(taken) - _BETWEEN * len(taken)
    left = _shortened(_filled(head.left, meta), room, style.look)
    if not (left or center or right):
        return ""
    content = _runs(left, meta)
    # Without words in the centre, its stop would halt those that belong to the right.
    tabs = () if center else (("clear", stops["center"]),)
    if center:
        content += TAB + _runs(center, meta)
    if right:
        content += TAB + _runs(right, meta)
    kind = "ftr" if footer else "hdr"
    paragraph = flow_xml([WordParagraph(style, content, tabs=tabs)])
    return f"<w:{kind} {NAMESPACES}>{paragraph}</w:{kind}>"


def _filled(pattern: str, meta: Meta) -> str:
    """The pattern with its fields; a part between dots whose fields are all empty is left out."""
    fields = {**meta.fields, "page": _PAGE}
    parts = []
    for part in pattern.split(_SEPARATOR):
        words = _SLOT.sub(lambda slot: fields.get(slot[1], slot[0]), part)
        if words.strip():
            parts.append(words)
    return _SEPARATOR.join(parts)


def _shortened(words: str, room: float, look: Style) -> str:
    """The words, cut behind one of them where they take more room than there is."""
    while words and _PAGE not in words and measure.width(words, look) > room:
        words = words.rstrip("…").rpartition(" ")[0].rstrip(" ,;:·–—")
        words = f"{words}…" if words else ""
    return words


def _told(words: str, meta: Meta) -> str:
    """The words with page numbers as they may come to look, to be measured."""
    label = meta.page_label.replace("{page}", "88").replace("{pages}", "88")
    return words.replace(_PAGE, label)


def _runs(words: str, meta: Meta) -> str:
    before, slot, after = words.partition(_PAGE)
    return run(before) + (_page(meta) if slot else "") + run(after)


def _page(meta: Meta) -> str:
    fields = {"{page}": field("PAGE", "1"), "{pages}": field("NUMPAGES", "1")}
    pieces = re.split(r"(\{pages?\})", meta.page_label)
    return "".join(fields.get(piece) or run(piece) for piece in pieces)
