"""`brief template …`: see how briefs look and are arranged, and change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.cache import cached_library
from generator.cli.extras import require_package
from generator.cli.findings import FORM, STRICT, failing_severities, in_workspace, near, show
from generator.cli.shell_completion import begun_template
from generator.cli.telling import counted_findings, headed, say
from generator.cli.template_import import template_import
from generator.cli.terminal import command_group
from generator.diagnostics import BriefError, Diagnostic, in_reading_order
from generator.diagnostics.nearest import did_you_mean
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.actions.template_show import ShownTemplate, ShownToken, TokenSource
    from generator.pipeline.library import Library

app = command_group("See how briefs look and are arranged, and make a look of your own.")
_NAME = typer.Argument(
    metavar="NAME", autocompletion=begun_template, help="The template, by its folder's name."
)


app.command("import", no_args_is_help=True)(template_import)


@app.command("list")
def template_list() -> None:
    """List the templates that briefs can be set in here.

    Example: `brief template list`
    """
    from generator.actions.template_list import listed_templates

    with in_workspace() as workspace:
        listed, broken = listed_templates(cached_library(workspace))
    names = max((len(one.name) for one in listed), default=0)
    parents = max((len(one.parent) for one in listed), default=0)
    for one in listed:
        where = "here" if one.is_own else "program"
        told = f"{one.name:<{names}}  {where:<7}  {one.parent:<{parents}}  {one.description}"
        typer.echo(told.rstrip() + (" (the house's)" if one.is_house else ""))
    show(broken, workspace.root)
    if broken:
        raise typer.Exit(1)


@app.command("show", no_args_is_help=True)
def template_show(
    name: Annotated[str, _NAME],
    tables: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TABLE]...",
            help="Show all of these tables (colors, page, styles.heading2), or labels, labels.de.",
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Show also what no template says: the program's defaults.")
    ] = False,
) -> None:
    """Show each value of a template and where it comes from, as a theme.toml that says it all.

    A value is said by this template or by one that it builds on; or a style inherits it from
    another (it is derived); or nothing says it (it is the default of the program).

    With `labels` it shows the fixed words in the house's language, with `labels.de` those in
    another, as a labels.toml.

    Examples: `brief template show memo` · `brief template show memo styles.heading3 colors` ·
    `brief template show memo labels` · `brief template show memo --all`
    """
    from generator.actions.template_show import show_labels, show_template

    with in_workspace() as workspace:
        library = cached_library(workspace)
        named = [table.partition(".") for table in dict.fromkeys(tables or ())]
        languages = [language for first, _, language in named if first == "labels"]
        if languages:
            if len(languages) != len(named):
                message = "labels.toml and theme.toml are two files: ask for one at a time"
                raise typer.BadParameter(message, param_hint="TABLE")
            words = [one for language in languages for one in show_labels(library, name, language)]
            typer.echo("\n".join(_token_lines(words)).strip())
            return
        shown = show_template(library, name)
    for table in tables or ():
        if not any(one.stands_in(table) for one in shown.tokens):
            raise typer.BadParameter(_other_table(shown, table), param_hint="TABLE")
    asked = [one for one in shown.tokens if not tables or any(map(one.stands_in, tables))]
    told = [one for one in asked if every or tables or one.source.origin != "default"]
    head = [] if tables else [f"# {line}".rstrip() for line in _head_of_template(shown)]
    typer.echo("\n".join([*head, "", *_token_lines(told)]).strip())
    if left := len(asked) - len(told):
        more = f"{counted(left, 'value')} more, which no template says: --all shows them"
        typer.echo(f"\n# {more}")


@app.command("new", no_args_is_help=True)
def template_new(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Its name: small letters, digits and hyphens."),
    ],
    parent: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="TEMPLATE",
            autocompletion=begun_template,
            help="The template that it builds on; without it, the house's.",
        ),
    ] = None,
) -> None:
    """Start a template of your own. Comments in it say what may be changed, and stand for nothing.

    Example: `brief template new our-house --from policy-brief`
    """
    from generator.actions.template_new import new_template

    with in_workspace() as workspace:
        made = new_template(cached_library(workspace), name, parent)
    for path in made:
        typer.echo(str(near(path)))
    typer.echo(f"change them, then `brief template check {name}`")


@app.command("check")
def template_check(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            autocompletion=begun_template,
            help="Templates; without any, all that lie here.",
        ),
    ] = None,
    form: Annotated[str, FORM] = "human",
    strict: Annotated[bool, STRICT] = False,
) -> None:
    """Find what does not hold in a template, without a brief of your own.

    Briefs that come with the program are set in it, in all formats: one with every kind of block,
    one in which all is long, with many authors and four scripts, and one that says no more than it
    must. What is found stands at its line.

    Examples: `brief template check our-house` · `brief template check --format sarif`
    """
    from generator.actions.template_list import own_templates

    told: dict[Diagnostic, None] = {}  # a fault of a parent is that of all its children
    with in_workspace() as workspace:
        library = cached_library(workspace)
        asked = names or own_templates(library)
        if not asked:
            typer.echo("no templates here: `brief template new our-house` begins one", err=True)
        for name in asked:
            found = _findings_of_template(library, name)
            told |= dict.fromkeys(found)
            if form == "human":
                _show_of_template(found, workspace.root)
                typer.echo(headed(name, counted_findings(found) or say("no findings")))
    if form != "human":
        from generator.cli.formats import FORMS

        typer.echo(FORMS[form](in_reading_order(told)), nl=bool(told) or form != "github")
    failing = failing_severities(strict=strict)
    raise typer.Exit(1 if any(one.severity in failing for one in told) else 0)


def _findings_of_template(library: Library, name: str) -> tuple[Diagnostic, ...]:
    from generator.actions.template_check import check_template

    try:
        return check_template(library, name)
    except BriefError as error:
        return error.diagnostics


def _show_of_template(found: Iterable[Diagnostic], root: Path) -> None:
    """Print findings, those in the specimens with their lines, too."""
    from generator.templates.specimens import SPECIMENS

    parts: dict[Path, list[Diagnostic]] = {root: [], SPECIMENS: []}
    for one in found:
        parts[SPECIMENS if (SPECIMENS / one.span.file).is_file() else root].append(one)
    for folder, some in parts.items():
        show(some, folder, err=False)


@app.command("preview", no_args_is_help=True)
def template_preview(
    name: Annotated[str, _NAME],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The folder to write to, if not build/templates/NAME."),
    ] = None,
) -> None:
    """Write a specimen in each format, and one image of the pages of three specimens.

    Where Word files begin with your house's own, the image begins with pages of Word, as
    LibreOffice sets them.

    Example: `brief template preview our-house`
    """
    require_package("pypdfium2", "template preview")
    from generator.actions.template_check import preview_template

    with in_workspace() as workspace:
        preview = preview_template(cached_library(workspace), name, output)
    for path in preview.files:
        typer.echo(near(path))
    if preview.lacks_word:
        message = "the image shows no pages of Word: LibreOffice, which sets them, is not here"
        typer.echo(message, err=True)


def _other_table(shown: ShownTemplate, table: str) -> str:
    known = dict.fromkeys(filter(None, (one.table for one in shown.tokens)))
    first = dict.fromkeys(name.split(".")[0] for name in known)
    hint = did_you_mean(table, (*first, *known), f"known here: {', '.join(first)}")
    return f"`{shown.name}` has no table `{table}`: {hint}"


def _head_of_template(shown: ShownTemplate) -> Iterator[str]:
    """What a template is made of, and its settings."""
    yield f"{shown.name}: {shown.description}" if shown.description else shown.name
    yield f"builds on {', which builds on '.join(shown.ancestors) or 'no other'}"
    yield ""
    rows = [
        (file, ", over ".join(_this_or_named(one, shown.name) for one in holders) or "none")
        for file, holders in shown.files.items()
    ]
    rows += [
        (f"{one.key} = {'none' if one.value is None else one.value}", _told_source(one.source))
        for one in shown.settings
    ]
    width = max(len(left) for left, _ in rows)
    for left, right in rows:
        yield f"{left:<{width}}  {right}"


_WIDTH = 34  # of a line of TOML, before the comment on it


def _token_lines(tokens: Sequence[ShownToken]) -> Iterator[str]:
    """The tokens as lines of TOML; what is not there is a comment."""
    table = ""
    for one in tokens:
        if one.table != table:
            table = one.table
            yield from ("", f"[{table}]")
        said = f"{one.key} = {one.value}" if one.value is not None else f"# {one.key} = none"
        about = _told_source(one.source) + (f"; {one.color}" if one.color else "")
        yield f"{said:<{_WIDTH}}  # {about}"


def _told_source(source: TokenSource) -> str:
    if not source.template:
        return "default"
    by = "this template" if source.is_own else source.template
    if source.is_house:
        by = "the house's Word file" if source.is_own else f"the Word file of {by}"
    derived = f"derived from {source.style}: " if source.style else ""
    return f"{derived}{by}, line {source.line}"


def _this_or_named(name: str, own: str) -> str:
    return "this template" if name == own else name
