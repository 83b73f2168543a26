"""No claim denies what its source says, or says what its source denies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from generator.checks.clauses import CLAUSE_ENDS, REACH, Marker, ahead
from generator.checks.grounds import Ground, Sentence
from generator.checks.lexicon import Lexicon
from generator.checks.tokens import Passage
from generator.diagnostics import Diagnostic, Severity

NEGATION = "C017"

_BESIDE = 6  # words within which another kind of denial counts
_ENOUGH = 0.3  # of a claim's meaning in a sentence, for the two to be about the same
_MOST = 0.6
_SHORT = 4  # words of meaning in a sentence that says yes or no to the one before
_LONGEST_SHOWN = 24  # words


def negations_are_kept(ground: Ground) -> Iterator[Diagnostic]:
    if not ground.sentences or ground.claim.role == "gaps":
        return  # what a source leaves out is said with a "no", and stands nowhere in it
    said = ground.said
    mine = denials(said)
    theirs = [_Denial(passage, m) for passage in ground.passages for m in denials(passage)]
    found = [*_added(ground, mine, theirs), *_lost(ground, mine, theirs)]
    yield from found or _turned(ground, mine, theirs)


@dataclass(frozen=True, slots=True)
class _Denial:
    """A denial of the source, in its passage."""

    passage: Passage
    marker: Marker

    @property
    def stems(self) -> set[str]:
        return _stems(self.passage, self.marker)


def _stems(passage: Passage, denial: Marker) -> set[str]:
    return {passage.stems[index] for index in denial.scope}


def _is_matched(said: Passage, denial: Marker, theirs: list[_Denial]) -> bool:
    """Whether the source denies the same: what a denial bears on first, or two words of it."""
    own = _stems(said, denial)
    first = {said.stems[index] for index in denial.scope[:2]}
    return any(
        len(own & other.stems) > 1
        or first & other.stems
        and {other.passage.stems[index] for index in other.marker.scope[:2]} & own
        for other in theirs
    )


@lru_cache(maxsize=8192)
def denials(passage: Passage) -> tuple[Marker, ...]:
    """The words of a text that deny, and what follows them; nothing after "they do not"."""
    lexicon = passage.lexicon
    spared, negators = lexicon.phrases("no_denial"), lexicon.phrases("negators")
    endings = tuple(lexicon.phrases("negating_endings").words)
    ending = {i for i, low in enumerate(passage.lows) if endings and low.endswith(endings)}
    found, free = [], 0
    for index in sorted(passage.marked("no_denial", "negators") | ending):
        if index < free:
            continue
        length = spared.at(passage.lows, index)
        free = index + (length or negators.at(passage.lows, index) or 1)
        if not length and not _is_taken_back(passage, free):
            found.append(Marker(index, free, passage.words(index, free), ahead(passage, free)))
    return tuple(found)


def _is_taken_back(passage: Passage, start: int) -> bool:
    """Whether a later word makes a denial a restriction, as "que" does of "ne"."""
    cancels, seconds = passage.marked("cancels_negation"), passage.marked("second_negators")
    for index in range(start, start + _BESIDE):
        if index in seconds:
            return False
        if index in cancels:
            return True
    return False


# --- added ------------------------------------------------------------------------------


def _added(ground: Ground, mine: tuple[Marker, ...], theirs: list[_Denial]) -> Iterator[Diagnostic]:
    """What the claim denies and the source does not, unless it denies something else for it."""
    said = ground.said
    spare = sum(_answers(d, ground, mine) for d in _near(theirs, ground))
    for denial in mine:
        start, end = said.tokens[denial.first].start, said.tokens[denial.last - 1].end
        if not denial.scope or not ground.is_said(start, end):
            continue
        if not _is_put_in(said, denial, ground.passages):
            if _is_matched(said, denial, theirs) or _is_silence(ground, denial):
                continue
            spare -= 1
            if spare >= 0 or not _is_affirmed(denial, ground):
                continue
        message = f"“{denial.words}” denies what {ground.cited} does not deny"
        hint = f"read again: “{shortened(ground.sentences[0].words)}”"
        yield Diagnostic(NEGATION, message, ground.claim.at(start, end), Severity.WARNING, hint)


def _is_put_in(said: Passage, denial: Marker, passages: Iterable[Passage]) -> bool:
    """Whether a text has the words around a denial, and not the denial."""
    before, behind = _around(said, denial)
    return len(before + behind) == _AROUND and any(
        not _negatives(passage, max(0, place - _BESIDE), place)
        for passage in passages
        for place in _places(passage, before, behind)
    )


_AROUND = 3  # words that tell a place


def _around(passage: Passage, denial: Marker) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words before and behind a denial, three in all: "would", then "rise before".

    More of those before where its clause ends behind it, none where it begins with it.
    """
    lows, low = passage.lows, passage.lows[denial.first]
    inside = passage.lexicon.table("contracted").get(low, "")
    if not inside and low.endswith("n't"):
        inside = low.removesuffix("n't")
    before = [*lows[max(0, denial.first - _AROUND) : denial.first], *([inside] if inside else [])]
    behind = list(lows[denial.last : denial.last + _AROUND])
    while before and not all(word[0].isalnum() for word in before):
        before.pop(0)
    behind = behind[: next((i for i, w in enumerate(behind) if not w[0].isalnum()), len(behind))]
    count = min(len(behind), _AROUND - 1 if before else _AROUND)
    kept = before[-(_AROUND - count) :] if count < _AROUND else []
    return tuple(kept), tuple(behind[:count])


