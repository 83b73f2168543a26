"""A Word file → the lines that it prints, and what its properties say."""

from __future__ import annotations

from generator.incoming.word_stories import word_stories
from generator.opening.budget import Budget
from generator.opening.ooxml import word_package
from generator.seeds.readers.office_lines import OfficeText, office_lines
from generator.seeds.readers.structured import Properties


def word_text(data: bytes, budget: Budget) -> OfficeText:
    """What a Word file says: its body, its notes, what is printed around them.

    Raises BriefError for a file that cannot be opened.
    """
    package = word_package(data, budget)
    read = word_stories(package, as_source=True)
    said = package.properties()
    return OfficeText(
        office_lines(read.body, read.notes, read.heads),
        Properties(said.get("title", ""), said.get("creator", "")),
    )
