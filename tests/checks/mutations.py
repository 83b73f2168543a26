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
from tests.checks.true_claims import OPENINGS, TrueClaim, behind, false_by_hand, true_claims

A_CLASS = 240  # cases

ERRORS = (
    *("unknown seed", "unknown record", "missing paragraph", "missing sentence"),
    *("altered quotation", "wrong paragraph", "stitched"),
)


class Measured(Struct, frozen=True):
    """Of how many cases of a kind how many were caught; `missed` shows the others."""

    kind: str
    cases: int
    caught: int
    missed: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        return self.caught / max(1, self.cases)


def findings(line: str, seed: Seed, folder: Path) -> tuple[str, list[Diagnostic]]:
    """A brief of one line, and what the checks say of it, notes left out."""
    front = f"---\ntitle: T\ndate: 2026-11-22\nseeds: [{seed.key}]\n---\n\n"
    path = folder / "x.md"
    path.write_text(f"{front}{line}\n", encoding="utf-8")
    brief, found = read_brief(path, "x.md", default_scale="icd203")
    evidence = Evidence(brief, {seed.key: seed}, {}, (seed.key,))
    every = [*found, *run_checks(evidence)]
    return front + line, [f for f in every if f.severity is not Severity.NOTE]


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
    missed = []
    cases = cases_of(kind, claims, count)
    for case in cases:
        line = f"{case.words} [@{case.claim.seed.key}, {case.claim.locator}]."
        _, found = findings(line, case.claim.seed, folder)
        if all(f.code != case.code for f in found):
            missed.append(f"{case.words} | {case.claim.cited}")
    return Measured(kind, len(cases), len(cases) - len(missed), tuple(missed))


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


def by_hand(folder: Path) -> Measured:
    """Claims that a person made false."""
    missed, count = [], 0
    for code, claim in false_by_hand():
        line = f"{claim.words} [@{claim.seed.key}, {claim.locator}]."
        _, found = findings(line, claim.seed, folder)
        count += 1
        if all(f.code != code for f in found):
            missed.append(f"{claim.words} | {code}")
    return Measured("false by hand", count, count - len(missed), tuple(missed))


def false_alarms(claims: list[TrueClaim], folder: Path) -> Measured:
    """True claims that are objected to."""
    objected = []
    for claim in claims:
        line = f"{claim.words} [@{claim.seed.key}, {claim.locator}]."
        _, found = findings(line, claim.seed, folder)
        if found:
            objected.append(f"{claim.words} | {found[0].code} {found[0].message}")
    return Measured("false alarms", len(claims), len(objected), tuple(objected))


def main() -> None:
    claims = true_claims()
    only = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    with TemporaryDirectory() as name:
        for row in table(claims, Path(name), only):
            sys.stdout.write(f"{row.kind:18}{row.caught:5} of{row.cases:5}  {row.share:7.1%}\n")
            if "--missed" in sys.argv:
                sys.stdout.writelines(f"    {line}\n" for line in row.missed)


def table(claims: list[TrueClaim], folder: Path, only: Sequence[str] = ()) -> Iterator[Measured]:
    if not only or "errors" in only:
        yield from errors(claims, folder)
    for kind in KINDS:
        if not only or kind in only:
            yield warnings(kind, claims, folder)
    if not only or "hand" in only:
        yield by_hand(folder)
    if not only or "alarms" in only:
        yield false_alarms(claims, folder)


if __name__ == "__main__":
    main()
