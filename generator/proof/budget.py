"""How much a finished file may ask of who reads it: time and memory, counted and never timed.

A few bytes from somebody else can ask for hours or gigabytes: streams that unpack to anything,
forms that show forms, maps that repeat. What is asked for is counted before it is done, so that a
file gets the same answer on every machine.
"""

from __future__ import annotations

from msgspec import Struct, field

from generator.diagnostics import BriefError, codes
from generator.proof.finished import cannot

DO_NOT_OPEN = "no brief is as large: do not open it"


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
READ = Need("bytes of text and attachments", 250_000_000, 48_000_000, "part")  # 20.0 M; 4.2 M
PARTS = Need("parts", 20_000)  # 534
ATTACHED = Need("attachments", 200)  # 6: two, read three times
LETTERS = Need("letters", 20_000_000)  # 1,577,079
MARKS = Need("marks of notes", 20_000)  # 1,651
VALUES = Need("values in its manifest", 1_000_000)  # 64,048
QUOTED = Need("letters of excerpts to look through for quotations", 100_000_000)  # 257,790
# Of a PDF.
TOKENS = Need("tokens of what is drawn", 18_000_000, 1_000_000, "page")  # 1,395,242; 84,266
FORMS = Need("drawings inside drawings", 5_000)  # 1; one a page with a logo at its head
CODES = Need("letters in the maps of fonts", 500_000)  # 648
TAGS = Need("tags and annotations", 1_000_000)  # 83,576
# Of a Word file.
MARKUP = Need("tags of XML", 10_000_000, 3_000_000, "part")  # 625,903; 229,321
ATTRIBUTES = Need("attributes of XML", 5_000_000, 1_000_000, "part")  # 223,585; 81,555
VISITED = Need("elements of XML", 3_500_000)  # 287,592


class Budget(Struct):
    """What reading one file has taken so far, by what it is called.

    `file` is its name in findings. It may take one part in `share` of each need.
    """

    file: str
    share: int = 1
    spent: dict[str, int] = field(default_factory=dict)

    def spend(self, need: Need, count: int = 1) -> None:
        """Count what is about to be done. Raises BriefError if no brief needs as much."""
        total = self.spent.get(need.what, 0) + count
        if need.at_once is not None and count * self.share > need.at_once:
            raise self._refused(f"{need.at_once // self.share:,} {need.what} in one {need.piece}")
        if total * self.share > need.most:
            raise self._refused(f"{need.most // self.share:,} {need.what}")
        self.spent[need.what] = total

    def _refused(self, asked: str) -> BriefError:
        message = f"reading it would take more than {asked}"
        return cannot(codes.LARGE_FILE, self.file, message, DO_NOT_OPEN)
