"""The headers and footers of a house's Word file, with what a brief says in the place of fields.

A marking stands in each of them: where the house has a place for it, else on a line of its own. A
title is cut where its line would wrap.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import fsum
from typing import Literal

from generator.document import Meta
from generator.language.visible import escaped
from generator.theme.running_heads import HEAD_FIELD, PAGE_FIELDS, head_fields, words_of_pattern
from generator.theme.theme import Style
from generator.theme.word_base import (
    PICTURE_TYPES,
    BaseHead,
    HeadKind,
    HeadPages,
    WordBase,
    house_picture,
)
from generator.writers.docx.character_styles import MARKING_STYLE
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import NAMESPACES, PLAIN, RunFormat, run
from generator.writers.docx.measures import words_width
from generator.writers.docx.parts import TextPart
from generator.writers.docx.places import PAGE_CODES, pieces_of_page, words_that_fit
from generator.writers.docx.role_styles import GAP
from generator.writers.docx.stylesheet import JUSTIFICATION

OURS = "brief:"
"""Before the id of a style of ours in the markup of a house: the house may have one of that id."""

_NOTHING = {
    "header": f"<w:hdr {NAMESPACES}></w:hdr>",
    "footer": f"<w:ftr {NAMESPACES}></w:ftr>",
}
_WORDS = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
_DRAWING = re.compile(r'(<wp:docPr(?: [^>]*?)? id=")\d+(?=")')
_MARKED = "{marking}"
_NO_BREAK = "\u00a0"


def house_references(
    base: WordBase, kind: HeadKind, pages: Literal["default", "first"], art: str, file: DocxFile
) -> str:
    """References to the house's headers or footers of some pages; `art` stands behind the text.

    Those of even pages come with those of all. Where the house has none for some pages, these show
    what stands behind the text and the marking alone.
    """
    said = {one.pages: one for one in base.heads if one.kind == kind}
    wanted: tuple[HeadPages, ...] = ("default", "even") if pages == "default" else ("first",)
    shown = [said.get(one) or BaseHead(kind, one, _NOTHING[kind], {}) for one in wanted]
    there = (head for head in shown if head.pages in said or head.pages != "even")
    return "".join(_reference(head, base, art, file) for head in there)


def _reference(head: BaseHead, base: WordBase, art: str, file: DocxFile) -> str:
    """The reference to a head; pages that show the same share one."""
    meta = file.document.meta
    more = ("" if _MARKED in head.markup else _marking_line(head, base, meta)) + _art_line(art)
    if not more and head.markup == _NOTHING[head.kind]:
        return ""
    closing = "</w:ftr>" if head.kind == "footer" else "</w:hdr>"
    markup = _filled_house_head(head, base, file).removesuffix(closing) + more + closing
    same = (markup, *sorted(head.relations.items()))
    if same not in file.house_heads:
        file.house_heads[same] = _new_head(markup, head, base, file)
    relationship = file.house_heads[same]
    return f'<w:{head.kind}Reference w:type="{head.pages}" r:id="{relationship}"/>'


def margin_with_marking(base: WordBase, kind: HeadKind, margin: float, file: DocxFile) -> float:
    """A margin in which the house's heads have room with a line for the marking, in points."""
    meta, look = file.document.meta, file.theme.style(kind)
    own = [one for one in base.heads if one.kind == kind and _MARKED not in one.markup]
    if not own or not _fields(meta)["marking"]:
        return margin
    step = file.styles.normal.look.leading
    line = step if meta.marking else look.before + look.leading + look.after
    height = max(one.height for one in own) + line
    return max(margin, base.edges.get(kind, 0.0) + height + _CLEAR)


_CLEAR = 6.0  # points between a marking and the text


