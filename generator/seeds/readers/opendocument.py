"""OpenDocument texts: the bytes → lines, and what of them is body."""

from __future__ import annotations

from generator.seeds.readers.office import source_budget
from generator.seeds.readers.structured import cleaned_lines, original_lines
from generator.seeds.readers.versions import OPENDOCUMENT
from generator.seeds.reading import OriginalLines, SourceReading
from generator.seeds.seed import ReadAs


def read_opendocument(data: bytes, file: str, _: str | None) -> SourceReading:
    """An OpenDocument text (.odt, .fodt) as read for an import; the format settles its encoding.

    Its lines are what those of a Word file are. Raises BriefError.
    """
    from generator.seeds.readers.opendocument_parts import opendocument_text

    text = opendocument_text(data, source_budget(file))
    cleaned = cleaned_lines(text.lines, text.said)
    return SourceReading(ReadAs(*OPENDOCUMENT, ""), original_lines(text.lines), cleaned)


def lines_of_opendocument(data: bytes, _: str, file: str) -> OriginalLines:
    """The lines of an OpenDocument text, read again as version 1 did. Raises BriefError."""
    from generator.seeds.readers.opendocument_parts import opendocument_text

    return original_lines(opendocument_text(data, source_budget(file)).lines)
