"""The densest block of a text: the run of passages that reads most like prose."""

from __future__ import annotations

from collections.abc import Sequence

from generator.language.detection import common_share
from generator.seeds.extent import extent
from generator.seeds.junk import Junk, is_interruption
from generator.seeds.lines import COMMAS, told_length
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
    """Start and end of the body: the densest run, and what of the text stands beyond it."""
    weights = scores(found, junk, language)
    run = densest(weights)
    return run if run[0] == run[1] else extent(found, junk, weights, run)


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
    if is_enumerated(text) or text.endswith(COMMAS):
        return 0.25
    return -2.0 if length < 120 else -0.5
