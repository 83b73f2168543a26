"""How much a file may ask of who reads it: time and memory, counted and never timed.

A few bytes from somebody else can ask for hours or gigabytes: streams that unpack to anything,
forms that show forms, maps that repeat. What is asked for is counted before it is done, so that a
file gets the same answer on every machine.
"""

from __future__ import annotations

from msgspec import Struct, field

from generator.diagnostics import BriefError, Code, Span, refusal


class Need(Struct, frozen=True):
    """Something to be counted: what messages call it, and the most of it in one file.

    `at_once` is the most in one piece, which is what `piece` calls it.
    """

    what: str
    most: int
    at_once: int | None = None
    piece: str = ""


# Each is at least ten times what reading a brief of 319 pages and 1,651 notes takes, as
# tests/test_long_documents.py builds and holds it. Behind each row: what that brief took in
# November 2026, in the format that takes more, and in its greatest piece. Rows of which it takes
# next to nothing leave room for what other programs put in when they save a brief again.
HELD = Need("bytes, unpacked", 400_000_000)  # 15,752,668; images and fonts, too
READ = Need("bytes of text and attachments", 450_000_000, 48_000_000, "part")  # 42.9 M; 4.2 M
PARTS = Need("parts", 20_000)  # 534
LETTERS = Need("letters", 20_000_000)  # 1,577,079
MARKUP = Need("tags of XML", 5_000_000, 3_000_000, "part")  # 313,000; 229,321
ATTRIBUTES = Need("attributes of XML", 2_500_000, 1_000_000, "part")  # 112,000; 81,555

# The Bible has 31,102 verses; a hundred thousand lines take ten seconds and 500 MB to number.
LINES = Need("lines of text", 100_000)


class Objections(Struct, frozen=True):
    """What a room says of a file that it cannot open: a code and a hint for each reason."""

    damaged: tuple[Code, str]
    locked: tuple[Code, str]
    large: tuple[Code, str]


class Budget(Struct):
    """What reading one file has taken so far, by what it is called.

    `file` is its name in findings. It may take one part in `share` of each need.
    """

    file: str
    objections: Objections
    share: int = 1
    spent: dict[str, int] = field(default_factory=dict)

    def spend(self, need: Need, count: int = 1) -> None:
        """Count what is about to be done. Raises BriefError if no sound file needs as much."""
        total = self.spent.get(need.what, 0) + count
        if need.at_once is not None and count * self.share > need.at_once:
            raise self._large(f"{need.at_once // self.share:,} {need.what} in one {need.piece}")
        if total * self.share > need.most:
            raise self._large(f"{need.most // self.share:,} {need.what}")
        self.spent[need.what] = total

    def damaged(self, message: str) -> BriefError:
        """The finding that the file is damaged, to be raised."""
        return self._objection(self.objections.damaged, message)

    def locked(self, message: str) -> BriefError:
        """The finding that the file wants a password, to be raised."""
        return self._objection(self.objections.locked, message)

    def _large(self, asked: str) -> BriefError:
        message = f"reading it would take more than {asked}"
        return self._objection(self.objections.large, message)

    def _objection(self, objection: tuple[Code, str], message: str) -> BriefError:
        code, hint = objection
        return refusal(code, message, Span.at(self.file), hint=hint)
