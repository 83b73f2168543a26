"""The logo of a running head: a picture in the line, amid the words."""

from __future__ import annotations

from functools import lru_cache

from generator.images.bitmaps import ImageFile
from generator.images.drawing import Drawing
from generator.recall.results import recalled
from generator.writers.docx.figures import picture
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import mark
from generator.writers.docx.parts import TextPart


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
