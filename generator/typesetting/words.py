"""Words of a document, measured: units between which lines may end, and how they are read.

They know nothing of the document, so that the same words in another one need not be set again.
"""

from __future__ import annotations

from msgspec import Struct, field

from generator.theme.theme import Style, TextAlignment
from generator.typesetting.placed import Line
from generator.typesetting.setting import Setting
from generator.typesetting.units import Unit


class NewElement(Struct, frozen=True):
    """A kid of an element by its number; that of the words is 0, and kids count on from there."""

    parent: int
    kind: str
    anchor: str | None = None
    language: str | None = None


class NewLeaf(Struct, frozen=True):
    """Words of an element, by its number. Leaves count from 0."""

    element: int


class NotesRead(Struct, frozen=True):
    """The place where notes are read: behind the sentence that marks them."""

    numbers: tuple[int, ...]


TagStep = NewElement | NewLeaf | NotesRead


class LinkRead(Struct, frozen=True):
    """A link, by the number of its element. That of a note's mark is described by the note."""

    element: int
    target: str
    words: str = ""
    note: int | None = None


class NoteMarked(Struct, frozen=True):
    """A note's mark in the words: its own anchor, what it shows, and the anchor of the note."""

    number: int
    anchor: str
    label: str
    target: str


# At which measure, first indent and alignment, in which style, and whether in even lines.
LinesAt = tuple[float, float, TextAlignment, Style, bool]


class Words(Struct, frozen=True, eq=False):
    """Units, and the steps by which they are read; `remarks` are the numbers of their elements.

    `lines` are those that the units have been set in.
    """

    units: tuple[Unit, ...]
    steps: tuple[TagStep, ...] = ()
    links: tuple[LinkRead, ...] = ()
    remarks: tuple[int, ...] = ()
    marks: tuple[NoteMarked, ...] = ()
    lines: dict[LinesAt, tuple[Line, ...]] = field(default_factory=dict)

    def hold_in(self, setting: Setting) -> bool:
        """Whether the notes marked here are shown alike in the document that is being set."""
        return all((one.label, one.target) == shown_note(one.number, setting) for one in self.marks)


def shown_note(number: int, setting: Setting) -> tuple[str, str]:
    """What the mark of a note shows, and the anchor that it leads to."""
    note = setting.notes.get(number)
    return (note.label, note.anchor) if note else (str(number), "")
