"""Lines that were broken to fit a width: where a paragraph goes on, and where the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from generator.seeds.boilerplate import MONTHS
from generator.seeds.lines import COMMAS, is_unspaced_script, told_length

WIDEST = 120
"""In characters: no text broken by hand or by a mail program has longer lines."""

_STOPS = (".", "!", "?", "…", ":", ";", "。", "！", "？", "：", "；", "।", "؟", "؛", "۔")
_CLOSERS = "\"'”“’‘»«›‹)]）」』"
_NOTE_MARKS = re.compile(r"(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹]+|(?<=[.!?…\"”’»)])\d{1,3})+$")
_UNSTOPPED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff][”’\"')]*$")


_TAIL = 40  # characters: longer than any marks of notes


def closes(text: str) -> bool:
    """Whether a text ends as a sentence or a clause of a list ends, before marks of notes.

    Thai, Lao, Burmese and Khmer have no full stops: there, so does any longer text.
    """
    text = text.rstrip()
    bare = _NOTE_MARKS.sub("", text[-_TAIL:])
    if bare.rstrip(_CLOSERS).endswith(_STOPS):
        return True
    return len(text) >= 60 and _UNSTOPPED.search(text[-_TAIL:]) is not None


def begins_low(text: str) -> bool:
    """Whether a text begins with a small letter, as the rest of a sentence does."""
    return text.lstrip("\"'“‘«„( \t")[:1].islower()


def _begins_high(text: str) -> bool:
    """Whether a text begins with a capital, or with a letter of a script that has none."""
    first = text.lstrip("\"'“‘«„( \t")[:1]
    return first.isalpha() and not first.islower()


_ENUMERATED = re.compile(
    r"\s*(?:[-–•*·▪◦●‣]\s|\(?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivxIVX]{1,5})[.)](?:\s|$)|§+\s?\d"
    rf"|(?:{'|'.join(MONTHS)})\.? \d{{1,2}} ?[-–—:]|\d{{1,2}}\.? (?:{'|'.join(MONTHS)}) ?[-–—:])",
    re.IGNORECASE,
)


def is_enumerated(text: str) -> bool:
    """Whether a text begins with a bullet, a number or a letter of a list."""
    return _ENUMERATED.match(text) is not None


COLUMNS = re.compile(r"\S(?: {3,}|\t)\S.*\S(?: {3,}|\t)\S|\S {5,}\S")
"""Two or more columns of a table, with white space between them."""


class WrappedWidth(Struct, frozen=True):
    """The width that the lines of a text were broken to, in characters.

    If it is `exact`, a program filled each line, so a line with room for the next word is the last
    of its paragraph. `broken` is False if no line was broken: each is a paragraph.
    """

    width: int
    exact: bool
    broken: bool = True


def width_of(lines: Sequence[str], groups: Sequence[Sequence[int]]) -> WrappedWidth:
    """The width of lines, which stand in groups between blank lines."""
    lengths = sorted(length for line in lines if 40 <= (length := len(line.rstrip())) <= WIDEST)
    if not lengths:
        return WrappedWidth(40, exact=False)
    pairs = [
        (lines[first].rstrip(), lines[second])
        for group in groups
        for first, second in pairwise(group)
        if len(lines[first]) <= WIDEST >= len(lines[second])
    ]
    # Nearly the longest, because strays are longer.
    exact = lengths[(len(lengths) * 49) // 50]
    if _are_whole(pairs):
        return WrappedWidth(lengths[-1], exact=False, broken=False)
    broken = [reach_with(*pair) for pair in pairs if begins_low(pair[1]) and not closes(pair[0])]
    filled = sum(reach > exact for reach in broken)
    if len(broken) >= 3 and filled * 10 >= len(broken) * 9:
        return WrappedWidth(exact, exact=True)
    return WrappedWidth(lengths[(len(lengths) * 9) // 10], exact=False)


def _are_whole(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether most longer lines end as paragraphs do, so that none was broken.

    Where lines were broken to a width, few end so by chance, and many of the next begin low.
    """
    long = [(line, behind) for line, behind in pairs if told_length(line) >= _SHORTEST_WHOLE]
    low = sum(begins_low(behind) and not closes(line) for line, behind in long)
    ended = sum(closes(line) or line.endswith(COMMAS) for line, _ in long) - low
    return len(long) >= 2 and ended * 4 >= len(long) * (3 if low else 2.4)