def _places(passage: Passage, before: tuple[str, ...], behind: tuple[str, ...]) -> list[int]:
    """The tokens where the words follow each other, with nothing between but "a" or "each"."""
    lows, undenied, found = passage.lows, passage.lexicon.phrases("undenied"), []
    opening = (before + behind)[0]
    for index, low in enumerate(lows):
        if low != opening or lows[index : index + len(before)] != before:
            continue
        at = index + len(before)
        if before and at < len(lows) and lows[at] in undenied and lows[at : at + 1] != behind[:1]:
            at += 1
        if lows[at : at + len(behind)] == behind and not _is_denied(passage, index, at, behind):
            found.append(index)
    return found


def _is_denied(passage: Passage, first: int, at: int, behind: tuple[str, ...]) -> bool:
    """Whether a denial stands beside words that begin or end their clause."""
    places = [first - 1] if first == at else [] if behind else [at]
    return not passage.marked("negators").isdisjoint(places)


def _answers(denial: _Denial, ground: Ground, mine: tuple[Marker, ...]) -> bool:
    """Whether a denial of the source may be what another denial of the claim stands for."""
    said, stems = ground.said, denial.stems
    if any(_is_matched(said, m, [denial]) for m in mine):
        return False
    if len(stems) > 1:
        return bool(stems & said.content)
    passage, last = denial.passage, max(denial.marker.last, *denial.marker.scope, 0)
    pronouns = passage.lexicon.phrases("pronouns")
    return not stems or any(low in pronouns for low in passage.lows[last : last + 4])


def _near(theirs: list[_Denial], ground: Ground) -> list[_Denial]:
    """The denials in the sentences that a claim may rest on, or in a short one behind."""
    return [d for d in theirs if any(_is_in(d, sentence) for sentence in ground.sentences)]


def _is_in(denial: _Denial, sentence: Sentence) -> bool:
    if denial.passage is not sentence.passage:
        return False
    first, last = _behind(sentence, _SHORT)
    return min(sentence.first, first) <= denial.marker.first < max(sentence.last, last)


def _behind(sentence: Sentence, most: int) -> tuple[int, int]:
    """The tokens of the sentence behind, if it has no more words of meaning than `most`."""
    passage = sentence.passage
    behind = next((s for s in passage.sentences if s[0] == sentence.last), None)
    if behind is None or len(passage.content_of(*behind)) > most:
        return sentence.last, sentence.last
    return behind


