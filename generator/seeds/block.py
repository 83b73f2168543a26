"""The densest block of a text: the run of passages that reads most like prose."""

from __future__ import annotations

from collections.abc import Sequence

from generator.language.detection import common_share
from generator.seeds.junk import HEAD_OF_TEXT, Junk, is_around, is_interruption
from generator.seeds.lines import told_length
from generator.seeds.mail import QUOTED
from generator.seeds.provisions import is_provision
from generator.seeds.reading import SourcePassage
from generator.seeds.wrapping import begins_low, closes, is_enumerated


def densest(scores: Sequence[float]) -> tuple[int, int]:
    """Start and end of the contiguous run with the highest sum; empty if none is above zero.

    Kadane's algorithm, as Bentley gives it in "Programming pearls" (CACM 27:9, 1984).
    """
    best, best_run = 0.0, (0, 0)
    total, start = 0.0, 0
    for index, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, index
        total += score
        if total > best:
            best, best_run = total, (start, index + 1)
    return best_run


def block(found: Sequence[SourcePassage], junk: Junk, language: str) -> tuple[int, int]:
    """Start and end of the body: the densest run, and prose that only short lines separate from it.

    Headings, tables and verse may outweigh a last short article of a law. So their number does not
    end the body, but a line that belongs to the page around the text does.
    """
    weights = scores(found, junk, language)
    start, end = densest(weights)
    if start == end:
        return start, end
    start = _first_of(junk, weights, start)
    while start and _heads_provision(found, junk, start):
        start -= 1
    return start, _end_of(found, junk, weights, end)


def _end_of(found: Sequence[SourcePassage], junk: Junk, weights: Sequence[float], end: int) -> int:
    for index in range(end, len(found)):
        if is_around(junk[index]) or index - end > _WIDEST_GAP:
            break
        if weights[index] > 0:
            end = index + 1
    while end < len(found) and junk[end] is None and is_enumerated(found[end].text):
        end += 1  # the last items of a list need not be sentences
    return end


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


def _heads_provision(found: Sequence[SourcePassage], junk: Junk, start: int) -> bool:
    """Whether the passage above the start is the number of a provision, or its heading."""
    above = [at for at in (start - 1, start - 2) if at >= 0 and junk[at] is None]
    return any(is_provision(found[at].text) for at in above)


def rival_block(
    found: Sequence[SourcePassage], reasons: Sequence[str | None]
) -> tuple[int, int] | None:
    """The first and last passage of another text in the same file, about as long as the body."""
    body = sum(len(found[at].text) for at, reason in enumerate(reasons) if reason is None)
    aside = {"before the body", "after the body", QUOTED, "related"}
    left = [at for at, reason in enumerate(reasons) if reason in aside]
    prose = [at for at in left if closes(found[at].text) and len(found[at].text) >= _SHORTEST_PROSE]
    runs: list[list[int]] = []
    for at in prose:
        if runs and at - runs[-1][-1] <= _NEAR and None not in reasons[runs[-1][-1] : at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    longest = max(runs, key=lambda run: sum(len(found[at].text) for at in run), default=[])
    if not body or sum(len(found[at].text) for at in longest) < _RIVAL * body:
        return None
    return longest[0], longest[-1]


_SHORTEST_PROSE = 80  # characters
_NEAR = 8  # passages
_RIVAL = 0.6  # of the body
_WIDEST_GAP = 40  # passages: a long table, not the whole of another text
_BOILERPLATE = -3.0  # for the first of those that are together
_MORE_BOILERPLATE = -1.0  # for each other one
_INTERRUPTION = -1.5  # once for all that are together, or three adverts would end an article
_LIST = -6.0  # the most that short lines in a row may cost, or a long list would


def scores(found: Sequence[SourcePassage], junk: Junk, language: str) -> list[float]:
    """A score for each passage: above zero for prose, below zero for the lines around it."""
    result: list[float] = []
    interrupted, beside, spent = False, False, 0.0
    for passage, reason, cut in zip(found, junk, _cut(found, junk), strict=True):
        if reason is None:
            score = max(_prose(passage.text, language, cut=cut), _LIST - spent)
            spent = spent + score if score < 0 else 0.0
            interrupted = interrupted and score < 0
            beside = beside and score < 0
        elif is_interruption(reason):
            score = 0.0 if interrupted else _INTERRUPTION
            interrupted = True
        else:
            score = _MORE_BOILERPLATE if beside else _BOILERPLATE
            beside = True
        result.append(score)
    return result


def _cut(found: Sequence[SourcePassage], junk: Junk) -> list[bool]:
    """Whether a passage goes on in the next one, or behind one page break or advert."""
    cut: list[bool] = []
    goes_on = False
    for passage, reason in zip(reversed(found), reversed(junk), strict=True):
        cut.append(goes_on and reason is None and len(passage.text) >= SHORTEST_HALF)
        if not is_interruption(reason):
            goes_on = reason is None and begins_low(passage.text)
    return cut[::-1]


SHORTEST_HALF = 40
"""In characters: a shorter passage is a heading or an item, not half a paragraph."""


def _prose(text: str, language: str, *, cut: bool) -> float:
    length = told_length(text)
    share = common_share(text, language)
    common = 0.5 if share is None else min(share / 0.25, 1.0)
    closing = 1.0 if cut or closes(text) else _unclosed(text, length)
    return -1.0 + min(length, 400) / 100 + common + closing


def _unclosed(text: str, length: int) -> float:
    if is_enumerated(text) or text.endswith(","):
        return 0.25
    return -2.0 if length < 120 else -0.5
