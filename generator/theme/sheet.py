"""The sheet of paper: its size, its margins, its columns. All lengths are points."""

from typing import Annotated, Literal, Self

from msgspec import Meta, Struct
from msgspec.structs import replace

from generator.config.kinds import POINTS

Extent = Annotated[float, Meta(ge=144, le=1584, extra=POINTS)]  # Word: 22 inches (17.6.13)
Margin = Annotated[float, Meta(ge=12, le=720, extra=POINTS)]  # printers reach no nearer
Inset = Annotated[float, Meta(ge=0, le=72, extra=POINTS)]


class SideColumn(Struct, frozen=True):
    """A column beside the main one, `gap` points from it; of width 0 where a page has none."""

    width: Annotated[float, Meta(ge=0, le=288, extra=POINTS)] = 0.0
    gap: Inset = 22.0
    edge: Literal["left", "right"] = "right"  # of the text, at which it stands


class Sheet(Struct, frozen=True):
    """The sheet and its margins. Header and footer stand inside the margins."""

    width: Extent = 595.276
    height: Extent = 841.89
    top: Margin = 72.0
    right: Margin = 72.0
    bottom: Margin = 72.0
    left: Margin = 72.0
    header: Margin = 36.0  # from the sheet's top edge to the header's first baseline
    footer: Margin = 36.0  # from the sheet's bottom edge to the footer's baseline
    columns: Annotated[int, Meta(ge=1, le=4)] = 1
    gutter: Inset = 18.0
    side: SideColumn = SideColumn()

    @property
    def landscape(self) -> Self:
        """The sheet with its long sides at its head and foot, its margins as wide as they were."""
        long, short = max(self.width, self.height), min(self.width, self.height)
        return replace(self, width=long, height=short)

    @property
    def text_height(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def main_width(self) -> float:
        """The width of the main column, or of all columns together."""
        return self.text_width - (self.side.width + self.side.gap if self.side.width else 0.0)

    @property
    def main_left(self) -> float:
        """Where the main column begins, from the sheet's left edge."""
        return self.left + (self.text_width - self.main_width) * (self.side.edge == "left")

    @property
    def side_left(self) -> float:
        """Where the side column begins, from the sheet's left edge."""
        at_right = self.width - self.right - self.side.width
        return self.left if self.side.edge == "left" else at_right

    @property
    def column_width(self) -> float:
        """The width of one column; that of the main one where there is but one."""
        return (self.main_width - self.gutter * (self.columns - 1)) / max(self.columns, 1)
