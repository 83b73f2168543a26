"""How tables of a Word file look: the grounds of cells, lines, widths (ISO/IEC 29500-1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.houses.house import HouseLook
from generator.houses.looks import HouseStyles, line_of, twentieths
from generator.incoming.tables import OpenTables
from generator.opening.list_numbers import as_int
from generator.opening.wordprocessing import W, based_on, value_of
from generator.opening.xml_part import XmlElement

_PLAIN = HouseLook()
_HEADED, _NOT_BANDED = 0x0020, 0x0200  # 17.4.55: bits of w:tblLook


class WordTableLook(Struct):
    """A table that is being read; `row` is the last that began."""

    layers: tuple[XmlElement, ...] = ()  # its styles, each behind what it is based on, and itself
    settings: HouseStyles | None = None
    widths: tuple[float, ...] = ()  # of its columns, in points
    row: int = -1

    @classmethod
    def of(cls, element: XmlElement, settings: HouseStyles | None) -> WordTableLook:
        """A table whose rows are still to be read."""
        columns = element.iterfind(f"{W}tblGrid/{W}gridCol")
        widths = tuple(twentieths(one, "w") or 0.0 for one in columns)
        properties = element.find(f"{W}tblPr")
        style = "" if properties is None else value_of(properties, "tblStyle")
        styles = [] if settings is None else [*based_on(settings.elements, style)]
        return cls((*reversed(styles), element), settings, widths)

    def begin_cell(self, tables: OpenTables, properties: XmlElement | None) -> None:
        """Begin the next cell of the row."""
        look = self._of_styles()
        if properties is None:
            tables.begin_cell(look=look, ground=look.ground)
            return
        merged = properties.find(f"{W}vMerge")
        tables.begin_cell(
            as_int(value_of(properties, "gridSpan"), 1),
            goes_on=merged is not None and merged.get(f"{W}val") != "restart",
            look=self._over(look, properties),
            ground=look.ground,
        )

    def _of_styles(self) -> HouseLook:
        """What the styles and the table itself give to cells of the row."""
        look, kinds = _PLAIN, [*self._kinds()]
        for layer in self.layers:
            look = self._between(look, layer.find(f"{W}tblPr/{W}tblBorders"))
            look = self._over(look, layer.find(f"{W}tcPr"))
            parts = {one.get(f"{W}type"): one for one in layer.iterfind(f"{W}tblStylePr")}
            for kind in kinds:
                if kind in parts:
                    look = self._over(look, parts[kind].find(f"{W}tcPr"))
        return look

    def _kinds(self) -> Iterator[str]:
        """Which parts of a style hold for the row (17.18.89)."""
        said = self.layers[-1].find(f"{W}tblPr/{W}tblLook") if self.layers else None
        if said is None:
            return
        value = said.get(f"{W}val", "")
        bits = int(value, 16) if value.isalnum() and len(value) == len("04A0") else 0
        is_headed = said.get(f"{W}firstRow", str(int(bool(bits & _HEADED)))) == "1"
        if said.get(f"{W}noHBand", str(int(bool(bits & _NOT_BANDED)))) != "1":
            yield "band2Horz" if (self.row - is_headed) % 2 else "band1Horz"
        if is_headed and self.row == 0:
            yield "firstRow"

    def _over(self, look: HouseLook, properties: XmlElement | None) -> HouseLook:
        if self.settings is None or properties is None:
            return look
        return self.settings.laid_over(look, None, properties)

    def _between(self, look: HouseLook, borders: XmlElement | None) -> HouseLook:
        """A look with the lines between columns."""
        if self.settings is None or borders is None:
            return look
        sides = (borders.find(f"{W}{side}") for side in ("left", "start", "insideV"))
        lines = (line_of(side, self.settings.palette) for side in sides)
        return replace(look, beside=next(filter(None, lines), look.beside))
