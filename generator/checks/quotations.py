"""Every quotation stands, word for word, in the paragraph that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from generator.briefs.brief import Claim, QuotedWords, SeedRef
from generator.checks.evidence import Evidence
from generator.checks.fixes import cited_anew
from generator.checks.matching import chunks, gaps, is_quoted_from
from generator.checks.omissions import turned_quotations
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.language.folding import fold
from generator.language.sentences import sentences
from generator.seeds.seed import Seed, SeedParagraph


def every_quotation_holds(evidence: Evidence) -> Iterator[Diagnostic]:
    for body in evidence.bodies:
        for claim in body.claims:
            for quotation in claim.quotations:
                yield from _hold_against_sources(quotation, claim, evidence)
        for aside in body.asides:
            for quotation in aside.quotations:
                yield from _hold_against_sources(quotation, aside, evidence, can_cite=False)


def _hold_against_sources(
    quotation: QuotedWords, claim: Claim, evidence: Evidence, *, can_cite: bool = True
) -> Iterator[Diagnostic]:
    if claim.group is None:
        yield from _uncited(quotation, evidence, can_cite=can_cite)
        return
    targets = [c.target for c in claim.group.citations if isinstance(c.target, SeedRef)]
    if not targets:
        yield _unchecked(quotation)
        return
    passages = [passage for target in targets for passage in _cited_passages(target, evidence)]
    if not passages:
        yield from _unplaced(quotation, targets, evidence)
        return
    found = next((g for p in passages if (g := gaps(quotation.text, p.text)) is not None), None)
    if found is not None:
        yield from turned_quotations(quotation, found, _language(targets, evidence), evidence)
    else:
        yield _quotation_fault(quotation, claim, passages, evidence)


def _language(targets: list[SeedRef], evidence: Evidence) -> str:
    """The language of the first source that a claim cites."""
    languages = (evidence.seeds[t.key].meta.language for t in targets if t.key in evidence.seeds)
    return next(languages, evidence.language)


def _unplaced(
    quotation: QuotedWords, targets: list[SeedRef], evidence: Evidence
) -> Iterator[Diagnostic]:
    """No cited paragraph is there, which is reported as such; the words must be the seed's yet."""
    keys = [key for key in dict.fromkeys(t.key for t in targets) if key in evidence.seeds]
    if not keys or _found_elsewhere(quotation.text, keys, evidence):
        return
    passages = (_CitedPassage(p.number, p.text) for k in keys for p in evidence.seeds[k].paragraphs)
    nearest = _nearest_wording(quotation.text, passages)
    hint = _as_printed(nearest) if nearest else "nothing like it stands there; read it again"
    message = f"this quotation is nowhere in {' or '.join(keys)}"
    yield diagnose(codes.ALTERED_QUOTATION, message, quotation.span, hint=hint)


def _unchecked(quotation: QuotedWords) -> Diagnostic:
    message = "this quotation is from a record, whose words are not kept here"
    hint = "compare it by hand, or make the text a seed: brief seed import"
    return diagnose(codes.UNCHECKED_QUOTATION, message, quotation.span, hint=hint)


def _quotation_fault(
    quotation: QuotedWords,
    claim: Claim,
    passages: list[_Passage],
    evidence: Evidence,
) -> Diagnostic:
    cited = _paragraphs_named(passages)
    citations = claim.group.citations if claim.group else ()
    keys = dict.fromkeys(c.target.key for c in citations if isinstance(c.target, SeedRef))
    if elsewhere := _found_elsewhere(quotation.text, keys, evidence):
        message = f"this quotation is not in {cited}"
        hint = f"it is found in {elsewhere}"
        fix = cited_anew(claim, evidence)
        return diagnose(codes.WRONG_PARAGRAPH, message, quotation.span, hint=hint, fix=fix)
    if parts := _found_in_parts(quotation.text, keys, evidence):
        message = f"this quotation is stitched together from {' and '.join(parts)}"
        hint = "quote each part by itself, in the source's order, and cite its own paragraph"
        return diagnose(codes.STITCHED_QUOTATION, message, quotation.span, hint=hint)
    message = f"this quotation is not in {cited} as written"
    nearest = _nearest_wording(quotation.text, passages)
    hint = _as_printed(nearest) if nearest else "nothing like it stands there; read it again"
    return diagnose(codes.ALTERED_QUOTATION, message, quotation.span, hint=hint)


def _uncited(quotation: QuotedWords, evidence: Evidence, *, can_cite: bool) -> Iterator[Diagnostic]:
    """A quotation that cites nothing may not be an altered one, wherever it stands."""
    known = dict.fromkeys((*evidence.brief.front.seeds, *evidence.cited_seeds))
    place = _found_elsewhere(quotation.text, known, evidence)
    if place is None and len(quotation.text.split()) >= _TELLING:
        passages = [
            _CitedPassage(p.number, p.text, key)
            for key in known
            if key in evidence.seeds
            for p in evidence.seeds[key].paragraphs
        ]
        nearest = _nearest_wording(quotation.text, passages)
        if nearest and nearest.likeness >= _ALIKE:
            message = "this quotation is not as its source has it, and cites nothing"
            hint = f"{_as_printed(nearest)} ({nearest.passage.key})"
            yield diagnose(codes.ALTERED_QUOTATION, message, quotation.span, hint=hint)
            return
    if can_cite and len(quotation.text.split()) > 1:  # one word in marks is a term
        hint = "cite its paragraph in the same sentence, or leave the quotation marks out"
        if place:
            hint = f"it is found in {place}: cite that in the same sentence"
        message = "this quotation cites nothing"
        yield diagnose(codes.UNCITED_QUOTATION, message, quotation.span, hint=hint)


