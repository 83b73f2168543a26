"""Lines that a web page or a printed page puts around a text, known by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.language.folding import fold
from generator.seeds.boilerplate import line_patterns
from generator.seeds.dates import is_date
from generator.seeds.reading import SourcePassage
from generator.seeds.wrapping import closes, is_enumerated

Junk = Sequence[str | None]
"""For each passage, why it does not belong to the text; None if it may."""

_INTERRUPTIONS = frozenset(
    {
        "advert", "caption", "date", "link to another article", "no words", "note", "page number",
        "paywall", "repeated line", "running head", "stage direction",
        "time",
    }
)  # fmt: skip


def is_interruption(reason: str | None) -> bool:
    """Whether a line dropped for this reason may be in the middle of a text."""
    return reason in _INTERRUPTIONS


HEAD_OF_TEXT = frozenset({"contents", "takeaways", "mail header", "reading time"})
"""Reasons of lines that stand between a title and its text."""


_INSETS = frozenset({"cookie notice", "navigation", "reading time", "sharing", "subscription"})


def is_inset(reason: str | None) -> bool:
    """Whether a line that belongs to the page may still be set into the middle of a text."""
    return reason in _INSETS


def is_around(reason: str | None) -> bool:
    """Whether a line dropped for this reason belongs to the page around a text."""
    return reason is not None and not is_interruption(reason)


_LONGEST_JUNK = 220
"""In characters: longer lines are paragraphs, whatever words they begin with."""


def junk_reasons(found: Sequence[SourcePassage]) -> tuple[str | None, ...]:
    """For each passage, why it does not belong to the text; None if its words do not show it."""
    folded = [fold(passage.text).casefold() for passage in found]
    counts = Counter(folded)
    return tuple(
        _reason(passage.text, counts[text]) for passage, text in zip(found, folded, strict=True)
    )


def _reason(text: str, times: int) -> str | None:
    if not any(map(str.isalnum, text)):
        return "no words"
    if len(text) > _LONGEST_JUNK:
        return None
    for reason, pattern in line_patterns().items():
        if pattern.fullmatch(text):
            return reason
    if is_date(text):
        return "date"
    if times > 2 and _is_short_label(text):
        return "repeated line"
    return None


def _is_short_label(text: str) -> bool:
    """Whether a line is a label rather than words of the text, such as a refrain."""
    return len(text.split()) <= 3 and not closes(text) and not is_enumerated(text)
