"""How findings and files are told to a person, or to another program."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from generator.diagnostics import BriefError, Diagnostic, Severity, render
from generator.workspace import Workspace, find_workspace


def here() -> Workspace:
    """The workspace that the command was given in; ends the run where its settings do not hold."""
    try:
        return find_workspace(Path.cwd())
    except BriefError as error:
        report(Workspace(Path.cwd()), error.diagnostics)
        raise typer.Exit(1) from None


def report(workspace: Workspace, found: Iterable[Diagnostic]) -> None:
    """Print findings, on standard error, with the lines they speak of."""
    texts: dict[str, str | None] = {}
    for finding in found:
        file = finding.span.file
        if file not in texts:
            texts[file] = _text(workspace.root / file)
        shown = render(finding, texts[file])
        typer.echo((_colored(finding, shown) if _has_color() else shown) + "\n", err=True)


def summary(briefs: int, found: Sequence[Diagnostic]) -> str:
    """One line: "2 briefs checked: 1 error, 3 warnings"."""
    checked = f"{briefs} brief{'s' if briefs != 1 else ''} checked"
    counts = [
        f"{number} {severity}{'s' if number != 1 else ''}"
        for severity in Severity
        if (number := sum(finding.severity is severity for finding in found))
    ]
    return f"{checked}: {', '.join(counts) if counts else 'no findings'}"


def as_json(found: Sequence[Diagnostic]) -> str:
    """Findings for other programs; lines and columns count from 1, columns in code points."""
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
        }
        for finding in found
    ]
    counts = {f"{severity}s": sum(f.severity is severity for f in found) for severity in Severity}
    return json.dumps({"diagnostics": rows, "summary": counts}, ensure_ascii=False, indent=2)


def near(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _text(path: Path) -> str | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return None
    return text.replace("\0", "\ufffd")


def _has_color() -> bool:
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


_COLORS = {
    Severity.ERROR: typer.colors.RED,
    Severity.WARNING: typer.colors.YELLOW,
    Severity.NOTE: typer.colors.CYAN,
}


def _colored(finding: Diagnostic, shown: str) -> str:
    color = _COLORS[finding.severity]
    lines = shown.split("\n")
    label, _, message = lines[0].partition(": ")
    lines[0] = f"{typer.style(label, fg=color, bold=True)}: {typer.style(message, bold=True)}"
    return "\n".join(
        typer.style(line, fg=color) if line.startswith("  | ") and set(line[4:]) <= {" ", "^"} else line
        for line in lines
    )
