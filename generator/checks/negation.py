"""No claim denies what its source says, or says what its source denies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.checks.clauses import REACH, Marker, marker
from generator.checks.grounds import Ground, Sentence
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
    mine = list(denials(said, 0, len(said.tokens)))
    theirs = [_Denial(p, m) for p in ground.passages for m in denials(p, 0, len(p.tokens))]
    yield from _added(ground, mine, theirs)
    yield from _lost(ground, mine, theirs)


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


def denials(passage: Passage, first: int, last: int) -> Iterator[Marker]:
    """The words of a stretch that deny others, and which."""
    lexicon = passage.lexicon
    spared, negators = lexicon.phrases("no_denial"), lexicon.phrases("negators")
    endings = tuple(lexicon.phrases("negating_endings").words)
    index = first
    while index < last:
        length = spared.at(passage.lows, index)
        if not length:
            length = negators.at(passage.lows, index)
            if not length and endings and passage.lows[index].endswith(endings):
                length = 1
            if length and not _is_taken_back(passage, index + length, last):
                yield marker(passage, index, index + length, first, last)
        index += length or 1


def _is_taken_back(passage: Passage, index: int, last: int) -> bool:
    """Whether a later word makes a denial a restriction, as "que" does of "ne"."""
    cancels = passage.lexicon.phrases("cancels_negation")
    seconds = passage.lexicon.phrases("second_negators")
    for low in passage.lows[index : min(last, index + _BESIDE)]:
        if low in seconds:
            return False
        if low in cancels:
            return True
    return False


# --- added ------------------------------------------------------------------------------


def _added(ground: Ground, mine: list[Marker], theirs: list[_Denial]) -> Iterator[Diagnostic]:
    """What the claim denies and the source does not, unless it denies something else for it."""
    said = ground.said
    new = [m for m in mine if not any(_stems(said, m) & d.stems for d in theirs)]
    spare = [d for d in _near(theirs, ground) if not any(d.stems & _stems(said, m) for m in mine)]
    for denial in new[len(spare) :]:
        start, end = said.tokens[denial.first].start, said.tokens[denial.last - 1].end
        if not denial.scope or not ground.is_said(start, end) or _is_silence(ground, denial):
            continue
        if _is_affirmed(_stems(said, denial), ground):
            message = f"“{denial.words}” denies what {ground.cited} does not deny"
            hint = f"read again: “{shortened(ground.sentences[0].words)}”"
            yield Diagnostic(NEGATION, message, ground.claim.at(start, end), Severity.WARNING, hint)


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


def _is_affirmed(stems: set[str], ground: Ground) -> bool:
    """Whether the source says what the claim denies, as far as can be told."""
    found = False
    for sentence in ground.sentences:
        if is_turned(sentence.passage, stems, sentence.first, sentence.last):
            return False
        for index in range(sentence.first, sentence.last):
            if sentence.passage.stems[index] in stems:
                if _has_negative(sentence.passage, index, sentence.first, sentence.last):
                    return False
                found = True
    nearest = ground.sentences[0]
    if found:
        return nearest.share >= _ENOUGH
    return nearest.share >= _MOST and not _negatives(nearest.passage, nearest.first, nearest.last)


def _has_negative(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a word near a token denies it in its own way: "refused", "too little"."""
    near = range(max(first, index - _BESIDE), min(last, index + _BESIDE))
    lists = [passage.lexicon.phrases(name) for name in ("negative", "restricting")]
    return any(phrases.at(passage.lows, at) for at in near for phrases in lists)


def _negatives(passage: Passage, first: int, last: int) -> list[int]:
    negative = passage.lexicon.phrases("negative")
    return [index for index in range(first, last) if negative.at(passage.lows, index)]


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
    said, silent = ground.said, ground.said.lexicon.phrases("silent")
    lows = said.lows
    if any(silent.at(lows, index) for index in range(max(0, denial.first - 2), denial.first)):
        return True
    behind = range(denial.last, min(len(lows), denial.last + 2))
    verb = next((index for index in behind if silent.at(lows, index)), None)
    if verb is None:
        return False
    things = [said.stems[index] for index in denial.scope if index != verb]
    has = sum(thing in ground.sentences[0].content for thing in things)
    return len(things) < 2 or has / len(things) < _MOST


# --- lost -------------------------------------------------------------------------------


def _lost(ground: Ground, mine: list[Marker], theirs: list[_Denial]) -> Iterator[Diagnostic]:
    """What the source denies and the claim says, unless it denies it in its own way."""
    said = ground.said
    denied = set().union(*(_stems(said, m) for m in mine))
    spare = [m for m in mine if not any(_stems(said, m) & d.stems for d in theirs)]
    if spare or _negatives(said, 0, len(said.tokens)):
        return
    for sentence in ground.sentences:
        if _is_answered(sentence):
            continue
        for denial in denials(sentence.passage, sentence.first, sentence.last):
            stems = _stems(sentence.passage, denial)
            hits = _hits(denial, sentence, ground) if sentence.share >= _ENOUGH else []
            if not hits or stems & denied or is_turned(said, stems, 0, len(said.tokens)):
                continue
            if any(_has_negative(said, hit, 0, len(said.tokens)) for hit in hits):
                continue
            if _is_affirmed_too(denial, sentence, said):
                continue
            message = f"the source says “{denial.words}” of this, the claim does not"
            hint = f"read again: “{shortened(sentence.words)}”"
            token = said.tokens[hits[0]]
            place = ground.claim.at(token.start, token.end)
            yield Diagnostic(NEGATION, message, place, Severity.WARNING, hint)
            return


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
