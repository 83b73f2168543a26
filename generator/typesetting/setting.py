"""The state that all steps of typesetting one document share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic
from generator.document import Document, Note, Table
from generator.document.headings import HeadingLevel, heading_levels
from generator.theme.regions import sections_of_tables
from generator.theme.theme import Style, Theme
from generator.typesetting.fonts import FaceChain, chain
from generator.typesetting.keeping import Kept, kept_in
from generator.typesetting.placed import OutlineEntry, StructureElement
from generator.typesetting.widths import TableStage

if TYPE_CHECKING:
    from generator.typesetting.table_fit import MeasuredTable


@dataclass(slots=True, eq=False)
class Setting:
    """The document being set and its look; collects what blocks add beside their own lines."""

    document: Document
    theme: Theme
    structure: StructureElement = field(default_factory=lambda: StructureElement("Document"))
    outline: list[OutlineEntry] = field(default_factory=list)
    numbers: Mapping[str, str] = field(default_factory=dict)  # by anchor, of sections
    # Where each note is read: behind the sentence that marks it.
    note_elements: dict[int, StructureElement] = field(default_factory=dict)
    mark_anchors: dict[int, str] = field(default_factory=dict)
    remarks: int = 0  # numbered so far
    found: list[Diagnostic] = field(default_factory=list)
    # What has been measured of each table, which is kept so that its identity stays its own.
    tables: dict[int, tuple[Table, dict[TableStage, MeasuredTable]]] = field(default_factory=dict)
    notes: Mapping[int, Note] = field(init=False)
    headings: Mapping[int, HeadingLevel] = field(init=False)
    kept: Kept = field(init=False)
    table_sections: Mapping[int, str] = field(init=False)  # of those that have a size of their own
    _chains: dict[tuple[str, bool, bool], FaceChain] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.notes = {note.number: note for note in self.document.notes}
        self.headings = heading_levels(self.document)
        self.kept = kept_in(self.theme, self.document.language)
        self.table_sections = sections_of_tables(self.document.blocks, self.theme)

    def chain(self, style: Style, *, bold: bool, italic: bool) -> FaceChain:
        key = (style.font, bold, italic)
        found = self._chains.get(key)
        if found is None:
            found = self._chains[key] = chain(self.theme, style.font, bold=bold, italic=italic)
        return found
