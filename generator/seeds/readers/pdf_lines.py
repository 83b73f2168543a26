"""The runs of a PDF, in the order in which they are read → the lines of the original."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.language.words import word_set
from generator.seeds.lines import drop_cap, is_word_alone, whole_words
from generator.seeds.readers.pdf_rows import PlacedRun
from generator.seeds.readers.pdf_runs import NARROW_BLANK, SOFT_HYPHEN
from generator.seeds.reading import OriginalLines


class PdfLine(Struct, frozen=True):
    """A piece of a printed row: runs that follow on one another, with one look, of one block.

    `block` counts the blocks of a tagged PDF, -1 for what no tag holds. `tied` says that no space
    is between it and the next line. See `PdfRun` for places, `PlacedRun` for rows and words.
    """

    text: str
    page: int
    row: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    raised: bool
    turned: bool
    unseen: bool
    block: int
    last_word: int
    added_hyphen: int  # 1 if its last run is a hyphen and nothing else, 2 if that has its own mark
    tied: bool = False


def lines_of_runs(runs: Iterable[tuple[int, PlacedRun]]) -> tuple[PdfLine, ...]:
    """The lines of runs, each with its block, in the order in which they are read.

    A hyphen at the end of a line becomes soft where it only divides a word. Blanks that may stand
    within a word are still narrow.
    """
    lines: list[PdfLine] = []
    gathered: list[PlacedRun] = []
    last = -1
    for block, run in runs:
        apart = len(gathered) == 1 and is_bullet(gathered[0].run.text.strip())
        if gathered and (apart or block != last or not _follows_in_line(gathered[-1], run)):
            _add(lines, gathered, last)
            gathered = []
        gathered.append(run)
        last = block
    if gathered:
        _add(lines, gathered, last)
    texts = [line.text[:-1].replace(SOFT_HYPHEN, "-") + line.text[-1] for line in lines]
    hyphens = _Hyphens(lines, texts)
    found = list(map(hyphens.line, range(len(lines))))
    for index, (line, following) in enumerate(pairwise(found)):
        if is_drop_capital(line, following):
            found[index] = replace(line, tied=not hyphens.is_word(line.text, following.text))
    return tuple(found)


def lines_of_original(lines: Sequence[PdfLine], labels: Sequence[str]) -> OriginalLines:
    """The lines as an edition counts them, with the labels of their pages."""
    return OriginalLines(
        tuple(line.text for line in lines),
        pages=tuple(labels[line.page] for line in lines),
        tied=frozenset(number for number, line in enumerate(lines, 1) if line.tied),
    )


def is_drop_capital(line: PdfLine, following: PdfLine) -> bool:
    """Whether a line is a capital over several rows, and the next one goes on with its word."""
    large = line.size > _LARGE_CAPITAL * following.size and line.page == following.page
    beside = line.y < following.y < line.y + line.size and following.x0 > line.x0
    return large and beside and drop_cap(line.text, following.text)


_BLANKS = re.compile(r"\s+")
_LARGE_CAPITAL = 1.8  # times the size of the text beside it
_WIDEST_SPACE = 1.2  # of the size; the next column, or the next cell of a table, is farther away


_BULLET = re.compile(r"[•▪◦●‣■□➢➤✓✔·–—*\uE000-\uF8FF-]")


def is_bullet(text: str) -> bool:
    """Whether a text is the bullet of an item and nothing else."""
    return _BULLET.fullmatch(text) is not None


def _follows_in_line(before: PlacedRun, run: PlacedRun) -> bool:
    one, two = before.run, run.run
    if (before.page, before.row) != (run.page, run.row) or before.raised != run.raised:
        return False
    if (one.turned, one.unseen) != (two.turned, two.unseen):
        return False
    if len(one.text) == 1 and one.size > _LARGE_CAPITAL * two.size:
        return False
    return -_WIDEST_SPACE < (two.x0 - one.x1) / max(one.size, two.size) < _WIDEST_SPACE


def _add(lines: list[PdfLine], runs: Sequence[PlacedRun], block: int) -> None:
    text = runs[0].run.text
    for before, run in pairwise(runs):
        text += run.run.text if before.last_word == run.first_word else f" {run.run.text}"
    main = max((one.run for one in runs), key=lambda run: len(run.text))
    first, last = runs[0], runs[-1]
    if lines and (lines[-1].page, lines[-1].last_word) == (first.page, first.first_word):
        lines[-1] = replace(lines[-1], tied=True)
    line = PdfLine(
        _BLANKS.sub(lambda found: NARROW_BLANK if NARROW_BLANK in found[0] else " ", text).strip(),
        first.page,
        first.row,
        min(one.run.x0 for one in runs),
        max(one.run.x1 for one in runs),
        main.y,
        round(main.size, 1),
        main.bold,
        first.raised,
        main.turned,
        main.unseen,
        block,
        last.last_word,
        _added_hyphen(runs),
    )
    lines.append(line)


def _added_hyphen(runs: Sequence[PlacedRun]) -> int:
    """How surely the hyphen at the end of a line was added when the line was broken."""
    if len(runs) < 2 or runs[-1].run.text.strip() not in _HYPHENS:
        return 0
    return 1 + (runs[-1].run.mark != runs[-2].run.mark)


# --- hyphens ----------------------------------------------------------------------------

_HYPHENS = ("-", "\u2010", SOFT_HYPHEN)
_HALF = re.compile(r"[^\W_]+(?=.$)")
_REST = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)+")
_DIVIDED = re.compile(r"[^\W\d_]+[-\u00ad]\n[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
CONJUNCTIONS = word_set("and or und oder sowie bis et ou y e och eller og")
"""A hyphen before one of them stands for the rest of another word: "short- and long-term"."""
_GLUED = re.compile(r"[^\s–—/][–—/]$")  # a range, an address: no space stood behind it
_ADDRESS = re.compile(r"\w[./-]\w\S*$")
_REST_OF_ADDRESS = re.compile(r"\.[^\W\d_]|[/?&=#%_~]\w")
_REST_OF_NAME = re.compile(r"-\w")  # within an address
_OFTEN = 0.02  # of the lines: where fewer end in a hyphen, words are not divided


class _Hyphens:
    """What the hyphens at the ends of the lines of a document are: soft, or of a compound."""

    def __init__(self, lines: Sequence[PdfLine], texts: Sequence[str]) -> None:
        self._lines, self._texts = lines, texts
        inside = "\n".join(texts).casefold().replace("\u2010", "-").replace("\u2011", "-")
        self._compounds = frozenset(_HYPHENATED.findall(inside))
        self._whole = whole_words(texts)
        self._words = frozenset(_WORD.findall(_DIVIDED.sub("\n", inside)))
        ends = [index for index, text in enumerate(texts) if text.endswith(_HYPHENS)]
        halves = {self._halves(index) for index in ends}
        # Programs that divide words add the hyphen by itself.
        surest = max((lines[index].added_hyphen for index in ends), default=0)
        often = sum(lines[index].added_hyphen == surest for index in ends) * 2 >= len(ends)
        self._added = surest if often else 0
        known = any(first + second in self._whole for first, second in halves)
        self._divides = known or len(halves) > _OFTEN * len(texts)

    def line(self, index: int) -> PdfLine:
        """A line with the hyphens that it has: within it none is soft."""
        line, text = self._lines[index], self._texts[index]
        if not text.endswith(_HYPHENS):
            following = self._following(index)
            glued = _GLUED.search(text) is not None and following[:1].isalnum()
            named = _ADDRESS.search(text) is not None and _REST_OF_NAME.match(following)
            broken = bool(named or _REST_OF_ADDRESS.match(following))
            return replace(line, text=text, tied=line.tied or glued or broken)
        if self._is_soft(index):
            return replace(line, text=text[:-1] + SOFT_HYPHEN)
        following = self._following(index)
        goes_on = following[:1].isalnum() and self._halves(index)[1] not in CONJUNCTIONS
        text = text.replace(SOFT_HYPHEN, "-")
        return replace(line, text=text, tied=line.tied or (goes_on and text[-2:-1].isalnum()))

    def is_word(self, capital: str, following: str) -> bool:
        """Whether a drop capital is a word by itself, as the other words of the document show."""
        return is_word_alone(capital, following, self._whole)

    def _is_soft(self, index: int) -> bool:
        first, second = self._halves(index)
        line = self._lines[index]
        if not first or not second or line.tied or not self._following(index)[0].islower():
            return False
        if first + second in self._whole:
            return True
        if f"{first}-{second}" in self._compounds or second in CONJUNCTIONS:
            return False
        if self._added:
            return line.added_hyphen == self._added
        return self._divides and not {first, second} <= self._words

    def _halves(self, index: int) -> tuple[str, str]:
        """The halves of the word around the end of a line, case folded; empty where it is none."""
        half, rest = _HALF.search(self._texts[index]), _REST.match(self._following(index))
        return half[0].casefold() if half else "", rest[0].casefold() if rest else ""

    def _following(self, index: int) -> str:
        """What goes on behind a line: the next one of its block, or the one below it.

        At the end of a page or a column, it is the next one that begins low.
        """
        lines, texts, line = self._lines, self._texts, self._lines[index]
        near = range(index + 1, min(index + _NEAR, len(lines)))
        after = [n for n in near if not (lines[n].raised or lines[n].unseen or lines[n].turned)]
        if line.block >= 0:
            return next((texts[n] for n in after if lines[n].block == line.block), "")
        if after and _is_below(line, lines[after[0]]):
            return texts[after[0]]
        return next((texts[n] for n in after if texts[n][0].islower()), "")


def _is_below(line: PdfLine, following: PdfLine) -> bool:
    beside = following.x0 < line.x1 and line.x0 < following.x1
    return line.page == following.page and beside and 0 < line.y - following.y < 2 * line.size


_NEAR = 60  # lines: between two pages or columns there may be notes and running heads
