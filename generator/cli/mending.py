"""`brief seed drop`, `keep`, `split`, `join`, `label`: mend what an import found."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import in_workspace
from generator.cli.shell_completion import begun_seed
from generator.cli.terminal import hanging
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.actions.mend import Asked, MendedSeed

KeyArgument = Annotated[
    str,
    typer.Argument(
        metavar="KEY", autocompletion=begun_seed, help="The key of the seed: KEY in [@KEY, ¶1]."
    ),
]
_Paragraph = Annotated[
    str, typer.Argument(metavar="PARAGRAPH", help='How it is cited: `5`, `¶5`, `"Art. 5(2)"`.')
]
_Lines = Annotated[
    str, typer.Argument(metavar="LINE", help="The dropped line or lines: `12` or `12-14`.")
]
_Why = Annotated[
    str | None,
    typer.Option("--why", metavar="TEXT", help="Why; the edition keeps it. Asked for if left out."),
]


def seed_drop(key: KeyArgument, paragraph: _Paragraph, why: _Why = None) -> None:
    """Take a paragraph out of the text, such as an advert that was taken for one.

    While nothing cites the seed, its paragraphs get new numbers. After that, no number changes.
    `brief seed keep` undoes it.

    Example: `brief seed drop smith-2025 5 --why "an advert"`
    """
    from generator.actions.mend import taking_out

    _mend(key, taking_out(paragraph), _reason_given(why))


def seed_keep(key: KeyArgument, line: _Lines, why: _Why = None) -> None:
    """Put a dropped line of the original back, as a new paragraph.

    While nothing cites the seed, its paragraphs get new numbers. After that, no number changes: a
    line put back after ¶3 becomes ¶3A. `brief seed drop` undoes it.

    Example: `brief seed keep smith-2025 14 --why "the author's own words"`
    """
    _put_lines_back(key, line, _reason_given(why))


def seed_restore(key: KeyArgument, line: _Lines) -> None:
    """What `brief seed keep` was called before."""
    _put_lines_back(key, line, "put back")


def _put_lines_back(key: str, line: str, why: str) -> None:
    from generator.actions.mend import putting_back

    bounds = re.fullmatch(r"(\d{1,9})(?:[-–](\d{1,9}))?", line)
    if bounds is None or int(bounds[1]) > int(bounds[2] or bounds[1]):
        message = f"{line!r} names no lines: write 12 or 12-14"
        raise typer.BadParameter(message, param_hint="LINE")
    _mend(key, putting_back(int(bounds[1]), int(bounds[2] or bounds[1])), why)


def seed_split(
    key: KeyArgument,
    paragraph: _Paragraph,
    where: Annotated[
        str,
        typer.Argument(
            metavar="WHERE",
            help="What the second half begins with: a sentence (`s3`) or words as they stand.",
        ),
    ],
    why: _Why = None,
) -> None:
    """Make two paragraphs of one that the original prints as two.

    Once the seed is cited, the second half of ¶5 becomes ¶5A. `brief seed join` undoes it.

    Example: `brief seed split smith-2025 5 s3 --why "a new paragraph in print"`
    """
    from generator.actions.mend import parting

    _mend(key, parting(paragraph, where), _reason_given(why))


def seed_join(
    key: KeyArgument,
    paragraphs: Annotated[
        str, typer.Argument(metavar="PARAGRAPHS", help="Two that follow each other: `5-6`.")
    ],
    why: _Why = None,
) -> None:
    """Make one paragraph of two that the original prints as one.

    Once the seed is cited, ¶5 keeps its number, and a citation of ¶6 is an error that names ¶5.
    `brief seed split` undoes it.

    Example: `brief seed join smith-2025 5-6 --why "a page break"`
    """
    from generator.actions.mend import joining

    _mend(key, joining(paragraphs), _reason_given(why))


def seed_label(
    key: KeyArgument,
    paragraph: _Paragraph,
    label: Annotated[
        str,
        typer.Argument(metavar="LABEL", help='As printed: `8(c)`, `"Art. 5"`; `""` undoes it.'),
    ],
    why: _Why = None,
) -> None:
    """Cite a paragraph by the number that the original prints for it.

    Once the seed is cited, a citation of its old number is an error that names the new one.

    Example: `brief seed label act 3A "Article 4" --why "the number stands in the margin"`
    """
    from generator.actions.mend import relabelling
    from generator.seeds.numbering import PARAGRAPH_NUMBER
    from generator.seeds.printed_numbers import number_asked

    printed = " ".join(label.split())
    if printed and not PARAGRAPH_NUMBER.fullmatch(number_asked(printed)):
        message = f'{label!r} is no number of a paragraph: write 8(c), "Art. 5(2)" or "§ 12"'
        raise typer.BadParameter(message, param_hint="LABEL")
    _mend(key, relabelling(paragraph, printed), _reason_given(why))


def add_mending(app: typer.Typer) -> None:
    """Add these commands to those of `brief seed`."""
    for name, command in _COMMANDS.items():
        app.command(name, no_args_is_help=True, hidden=name == "restore")(command)


_COMMANDS: Mapping[str, Callable[..., None]] = {
    "drop": seed_drop,
    "keep": seed_keep,
    "restore": seed_restore,
    "split": seed_split,
    "join": seed_join,
    "label": seed_label,
}

# --- why --------------------------------------------------------------------------


def _reason_given(why: str | None) -> str:
    """Why a seed is changed; a person at a terminal is asked."""
    if why is None and sys.stdin.isatty():
        why = str(typer.prompt("Why"))
    if not (why or "").strip():
        message = 'say why: --why "an advert"; the edition keeps it for those who read it later'
        raise typer.BadParameter(message, param_hint="--why")
    return " ".join((why or "").split())


# --- what is printed ----------------------------------------------------------------------


def _mend(key: str, asked: Asked, why: str) -> None:
    from generator.actions.answer import user_name
    from generator.actions.mend import mend_seed

    with in_workspace() as workspace:
        done = mend_seed(workspace, key, asked, by=user_name() or "somebody", why=why)
    _show_mended(key, done)


def _show_mended(key: str, done: MendedSeed) -> None:
    from generator.seeds.places import paragraph_place

    paragraphs = done.after.paragraphs
    told = f"edition {done.after.number}, {counted(len(paragraphs), 'paragraph')}"
    typer.echo(f"seeds/{key}  {told}")
    if not done.is_cited:
        typer.echo("  nothing cites it yet: its paragraphs are numbered as if imported so")
    for paragraph in done.new if done.is_cited else done.changed:
        typer.echo(hanging(f"{paragraph_place(paragraph).removeprefix('¶'):>5}  ", paragraph.text))
    for number in done.gone if done.is_cited else ():
        typer.echo(f"  ¶{number} is gone: a citation of it is an error now")
