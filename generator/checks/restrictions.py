"""A word that restricts is neither lost nor put in, and a condition is not turned round."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, zip_longest

from generator.checks.clauses import Marker, markers
from generator.checks.days import Day
from generator.checks.denials import in_clause
from generator.checks.denied import are_words_of_the_source
from generator.checks.figures import Quantity, figures_in
from generator.checks.grounds import Ground, SourceSentence
from generator.checks.reckoning import days_of, figures_of
from generator.checks.tokens import TokenText
from generator.diagnostics import Diagnostic, Severity, codes, diagnose

_ENOUGH = 0.3  # of a claim's meaning in a sentence, for the two to be about the same
_MOST = 0.6  # of a clause, for a claim to say it
_BEFORE = 4  # words before a number that say on which side of it a thing lies
_ALIKE = 0.75  # of a condition, for it to be the source's

# What restricts, and with which other words it is kept.
_KEPT_BY = {
    "exclusive": ("exclusive", "enough_for_exclusive", "restricting"),
    "partial": ("partial", "enough_for_partial"),
    "scant": ("scant", "enough_for_scant", "exclusive", "negators"),
}
RESTRICTING = (*_KEPT_BY, "at_least", "at_most")


def restrictions_are_kept(ground: Ground) -> Iterator[Diagnostic]:
    """The gravest of what a claim makes of the conditions and restrictions of its source."""
    if not ground.sentences or ground.claim.role == "gaps":
        return
    ways = (_conceded, _inverted, _unconditional, _bound_turned, _day_turned, _left_away, _put_in)
    found = (finding for way in ways for finding in way(ground))
    yield from islice(found, 1)


def _finding(
    message: str, ground: Ground, first: int, last: int, *, is_sure: bool = True
) -> Diagnostic:
    tokens = ground.said.tokens
    span = ground.claim.at(tokens[first].start, tokens[last - 1].end)
    severity = Severity.WARNING if is_sure else Severity.NOTE
    hint = ground.to_read_again
    return diagnose(codes.LOST_CONDITION, message, span, severity=severity, hint=hint)


def _own_markers(name: str, ground: Ground) -> Iterator[Marker]:
    """The markers of a claim that are its own words."""
    tokens = ground.said.tokens
    for found in markers(ground.said, name):
        if ground.is_said(tokens[found.first].start, tokens[found.last - 1].end):
            yield found


# --- conditions -------------------------------------------------------------------------


def _conditions(ground: Ground) -> Iterator[tuple[SourceSentence, Marker]]:
    for sentence in ground.sentences:
        spared = sentence.passage.marked("no_supposing")
        for found in markers(sentence.passage, "supposing"):
            is_here = sentence.first <= found.first < sentence.last
            if is_here and spared.isdisjoint(range(found.first - 1, found.last)):
                yield sentence, found


def _clause(passage: TokenText, marker: Marker) -> tuple[int, int]:
    """The tokens of the clause that a marker opens."""
    behind = in_clause(passage, range(marker.last, len(passage.lows)))
    return marker.last, max((index + 1 for index in behind), default=marker.last)


def _clause_stems(passage: TokenText, marker: Marker) -> frozenset[str]:
    return passage.content_of(*_clause(passage, marker))


def _is_same_clause(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared > 1 or (shared == 1 and min(len(one), len(other)) == 1)


def _conceded(ground: Ground) -> Iterator[Diagnostic]:
    """Where the source has "unless" or "if", and the claim "even with"."""
    if any(passage.marked("conceding") for passage in ground.passages):
        return
    for mine in _own_markers("conceding", ground):
        for sentence, theirs in _conditions(ground):
            stems = _clause_stems(sentence.passage, theirs)
            if _is_same_clause(_clause_stems(ground.said, mine), stems):
                message = f"“{mine.words}” takes back the “{theirs.words}” of {ground.cited}"
                yield _finding(message, ground, mine.first, mine.last)


def _inverted(ground: Ground) -> Iterator[Diagnostic]:
    """Where the source has "unless", and the claim "if", or the other way round."""
    said = ground.said
    for mine in _own_markers("supposing", ground):
        own = _clause_stems(said, mine)
        if not _excepts(said, mine) and _is_denied(said, *_clause(said, mine)):
            continue
        for sentence, theirs in _conditions(ground):
            passage = sentence.passage
            turns = _excepts(said, mine) != _excepts(passage, theirs)
            shared = own & _clause_stems(passage, theirs)
            if not turns or not shared or len(shared) < _ALIKE * len(own):
                continue
            place = sentence.first, sentence.last
            if _is_denied(said, 0, len(said.lows)) == _is_denied(passage, *place):
                message = f"“{mine.words}” turns round the “{theirs.words}” of {ground.cited}"
                yield _finding(message, ground, mine.first, mine.last)


def _excepts(passage: TokenText, marker: Marker) -> bool:
    return marker.first in passage.marked("excepting")


def _is_denied(passage: TokenText, first: int, last: int) -> bool:
    """Whether a stretch has a "no" that is not that of its exception."""
    denying = passage.marked("negators") - passage.marked("excepting")
    return not denying.isdisjoint(range(first, last))


def _unconditional(ground: Ground) -> Iterator[Diagnostic]:
    """What the source says on a condition, and the claim without any."""
    said = ground.said
    if said.marked("supposing", "conceding", "conditions", "conditional", "enough_for_limits"):
        return
    if said.marked("hypothetical", "possible", "left_open"):
        return
    for sentence, theirs in _conditions(ground):
        passage = sentence.passage
        if theirs.first > sentence.first + 1 and theirs.first in passage.marked("limits"):
            continue  # see `limits`
        stems = _clause_stems(passage, theirs)
        rest = sentence.content - stems
        has = len(rest & said.content)
        is_left_out = bool(stems) and len(stems & said.content) * 3 <= len(stems)
        if is_left_out and len(rest) > 1 and has >= _MOST * len(rest):
            words = passage.words(theirs.first, min(sentence.last, theirs.last + 6))
            message = f"the source says this on a condition: “{words} …”"
            yield _finding(message, ground, 0, len(said.tokens))


# --- bounds of numbers ------------------------------------------------------------------


def _bound_turned(ground: Ground) -> Iterator[Diagnostic]:
    """Where the source has "no more than 400", and the claim "at least 400"."""
    said = ground.said
    if said.marked("supposing", "conceding"):
        return  # whether the condition is met or not
    for figure in figures_in(said.text, said.lexicon).figures:
        side, words, at = _side(said, figure)
        if not side or not ground.is_said(figure.start, figure.end):
            continue
        for sentence in ground.sentences:
            for other in figures_of(sentence):
                is_same = (other.kind, other.values) == (figure.kind, figure.values)
                theirs, source_words, _ = _side(sentence.passage, other)
                if is_same and side * theirs < 0:
                    message = f"“{words}” turns round the “{source_words}” of {ground.cited}"
                    yield _finding(message, ground, at, at + len(words.split()))


def _day_turned(ground: Ground) -> Iterator[Diagnostic]:
    """Where the source has "before 2027", and the claim "after 2027"."""
    said = ground.said
    days = figures_in(said.text, said.lexicon).days
    for day, behind in zip_longest(days, days[1:]):
        side, words, at = _side(said, day, _SIDES_OF_DAYS)
        if not side or not ground.is_said(day.start, day.end):
            continue
        if behind and _is_range(said, day, behind):
            continue  # "from May to June"
        theirs = [
            (_side(sentence.passage, other, _SIDES_OF_DAYS), sentence)
            for sentence in ground.sentences
            for other in days_of(sentence)
            if (other.year, other.month, other.day) == (day.year, day.month, day.day)
        ]
        if theirs and all(other[0] * side < 0 for other, _ in theirs):
            (_, source_words, there), sentence = theirs[0]
            if _denies(said, at) == _denies(sentence.passage, there):
                message = f"“{words}” turns round the “{source_words}” of {ground.cited}"
                yield _finding(message, ground, at, at + len(words.split()))


def _is_range(passage: TokenText, day: Day, behind: Day) -> bool:
    first, last = passage.tokens_between(day.end, behind.start)
    between = passage.lows[first:last]
    return len(between) == 1 and between[0] in passage.lexicon.phrases("ranges")


def _denies(passage: TokenText, at: int) -> bool:
    """Whether the clause around a "before" says no; the "not" of "not before" does not."""
    before = in_clause(passage, range(at - 1, -1, -1))
    clause = (*before, *in_clause(passage, range(at + 1, len(passage.lows))))
    return not passage.marked("negators", "negative").isdisjoint(clause)


_SIDES = ((1, "at_least"), (-1, "at_most"))
_SIDES_OF_DAYS = ((1, "after_a_day"), (-1, "before_a_day"))


def _side(
    passage: TokenText, figure: Quantity | Day, sides: tuple[tuple[int, str], ...] = _SIDES
) -> tuple[int, str, int]:
    """On which side of a number the thing counted lies, by the words before: 1 is above."""
    first, _ = passage.tokens_between(figure.start, figure.end)
    for at in range(max(0, first - _BEFORE), first):  # "not more than" before "more than"
        for side, name in sides:
            length = passage.lexicon.phrases(name).at(passage.lows, at)
            if length and at + length == first:
                return side, passage.words(at, first), at
    return 0, "", 0


# --- words that restrict ----------------------------------------------------------------


def _left_away(ground: Ground) -> Iterator[Diagnostic]:
    """A word such as "alone" or "mostly" that the source has beside the claim's words."""
    said = ground.said
    for kind, kept_by in _KEPT_BY.items():
        if said.marked(*kept_by):
            continue
        for sentence in ground.sentences:
            if sentence.share < _ENOUGH:
                continue
            for theirs in markers(sentence.passage, kind):
                if not sentence.first <= theirs.first < sentence.last:
                    continue
                hits = _words_restricted(theirs, sentence, ground)
                if hits and not _is_negated(sentence.passage, theirs):
                    message = (
                        f"“{theirs.words}” is lost: it is beside these words in {ground.cited}"
                    )
                    is_sure = are_words_of_the_source(hits, ground)
                    yield _finding(message, ground, hits[-1], hits[-1] + 1, is_sure=is_sure)


