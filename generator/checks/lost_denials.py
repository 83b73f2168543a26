"""A claim that says without a denial what its source denies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice, takewhile

from msgspec.structs import replace

from generator.checks.clauses import REACH, Marker
from generator.checks.denials import (
    AROUND,
    BESIDE,
    around,
    denials,
    has_negative,
    in_clause,
    is_turned,
    negatives,
    places,
)
from generator.checks.denied import (
    Denial,
    are_words_of_the_source,
    denial_finding,
    is_matched,
    short_behind,
    stems_of,
)
from generator.checks.grounds import Ground, SourceSentence
from generator.checks.tokens import TokenText
from generator.diagnostics import Diagnostic

_ENOUGH = 0.3  # of a claim's meaning in a sentence, for the two to be about the same
_SHORTEST = 2  # words of meaning in an answer


def lost_denials(
    ground: Ground, mine: tuple[Marker, ...], theirs: list[Denial]
) -> Iterator[Diagnostic]:
    """A finding for what the source denies and the claim says, without any denial for it."""
    said = ground.said
    spare = any(not is_matched(said, m, theirs) for m in mine)
    # A word such as "refused" may stand for the denial, unless the source has it beside.
    stems = frozenset().union(*(passage.content for passage in ground.passages))
    own = {said.stems[index] for index in negatives(said, 0, len(said.tokens))}
    spare = spare or not own <= stems
    for sentence in ground.sentences:
        for denial in _denials_of(sentence, is_nearest=sentence is ground.sentences[0]):
            if ground.claim.role == "recommendation" and not _is_urged(denial, sentence):
                continue  # it asks for what has not been done
            place = _left_out(denial, sentence, ground)
            is_plain = place >= 0
            if place < 0 and not spare:
                place = _said_of_the_same(denial, sentence, ground, mine)
            if place < 0:
                continue
            source = ground.told("says", "say")
            message = f"{source} “{denial.words}” of this, and the claim leaves it out"
            is_sure = is_plain or _is_sure(denial, sentence, ground)
            token = ground.said.tokens[place]
            if not is_sure and ground.is_beside(ground.claim.at(token.start, token.end)):
                continue  # another cell of the row has a word of it
            at = place, place + 1
            yield denial_finding(message, sentence, at, ground, is_sure=is_sure)
            return


def _denials_of(sentence: SourceSentence, *, is_nearest: bool) -> Iterator[Marker]:
    """The denials of a sentence. One that ends the nearest bears on what stands before it.

    So it is in "It is to publish the log, which it has failed to do".
    """
    passage = sentence.passage
    for denial in denials(passage):
        if sentence.first <= denial.first < sentence.last:
            before = range(denial.first - 1, sentence.first - 1, -1)
            ends = not any(passage.stems[denial.last : sentence.last])
            ends = ends and _refers_back(passage, before)
            said = (index for index in before if passage.stems[index])
            back = tuple(islice(said, REACH)) if is_nearest and ends else ()
            yield replace(denial, scope=denial.scope or back)


def _refers_back(passage: TokenText, before: Iterable[int]) -> bool:
    """Whether a denial has no subject of its own but one that refers, as in "but it never did"."""
    joins = passage.lexicon.phrases("joins_clauses")
    clause = takewhile(lambda index: passage.lows[index] not in joins, in_clause(passage, before))
    return all(passage.lows[index] in passage.lexicon.phrases("refers_back") for index in clause)


def _is_urged(denial: Marker, sentence: SourceSentence) -> bool:
    """Whether a source speaks against doing a thing: "should not", "do not vote now"."""
    passage, first = sentence.passage, denial.first
    is_told = first <= sentence.first + 1
    return is_told or not passage.marked("urging").isdisjoint((first - 1, first))


def _left_out(denial: Marker, sentence: SourceSentence, ground: Ground) -> int:
    """The claim's token if it has the words around a denial and not the denial, or -1."""
    passage, said = sentence.passage, ground.said
    before, behind = around(passage, denial)
    if len(before + behind) < AROUND or places(passage, before, behind):
        return -1
    turns = denial.first in passage.marked("contrasting")
    for index in places(said, before, behind):
        if turns and not said.marked("conditions").isdisjoint(range(index - 2, index)):
            continue  # "once they are moved" for "unless they are moved"
        token = said.tokens[index]
        own = negatives(said, index - BESIDE, index)
        if any(said.lows[at] not in passage.lows for at in own):
            continue  # "rejects that" for "denies that"
        if ground.is_said(token.start, token.end):
            return index
    return -1


def _said_of_the_same(
    denial: Marker, sentence: SourceSentence, ground: Ground, mine: tuple[Marker, ...]
) -> int:
    """The claim's token that says what a sentence denies, in other words or order, or -1."""
    said, passage = ground.said, sentence.passage
    if sentence.share < _ENOUGH or not denial.scope or _is_answered(sentence):
        return -1
    stems = stems_of(passage, denial)
    hits = _hits(denial, sentence, ground) or _says_no_more(denial, passage, ground)
    denied = set().union(*(stems_of(said, m) for m in mine))
    open_ = said.marked("left_open").intersection(range(hits[0])) if hits else ()
    if not hits or open_ or stems & denied or is_turned(said, stems, 0, len(said.tokens)):
        return -1
    own = passage.content | set(passage.lows)
    if any(has_negative(said, hit, 0, len(said.tokens), but=own) for hit in hits):
        return -1
    if denial.scope[0] < denial.first and _is_to_be_done(said, hits[0]):
        return -1
    if denial.first in passage.marked("contrasting"):
        return -1
    is_plain = not all(has_negative(said, hit, 0, len(said.tokens)) for hit in hits)
    affirmed = _is_affirmed_too(denial, sentence, said, is_plain=is_plain)
    if affirmed or _is_double(denial, sentence):
        return -1
    return hits[0]