def _is_answered(sentence: Sentence) -> bool:
    """Whether a word or two behind a sentence turn it round: "Today sixteen of them can."."""
    first, last = _behind(sentence, _SHORT // 2)
    return first < last


def _is_affirmed(denial: Marker, ground: Ground) -> bool:
    """Whether the source says what the claim denies, as far as can be told: most of its words."""
    stems = [ground.said.stems[index] for index in denial.scope]
    nearest = ground.sentences[0]
    if any(is_turned(s.passage, stems, s.first, s.last) for s in ground.sentences):
        return False
    affirmed = denied = 0
    for stem in dict.fromkeys(stems):
        near = [
            _has_negative(sentence.passage, index, sentence.first, sentence.last)
            for sentence in ground.sentences
            for index in range(sentence.first, sentence.last)
            if sentence.passage.stems[index] == stem
        ]
        denied += any(near)
        affirmed += bool(near) and not any(near)
    if affirmed or denied:
        return nearest.share >= _ENOUGH and affirmed > denied
    return nearest.share >= _MOST and not _negatives(nearest.passage, nearest.first, nearest.last)


def _has_negative(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a word near a token denies it in its own way: "refused", "too little"."""
    denying = passage.marked("negators", "negative", "restricting") - passage.marked("no_denial")
    before = range(index - 1, max(first, index - _BESIDE) - 1, -1)
    behind = range(index + 1, min(last, index + _BESIDE))
    near = (*_in_clause(passage, before), *_in_clause(passage, behind))
    return not denying.isdisjoint(near)


def _negatives(passage: Passage, first: int, last: int) -> frozenset[int]:
    return passage.marked("negative").intersection(range(first, last))


def is_turned(passage: Passage, stems: Iterable[str], first: int, last: int) -> bool:
    """Whether a word denies one of the stems by its beginning: "insufficient" for "sufficient"."""
    lexicon = passage.lexicon
    beginnings = lexicon.phrases("negative_beginnings").words
    return any(
        low.startswith(beginning) and lexicon.stem(low[len(beginning) :].lstrip("-")) in stems
        for low in passage.lows[first:last]
        for beginning in beginnings
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
    subject = _in_clause(said, range(denial.first - 1, -1, -1))
    if verb is None or any(said.stems[i] and i not in speakers for i in subject):
        return False
    things = [said.stems[index] for index in denial.scope if index != verb]
    has = sum(thing in ground.sentences[0].content for thing in things)
    return len(things) < 2 or has / len(things) < _MOST


# --- turned round by a prefix -----------------------------------------------------------


def _turned(ground: Ground, mine: tuple[Marker, ...], theirs: list[_Denial]) -> Iterator[Diagnostic]:
    """A claim that has "likely" where its source has "unlikely", or the other way round."""
    nearest, said = ground.sentences[0], ground.said
    if mine or nearest.share < _ENOUGH or _negatives(said, 0, len(said.tokens)):
        return
    source = nearest.passage.lows[nearest.first : nearest.last]
    for ours, others in ((said.lows, source), (source, said.lows)):
        for low in ours:
            plain = _turning(low, said.lexicon)
            if not plain or low in others or plain not in others or plain in ours:
                continue
            stems = {said.lexicon.stem(plain), said.lexicon.stem(low)}
            if any(stems & denial.stems for denial in theirs):
                continue
            mark = low if ours is said.lows else plain
            token = said.tokens[said.lows.index(mark)]
            if ground.is_said(token.start, token.end):
                other = plain if ours is said.lows else low
                message = f"“{token.text}” here, “{other}” in the source"
                hint = f"read again: “{shortened(nearest.words)}”"
                span = ground.claim.at(token.start, token.end)
                yield Diagnostic(NEGATION, message, span, Severity.WARNING, hint)


def _turning(low: str, lexicon: Lexicon) -> str:
    """The word that another turns round by its beginning: "likely" of "unlikely", or ""."""
    if low in lexicon.phrases("common"):
        return ""
    endings = tuple(lexicon.phrases("turned_endings").words)
    for beginning in lexicon.phrases("negative_beginnings").words:
        rest = low[len(beginning) :].lstrip("-")
        if low.startswith(beginning) and len(rest) > 3 and rest.endswith(endings):
            return rest
    return ""


# --- lost -------------------------------------------------------------------------------


def _lost(ground: Ground, mine: tuple[Marker, ...], theirs: list[_Denial]) -> Iterator[Diagnostic]:
    """What the source denies and the claim says, unless it denies it in its own way."""
    said = ground.said
    spare = any(not _is_matched(said, m, theirs) for m in mine)
    spare = spare or bool(_negatives(said, 0, len(said.tokens)))
    for sentence in ground.sentences:
        for denial in denials(sentence.passage):
            if not sentence.first <= denial.first < sentence.last:
                continue
            place = _left_out(denial, sentence, ground)
            if place < 0 and not spare:
                place = _said_of_the_same(denial, sentence, ground, mine)
            if place < 0:
                continue
            message = f"the source says “{denial.words}” of this, the claim does not"
            hint = f"read again: “{shortened(sentence.words)}”"
            token = said.tokens[place]
            span = ground.claim.at(token.start, token.end)
            yield Diagnostic(NEGATION, message, span, Severity.WARNING, hint)
            return


def _left_out(denial: Marker, sentence: Sentence, ground: Ground) -> int:
    """The claim's token where it has the words around a denial and not the denial, or -1."""
    passage, said = sentence.passage, ground.said
    before, behind = _around(passage, denial)
    if len(before + behind) < _AROUND or _places(passage, before, behind):
        return -1
    for index in _places(said, before, behind):
        token = said.tokens[index]
        if ground.is_said(token.start, token.end):
            return index
    return -1


def _said_of_the_same(
    denial: Marker, sentence: Sentence, ground: Ground, mine: tuple[Marker, ...]
) -> int:
    """The claim's token that says what a sentence denies, in other words or order, or -1."""
    said, passage = ground.said, sentence.passage
    if sentence.share < _ENOUGH or not denial.scope or _is_answered(sentence):
        return -1
    stems = _stems(passage, denial)
    hits = _hits(denial, sentence, ground)
    denied = set().union(*(_stems(said, m) for m in mine))
    if not hits or stems & denied or is_turned(said, stems, 0, len(said.tokens)):
        return -1
    if any(_has_negative(said, hit, 0, len(said.tokens)) for hit in hits):
        return -1
    if _is_affirmed_too(denial, sentence, said) or _is_double(denial, sentence):
        return -1
    return hits[0]


def _hits(denial: Marker, sentence: Sentence, ground: Ground) -> list[int]:
    """The claim's tokens that say what a sentence denies, if it says most of it."""
    stems = [sentence.passage.stems[index] for index in denial.scope]
    said = ground.said
    hits = [
        index
        for index, stem in enumerate(said.stems)
        if stem and stem in stems
        if ground.is_said(said.tokens[index].start, said.tokens[index].end)
    ]
    has = {said.stems[index] for index in hits}
    near = set(stems[: REACH // 2])
    return hits if has & near and len(has) * 2 >= len(set(stems)) else []


def _is_double(denial: Marker, sentence: Sentence) -> bool:
    """Whether a second denial undoes the first: "may not sublet without consent"."""
    passage = sentence.passage
    denying = passage.marked("negators", "negative", "restricting", "limits")
    before = range(denial.first - 1, max(sentence.first, denial.first - 2 * _BESIDE) - 1, -1)
    behind = range(denial.last, min(sentence.last, denial.last + 2 * _BESIDE))
    return not passage.marked("negators").isdisjoint(_in_clause(passage, before)) or (
        not denying.isdisjoint(_in_clause(passage, behind))
    )


def _in_clause(passage: Passage, indices: Iterable[int]) -> Iterator[int]:
    """The indices of tokens up to the first sign that ends a clause."""
    return takewhile(lambda index: passage.lows[index] not in CLAUSE_ENDS, indices)


def _is_affirmed_too(denial: Marker, sentence: Sentence, said: Passage) -> bool:
    """Whether the same words stand in the sentence a second time, outside the denial."""
    stems = _stems(sentence.passage, denial) & said.content
    outside = {
        sentence.passage.stems[index]
        for index in range(sentence.first, sentence.last)
        if index not in denial.scope
    }
    return bool(stems) and stems <= outside


def shortened(words: str) -> str:
    """A sentence as a hint shows it, cut at a length that can be read at a glance."""
    parts = words.split()
    if len(parts) <= _LONGEST_SHOWN:
        return words
    return " ".join(parts[:_LONGEST_SHOWN]) + " …"
