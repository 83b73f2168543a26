"""A claim is no surer than its source: "could" does not become "will", nor "argues" "shows"."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.clauses import Marker, markers
from generator.checks.grounds import Ground, Sentence
from generator.checks.lexicon import Lexicon, Phrases
from generator.diagnostics import Diagnostic, Severity, Span

HEDGE = "C018"

_ENOUGH = 0.3  # of a claim's meaning in a sentence, for the two to be about the same
_MOST = 0.5
_BESIDE = 12  # words within which a hedge of the claim may stand for one of the source

# What a source may say with less than certainty, and with which other words a claim keeps it.
_KEPT_BY = {
    "possible": ("possible",),
    "apparent": ("apparent", "possible"),
    "meant": ("meant", "apparent", "possible"),
    "held": ("held", "apparent", "possible"),
}


def hedges_are_kept(ground: Ground) -> Iterator[Diagnostic]:
    if not ground.sentences or ground.claim.role == "gaps":
        return
    lost = list(_lost(ground))
    yield from lost
    if not lost:
        yield from _too_certain(ground)
        yield from _vouched(ground)


# --- lost -------------------------------------------------------------------------------


def _lost(ground: Ground) -> Iterator[Diagnostic]:
    for kind in _KEPT_BY:
        wanted = [
            (sentence, marker, hits)
            for sentence in ground.sentences
            if sentence.share >= _ENOUGH
            for marker in _hedges(kind, sentence)
            if (hits := _hits(marker, sentence, ground))
        ]
        kept = _keeping(kind, ground)
        for number, (sentence, hedge, hits) in enumerate(wanted):
            if len(kept) >= len(wanted):
                yield from _strengthened(kind, ground, sentence, hedge)
                break
            if kept and _is_near(kept, hits):
                continue
            if number and not kept:
                break  # one finding says enough
            yield _finding(ground, sentence, hedge, hits[0])


def _hedges(kind: str, sentence: Sentence) -> Iterator[Marker]:
    """The hedges of a sentence; "no vessel may leave" is none, but a ban."""
    passage = sentence.passage
    negators = passage.lexicon.phrases("negators")
    for found in markers(passage, passage.lexicon.phrases(kind), sentence.first, sentence.last):
        before = passage.lows[max(sentence.first, found.first - 3) : found.first]
        behind = passage.lows[found.last : found.last + 1]
        if not any(low in negators for low in (*before, *behind)):
            yield found


def _hits(marker: Marker, sentence: Sentence, ground: Ground) -> list[int]:
    """The claim's tokens that say what the source hedges, where it says half of it or more."""
    stems = [sentence.passage.stems[index] for index in marker.scope]
    hedging = set(range(marker.first, marker.last))
    stems = [s for s, i in zip(stems, marker.scope, strict=True) if i not in hedging]
    said = ground.said
    hits = [
        i
        for i, stem in enumerate(said.stems)
        if stem in stems and ground.is_said(said.tokens[i].start, said.tokens[i].end)
    ]
    has = {said.stems[i] for i in hits}
    is_same = len(has) > 1 or (has == set(stems[:1]) and (not stems[1:] or sentence.share > _MOST))
    return hits if is_same and len(has) * 2 >= len(set(stems)) else []


def _keeping(kind: str, ground: Ground) -> list[int]:
    """The claim's tokens that keep a hedge of this kind."""
    said, lexicon = ground.said, ground.said.lexicon
    lists = [lexicon.phrases(name) for name in _names_of(kind, lexicon)]
    return [
        index
        for index in range(len(said.tokens))
        if not ground.is_own(said.tokens[index])
        and any(phrases.at(said.lows, index) for phrases in lists)
    ]


def _names_of(kind: str, lexicon: Lexicon) -> list[str]:
    names = [*_KEPT_BY[kind], *(f"enough_for_{name}" for name in _KEPT_BY[kind])]
    if kind == "possible":
        names.append("apparent")
    return [name for name in names if name in lexicon.lists]


def _is_near(kept: list[int], hits: list[int]) -> bool:
    return any(-_BESIDE <= k - hit <= 4 for k in kept for hit in hits)


