"""A walk through a story of an OpenDocument text, with tracked changes settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from generator.incoming.file import ruby_of
from generator.incoming.needs import VISITED
from generator.incoming.opendocument_looks import OpenDocumentLooks
from generator.incoming.opendocument_pictures import LINK, drawn_in_frame, is_text_box, layer_of
from generator.incoming.opendocument_places import REFERRING, UNSAID, PlacesInReading
from generator.incoming.opendocument_tracking import OpenDocumentTracking
from generator.incoming.story import IncomingStory
from generator.incoming.tables import OpenTables
from generator.incoming.word_fields import FieldsInReading
from generator.opening.list_numbers import ListPlace, as_int
from generator.opening.opendocument_lists import ListsInReading
from generator.opening.opendocument_styles import (
    INDEXES,
    NAMESPACES,
    PARAGRAPHS,
    TEXT,
)
from generator.opening.xml_part import XmlElement

_DRAWING = f"{{{NAMESPACES['draw']}}}"
_TABLE = f"{{{NAMESPACES['table']}}}"
_FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
_MOST_BLANKS = 1_000  # that one element may stand for


class OpenDocumentWalk(Struct):
    """A walk through a body or a note. `notes` are those on the way."""

    fields: FieldsInReading
    looks: OpenDocumentLooks
    lists: ListsInReading
    places: PlacesInReading
    tables: OpenTables = field(default_factory=OpenTables)
    notes: dict[str, XmlElement] = field(default_factory=dict)
    _style: str = ""  # of the paragraph that is being read
    _spans: tuple[str, ...] = ()
    _link: str = ""
    _in_box: bool = False
    _in_contents: bool = False
    _covered: int = 0  # the cells that the one before them reaches over

    @property
    def tracking(self) -> OpenDocumentTracking:
        return self.places.tracking

    @property
    def story(self) -> IncomingStory:
        return self.fields.story

    def read_story(self, root: XmlElement) -> None:
        """Take in a story. Raises BriefError if it asks for too much."""
        self.story.budget.spend(VISITED, 2 * sum(1 for _ in root.iter()))
        self.read(root)
        self.story.break_off()

    def read(self, element: XmlElement) -> None:
        """Take in the blocks below an element."""
        for child in element:
            take = _BLOCKS.get(child.tag)
            if take is not None:
                take(self, child)
            elif child.tag in INDEXES:
                outer, self._in_contents = self._in_contents, True
                self.read(child)
                self._in_contents = outer
            elif child.tag.startswith(_DRAWING):
                self._drawing(child)
            elif child.tag not in UNSAID and not self.places.take(child):
                self.read(child)

    def _section(self, element: XmlElement) -> None:
        outer = self.fields.hidden
        if self.looks.styles.hides(element):
            self.fields.hidden = []
        self.read(element)
        self.fields.hidden = outer

    # --- lists and tables ---

    def _list(self, element: XmlElement) -> None:
        self.lists.begin(element)
        for item in element:
            self.lists.begin_item(item)
            self.read(item)
        self.lists.end()

    def _table(self, element: XmlElement) -> None:
        self.story.break_off()
        self.lists.set_aside()
        self.tables.begin(self.looks.widths(element))
        self.read(element)
        self.tables.end()
        self.lists.take_up()

    def _row(self, element: XmlElement) -> None:
        self.tables.begin_row()
        self._covered = 0
        self.read(element)

    def _table_cell(self, element: XmlElement) -> None:
        is_covered = element.tag == f"{_TABLE}covered-table-cell"
        if is_covered and self._covered:
            self._covered -= 1
            return
        columns = max(as_int(element.get(f"{_TABLE}number-columns-spanned"), 1), 1)
        look = self.looks.cell(element.get(f"{_TABLE}style-name", ""))
        self.tables.begin_cell(columns, goes_on=is_covered, look=look)
        ended = self.story.set_aside()
        self.read(element)
        self.story.take_up(ended)
        self._covered = columns - 1

    # --- paragraphs ---

    def _paragraph(self, element: XmlElement) -> None:
        outer = self._style, self._spans
        self._style, self._spans = element.get(f"{TEXT}style-name", ""), ()
        item = self.lists.next_place()
        self.story.begin()
        self._shown_or_hidden(element)
        self._end(element, item)
        self._style, self._spans = outer

    def _shown_or_hidden(self, element: XmlElement) -> None:
        """The words of an element; those that nobody sees are set apart."""
        outer = self.fields.hidden
        if outer is None and self.looks.styles.hides(element):
            self.fields.hidden = []
        if element.get(f"{TEXT}string-value") and self.fields.hidden is not None:
            self._say(element.get(f"{TEXT}string-value"))  # of hidden text
        else:
            self._inline(element)
        if outer is None or element.tag in PARAGRAPHS:
            self.fields.set_apart()
        self.fields.hidden = outer

    def _end(self, element: XmlElement, item: ListPlace | None = None) -> None:
        self.fields.end_paragraph()
        shape = self.looks.shape(self._style)
        level = shape.level
        if element.tag == f"{TEXT}h":
            level = as_int(element.get(f"{TEXT}outline-level"), 1)
        number = f"{item.label} " if item and item.label else ""
        shape = replace(
            shape,
            level=level,
            item=None if level else item,
            number=number if item else self.lists.lists.number_of_heading(element),
            cell=self.tables.cell,
            around=self.tables.around,
            setting=self.tables.dressed(shape.setting),
            in_box=self._in_box,
            in_contents=self._in_contents or self.fields.stack.in_contents,
        )
        self.story.end(shape, runs_on=self.tracking.is_silent)

    def _inline(self, element: XmlElement) -> None:
        """The words of an element, and of all below it."""
        self._say(element.text)
        drawn = (child for child in element if child.tag.startswith(_DRAWING))
        boxes = sorted(filter(is_text_box, drawn), key=layer_of)  # LibreOffice has them otherwise
        for child in element:
            take = _INLINES.get(child.tag)
            if take is not None:
                take(self, child)
            elif child.tag in REFERRING and self._is_seen:
                target = child.get(f"{TEXT}ref-name", "")
                self.story.refer("".join(child.itertext()), target)
            elif child.tag.startswith(_DRAWING) and is_text_box(child):
                for box in boxes:  # all at the first
                    self._drawing(box)
                boxes.clear()
            elif child.tag.startswith(_DRAWING):
                self._drawing(child)
            elif child.tag not in UNSAID and not self.places.take(child):
                self._inline(child)
            self._say(child.tail)

    @property
    def _is_seen(self) -> bool:
        return self.fields.hidden is None and not self.tracking.is_silent

    def _say(self, words: str | None) -> None:
        if words and not self.tracking.is_silent:
            look = self.looks.words(self._style, self._spans)
            if self._link or self.fields.link:
                look = replace(look, link=self._link or self.fields.link)
            # Line ends in the file are white space; those that are printed have an element.
            self.fields.say(words.replace("\n", " "), look)

    def _span(self, element: XmlElement) -> None:
        outer = self._spans
        self._spans = (*outer, element.get(f"{TEXT}style-name", ""))
        self._shown_or_hidden(element)
        self._spans = outer

    def _anchor(self, element: XmlElement) -> None:
        outer, self._link = self._link, element.get(LINK, "")
        self._span(element)
        self._link = outer

    def _blanks(self, element: XmlElement) -> None:
        count = as_int(element.get(f"{TEXT}c"), 1)
        self._say(" " * min(max(count, 1), _MOST_BLANKS))

    def _tab(self, element: XmlElement) -> None:  # noqa: ARG002
        self._say("\t")

    def _line_break(self, element: XmlElement) -> None:  # noqa: ARG002
        if not self.tracking.is_silent:
            self.fields.say("\n", self.looks.words(self._style, self._spans))

    def _note(self, element: XmlElement) -> None:
        if not self._is_seen:
            return
        key = f"{element.get(f'{TEXT}note-class', 'footnote')}-{element.get(f'{TEXT}id', '')}"
        if key in self.notes:
            key = f"{key}-{len(self.notes)}"
        self.notes[key] = element
        self.story.mark(key)

    # --- drawings ---

    def _drawing(self, element: XmlElement) -> None:
        """A picture, an object, or a box with paragraphs of its own."""
        if is_text_box(element):
            ended = self.story.set_aside()
            outer = self._style, self._spans, self._in_box
            self._in_box = True
            self.lists.set_aside()
            self.tables.begin_box()
            self.read(element)
            self.tables.end()
            self.lists.take_up()
            self._style, self._spans, self._in_box = outer
            self.story.take_up(ended)
        elif element.tag == f"{_DRAWING}a":
            for child in element:
                self._drawing(child)
        elif self._is_seen:
            self.story.picture(drawn_in_frame(element))

    # --- changes, places, comments, fields ---

    def _change_point(self, element: XmlElement) -> None:
        """Words that were taken out here: put back, where that is rejected."""
        back = self.tracking.take_out(self.story, element.get(f"{TEXT}change-id", ""))
        for number, paragraph in enumerate(back):
            if number:
                self._end(back[number - 1])
                self._style = paragraph.get(f"{TEXT}style-name", "")
                self.story.begin()
            self._inline(paragraph)

    def _field_start(self, element: XmlElement) -> None:
        named = (one for one in element if one.get(f"{_FIELD}name", "").endswith(".field.code"))
        code = "".join(one.get(f"{_FIELD}value", "") for one in named)
        self.fields.stack.begin(code, in_result=True)

    def _field_end(self, element: XmlElement) -> None:  # noqa: ARG002
        self.fields.close(self.fields.stack.end())


_Take = Callable[[OpenDocumentWalk, XmlElement], None]
_BLOCKS: Mapping[str, _Take] = {
    **dict.fromkeys(PARAGRAPHS, OpenDocumentWalk._paragraph),
    f"{TEXT}list": OpenDocumentWalk._list,
    f"{TEXT}section": OpenDocumentWalk._section,
    f"{_TABLE}table": OpenDocumentWalk._table,
    f"{_TABLE}table-row": OpenDocumentWalk._row,
    f"{_TABLE}table-cell": OpenDocumentWalk._table_cell,
    f"{_TABLE}covered-table-cell": OpenDocumentWalk._table_cell,
}
_INLINES: Mapping[str, _Take] = {
    f"{_FIELD}fieldmark-start": OpenDocumentWalk._field_start,
    f"{_FIELD}fieldmark-end": OpenDocumentWalk._field_end,
    **{
        f"{TEXT}{name}": take
        for name, take in {
            "span": OpenDocumentWalk._span,
            "a": OpenDocumentWalk._anchor,
            "s": OpenDocumentWalk._blanks,
            "tab": OpenDocumentWalk._tab,
            "line-break": OpenDocumentWalk._line_break,
            "hidden-text": OpenDocumentWalk._shown_or_hidden,
            "note": OpenDocumentWalk._note,
            "ruby-text": lambda walk, above: walk.story.picture(ruby_of("".join(above.itertext()))),
            "change": OpenDocumentWalk._change_point,
        }.items()
    },
}
