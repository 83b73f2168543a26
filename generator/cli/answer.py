"""`brief answer`."""

from __future__ import annotations

from typing import Annotated

import typer

from generator.cli.findings import in_workspace
from generator.cli.shell_completion import begun_place, begun_rule


def answer_command(
    place: Annotated[
        str,
        typer.Argument(
            metavar="FILE:LINE[:COLUMN]",
            autocompletion=begun_place,
            help="The place of the warning, such as military:15.",
        ),
    ],
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE", autocompletion=begun_rule, help="The code of the warning, such as C014."
        ),
    ],
    reason: Annotated[
        str, typer.Argument(metavar="REASON", help="Why the text is right as it stands.")
    ],
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who answers; without it, your name in git."),
    ] = None,
) -> None:
    """Answer a warning: say why the text is right as it stands.

    The answer is kept with your name, beside the brief or beside the caveats on a source. It holds
    until the claim or the cited words change. An answered warning no longer stops
    `brief check --strict` or `brief publish`. You cannot answer an error: correct it.

    Examples: `brief answer military:15 C014 "45 of 410, from the annex"` ·
    `brief answer seeds/smith-2025/caveats.md:3 C014 "counted by us"`
    """
    from generator.actions.answer import answer, place_named, user_name
    from generator.diagnostics import GivenAnswer

    try:
        asked = place_named(place)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="FILE:LINE") from None
    said = GivenAnswer(_answer_words(reason, "REASON"), _answer_words(by or user_name(), "--by"))
    with in_workspace() as workspace:
        answer(workspace, asked, code.upper(), said)
        typer.echo(f"{code.upper()} at {asked} is answered, by {said.by}: {said.reason}")


def _answer_words(given: str, name: str) -> str:
    """What was given, on one line; status 2 where it says nothing or cannot be printed."""
    words = " ".join(given.split())
    if not words or not words.isprintable():
        raise typer.BadParameter("say it in words", param_hint=name)
    return words
