"""A brief as a mail holds it: the summary, and as many key points as there is room for."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from generator.briefs.brief import Brief, Judgement, KeyPoint
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.language.counting import counted
from generator.markdown.syntax import words_aloud

MOST_WORDS = 150
"""What summary and key points may have in all."""

_CHIP = 5  # words that the chip of a judgement has, at most as a rule


def short_brief(brief: Brief) -> Brief:
    """The brief with the key points that fit behind its summary, in their order.

    `more_points` counts those that do not. A summary that is too long by itself stays whole.
    """
    kept = tuple(_fitting(brief))
    return replace(brief, key_points=kept, more_points=len(brief.key_points) - len(kept))


def faults_of_summary(brief: Brief) -> Iterator[Diagnostic]:
    """What to say if the summary by itself has more words than a mail holds."""
    count = len(words_aloud(brief.summary).split())
    if count > MOST_WORDS:
        message = f"the summary has {count} words, and a mail holds {MOST_WORDS}"
        hint = f"shorten it by {counted(count - MOST_WORDS, 'word')}"
        yield diagnose(codes.PAGE_TOO_SHORT, message, brief.summary[0].span, hint=hint)


def _fitting(brief: Brief) -> Iterator[KeyPoint]:
    room = MOST_WORDS - len(words_aloud(brief.summary).split())
    for point in brief.key_points:
        room -= _length_of(point)
        if room < 0:
            return
        yield point


def _length_of(point: KeyPoint) -> int:
    said = len(words_aloud(point.blocks).split())
    if isinstance(point, Judgement):
        return said + _CHIP + len(words_aloud(point.basis).split())
    return said + 1
