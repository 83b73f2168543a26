"""The logo of a running head: a picture in the line, amid the words."""

from __future__ import annotations

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
    if file.logo is None:
        from generator.images.rendering import bitmap_of

        file.logo = bitmap_of(logo.image, logo.height)
    image = file.parts.image(file.logo.data, file.logo.media_type, part)
    said = meta.publisher or meta.fields.get("publisher") or "Logo"
    number = file.next_drawing()
    return mark(picture(image, f"Logo {number}", said, number, (logo.width, logo.height)))
