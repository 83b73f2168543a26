"""The severity of each finding: from the checks, from the house, from the workspace's format."""

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


def faults_of_severities(
    levels: Mapping[str, Level], locate: Locate, *, code: Code
) -> Iterator[Diagnostic]:
    """The faults of `[severities]`, each at its own line."""
    for name in levels:
        place = locate(("severities", name))
        if name in PROMISE:
            hint = f"it holds in every brief; let it pass for one run with --allow {name}"
            yield diagnose(code, f"the severity of {name} cannot be set", place, hint=hint)
        elif name not in SETTABLE:
            hint = "see `brief docs codes` for the rules of families C and T"
            yield diagnose(code, f"the severity of `{name}` cannot be set", place, hint=hint)
