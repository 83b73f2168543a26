"""Paragraphs → slabs: one a line, so that a page may end between lines."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Inline
from generator.theme.theme import BoxStyle, Rule, Style
from generator.typesetting.fonts import Face
from generator.typesetting.inlines import set_words
from generator.typesetting.lines import lines_of
from generator.typesetting.placed import Line, StructureElement, Tags
from generator.typesetting.setting import Setting
from generator.typesetting.slabs import (
    BOUND,
    FREE,
    TOGETHER,
    Ink,
    Slab,
    SlabFrame,
    SlabLine,
    without_slivers,
)
from generator.typesetting.tagging import tagged
from generator.typesetting.words import Words

_NARROWEST = 36.0  # what nesting leaves for words at least


class Area(Struct, frozen=True):
    """A stretch of the page's width, and the frames that stand around what is set there.

    `height` is that of the text of a page.
    """

    x: float
    width: float
    height: float
    frames: tuple[SlabFrame, ...] = ()

    def indented(self, left: float, right: float = 0.0) -> Area:
        """The area with indents, as far as they leave room for words."""
        left = min(left, max(0.0, self.width - _NARROWEST))
        width = max(min(self.width, _NARROWEST), self.width - left - right)
        return replace(self, x=self.x + left, width=width)

    def framed(self, style: BoxStyle) -> Area:
        """The area inside a box that is as wide as this one."""
        frame = SlabFrame(
            x=self.x,
            width=self.width,
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
        inner = self.indented(style.padding_left + style.side.weight, style.padding_right)
        return replace(inner, frames=(*self.frames, frame))


def _edge(rule: Rule) -> tuple[float, str]:
    return rule.weight, rule.color


def paragraph_slabs(
    inlines: tuple[Inline, ...],
    style: Style,
    area: Area,
    setting: Setting,
    element: StructureElement,
    *,
    host: StructureElement | None = None,
) -> list[Slab]:
    """A paragraph in its style; its notes are read in the `host`, if it is another element."""
    words = set_words(inlines, style, setting, notes_last=host is not None)
    tags = tagged(words, element, setting, host=host)
    return word_slabs(words, tags, style, area, setting)


def word_slabs(
    words: Words,
    tags: Tags,
    style: Style,
    area: Area,
    setting: Setting,
    *,
    balanced: bool = False,
) -> list[Slab]:
    """The lines of words as slabs. No line of a paragraph stands alone on a page."""
    inner = area.indented(style.left, style.right)
    first = max(style.first, -style.left)
    even = balanced and style.align == "left"
    lines = lines_of(words, style, inner.width, first=first, balanced=even)
    down = baseline(style, setting.chain(style, bold=style.bold, italic=style.italic).first)
    count = len(lines)
    slabs = [
        Slab(
            height=style.leading,
            lines=(SlabLine(inner.x, down, line, tags),),
            before=style.before if index == 0 else 0.0,
            after=style.after if index == count - 1 else 0.0,
            keep=_keep(style, line, last=index == count - 1),
            frames=area.frames,
        )
        for index, line in enumerate(lines)
    ]
    return _ruled(without_slivers(slabs, BOUND), style, inner)


def baseline(style: Style, face: Face) -> float:
    """From the top of a line to its baseline: the leading is shared above and below the words."""
    return (style.leading + (face.ascent - face.descent) * style.size) / 2


def _keep(style: Style, line: Line, *, last: bool) -> int:
    """Whether a page may end behind a line, be it the last or one before it.

    Behind a colon it does not end, for what is announced follows. Inside an address it ends only
    where much of the page would stay empty.
    """
    if last:
        return BOUND if style.keep_with_next or _announces(line) else FREE
    return TOGETHER if style.keep_together or line.goes_on else FREE


def _announces(line: Line) -> bool:
    """Whether a line ends with a colon, be it with the mark of a note behind it."""
    own = next((run for run in reversed(line.runs) if not run.rise), None)
    return own is not None and own.words[-1].text.endswith(":")


def _ruled(slabs: list[Slab], style: Style, area: Area) -> list[Slab]:
    """The slabs with the style's rules above the first and below the last."""
    if slabs and style.above.weight:
        deep = style.above.weight + style.above.gap
        ink = Ink(area.x, 0.0, area.width, style.above.weight, style.above.color)
        top = slabs[0]
        lines = tuple(replace(one, down=one.down + deep) for one in top.lines)
        slabs[0] = replace(top, height=top.height + deep, lines=lines, inks=(ink,))
    if slabs and style.below.weight:
        last = slabs[-1]
        down = last.height + style.below.gap
        ink = Ink(area.x, down, area.width, style.below.weight, style.below.color)
        height = down + style.below.weight
        slabs[-1] = replace(last, height=height, inks=(*last.inks, ink))
    return slabs
