"""Brief + seeds + records → findings. One run shows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks.citations import (
    every_citation_resolves,
    every_cited_seed_is_listed,
    every_listed_seed_is_there,
)
from generator.checks.evidence import Evidence
from generator.checks.quotations import every_quotation_holds
from generator.checks.tradecraft import every_judgement_is_weighed, every_key_point_cites
from generator.diagnostics import Diagnostic

Check = Callable[[Evidence], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    every_listed_seed_is_there,
    every_cited_seed_is_listed,
    every_citation_resolves,
    every_quotation_holds,
    every_key_point_cites,
    every_judgement_is_weighed,
)


def run_checks(evidence: Evidence) -> Iterator[Diagnostic]:
    """Every finding of every check."""
    for check in CHECKS:
        yield from check(evidence)
