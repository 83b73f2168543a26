"""No claim may deny what its source says, or say what its source denies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.clauses import Marker, ahead
from generator.checks.denials import (
    AROUND,
    BESIDE,
    around,
    denials,
    has_negative,
    in_clause,
    is_turned,
    places,
)
from generator.checks.denied import (
    Denial,
    are_words_of_the_source,
    denial_finding,
    is_matched,
    short_behind,
)
from generator.checks.grounds import Ground, SourceSentence
from generator.checks.lost_denials import lost_denials
from generator.checks.prefixes import turned_words
from generator.checks.tokens import TokenText
from generator.diagnostics import Diagnostic

HEDGING = ("possible", "apparent")
_FAINT = 0.2
_ENOUGH = 0.3  # of a claim's meaning in a sentence, for the two to be about the same
_MOST = 0.7
_HEAD = 2  # words behind a denial, one of which it denies
_SHORT = 4  # words of meaning in a sentence that says yes or no to the one before


def negations_are_kept(ground: Ground) -> Iterator[Diagnostic]:
    if not ground.sentences or ground.claim.role == "gaps":
        return  # what a source leaves out is said with a "no", and stands nowhere in it
    said = ground.said
    mine = denials(said)
    theirs = [Denial(passage, m) for passage in ground.passages for m in denials(passage)]
    found = [*_added(ground, mine, theirs), *lost_denials(ground, mine, theirs)]
    if not found and not mine:
        found = list(turned_words(ground, {stem for d in theirs for stem in d.stems}))
    yield from found


# --- added ------------------------------------------------------------------------------


def _added(ground: Ground, mine: tuple[Marker, ...], theirs: list[Denial]) -> Iterator[Diagnostic]:
    """A finding for what the claim denies, unless the source denies it or something like it."""
    said = ground.said
    near = _near(theirs, ground)
    spare = sum(_answers(d, ground, mine) for d in near)
    spare += sum(_opens_alike(d, ground, mine) for d in theirs if d not in near)
    for denial in mine:
        start, end = said.tokens[denial.first].start, said.tokens[denial.last - 1].end
        if not denial.scope or not ground.is_said(start, end):
            continue
        is_plain: bool | None = _is_put_in(said, denial, ground.passages) or _turns(
            said, denial, ground
        )
        if not is_plain:
            if denial.first in said.marked("contrasting") or _is_timed(denial, ground, theirs):
                continue
            if denial.first in said.marked("left_open") and _is_left_open(ground):
                continue  # "it is not clear", "has not decided"
            if is_matched(said, denial, theirs) or _is_silence(ground, denial):
                continue
            if _is_blank(ground, denial) or _is_their_word(ground, denial):
                continue
            spare -= 1
            is_affirmed = _is_affirmed(denial, ground)
            if spare >= 0 or not (is_affirmed or _denies_nothing(ground)):
                continue
            is_plain = None if is_affirmed else False
        source = ground.told("does", "do")
        message = f"the claim says “{denial.words}”, and {source} not say so"
        is_sure = _is_sure(denial, ground) if is_plain is None else is_plain
        place = denial.first, denial.last
        yield denial_finding(message, ground.sentences[0], place, ground, is_sure=is_sure)


def _denies_nothing(ground: Ground) -> bool:
    """Whether the sentence nearest to a claim has no word that denies, not even "less sure"."""
    nearest = ground.sentences[0]
    denying = nearest.passage.marked("negators", "lessening")
    return nearest.share >= _FAINT and denying.isdisjoint(range(nearest.first, nearest.last))


def _is_sure(denial: Marker, ground: Ground) -> bool:
    """Whether a claim denies what its source has a word for, or does so in the source's words."""
    first = ground.said.stems[denial.scope[0]]
    if any(first in sentence.content for sentence in ground.sentences):
        return True
    return are_words_of_the_source((denial.first, *denial.scope), ground)


def _is_left_open(ground: Ground) -> bool:
    return any(
        not s.passage.marked("left_open", "undecided", *HEDGING).isdisjoint(range(s.first, s.last))
        for s in ground.sentences
    )


def _is_timed(denial: Marker, ground: Ground, theirs: list[Denial]) -> bool:
    """Whether a claim denies for a time what its source calls the first since: "not since 2009".

    Or denies for a time, too: "has not updated its price since 2019" for "has not priced since".
    """
    if not _is_bounded(ground.said, denial):
        return False
    if any(_is_bounded(other.passage, other.marker) for other in theirs):
        return True
    return any(
        all(
            not passage.marked(name).isdisjoint(range(*place)) for name in ("firsts", "time_bounds")
        )
        for passage in ground.passages
        for place in passage.sentences
    )


def _is_bounded(passage: TokenText, denial: Marker) -> bool:
    behind = in_clause(passage, range(denial.last, len(passage.lows)))
    return not passage.marked("time_bounds").isdisjoint(behind)


