"""`brief seed update` and `brief seed diff`: a source over time."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import in_workspace
from generator.cli.mending import KeyArgument
from generator.cli.shell_completion import begun_edition
from generator.cli.terminal import bold, indented, terminal_width, word_diff
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.actions.editions import EditionChange
    from generator.actions.next_edition import CitationOutcome, NextEdition
    from generator.seeds.seed import Edition, Seed


def add_updating(app: typer.Typer) -> None:
    """Add these commands to those of `brief seed`."""
    app.command("update", no_args_is_help=True)(seed_update)
    app.command("diff", no_args_is_help=True)(seed_diff)


def seed_update(
    key: KeyArgument,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The newer text of the same source.")
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Store the new text, and rewrite what is certain.")
    ] = False,
    same_source: Annotated[
        bool, typer.Option("--same-source", help="It is the same source, little as is left of it.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Without FILE: show what would be written.")
    ] = False,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="The encoding of FILE, where it is asked.")
    ] = None,
) -> None:
    """Take in a newer text of a source, and show what becomes of each citation of it.

    A citation is the same, moved (same words, another number), changed (both wordings are shown),
    unsure (the places that may be meant are shown) or gone. With `--apply` the text becomes the
    next edition, moved citations are rewritten, and what is not certain is left as an error at its
    place. Without FILE, stored paragraphs are brought to the newest format instead.

    Example: `brief seed update smith-2025 corrected.txt --apply`
    """
    if apply and dry_run:
        message = "take one of them: the first writes, the second only shows"
        raise typer.BadParameter(message, param_hint="--apply --dry-run")
    if file is None:
        _carry_over(key, dry_run=dry_run)
        return
    from generator.actions.next_edition import apply_next, next_edition

    with in_workspace() as workspace:
        update = next_edition(workspace, key, file, encoding=encoding)
        typer.echo("\n".join(_update_lines(update)))
        if update.is_another_source and not same_source:
            message = "is this the same source? if so, add --same-source; else import it with --key"
            typer.echo(f"\n{update.gone:.0%} of its sentences are gone: {message}", err=True)
            raise typer.Exit(1)
        if apply:
            apply_next(workspace, update)
    if apply:
        typer.echo(f"\nseeds/{key}  edition {update.after.edition.number} is stored")
    else:
        typer.echo(
            "\nNothing is written yet: --apply stores the text and rewrites what is certain."
        )


def _update_lines(update: NextEdition) -> Iterator[str]:
    from generator.actions.next_edition import OUTCOMES

    before, after = update.before.edition, update.after.edition
    ends = (
        f"edition {one.number}, {counted(len(one.paragraphs), 'paragraph')}"
        for one in (before, after)
    )
    yield bold(f"{update.after.key}: {' → '.join(ends)}")
    for one in update.outcomes:
        if one.outcome != "same":
            yield from _outcome_lines(one, update.after)
    said = [one.outcome for one in update.outcomes]
    told = [f"{said.count(each)} {each}" for each in OUTCOMES if each in said]
    yield f"citations: {', '.join(told) or 'none'}"


def _outcome_lines(found: CitationOutcome, after: Seed) -> Iterator[str]:
    from generator.briefs.citations import canonical_citation
    from generator.seeds.places import cited_as

    start = found.citation.span.start
    yield ""
    to = f" → {canonical_citation(found.target)}" if found.outcome == "moved" else ""
    place = f"{found.citation.span.file}:{start.line}:{start.column}"
    yield f"{place}  {bold(found.outcome)}  {found.citation.written}{to}"
    for words, places in found.before:
        if not places:
            yield from indented([f"“{words}”"])
        for each in places:
            sign = f"{cited_as(each.number, after)} s{each.sentence}:"
            yield from indented([_both_wordings(sign, words, each.words)])


_SHOWN = 6  # words on each side of those that differ


def _both_wordings(sign: str, before: str, after: str) -> str:
    """What differs between two wordings, with a few words around it."""
    old, new = before.split(), after.split()
    most = min(len(old), len(new))
    ahead = next((n for n in range(most) if old[n] != new[n]), most)
    behind = next((n for n in range(most - ahead) if old[-1 - n] != new[-1 - n]), most - ahead)
    lead = " ".join(
        [sign, *(["…"] if ahead > _SHOWN else []), *old[max(0, ahead - _SHOWN) : ahead]]
    )
    rest = old[len(old) - behind :]
    tail = " ".join([*rest[:_SHOWN], *(["…"] if behind > _SHOWN else [])])
    gone, come = old[ahead : len(old) - behind], new[ahead : len(new) - behind]
    return word_diff(lead, " ".join(gone), " ".join(come), tail)


# --- two editions ---------------------------------------------------------------------------


def seed_diff(
    first: Annotated[
        str,
        typer.Argument(
            metavar="KEY@N",
            autocompletion=begun_edition,
            help="An edition of a seed: smith-2025@1.",
        ),
    ],
    second: Annotated[
        str | None,
        typer.Argument(
            metavar="[KEY@N]", autocompletion=begun_edition, help="Another one; else the newest."
        ),
    ] = None,
) -> None:
    """Compare two editions of a source: paragraphs that moved, changed, came or went.

    Exit status: 0 nothing differs, 1 something does, 2 could not run.

    Example: `brief seed diff smith-2025@1 smith-2025@2`
    """
    from generator.actions.editions import compare_editions

    key, number = _edition_named(first)
    other, latest = _edition_named(second or key)
    if key != other:
        raise typer.BadParameter("both are editions of one seed", param_hint="KEY@N")
    with in_workspace() as workspace:
        before, after, changes = compare_editions(workspace, key, number, latest)
    typer.echo(bold(f"{key}: edition {before.number} → edition {after.number}"))
    typer.echo("\n".join(_change_lines(changes)) or "nothing differs")
    raise typer.Exit(1 if changes else 0)


def _edition_named(written: str) -> tuple[str, int | None]:
    found = re.fullmatch(r"([^@]+)(?:@([0-9]{1,4}))?", written)
    if found is None:
        raise typer.BadParameter(f"{written!r}: write smith-2025@1", param_hint="KEY@N")
    return found[1], int(found[2]) if found[2] else None


def _change_lines(changes: tuple[EditionChange, ...]) -> Iterator[str]:
    for each in changes:
        match each.kind:
            case "moved":
                yield f"{each.before} → {each.after}"
            case "changed" | "unsure":
                yield f"{each.before} → {each.after}  {each.kind}"
                yield from indented([_both_wordings("", each.words, each.new_words)])
            case "gone":
                yield f"{each.before}  gone"
                yield from indented([word_diff("", each.words, "", "")])
            case "new":
                yield f"{each.after}  new"
                yield from indented([word_diff("", "", each.new_words, "")])


# --- the newest format --------------------------------------------------------------------


def _carry_over(key: str, *, dry_run: bool) -> None:
    """Bring the stored paragraphs of a seed to the newest format.

    The new format also records where each sentence begins, as counted today, so that `¶3 s2`
    never changes its meaning. The sentences are shown before they are written.
    """
    from generator.actions.editions import editions_to_carry
    from generator.workspace.storing import change_all

    with in_workspace() as workspace:
        carried = editions_to_carry(workspace, key)
        for each in carried:
            _show_frozen(each.change.file, each.edition)
        if not dry_run:
            change_all(each.change for each in carried)
    if not carried:
        typer.echo(f"seeds/{key}  nothing to update: every edition is in the newest format")
    for each in carried:
        typer.echo(f"{each.change.file}  {'would be carried over' if dry_run else 'carried over'}")


def _show_frozen(file: str, edition: Edition) -> None:
    """Print the sentences of each paragraph of an edition, each shortened to a line."""
    typer.echo(f"{file}  {counted(len(edition.paragraphs), 'paragraph')}\n")
    for paragraph in edition.paragraphs:
        for count, sentence in enumerate(paragraph.sentences, 1):
            head = f"{'' if count > 1 else paragraph.number:>5}  {f's{count}':<4}"
            room = max(terminal_width() - len(head), 24)
            typer.echo(head + textwrap.shorten(sentence.text, room, placeholder=" …"))
    typer.echo()
