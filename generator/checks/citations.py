"""Every citation leads to an existing paragraph."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from msgspec.structs import replace

from generator.briefs.brief import Brief, Citation, Range, RecordRef, SeedRef
from generator.briefs.citations import canonical_locator
from generator.briefs.cited_places import canonical_pinpoints
from generator.briefs.spelling import unusual_locators
from generator.checks.evidence import Evidence
from generator.checks.nearest_places import missing_ends, place_instead
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.diagnostics.nearest import did_you_mean, nearest_name
from generator.language.counting import counted
from generator.seeds.places import cited_as
from generator.seeds.seed import Seed


def every_citation_resolves(evidence: Evidence) -> Iterator[Diagnostic]:
    for body in evidence.bodies:
        for group in body.groups.values():
            for citation in group.citations:
                yield from _resolves(citation, evidence)


def every_listed_seed_is_there(evidence: Evidence) -> Iterator[Diagnostic]:
    front, places = evidence.brief.front, evidence.brief.places
    for number, key in enumerate(front.seeds):
        if key not in evidence.keys:
            span = places.get(f"seeds.{number}", Span.at(evidence.brief.file))
            yield diagnose(
                codes.UNKNOWN_SOURCE,
                f"no seed `{key}`",
                span,
                hint=_nearest_key(key, evidence.keys),
            )


def every_cited_seed_is_listed(evidence: Evidence) -> Iterator[Diagnostic]:
    """A brief lists its sources in the front matter, so that nothing is cited by accident."""
    brief = evidence.brief
    listed = set(brief.front.seeds)
    unknown = (key for key in brief.front.seeds if key not in evidence.keys)
    listed |= {nearest_name(key, evidence.keys) for key in unknown}  # misspelt there
    for citation in _seed_citations(brief):
        assert isinstance(citation.target, SeedRef)
        key = citation.target.key
        if key in evidence.keys and key not in listed:
            listed.add(key)
            hint = f"add it to the front matter: seeds: [{', '.join([*brief.front.seeds, key])}]"
            message = f"the front matter does not list the seed `{key}`"
            yield diagnose(codes.SEED_NOT_LISTED, message, citation.span, hint=hint)


def every_locator_is_spelt_as_usual(evidence: Evidence) -> Iterator[Diagnostic]:
    for body in evidence.bodies:
        yield from unusual_locators(body.groups.values())


def _seed_citations(brief: Brief) -> Iterator[Citation]:
    for group in brief.body.groups.values():
        for citation in group.citations:
            if isinstance(citation.target, SeedRef):
                yield citation


def _resolves(citation: Citation, evidence: Evidence) -> Iterator[Diagnostic]:
    target = citation.target
    if isinstance(target, RecordRef):
        known = {*evidence.records, *(evidence.record_ids or ())}
        if target.id not in known and evidence.record_ids is not None:
            hint = _nearest_key(target.id, sorted(known))
            yield diagnose(
                codes.UNKNOWN_SOURCE, f"no record `{target.id}`", citation.span, hint=hint
            )
        yield from _places_run_forward(citation, target)
        return
    if target.key not in evidence.keys and evidence.record_ids is None:
        return  # it may be an entry of a file that could not be read, and that is told
    if target.key not in evidence.keys:
        hint = _nearest_key(target.key, evidence.keys)
        message = f"no source here has the key `{target.key}`"
        yield diagnose(codes.UNKNOWN_SOURCE, message, citation.span, hint=hint)
    elif target.key in evidence.seeds:
        yield from _paragraphs_resolve(citation, target, evidence.seeds[target.key])


def _places_run_forward(citation: Citation, target: RecordRef) -> Iterator[Diagnostic]:
    """Whether places in a record rise, as far as their numbers can be compared."""
    for place in target.places:
        first, last = _figures(place.first), _figures(place.last)
        if len(first) == len(last) and first > last:
            written = replace(place, first=place.last, last=place.first)
            if place.first.isdecimal() and len(place.last) < len(place.first):  # "pp. 123-8"
                whole = place.first[: -len(place.last)] + place.last
                written = replace(place, last=whole)
            message = f"the range {place.first}-{place.last} runs backward"
            hint = f"write {canonical_pinpoints([written])}"
            yield diagnose(codes.BACKWARD_RANGE, message, citation.span, hint=hint)


def _figures(number: str) -> tuple[int, ...]:
    """The figures of a plain number or a time; none of one with letters, which only people rank."""
    plain = re.fullmatch(r"[0-9]+(?:[.:][0-9]+)*", number)
    return tuple(map(int, re.split("[.:]", number))) if plain else ()


def _paragraphs_resolve(citation: Citation, target: SeedRef, seed: Seed) -> Iterator[Diagnostic]:
    for written in target.ranges:
        missing = list(missing_ends(written, seed))
        for place in missing:
            spoken = written.named and written.named.kind == "time"
            message = f"`{seed.key}` has {'nothing' if spoken else 'no'} {place}"
            hint = place_instead(written, seed)
            yield diagnose(codes.MISSING_PARAGRAPH, message, citation.span, hint=hint)
        if not missing and written.is_wide and _runs_backward(written, seed):
            first, last = (written.named or written).first, (written.named or written).last
            message = f"the range {first}-{last} runs backward"
            hint = f"write {canonical_locator([_turned_range(written)])}"
            yield diagnose(codes.BACKWARD_RANGE, message, citation.span, hint=hint)
        yield from _sentences_resolve(citation, written, seed)


def _turned_range(written: Range) -> Range:
    named = written.named
    turned = replace(named, first=named.last, last=named.first) if named else None
    return Range(written.last, written.first, named=turned)


def _runs_backward(written: Range, seed: Seed) -> bool:
    return seed.numbers.index(written.first) > seed.numbers.index(written.last)


def _sentences_resolve(citation: Citation, written: Range, seed: Seed) -> Iterator[Diagnostic]:
    if written.sentences and written.is_wide:
        message = "of which paragraph are these sentences? several are cited"
        hint = "name one paragraph: ¶3 s2"
        yield diagnose(codes.MISSING_SENTENCE, message, citation.span, hint=hint)
        return
    paragraph = seed.paragraph(written.first)
    count = len(paragraph.sentences) if paragraph else 0
    for part in written.sentences if paragraph else ():
        assert paragraph
        for number in dict.fromkeys((part.first, part.last)):
            if not 1 <= number <= count:
                shown = cited_as(paragraph.number, seed)
                message = f"{shown} of `{seed.key}` has no sentence {number}"
                hint = (
                    f"it has {counted(count, 'sentence')}: `brief seed show {seed.key}` shows them"
                )
                yield diagnose(codes.MISSING_SENTENCE, message, citation.span, hint=hint)
        if part.first > part.last:
            message = f"the range s{part.first}-{part.last} runs backward"
            hint = f"write s{part.last}-{part.first}"
            yield diagnose(codes.BACKWARD_RANGE, message, citation.span, hint=hint)


def _nearest_key(name: str, known: Collection[str]) -> str:
    return did_you_mean(name, known, "" if known else "there are none in this workspace")
