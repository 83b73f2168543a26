"""A Word file in the making: what all of its blocks share."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from generator.document import Document, Inline
from generator.document.sections import HeadingLevel
from generator.theme.theme import Theme
from generator.writers.docx.inlines import runs
from generator.writers.docx.markup import RunFormat
from generator.writers.docx.measures import WordMeasures
from generator.writers.docx.numbering import Numbering
from generator.writers.docx.parts import Parts
from generator.writers.docx.placing import Context
from generator.writers.docx.references import PassageMarks, Trail
from generator.writers.docx.role_styles import WordStyle
from generator.writers.docx.styles import Styles


class DocxFile(Struct):
    """A Word file in the making, and all that its blocks share."""

    theme: Theme
    trail: Trail
    passages: PassageMarks
    styles: Styles
    document: Document
    measures: WordMeasures
    page_of: Mapping[str, int]
    headings: Mapping[int, HeadingLevel]
    numbers: Mapping[str, str]  # of sections, by the anchors of their headings
    title_width: float | None = None  # of the title in a band, so that it breaks as in a PDF
    band_height: float = 0.0  # of all of it, in points
    parts: Parts = field(default_factory=Parts)
    numbering: Numbering = field(default_factory=Numbering)
    drawings: int = 0
    house_heads: dict[tuple[object, ...], str] = field(default_factory=dict)  # their relationships

    def runs(self, inlines: tuple[Inline, ...], style: WordStyle, context: Context) -> str:
        """Inline nodes as runs of a paragraph in a style."""
        return runs(inlines, context.part, self.trail, self.letters(style, context))

    def letters(self, style: WordStyle, context: Context) -> RunFormat:
        """The format of a paragraph's words, in a frame or among the text."""
        return self.styles.words(style, framed=context.frame is not None)

    def anchored(self, content: str, *anchors: str | None) -> str:
        """The content with the bookmarks of anchors around it."""
        return self.trail.bookmarks.around(content, *anchors)

    def next_drawing(self) -> int:
        """The number of a new drawing: no two of a file have the same one."""
        self.drawings += 1
        return self.drawings
