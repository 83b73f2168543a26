"""Figures → slabs: the image, scaled to the page, and its caption below."""

from __future__ import annotations

from msgspec.structs import replace

from generator.document import Changed, Figure, Inline, Text
from generator.document.walking import plain_text
from generator.typesetting.findings import LEAST_DPI, image_findings
from generator.typesetting.formats import change_color, change_kind
from generator.typesetting.paragraphs import Area, paragraph_slabs
from generator.typesetting.placed import StructureElement
from generator.typesetting.setting import Setting
from generator.typesetting.slabs import BOUND, FREE, Ink, Slab, SlabImage, kept_together

_MOST_OF_PAGE = 0.6
_BAR, _BAR_APART = 2.0, 4.0  # points


def figure_slabs(
    block: Figure, area: Area, setting: Setting, parent: StructureElement
) -> list[Slab]:
    """The figure as slabs that stay on one page."""
    change = Changed((), block.change) if block.change else None
    host = parent.add(change_kind(change)) if change else parent
    element = host.add("Figure", anchor=block.anchor)
    caption = captioned(block.label, block.caption)
    # A figure must have words in its place (ISO 14289-1, 7.3); one without is an ornament.
    element.alternative = block.alternative.strip() or plain_text(caption).strip()
    picture = _picture(block, area, setting, element)
    if change:
        picture = replace(picture, inks=(_bar(change, picture.height, area, setting),))
    if not caption:
        return [replace(picture, keep=FREE, after=10.0)]
    style = setting.theme.style("caption")
    style = replace(style, before=0.0, after=10.0, keep_with_next=False)
    below = paragraph_slabs(caption, style, area, setting, element.add("Caption"))
    return kept_together([picture, *below], BOUND)


def _picture(block: Figure, area: Area, setting: Setting, element: StructureElement) -> Slab:
    """The image alone, as large as it may be; what is wrong with it is added to the findings."""
    highest = area.height * _MOST_OF_PAGE
    asked = area.width * block.share
    width = min(asked, block.width * 72 / LEAST_DPI)
    height = width * block.height / max(block.width, 1)
    scale = min(1.0, highest / height) if height else 1.0
    setting.found += image_findings(block, width * scale, asked)
    content = element.content() if element.alternative else None
    image = SlabImage(
        width * scale, height * scale, block.image, block.media_type, element, content
    )
    return Slab(
        height=image.height,
        image=(area.x, image),
        before=6.0,
        after=4.0,
        keep=BOUND,
        frames=area.frames,
    )


def captioned(label: str, caption: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A caption behind its counted name: "Table 1. Exchange"."""
    return (Text(f"{label}. "), *caption) if label and caption else caption


def _bar(change: Changed, height: float, area: Area, setting: Setting) -> Ink:
    """The line beside an image that has come or gone, in the colour of its change."""
    color = change_color(change, beside=setting.theme.style("caption").color)
    return Ink(area.x - _BAR_APART - _BAR, 0.0, _BAR, height, color)
