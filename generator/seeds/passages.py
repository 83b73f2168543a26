"""Lines → passages: one line each, or several lines that were broken to fit a width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.seeds.lines import divided, is_unspaced, is_unspaced_script, whole_words
from generator.seeds.reading import SourcePassage

WIDEST = 120
"""In characters: no text broken by hand or by a mail program has longer lines."""

_STOPS = (".", "!", "?", "…", ":", ";", "。", "！", "？", "।", "؟")
_CLOSERS = "\"'”“’‘»«›‹)]）」』"


def closes(text: str) -> bool:
    """Whether a text ends as a sentence or a clause of a list ends."""
    return text.rstrip().rstrip(_CLOSERS).endswith(_STOPS)


def begins_low(text: str) -> bool:
    """Whether a text begins with a small letter, as the rest of a sentence does."""
    return text.lstrip("\"'“‘«„( \t")[:1].islower()


_ENUMERATED = re.compile(
    r"\s*(?:[-–•*·▪◦●‣]\s|\(?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivxIVX]{1,5})[.)]\s|§+\s?\d)"
)


def is_enumerated(text: str) -> bool:
    """Whether a text begins with a bullet, a number or a letter of a list."""
    return _ENUMERATED.match(text) is not None


def passages(lines: Sequence[str]) -> tuple[SourcePassage, ...]:
    """The passages of a text, in order. Every line that is not blank is in exactly one."""
    words = whole_words(lines)
    width = _width(lines)
    groups = _groups(lines, gap=1)
    if _is_double_spaced(groups, lines):
        groups = _groups(lines, gap=2)
    return tuple(
        _joined_run(run, words) for group in groups for run in _line_runs(group, lines, width)
    )


def _groups(lines: Sequence[str], *, gap: int) -> list[list[int]]:
    """The indices of lines that are not blank, in groups with `gap` blank lines between."""
    groups: list[list[int]] = []
    blanks = gap
    for index, line in enumerate(lines):
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


def _width(lines: Sequence[str]) -> int:
    """The width that the lines were broken to: nearly the longest, because strays are longer."""
    lengths = sorted(length for line in lines if 40 <= (length := len(line.rstrip())) <= WIDEST)
    return lengths[(len(lengths) * 9) // 10] if lengths else 40


_RAGGED = 0.6  # of the width: lines copied from a printed page differ so much in length


def _line_runs(
    group: Sequence[int], lines: Sequence[str], width: int
) -> Iterator[list[tuple[int, str]]]:
    texts = [lines[index].rstrip() for index in group]
    if max(map(len, texts)) > WIDEST:
        yield from ([(index, lines[index])] for index in group)
        return
    # Where most lines end as sentences do, each was meant to stand alone.
    ended = sum(map(closes, texts[:-1]))
    strict = ended * 2 >= len(texts[:-1]) or len(group) > 12
    fill = width if strict else int(width * _RAGGED)
    run = [(group[0], texts[0])]
    for index, text in zip(group[1:], texts[1:], strict=True):
        if _continues(run[-1][1], text, fill, listed=is_enumerated(run[0][1])):
            run.append((index, text))
        else:
            yield run
            run = [(index, text)]
    yield run


_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S.*\S(?: {3,}|\t)\S")
_SPEAKER = re.compile(r"[^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,3}:\s")
_LIST_BREAK = re.compile(r"(?:[.;:,!?]|\b(?:and|or|und|oder|et|ou|и|или))$")


def _continues(previous: str, line: str, fill: int, *, listed: bool) -> bool:
    """Whether `line` goes on with the sentence of `previous`, which was broken to fit."""
    reach = len(previous) + 1 + _first_word_length(line)
    full = reach > fill
    if _COLUMNS.search(previous) or _COLUMNS.search(line):
        return False
    if previous.endswith(",") and not begins_low(line):
        return reach * _RAGGED > fill  # lines of verse or of a preamble end so too
    if _SPEAKER.match(line) and closes(previous):
        return False
    if is_enumerated(line) and (not full or _LIST_BREAK.search(previous)):
        return False
    if not listed and _indent(line) > _indent(previous) + 1:
        return False  # an indented first line, if there are no blank lines between paragraphs
    if begins_low(line) and not closes(previous) and len(previous) * 2 >= fill:
        return True
    return full


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _first_word_length(line: str) -> int:
    line = line.lstrip()
    return 1 if is_unspaced_script(line[0]) else len(line.split(None, 1)[0])


_INNER_SPACE = re.compile(r"[ \t\f\v]+")


def _joined_run(run: Sequence[tuple[int, str]], words: frozenset[str]) -> SourcePassage:
    pieces = [_INNER_SPACE.sub(" ", line).strip() for _, line in run]
    for index, (piece, following) in enumerate(pairwise(pieces)):
        pieces[index] = _before_break(piece, following, words)
    return SourcePassage("".join(pieces), run[0][0] + 1, run[-1][0] + 1)


def _before_break(piece: str, following: str, words: frozenset[str]) -> str:
    """A line as it reads before the next one: a word divided at its end is joined."""
    if piece.endswith("\u00ad"):
        return piece[:-1]
    if whole := divided(piece, following):
        # Only if the text has the whole word elsewhere: "long-|term" keeps its hyphen.
        return piece[:-1] if whole in words else piece
    return piece if is_unspaced(piece, following) else f"{piece} "
