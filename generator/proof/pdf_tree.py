"""The tags of a PDF → its passages in reading order, and what stands among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from generator.incoming.needs import MARKS
from generator.language.visible import words_of
from generator.manifest.passages import Passage, Piece
from generator.manifest.shown import RunningDigest
from generator.opening.budget import LETTERS, Budget
from generator.proof.beside import Beside
from generator.proof.finished import as_number
from generator.proof.found import FoundImage, FoundLink, StoryPlace
from generator.proof.mismatch import letters_of
from generator.proof.needs import TAGS
from generator.proof.pdf_heard import (
    is_dictionary,
    kids_of,
    leads_to_object,
    other_entries,
    shown_tag,
)
from generator.proof.pdf_particulars import SECTION_NUMBER, Point, found_image, link_goal
from generator.proof.pdf_text import Marked, Spoken
from generator.proof.pdf_wiring import TagOwners

_INLINE = {"/Span", "/Reference", "/Link", "/Annot", "/Em", "/Strong", "/Quote", "/Code"}
_DEEPEST = 200
_ENUMERATED = re.compile(r"(?:([a-z])\1{0,3}|[ivxlcdm]+)\.?", re.IGNORECASE)
_ENTRIES = frozenset({"/Type", "/S", "/P", "/K", "/Pg", "/ID", "/A", "/Lang"})
_SPOKEN_INSTEAD = frozenset({"/Alt", "/ActualText", "/E", "/T"})
_HEADING = re.compile("/H[1-6]")


class ReadTags(Struct):
    """The passages of a structure tree (ISO 32000-1, 14.7), gathered in reading order.

    `links` name the note that they stand in by its number, `points` are where what is read of
    a passage begins on the pages, with the images before it. `claimed` are the objects that some
    tag has as its own, annotations and images, and `strange` what no tag of a brief says.
    """

    spoken: Spoken
    budget: Budget
    body: list[Passage] = field(default_factory=list)
    notes: dict[int, list[Passage]] = field(default_factory=dict)
    read_marks: set[Marked] = field(default_factory=set)
    links: list[FoundLink] = field(default_factory=list)
    levels: dict[StoryPlace, int] = field(default_factory=dict)
    points: dict[StoryPlace, list[Point]] = field(default_factory=dict)
    images: list[FoundImage] = field(default_factory=list)
    claimed: set[tuple[int, int]] = field(default_factory=set)
    strange: list[Beside] = field(default_factory=list)
    heard: RunningDigest = field(default_factory=RunningDigest)  # of what each tag says
    pages: Mapping[tuple[int, int], int] = {}  # their places, from 0
    owners: TagOwners = field(default_factory=TagOwners)
    _tables: int = 0  # of contents, inside each other
    _note: int = 0  # the number of the note that is being read
    _pieces: list[Piece] = field(default_factory=list)
    _led: list[FoundLink] = field(default_factory=list)  # from the passage that is being read
    _begun: list[Point] = field(default_factory=list)
    _passed: list[Point] = field(default_factory=list)  # that said nothing, in this text
    _passed_notes: list[Point] = field(default_factory=list)  # and in notes before this one
    _seen: set[tuple[int, int]] = field(default_factory=set)

    def read(self, root: Any) -> None:
        self._kids(root, None, 0)
        self._close()
        if (1, 0) in self.points:  # behind the body, the notes are read
            self.points[1, 0] += self._passed

    def _kids(self, element: Any, page: Any, depth: int) -> None:
        if depth > _DEEPEST:
            raise ValueError("its tags stand deeper in each other than any reader goes")
        page = element.get("/Pg", page)
        for kid in kids_of(element):
            self.budget.spend(TAGS)
            if not is_dictionary(kid):
                self._words(page, int(kid), element)
            elif "/S" in kid:
                self._element(kid, page, depth + 1)
            elif kid.get("/Type") == "/MCR":
                self._words(kid.get("/Pg", page), int(kid.MCID), element)
            elif leads_to_object(kid):
                self.owners.objects[kid.Obj.objgen] = element.objgen

    def _element(self, element: Any, page: Any, depth: int) -> None:
        self._read_element(element, page, depth)
        if "/ID" in element:
            self.owners.names[str(element.ID)] = element.objgen
        self.heard.add(shown_tag(element, depth, self.pages, self.budget).line)

    def _read_element(self, element: Any, page: Any, depth: int) -> None:
        if element.objgen != (0, 0) and element.objgen in self._seen:
            raise ValueError("its tags lead in a circle")
        self._seen.add(element.objgen)
        kind = str(element.S)
        self._question(element, kind)
        if kind in _INLINE:
            self._inline(element, kind, page, depth)
            return
        if kind == "/Note":
            self._read_note(element, page, depth)
            return
        self._close()
        self._tables += kind == "/TOC"
        before = len(self._story)
        self._kids(element, page, depth)
        if kind == "/Lbl" and not _is_term(element) and self._is_label():
            self._drop_label()
        if kind.startswith("/H") and self._pieces and isinstance(self._pieces[0], str):
            rest = SECTION_NUMBER.sub("", self._pieces[0])
            if rest.strip() or self._pieces[1:]:  # else the number is all that it says
                self._pieces[0] = rest
        if kind == "/Figure":
            self._figure(element, page, self._story[before:])
        self._close(int(kind[2]) if _HEADING.fullmatch(kind) else 0)
        self._tables -= kind == "/TOC"

    def _question(self, element: Any, kind: str) -> None:
        """Keep what a tag says that no brief has it say, such as other words to be read aloud."""
        known = _ENTRIES | {"/Alt"} if kind == "/Figure" else _ENTRIES
        for key in other_entries(element, known):
            said = str(element[key]) if key in _SPOKEN_INSTEAD else ""
            self.strange.append(Beside(f"a tag with an entry that no brief has, {key}", said=said))

    def _inline(self, element: Any, kind: str, page: Any, depth: int) -> None:
        """Words in the line. A reference that is a number is the mark of a note."""
        start, led = len(self._pieces), len(self._led)
        self._kids(element, page, depth)
        if kind == "/Link":
            self._lead(element, start)
        if kind != "/Reference" or self._tables:
            return
        words = "".join(str(piece) for piece in self._pieces[start:])
        number = as_number(words)
        if number is not None:
            self.budget.spend(MARKS)
            self._pieces[start:] = [number]
            self._led[led:] = [replace(one, kind="mark", note=number) for one in self._led[led:]]
            self._hug(start - 1)

    def _lead(self, element: Any, start: int) -> None:
        """Take in where the annotations of a link lead; a link that breaks over lines has several.

        One without an annotation is none, and one that leads to two places is two.
        """
        targets: dict[str, None] = {}
        for kid in kids_of(element):
            if leads_to_object(kid):
                self.claimed.add(kid.Obj.objgen)
                targets[link_goal(kid.Obj)] = None
        words = " ".join(words_of("".join(map(str, self._pieces[start:]))))
        end = len(self._pieces)
        self._led += [FoundLink((0, 0), words, one, start=start, end=end) for one in targets]

    def _hug(self, place: int) -> None:
        """Drop the thin space that parts the mark of a note from one before it, or a power."""
        before = self._pieces[place] if place >= 0 else ""
        if isinstance(before, str) and before.endswith("\u2009"):
            self._pieces[place : place + 1] = filter(None, [before[:-1]])

    def _read_note(self, element: Any, page: Any, depth: int) -> None:
        """A note is read inside its paragraph, and is a text of its own."""
        outer = self._note, self._pieces, self._led, self._begun, self._passed
        number = as_number(str(element.get("/ID", "")).rpartition("-")[2])
        self._note = number or len(self.notes) + 1
        self._pieces, self._led, self._begun, self._passed = [], [], [], self._passed_notes
        self.notes.setdefault(self._note, [])
        self._kids(element, page, depth)
        self._close()
        self._passed_notes = self._passed
        self._note, self._pieces, self._led, self._begun, self._passed = outer

    def _is_label(self) -> bool:
        """Whether what is read says no more than a bullet or a number: no word of the brief."""
        said = Passage("", tuple(self._pieces)).text
        return not any(map(str.isalpha, said)) or _ENUMERATED.fullmatch(said.strip()) is not None

    def _drop_label(self) -> None:
        """The number or bullet of a list is none of the words; that of a note leads back."""
        self._pieces, self._begun = [], []
        if self._note:
            at = self._note, 0
            self.links += [replace(one, at=at, kind="return", note=at[0]) for one in self._led]
            self._led = []

    def _figure(self, element: Any, page: Any, captions: Iterable[Passage]) -> None:
        """The images of a figure; one that shows none is told by its words alone."""
        said = str(element.get("/Alt", ""))
        caption = "".join(passage.text for passage in captions)
        repeated = letters_of(said) == letters_of(caption)
        own = element.get("/Pg", page)
        marks = [int(kid) for kid in kids_of(element) if not is_dictionary(kid)]
        shown = [each for mark in marks for each in self.spoken.images.get((own.objgen, mark), ())]
        self.claimed |= {image.objgen for image in shown}
        images = [found_image(each, said, self.budget) for each in shown]
        self.images += (
            replace(one, has_caption_instead=repeated)
            for one in images or [FoundImage("", "", said)]
        )

    def _words(self, page: Any, mark: int, element: Any) -> None:
        key = page.objgen, mark
        self.owners.contents[key] = element.objgen
        self.read_marks.add(key)
        if key in self.spoken.heights:
            self._begun.append((page.objgen, self.spoken.heights[key]))
        if words := self.spoken.said.get(key, ""):
            self.budget.spend(LETTERS, len(words))
            self._pieces.append(words)

    @property
    def _story(self) -> list[Passage]:
        """The passages of the text that is being read: the body, or a note."""
        return self.notes[self._note] if self._note else self.body

    def _close(self, level: int = 0) -> None:
        passage = Passage("contents" if self._tables else "", tuple(self._pieces))
        if passage.is_said:
            at = self._note, len(self._story)
            self._story.append(passage)
            self.links += [replace(one, at=at) for one in self._led]
            if not self._tables:
                self.points[at] = [*self._passed, *self._begun]
                self._passed = []
            if level and not self._note:
                self.levels[at] = level
        elif not self._tables:  # which only repeat what anchors lead to
            self._passed += self._begun
        self._pieces, self._led, self._begun = [], [], []


def _is_term(label: Any) -> bool:
    """Whether a label is the term of a definition: then its list is neither numbered nor marked."""
    attributes = label.get("/P", {}).get("/P", {}).get("/A", {})
    return bool(attributes.get("/ListNumbering", "") == "/None")
