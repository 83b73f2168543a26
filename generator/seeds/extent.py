"""How far a body reaches beyond its densest run: what stands inside a text may divide it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import median

from msgspec import Struct

from generator.seeds.bylines import byline_names, presented_name, presents_publisher
from generator.seeds.headings import is_salutation
from generator.seeds.junk import HEAD_OF_TEXT, Junk, is_around, is_inset, is_interruption
from generator.seeds.lines import COMMAS, told_length
from generator.seeds.printed_numbers import printed_number
from generator.seeds.provisions import is_provision
from generator.seeds.reading import SourcePassage
from generator.seeds.wrapping import closes, is_enumerated

_WIDEST_GAP = 40  # passages: a long table, not the whole of another text
_LONGEST_TABLE = 400  # passages: each of its cells may be one
_BELOW_TABLE = 2  # paragraphs in a row
_WIDEST_INSET = 8  # passages that a page sets into a text: a plea, a few titles
_SHORTEST, _LEAST = 60, 20  # letters of a paragraph, and of one among short ones


def extent(
    found: Sequence[SourcePassage], junk: Junk, weights: Sequence[float], run: tuple[int, int]
) -> tuple[int, int]:
    """Start and end of the body whose densest run is `run`."""
    inside = [told_length(found[at].text) for at in range(*run) if closes(found[at].text)]
    shortest = max(_LEAST, min(_SHORTEST, median(inside or [2 * _SHORTEST]) / 2))
    page = _PageOfText(found, junk, weights, shortest)
    start = _start_of(page, run[0])
    return start, _end_of(page, start, run[1])


class _PageOfText(Struct, frozen=True):
    """The passages of a page; `shortest` is how long those are that read like paragraphs of it."""

    found: Sequence[SourcePassage]
    junk: Junk
    weights: Sequence[float]
    shortest: float

    def is_around(self, at: int) -> bool:
        """Whether a passage is of the page and is not set into the middle of a text."""
        return is_around(self.junk[at]) and not is_inset(self.junk[at])

    def is_free(self, at: int) -> bool:
        """Whether nothing says that a passage is of the page."""
        return self.junk[at] is None

    def is_said(self, at: int) -> bool:
        """Whether a passage ends as a sentence does."""
        return self.is_free(at) and closes(self.found[at].text)

    def is_paragraph(self, at: int) -> bool:
        """Whether a passage reads like a paragraph; those below the hours of a ticker are short."""
        if not self.is_said(at):
            return False
        hour = at > 0 and self.junk[at - 1] == "time"
        return hour or told_length(self.found[at].text) >= self.shortest

    def run_from(self, at: int) -> Iterator[int]:
        """The paragraphs in a row from a place on."""
        for one in range(at, len(self.found)):
            if is_interruption(self.junk[one]):
                continue
            if not self.is_paragraph(one):
                return
            yield one


# --- upwards ----------------------------------------------------------------------------


def _start_of(page: _PageOfText, run: int) -> int:
    start = _below_front(page.found, _above_insets(page, _first_of(page, run)))
    while start and (_heads_provision(page, start) or _addresses(page, start)):
        start -= 1
    return start


def _first_of(page: _PageOfText, start: int) -> int:
    junk, first = page.junk, start
    for index in range(start - 1, -1, -1):
        if junk[index] is not None or start - index > _WIDEST_GAP:
            # Below a date or an advert comes the text, and no longer the head of its page.
            above = is_interruption(junk[index]) or junk[index] in HEAD_OF_TEXT
            return first if above else start
        if page.weights[index] > 0:
            first = index
    return first


def _above_insets(page: _PageOfText, start: int) -> int:
    """The first paragraph above what a page has set into the text.

    Paragraphs there are of the same text if its by-line or its day stands above them. So are those
    below a line that may be its title, or with nothing above them, if there are two in a row, or if
    no line that may be another title stands between them and the text.
    """
    first = top = start
    run = gap = titles = 0
    sure = joined = True
    for at in range(start - 1, -1, -1):
        if _is_head(page, at):
            return top
        if page.is_paragraph(at) or (gap + titles == 0 and page.is_said(at)):
            joined = joined if run and not gap else not titles
            run, gap, top = run * (not gap) + 1, 0, at
        elif page.is_around(at) and page.junk[at] not in _UNSURE:
            return first
        elif not is_interruption(page.junk[at]):
            gap, titles = gap + 1, titles + page.is_free(at)
            sure = sure and page.junk[at] not in _UNSURE
            if gap == 1 and page.is_free(at) and sure and run and (run > 1 or joined):
                first = top
            if gap > _WIDEST_INSET:
                return first
    return top if run and not gap and sure and joined else first


_UNSURE = frozenset({"cookie notice", "notice"})  # of the text, or of the page above it


def _is_head(page: _PageOfText, at: int) -> bool:
    """Whether a line stands between a title and its text: the author, the day."""
    reason = page.junk[at]
    if reason is not None:
        return reason in HEAD_OF_TEXT or reason == "date"
    text = page.found[at].text
    return byline_names(text) is not None or _BY.match(text) is not None


_BY = re.compile(
    r"(?:by|von|par|por|di|door)\s[^\W\d_][^.!?]{2,60}$", re.IGNORECASE
)  # agencies and desks sign, too


def _below_front(found: Sequence[SourcePassage], start: int) -> int:
    """Where a text begins that numbers its paragraphs: at the first one, if no sentence is above.

    Above the first one of a judgment stand the court, the parties and the judges, line by line.
    """
    first = next((at for at in range(start, len(found)) if _count_of(found[at]) == 1), start)
    counts = (_count_of(passage) for passage in found[first + 1 :])
    if list(islice((count for count in counts if count), 2)) != [2, 3]:
        return start
    front = [passage.text for passage in found[start:first]]
    said = any(closes(text) and _says(text) for text in front)
    return start if said or any(text.endswith(COMMAS) for text in front) else first


def _says(text: str) -> bool:
    """Whether a text has words, and not only names and titles; scripts without capitals have."""
    if text.upper() == text.lower():
        return True
    return sum(word[0].isalpha() and not word[0].isupper() for word in text.split()) > 1


def _count_of(passage: SourcePassage) -> int | None:
    """The whole number that a paragraph begins with, if it is printed as one."""
    printed = printed_number(passage.text)
    if printed is None or printed.is_bare or not printed.number.isdecimal():
        return None
    return int(printed.number)


def _heads_provision(page: _PageOfText, start: int) -> bool:
    """Whether the passage above the start is the number of a provision, or its heading."""
    above = [at for at in (start - 1, start - 2) if at >= 0 and page.is_free(at)]
    return any(is_provision(page.found[at].text) for at in above)


def _addresses(page: _PageOfText, start: int) -> bool:
    """Whether the passage above the start goes on in it: "Mr President," in a speech."""
    text = page.found[start - 1].text
    return page.is_free(start - 1) and text.endswith(COMMAS) and not is_salutation(text)


# --- downwards --------------------------------------------------------------------------


def _end_of(page: _PageOfText, start: int, run: int) -> int:
    """Headings, tables and verse may outweigh a last short article of a law.

    So their number does not end the body, but a line that belongs to the page around the text does,
    unless the text goes on below it.
    """
    found, end = page.found, run
    for index in range(run, len(found)):
        if index < end:
            continue
        if is_around(page.junk[index]):
            behind = _behind_inset(page, start, index)
            if behind is None:
                break
            end = behind
        elif page.weights[index] > 0 and _is_near(page, index, index - end):
            end = index + 1
    while end < len(found) and page.is_free(end) and is_enumerated(found[end].text):
        end += 1  # the last items of a list need not be sentences
    return end


def _is_near(page: _PageOfText, at: int, gap: int) -> bool:
    """Whether a text may go on below so many short lines, as below the cells of a long table."""
    if gap <= _WIDEST_GAP:
        return True
    below = list(islice(page.run_from(at), _BELOW_TABLE))
    return gap <= _LONGEST_TABLE and len(below) == _BELOW_TABLE


def _behind_inset(page: _PageOfText, start: int, index: int) -> int | None:
    """Behind which passage the text goes on below what a page has set into it; None if it ends.

    Paragraphs in a row show it, a quarter of those above, and a single one below no line that may
    be a title: below a text stand summaries of others, each under its title, and a few sentences on
    the author and the publisher. So does the next number of its paragraphs.
    """
    counts = [count for at in range(start, index) if (count := _count_of(page.found[at]))]
    above = sum(page.is_paragraph(at) for at in range(start, index))
    for behind in range(index, min(len(page.found), index + _WIDEST_INSET + 1)):
        if page.is_around(behind):
            return None
        if counts and page.is_free(behind) and _count_of(page.found[behind]) == counts[-1] + 1:
            return behind + 1
        run = list(page.run_from(behind))
        titled = any(page.is_free(at) for at in range(index, behind))
        if len(run) >= max(1 + titled, above // 4):
            return None if any(_is_apart(page.found[at].text) for at in run) else run[-1] + 1
    return None


def _is_apart(text: str) -> bool:
    """Whether a paragraph says who has written or published, and so stands below a text."""
    return bool(presented_name(text)) or presents_publisher(text)