def _finding(ground: Ground, sentence: Sentence, hedge: Marker, hit: int) -> Diagnostic:
    passage = sentence.passage
    last = hedge.scope[-1] + 1 if hedge.scope and hedge.scope[-1] >= hedge.last else hedge.last
    first = min(hedge.first, *hedge.scope) if hedge.scope else hedge.first
    start, end = passage.tokens[first].start, passage.tokens[last - 1].end
    message = f"“{hedge.words}” is lost: the source says “{passage.text[start:end]}”"
    token = ground.said.tokens[hit]
    hint = f"say “{hedge.words}”, or words as cautious; or quote"
    place = ground.claim.at(token.start, token.end)
    return Diagnostic(HEDGE, message, place, Severity.WARNING, hint)


def _strengthened(
    kind: str, ground: Ground, sentence: Sentence, hedge: Marker
) -> Iterator[Diagnostic]:
    """A claim that calls likely what its source only calls possible."""
    if kind != "possible":
        return
    said = ground.said
    stronger = list(_said_outside_quotations(said.lexicon.phrases("stronger"), ground))
    weak = [*_at(said.lexicon.phrases("possible"), ground)]
    source = sentence.passage.lexicon.phrases("stronger")
    is_the_sources = any(
        source.at(sentence.passage.lows, i) for i in range(sentence.first, sentence.last)
    )
    if stronger and not weak and not is_the_sources:
        found = stronger[0]
        message = f"“{found.words}” is surer than the source, which says “{hedge.words}”"
        hint = f"say “{hedge.words}”, or words as cautious; or quote"
        yield Diagnostic(HEDGE, message, _place(ground, found), Severity.WARNING, hint)


# --- put in -----------------------------------------------------------------------------


def _too_certain(ground: Ground) -> Iterator[Diagnostic]:
    """A word of certainty that no cited paragraph has."""
    for found in _said_outside_quotations(ground.said.lexicon.phrases("certain"), ground):
        has = any(
            passage.lexicon.phrases("certain").at(passage.lows, index)
            for passage in ground.passages
            for index in range(len(passage.lows))
        )
        if not has:
            message = f"“{found.words}” is surer than {ground.cited}"
            hint = "leave it out, or read the source again"
            yield Diagnostic(HEDGE, message, _place(ground, found), Severity.WARNING, hint)


def _vouched(ground: Ground) -> Iterator[Diagnostic]:
    """A verb that vouches for what the source says, where that does not say so itself."""
    said, lexicon = ground.said, ground.said.lexicon
    speakers, vouched = lexicon.phrases("speakers"), lexicon.phrases("vouched")
    sources = frozenset().union(*(passage.content for passage in ground.passages))
    for found in _said_outside_quotations(lexicon.phrases("vouching"), ground):
        behind = said.lows[found.last : found.last + 1]
        before = said.lows[max(0, found.first - 1) : found.first]
        is_that = said.lows[found.last - 1] in vouched or any(low in vouched for low in behind)
        by_source = any(low in speakers for low in before)
        denies = any(low in lexicon.phrases("negators") for low in behind)
        stem = said.stems[found.first]
        if (is_that or by_source) and not denies and stem not in sources:
            message = f"“{found.words}” vouches for what the source only says"
            hint = "write “argues”, “says” or “writes”"
            yield Diagnostic(HEDGE, message, _place(ground, found), Severity.WARNING, hint)


def _at(phrases: Phrases, ground: Ground) -> Iterator[Marker]:
    yield from markers(ground.said, phrases, 0, len(ground.said.tokens))


def _said_outside_quotations(phrases: Phrases, ground: Ground) -> Iterator[Marker]:
    for found in _at(phrases, ground):
        tokens = ground.said.tokens
        if ground.is_said(tokens[found.first].start, tokens[found.last - 1].end):
            yield found


def _place(ground: Ground, found: Marker) -> Span:
    tokens = ground.said.tokens
    return ground.claim.at(tokens[found.first].start, tokens[found.last - 1].end)
