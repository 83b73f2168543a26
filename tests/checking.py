"""A brief and its seeds as real objects, checked in one line."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from generator.answers.file import NO_ANSWERS
from generator.answers.settling import Answers
from generator.briefs.places_found import brief_with_places_found
from generator.briefs.read import read_brief
from generator.checks import run_checks
from generator.checks.evidence import Evidence
from generator.diagnostics import Diagnostic, Severity, Span
from generator.language.folding import digest
from generator.pipeline.rulings import Rulings
from generator.seeds.records import ReadWords, Record
from generator.seeds.seed import Edition, Seed, SeedMeta, SeedParagraph, SourcePlace
from generator.templates.rules import Rules
from generator.workspace.format import NEWEST
from generator.workspace.settings import Settings

HARBOUR = (
    (
        "The port authority appears ready to lease two docks to the northern line. It could reopen "
        "the ferry by 2027, unless the strike goes on."
    ),
    (
        "“We will not sell a single berth,” the harbour master said. Traffic grew by 2.5 per cent, "
        "to 3,400 ships; it wasn’t enough."
    ),
    (
        "The authority’s non-aligned members, all from smaller ports, can’t agree on a fee. The "
        "northern line — the largest of them — has a growing share of the island trade."
    ),
)
RECORDS = {
    "R1": Record("Harbour log"),
    "R2": Record(
        "Storm keeps the ferry in port",
        note="a newspaper",
        quote=(ReadWords("No sailing before Tuesday.", datetime.date(2026, 11, 20), "A. Reader"),),
    ),
}

FRONT = "---\ntitle: The harbour\ndate: 2026-11-22\nseeds: [harbour]\n---\n\n"


def seed_of(key: str, texts: Sequence[str], *, language: str = "en") -> Seed:
    paragraphs = tuple(
        SeedParagraph(str(number), text, digest(text), SourcePlace(number, number))
        for number, text in enumerate(texts, 1)
    )
    meta = SeedMeta("The harbour", language=language)
    return Seed(key, meta, Edition(1, "original.txt", "", paragraphs, ()))


def every_finding(
    folder: Path,
    body: str,
    *,
    front: str = FRONT,
    texts: Sequence[str] = HARBOUR,
    settings: Settings | None = None,
    rules: Rules | None = None,
    more: Sequence[Seed] = (),
) -> list[Diagnostic]:
    """All that reading and checking find in a brief about the harbour."""
    path = folder / "x.md"
    path.write_text(front + body + "\n", encoding="utf-8", newline="\n")
    brief, found = read_brief(path, "briefs/x.md")
    seeds = {"harbour": seed_of("harbour", texts)} | {seed.key: seed for seed in more}
    evidence = Evidence(
        brief_with_places_found(brief, seeds),
        seeds,
        RECORDS,
        tuple(seeds),
        settings=replace(settings or Settings(), format=NEWEST),
        rules=rules or Rules(),
    )
    rulings = Rulings(evidence.settings, frozenset(), Answers(NO_ANSWERS, evidence))
    ruled = (rulings.ruled(finding) for finding in (*found, *run_checks(evidence)))
    return [finding for finding in ruled if finding is not None]


def findings(
    folder: Path,
    body: str,
    *,
    front: str = FRONT,
    texts: Sequence[str] = HARBOUR,
    settings: Settings | None = None,
    more: Sequence[Seed] = (),
) -> list[Diagnostic]:
    """The errors and warnings of a brief about the harbour."""
    found = every_finding(folder, body, front=front, texts=texts, settings=settings, more=more)
    return list(grave(found))


def grave(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings without the notes."""
    return tuple(finding for finding in found if finding.severity is not Severity.NOTE)


def codes(found: Sequence[Diagnostic]) -> list[str]:
    return [finding.code for finding in found]


def words_at(text: str, span: Span) -> str:
    """The words of a one-line span."""
    return text.split("\n")[span.start.line - 1][span.start.column - 1 : span.end.column - 1]
