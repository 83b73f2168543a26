"""What an edited file does to notes: its author's own may change, new ones come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.language.words import shortened
from generator.merging.edited import Edited, note_lettered
from generator.merging.edits import FOREIGN, WRITTEN
from generator.merging.letters import (
    Lettered,
    in_one,
    marked_number,
    new_mark_letter,
    said,
    uncounted,
)
from generator.merging.piece_edits import PieceEdits
from generator.merging.told import Told
from generator.merging.wording import first_change, real_changes, same_words


def take_notes(edited: Edited, edits: PieceEdits) -> None:
    """Take over what was changed in notes; of the note of a citation nothing can be."""
    work = _NoteEdits(edited, edits)
    for number, key in edited.notes.items():
        work.take(number, _said_in(edited, key))
    work.define()


def told_unplaced(edited: Edited, labels: Sequence[str], markdown: str) -> Iterator[Told]:
    """The notes that the file adds and the Markdown that came out refers to nowhere."""
    for count, (label, key) in enumerate(zip(labels, edited.new_notes, strict=False)):
        if re.search(rf"\[\^{re.escape(label)}\](?!:)", markdown):
            continue
        words = shortened(" ".join(said(one.text) for one in _said_in(edited, key)))
        mark = new_mark_letter(count)
        place = next((one.index for one in edited.passages if mark in one.text), -1)
        hint = "write it into the Markdown, behind words of the brief"
        yield Told("untaken", f"the note “{words}” was put in: {FOREIGN}", hint, place)


def _said_in(edited: Edited, key: str) -> list[Lettered]:
    """The paragraphs of a note that say something."""
    paragraphs = edited.file.notes.get(key, ())
    return [letters for letters in map(note_lettered, paragraphs) if letters.text]


class _NoteEdits(Struct):
    edited: Edited
    edits: PieceEdits

    def take(self, number: int, new: Sequence[Lettered]) -> None:
        base = self.edits.base
        words = " ".join(letters.without_looks for letters in new)
        was = base.notes.get(number, words)
        own = [one.letters for one in base.own_notes.get(number, ())]
        if _say_the_same(own, new) if own else not any(real_changes(was, words)):
            return
        if other := self._note_saying(words, number):
            self._tell(
                number,
                f"note {number} says now what note {other} said before",
                "the program that saved the file may have mixed up its notes: they stay as typed",
            )
        elif own and len(own) in (1, len(new)):
            self._take_own(own, new if len(own) > 1 else [in_one(new)])
        else:
            change = first_change(was, words)
            if own:
                message = f"{change} in note {number}: this edit did not come through whole"
                self._tell(number, message, "change it in the Markdown")
                return
            writer = f"`brief` writes it from {base.brackets.get(number, 'a source')}"
            hint = "change the citation in the Markdown, or the source, if the note is to change"
            gist = f"{change}, {WRITTEN}"
            self._tell(number, f"{change} in note {number}: {writer}", hint, gist)

    def _take_own(self, own: Sequence[Lettered], new: Sequence[Lettered]) -> None:
        """The new words of a note that the author wrote, paragraph by paragraph."""
        for written, letters in zip(own, new, strict=True):
            first = next((place for place in written.places if place), None)
            piece = self.edits.base.divided.piece_at(first[0]) if first else None
            self.edits.take(piece, written, letters)

    def _note_saying(self, words: str, number: int) -> int:
        """Another note that said these words before: LibreOffice may mix up notes."""
        plain = uncounted(words)
        others = self.edits.base.notes.items()
        return next((n for n, was in others if n != number and uncounted(was) == plain), 0)

    def _tell(self, number: int, message: str, hint: str, gist: str = "") -> None:
        """Tell of a note at the paragraph that its mark stands in."""
        marked = (
            one.index
            for one in self.edited.passages
            if any(marked_number(letter) == number for letter in one.text)
        )
        self.edits.told.append(Told("untaken", message, hint, next(marked, -1), gist=gist))

    def define(self) -> None:
        """The definitions of notes that the file adds."""
        manner = self.edits.manner
        for label, key in zip(manner.labels, self.edited.new_notes, strict=False):
            parts = [manner.spelled(letters) for letters in _said_in(self.edited, key)]
            self.edits.plan.definitions[label] = "\n\n    ".join(parts)


def _say_the_same(own: Sequence[Lettered], new: Sequence[Lettered]) -> bool:
    """Whether a note has the words and looks that its author gave it."""
    return len(own) == len(new) and all(
        same_words(one.text, other.text) and one.looks == other.looks
        for one, other in zip(own, new, strict=True)
    )
