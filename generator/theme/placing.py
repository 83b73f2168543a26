"""The look of a Word file that a program for layout takes in, such as InDesign by Place."""

from __future__ import annotations

from msgspec.structs import replace

from generator.theme.sheet import SideColumn
from generator.theme.theme import BoxStyle, Theme


def theme_for_placing(theme: Theme) -> Theme:
    """The theme in one column, without frames, shapes and columns of sections.

    Such a program keeps the styles by their names, tables, images and footnotes; it loses what
    stands in frames or is drawn. So what stands at the side comes into the text, and a ground
    reaches no edge of the sheet. Running heads, which it leaves out, have no look of their own and
    no logo.
    """
    page = replace(theme.page, side=SideColumn(), columns=1)
    boxes = {name: _within_the_sheet(box) for name, box in theme.boxes.items()}
    sections = {name: replace(one, columns=1) for name, one in theme.sections.items()}
    plain = dict.fromkeys(("left_style", "center_style", "right_style"))
    heads = {name: replace(head, **plain) for name, head in theme.heads.items()}
    base = replace(theme.base, heads=()) if theme.base else None
    looks = {"page": page, "boxes": boxes, "sections": sections, "base": base}
    return replace(theme, logo=None, **looks, **heads)


_PADDING = 10.0  # points: what a ground that reached the edges needs beside its words


def _within_the_sheet(box: BoxStyle) -> BoxStyle:
    if not box.bleed:
        return box
    sides = {name: max(getattr(box, name), _PADDING) for name in ("padding_left", "padding_right")}
    return replace(box, bleed=False, **sides)
