"""How grave each finding is: as the checks say, as a house wants it, as its format has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec.structs import replace

from generator.config.conversion import Locate
from generator.diagnostics import Code, Diagnostic, Severity, diagnose
from generator.diagnostics.codes import CODES, PROMISE, SETTABLE
from generator.workspace import format as formats

Level = Literal["error", "warning", "note", "off"]


def as_the_house_has_it(finding: Diagnostic, levels: Mapping[str, Level]) -> Diagnostic | None:
    """A finding as grave as `[severities]` of brief.toml makes it; None where that is off."""
    level = levels.get(finding.code) if finding.code in SETTABLE else None
    if level is None:
        return finding
    return None if level == "off" else replace(finding, severity=Severity(level))


def as_its_format_has_it(finding: Diagnostic, written_in: int) -> Diagnostic:
    """A finding as grave as it is in a workspace of the format `written_in`.

    The error of a rule that is new since that format is a warning, for one version.
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
    """Whether a rule comes with the newest format, or the next, and not with a workspace's own.

    What an earlier format brought has warned for a version already.
    """
    return since >= formats.NEWEST and since > written_in


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
