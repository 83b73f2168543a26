"""The sections of a Word file: the page set-up of its body, and the heads of its pages (17.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from generator.houses.house import HousePage
from generator.houses.looks import twentieths
from generator.opening.list_numbers import as_int
from generator.opening.wordprocessing import R, W, is_on
from generator.opening.xml_part import XmlElement
from generator.theme.word_base import HeadKind, HeadPages

HeadKey = tuple[HeadKind, HeadPages]


def page_of(body: XmlElement, sections: Sequence[XmlElement]) -> HousePage | None:
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
    columns = _widest(body, sections).find(f"{W}cols")
    count = 1 if columns is None else max(1, as_int(columns.get(f"{W}num"), 1))
    gutter = 36.0 if columns is None else twentieths(columns, "space") or 36.0
    return HousePage(width, height, top, right, bottom, left, header, footer, count, gutter)


def _widest(body: XmlElement, sections: Sequence[XmlElement]) -> XmlElement:
    """The section with the most paragraphs, the last of several: its columns are the body's."""
    counts = [0] * len(sections)
    place = 0
    for element in body.iter():
        if element.tag == f"{W}p":
            counts[place] += 1
        elif element.tag == f"{W}sectPr":
            place = min(place + 1, len(sections) - 1)
    most = max(counts)
    return next(
        one
        for one, count in zip(reversed(sections), reversed(counts), strict=True)
        if count == most
    )


def heads_of(sections: Sequence[XmlElement]) -> dict[HeadKey, str]:
    """The relationship of each head: those of the body's pages, and those of the very first page.

    A section without heads of its own has those of the one before. The first page is that of the
    first section that has one of its own, such as a cover.
    """
    current: dict[HeadKey, str] = {}
    first: dict[HeadKey, str] | None = None
    for section in sections:
        for kind in get_args(HeadKind):
            for reference in section.findall(f"{W}{kind}Reference"):
                said = reference.get(f"{W}type", "default")
                for pages in get_args(HeadPages):
                    if pages == said:
                        current[kind, pages] = reference.get(f"{R}id", "")
        if first is None:
            opens = "first" if is_on(section.find(f"{W}titlePg")) else "default"
            first = {
                (kind, "first"): key for (kind, pages), key in current.items() if pages == opens
            }
    others = {key: value for key, value in current.items() if key[1] != "first"}
    return {**others, **(first or {})}
