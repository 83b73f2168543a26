"""What becomes of a finding: who may change it after the checks, and when.

A rule takes a finding and returns it, perhaps changed, or None to drop it. The rules are applied in
order, each to the result of the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Purpose, Severity, in_reading_order
from generator.diagnostics.codes import PROMISE, as_grave_for
from generator.workspace.severities import as_its_format_has_it, as_the_house_has_it

if TYPE_CHECKING:
    from generator.answers.settling import Answers
    from generator.workspace.settings import Settings


class Rulings(Struct, frozen=True):
    """Everything that changes the findings about one brief: from its house, author and readers."""

    house: Settings  # whose `[severities]` and whose format these are
    allowed: frozenset[str]  # by hand, for this run: codes of the promise
    answers: Answers  # by people, one at a time
    purpose: Purpose = Purpose.BUILD  # what the brief is read for

    def on(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The findings to report, in reading order and each once."""
        ruled = (self.ruled(finding) for finding in in_reading_order(found))
        return tuple(finding for finding in ruled if finding is not None)

    def ruled(self, finding: Diagnostic) -> Diagnostic | None:
        """The finding to report; None if it is not to be reported."""
        left: Diagnostic | None = finding
        for rule in _RULES:
            if left is not None:
                left = rule(left, self)
        return left


def allowed_codes(codes: Iterable[str]) -> frozenset[str]:
    """The codes to let through. Raises ValueError if one is not the code of a citation error."""
    let = frozenset(codes)
    if other := let - PROMISE:
        known = ", ".join(sorted(PROMISE))
        raise ValueError(f"allow is for {known}, not for {', '.join(sorted(other))}")
    return let


def _as_near_to_print(finding: Diagnostic, said: Rulings) -> Diagnostic:
    """The severity of unfinished work rises from draft to publication."""
    return as_grave_for(finding, said.purpose)


def _as_set(finding: Diagnostic, said: Rulings) -> Diagnostic | None:
    return as_the_house_has_it(finding, said.house.severities)


def _as_new(finding: Diagnostic, said: Rulings) -> Diagnostic:
    """An error of a new rule first only warns, unless the house has set its severity."""
    if finding.code in said.house.severities:
        return finding
    return as_its_format_has_it(finding, said.house.format)


def _let_through(finding: Diagnostic, said: Rulings) -> Diagnostic:
    """An error that `--allow` lets through becomes a note that says so."""
    if not finding.is_error or finding.code not in said.allowed:
        return finding
    told = f"let through by --allow {finding.code}"
    hint = f"{finding.hint}; {told}" if finding.hint else told
    return replace(finding, severity=Severity.NOTE, hint=hint)


def _answered(finding: Diagnostic, said: Rulings) -> Diagnostic:
    return said.answers.settled(finding)


_RULES: tuple[Callable[[Diagnostic, Rulings], Diagnostic | None], ...] = (
    _as_near_to_print,
    _as_set,
    _as_new,
    _let_through,
    _answered,
)
