"""How far a body reaches beyond its densest run: what stands inside a text may divide it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from generator.seeds.bylines import byline_names, presented_name
from generator.seeds.headings import is_salutation
from generator.seeds.junk import HEAD_OF_TEXT, Junk, is_around, is_inset, is_interruption
from generator.seeds.lines import told_length
from generator.seeds.printed_numbers import printed_number
from generator.seeds.provisions import is_provision
from generator.seeds.reading import SourcePassage
from generator.seeds.wrapping import COMMAS, closes, is_enumerated

_WIDEST_GAP = 40  # passages: a long table, not the whole of another text
_WIDEST_INSET = 8  # passages that a page sets into a text: a plea, a few titles
_SHORTEST_PROSE = 60  # characters


def start_of(found: Sequence[SourcePassage], junk: Junk, weights: Sequence[float], at: int) -> int:
    """Where the body begins that has its densest run from `at` on."""
    start = _above_insets(found, junk, _first_of(junk, weights, at))
    start = _below_front(found, start)
    while start and (_heads_provision(found, junk, start) or _addresses(found, junk, start)):
        start -= 1
    return start


def end_of(
    found: Sequence[SourcePassage], junk: Junk, weights: Sequence[float], start: int, at: int
) -> int:
    """Behind which passage the body ends that begins at `start`, its densest run up to `at`.

    Headings, tables and verse may outweigh a last short article of a law. So their number does not
    end the body, but a line that belongs to the page around the text does, unless the text goes on
    below it.
    """
    end = at
    for index in range(at, len(found)):
        if index < end:
            continue
        if is_around(junk[index]):
            behind = _behind_inset(found, junk, start, index)
            if behind is None:
                break
            end = behind
        elif weights[index] > 0 and (
            index - end <= _WIDEST_GAP or _is_below_table(found, junk, index, index - end)
        ):
            end = index + 1
    while end < len(found) and junk[end] is None and is_enumerated(found[end].text):
        end += 1  # the last items of a list need not be sentences
    return end


def _is_below_table(found: Sequence[SourcePassage], junk: Junk, at: int, gap: int) -> bool:
    """Whether the text goes on below so many short lines, as below the cells of a long table."""
    if gap > _LONGEST_TABLE:
        return False
    run = islice(_run_of_paragraphs(found, junk, at), _BELOW_TABLE)
    return len(list(run)) == _BELOW_TABLE


_LONGEST_TABLE = 400  # passages: each of its cells may be one
_BELOW_TABLE = 2  # paragraphs in a row


def _first_of(junk: Junk, weights: Sequence[float], start: int) -> int:
    first = start
    for index in range(start - 1, -1, -1):
        if junk[index] is not None or start - index > _WIDEST_GAP:
            # Below a date or an advert comes the text, and no longer the head of its page.
            above = is_interruption(junk[index]) or junk[index] in HEAD_OF_TEXT
            return first if above else start
        if weights[index] > 0:
            first = index
    return start if any(map(is_around, junk)) else first


def _above_insets(found: Sequence[SourcePassage], junk: Junk, start: int) -> int:
    """The first paragraph above what a page has set into the text.

    Paragraphs there are of the same text if its by-line or its day stands above them, or a line
    that may be its title above two of them in a row.
    """
    first = top = start
    run = gap = 0
    sure = True
    for at in range(start - 1, -1, -1):
        if _is_head(found[at], junk[at]):
            return top
        if _is_paragraph(found, junk, at):
            run, gap, top = 1 if gap else run + 1, 0, at
        elif is_around(junk[at]) and not is_inset(junk[at]) and junk[at] != "notice":
            break
        elif not is_interruption(junk[at]):
            gap += 1
            sure = sure and junk[at] != "notice"  # of the text, or of cookies above a page
            if gap == 1 and run > 1 and junk[at] is None and sure:
                first = top
            if gap > _WIDEST_INSET:
                break
    return first


def _is_head(passage: SourcePassage, reason: str | None) -> bool:
    """Whether a line stands between a title and its text: the author, the day."""
    if reason is not None:
        return reason in HEAD_OF_TEXT or reason == "date"
    return byline_names(passage.text) is not None


def _is_paragraph(found: Sequence[SourcePassage], junk: Junk, at: int) -> bool:
    """Whether a passage reads like a paragraph; those of a ticker, below their hours, are short."""
    text = found[at].text
    if junk[at] is not None or not closes(text):
        return False
    return told_length(text) >= _SHORTEST_PROSE or (at > 0 and junk[at - 1] == "time")


def _behind_inset(found: Sequence[SourcePassage], junk: Junk, start: int, index: int) -> int | None:
    """Behind which passage the text goes on below what a page has set into it; None if it ends.

    Paragraphs in a row show it, a quarter of those above: below a text stand summaries of others,
    each under its title, and a few sentences on the author and the publisher. An entry of a ticker
    has its hour above it.
    """
    above = sum(_is_paragraph(found, junk, at) for at in range(start, index))
    for behind in range(index, min(len(found), index + _WIDEST_INSET + 1)):
        if is_around(junk[behind]) and not is_inset(junk[behind]):
            return None
        run = list(_run_of_paragraphs(found, junk, behind))
        entry = "time" in junk[start:index] and junk[behind - 1] == "time"
        if len(run) >= (1 if entry else max(2, above // 4)):
            return None if any(presented_name(found[at].text) for at in run) else run[-1] + 1
    return None


def _run_of_paragraphs(found: Sequence[SourcePassage], junk: Junk, start: int) -> Iterator[int]:
    for at in range(start, len(found)):
        if is_interruption(junk[at]):
            continue
        if not _is_paragraph(found, junk, at):
            return
        yield at


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
    return (
        sum(word[0].isalpha() and not word[0].isupper() for word in text.split()) >= _FEWEST_WORDS
    )


_FEWEST_WORDS = 2


def _count_of(passage: SourcePassage) -> int | None:
    """The whole number that a paragraph begins with, if it is printed as one."""
    printed = printed_number(passage.text)
    if printed is None or printed.is_bare or not printed.number.isdecimal():
        return None
    return int(printed.number)


def _heads_provision(found: Sequence[SourcePassage], junk: Junk, start: int) -> bool:
    """Whether the passage above the start is the number of a provision, or its heading."""
    above = [at for at in (start - 1, start - 2) if at >= 0 and junk[at] is None]
    return any(is_provision(found[at].text) for at in above)


def _addresses(found: Sequence[SourcePassage], junk: Junk, start: int) -> bool:
    """Whether the passage above the start goes on in it: "Mr President," in a speech."""
    text = found[start - 1].text
    return junk[start - 1] is None and text.endswith(COMMAS) and not is_salutation(text)
