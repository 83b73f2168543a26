"""Inline nodes → units of words between which a line may break, measured and tagged."""

from __future__ import annotations

import re

from msgspec import Struct, field
from msgspec.structs import replace

from generator.document import (
    Changed,
    CodeSpan,
    CrossReference,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteMark,
    Remark,
    SourceWords,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
)
from generator.document.walking import chip_words, every_run, plain_text
from generator.theme.theme import Style
from generator.typesetting.changes import change_kind, changed_format
from generator.typesetting.drafts import draft_style, remark_color
from generator.typesetting.formats import RAISED, as_read, format_within
from generator.typesetting.opportunities import (
    address_in,
    code_opportunities,
    may_divide,
    opportunities,
)
from generator.typesetting.placed import Content, NumberedRemark, StructureElement
from generator.typesetting.setting import Setting
from generator.typesetting.units import (
    Breaking,
    LinkTarget,
    TextFormat,
    TextPiece,
    Unit,
    format_of,
    piece,
)

_DESCRIPTION = 400  # characters of a link's description at most
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)")
_SPACES = " \t\n\r\f\v\u0085\u2028\u2029"
_TOKENS = re.compile(f"[{_SPACES}]+|\u00a0|[^{_SPACES}\u00a0]+")


def units_of(
    inlines: tuple[Inline, ...],
    style: Style,
    setting: Setting,
    element: StructureElement | None,
    *,
    host: StructureElement | None = None,
    link: LinkTarget | None = None,
) -> list[Unit]:
    """Inline nodes as units, their words tagged as content of `element` (an artifact if None).

    Notes marked here are read inside `element`, behind their sentence; where another `host` is
    given, as for headings, at its end. All of the words lead to `link` if there is one.
    """
    collector = _Collector(setting, element, host or element, split=host is None)
    form = format_of(style, setting)
    collector.add(inlines, replace(form, link=link) if link else form, element)
    return collector.finish()


