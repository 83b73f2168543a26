"""A base and an edited file → the changes of the base's pieces, and what cannot be one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from generator.merging.comments import readers_comments, told_comments, written_comment
from generator.merging.edited import Edited, EditedPassage, note_lettered
from generator.merging.edits import PassageEdits, TextEdit, applied
from generator.merging.grouping import Group, grouped
from generator.merging.letters import BREAK, PLAIN, Lettered, marked_number, uncounted
from generator.merging.merge_base import MergeBase
from generator.merging.ordering import ordered
from generator.merging.pairing import paired
from generator.merging.passages import WrittenPassage
from generator.merging.pieces import Piece
from generator.merging.plan import Plan
from generator.merging.restyling import emptied
from generator.merging.spelling import Manner, manner_of
from generator.merging.told import Told
from generator.merging.wording import compared, same_words


class Planned(Struct, frozen=True):
    """The changes that an edited file makes, and what it has that no change of pieces brings."""

    plan: Plan
    told: tuple[Told, ...]
    groups: tuple[Group, ...]


def planned(
    base: MergeBase, edited: Edited, labels: Sequence[str], *, comments: bool = False
) -> Planned:
    """What an edited file does to its base. `labels` are those that new notes get, in order.

    With `comments`, the remarks of readers come to stand behind the words that they are on.
    """
    pairs = paired(base.written, edited.passages, base.ids)
    manner = manner_of(base.markdown, base.brackets, tuple(labels))
    groups = grouped(base, edited.passages, pairs)
    work = _Planning(base, edited, groups, manner)
    if comments:
        work.remark()
    work.words()
    work.notes()
    work.order()
    work.new_notes()
    work.pictures()
    return Planned(work.plan, tuple(work.told), groups)


class _Planning(Struct):
    base: MergeBase
    edited: Edited
    groups: Sequence[Group]
    manner: Manner
    plan: Plan = field(default_factory=Plan)
    told: list[Told] = field(default_factory=list)
    edits: dict[int, list[TextEdit]] = field(default_factory=dict)  # by piece
    ends: dict[int, int] = field(default_factory=dict)  # of pieces that others were joined to

    @property
    def placed(self) -> frozenset[int]:
        """The notes whose mark still stands somewhere."""
        letters = (letter for one in self.edited.passages for letter in one.text)
        return frozenset(filter(None, map(marked_number, letters)))

    # --- words ----------------------------------------------------------------------------

    def words(self) -> None:
        """The new words of each piece."""
        placed = self.placed
        for group in self.groups:
            self._edit(group, placed)
        self._empty(placed)
        for number, edits in self.edits.items():
            self._keep(self.base.divided.pieces[number], edits)

    def _edit(self, group: Group, placed: frozenset[int]) -> None:
        written = [self.base.written[index] for index in group.written]
        edited = [self.edited.passages[place] for place in group.edited]
        piece = self.base.pieces[group.written[0]]
        old = _in_one([one.letters for one in written], self._breaks(group))
        new = _in_one([one.letters for one in edited], [None] * (len(edited) - 1))
        if same_words(old.text, new.text) and old.looks == new.looks:
            return
        self._take(piece, old, new, edited, placed)
        if piece is not None and len(group.written) > 1:
            self._join(group, piece)

    def _breaks(self, group: Group) -> list[tuple[int, int] | None]:
        """What stands in the Markdown between the words of pieces that were joined."""
        pieces = [self.base.pieces[index] for index in group.written]
        return [
            (first.end, second.words) if first and second else None
            for first, second in pairwise(pieces)
        ]

    def _take(
        self, piece: Piece | None, old: Lettered, new: Lettered,
        edited: Sequence[EditedPassage], placed: frozenset[int],
    ) -> None:  # fmt: skip
        paragraph = edited[0].index if edited else -1
        work = PassageEdits(self.base.markdown, self.manner, piece, placed, paragraph)
        work.take(old, new)
        self.told += work.told
        if piece is None:
            return
        broken = _broken(piece, self.base.markdown, edited)
        own = self.edits.setdefault(piece.number, [])
        own += (TextEdit(one.start, one.end, one.text.replace(BREAK, broken)) for one in work.edits)
        if paragraph >= 0:
            self.plan.paragraphs.setdefault(piece.number, paragraph)

    def _join(self, group: Group, piece: Piece) -> None:
        others = [self.base.pieces[index] for index in group.written[1:]]
        for other in others:
            if other is not None:
                self.plan.joined.append(other.number)
                self.ends[piece.number] = other.end

    def _empty(self, placed: frozenset[int]) -> None:
        """Take out the words of passages that are gone while their piece stays."""
        kept = {index for group in self.groups for index in group.written}
        stays = {piece.number for index in kept if (piece := self.base.pieces[index])}
        for index in sorted(set(range(len(self.base.written))) - kept):
            piece, written = self.base.pieces[index], self.base.written[index]
            if piece is not None and piece.number in stays and piece.number not in self.plan.joined:
                self._take(piece, written.letters, _NOTHING, (), placed)

    def _keep(self, piece: Piece, edits: list[TextEdit]) -> None:
        """The new lines of a piece, without markup around nothing."""
        end = self.ends.get(piece.number, piece.end)
        places = [
            place
            for index, one in enumerate(self.base.written)
            if self.base.pieces[index] is piece
            for place in one.letters.places
            if place
        ]
        changes = [(one.start, one.end, one.text) for one in edits]
        for hull in emptied(piece, places, changes):
            edits = [one for one in edits if not (hull.start <= one.start and one.end <= hull.end)]
            edits.append(TextEdit(hull.start, hull.end, ""))
        text = applied(self.base.markdown[piece.start : end], edits, piece.start)
        text = "\n".join(line.rstrip() if line.strip() else line for line in text.split("\n"))
        if text != self.base.divided.words_of(piece):
            self.plan.texts[piece.number] = text

    # --- notes ----------------------------------------------------------------------------

    def notes(self) -> None:
        """Edits of the author's own notes; those of a citation's note change nothing."""
        placed = self.placed
        for number, key in self.edited.notes.items():
            paragraphs = self.edited.file.notes.get(key, ())
            new = [note_lettered(one) for one in paragraphs]
            new = [letters for letters in new if letters.text]
            words = " ".join(letters.text for letters in new)
            if same_words(uncounted(words), uncounted(self.base.notes.get(number, words))):
                continue
            own = self.base.own_notes.get(number, ())
            if own and len(own) == len(new):
                for written, letters in zip(own, new, strict=True):
                    self._note_words(written, letters, placed)
            else:
                self._tell_note(number, words)
        self._write_notes()

    def _note_words(
        self, written: WrittenPassage, letters: Lettered, placed: frozenset[int]
    ) -> None:
        first = next((place for place in written.letters.places if place), None)
        piece = self.base.divided.piece_at(first[0]) if first else None
        if not same_words(written.text, letters.text):
            self._take(piece, written.letters, letters, (), placed)

    def _write_notes(self) -> None:
        for number, edits in self.edits.items():
            if number not in self.plan.texts:
                self._keep(self.base.divided.pieces[number], edits)

    def _tell_note(self, number: int, words: str) -> None:
        bracket = self.base.brackets.get(number, "a source")
        was = self.base.notes.get(number, "")
        changed = _first_change(uncounted(was), uncounted(words))
        message = f"{changed} in note {number}: `brief` writes it from {bracket}"
        hint = "change the citation in the Markdown, or the source, if the note is to change"
        self.told.append(Told("untaken", message, hint, self._paragraph_of(number)))

    def _paragraph_of(self, number: int) -> int:
        """The paragraph that the mark of a note stands in."""
        for one in self.edited.passages:
            if any(marked_number(letter) == number for letter in one.text):
                return one.index
        return -1

    def new_notes(self) -> None:
        """The definitions of notes that the file adds."""
        for label, key in zip(self.manner.labels, self.edited.new_notes, strict=False):
            paragraphs = self.edited.file.notes.get(key, ())
            parts = [self.manner.spelled(note_lettered(one)) for one in paragraphs]
            self.plan.definitions[label] = "\n\n    ".join(part for part in parts if part)

    # --- remarks --------------------------------------------------------------------------

    def remark(self) -> None:
        """Put each remark at the end of the piece that it is on; in a row, of its cell."""
        piece_at = {
            self.edited.passages[place].index: self.base.pieces[group.written[0]]
            for group in self.groups
            for place in group.edited
        }
        for comment in readers_comments(self.edited.file):
            piece = None if comment.note else piece_at.get(comment.paragraph)
            if piece is None or piece.kind in ("front", "row", "source"):
                self.told += told_comments(replace(self.edited.file, comments=(comment,)))
                continue
            end = _end_of_words(piece, self.base.markdown)
            text = f" {written_comment(comment)}"
            self.edits.setdefault(piece.number, []).append(TextEdit(end, end, text))

    # --- order, pictures ------------------------------------------------------------------

    def order(self) -> None:
        """Pieces that are new, gone, moved, or of another kind."""
        self.told += ordered(self.base, self.edited, self.groups, self.manner, self.plan)

    def pictures(self) -> None:
        """Name the pictures that the Markdown has not."""
        known = list(self.base.alternatives)
        for one in self.edited.passages:
            for picture in one.pictures:
                if picture.is_decorative or not picture.kind:
                    continue
                if picture.alternative in known:
                    known.remove(picture.alternative)
                    continue
                self.told.append(_picture(picture.kind, picture.name, one.index))


def _picture(kind: str, name: str, paragraph: int) -> Told:
    called = f" `{name}`" if name else ""
    message = f"a {kind}{called} was put in, and is not taken over"
    hint = 'save it beside the brief, and write ![Caption](file.png){alt="What it shows"}'
    return Told("untaken", message, hint, paragraph)


_NOTHING = Lettered("", (), ())


def _in_one(parts: Sequence[Lettered], places: Sequence[tuple[int, int] | None]) -> Lettered:
    """Letters of several paragraphs, with a sign between them."""
    whole = parts[0]
    for part, place in zip(parts[1:], places, strict=True):
        whole = Lettered(
            f"{whole.text}{BREAK}{part.text}",
            (*whole.looks, PLAIN, *part.looks),
            (*whole.places, place, *part.places),
        )
    return whole


def _broken(piece: Piece, markdown: str, edited: Sequence[EditedPassage]) -> str:
    """What divides a paragraph in two: as items, if it is one, else with an empty line."""
    lead = markdown[piece.start : piece.words]
    if len(edited) > 1 and edited[1].shape.kind == "item" and piece.is_item:
        return f"\n{lead}"
    if piece.is_quoted:
        return f"\n{lead.rstrip()}\n{lead}"
    hang = " " * len(lead) if piece.items else ""
    return f"\n\n{hang}"


def _end_of_words(piece: Piece, markdown: str) -> int:
    """Where a remark can stand: behind the words, before the braces of a heading or caption."""
    text = markdown[piece.start : piece.end].split("\n")[0 if piece.kind == "heading" else -1]
    end = piece.start + len(text) if piece.kind == "heading" else piece.end
    braces = re.search(r"\s*\{[^{}]*\}\s*$", text)
    return end - len(braces[0]) if braces and piece.kind in ("heading", "caption") else end


def _first_change(was: str, words: str) -> str:
    for hunk in compared(was, words):
        if not hunk.is_equal:
            old, new = was[hunk.start : hunk.end], words[hunk.new_start : hunk.new_end]
            if old and new:
                return f"“{old}” became “{new}”"
            return f"“{old}” was deleted" if old else f"“{new}” was put in"
    return "words changed"