def _new_head(markup: str, head: BaseHead, base: WordBase, file: DocxFile) -> str:
    """The id of the relationship to a new part with the markup of a head."""
    footer = head.kind == "footer"
    part = file.parts.new_head(footer=footer)
    part.is_ours = False
    part.xml = _DRAWING.sub(lambda found: f"{found[1]}{file.next_drawing()}", markup)
    _relate(head, base, part, file)
    return file.parts.kept_head(part, footer=footer)


def _relate(head: BaseHead, base: WordBase, part: TextPart, file: DocxFile) -> None:
    """Relate a head to its pictures and links, by the ids that its markup names."""
    for key, (kind, target, is_external) in head.relations.items():
        if is_external:
            file.parts.add_related(part, key, kind, target)
        elif target in base.parts:
            suffix = target[target.rfind(".") + 1 :].lower()
            name = f"/word/media/{house_picture(target)}"
            picture = (name, PICTURE_TYPES[suffix], base.parts[target])
            file.parts.add_related(part, key, kind, picture)


def _filled_house_head(head: BaseHead, base: WordBase, file: DocxFile) -> str:
    """The markup of a head with what a brief says in the place of fields in braces."""
    meta, said = file.document.meta, dict(_fields(file.document.meta))
    if f"{{{TITLE}}}" in head.markup:
        said[TITLE] = _title_on_line(head, base, said, file)
    fields = {name: escaped(words) for name, words in said.items()}
    fields |= {name: _page_words(name, meta) for name in PAGE_FIELDS}

    def filled(found: re.Match[str]) -> str:
        lacks = any(fields.get(name) == "" for name in HEAD_FIELD.findall(found[2]))
        words = words_of_pattern(found[2], fields) if lacks else _with_fields(found[2], fields)
        return found[1] + words + found[3]

    spaced = _WORDS.sub(_with_space_said, head.markup)
    markup = _with_run_of_marking(spaced) if meta.marking else spaced
    return _WORDS.sub(filled, markup)


def _with_space_said(found: re.Match[str]) -> str:
    """Words whose outer space counts once they are divided: none that did not count before."""
    words = found[2] if _SPACED in found[1] else found[2].strip()
    return f"<w:t {_SPACED}>{words}{found[3]}"


_RUN = re.compile(
    r"<w:r(?: [^>]*)?>(?P<letters><w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?"
    r"(?:(?!</?w:r[ >]|</w:r>).)*?</w:r>",
    re.DOTALL,
)


def _with_run_of_marking(markup: str) -> str:
    """The markup in which a marking is a run of its own, in the look that its scheme gives it."""
    style = f'<w:rPr><w:rStyle w:val="{OURS}{MARKING_STYLE}"/></w:rPr>'
    own = f"<w:r>{style}<w:t {_SPACED}>{_NO_BREAK}{_MARKED}{_NO_BREAK}</w:t></w:r>"

    def parted(found: re.Match[str]) -> str:
        letters = found["letters"] or ""
        return found[0].replace(_MARKED, f"</w:t></w:r>{own}<w:r>{letters}<w:t {_SPACED}>")

    return _RUN.sub(parted, markup)


def _with_fields(words: str, fields: Mapping[str, str]) -> str:
    return HEAD_FIELD.sub(lambda one: fields.get(one[1], one[0]), words)


def _title_on_line(head: BaseHead, base: WordBase, said: Mapping[str, str], file: DocxFile) -> str:
    """The title, its last words left out where it would wrap: so a PDF has it, too."""
    look, own = file.theme.style(head.kind), base.worn.get(head.kind)
    stops = base.styles[own].tabs if own else ()
    room = room_for_title(head.markup, said, look, stops, file.theme.page.text_width)
    return words_that_fit(said[TITLE], look, room) or said[TITLE]


def _page_words(name: str, meta: Meta) -> str:
    """What a field of the page says, to stand inside `w:t`: Word counts, so words end and go on."""
    return "".join(
        f"</w:t>{_COUNTED.format(PAGE_CODES[piece])}<w:t {_SPACED}>"
        if piece in PAGE_CODES
        else escaped(piece)
        for piece in pieces_of_page(name, meta)
    )


