"""The densest block of a text: the run of passages that reads most like prose."""

from __future__ import annotations

from collections.abc import Sequence

from generator.language.detection import common_share
from generator.seeds.junk import is_interruption
from generator.seeds.passages import begins_low, closes, is_enumerated
from generator.seeds.reading import SourcePassage


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


def block(
    found: Sequence[SourcePassage], junk: Sequence[str | None], language: str
) -> tuple[int, int]:
    """Start and end of the body: the densest run, and prose that only short lines separate from it.

    Headings, tables and verse may outweigh a last short article of a law. So their number does not
    end the body, but a line that belongs to the page around the text does.
    """
    weights = scores(found, junk, language)
    start, end = densest(weights)
    if start == end:
        return start, end
    boilerplate = [bool(reason) and not is_interruption(reason) for reason in junk]
    for index in range(end, len(found)):
        if boilerplate[index] or index - end > _WIDEST_GAP:
            break
        if weights[index] > 0:
            end = index + 1
    first = start
    for index in range(start - 1, -1, -1):
        if junk[index] is not None or start - index > _WIDEST_GAP:
            # Below a date or an advert comes the text, and no longer the head of its page.
            return (first if is_interruption(junk[index]) else start), end
        if weights[index] > 0:
            first = index
    return (start if any(boilerplate) else first), end


_WIDEST_GAP = 40  # passages: a long table, not the whole of another text
_BOILERPLATE = -4.0
_INTERRUPTION = -1.5  # once for all that are together, or three adverts would end an article
_LIST = -6.0  # the most that short lines in a row may cost, or a long list would


def scores(
    found: Sequence[SourcePassage], junk: Sequence[str | None], language: str
) -> list[float]:
    """A score for each passage: above zero for prose, below zero for the lines around it."""
    result: list[float] = []
    interrupted, spent = False, 0.0
    for passage, reason, cut in zip(found, junk, _cut(found, junk), strict=True):
        if reason is None:
            score = max(_prose(passage.text, language, cut=cut), _LIST - spent)
            spent = spent + score if score < 0 else 0.0
            interrupted = interrupted and score < 0
        elif is_interruption(reason):
            score = 0.0 if interrupted else _INTERRUPTION
            interrupted = True
        else:
            score = _BOILERPLATE
        result.append(score)
    return result


def _cut(found: Sequence[SourcePassage], junk: Sequence[str | None]) -> list[bool]:
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

_WIDE = "\u1100"  # from Hangul on, a character says about as much as two letters


def _prose(text: str, language: str, *, cut: bool) -> float:
    length = len(text) + sum(character >= _WIDE for character in text[:400])
    share = common_share(text, language)
    common = 0.5 if share is None else min(share / 0.25, 1.0)
    closing = 1.0 if cut or closes(text) else _unclosed(text, length)
    return -1.0 + min(length, 400) / 100 + common + closing


def _unclosed(text: str, length: int) -> float:
    if is_enumerated(text) or text.endswith(","):
        return 0.25
    return -2.0 if length < 120 else -0.5
