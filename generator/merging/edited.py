"""The paragraphs of an edited file as letters, its marks of notes told by what they were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from generator.drafting.markdown import typed_address
from generator.incoming.file import (
    IncomingFile,
    IncomingMark,
    IncomingParagraph,
    IncomingPicture,
    IncomingReference,
    IncomingRun,
)
from generator.manifest.bookmarks import passage_at, unprefixed
from generator.merging.letters import (
    PLAIN,
    REFERENCE,
    Lettered,
    Letters,
    Look,
    mark_letter,
    new_mark_letter,
    said,
)
from generator.merging.merge_base import MergeBase
from generator.merging.passages import (
    CELL,
    DEFINITION,
    PARAGRAPH,
    QUOTED,
    TERM,
    PassageShape,
)
from generator.merging.wording import likeness, same_signed


class EditedPassage(Struct, frozen=True):
    """A paragraph of the edited file. `index` is its place among all, from 0.

    `ids` are those of the passages that begin in it: several where paragraphs were joined.
    """

    index: int
    paragraph: IncomingParagraph
    letters: Lettered
    shape: PassageShape
    ids: tuple[str, ...] = ()
    pictures: tuple[IncomingPicture, ...] = ()

    @property
    def text(self) -> str:
        return self.letters.text


_NONE: Mapping[int, str] = {}


class Edited(Struct, frozen=True):
    """An edited file.

    `notes` has the key in the file of each note that the Markdown has, by its number, `new_notes`
    the keys of those that it has not, in order.
    """

    file: IncomingFile
    passages: tuple[EditedPassage, ...]
    notes: Mapping[int, str]
    new_notes: tuple[str, ...]


def edited_passages(
    file: IncomingFile, base: MergeBase, known: Mapping[int, str] = _NONE
) -> Edited:
    """The paragraphs of a file. `known` are the keys of notes that something else tells.

    A citation that moved into another's place would hold nothing there.
    """
    marks = _Marks(file, base.notes, base.numbers)
    for number, key in known.items():
        marks.know(key, number)
    marks.know_own(base.cited, is_proven=base.is_proven)
    passages = []
    for index, paragraph in enumerate(file.paragraphs):
        if not paragraph.in_contents:
            passages.append(_passage(index, paragraph, marks))
    return Edited(file, tuple(passages), marks.keys, tuple(marks.new))


def note_lettered(paragraph: IncomingParagraph) -> Lettered:
    """The letters of a paragraph of a note, in which no mark stands."""
    return _lettered(paragraph, None)


def _passage(index: int, paragraph: IncomingParagraph, marks: _Marks) -> EditedPassage:
    ids = [paragraph.para_id, *map(passage_at, paragraph.bookmarks)]
    return EditedPassage(
        index,
        paragraph,
        _lettered(paragraph, marks),
        _shape_of(paragraph),
        tuple(dict.fromkeys(filter(None, ids))),
        tuple(piece for piece in paragraph.pieces if isinstance(piece, IncomingPicture)),
    )


def _lettered(paragraph: IncomingParagraph, marks: _Marks | None) -> Lettered:
    letters = Letters.none()
    for piece in paragraph.pieces:
        match piece:
            case IncomingRun(text, shift="superscript") if marks and marks.beside.get(text):
                letters.add(mark_letter(marks.beside[text]), PLAIN, [None])
            case IncomingRun():
                text = _UNPRINTED.sub("", piece.text)
                letters.add(text, _run_look(piece), [None] * len(text))
            case IncomingMark():
                letter = marks.letter(piece) if marks else REFERENCE if piece.repeated else ""
                letters.add(letter, PLAIN, [None] * len(letter))
            case IncomingReference():
                letters.add(REFERENCE, PLAIN, [None])
            case IncomingPicture():
                continue
    return letters.lettered()


# What no Markdown may hold, and the letters that stand for marks here.
_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\U000f0000-\U0010ffff]")


def _run_look(run: IncomingRun) -> Look:
    """How the words of a run look; a link inside the file is no look."""
    link = "" if run.link.startswith("#") else typed_address(run.link)
    if run.style.endswith(_OF_A_PARAGRAPH):
        return Look(link=link)
    return Look(run.bold, run.italic, run.shift, link)


_OF_A_PARAGRAPH = " char"  # a style for words that stands for the style of a paragraph


def _shape_of(paragraph: IncomingParagraph) -> PassageShape:
    """What a paragraph is, by its style and its numbering."""
    if paragraph.cell:
        return CELL
    if paragraph.level:
        return PassageShape("heading", paragraph.level)
    if item := paragraph.item:
        return PassageShape("item", item.depth, item.is_numbered)
    if "quot" in paragraph.style:
        return QUOTED
    if paragraph.style.startswith("definition"):
        return TERM if "term" in paragraph.style else DEFINITION
    return PARAGRAPH


class _Marks(Struct):
    """Tells the marks of notes: by their bookmarks, else by what their notes say."""

    file: IncomingFile
    notes: Mapping[int, str]
    was: Mapping[int, int]
    keys: dict[int, str] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)  # by the key of a note
    beside: dict[str, int] = field(default_factory=dict)  # by what a frame shows for the mark

    def know_own(self, cited: Mapping[int, str], *, is_proven: bool) -> None:
        """Give each note the number that its bookmark tells, or that of one that says the same.

        The bookmark counts where that is proven, or the note still says the same.
        """
        every = [mark for paragraph in self.file.paragraphs for mark in paragraph.marks]
        own = [mark for mark in every if mark.note and not mark.repeated]
        words = {mark.note: _words_alone(self.file.notes.get(mark.note, ())) for mark in own}
        for mark in sorted(every, key=lambda mark: mark.repeated):  # in a frame all are repeated
            number = self._bookmarked(mark)
            is_told = is_proven or words.get(mark.note) == cited.get(number, "")
            is_waiting = mark.note in words and mark.note not in self.numbers
            if is_told and is_waiting and number in self.notes and number not in self.keys:
                self.know(mark.note, number)
        for mark in own:
            equal = (number for number, each in cited.items() if each == words[mark.note])
            number = next((one for one in equal if one not in self.keys), 0)
            if number and mark.note not in self.numbers:
                self.know(mark.note, number)
        if not is_proven:
            self.was = {}  # no number of a bookmark counts from here on
            alone = [one for one in self.file.paragraphs if not one.text.strip()]
            waiting = (mark for one in alone for mark in one.marks if not mark.repeated)
            self.beside = {mark.shown: self.numbers.get(mark.note, 0) for mark in waiting}

    def know(self, key: str, number: int) -> None:
        """Let a note of the file be the one with a number."""
        self.numbers[key] = number
        self.keys[number] = key

    def letter(self, mark: IncomingMark) -> str:
        if mark.repeated:
            number = self._bookmarked(mark) or self.numbers.get(mark.note, 0)
            number = number or self.beside.get(mark.shown, 0) or self._alike(mark.note)
            return mark_letter(number) if number in self.notes else REFERENCE
        is_shown = any(unprefixed(name).startswith(_BEHIND_FRAME) for name in mark.bookmarks)
        if is_shown or self.beside.get(mark.shown):
            return ""  # it stands in the frame before, too
        number = self.numbers.get(mark.note, 0) or self._alike(mark.note)
        if number:
            return mark_letter(number)
        if mark.note not in self.new:
            self.new.append(mark.note)
        return new_mark_letter(self.new.index(mark.note))

    def _bookmarked(self, mark: IncomingMark) -> int:
        """The number of the note that the bookmark of a mark names; 0 without one."""
        for name in mark.bookmarks:
            if found := _MARK.fullmatch(unprefixed(name)):
                return self.was.get(int(found[1]), 0)
        return 0

    def _alike(self, key: str) -> int:
        """The note that says the same, or nearly; best one that is not placed yet."""
        words = _words_of_note(self.file.notes.get(key, ()))
        if not words:
            return 0
        equal = [number for number, said in self.notes.items() if said == words]
        waiting = [number for number in equal if number not in self.keys]
        near = [] if equal else list(self._nearly(words))
        number = next(iter([*waiting, *equal, *near]), 0)
        if number and number not in self.keys:
            self.know(key, number)
        return number

    def _nearly(self, words: str) -> Iterator[int]:
        """The note that is left over and nearly says it."""
        left = [number for number in self.notes if number not in self.keys]
        rated = [(likeness(words, self.notes[number]), -number) for number in left]
        if rated and max(rated)[0] > _NEARLY:
            yield -max(rated)[1]


_NEARLY = 0.8
_MARK = re.compile(r"mark_(\d+)")
_BEHIND_FRAME = "reference_of_mark"  # LibreOffice loses a note whose reference stands in a frame


def _words_alone(paragraphs: tuple[IncomingParagraph, ...]) -> str:
    """The words of a note, without the numbers of others."""
    return same_signed(said(" ".join(note_lettered(paragraph).text for paragraph in paragraphs)))


def _words_of_note(paragraphs: tuple[IncomingParagraph, ...]) -> str:
    """The words of a note with single blanks."""
    return " ".join(" ".join(paragraph.text for paragraph in paragraphs).split())
