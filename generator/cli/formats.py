"""Findings in the formats that other programs read. Each is a pure function of the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from msgspec import to_builtins

from generator.cli.terminal import json_text
from generator.diagnostics import Diagnostic, Severity, Span
from generator.diagnostics.codes import CODES

Form = Callable[[Sequence[Diagnostic]], str]


def as_json(found: Sequence[Diagnostic]) -> str:
    """As docs/schemas/findings.schema.json says; columns count code points, from 1."""
    rows = [
        {
            "code": finding.code,
            "severity": str(finding.severity),
            "message": finding.message,
            "hint": finding.hint,
            "file": finding.span.file,
            "line": finding.span.start.line,
            "column": finding.span.start.column,
            "end_line": finding.span.end.line,
            "end_column": finding.span.end.column,
            "answer": to_builtins(finding.answer),
        }
        for finding in found
    ]
    summary: dict[str, Any] = {
        f"{severity}s": sum(f.severity is severity and f.answer is None for f in found)
        for severity in Severity
    }
    summary["answered"] = sum(finding.answer is not None for finding in found)
    summary["families"] = dict(sorted(Counter(finding.code[0] for finding in found).items()))
    return json_text({"diagnostics": rows, "summary": summary})


# --- SARIF ------------------------------------------------------------------------------

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_sarif(found: Sequence[Diagnostic]) -> str:
    """SARIF 2.1.0 (OASIS, errata 01), one run, columns in code points."""
    from generator.version import __version__

    codes = sorted({finding.code for finding in found})
    driver = {
        "name": "brief",
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes) | _suppressed(finding) for finding in found],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, Any]:
    known = CODES.get(code)
    if known is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": known.name},
        "defaultConfiguration": {"level": str(known.severity)},
        "properties": {"settable": known.settable, "promised": known.promised},
    }


def _result(finding: Diagnostic, codes: Sequence[str]) -> dict[str, Any]:
    text = finding.message + (f"\n{finding.hint}" if finding.hint else "")
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": str(finding.severity),
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(finding.span)}],
    }
    if finding.fix:
        change = {
            "artifactLocation": _artifact(finding.fix.span.file),
            "replacements": [
                {
                    "deletedRegion": _region(finding.fix.span),
                    "insertedContent": {"text": finding.fix.replacement},
                }
            ],
        }
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _suppressed(finding: Diagnostic) -> dict[str, Any]:
    """A person's answer to a finding, as SARIF 2.1.0 writes it (§3.27.23 and §3.35).

    An empty list says that the finding was not suppressed. No list would say that this is unknown.
    """
    answer = finding.answer
    if answer is None:
        return {"suppressions": []}
    said = f"{answer.reason} ({answer.by})"
    told = {"kind": "external", "status": "accepted", "justification": said}
    return {"suppressions": [told]}


def _location(span: Span) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": _artifact(span.file)}
    if span != Span.at(span.file):  # which stands for the file as a whole
        location["region"] = _region(span)
    return location


def _artifact(file: str) -> dict[str, str]:
    path = PurePath(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(file), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
    }


# --- GitHub -----------------------------------------------------------------------------

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_github(found: Sequence[Diagnostic]) -> str:
    """Workflow commands that GitHub shows beside the lines of a change, one line a finding."""
    return "\n".join(_command(finding) for finding in found)


def _command(finding: Diagnostic) -> str:
    span = finding.span
    properties = {
        "file": span.file,
        "line": span.start.line,
        "col": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
        "title": finding.code,
    }
    said = ",".join(
        f"{name}={_escaped_property(str(value), ':,')}" for name, value in properties.items()
    )
    text = finding.message + (f"\n{finding.hint}" if finding.hint else "")
    if finding.answer:
        text += f"\nanswered by {finding.answer.by}: {finding.answer.reason}"
    return f"::{_COMMANDS[finding.severity]} {said}::{_escaped_property(text)}"


def _escaped_property(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


FORMS: Mapping[str, Form] = {"json": as_json, "sarif": as_sarif, "github": as_github}
"""All formats but `human`, which is shown on standard error."""
