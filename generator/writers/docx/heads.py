"""Running heads: the patterns of the theme filled in, page numbers as fields."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.document import Meta
from generator.theme.theme import RunningHead, Style
from generator.writers.docx import measure
from generator.writers.docx.controls import Controls
from generator.writers.docx.flow import WordParagraph, flow_xml
from generator.writers.docx.markup import NAMESPACES, TAB, run
from generator.writers.docx.references import field
from generator.writers.docx.styles import Styles, WordStyle

_SLOT = re.compile(r"\{(\w+)\}")
_SEPARATOR = " · "
_PAGE = "page"
_BETWEEN = 12.0  # points between two places at least

Piece = tuple[str, str]  # the name of a field, if it is one, and its words


def head_xml(
    head: RunningHead, meta: Meta, styles: Styles, controls: Controls, *, footer: bool, art: str
) -> str:
    """A header or footer part, `art` behind it; empty where none of its places has words."""
    style = styles.paragraph("footer" if footer else "header")
    content, tabs = _line(head, meta, style, controls)
    if not (content or art):
        return ""
    # A header without words draws no rule.
    line = WordParagraph(style if content else styles.normal, art + content, tabs=tabs)
    kind = "ftr" if footer else "hdr"
    return f"<w:{kind} {NAMESPACES}>{flow_xml([line])}</w:{kind}>"


def _line(
    head: RunningHead, meta: Meta, style: WordStyle, controls: Controls
) -> tuple[str, tuple[tuple[str, float], ...]]:
    """The words of the three places, and the tab stops that they are in need of."""
    stops = dict(style.tabs)
    center, right = _filled(head.center, meta), _filled(head.right, meta)
    taken = [measure.width(_told(words), style.look) for words in (center, right) if words]
    room = stops["right"] - sum(taken) - _BETWEEN * len(taken)
    left = _shortened(_filled(head.left, meta), room, style.look)
    if not (left or center or right):
        return "", ()
    content = _runs(left, meta, controls)
    # Without words in the centre, its stop would halt those that belong to the right.
    tabs = () if center else (("clear", stops["center"]),)
    if center:
        content += TAB + _runs(center, meta, controls)
    if right:
        content += TAB + _runs(right, meta, controls)
    return content, tabs


def _filled(pattern: str, meta: Meta) -> tuple[Piece, ...]:
    """The pattern with its fields; a part between dots whose fields are all empty is left out."""
    label = meta.page_label.replace("{page}", "88").replace("{pages}", "88")
    fields = {**meta.fields, _PAGE: label}  # the widest that page numbers may come to look
    found: list[Piece] = []
    for part in pattern.split(_SEPARATOR):
        literals, names = _SLOT.split(part)[::2], _SLOT.split(part)[1::2]
        pieces = [(name, fields.get(name, f"{{{name}}}")) for name in names]
        said = [("", literals[0])]
        for piece, literal in zip(pieces, literals[1:], strict=True):
            said += [piece, ("", literal)]
        if _told(said).strip():
            found += [("", _SEPARATOR), *said] if found else said
    return tuple(found)


def _told(pieces: Iterable[Piece]) -> str:
    return "".join(words for _, words in pieces)


def _shortened(pieces: tuple[Piece, ...], room: float, look: Style) -> tuple[Piece, ...]:
    """The pieces, cut behind a word where they take more room than there is."""
    words = _told(pieces)
    if measure.width(words, look) <= room or _PAGE in dict(pieces):
        return pieces
    while words and measure.width(words, look) > room:
        words = words.rstrip("…").rpartition(" ")[0].rstrip(" ,;:·–—")
        words = f"{words}…" if words else ""
    return (("", words),) if words else ()


def _runs(pieces: Iterable[Piece], meta: Meta, controls: Controls) -> str:
    return "".join(
        _page(meta) if name == _PAGE else controls.field(name, words, run(words))
        for name, words in pieces
    )


def _page(meta: Meta) -> str:
    fields = {"{page}": field("PAGE", "1"), "{pages}": field("NUMPAGES", "1")}
    pieces = re.split(r"(\{pages?\})", meta.page_label)
    return "".join(fields.get(piece) or run(piece) for piece in pieces)
