"""Brief + seeds + records → findings. One run shows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks.calibration import (
    confidence_is_kept_apart,
    every_likelihood_is_on_the_scale,
    reported_points_are_not_weighed,
)
from generator.checks.citations import (
    every_citation_resolves,
    every_cited_seed_is_listed,
    every_listed_seed_is_there,
    every_locator_is_spelt_as_usual,
)
from generator.checks.classes import every_class_is_known
from generator.checks.compared import every_claim_is_compared
from generator.checks.digits import digits_stand_in_the_source
from generator.checks.evidence import Evidence
from generator.checks.quotations import every_quotation_holds
from generator.checks.reliance import every_sentence_cites_where_it_must, every_source_is_used
from generator.checks.short_quotations import no_quotation_is_too_short
from generator.checks.strays import no_citation_is_left_as_words
from generator.checks.terms import every_way_out_is_one
from generator.checks.tradecraft import (
    every_judgement_is_weighed,
    every_key_point_cites,
    every_recommendation_says_whose_it_is,
    the_cutoff_fits,
    the_marking_is_of_its_scheme,
    what_the_sources_are_is_said,
)
from generator.checks.uncited import every_number_is_cited
from generator.checks.wording import every_claim_says_what_its_source_says
from generator.diagnostics import Diagnostic

Check = Callable[[Evidence], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    every_class_is_known,
    every_listed_seed_is_there,
    every_cited_seed_is_listed,
    every_citation_resolves,
    every_locator_is_spelt_as_usual,
    no_citation_is_left_as_words,
    every_quotation_holds,
    every_way_out_is_one,
    no_quotation_is_too_short,
    every_claim_is_compared,
    every_claim_says_what_its_source_says,
    digits_stand_in_the_source,
    every_sentence_cites_where_it_must,
    every_number_is_cited,
    every_source_is_used,
    every_key_point_cites,
    every_judgement_is_weighed,
    every_likelihood_is_on_the_scale,
    confidence_is_kept_apart,
    reported_points_are_not_weighed,
    what_the_sources_are_is_said,
    the_cutoff_fits,
    every_recommendation_says_whose_it_is,
    the_marking_is_of_its_scheme,
)


def run_checks(evidence: Evidence) -> Iterator[Diagnostic]:
    """Every finding of every check, with the severity that the check gives it."""
    return (finding for check in CHECKS for finding in check(evidence))
