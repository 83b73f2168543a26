"""Lines → passages: one line each, or several lines that were broken to fit a width."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from generator.seeds.dates import is_date
from generator.seeds.lines import divided, drop_cap, is_unspaced, is_word_alone, whole_words
from generator.seeds.provisions import is_provision
from generator.seeds.reading import SourcePassage
from generator.seeds.seed import SourceBlockKind
from generator.seeds.wrapping import COLUMNS, WIDEST, closes, line_runs, width_of


class SourcePassages(Struct, frozen=True):
    """The passages of a text, and of how many blocks of lines the boundaries were guessed.

    `words` are its complete words, as `before_break` needs them.
    """

    passages: tuple[SourcePassage, ...]
    guessed: int
    words: frozenset[str]


def passages(lines: Sequence[str], apart: Collection[int] = ()) -> SourcePassages:
    """The passages of a text, in order, without the lines `apart`, by their index from 0.

    Every other line that is not blank is in exactly one.
    """
    words = whole_words(lines)
    groups = _groups(lines, apart, gap=1)
    if _is_double_spaced(groups, lines):
        groups = _groups(lines, apart, gap=2)
    width = width_of(lines, groups)
    found: list[SourcePassage] = []
    guessed = 0
    for group in groups:
        runs = list(line_runs(group, lines, width))
        guessed += _is_guess(runs, lines)
        found += [_joined_run(run, lines, words) for run in runs]
    return SourcePassages(tuple(_with_marks(found, words)), guessed, words)


def _groups(lines: Sequence[str], apart: Collection[int], *, gap: int) -> list[list[int]]:
    """The indices of lines that are not blank, in groups with `gap` blank lines between."""
    groups: list[list[int]] = []
    blanks = gap
    for index, line in enumerate(lines):
        if index in apart:
            continue
        if not line.strip():
            blanks += 1
            continue
        if blanks >= gap:
            groups.append([])
        groups[-1].append(index)
        blanks = 0
    return groups


def _is_double_spaced(groups: Sequence[Sequence[int]], lines: Sequence[str]) -> bool:
    """Whether a blank line follows each line, not each paragraph."""
    single = [line for group in groups if len(group) == 1 for line in [lines[group[0]].rstrip()]]
    broken = [line for line in single if 40 <= len(line) <= WIDEST and not closes(line)]
    return len(groups) >= 6 and len(broken) * 10 >= len(groups) * 6


def _is_guess(runs: Sequence[Sequence[int]], lines: Sequence[str]) -> bool:
    """Whether nothing but the length of lines says where the paragraphs of a block begin."""
    if len(runs) < 2 or all(len(run) == 1 for run in runs):
        return False
    firsts = [lines[run[0]] for run in runs[1:]]
    return not all(line[:1].isspace() for line in firsts)


_INNER_SPACE = re.compile(r"[ \t\f\v]+")


def _joined_run(run: Sequence[int], lines: Sequence[str], words: frozenset[str]) -> SourcePassage:
    pieces = [_INNER_SPACE.sub(" ", lines[index]).strip() for index in run]
    for index, (piece, following) in enumerate(pairwise(pieces)):
        pieces[index] = before_break(piece, following, words)
    text = "".join(pieces)
    return SourcePassage(text, run[0] + 1, run[-1] + 1, _kind_of(lines[run[0]].strip(), text))


def before_break(piece: str, following: str, words: frozenset[str]) -> str:
    """A line as it reads before the next one: a word divided at its end is joined."""
    if piece.endswith("\u00ad"):
        return piece[:-1]
    if whole := divided(piece, following):
        # Only if the text has the whole word elsewhere: "long-|term" keeps its hyphen.
        return piece[:-1] if whole in words else piece
    return piece if is_unspaced(piece, following) else f"{piece} "


_BULLET = re.compile(r"(?:[-–•*·▪◦●‣]|\((?:[a-z]|[ivx]{1,4})\))\s")


def _kind_of(line: str, text: str) -> SourceBlockKind:
    """What a passage is, where that is certain."""
    if COLUMNS.search(line) or is_row(text):
        return "cell"
    if is_provision(text):
        return "heading"
    if text.startswith(">"):
        return "quote"
    return "item" if _BULLET.match(text) else "text"


def is_row(text: str) -> bool:
    """Whether a text is a row of figures, as in a table; a sentence is none, such as a note."""
    if len(text) > 90 or text.endswith("."):
        return False
    tokens = text.split()
    figures = sum(any(map(str.isdigit, token)) for token in tokens)
    many = figures >= 2 and figures * 2 >= len(tokens) >= 3
    return many and not is_date(text)


# --- marks on lines of their own --------------------------------------------------------

_MARK_ALONE = re.compile(r"(?:\(?\d{1,3}[.)]|\([a-z]{1,4}\)|\[\d{1,3}\]|§+ ?\d+[a-z]?\.?|[•▪●‣◦])")


def _with_marks(found: Sequence[SourcePassage], words: frozenset[str]) -> Iterator[SourcePassage]:
    """The passages; a number, a bullet or a drop capital on its own line goes to the next one."""
    before: SourcePassage | None = None
    for passage in found:
        joint = None if before is None else _joint(before.text, passage.text, words)
        if before is not None and joint is not None:
            text = f"{before.text}{joint}{passage.text}"
            kind = _kind_of(text, text)
            passage = SourcePassage(text, before.first_line, passage.last_line, kind)  # noqa: PLW2901
        elif before is not None:
            yield before
        before = passage
    if before is not None:
        yield before


def _joint(mark: str, following: str, words: frozenset[str]) -> str | None:
    """What stands between a mark and its passage; None if it is no mark of it."""
    if _MARK_ALONE.fullmatch(mark):
        return None if _MARK_ALONE.fullmatch(following) else " "
    if drop_cap(mark, following):
        return " " if is_word_alone(mark, following, words) else ""
    return None