def _is_to_be_done(said: TokenText, index: int) -> bool:
    """Whether a claim says that a thing is to be, not that it is."""
    clause = in_clause(said, range(index, -1, -1)), in_clause(said, range(index, len(said.lows)))
    return not said.marked(*_TO_BE).isdisjoint(chain(*clause))


_TO_BE = ("necessity", "urging", "meant", "enough_for_meant", "hypothetical", "possible", "held")


def _is_sure(denial: Marker, sentence: SourceSentence, ground: Ground) -> bool:
    """Whether a claim says the word denied, among words of the source."""
    hits = _hits(denial, sentence, ground) or [0]
    says = sentence.passage.stems[denial.scope[0]] in {ground.said.stems[i] for i in hits}
    is_free = _leaves_free(denial, sentence, ground)
    return says and not is_free and are_words_of_the_source(hits, ground)


def _leaves_free(denial: Marker, sentence: SourceSentence, ground: Ground) -> bool:
    """Whether a denial leaves a thing free, as "need not", and the claim has no word of need."""
    beside = range(denial.first - 1, denial.last + 1)
    needs = not sentence.passage.marked("necessity").isdisjoint(beside)
    return needs and not ground.said.marked("necessity")


def _hits(denial: Marker, sentence: SourceSentence, ground: Ground) -> list[int]:
    """The claim's tokens that say what a sentence denies, if it says most of it."""
    stems = [sentence.passage.stems[index] for index in denial.scope]
    said = ground.said
    numbers = sentence.passage.lexicon.table("numbers")
    counts = {
        s for s, i in zip(stems, denial.scope, strict=True) if sentence.passage.lows[i] in numbers
    }
    if not counts <= said.content:
        return []  # "No case involved nine justices" of another number
    hits = [
        index
        for index, stem in enumerate(said.stems)
        if stem and stem in stems
        if ground.is_said(said.tokens[index].start, said.tokens[index].end)
    ]
    has = {said.stems[index] for index in hits}
    # "Nobody told the islanders" says nothing else of the islanders.
    is_verbal = denial.first not in sentence.passage.marked("mild_negators")
    first = stems[: 2 if is_verbal and len(said.content) > 2 else 1]
    is_same = bool(has.intersection(first)) or len(has) > 1
    is_most = len(has) * 2 >= len(set(stems))
    return hits if is_same and (is_most or _closes(said, hits, stems[0])) else []


def _says_no_more(denial: Marker, passage: TokenText, ground: Ground) -> list[int]:
    """The claim's tokens of meaning, where all stand in the clause that its source denies."""
    said, speakers = ground.said, ground.said.marked("speakers", "enough_for_held")
    if ground.claim.table:
        return []  # the head of a row says nothing by itself
    own = [i for i, stem in enumerate(said.stems) if stem and i not in speakers]
    before = in_clause(passage, range(denial.first - 1, -1, -1))
    behind = in_clause(passage, range(denial.last, len(passage.lows)))
    clause = {passage.stems[index] for index in (*before, *behind)}
    stems = {said.stems[index] for index in own}
    return own if len(stems) > 1 and stems <= clause else []


def _closes(said: TokenText, hits: list[int], stem: str) -> bool:
    """Whether a claim ends with the word that its source denies first, and leaves out the rest."""
    return bool(hits) and said.stems[hits[-1]] == stem and not any(said.stems[hits[-1] + 1 :])


def _is_double(denial: Marker, sentence: SourceSentence) -> bool:
    """Whether a second denial undoes the first: "may not sublet without consent"."""
    passage = sentence.passage
    denying = passage.marked("negators", "negative", "limits")
    if denial.first in passage.marked("paired_negators"):
        denying -= passage.marked("paired_negators")  # "neither the mayor nor the council"
    before = range(denial.first - 1, max(sentence.first, denial.first - 2 * BESIDE) - 1, -1)
    behind = range(denial.last, min(sentence.last, denial.last + 2 * BESIDE))
    return not passage.marked("negators").isdisjoint(in_clause(passage, before)) or (
        not denying.isdisjoint(in_clause(passage, behind))
    )


def _is_affirmed_too(
    denial: Marker, sentence: SourceSentence, said: TokenText, *, is_plain: bool
) -> bool:
    """Whether the same words stand in the sentence a second time.

    What a claim says plainly, "unlikely" and the like may not deny there.
    """
    stems = stems_of(sentence.passage, denial) & said.content
    passage, first, last = sentence.passage, sentence.first, sentence.last
    outside = {
        passage.stems[index]
        for index in range(first, last)
        if index not in denial.scope and passage.stems[index] in stems
        if not (is_plain and has_negative(passage, index, first, last))
    }
    return bool(stems) and stems <= outside


def _is_answered(sentence: SourceSentence) -> bool:
    """Whether a word or two behind a sentence turn it round: "Today sixteen of them can."."""
    passage = sentence.passage
    behind = range(*short_behind(sentence, _SHORTEST))
    pronouns = passage.lexicon.phrases("pronouns")
    refers = any(passage.lows[index] in pronouns for index in behind)
    return refers and passage.marked("negators").isdisjoint(behind)
