"""How grave each finding is: as the checks say, as a house wants it, as one run allows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from generator.diagnostics import Diagnostic, Severity
from generator.schema import Locate
from generator.words import lexicon

Level = Literal["error", "warning", "note", "off"]

PROMISED = lexicon("C001 C002 C003 C004 C005 C006 C007 C008 C009 C013")
"""What no setting changes: that each citation leads to a paragraph, and no quotation is altered.

Only `--allow CODE` lets one pass, for one run, and is recorded.
"""


def with_severities(
    found: Iterable[Diagnostic],
    levels: Mapping[str, Level],
    allowed: Collection[str] = (),
) -> Iterator[Diagnostic]:
    """The findings as grave as `brief.toml` makes them; those that are off are left out.

    An error whose code a run allows is shown as a warning.
    """
    for finding in found:
        level = "" if finding.code in PROMISED else levels.get(finding.code, "")
        if finding.is_error and finding.code in allowed:
            level = "warning"
        if not level:
            yield finding
        elif level != "off":
            yield replace(finding, severity=Severity(level))


def faults_of_severities(
    levels: Mapping[str, Level], locate: Locate, *, code: str
) -> Iterator[Diagnostic]:
    """What `[severities]` may not say, each at its own line."""
    for name in levels:
        place = locate(("severities", name))
        if name in PROMISED:
            hint = f"it holds in every brief; let it pass for one run with --allow {name}"
            yield Diagnostic(code, f"the severity of {name} cannot be set", place, hint=hint)
        elif not re.fullmatch(r"[CTL]\d{3}", name):
            hint = "write the code of a citation, tradecraft or layout check: C017, T008, L006"
            yield Diagnostic(code, f"`{name}` is no code whose severity can be set", place, hint=hint)