def _turns(said: TokenText, denial: Marker, ground: Ground) -> bool:
    """Whether a claim denies a word that denies by itself, as "does not refuse" for "refuses"."""
    if denial.last not in said.marked("negators", "negative"):
        return False
    stem, found = said.stems[denial.last], False
    for sentence in ground.sentences:
        passage = sentence.passage
        for index in range(sentence.first, sentence.last):
            if stem and passage.stems[index] == stem:
                found = True
                before = range(index - BESIDE // 2, index)
                if not passage.marked("negators").isdisjoint(before):
                    return False
    return found


def _is_put_in(said: TokenText, denial: Marker, passages: Iterable[TokenText]) -> bool:
    """Whether a text has the words around a denial, and not the denial."""
    before, behind = around(said, denial)
    return len(before + behind) == AROUND and any(
        passage.marked("untrue", "scant").isdisjoint(range(place - BESIDE, place))
        for passage in passages
        for place in places(passage, before, behind)
    )


def _answers(denial: Denial, ground: Ground, mine: tuple[Marker, ...]) -> bool:
    """Whether a denial of the source may be what another denial of the claim stands for."""
    said, stems = ground.said, denial.stems
    if any(is_matched(said, m, [denial]) for m in mine):
        return False
    subject = _subject(denial.passage, denial.marker)
    if any(subject & _subject(said, m) for m in mine):
        return True  # "were not stored" for "were not kept"
    if len(stems) > 1:
        first = {denial.passage.stems[index] for index in denial.marker.scope[:2]}
        shared = stems & said.content
        return bool(shared & first) or len(shared) > 1
    passage, last = denial.passage, max(denial.marker.last, *denial.marker.scope, 0)
    pronouns = passage.lexicon.phrases("pronouns")
    behind = in_clause(passage, range(last, min(len(passage.lows), last + 4)))
    return not stems or any(passage.lows[index] in pronouns for index in behind)


def _opens_alike(denial: Denial, ground: Ground, mine: tuple[Marker, ...]) -> bool:
    """Whether a denial in another sentence is of the same: "Rail cannot" for "rail is no"."""
    subject = set(_before(denial.passage, denial.marker)[-1:])
    return any(subject.intersection(_before(ground.said, m)[-1:]) for m in mine)


def _subject(passage: TokenText, denial: Marker) -> set[str]:
    """The words of meaning that open and end the clause before a denial: "nurses often do not"."""
    stems = _before(passage, denial)
    return {*stems[:1], *stems[-1:]}


def _before(passage: TokenText, denial: Marker) -> list[str]:
    """The words of meaning of a clause before a denial, the nearest first."""
    before = in_clause(passage, range(denial.first - 1, -1, -1))
    return [passage.stems[index] for index in before if passage.stems[index]]


def _near(theirs: list[Denial], ground: Ground) -> list[Denial]:
    """The denials in the sentences that a claim may rest on, or in a short one behind."""
    return [d for d in theirs if any(_is_in(d, sentence) for sentence in ground.sentences)]


def _is_in(denial: Denial, sentence: SourceSentence) -> bool:
    if denial.passage is not sentence.passage:
        return False
    first, last = short_behind(sentence, _SHORT)
    return min(sentence.first, first) <= denial.marker.first < max(sentence.last, last)


def _is_affirmed(denial: Marker, ground: Ground) -> bool:
    """Whether the source says what the claim denies, as far as can be told: most of its words."""
    stems = [ground.said.stems[index] for index in denial.scope]
    nearest, own = ground.sentences[0], ground.said.content | set(ground.said.lows)
    if any(is_turned(s.passage, stems, s.first, s.last) for s in ground.sentences):
        return False
    affirmed = denied = 0
    for number, stem in enumerate(dict.fromkeys(stems)):
        near = [
            has_negative(sentence.passage, index, sentence.first, sentence.last, but=own)
            for sentence in ground.sentences
            for index in range(sentence.first, sentence.last)
            if sentence.passage.stems[index] == stem
        ]
        is_denied = bool(near) and all(near)
        if is_denied and number < _HEAD and not affirmed:
            return False  # what it denies first the source denies, too
        denied += is_denied
        affirmed += not all(near)
    behind = short_behind(nearest, _SHORT)
    if not nearest.passage.marked("negative").isdisjoint(range(*behind)):
        return False  # "Such aims are untenable."
    mild = ground.said.lexicon.phrases("mild_negators")
    is_mild = mild.at(ground.said.lows, denial.first) == denial.last - denial.first
    if affirmed or denied:
        return nearest.share >= _ENOUGH and affirmed > denied + 2 * is_mild
    if is_mild:
        return False
    place = range(nearest.first, nearest.last)
    denying = nearest.passage.marked("negative", "lessening")
    return nearest.share >= _MOST and denying.isdisjoint(place)


def _is_blank(ground: Ground, denial: Marker) -> bool:
    """Whether a cell of a table says that there is nothing to say: "not stated"."""
    said = ground.said
    place = ground.claim.at(said.tokens[denial.first].start, said.tokens[denial.last - 1].end)
    return ground.is_beside(place) and said.marked("silent").issuperset(denial.scope)


def _is_their_word(ground: Ground, denial: Marker) -> bool:
    """Whether the source closes a sentence with the claim's word of denial: "but it refuses"."""
    said = ground.said
    if denial.first not in said.marked("negative"):
        return False
    stem = said.stems[denial.first]
    return any(
        sentence.passage.stems[index] == stem and not ahead(sentence.passage, index + 1)
        for sentence in ground.sentences
        for place in ((sentence.first, sentence.last), short_behind(sentence, _SHORT))
        for index in range(*place)
    )


def _is_silence(ground: Ground, denial: Marker) -> bool:
    """Whether a claim says what its source leaves open: "names no treaty", "does not say why".

    Not where what it calls unsaid is what the source says.
    """
    said = ground.said
    silent, speakers = said.marked("silent"), said.marked("speakers")
    if speakers.isdisjoint(range(denial.first)):
        return False
    if not silent.isdisjoint(range(denial.first - 2, denial.first)):
        return True
    verb = next((i for i in range(denial.last, denial.last + 2) if i in silent), None)
    subject = in_clause(said, range(denial.first - 1, -1, -1))
    if verb is None or any(said.stems[i] and i not in speakers for i in subject):
        return False
    things = [said.stems[index] for index in denial.scope if index != verb]
    has = sum(thing in ground.sentences[0].content for thing in things)
    return len(things) < 2 or has / len(things) < _MOST
