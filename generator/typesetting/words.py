"""Words of a document, measured: units between which lines may end, and how they are read.

They know nothing of the document, so that the same words in another one need not be set again.
"""

from __future__ import annotations

from msgspec import Struct, field

from generator.document import Note
from generator.document.walking import every_run, plain_text
from generator.theme.theme import Style, TextAlignment
from generator.typesetting.placed import Content, Line, LinkTarget, StructureElement, Tags
from generator.typesetting.setting import Setting
from generator.typesetting.units import Unit

_DESCRIPTION = 400  # characters of a link's description at most


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


def tagged(
    words: Words,
    element: StructureElement,
    setting: Setting,
    *,
    host: StructureElement | None = None,
) -> Tags:
    """Have words read in an element, and the notes marked there in the `host`, if it is another.

    Returns what their lines are read as.
    """
    elements = [element]
    leaves: list[Content] = []
    for step in words.steps:
        match step:
            case NewLeaf(number):
                leaves.append(elements[number].content())
            case NewElement(parent, kind, anchor, language):
                kid = elements[parent].add(kind, anchor=anchor)
                kid.language = language
                elements.append(kid)
            case NotesRead(numbers):
                _add_notes(numbers, host or element, setting)
    for mark in words.marks:
        setting.mark_anchors.setdefault(mark.number, mark.anchor)
    setting.remarks += len(words.remarks)
    return Tags(
        tuple(leaves),
        tuple([_link(one, elements[one.element], setting) for one in words.links]),
        tuple([elements[number] for number in words.remarks]),
    )


def _add_notes(numbers: tuple[int, ...], host: StructureElement, setting: Setting) -> None:
    for number in numbers:
        if number not in setting.note_elements:
            setting.note_elements[number] = host.add("Note")


def _link(link: LinkRead, element: StructureElement, setting: Setting) -> LinkTarget:
    if link.note is None:
        return LinkTarget(link.target, link.words, element)
    label, _ = shown_note(link.note, setting)
    return LinkTarget(link.target, _described(label, setting.notes.get(link.note)), element)


def _described(label: str, note: Note | None) -> str:
    """The description of a link, which PDF readers show or speak: the note itself."""
    words = " ".join(map(plain_text, every_run(note.blocks))) if note else ""
    cut = words if len(words) <= _DESCRIPTION else words[:_DESCRIPTION].rpartition(" ")[0] + "…"
    return f"{label}. {cut}".strip()
