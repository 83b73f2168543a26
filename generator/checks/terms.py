"""Names, titles and words at a distance: in quotation marks, but not quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.briefs.brief import Claim, MarkedWords, QuotedWords, SeedRef
from generator.briefs.quotations import quoted
from generator.checks.evidence import Evidence
from generator.checks.grounds import lexicon_for
from generator.checks.quotable import (
    ALIKE,
    NearestWords,
    everything_of,
    found_elsewhere,
    nearest,
    passages_of,
)
from generator.checks.tokens import lows_of, take_apart
from generator.diagnostics import Diagnostic, Fix, codes, diagnose
from generator.diagnostics.fixes import words_at
from generator.language.counting import first_of, numbered
from generator.language.lexicon import primary
from generator.workspace.settings import LONGEST_TERM

_NEAR = 3  # words between a verb of saying and what is said
_SHOWN = 8  # terms that one finding names


class QuotedTerm(Struct, frozen=True):
    """Words in quotation marks that may be a term; `can_be_marked` where brackets are read."""

    quotation: QuotedWords
    can_be_marked: bool


def is_short(quotation: QuotedWords) -> bool:
    """Whether words may be a term: whole sentences are not."""
    return len(quotation.text.split()) <= LONGEST_TERM


def behind_a_saying(quotation: QuotedWords, claim: Claim, evidence: Evidence) -> bool:
    """Whether somebody says the words: "the board said “…”", "“…”, said the board"."""
    before, behind = claim.words_before(quotation), claim.words_behind(quotation)
    if _is_said_before(before, evidence, words=len(quotation.text.split())):
        return True
    return _has_saying(behind.lstrip(" ,;:–—-").split(".")[0].split()[: _NEAR + 1], evidence)


def _is_said_before(before: str, evidence: Evidence, *, words: int) -> bool:
    if re.search(r":\s*\W*$", before) and words >= _NEAR:
        return True
    said = _has_saying(before.split()[-_NEAR:], evidence)
    return said or _has_phrase("very_words", before.split(), evidence)


def _has_saying(words: Sequence[str], evidence: Evidence) -> bool:
    return _has_phrase("saying", words, evidence)


def _has_phrase(
    phrases: str, words: Sequence[str], evidence: Evidence, *, first: bool = False
) -> bool:
    """Whether words have one of the phrases of a row of the lexicon, or begin with it."""
    lexicon = lexicon_for(evidence, evidence.language)
    if lexicon is None or not words:
        return False
    lows, sought = lows_of(" ".join(words), lexicon), lexicon.phrases(phrases)
    return any(sought.at(lows, index) for index in range(len(lows))[: 1 if first else None])


def quotations_without_terms(claim: Claim, evidence: Evidence) -> tuple[QuotedWords, ...]:
    """The quotations of a claim, without the terms of the house that nobody says there."""
    terms = evidence.settings.terms
    if not terms:
        return claim.quotations
    return tuple(
        quotation
        for quotation in claim.quotations
        if quotation.text.rstrip(".,;:?!") not in terms
        or behind_a_saying(quotation, claim, evidence)
    )


# --- not marked -------------------------------------------------------------------------


def unmarked(terms: list[QuotedTerm], evidence: Evidence) -> Iterator[Diagnostic]:
    """One finding of all words in quotation marks that cite nothing and are marked as nothing."""
    if not terms:
        return
    spans = [term.quotation.span for term in terms]
    first = next((s for s in spans if s.file == evidence.brief.file), spans[0])
    names = [f"“{name}”" for name in dict.fromkeys(term.quotation.text for term in terms)]
    shown = first_of(names, _SHOWN)
    places = numbered("line", dict.fromkeys(span.start.line for span in spans))
    message = f"in quotation marks, and quoted from no source: {shown} ({places})"
    hint = (
        "cite what is quoted; mark a name or a word at a distance: "
        f"[{names[0]}]{{.term}} (`brief check --fix --ask` asks for each), "
        "or list it in [terms] of brief.toml"
    )
    offers = tuple(_offer(term.quotation, evidence) for term in terms if _can_be(term, evidence))
    if first in evidence.brief.places.values():
        hint = "take the marks away, or list the words in [terms] of brief.toml"
    yield replace(diagnose(codes.UNMARKED_TERM, message, first, hint=hint), offers=offers)


def _can_be(term: QuotedTerm, evidence: Evidence) -> bool:
    return term.can_be_marked and term.quotation.span.file == evidence.brief.file


def _offer(quotation: QuotedWords, evidence: Evidence) -> Fix:
    written = words_at(evidence.brief.source, quotation.span)
    return Fix(quotation.span, f"[{written}]{{.term}}")


# --- marked -----------------------------------------------------------------------------


def every_way_out_is_one(evidence: Evidence) -> Iterator[Diagnostic]:
    """Words marked `.term` must be a term; words marked `.translated` must have an original."""
    for body in evidence.bodies:
        for claim in body.claims:
            for marked in claim.marked:
                match marked.kind:
                    case "term":
                        yield from _of_term(marked, evidence)
                    case "translated":
                        yield from _of_translation(marked, claim, evidence)
                    case "emphasis":
                        yield from _of_emphasis(marked, claim, evidence)


def _of_term(marked: MarkedWords, evidence: Evidence) -> Iterator[Diagnostic]:
    count = len(marked.text.split())
    if count > LONGEST_TERM:
        message = f"a term has at most {LONGEST_TERM} words, and this has {count}"
        hint = "quote it and cite its paragraph, or say it in your own words"
        yield diagnose(codes.BAD_WAY_OUT, message, marked.span, hint=hint)
    elif _is_said(marked, evidence, words=count):
        message = "somebody says these words, so they are a quotation, not a term"
        hint = "take the mark away and cite the paragraph that has them"
        yield diagnose(codes.BAD_WAY_OUT, message, marked.span, hint=hint)
    elif figure := re.search(_FIGURE, marked.text):
        message = f"“{figure[0]}” is a figure, not part of a name"
        hint = "take the mark away, so that it is compared with its source"
        yield diagnose(codes.BAD_WAY_OUT, message, marked.span, hint=hint)
    elif near := _nearly_quoted(marked.text, evidence):
        message = "these are nearly the words of a source, so they are no name"
        hint = f"{near}: quote that without the mark, or say it in your own words"
        yield diagnose(codes.BAD_WAY_OUT, message, marked.span, hint=hint)


def _of_emphasis(marked: MarkedWords, claim: Claim, evidence: Evidence) -> Iterator[Diagnostic]:
    """Italics mark a name or weigh a word; a statement that somebody makes is a quotation."""
    if any(quotation.span.meets(marked.span) for quotation in claim.quotations):
        return
    words = [word for word in marked.text.split() if len(word) >= _TELLING]
    is_title = all(word[0].isupper() for word in words)
    count = len(marked.text.split())
    if count >= _TELLING and not is_title and _is_said(marked, evidence, words=count):
        message = "somebody says these words, so they are a quotation without its marks"
        hint = "put them in quotation marks and cite the paragraph that has them"
        yield diagnose(codes.BAD_WAY_OUT, message, marked.span, hint=hint)


def _is_said(marked: MarkedWords, evidence: Evidence, *, words: int) -> bool:
    """Whether somebody says the words: before them, behind them, or in "… is what he said"."""
    if _is_said_before(marked.before, evidence, words=words):
        return True
    behind = marked.behind.split()
    if _has_phrase("is_what", behind, evidence, first=True):
        return _has_saying(behind, evidence)
    is_all_that_is_said = not marked.before.strip() and marked.behind.startswith(",")
    return is_all_that_is_said and _has_saying(behind[: _NEAR + 1], evidence)


def _nearly_quoted(words: str, evidence: Evidence) -> NearestWords | None:
    """The words of a source that these come near, in a row, and are not; a name may be like some.

    They are near where they share two words at least that say something.
    """
    lexicon = lexicon_for(evidence, evidence.language)
    count = len(words.split())
    if lexicon is None or count < _TELLING or found_elsewhere(words, (), evidence):
        return None
    near = nearest(words, (p for key in evidence.sources for p in everything_of(key, evidence)))
    if near is None or near.likeness < ALIKE or len(near.words.split()) > count + count // _SPREAD:
        return None
    shared = take_apart(words, lexicon).content & take_apart(near.words, lexicon).content
    return near if len(shared) >= _SHARED else None


_TELLING = 4  # words: fewer are like some of a source by accident
_SHARED = 2  # words that say something
_SPREAD = 3  # a third more words of the source may stand between them

_FIGURE = r"[€$£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:%|per cent\b)|\b\d{1,3}(?:,\d{3})+\b|\b\d+\.\d+\b"


def _is_foreign_to(own: str, target: SeedRef, evidence: Evidence) -> bool:
    """Whether a source is in another language, or what it quotes in the cited sentence is."""
    if primary(evidence.seeds[target.key].meta.language) != own:
        return True
    from generator.language.detection import language_of

    passages = (passage for passage in passages_of(target, evidence) if passage.label)
    said = (one.text for passage in passages for one in quoted(passage.text)[0])
    return any(language_of(words) not in (own, "und") for words in said)


def _of_translation(marked: MarkedWords, claim: Claim, evidence: Evidence) -> Iterator[Diagnostic]:
    """A translation must cite one sentence in another language, which the note prints."""
    targets = [c.target for c in claim.group.citations] if claim.group else []
    seeds = [t for t in targets if isinstance(t, SeedRef) and t.key in evidence.seeds]
    own = primary(evidence.language_at(claim.span))
    if not any(part.sentences for target in seeds for part in target.ranges):
        message = "a translation cites the sentence that it translates"
        hint = "name it: [@key, ¶3 s2]; its note then prints the original"
    elif not any(_is_foreign_to(own, target, evidence) for target in seeds):
        message = "this is marked as a translation, and its source is in the brief's language"
        hint = "quote it as it is printed, without the mark; or set `language` in seed.toml"
    elif all(evidence.seeds[t.key].meta.reproduce == "none" for t in seeds):
        message = "the note cannot print the original: nothing of this source may be reproduced"
        hint = "say it in your own words"
    else:
        return
    yield diagnose(codes.BAD_WAY_OUT, message, marked.span, hint=hint)
