"""A Word file → its words as they stand, with tracked changes accepted, and what it carries."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator

from msgspec import Struct, field

from generator.diagnostics import codes
from generator.document.file_data import FileData
from generator.document.shifts import lowered, raised
from generator.manifest.passages import Passage, Piece
from generator.opening.budget import LETTERS, Budget
from generator.opening.ooxml import Package, notes_by_reference, word_package
from generator.opening.wordprocessing import SILENT, OpenField, W, is_contents_control, is_on
from generator.opening.xml_part import XmlElement
from generator.proof.finished import Finished, as_number, cannot
from generator.proof.needs import MARKS, VISITED
from generator.proof.word_beside import beside_word, word_titles

_ATTACHMENT = "{urn:policy-brief:attachment}attachment"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_word(data: bytes, budget: Budget) -> Finished:
    """The words and attachments of a Word file. Raises BriefError if it cannot be read."""
    package = word_package(data, budget)
    main = next(package.related("", "officeDocument"), None)
    if main is None:
        message = "this is no Word file: it has no main part"
        hint = "name a .docx or a .pdf that `brief` has written"
        raise cannot(codes.DAMAGED_FILE, budget.file, message, hint)
    body = _Story(budget)
    body.read(package.xml(main))
    said = notes_by_reference(package, main)
    notes = {reference: _Story(budget, role="note") for reference in body.references}
    for reference, story in notes.items():
        if reference in said:
            story.read(said[reference])
    return Finished(
        kind="Word file",
        body=tuple(body.passages),
        notes=tuple(tuple(notes[reference].passages) for reference in body.references),
        attachments=dict(_attachments(package)),
        saved_again=package.saved_again,
        tracked=any(story.tracked for story in (body, *notes.values())),
        beside=beside_word(package),
        titles=tuple(word_titles(package)),
    )


def _attachments(package: Package) -> Iterator[tuple[str, FileData]]:
    for name in package.names:
        if not re.fullmatch(r"customXml/item\d+\.xml", name):
            continue
        root = package.xml(name)
        if root.tag != _ATTACHMENT:
            continue
        text = root.text or ""
        try:
            data = b64decode(text) if root.get("encoding") == "base64" else text.encode()
        except ValueError:
            continue  # as if it were not there
        yield root.get("name", ""), FileData(data)


class _Field(OpenField):
    """A complex field that is open, and the number in it if it is the mark of a note."""

    number: str = ""


# What stands for a character.
_SIGNS = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_UNREAD = SILENT | {_FALLBACK}
_INSERTED = {f"{W}ins", f"{W}moveTo", f"{W}del", f"{W}moveFrom"}


class _Story(Struct):
    """The passages of a body or a note, gathered in reading order.

    Those of a table of contents bear the role `contents`.
    """

    budget: Budget
    role: str = "body"
    passages: list[Passage] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    tracked: bool = False
    _repeated: set[int] = field(default_factory=set)  # notes whose marks a field has shown
    _in_gallery: bool = False
    _shift: str = ""  # of the run that is being read
    _pieces: list[Piece] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)

    def read(self, element: XmlElement) -> None:
        """Take in an element and all below it; the words of a paragraph are a passage."""
        self.budget.spend(VISITED, len(element))
        for child in element:
            self.tracked = self.tracked or (child.tag in _INSERTED and len(child) > 0)
            if child.tag in _UNREAD or _is_hidden(child):
                continue
            match child.tag.removeprefix(W):
                case "p":
                    self._paragraph(child)
                case "sdt" if is_contents_control(child):
                    outer, self._in_gallery = self._in_gallery, True
                    self.read(child)
                    self._in_gallery = outer
                case name if name.rpartition("}")[2] == "t":  # a formula's words, too
                    self._say(child.text or "")
                case "footnoteReference" | "endnoteReference" as name:
                    self._mark(name.removesuffix("Reference"), child)
                case "r":
                    self._run(child)
                case "fldChar" | "fldSimple" as name:
                    self._field(name, child)
                case "instrText" if self._fields:
                    self._fields[-1].code += child.text or ""
                case "sym":
                    self._say(_symbol(child))
                case name if name in _SIGNS:
                    self._say(_SIGNS[name])
                case _:
                    self.read(child)

    def _run(self, element: XmlElement) -> None:
        outer, self._shift = self._shift, _shift_of(element)
        self.read(element)
        self._shift = outer

    def _paragraph(self, element: XmlElement) -> None:
        outer, self._pieces = self._pieces, []  # a text box stands inside a paragraph
        began = self._in_contents()
        referred = len(self.references)
        self.read(element)
        contents = self._in_contents() or began
        passage = Passage("contents" if contents else self.role, tuple(self._pieces))
        references = len(self.references) - referred
        if passage.is_said and not self._is_shown_before(passage, references):
            self.passages.append(passage)
        self._pieces = outer

    def _in_contents(self) -> bool:
        return self._in_gallery or any(one.kind == "TOC" for one in self._fields)

    def _is_shown_before(self, passage: Passage, references: int) -> bool:
        """Whether it is nothing but so many references to notes that fields have marked before it.

        They stand behind what is set beside the text: LibreOffice loses a note from there.
        """
        marks = [piece for piece in passage.pieces if isinstance(piece, int)]
        is_bare = not passage.words and len(marks) == references
        return is_bare and self._repeated.issuperset(marks)

    def _say(self, words: str) -> None:
        if self._fields and self._fields[-1].is_note_mark:
            self._fields[-1].number += words
        if not any(one.is_silent for one in self._fields):
            self.budget.spend(LETTERS, len(words))
            self._pieces.append(_SHIFTS[self._shift](words) if self._shift in _SHIFTS else words)

    def _mark(self, kind: str, element: XmlElement) -> None:
        self.budget.spend(MARKS)
        self.references.append((kind, element.get(f"{W}id", "")))
        self._note_mark(len(self.references))

    def _field(self, name: str, element: XmlElement) -> None:
        if name == "fldSimple":
            self._fields.append(_Field(element.get(f"{W}instr", ""), in_result=True))
            self.read(element)
            self._close()
            return
        match element.get(f"{W}fldCharType"):
            case "begin":
                self._fields.append(_Field())
            case "separate" if self._fields:
                self._fields[-1].in_result = True
            case "end" if self._fields:
                self._close()

    def _close(self) -> None:
        """A field that repeats the mark of a note is one itself."""
        closed = self._fields.pop()
        if not closed.is_note_mark:
            return
        self.budget.spend(MARKS)
        number = as_number(closed.number)
        if number is not None:
            self._repeated.add(number)
        self._note_mark(closed.number if number is None else number)

    def _note_mark(self, mark: Piece) -> None:
        """A mark, without the thin space that parts it from one before it, or from a power."""
        before = self._pieces[-1] if self._pieces else ""
        if isinstance(before, str) and before.endswith("\u2009"):
            self._pieces[-1:] = filter(None, [before[:-1]])
        self._pieces.append(mark)


def _is_hidden(element: XmlElement) -> bool:
    return element.tag == f"{W}r" and is_on(element.find(f"{W}rPr/{W}vanish"))


def _shift_of(element: XmlElement) -> str:
    shift = element.find(f"{W}rPr/{W}vertAlign")
    return "" if shift is None else shift.get(f"{W}val", "")


_SHIFTS = {"superscript": raised, "subscript": lowered}


def _symbol(element: XmlElement) -> str:
    try:
        return chr(int(element.get(f"{W}char", "fffd"), 16))
    except (ValueError, OverflowError):
        return "\ufffd"
