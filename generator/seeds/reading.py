"""What a reader makes of an original: its lines, and which of them are body."""

from __future__ import annotations

from msgspec import Struct

from generator.seeds.seed import ReadAs, SourceBlockKind


class OriginalLines(Struct, frozen=True):
    """The lines of an original, in reading order.

    A line is the smallest piece that its reader tells apart: a line of a plain text or a PDF, a
    block of a web page, a paragraph or a cell of a Word file. `pages` has for each line the label
    of its page as printed, and `times` when it is said, as in "00:01:12"; both are empty where the
    original has none. `tied` are the numbers, from 1, of lines that end within a word: no space
    stands before the next one, such as before the raised number of a note.
    """

    texts: tuple[str, ...]
    pages: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    tied: frozenset[int] = frozenset()


class SourcePassage(Struct, frozen=True):
    """Words that belong together, and the first and last of their lines, counted from 1."""

    text: str
    first_line: int
    last_line: int
    kind: SourceBlockKind = "text"


class DroppedLine(Struct, frozen=True):
    """A dropped line of the original, or the dropped end of one, and why."""

    line: int
    text: str
    reason: str
    kind: SourceBlockKind = "text"


class Cleaned(Struct, frozen=True):
    """What was recognised. Each line that is not blank is in a paragraph or among `dropped`.

    What is not said for certain is empty.
    `guesses` says in a few words each what rests on a guess. `rival` is the question for a person
    where another reading is about as likely: an import stops there until it is answered.
    """

    title: str
    author: str
    language: str
    paragraphs: tuple[SourcePassage, ...]
    dropped: tuple[DroppedLine, ...]
    published: str = ""  # ISO 8601: "2024-06-19"
    publisher: str = ""
    url: str = ""
    guesses: tuple[str, ...] = ()
    rival: str = ""


class SourceReading(Struct, frozen=True):
    """An original as read for an import."""

    read_as: ReadAs
    lines: OriginalLines
    cleaned: Cleaned
