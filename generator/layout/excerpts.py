"""What a note prints of the sentences that its claim rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from msgspec import Struct

from generator.briefs.brief import Stretch
from generator.checks.restrictions import RESTRICTING
from generator.checks.support import Support
from generator.checks.tokens import TokenText
from generator.document import Excerpt
from generator.language.sentences import Sentence
from generator.layout.typography import QuotationMarks, nested, typographic
from generator.recall.once import remembered

LONGEST_EXCERPT = 40  # words in one note, where no clause that its claim rests on is longer
_CUTS = frozenset(",;:–—")
_OPENS = frozenset("–—")  # these signs begin a clause, the others end one
_MEANS = ("negators", "limits", "conditional", *RESTRICTING)
"""Words without which a sentence says something else; see the lexicon."""


class Printed(Struct, frozen=True):
    """A sentence that a claim rests on, and from where to where a note prints it.

    `needed` is what the note may not leave out, `quoted` are the words that the claim quotes.
    """

    number: str  # of its paragraph
    index: int  # of the sentence there, from 0
    sentence: Sentence
    start: int
    end: int
    needed: Stretch
    quoted: tuple[Stretch, ...] = ()

    @property
    def words(self) -> str:
        return self.sentence.text[self.start : self.end].strip()

    @property
    def is_cut(self) -> tuple[bool, bool]:
        """Whether words are left out before, and behind."""
        text = self.sentence.text
        return bool(text[: self.start].strip()), bool(text[self.end :].strip())

    def has(self, other: Printed) -> bool:
        """Whether it prints what another note needs of the same sentence."""
        is_same = (self.number, self.index) == (other.number, other.index)
        return is_same and self.start <= other.needed[0] and other.needed[1] <= self.end


def printed(supports: tuple[Support, ...]) -> tuple[Printed, ...]:
    """The sentences, each cut to its share of the longest excerpt, but never inside a clause.

    Kept are the clauses with words of the claim, those between, and each that denies, limits or
    restricts; others stand with them while there is room. A sentence in a language without a
    lexicon is kept whole.
    """
    most = LONGEST_EXCERPT // max(1, len(supports))
    return tuple(_printed(support, most) for support in supports)


def _printed(support: Support, most: int) -> Printed:
    stated, text = support.stated, support.text
    marks = support.marks
    clauses = _clauses(stated.passage, stated.first, stated.last, stated.sentence)
    has = [n for n, clause in enumerate(clauses) if _is_needed(clause, support, marks)] or [0]
    first, last = has[0], has[-1]
    needed = clauses[first][0], clauses[last][1]
    while last + 1 < len(clauses) and _count(text, clauses[first], clauses[last + 1]) <= most:
        last += 1
    while first and _count(text, clauses[first - 1], clauses[last]) <= most:
        first -= 1
    start, end = clauses[first][0], clauses[last][1]
    index = stated.number - 1
    return Printed(
        number=stated.paragraph.number,
        index=index,
        sentence=stated.sentence,
        start=start,
        end=end,
        needed=needed,
        quoted=support.quoted_stretches,
    )


def _count(text: str, first: Stretch, last: Stretch) -> int:
    return len(text[first[0] : last[1]].split())


@remembered
def _clauses(passage: TokenText, first: int, last: int, sentence: Sentence) -> tuple[Stretch, ...]:
    """The clauses of a sentence of a passage, which leave nothing of it out."""
    cuts = {0, len(sentence.text)}
    for token in passage.tokens[first:last]:
        if token.low in _CUTS:
            cuts.add((token.start if token.low in _OPENS else token.end) - sentence.start)
    return tuple(pairwise(sorted(cuts)))


def _is_needed(clause: Stretch, support: Support, marks: Iterable[Stretch]) -> bool:
    start, end = clause
    if any(a < end and start < b for a, b in marks):
        return True
    stated, begins = support.stated, support.stated.sentence.start
    if stated.passage.lexicon.knows != "words":
        return True  # which words deny or limit in its language is not known: nothing is cut
    first, last = stated.passage.tokens_between(begins + start, begins + end)
    return not stated.passage.marked(*_MEANS).isdisjoint(range(first, last))


# --- as it stands in the note -----------------------------------------------------------


def quoted_by_paragraph(
    held: Iterable[Printed], marks: QuotationMarks
) -> Iterator[tuple[str, str]]:
    """Each paragraph's number with its sentences as one quotation, without the outer marks.

    `held` are in reading order; one ellipsis stands wherever words are left out.
    """
    for number, own in groupby(held, key=lambda each: each.number):
        yield number, nested(typographic(_joined(list(own))), marks)


def _joined(held: list[Printed]) -> str:
    parts = ["… " if held[0].is_cut[0] else "", held[0].words]
    for one, other in pairwise(held):
        is_whole = other.index == one.index + 1 and not one.is_cut[1] and not other.is_cut[0]
        parts += (" " if is_whole else " … ", other.words)
    return "".join(parts) + (" …" if held[-1].is_cut[1] else "")


_CONTEXT = 32  # characters before and after, enough to tell two places apart


def excerpt(held: Printed, paragraph: str) -> Excerpt:
    """The sentence in full, with where it stands in the text of its paragraph."""
    start, end = held.sentence.start, held.sentence.end
    return Excerpt(
        paragraph=held.number,
        exact=held.sentence.text,
        prefix=paragraph[max(0, start - _CONTEXT) : start],
        suffix=paragraph[end : end + _CONTEXT],
        start=start,
        end=end,
    )
