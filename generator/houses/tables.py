"""The table style of a house: its lines, its grounds, and the words of its header row (17.7.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.houses.house import HouseLine, HouseLook, HouseTable
from generator.houses.looks import HouseStyles, line_of, twentieths
from generator.houses.theme_colors import HouseColors
from generator.opening.wordprocessing import W, based_on, value_of
from generator.opening.xml_part import XmlElement


def read_table(body: XmlElement, styles: HouseStyles, palette: HouseColors) -> HouseTable | None:
    """The style that most tables of the file wear, else its first own one, else "Table Grid"."""
    style = _style_of_tables(body, styles)
    if style is None:
        return None
    table = HouseTable(value_of(styles.elements[style], "name"))
    chain = tuple(based_on(styles.elements, style))
    edges = _found_in(chain, f"{W}tblPr/{W}tblBorders")
    header = _of_row(chain, "firstRow")
    band = _of_row(chain, "band2Horz") or _of_row(chain, "band1Horz")
    margins = next(iter(_found_in(chain, f"{W}tblPr/{W}tblCellMar")), None)
    under = _found_in(header, f"{W}tcPr/{W}tcBorders")
    between = _edge_of_table(edges, "insideH", palette)
    look = HouseLook()
    for each in reversed(header):
        look = styles.laid_over(look, each.find(f"{W}rPr"), None)
    return HouseTable(
        table.name,
        head=_edge_of_table(edges, "top", palette),
        under_header=_edge_of_table(under, "bottom", palette) or between,
        between=between,
        header_fill=_fill_of_row(header, palette),
        banding=_fill_of_row(band, palette),
        padding_x=_padding(margins, "left"),
        padding_y=_padding(margins, "top"),
        header=look,
    )


def _style_of_tables(body: XmlElement, styles: HouseStyles) -> str | None:
    worn = Counter(value_of(properties, "tblStyle") for properties in body.iter(f"{W}tblPr"))
    used = [style for style, _ in worn.most_common() if style in styles.elements]
    own = [
        id_
        for id_, one in styles.elements.items()
        if one.get(f"{W}type") == "table" and one.get(f"{W}default") is None
    ]
    grid = styles.named.get("table table grid")
    custom = [id_ for id_ in own if styles.elements[id_].get(f"{W}customStyle")]
    return next(iter((*used, *custom, *([grid] if grid else []))), None)


def _found_in(parts: Iterable[XmlElement], path: str) -> list[XmlElement]:
    return [found for one in parts if (found := one.find(path)) is not None]


def _of_row(chain: tuple[XmlElement, ...], kind: str) -> list[XmlElement]:
    """What the styles of a chain say of a kind of rows, the nearest first."""
    return [
        part
        for style in chain
        for part in style.findall(f"{W}tblStylePr")
        if part.get(f"{W}type") == kind
    ]


def _edge_of_table(edges: list[XmlElement], side: str, palette: HouseColors) -> HouseLine | None:
    return next(filter(None, (line_of(one.find(f"{W}{side}"), palette) for one in edges)), None)


def _fill_of_row(parts: list[XmlElement], palette: HouseColors) -> str | None:
    found = (palette.color(one.find(f"{W}tcPr/{W}shd"), "fill") for one in parts)
    return next(filter(None, found), None)


def _padding(margins: XmlElement | None, side: str) -> float | None:
    edge = None if margins is None else margins.find(f"{W}{side}")
    return None if edge is None else twentieths(edge, "w")
