"""What a source says of some or most, no claim says of all."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.clauses import Marker, markers
from generator.checks.denied import are_words_of_the_source
from generator.checks.grounds import Ground
from generator.checks.tokens import TokenText
from generator.diagnostics import Diagnostic, Severity, codes, diagnose

_ENOUGH = 0.3  # of a claim's meaning in a sentence, for the two to be about the same
_DENIED = 3  # words before an "all", within which a "not" makes it less than all
_SHARED = 2  # words behind both, for the two to say the same of the same


def some_is_not_all(ground: Ground) -> Iterator[Diagnostic]:
    """An "all" beside the words that the source has beside "some", and nowhere beside "all"."""
    said = ground.said
    if not said.marked("whole"):
        return
    for mine in _unspared(said, "whole"):
        tokens = said.tokens
        if not ground.is_said(tokens[mine.first].start, tokens[mine.last - 1].end):
            continue
        if not said.marked("negators").isdisjoint(range(mine.first - _DENIED, mine.first)):
            continue
        stems = _stems_behind(said, mine)
        if any(
            stems[:1] == _stems_behind(passage, other)[:1]
            for passage in ground.passages
            for other in _unspared(passage, "whole")
        ):
            continue
        for theirs in _said_of_some(stems, ground):
            message = f"“{mine.words}” is more than the “{theirs.words}” of {ground.cited}"
            is_sure = are_words_of_the_source((mine.first, *mine.scope), ground)
            severity = Severity.WARNING if is_sure else Severity.NOTE
            span, hint = ground.at(mine.first, mine.last), ground.to_read_again
            yield diagnose(codes.LOST_CONDITION, message, span, severity=severity, hint=hint)
            return


def _said_of_some(stems: list[str], ground: Ground) -> Iterator[Marker]:
    """Each "some" of the sentences near a claim that has the same words behind it."""
    for sentence in ground.sentences:
        for theirs in _unspared(sentence.passage, "part"):
            others = _stems_behind(sentence.passage, theirs)
            is_same = stems[:1] == others[:1] and len({*stems} & {*others}) >= _SHARED
            is_here = sentence.first <= theirs.first < sentence.last
            if is_same and is_here and sentence.share >= _ENOUGH:
                yield theirs


def _unspared(passage: TokenText, name: str) -> Iterator[Marker]:
    """The words of a list that are no part of a phrase such as "at all" or "almost all"."""
    phrases, spared = passage.lexicon.phrases("no_whole"), set[int]()
    for index in passage.marked("no_whole"):
        spared.update(range(index, index + phrases.at(passage.lows, index)))
    return (found for found in markers(passage, name) if found.first not in spared)


def _stems_behind(passage: TokenText, marker: Marker) -> list[str]:
    return [passage.stems[index] for index in marker.scope if index >= marker.last]
