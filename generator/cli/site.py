"""What `brief build --site` does, and what it tells."""

from __future__ import annotations

from pathlib import Path

import typer

from generator.cli.findings import asked_for, in_turn, near, show, show_first
from generator.diagnostics import BriefError
from generator.language.counting import counted


def build_site(
    briefs: list[str] | None, output: Path | None, allow: tuple[str, ...], *, quiet: bool
) -> int:
    """Write each brief that anybody may read as HTML, and an index of them; the exit status."""
    from generator.actions import site

    library, paths = asked_for(briefs)
    folder = site.site_folder(library, output)
    root, pages, failed = library.workspace.root, [], 0
    for path in in_turn(paths):
        try:
            page = site.build_page(library, path, folder, allow=allow)
        except BriefError as error:
            failed += 1
            show_first(list(error.diagnostics), root, path.stem)
            typer.echo(f"{library.workspace.shown(path)}: not built", err=True)
            continue
        pages.append(page)
        if page.kept_back:
            typer.echo(f"{library.workspace.shown(path)}: left out, {page.kept_back}", err=True)
        elif page.file and not quiet:
            typer.echo(near(page.file))
    try:
        index = site.write_index(library, pages, folder)
    except BriefError as error:
        show(error.diagnostics, root)
        return 1
    if not quiet:
        there = sum(page.file is not None for page in pages)
        typer.echo(f"{near(index)}  {counted(there, 'brief')}")
    return 1 if failed else 0
