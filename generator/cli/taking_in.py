"""`brief seed import` and `brief seed snapshot`: what comes in from outside."""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import in_workspace
from generator.cli.terminal import hanging, terminal_width
from generator.language.counting import counted
from generator.seeds.places import first_places, paragraph_place

if TYPE_CHECKING:
    from generator.seeds.importing import ImportedSeed
    from generator.seeds.incoming import IncomingSource
    from generator.seeds.seed import DroppedBlock, SeedParagraph


def seed_import(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="A file: an article, a speech, a law …; the address of a page, https://…; or `-`"
            " for what is piped in.",
        ),
    ],
    key: Annotated[
        str | None,
        typer.Option(
            metavar="KEY", help="The key for citations; without it, the name of the file or page."
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="The encoding of a text, such as Windows-1250, if it asks for it."
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Import it though another reading is about as likely.")
    ] = False,
) -> None:
    """Import a source as a seed, and number its paragraphs.

    Adverts, menus, titles and the like are dropped. `brief seed show KEY --dropped` lists them with
    the reason; `brief seed keep` puts a line back, and `brief seed drop` takes a paragraph out. The
    original is kept as it is.

    A page is fetched once, from the public net alone; beside it, `capture.warc.gz` says how it
    came. Its `seed.toml` gets its address and the day of access, by the clock of this computer.
    No other command but `brief seed snapshot` uses the network. With `fetch = false` in
    `brief.toml`, these two do not, either.

    Examples: `brief seed import article.txt --key smith-2025` ·
    `brief seed import https://example.org/speech --key smith-speech` ·
    `xclip -o | brief seed import - --key smith-2025`
    """
    from generator.config.addresses import is_meant_as_address

    agrees = _agrees(yes=yes)
    with in_workspace() as workspace:
        if is_meant_as_address(source):
            from generator.actions.web_pages import import_page, key_for_page
            from generator.archive.clock import moment

            name, at = key_for_page(source) if key is None else key, moment(None)
            found = import_page(
                workspace, source, key=name, at=at, encoding=encoding, agrees=agrees
            )
        else:
            from generator.seeds.importing import take_in

            name, incoming = _incoming(source, key)
            found = take_in(incoming, workspace.seeds, key=name, encoding=encoding, agrees=agrees)
    for line in import_summary(name, found):
        typer.echo(line)


def _incoming(source: str, key: str | None) -> tuple[str, IncomingSource]:
    """The key of a source that a person names or pipes in, and what came in."""
    from generator.seeds.importing import read_source
    from generator.seeds.incoming import IncomingSource
    from generator.seeds.store import key_for

    if source != "-":
        file = Path(source)
        shown, suffix = file.as_posix(), file.suffix.lower()
        key = key or key_for(file.stem) or file.stem
        return key, IncomingSource(read_source(file, shown), shown, suffix)
    if key is None:
        message = "what is piped in has no name: give it a key, as in `--key smith-2025`"
        raise typer.BadParameter(message, param_hint="--key")
    return key, IncomingSource(read_source(sys.stdin.buffer, _PIPED), _PIPED)


_PIPED = "standard input"


def _agrees(*, yes: bool) -> Callable[[str], bool]:
    """Whether a person imports a source in spite of a question; without a terminal, `yes` says."""
    if yes or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return lambda _: yes
    return lambda question: typer.confirm(f"{question}. Import what was found?")


def seed_snapshot(
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="An entry of records.yaml: R4 in [@R4].")
    ],
) -> None:
    """Save the page of a record, so that it can be shown in ten years what stood there.

    The page at its `url` is fetched once, as by `brief seed import`, and saved as
    `seeds/records/R4.warc.gz`. `records.yaml` gets the day of access and the digest of the copy;
    checks compare it. An archive keeps the copy if the record says `reproduce: full`.

    Example: `brief seed snapshot R4`
    """
    from generator.actions.web_pages import snapshot
    from generator.archive.clock import moment

    with in_workspace() as workspace:
        saved = snapshot(workspace, record, at=moment(None))
    typer.echo(f"{saved.file}  {saved.size:,} bytes")
    typer.echo(f"  from  {saved.url}")
    if saved.noted:
        typer.echo("  records.yaml has the day of access and the digest")
        return
    typer.echo(f"\nAdd these to {record} in records.yaml:")
    for key, value in saved.values.items():
        typer.echo(f"  {key}: {value}")


# --- what is printed --------------------------------------------------------------------


def show_dropped(dropped: Sequence[DroppedBlock]) -> None:
    """Print the dropped blocks of an edition, and why each was dropped."""
    if not dropped:
        typer.echo("\nNo line was dropped.")
        return
    typer.echo(f"\n{counted(len(dropped), 'line')} dropped:")
    reasons = max(len(drop.reason) for drop in dropped)
    number = max(len(str(drop.line)) for drop in dropped)
    for drop in dropped:
        head = f"  line {drop.line:>{number}}  {drop.reason:<{reasons}}  "
        room = max(terminal_width() - len(head) - 2, 24)
        typer.echo(f"{head}“{textwrap.shorten(drop.text, room, placeholder=' …')}”")


_NONE = "(none recognised)"


def import_summary(key: str, found: ImportedSeed) -> Iterator[str]:
    """The lines that an import prints, so that a person sees at a glance whether it is right."""
    paragraphs, dropped = found.edition.paragraphs, found.edition.dropped
    told = counted(len(paragraphs), "paragraph") + ("" if found.is_new else ", as before")
    read_as = f", read as {found.encoding}" if found.encoding else ""  # the kind may settle it
    yield f"seeds/{key}  {told}{read_as}"
    yield hanging("  title    ", found.title or _NONE)
    yield hanging("  author   ", found.author or _NONE)
    yield f"  date     {found.published or _NONE}"
    yield f"  first    {_opening(paragraphs[0])}"
    yield f"  last     {_opening(paragraphs[-1])}"
    yield hanging("  dropped  ", _reasons(dropped) if dropped else "nothing")
    for guess in found.guesses:
        yield hanging("  unsure   ", guess)
    yield ""
    if dropped:
        yield f"See what was left out: brief seed show {key} --dropped"
    cited = f"[@{key}, {first_places(paragraphs)[0]}]"
    yield f"Check what seeds/{key}/seed.toml says, then cite it as {cited}."


def _opening(paragraph: SeedParagraph) -> str:
    head = f"{paragraph_place(paragraph)} "
    return head + textwrap.shorten(
        paragraph.text, terminal_width() - 11 - len(head), placeholder=" …"
    )


def _reasons(dropped: tuple[DroppedBlock, ...]) -> str:
    """How many lines were dropped, for each reason: "7 lines (advert 5, title 1, by-line 1)"."""
    reasons = Counter(block.reason.partition(":")[0] for block in dropped).most_common()
    told = ", ".join(f"{reason} {count}" for reason, count in reasons)
    return f"{counted(len(dropped), 'line')} ({told})"
