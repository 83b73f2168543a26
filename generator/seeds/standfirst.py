"""The sentence under a title that sums up a text and is not part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from generator.language.detection import COMMON_WORDS, language_of, plain_words
from generator.language.sentences import sentences
from generator.seeds.reading import SourcePassage
from generator.seeds.wrapping import is_enumerated

_FEWEST_BEHIND = 3  # paragraphs: fewer do not show what a paragraph of the text is like
_LOOKED_AT = 12  # paragraphs
_LONGEST = 300  # characters
_REPEATED = 0.6  # of the words that are not common
_SAID = re.compile(
    r", [^,]{2,60} (?:said|says|announced|reported)\b|\bsaid on (?:mon|tue|wed|thu|fri|sat|sun)"
    r"|\baccording to\b|\b(?:a déclaré|a annoncé|selon|según|secondo)\b|, сообщил",
    re.IGNORECASE,
)
_FEWEST_WORDS = 8


def is_standfirst(
    found: Sequence[SourcePassage],
    body: Sequence[int],
    *,
    apart: bool,
    named: bool,
) -> bool:
    """Whether the first passage of a body sums up the rest of it.

    Its place alone does not show it: the first paragraph of a report stands there, too. A
    standfirst is a single sentence, while nearly all paragraphs have several. And either something
    stands between it and the text (`apart`), or the text says all of it again, or it is far shorter
    than the paragraphs and no by-line stands above it (`named`).
    """
    if len(body) <= _FEWEST_BEHIND:
        return False
    first, *rest = (found[at].text for at in body[: 1 + _LOOKED_AT])
    if len(first) > _LONGEST or is_enumerated(first) or first.endswith(":"):
        return False
    if len(sentences(first)) > 1 or _SAID.search(first):
        return False
    several = sum(len(sentences(text)) > 1 for text in rest)
    typical = median(map(len, rest))
    if several * 4 < len(rest) * 3 or len(first) >= typical:
        return False
    short = len(first) * 2 <= typical and len(first.split()) >= _FEWEST_WORDS
    return apart or _said_again(first, rest) or (short and not named)


def _said_again(first: str, rest: Sequence[str]) -> bool:
    common = COMMON_WORDS.get(language_of(" ".join(rest)), frozenset())
    words = {word for word in plain_words(first) if word not in common and len(word) > 2}
    again = words & set(plain_words(" ".join(rest)))
    return len(words) >= 3 and len(again) >= _REPEATED * len(words)
