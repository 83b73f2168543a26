"""`brief merge`: edits of Word files, brought back into the Markdown of a brief."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec import Struct, to_builtins

from generator.cli.findings import TEXT_FORM, in_workspace, near, show_first
from generator.cli.shell_completion import begun_brief
from generator.cli.telling import summary
from generator.cli.terminal import bold, colored_diff, indented, json_text
from generator.diagnostics import Diagnostic
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.actions.merge import Merging, ToldOfFile
    from generator.workspace.workspace import Workspace


def merge_command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Edited files: Word, or OpenDocument text."),
    ],
    write: Annotated[
        bool,
        typer.Option(
            "--write", help="Store the Markdown, check it, and write a Word file that goes back."
        ),
    ] = False,
    reject: Annotated[
        bool, typer.Option("--reject", help="Take recorded changes as refused, not as accepted.")
    ] = False,
    comments: Annotated[
        bool, typer.Option("--comments", help="Put remarks of readers into the Markdown.")
    ] = False,
    onto: Annotated[
        str | None,
        typer.Option(
            metavar="SLUG",
            autocompletion=begun_brief,
            help="The brief that a file was made from, if it is lost.",
        ),
    ] = None,
    form: Annotated[str, TEXT_FORM] = "text",
) -> None:
    """Bring edits of a Word file back into the Markdown. Only --write changes a file.

    Shows the difference, then what could not be taken over, with its place in the Word file. Each
    file is compared with the Markdown that it was made from. If the brief has changed since, both
    changes are joined; where they meet, the brief stays as it is and both are shown.

    With --write, a new Word file beside the edited one has as comments what the check finds, what
    was not taken over, and what people remark. An answer “ok: reason” to such a comment settles a
    warning when the file comes back.

    Exit status: 0 every edit was taken over, 1 something was not, or people remark on something, 2
    could not run. With --write, an error that the check finds is 1, too.

    Examples: `brief merge military-edited.docx` · `brief merge ann.docx ben.docx --write` ·
    `brief merge from-google.docx --onto military`
    """
    from generator.actions.merge import merge
    from generator.cli.cache import cached_library

    with in_workspace(2) as workspace:
        library = cached_library(workspace)
        found = merge(
            *files, onto=onto, reject=reject, comments=comments, write=write, workspace=library
        )
        back = _written_back(files[0], found, workspace) if write else None
    findings = back.findings if back else ()
    if form == "json":
        row = _merging_row(found, findings)
        row["back"] = back.path.as_posix() if back else None
        typer.echo(json_text(row))
    else:
        _show_merging(found, write=write)
        if back:
            show_first(findings, workspace.root, found.path.stem, err=False)
            typer.echo(summary(1, findings))
            typer.echo(back.line)
    failing = any(finding.is_error for finding in findings)
    raise typer.Exit(0 if found.is_whole and not failing else 1)


class _GoesBack(Struct, frozen=True):
    """A Word file for those who have edited a brief, and what is found in it."""

    path: Path
    findings: tuple[Diagnostic, ...]
    line: str


def _written_back(handed: Path, found: Merging, workspace: Workspace) -> _GoesBack:
    from generator.actions.hand_in import handed_back, store_beside

    made = handed_back(workspace, found)
    path = store_beside(handed, made)
    open_ones = tuple(each for each in made.findings if each.answer is None)
    comments = len(open_ones) + len(made.said)
    state = f"a draft with {counted(comments, 'comment')}" if made.is_draft else "clean"
    settled = f", {counted(len(made.answered), 'finding')} answered" if made.answered else ""
    return _GoesBack(path, open_ones, f"{near(path)}: {state}{settled}")


def _show_merging(found: Merging, *, write: bool) -> None:
    if found.change:
        typer.echo(colored_diff(found.change.diff, sys.stdout) + "\n")
    for line in _told_lines(found.told):
        typer.echo(line)
    typer.echo(_merge_outcome(found, write=write))


def _told_lines(told: tuple[ToldOfFile, ...]) -> Iterator[str]:
    """What was not taken over, file by file, each with its place in Word's terms."""
    for file, group in groupby(told, lambda one: one.file):
        yield bold(file)
        for one in group:
            yield from indented([f"{one.place.shown or 'in the file as a whole'}:"], "  ")
            yield from indented([one.told.message], "    ")
            if one.told.hint:
                yield from indented([f"= hint: {one.told.hint}"], "    ")
        yield ""


_NAMES = {
    "untaken": "edit not taken over",
    "conflict": "conflict",
    "comment": "remark",
    "citation": "citation deleted",
}


def _merge_outcome(found: Merging, *, write: bool) -> str:
    counts = Counter[str](one.told.kind for one in found.told)
    parts = [_counted_kind(counts[kind], noun) for kind, noun in _NAMES.items() if counts[kind]]
    if found.change is None:
        parts.insert(0, "nothing to take over")
    elif write:
        parts.insert(0, f"{found.change.file} is stored")
    else:
        parts.append("nothing is stored; --write stores what is shown")
    return ", ".join(parts)


def _counted_kind(number: int, noun: str) -> str:
    first, _, rest = noun.partition(" ")
    return f"{counted(number, first)} {rest}".rstrip()


def _merging_row(found: Merging, findings: tuple[Diagnostic, ...]) -> dict[str, Any]:
    return {
        "brief": found.change.file if found.change else found.path.as_posix(),
        "diff": found.change.diff if found.change else "",
        "told": [
            {
                "file": one.file,
                "kind": one.told.kind,
                "message": one.told.message,
                "hint": one.told.hint,
                "heading": one.place.heading,
                "paragraph": one.place.beginning,
                "number": one.told.paragraph,
            }
            for one in found.told
        ],
        "findings": [to_builtins(finding) for finding in findings],
    }
