"""Brief + seeds + records → findings. One run shows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks.citations import (
    every_citation_resolves,
    every_cited_seed_is_listed,
    every_listed_seed_is_there,
)
from generator.checks.evidence import Evidence
from generator.checks.limits import no_quotation_is_too_short
from generator.checks.quotations import every_quotation_holds
from generator.checks.tradecraft import every_judgement_is_weighed, every_key_point_cites
from generator.checks.wording import every_claim_says_what_its_source_says
from generator.diagnostics import Diagnostic
from generator.severities import with_severities

Check = Callable[[Evidence], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    every_listed_seed_is_there,
    every_cited_seed_is_listed,
    every_citation_resolves,
    every_quotation_holds,
    no_quotation_is_too_short,
    every_claim_says_what_its_source_says,
    every_key_point_cites,
    every_judgement_is_weighed,
)


def run_checks(evidence: Evidence) -> Iterator[Diagnostic]:
    """Every finding of every check, as grave as `brief.toml` makes it."""
    found = (finding for check in CHECKS for finding in check(evidence))
    return with_severities(found, evidence.settings.severities)
