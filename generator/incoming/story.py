"""The paragraphs of a body or a note, while a walk through the elements of a file gathers them.

What every format shares: words of one look are one run, marks know the bookmarks around them, a
paragraph whose end was deleted runs on in the next one.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.incoming.file import (
    IncomingMark,
    IncomingParagraph,
    IncomingPicture,
    IncomingPiece,
    IncomingReference,
    IncomingRun,
    TrackedChange,
)
from generator.incoming.needs import MARKS, VISITED
from generator.opening.budget import LETTERS, Budget

PLAIN_RUN = IncomingRun("")
_THIN_SPACE = "\u2009"  # parts a mark from one before it, or from a power

# LibreOffice copies what stands in a frame, and the bookmarks with it.
_COPY = re.compile(r"(?:[ _]Copy[ _]\d{1,4})+\Z")

TrackedKind = Literal["insertion", "deletion", "move", "format"]


class CommentPlace(Struct, frozen=True):
    """Where a comment ends: the paragraph, the characters before it, and the words it is on."""

    paragraph: int
    offset: int
    on: str


class _OpenParagraph(Struct):
    """A paragraph that is being read. `shape` is all that is known of it but its pieces."""

    pieces: list[IncomingPiece] = field(default_factory=list)
    bookmarks: list[tuple[str, str]] = field(default_factory=list)  # each: its key, its name
    length: int = 0
    words: list[str] = field(default_factory=list)  # that end its pieces, in one look
    look: IncomingRun = PLAIN_RUN
    shape: IncomingParagraph | None = None
    place: int = 0  # how many paragraphs began before it
    comments: list[tuple[str, int]] = field(default_factory=list)  # each: its key, the offset
    changes: list[TrackedChange] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def settle(self) -> list[IncomingPiece]:
        """The pieces, the last words among them."""
        if self.words:
            self.pieces.append(replace(self.look, text="".join(self.words)))
            self.words.clear()
        return self.pieces


class IncomingStory(Struct):
    """A body or a note so far. `note` is the note's key, empty for the body.

    A paragraph that holds text boxes comes behind theirs. `page_end` stands where a page was ended
    by hand.
    """

    budget: Budget
    note: str = ""
    page_end: str = " "
    paragraphs: list[IncomingParagraph] = field(default_factory=list)
    references: list[str] = field(default_factory=list)  # the keys of the notes, in order
    tracked: list[TrackedChange] = field(default_factory=list)
    comment_places: dict[str, CommentPlace] = field(default_factory=dict)
    _places: list[int] = field(default_factory=list)  # of each paragraph, in order of beginning
    _beginnings: int = 0  # how many paragraphs have begun
    _open: list[_OpenParagraph] = field(default_factory=list)
    _ended: _OpenParagraph | None = None  # whose end was deleted
    _bookmarks: dict[str, str] = field(default_factory=dict)  # those that are open, by their key
    _begun: dict[str, int] = field(default_factory=dict)  # how much was read when each began
    _points: list[str] = field(default_factory=list)  # bookmarks of nothing, right before here
    _read: int = 0  # how many pieces
    _waiting: list[tuple[str, str]] = field(default_factory=list)  # those between paragraphs
    _said: list[str] = field(default_factory=list)
    _ranges: dict[str, int] = field(default_factory=dict)  # where in what is said comments begin
    _commented: dict[str, str] = field(default_factory=dict)  # the words that comments are on

    # --- paragraphs ---

    def begin(self) -> None:
        """Open a paragraph, or go on with one whose end was deleted; one may stand in another."""
        opened, self._ended = self._ended or _OpenParagraph(place=self._next_place()), None
        opened.bookmarks += self._waiting
        self._waiting.clear()
        self._open.append(opened)

    def end(self, shape: IncomingParagraph | None, *, runs_on: bool = False) -> None:
        """Close the paragraph; `runs_on` if its end was deleted, so that the next one goes on.

        It keeps its shape if it has anything in it and any shape, else what comes next gives it.
        """
        ended = self._open.pop()
        has_pieces = bool(ended.settle())
        ended.shape = ended.shape or shape
        if not runs_on:
            self._append(ended)
            return
        if not has_pieces:  # a bookmark of what was deleted goes with it
            ended.shape = None
            ended.bookmarks = [one for one in ended.bookmarks if one[0] in self._bookmarks]
        self._ended = ended

    def break_off(self) -> None:
        """Close a paragraph that would run on, where nothing follows for it to join."""
        ended, self._ended = self._ended, None
        if ended and (ended.pieces or ended.bookmarks):
            self._append(ended)

    def _append(self, ended: _OpenParagraph) -> None:
        place = len(self.paragraphs)
        names = tuple(dict.fromkeys(name for _, name in ended.bookmarks))
        shape = ended.shape or IncomingParagraph()
        said = replace(
            shape, pieces=tuple(ended.pieces), bookmarks=names, hidden=tuple(ended.hidden)
        )
        self._put(said, ended.place)
        self.tracked += (replace(one, paragraph=place) for one in ended.changes)
        for key, offset in ended.comments:
            self.comment_places[key] = CommentPlace(place, offset, self._commented.get(key, ""))
        self._said.append("\n")
        self._pass()

    def _next_place(self) -> int:
        self._beginnings += 1
        return self._beginnings - 1

    def _put(self, paragraph: IncomingParagraph, place: int) -> None:
        self.paragraphs.append(paragraph)
        self._places.append(place)

    @property
    def as_begun(self) -> list[int]:
        """The places of the paragraphs in the order in which they begin: text boxes come last."""
        return sorted(range(len(self.paragraphs)), key=self._places.__getitem__)

    def set_aside(self) -> _OpenParagraph | None:
        """What would run on, kept from what now begins inside, such as a text box."""
        ended, self._ended = self._ended, None
        return ended

    def take_up(self, ended: _OpenParagraph | None) -> None:
        """Close what began inside, and go on outside."""
        self.break_off()
        self._ended = ended

    # --- pieces ---

    def say(self, words: str, look: IncomingRun = PLAIN_RUN) -> None:
        """Add words to the open paragraph; between paragraphs nothing is said."""
        if not self._open or not words:
            return
        self.budget.spend(LETTERS, len(words))
        opened = self._open[-1]
        if look is not opened.look and look != opened.look:
            opened.settle()
        opened.look = look
        opened.words.append(words)
        self._count(opened, words)

    def hide(self, words: str) -> None:
        """Note words that nobody sees in the open paragraph."""
        self.budget.spend(LETTERS, len(words))
        if self._open and words:
            self._open[-1].hidden.append(words)

    def refer(self, words: str, target: str) -> None:
        """Add a field that repeats the words of another place."""
        if self._open and words:
            self.budget.spend(LETTERS, len(words))
            self._open[-1].settle().append(IncomingReference(words, target))
            self._count(self._open[-1], words)

    def _count(self, opened: _OpenParagraph, words: str) -> None:
        opened.length += len(words)
        self._said.append(words)
        self._pass()

    def _pass(self) -> None:
        """Note that something was read: what stood before it is no longer right here."""
        self._read += 1
        self._points.clear()

    def mark(self, note: str, shown: str = "") -> None:
        """Add the mark of a note by its key; without a number of its own it is counted."""
        self.references.append(note)
        self._mark(IncomingMark(note, shown=shown or str(len(self.references))))

    def repeat_mark(self, shown: str, target: str) -> None:
        """Add a field that repeats the mark of a note, which stands at a bookmark."""
        self._mark(IncomingMark("", shown=shown, repeated=True, target=target))

    def _mark(self, mark: IncomingMark) -> None:
        self.budget.spend(MARKS)
        self.budget.spend(VISITED, len(self._bookmarks) + len(self._points))
        if not self._open:
            return
        bookmarks = (*self._bookmarks.values(), *self._points)
        opened = self._open[-1]
        if opened.words and opened.words[-1].endswith(_THIN_SPACE):
            opened.words[-1] = opened.words[-1][:-1]
            opened.length -= 1
            if opened.words == [""]:
                opened.words.clear()
        opened.settle().append(replace(mark, bookmarks=bookmarks))
        self._pass()

    def picture(self, picture: IncomingPicture) -> None:
        """Add a picture, or anything else that is no words; between paragraphs it is one."""
        self.budget.spend(LETTERS, len(picture.words))
        if self._open:
            self._open[-1].settle().append(picture)
            self._pass()
        else:
            self.break_off()
            self._put(IncomingParagraph((picture,)), self._next_place())

    # --- places ---

    @property
    def position(self) -> int:
        """A place in what is said, for `said_since`."""
        return len(self._said)

    def said_since(self, position: int) -> str:
        """The words since a place, those of several paragraphs apart."""
        words = self._said[position:]
        self.budget.spend(LETTERS, sum(map(len, words)) + len(words))
        return " ".join("".join(words).split())

    def open_bookmark(self, key: str, name: str) -> None:
        """Begin a bookmark: in the open paragraph, or else in the next one."""
        name = _COPY.sub("", name)
        self._bookmarks[key] = name
        self._begun[key] = self._read
        began = self._open[-1].bookmarks if self._open else self._waiting
        began.append((key, name))

    def close_bookmark(self, key: str) -> None:
        """End a bookmark. One around nothing is that of the mark behind it.

        LibreOffice draws some together so.
        """
        name = self._bookmarks.pop(key, "")
        if name and self._begun.pop(key) == self._read:
            self._points.append(name)

    def open_comment(self, key: str) -> None:
        """Begin the words that a comment is on."""
        self._ranges[key] = self.position

    def close_comment(self, key: str) -> None:
        """End these words; unless `comment` says otherwise, the comment stands here."""
        self._commented[key] = self.said_since(self._ranges.pop(key, self.position))
        self.comment(key)

    def comment(self, key: str) -> None:
        """Place a comment here: in the open paragraph, or else at the end of the one before."""
        if self._open:
            self._open[-1].comments.append((key, self._open[-1].length))
        elif self.paragraphs:
            last = len(self.paragraphs) - 1
            offset = len(self.paragraphs[last].text)
            self.comment_places[key] = CommentPlace(last, offset, self._commented.get(key, ""))

    def change(self, kind: TrackedKind, author: str, words: str) -> None:
        """Note a change that was recorded, at this place."""
        place = len(self.paragraphs)
        change = TrackedChange(kind, author, words, place, self.note)
        (self._open[-1].changes if self._open else self.tracked).append(change)
