"""A walk through a story of a Word file, its body or a note, with tracked changes settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from generator.incoming.file import IncomingPicture, IncomingRun, ruby_of
from generator.incoming.needs import VISITED
from generator.incoming.story import PLAIN_RUN, IncomingStory
from generator.incoming.tables import OpenTables
from generator.incoming.word_fields import FieldsInReading
from generator.incoming.word_looks import PARA_ID, WordLooks
from generator.incoming.word_pictures import drawn_picture, formula_picture, symbol_shown
from generator.incoming.word_places import WORD_PLACES
from generator.incoming.word_tables import WordTableLook
from generator.incoming.word_tracking import TRACKED, Tracking
from generator.opening.list_numbers import as_int
from generator.opening.ooxml import Relationship
from generator.opening.wordprocessing import (
    ALTERNATIVES,
    OF_WORDS,
    SIGNS,
    SILENT,
    R,
    W,
    has_typed_mark,
    is_contents_control,
    is_drop_cap,
    letters_below,
    sections_before_new_pages,
    shown_alternative,
    tag_of_control,
    value_of,
)
from generator.opening.xml_part import XmlElement

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


class WordWalk(Struct):
    """A walk through a body or a note; `parts` are those that its part of the file leads to."""

    fields: FieldsInReading
    looks: WordLooks
    parts: Mapping[str, Relationship]
    tracking: Tracking
    tables: OpenTables = field(default_factory=OpenTables)
    _table_look: WordTableLook = field(default_factory=WordTableLook)
    _style: str = ""  # of the paragraph that is being read
    _look: IncomingRun = PLAIN_RUN  # of the run that is being read
    _typed_mark: bool = False  # whether what is left of the run is the mark of its note
    _in_box: bool = False
    _new_page: bool = False  # whether one was begun by hand in the paragraph
    _pages_end: tuple[XmlElement, ...] = ()  # the sections before new pages
    _in_gallery: bool = False
    _link: str = ""
    _control: str = ""

    @property
    def story(self) -> IncomingStory:
        return self.fields.story

    def read_story(self, root: XmlElement) -> None:
        """Take in a story. Raises BriefError if all behind a place in it would be lost."""
        self.story.budget.spend(VISITED, sum(1 for _ in root.iter()))
        self._pages_end = sections_before_new_pages(root)
        self.read(root)
        self.story.break_off()
        self.fields.stack.finish()

    def read(self, elements: Iterable[XmlElement]) -> None:
        """Take in elements and all below them."""
        for element in elements:
            _TAKEN.get(element.tag, WordWalk.read)(self, element)

    def _skip(self, _: XmlElement) -> None:
        """Nothing below says anything."""

    def _change(self, element: XmlElement) -> None:
        """Words put in, taken out or moved."""
        if self.tracking.settle(element):
            self.read(element)

    # --- paragraphs ---

    def _paragraph(self, element: XmlElement) -> None:
        properties = self.tracking.held(element, "pPr")
        outer = self._style
        self._style = "" if properties is None else value_of(properties, "pStyle")
        self.story.begin()
        began, self._new_page = self._in_contents(), False
        self.read(element)
        self.fields.end_paragraph()
        shape = self.looks.shape(self._style, properties)
        section = None if properties is None else properties.find(f"{W}sectPr")
        shape = replace(
            shape,
            para_id=element.get(PARA_ID, "").lower(),
            cell=self.tables.cell,
            around=self.tables.around,
            setting=self.tables.dressed(shape.setting),
            in_contents=began or self._in_contents(),
            in_box=shape.is_frame or self._in_box,
            is_frame=shape.is_frame and not self._in_box,
            new_page=shape.new_page or self._new_page or section in self._pages_end,
        )
        if is_drop_cap(properties):  # a letter of the paragraph behind it
            self.story.end(None, runs_on=True)
        else:
            self.story.end(shape, runs_on=self.tracking.takes(element.find(f"{W}pPr/{W}rPr")))
        self._style = outer

    def _in_contents(self) -> bool:
        return self._in_gallery or self.fields.stack.in_contents

    def _box(self, element: XmlElement) -> None:
        """A text box, which stands inside a paragraph and has paragraphs of its own."""
        ended = self.story.set_aside()
        outer = self._style, self._look, self._in_box
        self._in_box = True
        self.tables.begin_box()
        self.read(element)
        self.tables.end()
        self._style, self._look, self._in_box = outer
        self.story.take_up(ended)

    def _content_control(self, element: XmlElement) -> None:
        """A content control, or the one that a table of contents stands in."""
        tag = tag_of_control(element)
        if tag is None:
            return
        outer = self._control, self._in_gallery
        self._control = tag or self._control
        self._in_gallery = self._in_gallery or is_contents_control(element)
        self.read(element)
        self._control, self._in_gallery = outer

    # --- tables ---

    def _table(self, element: XmlElement) -> None:
        self.story.break_off()
        outer, self._table_look = self._table_look, WordTableLook.of(element, self.looks.settings)
        self.tables.begin(self._table_look.widths)
        self.read(element)
        self.tables.end()
        self._table_look = outer

    def _row(self, element: XmlElement) -> None:
        """A row, unless it is gone."""
        if self.tracking.settle_row(element):
            before = element.find(f"{W}trPr/{W}gridBefore")
            self.tables.begin_row(0 if before is None else as_int(before.get(f"{W}val"), 0))
            self._table_look.row += 1
            self.read(element)

    def _table_cell(self, element: XmlElement) -> None:
        properties = element.find(f"{W}tcPr")
        if self.tracking.takes(properties):
            return
        ended = self.story.set_aside()
        self._table_look.begin_cell(self.tables, properties)
        self.read(element)
        self.story.take_up(ended)

    # --- runs ---

    def _run(self, element: XmlElement) -> None:
        look, hidden = self.looks.words(self._style, self.tracking.held(element, "rPr"))
        if hidden:
            self._hide(element)
            return
        outer, self._look = self._look, look
        link = self._link or self.fields.link
        if link or self._control:
            self._look = replace(look, link=link, control=self._control)
        self.read(element)
        self._look, self._typed_mark = outer, False

    def _hide(self, run: XmlElement) -> None:
        """A run that nobody sees: its words are set apart, and its fields go on."""
        self.fields.hidden = []
        for child in run:
            if child.tag in OF_WORDS:
                self.read((child,))
            elif child.tag not in SILENT:
                self._say(letters_below(child))
        self.fields.set_apart()
        self.fields.hidden = None

    def _say(self, words: str) -> None:
        if not self._typed_mark:
            self.fields.say(words, self._look)

    def _deleted_text(self, element: XmlElement) -> None:
        if self.tracking.rejected:
            self._say(element.text or "")

    def _sign(self, element: XmlElement) -> None:
        kind = element.get(f"{W}type")
        self._new_page = self._new_page or kind in {"page", "column"}
        self._say(self.story.page_end if kind in {"page", "column"} else SIGNS[element.tag])

    def _symbol(self, element: XmlElement) -> None:
        match symbol_shown(element):
            case IncomingPicture() as sign if self.fields.hidden is None:
                self.story.picture(sign)
            case IncomingPicture(code=words) | words:
                self._say(words)

    def _reference(self, element: XmlElement) -> None:
        kind = element.tag.removeprefix(W).removesuffix("Reference")
        self.story.mark(f"{kind}-{element.get(f'{W}id', '')}")
        self._typed_mark = has_typed_mark(element)

    def _hyperlink(self, element: XmlElement) -> None:
        leads_to = self.parts.get(element.get(f"{R}id", ""))
        anchor = element.get(f"{W}anchor", "")
        outer = self._link
        self._link = (leads_to.target if leads_to else "") + (f"#{anchor}" if anchor else "")
        self.read(element)
        self._link = outer

    def _drawing(self, element: XmlElement) -> None:
        """A picture, and the text boxes in it, of which each has paragraphs."""
        self.story.budget.spend(VISITED, 2 * sum(1 for _ in element.iter()))
        picture = drawn_picture(element, self.parts)
        is_frame = next(element.iter(f"{W}txbxContent"), None) is not None
        if not is_frame or picture.kind != "drawing" or picture.words:
            self.story.picture(picture)
        self.read(element)

    def _formula(self, element: XmlElement) -> None:
        self.story.picture(formula_picture(element))

    def _other_file(self, element: XmlElement) -> None:
        """Another file, which Word draws in when it opens this one."""
        leads_to = self.parts.get(element.get(f"{R}id", ""))
        self.story.picture(IncomingPicture("file", leads_to.target if leads_to else ""))

    def _alternatives(self, element: XmlElement) -> None:
        shown = shown_alternative(element)
        if shown is not None:
            self.read(shown)

    def _simple_field(self, element: XmlElement) -> None:
        self.fields.stack.begin(element.get(f"{W}instr", ""), in_result=True)
        self.read(element)
        self.fields.close(self.fields.stack.end())

    def _field_mark(self, element: XmlElement) -> None:
        self.fields.close(self.fields.stack.mark(element))

    def _instruction(self, element: XmlElement) -> None:
        if self.tracking.rejected or element.tag == f"{W}instrText":
            self.fields.stack.instruct(element.text or "")

    def _place(self, element: XmlElement) -> None:
        WORD_PLACES[element.tag](self.story, element.get(f"{W}id", ""), element)


_Take = Callable[[WordWalk, XmlElement], None]
_TAKEN: dict[str, _Take] = {
    **dict.fromkeys(SILENT, WordWalk._skip),
    **dict.fromkeys(TRACKED, WordWalk._change),
    **dict.fromkeys(SIGNS, WordWalk._sign),
    **dict.fromkeys(WORD_PLACES, WordWalk._place),
    ALTERNATIVES: WordWalk._alternatives,
    f"{_MATH}oMath": WordWalk._formula,
    **{
        f"{W}{name}": take
        for name, take in {
            "p": WordWalk._paragraph,
            "txbxContent": WordWalk._box,
            "sdt": WordWalk._content_control,
            "tbl": WordWalk._table,
            "tr": WordWalk._row,
            "tc": WordWalk._table_cell,
            "r": WordWalk._run,
            "t": lambda walk, said: walk._say(said.text or ""),
            "delText": WordWalk._deleted_text,
            "sym": WordWalk._symbol,
            "footnoteReference": WordWalk._reference,
            "endnoteReference": WordWalk._reference,
            "hyperlink": WordWalk._hyperlink,
            "rt": lambda walk, above: walk.story.picture(ruby_of(letters_below(above))),
            "drawing": WordWalk._drawing,
            "pict": WordWalk._drawing,
            "object": WordWalk._drawing,
            "altChunk": WordWalk._other_file,
            "subDoc": WordWalk._other_file,
            "fldSimple": WordWalk._simple_field,
            "fldChar": WordWalk._field_mark,
            "instrText": WordWalk._instruction,
            "delInstrText": WordWalk._instruction,
        }.items()
    },
}
