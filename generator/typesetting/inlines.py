"""Inline nodes → units of words between which a line may break, and how they are read."""

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
    NoteMark,
    Remark,
    SourceWords,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
)
from generator.document.walking import chip_words, plain_text
from generator.theme.theme import Style
from generator.typesetting.drafts import draft_style, remark_color
from generator.typesetting.formats import (
    RAISED,
    as_read,
    change_kind,
    changed_format,
    format_within,
)
from generator.typesetting.opportunities import (
    address_in,
    code_opportunities,
    may_divide,
    opportunities,
)
from generator.typesetting.placed import NumberedRemark
from generator.typesetting.setting import KeptKey, Setting
from generator.typesetting.tagging import PlannedElement, TagPlan
from generator.typesetting.words import (
    Breaking,
    LinkInWords,
    LinkRead,
    NoteMarked,
    TextFormat,
    TextPiece,
    Unit,
    Words,
    format_of,
    piece,
    shown_note,
)

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)")
_SPACES = " \t\n\r\f\v\u0085\u2028\u2029"
_TOKENS = re.compile(f"[{_SPACES}]+|\u00a0|[^{_SPACES}\u00a0]+")


def set_words(
    inlines: tuple[Inline, ...],
    style: Style,
    setting: Setting,
    *,
    notes_last: bool = False,
    link: str = "",
) -> Words:
    """Inline nodes as words that are read. All of them lead to `link` if there is one.

    Notes marked there are read behind their sentence, or behind all of the words.
    """
    key = KeptKey((inlines, style, notes_last, link, setting.remarks))
    known: Words | None = setting.kept.find(key)
    if known is None or not known.hold_in(setting):
        collector = _Collector(setting, TagPlan(PlannedElement(0)), split=not notes_last)
        known = collector.collected(inlines, style, link)
        setting.kept.keep(key, known)
    return known


def artifact_of(inlines: tuple[Inline, ...], style: Style, setting: Setting) -> Words:
    """Inline nodes as words that belong to a page and not to the document: they are not read."""
    key = KeptKey((inlines, style))
    known: Words | None = setting.kept.find(key)
    if known is None:
        known = _Collector(setting, TagPlan(None)).collected(inlines, style)
        setting.kept.keep(key, known)
    return known


