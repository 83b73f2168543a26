"""Images in a line, with the words that stand for them: figures, and the logo of a running head."""

from __future__ import annotations

from functools import lru_cache

from generator.document import Figure
from generator.images.bitmaps import ImageFile
from generator.images.drawing import Drawing
from generator.language.visible import escaped
from generator.recall.results import recalled
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import emu, mark
from generator.writers.docx.parts import TextPart

_NATURAL_DPI = 150.0  # an image is printed at this resolution unless the column is narrower
_MOST_OF_PAGE = 0.6

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def drawing(figure: Figure, relationship: str, number: int, width: float, page: float) -> str:
    """The `w:drawing` of a figure, at most `width` points wide and a good half page high.

    `page` is the height of the text of its page, in points.
    """
    wide, high = (max(1, length) * 72 / _NATURAL_DPI for length in (figure.width, figure.height))
    highest = page * _MOST_OF_PAGE
    scale = min(1.0, width / wide, highest / high)
    name = figure.label or f"Image {number}"
    size = (wide * scale, high * scale)
    return picture(relationship, name, figure.alternative, number, size)


def picture(
    relationship: str, name: str, said: str, number: int, points: tuple[float, float]
) -> str:
    """The `w:drawing` of an image in a line, and what is said in its place."""
    wide, high = points
    size = f'cx="{emu(wide)}" cy="{emu(high)}"'
    words = f'id="{number}" name="{escaped(name)}" descr="{escaped(said)}"'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {words}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main"'
        ' noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {words}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relationship}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def logo_run(file: DocxFile, part: TextPart) -> str:
    """A run with the theme's logo, whose image is related to `part`; none if there is no image.

    Word draws no SVG by itself: it gets a drawing as PNG.
    """
    logo, meta = file.theme.logo, file.document.meta
    if logo is None or logo.image is None:
        return ""
    shown = _as_word_shows(logo.image, logo.height)
    image = file.parts.image(shown.data, shown.media_type, part)
    said = meta.publisher or meta.fields.get("publisher") or "Logo"
    number = file.next_drawing()
    return mark(picture(image, f"Logo {number}", said, number, (logo.width, logo.height)))


@lru_cache(maxsize=8)
def _as_word_shows(image: ImageFile | Drawing, height: float) -> ImageFile:
    def draw() -> ImageFile:
        from generator.images.rendering import bitmap_of

        return bitmap_of(image, height)

    return recalled(ImageFile, (image, height), draw, by="pypdfium2", room="generator.images")
