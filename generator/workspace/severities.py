"""How grave each finding is: as the checks say, as a house wants it, as its format has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec.structs import replace

from generator.config.conversion import Locate
from generator.diagnostics import Code, Diagnostic, Severity, diagnose
from generator.diagnostics.codes import CODES, PROMISE, SETTABLE
from generator.workspace import format as formats

Level = Literal["error", "warning", "note", "off"]


def with_severities(
    found: Iterable[Diagnostic], levels: Mapping[str, Level], written_in: int
) -> Iterator[Diagnostic]:
    """The findings as grave as they are in a workspace of the format `written_in`.

    `[severities]` of brief.toml comes first; those off are left out. Of the other errors, one
    of a rule that is new since that format is a warning, for one version.
    """
    young = _new_rules(written_in)
    for finding in found:
        level = levels.get(finding.code) if finding.code in SETTABLE else None
        if level is not None and level != "off":
            yield replace(finding, severity=Severity(level))
        elif level is None and finding.is_error and finding.code in young:
            yield _as_warning(finding, written_in)
        elif level is None:
            yield finding


def _new_rules(written_in: int) -> frozenset[str]:
    """The codes whose errors the newest format brings, or the next, and not that of a workspace.

    What an earlier format brought has warned for a version already.
    """
    new = (code for code, row in CODES.items() if row.since >= formats.NEWEST)
    return frozenset(code for code in new if CODES[code].since > written_in)


def _as_warning(finding: Diagnostic, written_in: int) -> Diagnostic:
    since = CODES[finding.code].since
    said = f"this rule is new: it stops no build before format {since}, and this has {written_in}"
    if since <= formats.NEWEST:
        said += "; see `brief upgrade`"
    hint = f"{finding.hint}; {said}" if finding.hint else said
    return replace(finding, severity=Severity.WARNING, hint=hint)


def faults_of_severities(
    levels: Mapping[str, Level], locate: Locate, *, code: Code
) -> Iterator[Diagnostic]:
    """What `[severities]` may not say, each at its own line."""
    for name in levels:
        place = locate(("severities", name))
        if name in PROMISE:
            hint = f"it holds in every brief; let it pass for one run with --allow {name}"
            yield diagnose(code, f"the severity of {name} cannot be set", place, hint=hint)
        elif name not in SETTABLE:
            hint = "see docs/codes.md for the rules of families C and T"
            yield diagnose(code, f"the severity of `{name}` cannot be set", place, hint=hint)