class _Collector(Struct, eq=False):
    """Gathers units while walking the inline nodes."""

    setting: Setting
    root: StructureElement | None
    host: StructureElement | None
    split: bool
    units: list[Unit] = field(default_factory=list)
    unit: Unit = field(default_factory=Unit)
    pending: list[int] = field(default_factory=list)
    before: str = ""  # the words just before the place reached

    def finish(self) -> list[Unit]:
        self._close(None, "forced")
        self._attach_notes()
        if self.units and not self.units[-1].pieces and len(self.units) > 1:
            self.units.pop()
        if self.units:
            self.units[-1].breaking = "forced"
            self.units[-1].space = None
        return self.units

    def add(
        self, inlines: tuple[Inline, ...], form: TextFormat, element: StructureElement | None
    ) -> None:
        for inline in inlines:
            match inline:
                case Text(value):
                    self._text(value, form, element)
                case CodeSpan() | Changed():
                    inner = _kid(element, _element_kind(inline))
                    self.add(inline.children, format_within(inline, form, self.setting), inner)
                case Emphasis() | Superscript() | Subscript() | Term() | SourceWords():
                    self.add(as_read(inline), format_within(inline, form, self.setting), element)
                case Strong():
                    self._strong(inline, form, element)
                case Foreign():
                    self._foreign(inline, form, element)
                case Link(children, target):
                    self._link(children, target, form, _kid(element, "Link"))
                case CrossReference(label, target):
                    inner = _kid(_kid(element, "Reference"), "Link")
                    self._link((Text(label),), f"#{target}", form, inner)
                case NoteMark(number, anchor):
                    self._mark(number, anchor, form, element)
                case LineBreak():
                    self._close(piece(" ", form, _content(element)), "forced")
                case Remark():
                    self._remark(inline, form, element)

    def _strong(self, strong: Strong, form: TextFormat, element: StructureElement | None) -> None:
        """Bold words, or a chip: words in a style of their own that no line divides."""
        if strong.role not in self.setting.theme.styles:
            self.add(strong.children, format_within(strong, form, self.setting), element)
            return
        own = format_of(self.setting.theme.style(strong.role), self.setting)
        chip = replace(own, language=form.language, link=form.link)
        self._words(chip_words(strong), changed_format(chip, form.change), element)

    def _foreign(
        self, foreign: Foreign, form: TextFormat, element: StructureElement | None
    ) -> None:
        inner = _kid(element, "Span")
        if inner:
            inner.language = foreign.language
        self.add(foreign.children, replace(form, language=foreign.language), inner)

    def _text(self, value: str, form: TextFormat, element: StructureElement | None) -> None:
        if self.pending and self.split and element is self.root:
            cut = self._end_of_sentence(value)
            if cut is not None:
                self._words(value[:cut], form, element)
                self._attach_notes()
                value = value[cut:]
        self._words(value, form, element)
        self.before = (self.before + value)[-8:]

    def _end_of_sentence(self, value: str) -> int | None:
        """Where the sentence with the pending marks ends in these words, its space included."""
        if _SENTENCE_END.search(self.before + "\n") and value[:1].isspace():
            return 1
        found = _SENTENCE_END.search(value)
        return None if found is None or found.end() >= len(value) else found.end() + 1

    def _attach_notes(self) -> None:
        for number in self.pending:
            if self.host is not None and number not in self.setting.note_elements:
                self.setting.note_elements[number] = self.host.add("Note")
        self.pending.clear()

    def _words(self, value: str, form: TextFormat, element: StructureElement | None) -> None:
        if not value:
            return
        content = _content(element)
        space = piece(" ", form, content)
        divides = form.verbatim or may_divide(value)
        for token in _TOKENS.findall(value):
            if token == "\u00a0":  # drawn as any space, so that a search for one finds it
                self._close(space, "forbidden")
            elif token[0] in _SPACES:
                self._close(space, "allowed")
            elif divides:
                self._divided(token, form, content)
            else:
                self._append(piece(token, form, content))

    def _divided(self, token: str, form: TextFormat, content: Content | None) -> None:
        """A word in the parts between which a line may end."""
        if form.verbatim:
            parts = code_opportunities(token)
        elif parts := address_in(token, form.link.target if form.link else ""):
            form = replace(form, language="")
        else:
            parts = opportunities(token)
        self._append(piece(parts[0], form, content))
        for part in parts[1:]:
            self._close(None, "allowed")
            self._append(piece(part, form, content))

    def _append(self, new: TextPiece) -> None:
        self.unit.pieces.append(new)
        self.unit.width += new.width

    def _close(self, space: TextPiece | None, breaking: Breaking) -> None:
        """End the unit. Spaces in a row are one; a paragraph does not begin with a space."""
        unit = self.unit
        if not unit.pieces and breaking == "allowed":
            return
        unit.space, unit.breaking = space, breaking
        self.units.append(unit)
        self.unit = Unit()

    def _link(
        self,
        children: tuple[Inline, ...],
        target: str,
        form: TextFormat,
        element: StructureElement | None,
    ) -> None:
        if element is None:
            self.add(children, form, None)
            return
        look = self.setting.theme.style("link")
        link = LinkTarget(target, plain_text(children), element)
        underline = form.underline or (look.underline and not form.style.plain_links)
        shown = replace(form, color=look.color, underline=underline, link=link)
        self.add(children, changed_format(shown, form.change), element)

    def _mark(
        self, number: int, anchor: str, form: TextFormat, element: StructureElement | None
    ) -> None:
        self._set_apart(form, element)
        style = self.setting.theme.style("note-mark")
        inner = _kid(_kid(element, "Reference"), "Link", anchor)
        mark = replace(format_of(style, self.setting), rise=form.size * RAISED)
        mark = changed_format(mark, form.change)
        note = self.setting.notes.get(number)
        shown = note.label if note else str(number)
        if inner:
            target = f"#{note.anchor}" if note else ""
            mark = replace(mark, link=LinkTarget(target, _described(shown, note), inner))
        self._append(replace(piece(shown, mark, _content(inner)), note=number))
        self.setting.mark_anchors.setdefault(number, anchor)
        self.pending.append(number)

    def _set_apart(self, form: TextFormat, element: StructureElement | None) -> None:
        """Two marks side by side must not read as one number; a remark's is not read at all."""
        if self.unit.pieces and self.unit.pieces[-1].format.rise > 0:
            read = [one for one in self.unit.pieces if one.content]
            content = _content(element) if read and read[-1].format.rise > 0 else None
            self._append(piece("\u2009", form, content))

    def _remark(self, remark: Remark, form: TextFormat, element: StructureElement | None) -> None:
        """A number in the line, which is no word of the document, and a place for the remark."""
        if element is None:
            return
        self.setting.remarks += 1
        number = self.setting.remarks
        style = draft_style(remark_color(remark, self.setting.theme), self.setting.theme)
        mark = replace(format_of(style, self.setting), rise=form.size * RAISED)
        # Behind a space the number stands with the words before it.
        behind = not self.unit.pieces and self.units and self.units[-1].breaking == "allowed"
        unit = self.units[-1] if behind else self.unit
        apart = "\u2009" if unit.pieces and unit.pieces[-1].format.rise > 0 else ""
        numbered = NumberedRemark(number, remark, element.add("Annot"))
        new = replace(piece(apart + str(number), mark, None), remark=numbered)
        unit.pieces.append(new)
        unit.width += new.width


def _element_kind(inline: CodeSpan | Changed) -> str:
    return change_kind(inline) if isinstance(inline, Changed) else "Code"


def _kid(
    element: StructureElement | None, kind: str, anchor: str | None = None
) -> StructureElement | None:
    return element.add(kind, anchor=anchor) if element else None


def _content(element: StructureElement | None) -> Content | None:
    return element.content() if element else None


def _described(number: str, note: Note | None) -> str:
    """The description of a link, which PDF readers show or speak: the note itself."""
    words = " ".join(map(plain_text, every_run(note.blocks))) if note else ""
    cut = words if len(words) <= _DESCRIPTION else words[:_DESCRIPTION].rpartition(" ")[0] + "…"
    return f"{number}. {cut}".strip()