_TELLING = 4  # words, from which on likeness is no accident
_ALIKE = 0.6


# --- where a quotation comes from -------------------------------------------------------


class _CitedPassage(Struct, frozen=True):
    """Words that a citation points at, and what they are called."""

    name: str
    text: str
    key: str = ""


def _cited_passages(target: SeedRef, evidence: Evidence) -> Iterator[_CitedPassage]:
    """What a citation points at: sentences where it names some, else paragraphs.

    Paragraphs that follow one another are a passage of their own, too.
    """
    paragraphs = list(evidence.paragraphs(target))
    for paragraph in paragraphs:
        if target.pins(paragraph.number):
            yield from _pinned(target, paragraph)
        else:
            yield _CitedPassage(paragraph.number, paragraph.text)
    if len(paragraphs) > 1 and len(target.ranges) == 1:
        yield _CitedPassage("", "\n".join(p.text for p in paragraphs))


def _pinned(target: SeedRef, paragraph: SeedParagraph) -> Iterator[_CitedPassage]:
    """The sentences of a paragraph that a citation names, each row of them as one."""
    each = enumerate(sentences(paragraph.text), 1)
    named = [(count, part) for count, part in each if target.takes(paragraph.number, count)]
    for _, each_row in groupby(enumerate(named), key=lambda entry: entry[1][0] - entry[0]):
        row = [part for _, part in each_row]
        (first, opening), (last, closing) = row[0], row[-1]
        sign = f"s{first}" if first == last else f"s{first}-{last}"
        text = paragraph.text[opening.start : closing.end]
        yield _CitedPassage(f"{paragraph.number} {sign}", text)


def _found_elsewhere(quotation: str, keys: Iterable[str], evidence: Evidence) -> str | None:
    """The first place that has the words: in the seeds named, then in those of the brief."""
    named = list(keys)
    for key in dict.fromkeys([*named, *evidence.brief.front.seeds]):
        seed = evidence.seeds.get(key)
        place = _found_in(quotation, seed) if seed else None
        if place:
            return place if key in named[:1] else f"{place} of {key}"
    return None


def _found_in(quotation: str, seed: Seed) -> str | None:
    for paragraph in seed.paragraphs:
        if is_quoted_from(quotation, paragraph.text):
            return _sentence_of(quotation, paragraph)
    return None


def _found_in_parts(quotation: str, keys: Iterable[str], evidence: Evidence) -> list[str]:
    """Where the parts between omissions come from, if each is found by itself."""
    parts = [part for part in _OMISSION.split(quotation) if chunks(part)]
    places = [_found_elsewhere(part, keys, evidence) for part in parts]
    found = list(dict.fromkeys(place for place in places if place))
    return found if len(parts) > 1 and None not in places else []


_OMISSION = re.compile(r"\[\s*(?:…|\.{3})\s*\]|…|\.{3,4}|\.\s\.\s\.")


def _sentence_of(quotation: str, paragraph: SeedParagraph) -> str:
    for number, sentence in enumerate(sentences(paragraph.text), 1):
        if is_quoted_from(quotation, sentence.text):
            return f"¶{paragraph.number} s{number}"
    return f"¶{paragraph.number}"


def _paragraphs_named(passages: Iterable[_CitedPassage]) -> str:
    unique = list(dict.fromkeys(p.name for p in passages if p.name))
    return f"¶{unique[0]}" if len(unique) == 1 else "¶¶ " + ", ".join(unique)


# --- what the source says instead -------------------------------------------------------


class _Nearest(Struct, frozen=True):
    """The source's own words where it comes nearest, and how near: 1 is word for word."""

    likeness: float
    words: str
    passage: _CitedPassage


def _as_printed(nearest: _Nearest) -> str:
    number = nearest.passage.name.partition(" ")[0]
    return f"¶{number} reads “{nearest.words}”"


def _nearest_wording(quotation: str, passages: Iterable[_CitedPassage]) -> _Nearest | None:
    wanted = _wording(quotation)
    best: _Nearest | None = None
    for passage in passages:
        if not passage.name:
            continue
        for sentence in sentences(passage.text):
            printed = _wording(sentence.text)
            if len(set(wanted) & set(printed)) < 0.3 * len(set(wanted)):
                continue
            likeness, start, end = _likeness(printed, wanted)
            if likeness >= 0.3 and (best is None or likeness > best.likeness):
                words = " ".join(sentence.text.split()[start:end])
                best = _Nearest(likeness, words, passage)
    return best


def _likeness(printed: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[float, int, int]:
    """The share of the wanted words that stand there in order, and from where to where."""
    matcher = SequenceMatcher(None, printed, wanted, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, 0, 0
    shared = sum(block.size for block in blocks) / len(wanted)
    rest = len(wanted) - blocks[-1].b - blocks[-1].size
    start = max(0, blocks[0].a - blocks[0].b)
    return shared, start, min(len(printed), blocks[-1].a + blocks[-1].size + rest)


@lru_cache(maxsize=1024)
def _wording(text: str) -> tuple[str, ...]:
    """The words of a text without case and without the stops that hang on them."""
    return tuple(fold(word).casefold().strip(".,;:!?'") for word in text.split())
