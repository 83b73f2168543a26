"""Every quotation must be in what it cites, word for word and with the same sense."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from generator.briefs.brief import Claim, QuotedWords, RecordRef, SeedRef
from generator.checks.edges import turned_at_edges
from generator.checks.evidence import Evidence
from generator.checks.matching import QuotedPlace, chunks, is_quoted_from, places_of
from generator.checks.omissions import TurnedSense, turned_senses
from generator.checks.quotable import (
    ALIKE,
    QuotablePassage,
    everything_of,
    found_elsewhere,
    found_in_parts,
    named,
    nearest,
    passages_of,
)
from generator.checks.speakers import joined_voices, other_speaker, other_subject
from generator.checks.terms import (
    QuotedTerm,
    behind_a_saying,
    is_short,
    quotations_without_terms,
    unmarked,
)
from generator.checks.tokens import take_apart
from generator.diagnostics import Diagnostic, Severity, codes, diagnose
from generator.language.lexicon import primary


def every_quotation_holds(evidence: Evidence) -> Iterator[Diagnostic]:
    """Every fault of words in quotation marks; all words that may be terms are one finding."""
    terms: list[QuotedTerm] = []
    for body in evidence.bodies:
        for claim in body.claims:
            for quotation in quotations_without_terms(claim, evidence):
                yield from _hold_against_sources(quotation, claim, evidence, terms)
        for aside in body.asides:
            yield from _aside_holds(aside, evidence, terms)
    for aside in evidence.beside:
        yield from _aside_holds(aside, evidence, terms)
    yield from unmarked(terms, evidence)


def _aside_holds(aside: Claim, evidence: Evidence, terms: list[QuotedTerm]) -> Iterator[Diagnostic]:
    for quotation in quotations_without_terms(aside, evidence):
        yield from _hold_against_sources(quotation, aside, evidence, terms, is_aside=True)


def _hold_against_sources(
    quotation: QuotedWords,
    claim: Claim,
    evidence: Evidence,
    terms: list[QuotedTerm],
    *,
    is_aside: bool = False,
) -> Iterator[Diagnostic]:
    if claim.group is None:
        yield from _uncited(quotation, claim, evidence, terms, is_aside=is_aside)
        return
    targets = [citation.target for citation in claim.group.citations]
    passages = [passage for target in targets for passage in passages_of(target, evidence)]
    places = [(p, place) for p in passages for place in places_of(quotation.text, p.text)]
    if places:
        yield from _keeps_its_sense(quotation, claim, places, evidence)
    elif all(isinstance(target, RecordRef) for target in targets) and not named(passages):
        yield _unread(quotation, targets[0])
    elif named(passages):
        fault = _quotation_fault(quotation, claim, passages, evidence)
        if fault is None:
            terms.append(QuotedTerm(quotation, can_be_marked=not is_aside))
        else:
            yield fault
    else:
        yield from _unplaced(quotation, targets, evidence)


# --- in what sense ----------------------------------------------------------------------


def _keeps_its_sense(
    quotation: QuotedWords,
    claim: Claim,
    places: list[tuple[QuotablePassage, QuotedPlace]],
    evidence: Evidence,
) -> Iterator[Diagnostic]:
    """The most severe finding about the best place that has the words, and who says them."""
    turned = tuple(_turned_in(quotation, claim, places, evidence))
    yield from turned
    if not turned and (speaker := other_speaker(quotation, claim, places, evidence)):
        yield speaker


def _turned_in(
    quotation: QuotedWords,
    claim: Claim,
    places: list[tuple[QuotablePassage, QuotedPlace]],
    evidence: Evidence,
) -> Iterator[Diagnostic]:
    """The most severe change of sense at the place that changes it least."""
    best: tuple[TurnedSense, ...] | None = None
    for passage, place in places:
        found = tuple(_turned(quotation, claim, place, passage, evidence))
        if best is None or _gravity(found) < _gravity(best):
            best = found
        if not best:
            break
    for turned in (best or ())[:1]:
        code = codes.TURNED_SENSE if turned.proven else codes.TURNED_QUOTATION
        hint = "quote more of it, or say it in your own words"
        yield diagnose(code, turned.message, quotation.span, hint=hint)
    parts = chunks(quotation.text)
    if len(parts) > 1 and any(sum(len(x.words.split()) for x in part) < 2 for part in parts):
        message = "this quotation is put together from single words"
        hint = "quote whole phrases, or say it in your own words"
        yield diagnose(codes.TURNED_QUOTATION, message, quotation.span, hint=hint)


def _gravity(found: tuple[TurnedSense, ...]) -> int:
    return any(turned.proven for turned in found) + bool(found)


def _turned(
    quotation: QuotedWords,
    claim: Claim,
    place: QuotedPlace,
    passage: QuotablePassage,
    evidence: Evidence,
) -> Iterator[TurnedSense]:
    seed = evidence.seeds.get(passage.key)
    lexicon = evidence.lexicons.of(seed.meta.language if seed else evidence.language)
    own = evidence.lexicons.of(evidence.language_at(claim.span))
    beside = (claim.words_before(quotation), claim.words_behind(quotation))
    said = (take_apart(words, own) for words in beside)
    found = [*turned_senses(place, lexicon), *turned_at_edges(place, lexicon, *said)]
    found += joined_voices(place)
    if lexicon.knows == "words":
        found += other_subject(quotation, claim, place, lexicon)
    yield from sorted(found, key=lambda turned: not turned.proven)


# --- cited, and not there ---------------------------------------------------------------


_NOTHING_ALIKE = "nothing like it is there: quote what is, or remove the marks"


def _unplaced(
    quotation: QuotedWords, targets: list[SeedRef | RecordRef], evidence: Evidence
) -> Iterator[Diagnostic]:
    """If no cited paragraph exists, the seed must still have the words."""
    named_keys = dict.fromkeys(t.key for t in targets if isinstance(t, SeedRef))
    keys = [key for key in named_keys if key in evidence.seeds]
    if not keys or found_elsewhere(quotation.text, keys, evidence):
        return
    near = nearest(quotation.text, (p for key in keys for p in everything_of(key, evidence)))
    hint = str(near) if near else _NOTHING_ALIKE
    message = f"this quotation is nowhere in {' or '.join(keys)}"
    yield diagnose(codes.ALTERED_QUOTATION, message, quotation.span, hint=hint)


_NAME = 2  # words that are rather a name than a quotation, where the source has none of them


def _unread(quotation: QuotedWords, target: SeedRef | RecordRef) -> Diagnostic:
    name = target.id if isinstance(target, RecordRef) else target.key
    message = f"this quotation is from the record {name}, which carries no words"
    hint = (
        f"compare it, then add it to {name} in records.yaml: "
        "quote: {text: The words, read: 2026-11-22, by: Your name}"
    )
    return diagnose(codes.UNCHECKED_QUOTATION, message, quotation.span, hint=hint)


def _quotation_fault(
    quotation: QuotedWords, claim: Claim, passages: list[QuotablePassage], evidence: Evidence
) -> Diagnostic | None:
    """What is wrong with a quotation that is not where it cites; None if it may be a name."""
    cited, keys = named(passages), dict.fromkeys(passage.key for passage in passages)
    if elsewhere := found_elsewhere(quotation.text, keys, evidence):
        message = f"this quotation is not in {cited}"
        hint = f"it is found in {elsewhere}"
        from generator.checks.fixes import cited_anew

        fix = cited_anew(claim, evidence)
        return diagnose(codes.WRONG_PARAGRAPH, message, quotation.span, hint=hint, fix=fix)
    if parts := found_in_parts(quotation.text, keys, evidence):
        message = f"this quotation is stitched together from {' and '.join(parts)}"
        hint = "quote each part by itself, in the source's order, and cite its own paragraph"
        return diagnose(codes.STITCHED_QUOTATION, message, quotation.span, hint=hint)
    message = f"this quotation is not in {cited} as written"
    near = nearest(quotation.text, passages)
    hint = str(near) if near else _NOTHING_ALIKE
    if any(_is_foreign(key, claim, evidence) for key in keys):
        hint += f"; a translation of yours is marked [“{quotation.text}”]{{.translated}}"
    elif near is None and is_short(quotation) and not behind_a_saying(quotation, claim, evidence):
        if len(quotation.text.split()) <= _NAME:
            return None
        hint += f"; a name or a title is marked [“{quotation.text}”]{{.term}}"
    return diagnose(codes.ALTERED_QUOTATION, message, quotation.span, hint=hint)


def _is_foreign(key: str, claim: Claim, evidence: Evidence) -> bool:
    seed, own = evidence.seeds.get(key), evidence.language_at(claim.span)
    return seed is not None and primary(seed.meta.language) != primary(own)


# --- cited nowhere ----------------------------------------------------------------------


def _uncited(
    quotation: QuotedWords,
    claim: Claim,
    evidence: Evidence,
    terms: list[QuotedTerm],
    *,
    is_aside: bool,
) -> Iterator[Diagnostic]:
    """A quotation that cites nothing must be in a source of the brief, in the same sense."""
    everything = (p for key in evidence.sources for p in everything_of(key, evidence))
    if place := found_elsewhere(quotation.text, evidence.sources[:1], evidence):
        if not is_aside and claim.role != "title":
            yield from _cited_nowhere(quotation, claim, place, evidence)
        places = [(p, place) for p in everything for place in places_of(quotation.text, p.text)]
        if _tells(quotation) or any(place.gaps for _, place in places):
            yield from _turned_in(quotation, claim, places, evidence)
        return
    near = nearest(quotation.text, everything) if _tells(quotation) else None
    if near and near.likeness >= ALIKE:
        message = "this quotation is not as its source has it, and cites nothing"
        hint = f"{near} ({near.passage.key})"
        yield diagnose(codes.ALTERED_QUOTATION, message, quotation.span, hint=hint)
    elif claim.is_block or not is_short(quotation) or behind_a_saying(quotation, claim, evidence):
        message = "this quotation cites nothing, and is in no source of the brief"
        hint = "cite its paragraph in the same sentence, or say it in your own words"
        if is_aside:
            hint = "quote what a source of the brief says, or say it in your own words"
        yield diagnose(codes.NOWHERE_QUOTED, message, quotation.span, hint=hint)
    else:
        terms.append(QuotedTerm(quotation, can_be_marked=not is_aside))


def _tells(quotation: QuotedWords) -> bool:
    """Whether it has so many words that likeness is no accident."""
    return len(quotation.text.split()) >= _TELLING


_TELLING = 4  # words


def _cited_nowhere(
    quotation: QuotedWords, claim: Claim, place: str, evidence: Evidence
) -> Iterator[Diagnostic]:
    message = "this quotation cites nothing"
    hint = f"it is found in {place}: cite that in the same sentence"
    severity = Severity.ERROR if claim.is_block else None
    if claim.following and _has_words(quotation, claim, evidence):
        message = "the citation of this quotation stands in a later sentence"
        hint, severity = "move it into the sentence that quotes", Severity.NOTE
    elif len(quotation.text.split()) < 2 and not claim.is_block:
        return
    told = diagnose(codes.UNCITED_QUOTATION, message, quotation.span, hint=hint, severity=severity)
    yield replace(told, about=claim.span)


def _has_words(quotation: QuotedWords, claim: Claim, evidence: Evidence) -> bool:
    citations: Iterable[SeedRef | RecordRef] = (
        citation.target for citation in (claim.following.citations if claim.following else ())
    )
    passages = (passage for target in citations for passage in passages_of(target, evidence))
    return any(is_quoted_from(quotation.text, passage.text) for passage in passages)
