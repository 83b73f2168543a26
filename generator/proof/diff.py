"""Two briefs → what differs between them, in a reader's terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from msgspec import Struct

from generator.language.scales import confidence_at_head, confidence_in, scale_of
from generator.manifest.passages import Passage
from generator.proof.changes import compare_words, pair_marks
from generator.proof.contents import BriefContents
from generator.proof.places import NamedPlace
from generator.proof.recounted import recount_of


class FrontChange(Struct, frozen=True):
    key: str
    before: str
    after: str


class JudgementChange(Struct, frozen=True):
    """`what` is `likelihood`, `confidence` or `key point` (one that is new, gone or elsewhere).

    `point` is its number in the second text, or in the first if it is gone.
    """

    point: int
    what: str
    before: str
    after: str
    text: str


class CitationChange(Struct, frozen=True):
    """`kind` is `gained`, `lost` or `moved`; places are empty if there is none."""

    kind: str
    citation: str
    before: str
    after: str


class WordChange(Struct, frozen=True):
    place: str
    before: str
    after: str
    lead: str
    rest: str


class PassageMove(Struct, frozen=True):
    """Passages that stand elsewhere, word for word: where the first stood, and where it stands.

    `words` are those of the first, `count` how many passages moved together.
    """

    before: str
    after: str
    words: str
    count: int


class Difference(Struct, frozen=True):
    """All that differs between two briefs."""

    first: str
    second: str
    front: tuple[FrontChange, ...]
    judgements: tuple[JudgementChange, ...]
    citations: tuple[CitationChange, ...]
    moves: tuple[PassageMove, ...]
    words: tuple[WordChange, ...]

    def __bool__(self) -> bool:
        told = self.front or self.judgements or self.citations or self.moves or self.words
        return bool(told)


def difference(first: BriefContents, second: BriefContents) -> Difference:
    """All that differs from the first brief to the second."""
    moves, words = _word_changes(first, second)
    return Difference(
        first.name,
        second.name,
        tuple(_front(first, second)),
        tuple(_judgement_changes(first, second)),
        tuple(_citation_changes(first, second)),
        moves,
        words,
    )


def _front(first: BriefContents, second: BriefContents) -> Iterator[FrontChange]:
    for key in dict.fromkeys((*first.front, *second.front)):
        before, after = first.front.get(key, ""), second.front.get(key, "")
        if before != after:
            yield FrontChange(key, before, after)


# --- words --------------------------------------------------------------------------------

_MADE = {"source-cited"}  # what is made of the citations, which are compared for themselves
_NUMBERS_ALONE = re.compile(r"[\d\s,–¶]*")


def _word_changes(
    first: BriefContents, second: BriefContents
) -> tuple[tuple[PassageMove, ...], tuple[WordChange, ...]]:
    """The words that authors write, without notes and tables that are made from citations.

    A number that had to be counted anew, as that of a table behind a new one, is no change.
    """
    a, places = _authors_passages(first)
    b, others = _authors_passages(second)
    recount = recount_of(a, b, {}, first.manifest.particulars)
    compared = compare_words(recount.rewritten(a), b)
    moves = (
        PassageMove(places[run.first].named, others[run.second].named, a[run.first].text, run.count)
        for run in compared.moves
    )
    changes = (
        WordChange(
            places[change.passage].named if places else "",
            change.before, change.after, change.lead, change.rest,
        )
        for change in compared.changes
    )  # fmt: skip
    return tuple(moves), tuple(changes)


def _authors_passages(contents: BriefContents) -> tuple[list[Passage], list[NamedPlace]]:
    said = contents.said
    kept = [
        (passage, place)
        for passage, place in zip(said.passages, said.places, strict=True)
        if passage.role not in _MADE
        and not (passage.role == "cell" and _NUMBERS_ALONE.fullmatch(passage.text))
        and not (place.note and contents.citations(place.note))
    ]
    return [passage for passage, _ in kept], [place for _, place in kept]


# --- citations ----------------------------------------------------------------------------


def _citation_changes(first: BriefContents, second: BriefContents) -> Iterator[CitationChange]:
    """The citations of marks that stand at the same place and those of all others."""
    a, b = first.said, second.said
    lost: list[tuple[str, str]] = []
    gained: list[tuple[str, str]] = []
    for pair in pair_marks(first.manifest.body, second.manifest.body):
        before = first.citations(pair.first[1]) if pair.first else ()
        after = second.citations(pair.second[1]) if pair.second else ()
        if pair.first:
            place = a.places[pair.first[0]].named
            lost += [(one, place) for one in before if one not in after]
        if pair.second:
            place = b.places[pair.second[0]].named
            gained += [(one, place) for one in after if one not in before]
    for citation, place in lost:
        moved = next((one for one in gained if one[0] == citation), None)
        if moved:
            gained.remove(moved)
            yield CitationChange("moved", citation, place, moved[1])
        else:
            yield CitationChange("lost", citation, place, "")
    for citation, place in gained:
        yield CitationChange("gained", citation, "", place)


# --- judgements ---------------------------------------------------------------------------


class _Point(Struct, frozen=True):
    """A key point; likelihood and confidence only if it is a judgement."""

    number: int
    text: str
    likelihood: str
    confidence: str


def _key_points(contents: BriefContents) -> list[_Point]:
    numbered: dict[int, list[Passage]] = {}
    for passage in contents.manifest.body:
        if passage.point:
            numbered.setdefault(passage.point, []).append(passage)
    found = []
    for number, passages in numbered.items():
        own = " ".join(one.text for one in passages if one.role != "confidence")
        sure = " ".join(one.text for one in passages if one.role == "confidence")
        level = confidence_in(sure)[0] or confidence_at_head(own)
        scale = scale_of(contents.scale, contents.language)
        term = scale.term_in(own) if sure or level else None
        found.append(_Point(number, " ".join(own.split()), term or "", level or ""))
    return found


_ALIKE = 0.5  # of the words: below it a key point is another one


def _judgement_changes(first: BriefContents, second: BriefContents) -> Iterator[JudgementChange]:
    waiting = _key_points(second)
    for old in _key_points(first):
        new = max(waiting, key=lambda point: _likeness(old, point), default=None)
        if new is None or _likeness(old, new) < _ALIKE:
            yield JudgementChange(old.number, "key point", str(old.number), "", old.text)
            continue
        waiting.remove(new)
        for what, before, after in (
            ("likelihood", old.likelihood, new.likelihood),
            ("confidence", old.confidence, new.confidence),
        ):
            if before != after:
                yield JudgementChange(new.number, what, before, after, new.text)
    for point in waiting:
        yield JudgementChange(point.number, "key point", "", str(point.number), point.text)


def _likeness(one: _Point, other: _Point) -> float:
    return SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio()
