"""What becomes of a finding: who may change it after the checks, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Purpose, Severity, in_reading_order
from generator.diagnostics.codes import CODES, PROMISE, SETTABLE, as_grave_for
from generator.workspace import format as formats

if TYPE_CHECKING:
    from generator.answers.settling import Answers
    from generator.workspace.settings import Level, Settings


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
        """The finding to report; None if it is not to be reported.

        Unfinished work grows graver from draft to publication. Then each has its say, the house,
        `--allow` and those who answer findings, about what the one before has made of it. A rule
        that is new at first only warns, unless the house has set its severity.
        """
        levels = self.house.severities
        graded = as_the_house_has_it(as_grave_for(finding, self.purpose), levels)
        if graded is None:
            return None
        if finding.code not in levels:
            graded = as_its_format_has_it(graded, self.house.format)
        return self.answers.settled(_let_through(graded, self.allowed))


def allowed_codes(codes: Iterable[str]) -> frozenset[str]:
    """The codes to let through. Raises ValueError if one is not the code of a citation error."""
    let = frozenset(codes)
    if other := let - PROMISE:
        known = ", ".join(sorted(PROMISE))
        raise ValueError(f"allow is for {known}, not for {', '.join(sorted(other))}")
    return let


def as_the_house_has_it(finding: Diagnostic, levels: Mapping[str, Level]) -> Diagnostic | None:
    """The finding with the severity that `[severities]` of brief.toml gives it; None for "off"."""
    level = levels.get(finding.code) if finding.code in SETTABLE else None
    if level is None:
        return finding
    return None if level == "off" else replace(finding, severity=Severity(level))


def as_its_format_has_it(finding: Diagnostic, written_in: int) -> Diagnostic:
    """The finding with the severity that it has in a workspace of the format `written_in`.

    An error of a rule that is newer than that format is a warning for one version.
    """
    since = CODES[finding.code].since
    if not finding.is_error or not _is_new(since, written_in):
        return finding
    said = f"this rule is new: it stops no build before format {since}, and this has {written_in}"
    if since <= formats.NEWEST:
        said += "; see `brief upgrade`"
    hint = f"{finding.hint}; {said}" if finding.hint else said
    return replace(finding, severity=Severity.WARNING, hint=hint)


def _is_new(since: int, written_in: int) -> bool:
    """Whether a rule is newer than a workspace, and came with the newest format or the next.

    A rule of an earlier format has already warned for one version.
    """
    return since >= formats.NEWEST and since > written_in


def _let_through(finding: Diagnostic, allowed: frozenset[str]) -> Diagnostic:
    """An error that `--allow` lets through becomes a note that says so."""
    if not finding.is_error or finding.code not in allowed:
        return finding
    told = f"let through by --allow {finding.code}"
    hint = f"{finding.hint}; {told}" if finding.hint else told
    return replace(finding, severity=Severity.NOTE, hint=hint)
