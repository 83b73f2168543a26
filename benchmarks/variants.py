"""Briefs that differ from one another in their words, and hold as well as the one they vary."""

from __future__ import annotations

import random
import re

from generator.language.scales import SCALES

# What a check would miss: front matter, fences, quotations, citations, attributes, places.
_KEPT = re.compile(
    r"\A---\n.*?\n---\n|^:::.*?$|^[|:][-:| ]+$|\"[^\"]*\"|\[@[^\]]*\]|\{[^}]*\}|\([^)]*\)",
    re.MULTILINE | re.DOTALL,
)
_WORD = re.compile(r"\b[a-z]{4,}\b")
_SHARE = 0.25


def variant(markdown: str, number: int) -> str:
    """The same brief with a quarter of its own words put in others' places."""
    chance = random.Random(number)
    vocabulary = _vocabulary(markdown)
    replaceable = frozenset(vocabulary)

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word not in replaceable or chance.random() > _SHARE:
            return word
        return chance.choice(vocabulary)

    markdown = numbered_apart(markdown, f"{number:04}")
    made: list[str] = []
    end = 0
    for kept in _KEPT.finditer(markdown):
        made += (_WORD.sub(other, markdown[end : kept.start()]), kept[0])
        end = kept.end()
    made.append(_WORD.sub(other, markdown[end:]))
    return "".join(made)


def numbered_apart(markdown: str, name: str) -> str:
    """The brief under a number of its own: two of one number are an error."""
    return re.sub(r"(?m)^(number: \S+?)(\"?)$", rf"\1-{name}\2", markdown, count=1)


def _vocabulary(markdown: str) -> list[str]:
    """The words that may be exchanged: those of the scales and of confidence carry meaning."""
    bands = [band for scale in SCALES.values() for band in scale.bands]
    terms = {word for band in bands for term in band.words for word in term.split()}
    return sorted(set(_WORD.findall(_KEPT.sub(" ", markdown))) - terms - {"confidence", "through"})
