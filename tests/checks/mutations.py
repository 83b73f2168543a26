"""What the checks catch of briefs made false, and how often they object to true ones: a table.

`python -m tests.checks.mutations` makes at least 200 cases of each kind, the same on every run,
from the clean briefs and the texts under tests/material; `--missed` shows what was not caught,
and names of kinds restrict it to those.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from generator.briefs.read import read_brief
from generator.checks import run_checks
from generator.checks.evidence import Evidence
from generator.diagnostics import Diagnostic, Severity
from generator.seeds.seed import Seed
from tests.checking import words_at
from tests.checks.false_citations import FalseCitation, false_citations, quotable
from tests.checks.false_claims import KINDS, Case
from tests.checks.true_claims import (
    LEARNED,
    OPENINGS,
    UNSEEN,
    TrueClaim,
    behind,
    false_by_hand,
    of_paraphrases,
    true_claims,
)

A_CLASS = 240  # cases

ERRORS = (
    *("unknown seed", "unknown record", "missing paragraph", "missing sentence"),
    *("altered quotation", "wrong paragraph", "stitched"),
)


NOTED = ("C016", "C017", "C018")  # warnings, and notes where it is less sure


class Measured(Struct, frozen=True):
    """Of how many cases of a kind how many were caught; `missed` shows the others."""

    kind: str
    cases: int
    caught: int
    missed: tuple[str, ...] = ()
    notes: int = 0  # of those caught: what only a note says

    @property
    def share(self) -> float:
        return self.caught / max(1, self.cases)


def findings(line: str, seed: Seed, folder: Path) -> tuple[str, list[Diagnostic]]:
    """A brief of one line, and what the checks say of it; of notes, those on its wording."""
    front = f"---\ntitle: T\ndate: 2026-11-22\nseeds: [{seed.key}]\n---\n\n"
    path = folder / "x.md"
    path.write_text(f"{front}{line}\n", encoding="utf-8")
    brief, found = read_brief(path, "x.md")
    evidence = Evidence(brief, {seed.key: seed}, {}, (seed.key,))
    every = [*found, *run_checks(evidence)]
    return front + line, [f for f in every if f.severity is not Severity.NOTE or f.code in NOTED]


def errors(claims: list[TrueClaim], folder: Path, count: int = A_CLASS) -> Iterator[Measured]:
    """Each kind of error, caught where the code stands at the exact words."""
    dice = random.Random("errors 6")
    cases: dict[str, list[tuple[FalseCitation, Seed]]] = {kind: [] for kind in ERRORS}
    base = quotable(claims)
    while min(map(len, cases.values())) < count:
        claim = dice.choice(base)
        alike = [other for other in base if other.seed.key == claim.seed.key]
        for case in false_citations(claim, dice.choice(alike), dice):
            cases[case.kind].append((case, claim.seed))
    for kind, made in cases.items():
        missed = [c.line for c, seed in made[:count] if not _is_at_its_place(c, seed, folder)]
        yield Measured(kind, count, count - len(missed), tuple(missed))


def _is_at_its_place(case: FalseCitation, seed: Seed, folder: Path) -> bool:
    text, found = findings(case.line, seed, folder)
    return any(f.code == case.code and words_at(text, f.span) == case.place for f in found)


def warnings(kind: str, claims: list[TrueClaim], folder: Path, count: int = A_CLASS) -> Measured:
    """A kind of warning, caught where its code is among what is found in the claim."""
    cases = [(c.claim, c.words, c.code) for c in cases_of(kind, claims, count)]
    return _caught(kind, cases, folder)


def _caught(kind: str, cases: list[tuple[TrueClaim, str, str]], folder: Path) -> Measured:
    missed, notes = [], 0
    for claim, words, code in cases:
        found = [f for f in of_claim(words, claim, folder) if f.code == code]
        if not found:
            missed.append(f"{words} | {code} | {claim.cited}")
        notes += bool(found) and all(f.severity is Severity.NOTE for f in found)
    return Measured(kind, len(cases), len(cases) - len(missed), tuple(missed), notes)


def of_claim(words: str, claim: TrueClaim, folder: Path) -> list[Diagnostic]:
    return findings(f"{words} [@{claim.seed.key}, {claim.locator}].", claim.seed, folder)[1]


def cases_of(kind: str, claims: Iterable[TrueClaim], count: int) -> list[Case]:
    """Different false claims of a kind, the same on every run."""
    dice = random.Random(f"{kind} 6")
    found: dict[tuple[str, str], Case] = {}
    for _ in range(24):
        for claim in claims:
            for case in KINDS[kind](claim, dice):
                opening = "" if kind == "reporting verb" else dice.choice(OPENINGS)
                words = behind(opening, case.words)
                found.setdefault((words, claim.seed.key), replace(case, words=words))
        if len(found) >= 3 * count:
            break
    cases = list(found.values())
    dice.shuffle(cases)
    return cases[:count]


def by_hand(kind: str, folder: Path, file: str = LEARNED) -> Measured:
    """Claims that a person made false."""
    cases = [(claim, claim.words, code) for code, claim in false_by_hand(file)]
    return _caught(kind, cases, folder)


def false_alarms(kind: str, claims: list[TrueClaim], folder: Path) -> Measured:
    """True claims that are objected to with a warning; those with a note alone are not."""
    objected, notes = [], 0
    for claim in claims:
        found = of_claim(claim.words, claim, folder)
        loud = [f for f in found if f.severity is not Severity.NOTE]
        notes += bool(found) and not loud
        if loud:
            objected.append(f"{claim.words} | {loud[0].code} {loud[0].message}")
    return Measured(kind, len(claims), len(objected), tuple(objected), notes)


def main() -> None:
    claims = true_claims()
    only = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    with TemporaryDirectory() as name:
        for row in table(claims, Path(name), only):
            notes = f"  notes {row.notes}" if row.notes else ""
            shares = f"{row.caught:5} of{row.cases:5}  {row.share:7.1%}{notes}"
            sys.stdout.write(f"{row.kind:30}{shares}\n")
            if "--missed" in sys.argv:
                sys.stdout.writelines(f"    {line}\n" for line in row.missed)


def table(claims: list[TrueClaim], folder: Path, only: Sequence[str] = ()) -> Iterator[Measured]:
    if not only or "errors" in only:
        yield from errors(claims, folder)
    for kind in KINDS:
        if not only or kind in only:
            yield warnings(kind, claims, folder)
    if not only or "hand" in only:
        yield by_hand("false by hand", folder)
    if not only or "alarms" in only:
        yield false_alarms("false alarms", claims, folder)
    if not only or "unseen" in only:  # texts not learned from
        yield by_hand("unseen, false by hand", folder, UNSEEN)
        yield false_alarms("unseen, false alarms", list(of_paraphrases(UNSEEN)), folder)


if __name__ == "__main__":
    main()
