"""A walk through a story of a Word file: its body, a note, a header."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from generator.opening.field_stack import FieldStack
from generator.opening.list_numbers import as_int
from generator.opening.symbol_font import symbol_sign
from generator.opening.word_numbering import WordNumbering, list_of_paragraph
from generator.opening.word_styles import WordStyles
from generator.opening.wordprocessing import (
    ALTERNATIVES,
    GONE,
    SILENT,
    W,
    has_typed_mark,
    is_contents_control,
    is_drop_cap,
    is_marked,
    is_on,
    shown_alternative,
    value_of,
)
from generator.opening.xml_part import XmlElement
from generator.seeds.readers.gathering import HIDDEN, GatheredLines
from generator.seeds.readers.structured import BY_LINE, HEADING, TITLE, reads_as_heading
from generator.seeds.seed import SourceBlockKind

_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}
_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations"})
_CONTENTS = frozenset({"toc heading", "table of figures", "index heading"}).union(
    *({f"toc {depth}", f"index {depth}"} for depth in range(1, 10))
)
_BY_STYLE: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"title"}), TITLE),
    (frozenset({"subtitle"}), "subtitle"),
    (frozenset({"caption", "image caption", "table caption"}), "caption"),
    (frozenset({"footnote text", "endnote text"}), "note"),
    (frozenset({"author"}), BY_LINE),
    (frozenset({"date"}), "date"),
    (_CONTENTS, "contents"),
)


class WordStory(Struct):
    """A walk through the body, a note or a header. `reason` is why all of it is no body."""

    gathered: GatheredLines
    styles: WordStyles
    numbering: WordNumbering
    fields: FieldStack
    reason: str = ""
    references: list[tuple[str, str]] = field(default_factory=list)
    _boxes: list[XmlElement] = field(default_factory=list)
    _style: str = ""  # of the paragraph that is being read
    _typed_mark: bool = False  # whether what is left of the run is the mark of its note
    _apart: str = ""  # why the words are set apart from those of the paragraph

    def finish(self) -> None:
        """Raise BriefError if something is still open: all behind it would have been lost."""
        self.fields.finish()
        if self.gathered.said or self._boxes:  # a deleted end of a paragraph, with nothing to join
            self._close(None, "")

    def read(self, element: Iterable[XmlElement]) -> None:
        """Take in all below an element."""
        for child in element:
            if child.tag not in SILENT:
                self._take(child)

    def _take(self, child: XmlElement) -> None:
        match child.tag.removeprefix(W):
            case "p":
                self._paragraph(child)
            case "r":
                self._run(child)
            case "tr":
                self._row(child)
            case "sdt" if is_contents_control(child):
                self._under("contents", child)
            case "txbxContent":
                self._boxes.append(child)
            case "footnoteReference" | "endnoteReference" as name:
                self.references.append((name.removesuffix("Reference"), child.get(f"{W}id", "")))
                self._typed_mark = has_typed_mark(child)
            case "fldSimple":
                self._simple_field(child)
            case "rt":  # how a word is spoken, above it
                self._set_apart("ruby", child)
            case _ if child.tag == ALTERNATIVES:
                shown = shown_alternative(child)
                self.read([] if shown is None else shown)
            case name if name.endswith("/math}t"):
                self._say(child.text or "")
            case name if name.endswith("/main}t"):  # of a drawing
                self.gathered.say(child.text or "", "text box")
            case _:
                self.read(child)

    def _under(self, reason: str, element: XmlElement) -> None:
        outer, self.reason = self.reason, self.reason or reason
        self.read(element)
        self.reason = outer

    def _set_apart(self, reason: str, element: XmlElement) -> None:
        outer, self._apart = self._apart, self._apart or reason
        self.read(element)
        self._apart = outer

    # --- paragraphs and rows ---

    def _paragraph(self, element: XmlElement) -> None:
        properties = element.find(f"{W}pPr")
        style = "" if properties is None else value_of(properties, "pStyle")
        outer, self._style = self._style, style
        contents = self.fields.in_contents
        self.read(element)
        contents = contents or self.fields.in_contents
        end = None if properties is None else properties.find(f"{W}rPr")
        if not is_drop_cap(properties) and not is_marked(end, GONE):  # else the next one goes on
            self._close(properties, "contents" if contents else "")
        self._style = outer

    def _close(self, properties: XmlElement | None, reason: str) -> None:
        number_id, depth = list_of_paragraph(self.styles, self.numbering, self._style, properties)
        label = self.numbering.next_label(number_id, depth) if number_id else ""
        kind, told = self._told(properties, listed=bool(number_id))
        self.gathered.close(kind, self.reason or reason or told, label)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._under("text box", box)

    def _told(self, properties: XmlElement | None, *, listed: bool) -> tuple[SourceBlockKind, str]:
        """What the style of the paragraph says that it is, and why it is no body."""
        outline = None if properties is None else properties.find(f"{W}outlineLvl")
        if outline is not None:
            heading = as_int(outline.get(f"{W}val"), 9) < 9
        else:
            heading = self.styles.heading_level(self._style) > 0
        if heading and reads_as_heading(self.gathered.said):
            return "heading", HEADING
        for names, reason in _BY_STYLE:
            if self.styles.is_named(self._style, names):
                return "text", reason
        if self.styles.is_named(self._style, _QUOTES):
            return "quote", ""
        return "item" if listed else "text", ""

    def _row(self, element: XmlElement) -> None:
        if is_marked(element.find(f"{W}trPr"), GONE):
            return
        cells = []
        for child in element:
            if child.tag not in SILENT and not is_marked(child.find(f"{W}tcPr"), GONE):
                cells.append(len(self.gathered.lines))
                self.read(child)
        self.gathered.close_row(cells)

    # --- runs ---

    def _run(self, element: XmlElement) -> None:
        hidden = HIDDEN if self._is_hidden(element) else ""
        outer, self._apart = self._apart, self._apart or hidden
        for child in (one for one in element if one.tag not in SILENT):
            match child.tag.removeprefix(W):
                case "t":
                    self._say(child.text or "")
                case "fldChar":
                    self.fields.mark(child)
                case "instrText":
                    self.fields.instruct(child.text or "")
                case "sym":
                    self._say(_symbol_of(child))
                case "br":
                    self._say("\n\n" if child.get(f"{W}type") in {"page", "column"} else "\n")
                case name if name in _SIGNS:
                    self._say(_SIGNS[name])
                case _:
                    self._take(child)
        self._apart, self._typed_mark = outer, False

    def _is_hidden(self, element: XmlElement) -> bool:
        properties = element.find(f"{W}rPr")
        if properties is None:
            return self.styles.is_hidden(self._style) is True
        own = properties.find(f"{W}vanish")
        if own is not None:
            return is_on(own)
        said = self.styles.is_hidden(value_of(properties, "rStyle"))
        return (self.styles.is_hidden(self._style) if said is None else said) is True

    def _say(self, words: str) -> None:
        if not self._typed_mark and not self.fields.is_silent:
            self.gathered.say(words, self._apart)

    def _simple_field(self, element: XmlElement) -> None:
        self.fields.begin(element.get(f"{W}instr", ""), in_result=True)
        self.read(element)
        self.fields.end()


def _symbol_of(element: XmlElement) -> str:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return "\ufffd"
    return symbol_sign(code, element.get(f"{W}font", ""))
