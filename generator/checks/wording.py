"""Whether a claim says what its source says: findings ask to read again where it may not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from generator.briefs.brief import Claim
from generator.checks.evidence import Evidence
from generator.checks.grounds import Ground, grounds
from generator.checks.hedges import hedges_are_kept
from generator.checks.limits import limits_are_kept
from generator.checks.names import has_words, is_understood, may_be_a_word, names_missing
from generator.checks.negation import negations_are_kept
from generator.checks.numbers import numbers_stand_in_the_source
from generator.checks.opposites import opposites_are_not_put
from generator.checks.reliance import (
    claims_with_few_words_of_their_source,
    no_range_is_wider_than_needed,
)
from generator.checks.restrictions import restrictions_are_kept
from generator.checks.widened import some_is_not_all
from generator.diagnostics import Diagnostic, Severity, codes, diagnose
from generator.seeds.places import paragraph_place


def every_claim_says_what_its_source_says(evidence: Evidence) -> Iterator[Diagnostic]:
    each = tuple(grounds(evidence))
    yield from claims_with_few_words_of_their_source(each)
    yield from no_range_is_wider_than_needed(each)
    for ground in each:
        if ground.claim.role == "recommendation" and not _is_the_sources(ground):
            continue  # what to do is the brief's own
        yield from numbers_stand_in_the_source(ground, evidence)
        if not ground.same_language:
            continue
        yield from _names_stand_in_the_source(ground, evidence.brief.front.number)
        if ground.claim.role == "judgement":
            continue  # how sure, and what will not happen, is the brief's own
        for kept in _KEPT:
            yield from (_as_grave_in_a_row(finding, ground) for finding in kept(ground))


_KEPT = (
    negations_are_kept,
    hedges_are_kept,
    limits_are_kept,
    restrictions_are_kept,
    opposites_are_not_put,
    some_is_not_all,
)


def _as_grave_in_a_row(finding: Diagnostic, ground: Ground) -> Diagnostic:
    """A note in a cell beside that of the bracket, where the brief may speak for itself."""
    is_note = ground.is_beside(finding.span)
    return replace(finding, severity=Severity.NOTE) if is_note else finding


def _is_the_sources(ground: Ground) -> bool:
    origin = ground.claim.origin.casefold()
    entries = ground.said.lexicon.lists["from_the_source"].split(",")
    return any(entry.strip() in origin for entry in entries)


def _names_stand_in_the_source(ground: Ground, number: str) -> Iterator[Diagnostic]:
    """The names of a claim that its source lacks; `number` is the brief's, as its house counts."""
    cited = [passage.text for passage in ground.passages]
    meta = [
        f"{s.meta.author}. {s.meta.title}. {s.meta.publisher}."
        for s in {s.key: s for s in ground.seeds}.values()
    ]
    marked = _portion_mark(ground.claim)
    led = marked or _led_by(ground.claim)
    for name, part in names_missing(ground.said, (*cited, *meta), led):
        is_put_in = _is_put_in(part.start, ground) and not _paragraph_with(part.text, ground)
        is_own = is_put_in or ground.is_said(part.start, part.end)
        if not is_own or _counts_alike(part.text, number):
            continue
        if part.end <= marked or re.search(_MEASURED, ground.said.text[: part.start]):
            continue
        if part != name and _paragraph_with(name.text, ground):
            continue  # the longer form of a name that the cited paragraph has: it is known
        whole = (p.text for seed in ground.seeds[:1] for p in seed.paragraphs)
        if is_understood(ground.said, part, cited, whole):
            continue
        other = _paragraph_with(part.text, ground)
        hint = f"it stands in {other}: cite that, too" if other else ground.to_read_again
        message = f"“{part.text}” is not in {ground.cited}"
        span = ground.claim.at(part.start, part.end)
        is_word = may_be_a_word(ground.said, name, led)
        if is_word and ground.claim.role == "recommendation" and name.first == 0:
            continue  # "Build dams": it says what to do
        severity = Severity.NOTE if is_word else Severity.WARNING
        yield diagnose(codes.NAME_NOT_IN_SOURCE, message, span, severity=severity, hint=hint)


_MEASURED = r"(?:°|\d[′″'\"’”]{1,2})\s?$"  # behind it stand letters of a unit: "30′N"
_PORTION = r"\((?:TS|S|C|U|R|CUI|NU|NR|NC|NS|CTS)(?://[A-Z ,/-]+)?\)\s*"


def _portion_mark(claim: Claim) -> int:
    """The offset behind the marking of a paragraph that a claim begins with: "(U)", "(S//NF)".

    Those of the United States (32 CFR 2001.23) and of NATO; what they mark, no source says.
    """
    found = re.match(_PORTION, claim.text) if claim.text[:1] == "(" else None
    return found.end() if found else 0


def _led_by(claim: Claim) -> int:
    """The offset behind the words in bold or italics that a claim begins with."""
    first = next((marked for marked in claim.marked if marked.kind == "emphasis"), None)
    return len(first.text) if first and claim.text.startswith(first.text) else 0


def _counts_alike(name: str, number: str) -> bool:
    """Whether a name is the number of a brief of the same house: PB-2026-01 beside PB-2026-04."""
    return re.sub(r"\d+", "0", name) == re.sub(r"\d+", "0", number)


def _is_put_in(start: int, ground: Ground) -> bool:
    """Whether a name stands in a bracket that the author puts into a quotation: "it [Norway]".

    A bracket inside a word changes its case or its ending, and names nobody: "[T]he".
    """
    text = ground.claim.text
    opened, closed = text.rfind("[", 0, start), text.find("]", start)
    inside = any(a <= opened < b for a, b in ground.claim.quoted)
    return inside and "]" not in text[opened:start] and not text[closed + 1 : closed + 2].isalnum()


def _paragraph_with(name: str, ground: Ground) -> str | None:
    """How the first paragraph of the cited seeds that has a name is cited."""
    paragraphs = (p for s in ground.seeds[:1] for p in s.paragraphs)
    return next((paragraph_place(p) for p in paragraphs if has_words(p.text, name)), None)
