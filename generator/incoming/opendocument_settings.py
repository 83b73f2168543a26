"""How paragraphs of an OpenDocument text look as a whole (OpenDocument 1.3, 20)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from generator.houses.house import HouseLine, HouseLook
from generator.incoming.file import IncomingSheet
from generator.opening.opendocument_styles import FO, STYLE, OpenDocumentStyles
from generator.opening.xml_part import XmlElement

_POINTS_OF_UNITS = {"in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1.0, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"(-?\d*\.?\d+)(in|cm|mm|pt|pc|px|%)")
_LEAST = f"{STYLE}line-height-at-least"
_LENGTHS = {
    "before": "margin-top",
    "after": "margin-bottom",
    "left": "margin-left",
    "right": "margin-right",
    "first": "text-indent",
}
_Align = Literal["left", "right", "center", "justify"]
_ALIGNED: Mapping[str, _Align] = {
    "start": "left",
    "left": "left",
    "end": "right",
    "right": "right",
    "center": "center",
    "justify": "justify",
}


def paragraph_setting(styles: OpenDocumentStyles, identifier: str) -> HouseLook:
    """How paragraphs of a style look."""
    chain = [*styles.chain("paragraph", identifier), styles.usual]
    letters, lines = dict[str, str](), dict[str, str]()
    for one in reversed(chain):
        letters |= one.letters
        if f"{FO}line-height" in one.lines:
            lines.pop(_LEAST, None)
        lines |= one.lines
    said: dict[str, Any] = {
        name: points_in(lines.get(f"{FO}{attribute}", "")) for name, attribute in _LENGTHS.items()
    }
    family = letters.get(f"{STYLE}font-name", "")
    return HouseLook(
        **said,
        align=_ALIGNED.get(lines.get(f"{FO}text-align", "")),
        line=_height_of_lines(lines),
        ground=_color_said(lines.get(f"{FO}background-color", "")),
        above=_border_on(lines, "top"),
        below=_border_on(lines, "bottom"),
        beside=_border_on(lines, "left") or _border_on(lines, "right"),
        font=styles.fonts.get(family) or family or None,
        size=points_in(letters.get(f"{FO}font-size", "")) or None,
        color=_color_said(letters.get(f"{FO}color", "")),
    )


def cell_look(styles: OpenDocumentStyles, identifier: str) -> HouseLook:
    """The ground of cells of a style, and the lines at their sides."""
    lines = dict[str, str]()
    for one in reversed([*styles.chain("table-cell", identifier)]):
        lines |= one.lines
    return HouseLook(
        ground=_color_said(lines.get(f"{FO}background-color", "")),
        beside=_border_on(lines, "left") or _border_on(lines, "right"),
    )


def column_width(styles: OpenDocumentStyles, identifier: str) -> float:
    """The width of columns of a style, in points."""
    own = styles.chain("table-column", identifier)
    return next((points_in(one.lines.get(f"{STYLE}column-width", "")) for one in own), 0.0)


def begins_page(styles: OpenDocumentStyles, identifier: str) -> bool:
    """Whether a hand has begun a page or a column before a paragraph, or behind it."""
    own = (one.lines for one in styles.chain("paragraph", identifier) if one.is_automatic)
    breaks = (one.get(f"{FO}break-{where}") for one in own for where in ("before", "after"))
    return any(one in {"page", "column"} for one in breaks)


def pages_begun(roots: Iterable[XmlElement]) -> Iterator[IncomingSheet]:
    """The kinds of pages that the paragraphs of a text begin, and the first."""
    layouts: dict[str, XmlElement] = {}
    pages: dict[str, str] = {}
    worn = {"Standard"}
    for root in roots:
        for layout in root.iter(f"{STYLE}page-layout"):
            for properties in layout.iterfind(f"{STYLE}page-layout-properties"):
                layouts[layout.get(f"{STYLE}name", "")] = properties
        for page in root.iter(f"{STYLE}master-page"):
            pages[page.get(f"{STYLE}name", "")] = page.get(f"{STYLE}page-layout-name", "")
        worn |= {one.get(f"{STYLE}master-page-name", "") for one in root.iter(f"{STYLE}style")}
    for name in worn & pages.keys():
        said = layouts.get(pages[name])
        if said is not None:
            names = ("page-width", "page-height", "margin-left", "margin-right")
            width, height, left, right = (points_in(said.get(f"{FO}{one}", "")) for one in names)
            yield IncomingSheet(width, height, left, right)


def points_in(length: str) -> float:
    """A length in points; 0 for what is none."""
    found = _LENGTH.match(length)
    return float(found[1]) * _POINTS_OF_UNITS.get(found[2], 0.0) if found else 0.0


def _height_of_lines(
    lines: Mapping[str, str],
) -> tuple[Literal["exact", "atLeast", "auto"], float] | None:
    if least := points_in(lines.get(_LEAST, "")):
        return "atLeast", least
    said = lines.get(f"{FO}line-height", "")
    if said.endswith("%") and (found := _LENGTH.match(said)):
        return "auto", float(found[1]) / 100
    return ("exact", points_in(said)) if points_in(said) else None


def _color_said(said: str) -> str | None:
    return said.lower() if said.startswith("#") else None


def _border_on(lines: Mapping[str, str], side: str) -> HouseLine | None:
    said = lines.get(f"{FO}border-{side}", lines.get(f"{FO}border", "none"))
    is_drawn = said not in ("none", "")
    return HouseLine(points_in(said) or 1.0, "#000000") if is_drawn else None
