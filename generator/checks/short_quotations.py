"""A quotation of a word or two must stand among the words that it has in its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from generator.briefs.brief import Claim, QuotedWords, SeedRef
from generator.briefs.quotations import quoted
from generator.checks.clauses import CLAUSE_ENDS
from generator.checks.evidence import Evidence, Stated, cited_sentences
from generator.checks.matching import is_quoted_from
from generator.checks.quotable import passages_of
from generator.checks.terms import quotations_without_terms
from generator.checks.tokens import TokenText, lows_of, take_apart
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.language.folding import level

_SHORTEST = 3  # words of a quotation that show by themselves what it is quoted from
_STOPS = " .,;:!?'"


def no_quotation_is_too_short(evidence: Evidence) -> Iterator[Diagnostic]:
    """A warning for a word or two in marks that the words beside them do not place.

    "Ready" can be found in any text. The author's own words show of what the source says it, where
    they are words of the clause that has it.
    """
    for body in evidence.bodies:
        for claim in body.claims:
            if claim.group is None or claim.quoted == ((0, len(claim.text)),):
                continue  # a block quotation may be taken apart by its lines
            for quotation in quotations_without_terms(claim, evidence):
                if _is_short_of_its_source(quotation, claim, evidence) and not any(
                    _is_among_its_words(quotation, claim, stated)
                    for stated in _sentences_cited(claim, evidence)
                ):
                    message = f"“{quotation.text}” is too short to show what it is quoted from"
                    hint = f"quote {_SHORTEST} words or more, or more of its own clause beside it"
                    yield diagnose(codes.SHORT_QUOTATION, message, quotation.span, hint=hint)


def _is_short_of_its_source(quotation: QuotedWords, claim: Claim, evidence: Evidence) -> bool:
    """Whether a word or two that are not a headline stand where they are cited, as plain words.

    Other checks report words that are not there. Words that the source has in quotation marks
    are quoted there, too.
    """
    if len(quotation.text.split()) >= _SHORTEST:
        return False
    citations = claim.group.citations if claim.group else ()
    passages = [p for c in citations for p in passages_of(c.target, evidence) if p.label]
    words = level(quotation.text).casefold().strip(_STOPS)
    is_quoted_there = any(
        level(other.text).casefold().strip(_STOPS) == words
        for passage in passages
        for other in quoted(passage.text)[0]
    )
    has = any(is_quoted_from(quotation.text, passage.text) for passage in passages)
    return has and not is_quoted_there


def _sentences_cited(claim: Claim, evidence: Evidence) -> Iterator[Stated]:
    language = evidence.language_at(claim.span)
    for citation in claim.group.citations if claim.group else ():
        target = citation.target
        seed = evidence.seeds.get(target.key) if isinstance(target, SeedRef) else None
        if seed is not None and isinstance(target, SeedRef):
            yield from cited_sentences(seed, target, evidence.lexicons, language)


# --- beside which words -----------------------------------------------------------------


def _is_among_its_words(quotation: QuotedWords, claim: Claim, stated: Stated) -> bool:
    """Whether a sentence has a quotation in a clause with the words that a claim sets beside it.

    These are the claim's words that the cited paragraph has at all: one of them in the very clause;
    around that, the nearest on each side, names, and half of the others. What "it" stands for may
    be in the sentence before.
    """
    passage = stated.passage
    before, behind, names = _words_beside(quotation, claim, passage)
    beside, nearest = {*before, *behind}, {*before[:1], *behind[:1], *names}
    for first, last in _tokens_quoted(quotation, stated):
        clause = range(*_clause(passage, first, last, CLAUSE_ENDS))
        around = _clause(passage, first, last, CLAUSE_ENDS - {","})
        if _refers_back(passage, clause):
            around = _with_the_one_before(stated)
        whole = passage.content_of(*around)
        is_here = beside & passage.content_of(clause.start, clause.stop)
        if is_here and nearest <= whole and len(beside & whole) * 2 >= len(beside):
            return True
    return False


def _with_the_one_before(stated: Stated) -> tuple[int, int]:
    """The tokens of a sentence and of the one before it."""
    sentences = stated.passage.sentences
    return sentences[max(0, stated.number - 2)][0], stated.last


def _words_beside(
    quotation: QuotedWords, claim: Claim, passage: TokenText
) -> tuple[list[str], list[str], list[str]]:
    """The stems of the claim's own words before a quotation, of those behind it, and of names.

    These are of words that a passage has, the nearest first: those of the clause, else of all.
    """
    said = take_apart(claim.text, passage.lexicon)
    start, end = claim.quoted[claim.quotations.index(quotation)]
    first, last = said.tokens_between(start, end)

    def known(indices: Iterable[int]) -> list[int]:
        starts = ((index, said.tokens[index].start) for index in indices)
        return [
            index
            for index, start in starts
            if said.stems[index] in passage.content
            and not any(a <= start < b for a, b in (*claim.quoted, *claim.own))
        ]

    for begin, stop in (_clause(said, first, last, CLAUSE_ENDS), (0, len(said.tokens))):
        before, behind = known(range(first - 1, begin - 1, -1)), known(range(last, stop))
        if before or behind:
            break
    names = [i for i in (*before, *behind) if i and said.tokens[i].text[0].isupper()]
    stems = ([said.stems[index] for index in found] for found in (before, behind, names))
    return next(stems), next(stems), next(stems)


def _tokens_quoted(quotation: QuotedWords, stated: Stated) -> Iterator[tuple[int, int]]:
    """Where a sentence has the words of a quotation: its tokens."""
    passage = stated.passage
    words = [low for low in lows_of(quotation.text, passage.lexicon) if low[0].isalnum()]
    for first in range(stated.first, stated.last - len(words) + 1 if words else 0):
        if list(passage.lows[first : first + len(words)]) == words:
            yield first, first + len(words)


def _clause(passage: TokenText, first: int, last: int, signs: frozenset[str]) -> tuple[int, int]:
    """The tokens of the clause around some of its tokens, between words that join and signs."""
    ends = signs | passage.lexicon.phrases("joins_clauses").words

    def inside(index: int) -> bool:
        return passage.lows[index] not in ends

    before = takewhile(inside, range(first - 1, -1, -1))
    behind = takewhile(inside, range(last, len(passage.lows)))
    return first - sum(1 for _ in before), last + sum(1 for _ in behind)


def _refers_back(passage: TokenText, clause: range) -> bool:
    """Whether a clause has a pronoun; of a language that is not known, nobody can tell."""
    known = passage.lexicon.knows == "words"
    pronouns = passage.lexicon.phrases("pronouns").words if known else frozenset[str]()
    return any(passage.lows[index] in pronouns for index in clause)
