"""A claim is no surer than its source: "could" does not become "will", nor "argues" "shows"."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.certainty import certainty_put_in, said_outside_quotations
from generator.checks.clauses import CLAUSE_ENDS, Marker, is_a_thing, markers
from generator.checks.denied import are_words_of_the_source
from generator.checks.figures import figures_in
from generator.checks.grounds import Ground, SourceSentence
from generator.checks.tokens import TokenText
from generator.diagnostics import Diagnostic, Severity, codes, diagnose

_ENOUGH = 0.3  # of a claim's meaning in a sentence, for the two to be about the same
_MOST = 0.5
_BEHIND = 4  # words behind the word hedged, within which its hedge may follow
_BESIDE = 12  # words within which a hedge of the claim may stand for one of the source

# What a source may say with less than certainty, and with which other words a claim keeps it.
_KEPT_BY = {
    "possible": ("possible", "enough_for_possible", "apparent", "left_open"),
    "apparent": ("apparent", "enough_for_apparent", "possible", "enough_for_possible", "left_open"),
    "meant": ("meant", "enough_for_meant", "possible", "apparent", "left_open"),
    "held": ("held", "enough_for_held", "possible", "apparent", "left_open"),
}


def hedges_are_kept(ground: Ground) -> Iterator[Diagnostic]:
    if not ground.sentences or ground.claim.role == "gaps":
        return
    lost = next(_lost(ground), None)
    if lost is not None:
        yield lost
        return
    yield from _strengthened(ground)
    yield from certainty_put_in(ground)


# --- lost -------------------------------------------------------------------------------


def _lost(ground: Ground) -> Iterator[Diagnostic]:
    """Each hedge of the source that the claim leaves out, although it says the hedged words."""
    said = [
        (kind, sentence, hedge, hits)
        for kind, sentence, hedge in _hedges(ground)
        if sentence.share >= _ENOUGH and (hits := _hits(hedge, sentence, ground))
    ]
    words = {_word(sentence, hedge) for _, sentence, hedge, _ in said}
    for kind, sentence, hedge, hits in said:
        others = words - {_word(sentence, hedge)}
        kept = [i for i in _keepers(kind, ground) if _stem(ground, i) not in others]
        if any(_is_beside(ground, hit, index) for hit in hits for index in kept):
            continue
        verbatim = _verbatim(hedge, sentence, ground)
        if verbatim < 0 and any(_is_unquoted(ground, index) for index in kept):
            continue  # it is hedged somewhere, in the claim's own way
        if _is_said_plainly(hedge, sentence, hits, verbatim, ground):
            continue  # "grew by 5 per cent, and may grow by 6"
        hit = verbatim if verbatim >= 0 else hits[0]
        if kept and ground.is_beside(ground.at(hit, hit + 1)):
            continue  # in another cell of the row
        is_sure = verbatim >= 0 or (
            _says_first(hedge, sentence, hits, ground) and are_words_of_the_source(hits, ground)
        )
        yield _finding(ground, sentence, hedge, hit, is_sure=is_sure)


def _is_said_plainly(
    hedge: Marker, sentence: SourceSentence, hits: list[int], verbatim: int, ground: Ground
) -> bool:
    """Whether a sentence says what a claim has of the words hedged before, too, and unhedged."""
    said, passage = ground.said, sentence.passage
    before = range(sentence.first, hedge.first)
    if not {said.stems[index] for index in hits} <= {passage.stems[index] for index in before}:
        return False
    very = (said.stems[verbatim], said.lows[verbatim + 1]) if verbatim >= 0 else None
    return very is None or any((passage.stems[i], passage.lows[i + 1]) == very for i in before)


def _says_first(hedge: Marker, sentence: SourceSentence, hits: list[int], ground: Ground) -> bool:
    """Whether a claim says the very word hedged, behind whatever else hedges it."""
    passage = sentence.passage
    hedging = passage.marked(*_KEPT_BY)
    hedged = [passage.stems[index] for index in hedge.scope if index not in hedging]
    return bool(hedged) and hedged[0] in {ground.said.stems[index] for index in hits}


def _hedges(ground: Ground) -> Iterator[tuple[str, SourceSentence, Marker]]:
    """The hedges of the sentences that a claim may rest on, the nearest sentence first.

    "No vessel may leave" hedges nothing: it is a ban.
    """
    is_advice = ground.claim.role == "recommendation"
    for sentence in ground.sentences:
        passage = sentence.passage
        denied, own_voice = passage.marked("negators"), passage.marked("own_voice")
        bans = passage.marked("banning")
        for kind in _KEPT_BY:
            for found in markers(passage, kind):
                if not sentence.first <= found.first < sentence.last:
                    continue
                before = range(max(sentence.first, found.first - 3), found.first)
                is_ban = found.first in bans
                near = (*before, *((found.last,) if is_ban else ()))
                is_own = kind == "held" and found.first - 1 in own_voice
                # Of what the source recommends the recommendation is the "should".
                is_own = is_own or (is_advice and found.first in passage.marked("urging"))
                is_spared = _is_in_a_figure(passage, found.first) or is_a_thing(passage, found)
                if not is_own and not is_spared and not denied.intersection(near):
                    yield kind, sentence, found


def _is_in_a_figure(passage: TokenText, index: int) -> bool:
    """Whether a word belongs to a number: "lowered by 25 basis points to …"."""
    start = passage.tokens[index].start
    return any(f.start < start < f.end for f in figures_in(passage.text, passage.lexicon).figures)


def _word(sentence: SourceSentence, hedge: Marker) -> str:
    return sentence.passage.lexicon.stem(sentence.passage.lows[hedge.first])


def _stem(ground: Ground, index: int) -> str:
    return ground.said.lexicon.stem(ground.said.lows[index])


def _hits(marker: Marker, sentence: SourceSentence, ground: Ground) -> list[int]:
    """The claim's tokens that say what the source hedges, where it says half of it or more."""
    passage, said = sentence.passage, ground.said
    hedging = range(marker.first, marker.last)
    stems = [passage.stems[index] for index in marker.scope if index not in hedging]
    hits = [
        i
        for i, stem in enumerate(said.stems)
        if stem in stems and ground.is_said(said.tokens[i].start, said.tokens[i].end)
    ]
    has = {said.stems[i] for i in hits}
    half = len(has) * 2 >= len(set(stems))
    begins = bool(has.intersection(stems[:1]))
    if begins and (sentence.share > _MOST or (half and not stems[1:])):
        return hits
    return hits if half and len(has) > 1 else []


