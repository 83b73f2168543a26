"""The sections of a Word file: the page set-up of its body, and the heads of its pages (17.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from generator.houses.house import HousePage
from generator.houses.looks import twentieths
from generator.opening.list_numbers import as_int
from generator.opening.wordprocessing import W, is_on
from generator.opening.xml_part import XmlElement

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

HeadKey = tuple[Literal["header", "footer"], Literal["default", "first", "even"]]


def page_of(sections: Sequence[XmlElement]) -> HousePage | None:
    """The page set-up of the last section, which is that of the body; None if none is said."""
    last = sections[-1] if sections else None
    size, margins = (
        None if last is None else last.find(f"{W}{name}") for name in ("pgSz", "pgMar")
    )
    if last is None or size is None or margins is None:
        return None
    width, height = (twentieths(size, name) or 0.0 for name in ("w", "h"))
    top, right, bottom, left, header, footer = (
        abs(twentieths(margins, name) or 0.0)
        for name in ("top", "right", "bottom", "left", "header", "footer")
    )
    columns = last.find(f"{W}cols")
    count = 1 if columns is None else max(1, as_int(columns.get(f"{W}num"), 1))
    gutter = 36.0 if columns is None else twentieths(columns, "space") or 36.0
    return HousePage(width, height, top, right, bottom, left, header, footer, count, gutter)


def heads_of(sections: Sequence[XmlElement]) -> dict[HeadKey, str]:
    """The relationship of each head: those of the body's pages, and those of the very first page.

    A section without heads of its own has those of the one before. The first page is that of the
    first section that has one of its own, such as a cover.
    """
    current: dict[HeadKey, str] = {}
    first: dict[HeadKey, str] | None = None
    for section in sections:
        for kind in ("header", "footer"):
            for reference in section.findall(f"{W}{kind}Reference"):
                pages = reference.get(f"{W}type", "default")
                if pages in ("default", "first", "even"):
                    current[kind, pages] = reference.get(f"{_R}id", "")  # type: ignore[index]
        if first is None:
            opens = "first" if is_on(section.find(f"{W}titlePg")) else "default"
            first = {
                (kind, "first"): key for (kind, pages), key in current.items() if pages == opens
            }
    others = {key: value for key, value in current.items() if key[1] != "first"}
    return {**others, **(first or {})}