class _Collector(Struct, eq=False):
    """Gathers units while walking the inline nodes, and how they are read."""

    setting: Setting
    plan: TagPlan
    split: bool = True
    units: list[Unit] = field(default_factory=list)
    unit: Unit = field(default_factory=Unit)
    pending: list[int] = field(default_factory=list)
    before: str = ""  # the words just before the place reached
    links: list[LinkRead] = field(default_factory=list)
    remarks: list[int] = field(default_factory=list)
    marks: list[NoteMarked] = field(default_factory=list)

    def collected(self, inlines: tuple[Inline, ...], style: Style, link: str = "") -> Words:
        form = format_of(style, self.setting)
        if link:
            form = self._leading(form, LinkRead(0, link, plain_text(inlines)))
        self.add(inlines, form, self.plan.root)
        self._close(None, "forced")
        self._attach_notes()
        if self.units and not self.units[-1].pieces and len(self.units) > 1:
            self.units.pop()
        if self.units:
            self.units[-1].breaking = "forced"
            self.units[-1].space = None
        return Words(
            tuple(self.units),
            tuple(self.plan.steps),
            tuple(self.links),
            tuple(self.remarks),
            tuple(self.marks),
        )

    def add(
        self, inlines: tuple[Inline, ...], form: TextFormat, element: PlannedElement | None
    ) -> None:
        for inline in inlines:
            match inline:  # the most frequent first
                case Text(value):
                    self._text(value, form, element)
                case NoteMark(number, anchor):
                    self._mark(number, anchor, form, element)
                case Link(children, target):
                    self._link(children, target, form, self.plan.kid(element, "Link"))
                case Strong():
                    self._strong(inline, form, element)
                case Emphasis() | Superscript() | Subscript() | Term() | SourceWords():
                    self.add(as_read(inline), format_within(inline, form, self.setting), element)
                case Foreign(children, language):
                    inner = self.plan.kid(element, "Span", language=language)
                    self.add(children, replace(form, language=language), inner)
                case CrossReference(label, target):
                    inner = self.plan.kid(self.plan.kid(element, "Reference"), "Link")
                    self._link((Text(label),), f"#{target}", form, inner)
                case CodeSpan() | Changed():
                    kind = change_kind(inline) if isinstance(inline, Changed) else "Code"
                    inner = self.plan.kid(element, kind)
                    self.add(inline.children, format_within(inline, form, self.setting), inner)
                case LineBreak():
                    self._close(piece(" ", form, self.plan.leaf(element)), "forced")
                case Remark():
                    self._remark(inline, form, element)

    def _attach_notes(self) -> None:
        self.plan.read_notes(self.pending, here=self.split)
        self.pending.clear()

    def _leading(self, form: TextFormat, link: LinkRead) -> TextFormat:
        """The format of words that a link leads on from."""
        self.links.append(link)
        return replace(form, link=LinkInWords(len(self.links) - 1, link.target))

    def _strong(self, strong: Strong, form: TextFormat, element: PlannedElement | None) -> None:
        """Bold words, or a chip: words in a style of their own that no line divides."""
        if strong.role not in self.setting.theme.styles:
            self.add(strong.children, format_within(strong, form, self.setting), element)
            return
        own = format_of(self.setting.theme.style(strong.role), self.setting)
        chip = replace(own, language=form.language, link=form.link)
        self._words(chip_words(strong), changed_format(chip, form.change), element)

    def _text(self, value: str, form: TextFormat, element: PlannedElement | None) -> None:
        if self.pending and self.split and element is self.plan.root:
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

    def _words(self, value: str, form: TextFormat, element: PlannedElement | None) -> None:
        if not value:
            return
        leaf = self.plan.leaf(element)
        space = piece(" ", form, leaf)
        divides = form.verbatim or may_divide(value)
        for token in _TOKENS.findall(value):
            if token == "\u00a0":  # drawn as any space, so that a search for one finds it
                self._close(space, "forbidden")
            elif token[0] in _SPACES:
                self._close(space, "allowed")
            elif divides:
                self._divided(token, form, leaf)
            else:
                self._append(piece(token, form, leaf))

    def _divided(self, token: str, form: TextFormat, leaf: int | None) -> None:
        """A word in the parts between which a line may end."""
        if form.verbatim:
            parts = code_opportunities(token)
        elif parts := address_in(token, form.link.target if form.link else ""):
            form = replace(form, language="")
        else:
            parts = opportunities(token)
        self._append(piece(parts[0], form, leaf))
        for part in parts[1:]:
            self._close(None, "allowed")
            self._append(piece(part, form, leaf))

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
        element: PlannedElement | None,
    ) -> None:
        if element is None:
            self.add(children, form, None)
            return
        look = self.setting.theme.style("link")
        underline = form.underline or (look.underline and not form.style.plain_links)
        color = form.color if form.style.colors_links else look.color
        shown = replace(form, color=color, underline=underline)
        shown = self._leading(shown, LinkRead(element.number, target, plain_text(children)))
        self.add(children, changed_format(shown, form.change), element)

    def _mark(
        self, number: int, anchor: str, form: TextFormat, element: PlannedElement | None
    ) -> None:
        self._set_apart(form, element)
        style = self.setting.theme.style("note-mark")
        inner = self.plan.kid(self.plan.kid(element, "Reference"), "Link", anchor=anchor)
        mark = replace(format_of(style, self.setting), rise=form.size * RAISED)
        if form.style.colors_links:
            mark = replace(mark, color=form.color)
        mark = changed_format(mark, form.change)
        label, note = shown_note(number, self.setting)
        if inner:
            target = f"#{note}" if note else ""
            mark = self._leading(mark, LinkRead(inner.number, target, note=number))
        self._append(replace(piece(label, mark, self.plan.leaf(inner)), note=number))
        self.marks.append(NoteMarked(number, anchor, label, note))
        self.pending.append(number)

    def _set_apart(self, form: TextFormat, element: PlannedElement | None) -> None:
        """Two marks side by side must not read as one number; a remark's is not read at all."""
        if self.unit.pieces and self.unit.pieces[-1].format.rise > 0:
            read = [one for one in self.unit.pieces if one.leaf is not None]
            leaf = self.plan.leaf(element) if read and read[-1].format.rise > 0 else None
            self._append(piece("\u2009", form, leaf))

    def _remark(self, remark: Remark, form: TextFormat, element: PlannedElement | None) -> None:
        """A number in the line, which is no word of the document, and a place for the remark."""
        annotation = self.plan.kid(element, "Annot")
        if annotation is None:
            return
        self.remarks.append(annotation.number)
        number = self.setting.remarks + len(self.remarks)
        style = draft_style(remark_color(remark, self.setting.theme), self.setting.theme)
        mark = replace(format_of(style, self.setting), rise=form.size * RAISED)
        # Behind a space the number stands with the words before it.
        behind = not self.unit.pieces and self.units and self.units[-1].breaking == "allowed"
        unit = self.units[-1] if behind else self.unit
        apart = "\u2009" if unit.pieces and unit.pieces[-1].format.rise > 0 else ""
        numbered = NumberedRemark(number, remark, len(self.remarks) - 1)
        new = replace(piece(apart + str(number), mark, None), remark=numbered)
        unit.pieces.append(new)
        unit.width += new.width
