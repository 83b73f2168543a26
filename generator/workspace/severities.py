"""How grave each finding is: as the checks say, or as a house wants it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec.structs import replace

from generator.config.conversion import Locate
from generator.diagnostics import Code, Diagnostic, Severity, diagnose
from generator.diagnostics.codes import PROMISE, SETTABLE

Level = Literal["error", "warning", "note", "off"]


def with_severities(
    found: Iterable[Diagnostic], levels: Mapping[str, Level]
) -> Iterator[Diagnostic]:
    """The findings as grave as `[severities]` of brief.toml makes them; those off are left out."""
    for finding in found:
        level = levels.get(finding.code)
        if level is None or finding.code not in SETTABLE:
            yield finding
        elif level != "off":
            yield replace(finding, severity=Severity(level))


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