_SHORTEST_WHOLE = 40  # letters: shorter lines are titles and names


def reach_with(line: str, following: str) -> int:
    """How long a line would be with the first word of the next one."""
    return len(line) + (not line.endswith("-")) + _first_word_length(following)


def _first_word_length(line: str) -> int:
    line = line.lstrip()
    return 1 if is_unspaced_script(line[0]) else len(line.split(None, 1)[0])


_RAGGED = 0.6  # of the width: lines copied from a printed page differ so much in length


def line_runs(
    group: Sequence[int], lines: Sequence[str], width: WrappedWidth
) -> Iterator[list[int]]:
    """The lines of a group, those of a paragraph together."""
    texts = [lines[index].rstrip() for index in group]
    if max(map(len, texts)) > WIDEST or not (width.broken or _is_verse(texts)):
        yield from ([index] for index in group)
        return
    if _is_verse(texts):
        yield list(group)
        return
    fill = width.width
    if not width.exact:
        # Where most lines end as sentences do, each was meant to stand alone.
        ended = sum(map(closes, texts[:-1]))
        strict = ended * 2 >= len(texts[:-1]) or len(group) > 12
        fill = fill if strict else int(fill * _RAGGED)
    run = [group[0]]
    margin = min(map(_indent, texts))
    for (before, text), index in zip(pairwise(texts), group[1:], strict=True):
        indented = _indent(text) > (margin if closes(before) else _indent(before)) + 1
        listed = is_enumerated(lines[run[0]])
        if _continues(before, text, fill, begins=indented and not listed):
            run.append(index)
        else:
            yield run
            run = [index]
    yield run


def _is_verse(texts: Sequence[str]) -> bool:
    """Whether lines are those of a stanza: short ones, of which the last ends the sentence."""
    if not 3 <= len(texts) <= 60 or max(map(len, texts)) > 60 or texts[0].endswith(":"):
        return False
    if any(is_enumerated(text) or COLUMNS.search(text) or _SPEAKER.match(text) for text in texts):
        return False
    inside = texts[:-1]
    commas = sum(text.endswith(COMMAS) for text in inside)
    open_ones = sum(not closes(text) for text in inside)
    return closes(texts[-1]) and bool(commas) and open_ones * 2 >= len(inside)


_SPEAKER = re.compile(r"[^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,3}:\s")
_LIST_BREAK = re.compile(r"(?:[.;:,!?]|\b(?:and|or|und|oder|et|ou|и|или))$")
_BY = re.compile(r"(?:by|von|par|por|door|di|автор)\s+[^\W\d_]", re.IGNORECASE)


def _continues(previous: str, line: str, fill: int, *, begins: bool) -> bool:
    """Whether `line` goes on with the sentence of `previous`, which was broken to fit.

    `begins` says that it is indented as first lines are where no blank lines part paragraphs.
    """
    full = reach_with(previous, line) > fill
    if COLUMNS.search(previous) or COLUMNS.search(line):
        return False
    if previous.endswith(COMMAS) and _begins_high(line):
        return reach_with(previous, line) * _RAGGED > fill  # lines of a preamble end so too
    if _SPEAKER.match(line) and closes(previous):
        return False
    if is_enumerated(line) and (not full or _LIST_BREAK.search(previous)):
        return False
    if begins:
        return False
    if _BY.match(line) and len(line) <= 60 and not full:
        return False
    if begins_low(line) and not closes(previous) and len(previous) * 2 >= fill:
        return True
    return full


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