def _is_negated(passage: TokenText, marker: Marker) -> bool:
    """Whether a word restricts nothing, as in "not only" and "a few"."""
    before = passage.lows[marker.first - 1] if marker.first else ""
    has_article = before in passage.lexicon.phrases("articles")
    return has_article or marker.first - 1 in passage.marked("negators", "no_denial")


def _words_restricted(marker: Marker, sentence: SourceSentence, ground: Ground) -> list[int]:
    """The claim's tokens that say what stands beside a marker: the word restricted and one more."""
    passage, said = sentence.passage, ground.said
    before = [i for i in in_clause(passage, range(marker.first - 1, -1, -1)) if passage.stems[i]]
    behind = [
        i for i in in_clause(passage, range(marker.last, len(passage.lows))) if passage.stems[i]
    ]
    near = behind[:1] if behind else before[:1]
    stems = [passage.stems[i] for i in (*before[:2], *behind[:2])]
    hits = [
        index
        for index, stem in enumerate(said.stems)
        if stem in stems and ground.is_said(said.tokens[index].start, said.tokens[index].end)
    ]
    has = {said.stems[index] for index in hits}
    return hits if len(has) > 1 and {passage.stems[i] for i in near} <= has else []


def _put_in(ground: Ground) -> Iterator[Diagnostic]:
    """A word such as "alone" or "mostly" that no cited paragraph has."""
    for kind, kept_by in _KEPT_BY.items():
        if any(passage.marked(*kept_by) for passage in ground.passages):
            continue
        for mine in _own_markers(kind, ground):
            # "Only" is a brief's own word as well, but not among words of the source.
            if kind == "partial" or are_words_of_the_source((mine.first, *mine.scope), ground):
                message = f"“{mine.words}” restricts what {ground.told('says', 'say')} without it"
                yield _finding(message, ground, mine.first, mine.last, is_sure=False)
