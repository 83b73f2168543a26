"""Where the sentences of an edition are in another one, of a text that has been changed.

Only equal words are certain. Where words differ, or stand twice, likeness only offers what a
person may look at. The likeness is that of Ratcliff and Obershelp ("Pattern matching: the gestalt
approach", Dr. Dobb's Journal, July 1988), as `difflib` has it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import Literal

from msgspec import Struct

from generator.language.folding import fold
from generator.seeds.lines import is_unspaced_script
from generator.seeds.printed_numbers import without_number
from generator.seeds.seed import SeedParagraph

Whereabouts = Literal["there", "changed", "unsure", "gone"]
"""`there`: the same words, for certain. `changed`: nearly the same words, and no others as near.
`unsure`: several places may be meant, or none is near enough. `gone`: nothing is like it."""


class SentencePlace(Struct, frozen=True, order=True):
    """A sentence of an edition: the index of its paragraph, and its own there, from 0."""

    paragraph: int
    sentence: int

    def words_in(self, paragraphs: Sequence[SeedParagraph]) -> str:
        """What the sentence says in the paragraphs of its edition."""
        return paragraphs[self.paragraph].sentences[self.sentence].text


class Anchor(Struct, frozen=True):
    """Where a sentence is now, and the places that may be meant, the likeliest first."""

    whereabouts: Whereabouts
    candidates: tuple[SentencePlace, ...] = ()

    @property
    def place(self) -> SentencePlace:
        return self.candidates[0]


class _Said(Struct, frozen=True):
    place: SentencePlace
    words: str


_Pairs = dict[int, int]

_SURE = 0.90
_OFFERED = 0.60
_RIVAL = 0.80  # of a sentence beside an equal one: it may be that one, changed
_CLEAR = 0.10  # how much nearer than the next one a changed sentence is
_TELLING = 30  # characters: a shorter sentence may stand anywhere by accident
_WINDOW = 60  # sentences among which those that were made one are looked for
_MOST_OFFERED = 3
_OFTEN = 100  # times: a sentence that stands as often is no place to begin from


def sentence_anchors(
    old: Sequence[SeedParagraph],
    new: Sequence[SeedParagraph],
    asked: Collection[SentencePlace] | None = None,
) -> Mapping[SentencePlace, Anchor]:
    """Where each sentence of the paragraphs of an edition is in those of another one.

    If some are `asked` for, only these are looked for: of a text that has changed throughout, each
    takes milliseconds.
    """
    before, after = tuple(_all_said(old)), tuple(_all_said(new))
    pairs = _equal_pairs(before, after)
    standing: dict[str, list[int]] = {}
    for index, said in enumerate(after):
        standing.setdefault(said.words, []).append(index)
    both = _Editions(
        before=before,
        after=after,
        pairs=pairs,
        bounds=tuple(_bounds(pairs, len(before), len(after))),
        standing=standing,
        free=frozenset(range(len(after))).difference(pairs.values()),
        twice=_standing_twice(before) | _standing_twice(after),
        likeness=_likeness_in(after),
    )
    return {
        said.place: _paired(index, both) if index in pairs else _likely(index, both)
        for index, said in enumerate(before)
        if asked is None or said.place in asked
    }


def some_places(paragraphs: Sequence[SeedParagraph], most: int) -> list[SentencePlace]:
    """Sentences from all over a text: all of a short one, about `most` of a long one."""
    places = [said.place for said in _all_said(paragraphs)]
    return places[:: max(1, len(places) // most)]


def _all_said(paragraphs: Iterable[SeedParagraph]) -> Iterator[_Said]:
    for index, paragraph in enumerate(paragraphs):
        for count, sentence in enumerate(paragraph.sentences):
            # The number of a paragraph is no word of it: one that is put in counts on all others.
            numbered = paragraph.label and not count
            words = without_number(sentence.text) if numbered else sentence.text
            yield _Said(SentencePlace(index, count), fold(words))


def _standing_twice(said: Iterable[_Said]) -> frozenset[str]:
    counts = Counter(one.words for one in said)
    return frozenset(words for words, count in counts.items() if count > 1)


class _Editions(Struct, frozen=True):
    """The sentences of two editions, and the `pairs` of equal ones, by their indices.

    `bounds` says between which sentences after each before should stand, and `standing` where words
    stand after. `free` are those after that have no pair, `twice` the words of those that stand
    twice in either.
    """

    before: Sequence[_Said]
    after: Sequence[_Said]
    pairs: _Pairs
    bounds: Sequence[tuple[int, int]]
    standing: Mapping[str, Sequence[int]]
    free: frozenset[int]
    twice: frozenset[str]
    likeness: _Likeness

    def free_near(self, index: int) -> frozenset[int]:
        """The free sentences about where one should stand."""
        low, high = self.bounds[index]
        if low <= 3 and high > len(self.after) - 4:
            return self.free  # all are: to pick each out takes the square of their number
        return self.free.intersection(range(low - 3, high + 4))


def _bounds(pairs: _Pairs, olds: int, news: int) -> Iterator[tuple[int, int]]:
    """Between which sentences after each before should stand: where its neighbours are."""
    highs = [news]
    for index in range(olds - 1, 0, -1):
        highs.append(pairs.get(index, highs[-1]))
    low = -1
    for index, high in enumerate(reversed(highs[:olds])):
        yield min(low, high), max(low, high)
        low = pairs.get(index, low)


# --- equal words --------------------------------------------------------------------------


def _equal_pairs(before: Sequence[_Said], after: Sequence[_Said]) -> _Pairs:
    """Pairs of equal sentences: those in the same order, then those that stand once elsewhere."""
    old, new = [one.words for one in before], [one.words for one in after]
    pairs: _Pairs = {}
    often = {words for words, count in Counter(new).items() if count > _OFTEN}
    matcher = SequenceMatcher(often.__contains__, old, new, autojunk=False)
    for block in matcher.get_matching_blocks():
        pairs |= zip(
            range(block.a, block.a + block.size), range(block.b, block.b + block.size), strict=True
        )
    taken, counts = set(pairs.values()), Counter(old)
    left: dict[str, list[int]] = {}
    for index, words in enumerate(new):
        if index not in taken:
            left.setdefault(words, []).append(index)
    for index, words in enumerate(old):
        if index not in pairs and counts[words] == 1 and len(left.get(words, ())) == 1:
            pairs[index] = left[words][0]
    return pairs


def _paired(index: int, both: _Editions) -> Anchor:
    """An equal sentence: certain where its neighbours came along, or where its words tell enough.

    They do not if nearly the same words stand where it stood: they may be its own, changed, and
    the equal ones those of somebody who repeats it.
    """
    target, words, after = both.pairs[index], both.before[index].words, both.after
    company = _has_company(index, both)
    looked_at = both.free_near(index) if company else both.free
    rivals = [place for ratio, place in both.likeness.ranked(words, looked_at) if ratio >= _RIVAL]
    tells = _telling_width(words) >= _TELLING and words not in both.twice
    if not rivals and (company or tells):
        return Anchor("there", (after[target].place,))
    equal = (place for place in both.standing[words] if place != target)
    places = (target, *rivals, *equal)
    return Anchor("unsure", tuple(after[place].place for place in places[:_MOST_OFFERED]))


def _telling_width(words: str) -> int:
    """How much some words say, in letters: a character of Chinese or Japanese says two."""
    return len(words) + sum(map(is_unspaced_script, words))


def _has_company(index: int, both: _Editions) -> bool:
    """Whether the sentences next to it on both sides came along, or the text ends there."""
    pairs, target = both.pairs, both.pairs[index]
    ahead = pairs.get(index - 1) == target - 1 if index else target == 0
    is_last = index + 1 == len(both.before)
    behind = target + 1 == len(both.after) if is_last else pairs.get(index + 1) == target + 1
    return ahead and behind


# --- words that differ --------------------------------------------------------------------


class _Likeness(Struct, frozen=True):
    """Finds which sentences of a text are like some words. `holding` has those with a token."""

    said: Sequence[_Said]
    holding: Mapping[str, Sequence[int]]

    def ranked(self, words: str, places: Collection[int]) -> list[tuple[float, int]]:
        """The sentences at some places that are like enough to offer, with their likeness."""
        compared = places if len(places) <= _WINDOW else self._sharing(words, places)
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(words)
        found = []
        for place in compared:
            matcher.set_seq1(self.said[place].words)
            if matcher.real_quick_ratio() >= _OFFERED and matcher.quick_ratio() >= _OFFERED:
                found.append((matcher.ratio(), place))
        return [one for one in found if one[0] >= _OFFERED]

    def _sharing(self, words: str, places: Collection[int]) -> Iterator[int]:
        """The places whose sentences share most of the rarest tokens."""
        tokens = {token for token in _tokens(words) if token in self.holding}
        rarest = sorted(tokens, key=lambda token: (len(self.holding[token]), token))[:_RAREST]
        shared = Counter[int]()
        for token in rarest:
            shared.update(self.holding[token][:_MOST_HOLDERS])
        near = (place for place, _ in shared.most_common(_WINDOW) if place in places)
        return islice(near, _MOST_COMPARED)


_RAREST = 8
_MOST_HOLDERS = 400
_MOST_COMPARED = 8


def _likeness_in(said: Sequence[_Said]) -> _Likeness:
    holding: dict[str, list[int]] = {}
    for index, one in enumerate(said):
        for token in set(_tokens(one.words)):
            holding.setdefault(token, []).append(index)
    return _Likeness(said, holding)


def _tokens(words: str) -> Iterator[str]:
    """The words of a sentence; of one in a script without spaces, each two letters in a row."""
    for word in re.findall(r"\w+", words.casefold()):
        if any(map(is_unspaced_script, word)):
            yield from map("".join, pairwise(word))
        else:
            yield word


def _likely(index: int, both: _Editions) -> Anchor:
    """The sentences that are most like one that is not there any more as it was."""
    words, after = both.before[index].words, both.after
    near = both.free_near(index)
    ranked = both.likeness.ranked(words, near)
    if not ranked and len(near) < len(both.free):
        ranked = both.likeness.ranked(words, both.free)
    low, high = both.bounds[index]
    ranked += _holding(words, range(max(0, low), min(len(after), high + 1)), after)
    ranked.sort(key=lambda one: (-one[0], one[1]))
    if not ranked:
        return Anchor("gone")
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    sure = ranked[0][0] >= _SURE and ranked[0][0] - second >= _CLEAR
    places = tuple(dict.fromkeys(after[place].place for _, place in ranked))
    return Anchor("changed" if sure else "unsure", places[:_MOST_OFFERED])


def _holding(words: str, places: range, after: Sequence[_Said]) -> list[tuple[float, int]]:
    """The sentences that have all its words among others, as where two were made one."""
    bare = words.rstrip(".!?…")
    if _telling_width(bare) < _TELLING or len(places) > _WINDOW:
        return []
    return [(_SURE, place) for place in places if bare in after[place].words]
