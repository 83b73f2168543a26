"""The logo of a running head: a picture in the line, amid the words."""

from __future__ import annotations

from msgspec import Struct

from generator.writers.docx.figures import picture
from generator.writers.docx.markup import mark
from generator.writers.docx.parts import Parts, TextPart


class HeadLogo(Struct, frozen=True):
    """The logo that running heads show: a PNG or JPEG of so many pixels, `points` high.

    `words` are what it says, for those who do not see it.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    points: float
    words: str

    @property
    def points_wide(self) -> float:
        """Its width in points."""
        return self.points * self.width / max(1, self.height)


def logo_run(logo: HeadLogo, number: int, part: TextPart, parts: Parts) -> str:
    """A run with the logo, the drawing of that number in the file."""
    image = parts.image(logo.data, logo.media_type, part)
    size = (logo.points_wide, logo.points)
    return mark(picture(image, f"Logo {number}", logo.words, number, size))
