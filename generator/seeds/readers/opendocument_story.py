"""A walk through an OpenDocument text: its body, a note, a header."""

from __future__ import annotations

from msgspec import Struct, field

from generator.opening.list_numbers import as_int
from generator.opening.opendocument_items import ListsInReading
from generator.opening.opendocument_lists import OUTLINE
from generator.opening.opendocument_styles import (
    INDEXES,
    NAMESPACES,
    PARAGRAPHS,
    TEXT,
    OpenDocumentStyles,
)
from generator.opening.xml_part import XmlElement
from generator.seeds.readers.gathering import HIDDEN, GatheredLines
from generator.seeds.readers.structured import BY_LINE, HEADING, TITLE, reads_as_heading
from generator.seeds.seed import SourceBlockKind

_DRAWING = f"{{{NAMESPACES['draw']}}}"
_TABLE = f"{{{NAMESPACES['table']}}}"
_OFFICE = f"{{{NAMESPACES['office']}}}"
_SILENT = {
    f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_OFFICE}forms", f"{_OFFICE}scripts",
    f"{TEXT}tracked-changes", f"{TEXT}note-citation", f"{TEXT}sequence-decls",
    f"{TEXT}table-of-content-source", f"{TEXT}number", f"{TEXT}script",
}  # fmt: skip
_SIGNS = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_BY_STYLE = (
    ("title", TITLE),
    ("subtitle", "subtitle"),
    ("caption", "caption"),
    ("footnote", "note"),
    ("endnote", "note"),
    ("author", BY_LINE),
    ("date", "date"),
    ("index", "contents"),
)


class OpenDocumentStory(Struct):
    """`notes` are the notes found on the way. `reason` is why all that is read now is no body."""

    gathered: GatheredLines
    styles: OpenDocumentStyles
    lists: ListsInReading
    notes: list[XmlElement] = field(default_factory=list)
    reason: str = ""
    _boxes: list[XmlElement] = field(default_factory=list)
    _headings: dict[int, int] = field(default_factory=dict)
    _apart: str = ""

    def read_as(self, reason: str, element: XmlElement) -> None:
        """Take in all below an element that is no body."""
        outer, self.reason = self.reason, self.reason or reason
        self.lists.set_aside()
        self.read(element)
        self.lists.take_up()
        self.reason = outer

    def read(self, element: XmlElement) -> None:
        """Take in all below an element."""
        for child in element:
            if child.tag in _SILENT:
                continue
            if child.tag in PARAGRAPHS:
                self._paragraph(child)
            elif child.tag == f"{TEXT}list":
                self._list(child)
            elif child.tag == f"{_TABLE}table-row":
                self._row(child)
            elif child.tag in INDEXES:
                self.read_as("contents", child)
            elif child.tag == f"{TEXT}section" and self.styles.hides(child):
                self.read_as(HIDDEN, child)
            elif child.tag.startswith(_DRAWING) and not self.reason:
                self.read_as("text box", child)
            else:
                self.read(child)

    def _row(self, element: XmlElement) -> None:
        cells = []
        for child in element:
            cells.append(len(self.gathered.lines))
            self.read(child)
        self.gathered.close_row(cells)

    # --- lists ---

    def _list(self, element: XmlElement) -> None:
        self.lists.begin(element)
        for item in element:
            self.lists.begin_item(item)
            self.read(item)
        self.lists.end()

    def _label_of_heading(self, element: XmlElement) -> str:
        if element.tag != f"{TEXT}h" or element.get(f"{TEXT}is-list-header") == "true":
            return ""
        depth = as_int(element.get(f"{TEXT}outline-level"), 1)
        restarted = element.get(f"{TEXT}restart-numbering") == "true"
        start = as_int(element.get(f"{TEXT}start-value"), 1) if restarted else None
        return self.lists.lists.label(OUTLINE, depth, self._headings, start)

    # --- paragraphs ---

    def _paragraph(self, element: XmlElement) -> None:
        item = self.lists.next_place()
        label = f"{item.label} " if item and item.label else ""
        if item is None:
            label = self._label_of_heading(element)
        style = element.get(f"{TEXT}style-name", "")
        self._set_apart(HIDDEN if self.styles.hides(element) else "", element)
        kind, told = self._told(element, style, listed=item is not None)
        self.gathered.close(kind, self.reason or told, label)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.read_as("text box", box)

    def _told(
        self, element: XmlElement, style: str, *, listed: bool
    ) -> tuple[SourceBlockKind, str]:
        """What the style of the paragraph says that it is, and why it is no body."""
        if element.tag == f"{TEXT}h" and reads_as_heading(self.gathered.said):
            return "heading", HEADING
        names = self.styles.names(style) or (style.replace("_20_", " ").casefold(),)
        for name, reason in _BY_STYLE:
            if name in names:
                return "text", reason
        if not {"quotations", "quote"}.isdisjoint(names):
            return "quote", ""
        return "item" if listed else "text", ""

    def _set_apart(self, reason: str, element: XmlElement) -> None:
        outer, self._apart = self._apart, self._apart or reason
        self._say(element.text)
        for child in element:
            self._inline(child)
            self._say(child.tail)
        self._apart = outer

    def _say(self, words: str | None) -> None:
        if words:
            # Line ends in the file are white space; those that are printed have an element.
            self.gathered.say(words.replace("\n", " "), self._apart)

    def _inline(self, element: XmlElement) -> None:
        tag = element.tag
        if tag in _SILENT:
            return
        if tag in _SIGNS:
            self.gathered.say(_SIGNS[tag], self._apart)
        elif tag == f"{TEXT}note":
            self.notes.append(element)
        elif tag.startswith(_DRAWING):
            self._boxes.append(element)
        elif tag == f"{TEXT}ruby-text":
            self._set_apart("ruby", element)
        elif not self.styles.hides(element):
            self._set_apart("", element)
        elif words := element.get(f"{TEXT}string-value"):  # of hidden text, which has no others
            self.gathered.say(words, self._apart or HIDDEN)
        else:
            self._set_apart(HIDDEN, element)
