"""Word files: the bytes → lines, and what of them is body."""

from __future__ import annotations

from generator.seeds.readers.office import source_budget
from generator.seeds.readers.structured import cleaned_lines, original_lines
from generator.seeds.readers.versions import WORD
from generator.seeds.reading import OriginalLines, SourceReading
from generator.seeds.seed import ReadAs


def read_word_source(data: bytes, file: str, _: str | None) -> SourceReading:
    """A Word file as read for an import; its encoding is settled by the format.

    A line is a paragraph as Word prints it, tracked changes accepted, with its number. Marks of
    notes, bullets and comments are left out; notes, headers and text boxes come as lines of their
    own. Raises BriefError.
    """
    from generator.seeds.readers.word_parts import word_text

    text = word_text(data, source_budget(file))
    cleaned = cleaned_lines(text.lines, text.said)
    return SourceReading(ReadAs(*WORD, ""), original_lines(text.lines), cleaned)


def lines_of_word_file(data: bytes, _: str, file: str) -> OriginalLines:
    """The lines of a Word file, read again as version 1 did. Raises BriefError."""
    from generator.seeds.readers.word_parts import word_text

    return original_lines(word_text(data, source_budget(file)).lines)