_SPACED = 'xml:space="preserve"'
_COUNTED = (
    '<w:fldChar w:fldCharType="begin"/>'
    f"<w:instrText {_SPACED}> {{}} </w:instrText>"
    '<w:fldChar w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/>'
)


def _fields(meta: Meta) -> Mapping[str, str]:
    marking = meta.marking.words if meta.marking else meta.fields.get("marking", "")
    return {**head_fields(meta), "marking": marking}


def _marking_line(head: BaseHead, base: WordBase, meta: Meta) -> str:
    """A paragraph with the marking alone; none without a marking.

    One without a look of its own looks as the other words there.
    """
    words = _fields(meta)["marking"]
    if not words:
        return ""
    look = meta.marking.look if meta.marking else None
    shown = RunFormat(style=f"{OURS}{MARKING_STYLE}") if look else PLAIN
    place = JUSTIFICATION[look.position if look else "center"]
    letters = run(f"{_NO_BREAK}{words}{_NO_BREAK}", shown)
    own = None if look else base.worn.get(head.kind)
    style = f"{OURS}Normal" if own is None else escaped(own)
    properties = f'<w:pStyle w:val="{style}"/>{_UNRULED}<w:jc w:val="{place}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{letters}</w:p>"


_UNRULED = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right")).join(
    ("<w:pBdr>", "</w:pBdr>")
)


def _art_line(art: str) -> str:
    """A paragraph next to nothing high, which holds what stands behind the text."""
    if not art:
        return ""
    return f'<w:p><w:pPr><w:pStyle w:val="{OURS}{GAP.id}"/></w:pPr>{art}</w:p>'


TITLE = "title"
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_PIECE = re.compile(r"<w:tab/>|<w:t(?: [^>]*)?>([^<]*)</w:t>")
_BETWEEN = 12.0  # points between a title and what stands beside it

Stops = Sequence[tuple[str, float]]


def room_for_title(
    markup: str, fields: Mapping[str, str], look: Style, stops: Stops, width: float
) -> float:
    """The room that the first title in a head has on its line, in points; all where it is unknown.

    `stops` are those of the style of the line, each an alignment and its place, and `width` is that
    of the text. What stands in a table has the room of its cell.
    """
    lines = (one for one in _PARAGRAPH.findall(markup) if f"{{{TITLE}}}" in one)
    line = next(lines, None)
    if line is None or "<w:tbl>" in markup:
        return width
    pieces = [""]
    for found in _PIECE.finditer(line):
        if found[1] is None:
            pieces.append("")
        else:
            pieces[-1] += found[1]
    at = next(place for place, words in enumerate(pieces) if f"{{{TITLE}}}" in words)
    widths = [_width_beside(words, fields, look) for words in pieces]
    return _room_at(at, widths, stops, width) - widths[at]


def _width_beside(words: str, fields: Mapping[str, str], look: Style) -> float:
    """The width of words without the title among them."""
    said = HEAD_FIELD.sub(lambda one: "" if one[1] == TITLE else fields.get(one[1], "88"), words)
    return words_width(said, look)


def _room_at(at: int, widths: Sequence[float], stops: Stops, width: float) -> float:
    """The room of a piece of a line, behind as many tabs as it has a number (17.3.1.37)."""
    others = fsum(each + _BETWEEN for place, each in enumerate(widths) if place != at and each)
    if not 0 < at <= len(stops):
        return width - others
    kind, stop = stops[at - 1]
    before = stops[at - 2][1] if at > 1 else 0.0
    free = stop - max(before, fsum(widths[:at])) - _BETWEEN
    match kind:
        case "right" | "end":
            return free
        case "center":
            return 2 * min(free, width - stop - fsum(widths[at + 1 :]))
        case _:
            return width - stop - fsum(widths[at + 1 :])
