"""The ground, edges and inner margins of a box, as a frame around its slabs."""

from __future__ import annotations

from generator.theme.theme import BoxStyle, Rule
from generator.typesetting.paragraphs import Area
from generator.typesetting.slabs import SlabFrame


def box_frame(style: BoxStyle, area: Area) -> SlabFrame:
    """The frame of a box that is as wide as its area."""
    return SlabFrame(
        x=area.x,
        width=area.width,
        before=style.before,
        after=style.after,
        padding_top=style.padding_top + style.above.weight,
        padding_bottom=style.padding_bottom + style.below.weight,
        fill=style.fill,
        above=_edge(style.above),
        below=_edge(style.below),
        side=_edge(style.side),
        bleed=style.bleed,
    )


def _edge(rule: Rule) -> tuple[float, str]:
    return rule.weight, rule.color
