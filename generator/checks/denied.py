"""Comparing a denial of a source with those of a claim."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.checks.clauses import Marker
from generator.checks.denials import in_clause
from generator.checks.grounds import Ground, SourceSentence, hint_sentence
from generator.checks.tokens import TokenText
from generator.diagnostics import Diagnostic, Severity, codes, diagnose

_OWN = 1  # words of a claim's own, in a clause that says what its source says


class Denial(Struct, frozen=True):
    """A denial of the source, in its passage."""

    passage: TokenText
    marker: Marker

    @property
    def stems(self) -> set[str]:
        return stems_of(self.passage, self.marker)


def stems_of(passage: TokenText, denial: Marker) -> set[str]:
    return {passage.stems[index] for index in denial.scope}


def is_matched(said: TokenText, denial: Marker, theirs: list[Denial]) -> bool:
    """Whether the source denies the same: what a denial bears on first, or two words of it."""
    own = stems_of(said, denial)
    first = {said.stems[index] for index in denial.scope[:2]}
    return any(
        len(own & other.stems) > 1
        or (
            first & other.stems
            and {other.passage.stems[index] for index in other.marker.scope[:2]} & own
        )
        for other in theirs
    )


def denial_finding(
    message: str, sentence: SourceSentence, place: tuple[int, int], ground: Ground, *, is_sure: bool
) -> Diagnostic:
    """A finding that asks to read the claim's tokens from the first to behind the last again."""
    first, last = place
    severity = Severity.WARNING if is_sure else Severity.NOTE
    start, end = ground.said.tokens[first].start, ground.said.tokens[last - 1].end
    passage = sentence.passage
    denying = passage.marked("negators").intersection(range(sentence.first, sentence.last))
    begins = passage.tokens[sentence.first].start
    at = passage.tokens[min(denying, default=sentence.first)].start - begins
    hint = f"compare with “{hint_sentence(sentence.words, at)}”, and say it as the source does"
    return diagnose(
        codes.DENIAL, message, ground.claim.at(start, end), severity=severity, hint=hint
    )


def short_behind(sentence: SourceSentence, most: int) -> tuple[int, int]:
    """The tokens of the sentence behind, if it has no more words of meaning than `most`."""
    passage = sentence.passage
    at = bisect_left(passage.sentences, (sentence.last, 0))
    [behind] = passage.sentences[at : at + 1] or [(sentence.last, sentence.last)]
    is_short = len(passage.content_of(*behind)) <= most
    return behind if is_short else (sentence.last, sentence.last)


def own_words(hits: Sequence[int], ground: Ground) -> Iterator[int]:
    """The words around these tokens of the claim that no cited paragraph has, without names."""
    said, speakers = ground.said, ground.said.marked("speakers", "enough_for_held")
    before = list(in_clause(said, range(hits[0] - 1, -1, -1)))
    behind = list(in_clause(said, range(hits[-1] + 1, len(said.lows))))
    for index in (*before, *range(hits[0], hits[-1]), *behind):
        is_name = index and not said.tokens[index].text[0].islower()
        is_plain = bool(said.stems[index]) and not is_name and index not in speakers
        if is_plain and not any(said.stems[index] in p.content for p in ground.passages):
            yield index


def are_words_of_the_source(hits: Sequence[int], ground: Ground) -> bool:
    """Whether the claim's words around some of it are the source's, except for one.

    More of its own may say in another way what the source says: there a finding is a note.
    """
    return len(list(own_words(hits, ground))) <= _OWN
