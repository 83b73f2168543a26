"""How words are read: planned once, and made of structure elements for each document."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from generator.document import Note
from generator.document.walking import every_run, plain_text
from generator.typesetting.placed import Content, LinkTarget, StructureElement, Tags
from generator.typesetting.setting import Setting
from generator.typesetting.words import (
    LinkRead,
    NewElement,
    NewLeaf,
    NotesRead,
    TagStep,
    Words,
    shown_note,
)

_DESCRIPTION = 400  # characters of a link's description at most


class PlannedElement(Struct, eq=False):
    """An element that words are read in, by its number, and the leaf that has its last words."""

    number: int
    leaf: int | None = None


class TagPlan(Struct, eq=False):
    """The steps by which words are read in the `root`; without one they are an artifact."""

    root: PlannedElement | None
    steps: list[TagStep] = field(default_factory=list)
    elements: int = 1
    leaves: int = 0

    def kid(
        self,
        element: PlannedElement | None,
        kind: str,
        *,
        anchor: str | None = None,
        language: str | None = None,
    ) -> PlannedElement | None:
        """A new element in another one; none in an artifact."""
        if element is None:
            return None
        self.steps.append(NewElement(element.number, kind, anchor, language))
        element.leaf = None
        self.elements += 1
        return PlannedElement(self.elements - 1)

    def leaf(self, element: PlannedElement | None) -> int | None:
        """The number of the leaf that further words of an element are read in."""
        if element is None:
            return None
        if element.leaf is None:
            self.steps.append(NewLeaf(element.number))
            element.leaf = self.leaves
            self.leaves += 1
        return element.leaf

    def read_notes(self, numbers: Sequence[int], *, here: bool) -> None:
        """Have notes read `here`, among the words, or where the words' host has its notes."""
        if numbers and self.root:
            self.steps.append(NotesRead(tuple(numbers)))
            if here:
                self.root.leaf = None


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
