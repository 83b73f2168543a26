"""Words that deny others by their prefix: "unlikely" is not "likely"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from generator.checks.denials import negatives
from generator.checks.grounds import Ground, hint_sentence
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.language.lexicon import Lexicon

_ENOUGH = 0.3  # of a claim's meaning in a sentence, for the two to be about the same


def turned_words(ground: Ground, denied: Collection[str]) -> Iterator[Diagnostic]:
    """A finding for a claim that says "likely" where its source says "unlikely", or the reverse.

    `denied` are the stems that the source denies with a word of its own.
    """
    nearest, said = ground.sentences[0], ground.said
    if nearest.share < _ENOUGH or negatives(said, 0, len(said.tokens)):
        return
    source = nearest.passage.lows[nearest.first : nearest.last]
    for ours, others in ((said.lows, source), (source, said.lows)):
        for low in ours:
            plain = _turned_by_prefix(low, said.lexicon)
            if not plain or low in others or plain in ours:
                continue
            stem = said.lexicon.stem(plain)
            found = next((w for w in others if _is_form(w, plain, stem, said.lexicon)), "")
            if not found or not {stem, said.lexicon.stem(low)}.isdisjoint(denied):
                continue
            mark = low if ours is said.lows else found
            token = said.tokens[said.lows.index(mark)]
            if ground.is_said(token.start, token.end):
                other = found if ours is said.lows else low
                message = f"“{token.text}” here, “{other}” in the source"
                hint = f"read again: “{hint_sentence(nearest.words)}”"
                span = ground.claim.at(token.start, token.end)
                yield diagnose(codes.DENIAL, message, span, hint=hint)


def _is_form(word: str, plain: str, stem: str, lexicon: Lexicon) -> bool:
    """Whether a word is the plain one or a form of it; "prison" is none of "prisonment"."""
    endings = tuple(lexicon.phrases("turned_endings").words)
    return word == plain or (word.endswith(endings) and lexicon.stem(word) == stem)


@lru_cache(maxsize=8192)  # a few thousand words make up all texts
def _turned_by_prefix(low: str, lexicon: Lexicon) -> str:
    """The word that another turns round by its beginning: "likely" of "unlikely", or ""."""
    beginnings = lexicon.phrases("negative_beginnings").words
    if not low.startswith(tuple(beginnings)) or low in lexicon.phrases("common"):
        return ""
    endings = tuple(lexicon.phrases("turned_endings").words)
    for beginning in beginnings:
        rest = low[len(beginning) :].lstrip("-")
        if low.startswith(beginning) and len(rest) > 3 and rest.endswith(endings):
            return rest
    return ""