def _keepers(kind: str, ground: Ground) -> list[int]:
    """The claim's tokens that keep a hedge of this kind."""
    said = ground.said
    endings = tuple(said.lexicon.phrases("hedging_endings").words)
    bent = (i for i, low in enumerate(said.lows) if low.endswith(endings)) if endings else ()
    return [
        index
        for index in sorted(said.marked(*_KEPT_BY[kind]).union(bent))
        if not ground.is_own(said.tokens[index]) and not _is_in_a_figure(said, index)
    ]


def _is_unquoted(ground: Ground, index: int) -> bool:
    token = ground.said.tokens[index]
    return ground.is_said(token.start, token.end)


def _is_beside(ground: Ground, hit: int, index: int) -> bool:
    """Whether a hedge stands in the clause of the word hedged, before it or right behind."""
    if not hit - _BESIDE <= index <= hit + _BEHIND:
        return False
    first, last = min(hit, index), max(hit, index)
    return not any(low in CLAUSE_ENDS for low in ground.said.lows[first:last])


def _verbatim(hedge: Marker, sentence: SourceSentence, ground: Ground) -> int:
    """The claim's token if it has the two words behind a hedge as the source has them, or -1."""
    passage, said = sentence.passage, ground.said
    scope = [index for index in hedge.scope if index >= hedge.last]
    if not scope or scope[0] + 1 >= sentence.last:
        return -1
    stem, following = passage.stems[scope[0]], passage.lows[scope[0] + 1]
    for index in range(len(said.lows) - 1):
        token = said.tokens[index]
        is_same = said.stems[index] == stem and said.lows[index + 1] == following
        if is_same and ground.is_said(token.start, token.end):
            return index
    return -1


def _finding(
    ground: Ground, sentence: SourceSentence, hedge: Marker, hit: int, *, is_sure: bool
) -> Diagnostic:
    passage = sentence.passage
    indices = (*range(hedge.first, hedge.last), *hedge.scope)
    words = passage.words(min(indices), max(indices) + 1)
    message = f"the claim leaves out “{hedge.words}”: the source says “{words}”"
    hint = f"say “{hedge.words}”, or words as cautious; or quote"
    severity = Severity.WARNING if is_sure else Severity.NOTE
    return diagnose(codes.HEDGE, message, ground.at(hit, hit + 1), severity=severity, hint=hint)


def _strengthened(ground: Ground) -> Iterator[Diagnostic]:
    """A claim that says "will" or "likely" where its source only says "possible"."""
    nearest, said = ground.sentences[0], ground.said
    if nearest.share < _ENOUGH:
        return
    theirs = [(kind, hedge) for kind, sentence, hedge in _hedges(ground) if sentence is nearest]
    for name, kinds in (("stronger", ("possible",)), ("settled", tuple(_KEPT_BY))):
        # Of several verbs, some settled and some not, the claim may mean any.
        has_both = not nearest.passage.marked(name).isdisjoint(range(nearest.first, nearest.last))
        whole = nearest.share >= _MOST and not has_both
        hedges = [
            hedge
            for kind, hedge in theirs
            if kind in kinds and (whole or _is_touched(hedge, nearest, ground))
        ]
        if not hedges:
            continue
        severity = Severity.NOTE if has_both else None
        weak = said.marked("possible", "apparent") - said.marked(name)
        for found in said_outside_quotations(name, ground):
            if said.marked("negators").intersection(range(found.first - 3, found.last + 1)):
                continue
            if said.marked("left_open").intersection(range(found.first - _BESIDE, found.first)):
                continue
            if _is_settled_too(name, found, ground):
                continue
            if not weak.intersection(range(found.first - 4, found.first + 5)):
                message = f"“{found.words}” is surer than “{hedges[0].words}” in the source"
                hint = f"say “{hedges[0].words}”, or words as cautious; or quote"
                place = ground.at(found.first, found.last)
                yield diagnose(codes.HEDGE, message, place, severity=severity, hint=hint)
                return


def _is_settled_too(name: str, found: Marker, ground: Ground) -> bool:
    """Whether another sentence says as much of what a word of the claim bears on."""
    own = {ground.said.stems[index] for index in found.scope}
    return any(
        not s.passage.marked(name).isdisjoint(range(s.first, s.last)) and own & s.content
        for s in ground.sentences[1:]
    )


def _is_touched(hedge: Marker, sentence: SourceSentence, ground: Ground) -> bool:
    """Whether a claim says any of what a hedge bears on."""
    return any(sentence.passage.stems[index] in ground.said.content for index in hedge.scope)
