"""The words of a header or footer at its left, in its middle and at its right, and its picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from xml.etree import ElementTree as ET

from msgspec import Struct, field

from generator.houses.heads import PAGE, PAGES, HeadCleaner
from generator.houses.house import HouseHead, HousePicture
from generator.houses.looks import HouseStyles
from generator.houses.markup import markup_of
from generator.opening.list_numbers import as_int
from generator.opening.ooxml import Relationship
from generator.opening.wordprocessing import (
    ALTERNATIVES,
    A,
    R,
    W,
    letters_below,
    shown_alternative,
    value_of,
)
from generator.opening.xml_part import XmlElement
from generator.theme.word_base import HeadKind, HeadPages

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_EMU = 12700  # in a point
_LINE = 1.2  # of the size of letters, where a style counts lines by the font
_PLACES = {"center": 1, "right": 2, "end": 2}
_LEFT = frozenset({"left", "start", "decimal"})
_TEXT = 450.0  # points: about the width of a text, in which left stops are places
_LETTER = 0.5  # of the size of letters, how wide one is, about
_USUAL_STOP = 36.0  # points: Word has a stop so often where a style has none of its own


def read_house_head(
    root: XmlElement,
    relations: Mapping[str, Relationship],
    styles: HouseStyles,
    kind: HeadKind,
    pages: HeadPages,
) -> tuple[HouseHead, tuple[str, ...]]:
    """A head as a brief shows it, and what was taken out of it."""
    cleaner = HeadCleaner(relations)
    cleaned = cleaner.cleaned(root)
    if cleaned.find(f"{W}p") is None and cleaned.find(f"{W}tbl") is None:
        ET.SubElement(cleaned, f"{W}p")
    markup = markup_of(cleaned)
    walk = _Walk(relations, styles)
    walk.read_blocks(cleaned)
    rows = [tuple(map(_as_head_words, row)) for row in walk.rows]
    head = HouseHead(
        kind,
        pages,
        markup,
        tuple((left, center, right) for left, center, right in rows if left or center or right),
        walk.picture,
        walk.picture_place,
        walk.height,
        {
            key: (one.kind, one.target, one.is_external)
            for key, one in relations.items()
            if f'"{key}"' in markup
        },
        any(letters_below(box).strip() for box in cleaned.iter(f"{W}txbxContent")),
        walk.has_rules,
    )
    return head, tuple(cleaner.dropped)


def _as_head_words(words: str) -> str:
    """Words as a pattern of a theme: on one line, without signs that part them from nothing."""
    return " ".join(words.split()).strip(" ·|")


class _Walk(Struct):
    """A walk through a head: its lines, the first picture, and the room that it takes.

    Each line is its words at the left, in the middle and at the right.
    """

    relations: Mapping[str, Relationship]
    styles: HouseStyles
    rows: list[list[str]] = field(default_factory=list)
    height: float = 0.0
    picture: HousePicture | None = None
    picture_place: int = 0
    has_rules: bool = False

    def read_blocks(self, blocks: XmlElement) -> None:
        for block in blocks:
            if block.tag == f"{W}p":
                self.height += self._paragraph(block, 0)
            elif block.tag == f"{W}tbl":
                for row in block.iter(f"{W}tr"):
                    self._row(row)

    def _row(self, row: XmlElement) -> None:
        """A row of a table whose cells are places; it is as high as its highest cell."""
        cells = row.findall(f"{W}tc")
        before, heights, columns = self.rows, [0.0], []
        for number, cell in enumerate(cells):
            place = 2 * number // max(1, len(cells) - 1)
            self.rows = []
            heights.append(sum(self._paragraph(one, place) for one in cell.findall(f"{W}p")))
            columns.append(self.rows)
        beside = (filter(None, lines) for lines in zip_longest(*columns))
        self.rows = [*before, *([*map("".join, zip(*lines, strict=True))] for lines in beside)]
        self.height += max(heights)

    def _paragraph(self, paragraph: XmlElement, place: int) -> float:
        properties = paragraph.find(f"{W}pPr")
        style = "" if properties is None else value_of(properties, "pStyle")
        of_style = self.styles.look(style)
        look = self.styles.laid_over(of_style, None, properties)
        self.has_rules |= (look.above, look.below) != (of_style.above, of_style.below)
        place = place or _PLACES.get(look.align or "", 0)
        line = look.line or ("auto", 1.0)
        height = line[1] * (look.size or 10.0) * _LINE if line[0] == "auto" else line[1]
        words, letter, at = ["", "", ""], _LETTER * (look.size or 10.0), 0.0
        for piece in _shown_pieces(paragraph):
            if piece.tag == f"{W}tab":
                words[place] += " "
                kind, at = _next_stop(look.tabs, at)
                place = max(place, _PLACES.get(kind, min(2, int(3 * at / _TEXT))))
            elif piece.tag == f"{W}ptab":
                place = max(place, _PLACES.get(piece.get(f"{W}alignment", ""), 0))
            elif piece.tag == f"{W}t":
                words[place] += piece.text or ""
                at += letter * len(piece.text or "")
            elif piece.tag == f"{W}instrText":
                words[place] += PAGES if "NUMPAGES" in (piece.text or "") else PAGE
            elif pictured := self._pictured(piece):
                height = max(height, 0.0 if _is_afloat(piece) else pictured.height)
                at += 0.0 if _is_afloat(piece) else pictured.width
                if self.picture is None:
                    self.picture, self.picture_place = pictured, place
        self.rows.append(words)
        return height + (look.before or 0.0) + (look.after or 0.0)

    def _pictured(self, element: XmlElement) -> HousePicture | None:
        """The picture in a drawing or a VML shape, if it lies in the file."""
        blip, extent = element.find(f".//{A}blip"), element.find(f".//{_WP}extent")
        if blip is not None and extent is not None:
            size = (as_int(extent.get(name), 0) / _EMU for name in ("cx", "cy"))
            return self._of_part(blip.get(f"{R}embed", ""), *size)
        for shape in element.iter():
            image = shape.find(f"{_V}imagedata")
            if image is not None:
                style = shape.get("style", "")
                size = (_css_length(style, name) for name in ("width", "height"))
                return self._of_part(image.get(f"{R}id", ""), *size)
        return None

    def _of_part(self, key: str, width: float, height: float) -> HousePicture | None:
        relation = self.relations.get(key)
        if relation is None or relation.is_external or min(width, height) <= 0:
            return None
        return HousePicture(relation.target, width, height)


def _next_stop(stops: Iterable[tuple[str, float]], at: float) -> tuple[str, float]:
    """The stop that a tab leads to from so far into a line: its kind, and its place (17.3.1.37)."""
    further = ((kind, stop) for kind, stop in stops if stop > at and kind in _LEFT | _PLACES.keys())
    return next(further, ("left", (at // _USUAL_STOP + 1) * _USUAL_STOP))


def _shown_pieces(element: XmlElement) -> Iterator[XmlElement]:
    """The words, tabs, page numbers and drawings of a paragraph; results of fields are no words."""
    in_result = False
    for child in _run_parts(element):
        if child.tag == f"{W}fldChar":
            in_result = child.get(f"{W}fldCharType") == "separate"
        elif child.tag in _TAKEN and not (in_result and child.tag == f"{W}t"):
            yield child


_TAKEN = frozenset(f"{W}{name}" for name in ("t", "tab", "ptab", "drawing", "pict", "instrText"))


def _run_parts(element: XmlElement) -> Iterator[XmlElement]:
    for child in element:
        if child.tag == f"{W}r":
            for piece in child:
                shown = shown_alternative(piece) if piece.tag == ALTERNATIVES else None
                yield from (piece,) if shown is None else shown
        elif child.tag == f"{W}hyperlink":
            yield from _run_parts(child)


def _is_afloat(element: XmlElement) -> bool:
    """Whether a drawing stands beside the lines, not in one of them."""
    if element.find(f"{_WP}anchor") is not None:
        return True
    return any("position:absolute" in one.get("style", "") for one in element.iter())


_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 0.75}


def _css_length(style: str, name: str) -> float:
    found = re.search(rf"(?:^|;)\s*{name}:\s*([\d.]{{1,9}})\s*([a-z]*)", style)
    if found is None or found[1].count(".") > 1:
        return 0.0
    return float(found[1].strip(".") or 0) * _UNITS.get(found[2], 0.0)
