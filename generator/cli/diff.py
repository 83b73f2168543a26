"""`brief diff`: what differs between two briefs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import TEXT_FORM, in_workspace, near, show
from generator.cli.shell_completion import begun_brief
from generator.cli.terminal import bold, json_text
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.pipeline.library import Library
    from generator.proof.diff import CitationChange, Difference, JudgementChange, PassageMove

_NAME = "A brief, a finished file, or a version such as military@v1."


def diff_command(
    first: Annotated[str, typer.Argument(metavar="A", autocompletion=begun_brief, help=_NAME)],
    second: Annotated[
        str,
        typer.Argument(metavar="B", autocompletion=begun_brief, help="What to compare it with."),
    ],
    form: Annotated[str, TEXT_FORM] = "text",
    docx: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a Word file with the changes tracked."),
    ] = None,
    pdf: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a PDF with the changes marked.")
    ] = None,
    author: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who Word says has made the changes: else you, by git."),
    ] = None,
) -> None:
    """Compare two versions of a brief: front matter, judgements, citations, moves and words.

    With `--docx` or `--pdf` it writes a file that shows what was put in, taken out and moved. In
    Word, all changes accepted make it B, all rejected A.

    Exit status: 0 nothing differs, 1 something does, 2 could not run.

    Examples: `brief diff military@v1 military` · `brief diff military@v1 military --docx new.docx`
    """
    from generator.actions.compare import compare
    from generator.cli.cache import cached_library

    if form == "json" and (docx or pdf):
        raise typer.BadParameter("a file of changes is told in words", param_hint="--format")
    with in_workspace(2) as workspace:
        library = cached_library(workspace)
        if docx or pdf:
            asked = {name: path for name, path in (("docx", docx), ("pdf", pdf)) if path}
            raise typer.Exit(_show_changes(library, (first, second), asked, author))
        found = compare(library, first, second)
    if form == "json":
        typer.echo(json_text(found))
    else:
        typer.echo("\n".join(_difference_lines(found)))
    raise typer.Exit(1 if found else 0)


def _show_changes(
    library: Library, between: tuple[str, str], asked: Mapping[str, Path], author: str | None
) -> int:
    """Write the files that show changes, and say what is in them; return the exit status."""
    from generator.actions.answer import user_name
    from generator.actions.build import store_finished, told_of_aside
    from generator.actions.show_changes import changes_file, show_changes
    from generator.redlining.announcing import changes_in

    for form, path in asked.items():
        if path.suffix.lower() != f".{form}":
            hint = near(path.with_suffix(f".{form}"))
            message = f"{near(path)} would not be opened as what it is: name it {hint}"
            raise typer.BadParameter(message, param_hint=f"--{form}")
        if path.resolve() in {Path(name).resolve() for name in between}:
            raise typer.BadParameter(f"{near(path)} is compared: name another file to write")
    shown = show_changes(library, *between, author=author or user_name() or "brief diff")
    files = {path: changes_file(shown, form) for form, path in asked.items()}
    aside = store_finished(files, library, otherwise=", or name another file")
    show([told_of_aside(one, library) for one in aside], library.workspace.root)
    for line in shown.told:
        typer.echo(f"note: {line}", err=True)
    count = changes_in(shown.document)
    numbers = ((count.inserted, "insertion"), (count.deleted, "deletion"), (count.moved, "move"))
    told = ", ".join(counted(number, noun) for number, noun in numbers if number)
    for path in files:
        typer.echo(f"{near(path)}  {told or 'nothing differs'}")
    return 1 if count else 0


def _difference_lines(found: Difference) -> Iterator[str]:
    from generator.cli.terminal import indented, word_diff

    yield bold(f"{found.first} → {found.second}")
    if not found:
        yield "nothing differs"
    if found.front:
        yield from ("", bold("Front matter"))
        for each in found.front:
            line = f"{each.key}: {word_diff('', each.before or '–', each.after or '–', '')}"
            yield from indented([line], "  ")
    if found.judgements:
        yield from ("", bold("Judgements"))
        for judgement in found.judgements:
            yield from indented([_judgement(judgement)], "  ")
    if found.citations:
        yield from ("", bold("Citations"))
        for citation in found.citations:
            yield from indented([_citation_change(citation)], "  ")
    if found.moves:
        yield from ("", bold("Moved"))
        for move in found.moves:
            yield from indented([_passage_move(move)], "  ")
    if found.words:
        yield from ("", bold("Words"))
    for words in found.words:
        yield f"  {words.place}"
        yield from indented([word_diff(words.lead, words.before, words.after, words.rest)])


def _judgement(change: JudgementChange) -> str:
    if change.what == "key point":
        said = "is new" if change.after else "is gone"
        return f"key point {change.point} {said}: {change.text}"
    before, after = change.before or "none", change.after or "none"
    return f"key point {change.point}: {change.what} {before} → {after}"


def _passage_move(move: PassageMove) -> str:
    words = move.words.split()
    shown = " ".join(words[:_SHOWN]) + " …" * (len(words) > _SHOWN)
    others = {1: "", 2: " and the one behind it"}.get(
        move.count, f" and the {move.count - 1} behind it"
    )
    return f"“{shown}”{others}  from {move.before} to {move.after}"


_SHOWN = 8  # words of what has moved


def _citation_change(change: CitationChange) -> str:
    match change.kind:
        case "moved":
            return f"moved   {change.citation}  from {change.before} to {change.after}"
        case "lost":
            return f"lost    {change.citation}  in {change.before}"
        case _:
            return f"gained  {change.citation}  in {change.after}"
