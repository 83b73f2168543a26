"""`brief diff`: what differs between two briefs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import to_builtins

from generator.cli.findings import show
from generator.cli.terminal import bold
from generator.diagnostics import BriefError

if TYPE_CHECKING:
    from generator.proof.diff import CitationChange, Difference, JudgementChange, PassageMove

_NAME = "A brief, a finished file, or a version such as military@v1."


def diff_command(
    first: Annotated[str, typer.Argument(metavar="A", help=_NAME)],
    second: Annotated[str, typer.Argument(metavar="B", help="What to compare it with.")],
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="text, or json for programs.")
    ] = "text",
) -> None:
    """Compare two versions of a brief: front matter, judgements, citations, moves and words.

    Exit status: 0 nothing differs, 1 something does, 2 could not run.

    Examples: `brief diff military@v1 military` · `brief diff military@1.0 build/military.docx`
    """
    from generator.actions.compare import compare
    from generator.pipeline.library import Library
    from generator.workspace.finding import find_workspace

    if form not in ("text", "json"):
        typer.echo(f"no format `{form}`: this can be text or json", err=True)
        raise typer.Exit(2)
    root = Path()
    try:
        workspace = find_workspace(root)
        root = workspace.root
        found = compare(Library(workspace), first, second)
    except BriefError as error:
        show(error.diagnostics, root)
        raise typer.Exit(2) from None
    if form == "json":
        typer.echo(json.dumps(to_builtins(found), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_difference_lines(found)))
    raise typer.Exit(1 if found else 0)


def _difference_lines(found: Difference) -> Iterator[str]:
    from generator.cli.word_diff import indented, word_diff

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
