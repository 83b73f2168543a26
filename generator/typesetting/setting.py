"""What all steps of typesetting one document share, and what has been set in a look before.

The words of briefs on one source are mostly the same. They are set with the help of the document
that they stand in, and may not hold in another one. So no `lru_cache` can make them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from generator.diagnostics import Diagnostic
from generator.document import Document, Note, Table
from generator.document.sections import HeadingLevel, heading_levels
from generator.theme.regions import sections_of_tables
from generator.theme.theme import Style, Theme
from generator.typesetting.fonts import FaceChain, chain
from generator.typesetting.placed import OutlineEntry, StructureElement
from generator.typesetting.widths import TableStage

if TYPE_CHECKING:
    from generator.typesetting.table_fit import MeasuredTable


_MOST = 300  # paragraphs, headings and cells: about those of a brief


class KeptKey(Struct, frozen=True, cache_hash=True):
    """What a result is made from, as its key: looked up two or three times, and long to hash."""

    parts: tuple[Hashable, ...]


class Kept(Struct, eq=False):
    """Results by what they were made from. What is not asked for again is forgotten."""

    recent: dict[Hashable, Any] = {}
    before: dict[Hashable, Any] = {}

    def find(self, key: Hashable) -> Any:
        """The result that was made from the same; None if none is known."""
        found = self.recent.get(key)
        if found is None:
            found = self.before.get(key)
            if found is not None:
                self.keep(key, found)
        return found

    def keep(self, key: Hashable, result: object) -> None:
        """Keep a result, and of those before it the last ones that somebody asked for."""
        if len(self.recent) >= _MOST:
            self.before, self.recent = self.recent, {}
        self.recent[key] = result


def kept_in(theme: Theme, language: str) -> Kept:
    """What has been kept of words in a language that wear the styles and fonts of the theme."""
    return _kept_of(tuple(theme.styles.items()), tuple(theme.fonts.items()), theme.draft, language)


@lru_cache(maxsize=4)
def _kept_of(*_look: Hashable) -> Kept:
    return Kept()


class Setting(Struct, eq=False, dict=True):
    """The document being set and its look; collects what blocks add beside their own lines."""

    document: Document
    theme: Theme
    structure: StructureElement = field(default_factory=lambda: StructureElement("Document"))
    outline: list[OutlineEntry] = []
    numbers: Mapping[str, str] = {}  # by anchor, of sections
    # Where each note is read: behind the sentence that marks it.
    note_elements: dict[int, StructureElement] = {}
    mark_anchors: dict[int, str] = {}
    remarks: int = 0  # numbered so far
    found: list[Diagnostic] = []
    # What has been measured of each table, which is kept so that its identity stays its own.
    tables: dict[int, tuple[Table, dict[TableStage, MeasuredTable]]] = {}
    _chains: dict[tuple[str, bool, bool], FaceChain] = {}

    @cached_property
    def notes(self) -> Mapping[int, Note]:
        return {note.number: note for note in self.document.notes}

    @cached_property
    def headings(self) -> Mapping[int, HeadingLevel]:
        return heading_levels(self.document)

    @cached_property
    def kept(self) -> Kept:
        return kept_in(self.theme, self.document.language)

    @cached_property
    def table_sections(self) -> Mapping[int, str]:
        """The sections of the tables that have a size of their own."""
        return sections_of_tables(self.document.blocks, self.theme)

    def chain(self, style: Style, *, bold: bool, italic: bool) -> FaceChain:
        key = (style.font, bold, italic)
        found = self._chains.get(key)
        if found is None:
            found = self._chains[key] = chain(self.theme, style.font, bold=bold, italic=italic)
        return found
