"""New workspaces and new briefs."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.actions.beginning import fresh_text, text_after
from generator.config.files import BRIEF, SETTINGS, SETTINGS_FILE, stands
from generator.config.names import MOST_OF_A_NAME, can_name, name_from
from generator.config.text import read_text
from generator.diagnostics import Span, codes, refusal
from generator.pipeline.library import Library
from generator.workspace.settings import PLACEHOLDER_PUBLISHER
from generator.workspace.storing import store_for_people
from generator.workspace.workspace import Workspace, starter_workspace

_CARRIED = ("brief.toml", "records.yaml", "seeds", "briefs", "templates")

_README = """\
# A workspace of policy briefs

- **Authors** write `briefs/*.md` and run `brief check`, then `brief build`; the Word files and
  PDFs appear in `build/`. `brief new my-topic --seed my-source` starts a brief.
- **Editors** change the look in `templates/*/theme.toml`, the order in `layout.md.j2` and the
  fixed words in `labels.toml`, and see it at the next build.
- **Archivists** keep `seeds/`, `briefs/`, `templates/`, `records.yaml` and `brief.toml` under
  version control. `brief build` can make `build/` again at any time, byte for byte.

`brief seed import article.txt --key my-source` adds a source. You may delete the example.
Write the name of your house in `brief.toml`: without it, you cannot publish.
"""

# On Windows, git gives texts other line ends; a seed and a manifest know files by their bytes.
_OWN = {
    "README.md": _README,
    ".gitignore": "build/\narchive/\n",
    ".gitattributes": "* text=auto eol=lf\nseeds/** -text\narchive/** -text\n",
}


def lay_out(folder: Path) -> tuple[Path, ...]:
    """Copy a workspace with an example into a folder; return the new files.

    Files that exist already stay as they are. Raises BriefError if the folder cannot be written to.
    """
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _CARRIED:
            made += _copied(starter_workspace() / name, folder / name)
        if folder / SETTINGS_FILE in made:
            _of_no_house(folder / SETTINGS_FILE)
        for name, text in _OWN.items():
            if not (folder / name).exists():
                (folder / name).write_text(text, encoding="utf-8", newline="\n")
                made.append(folder / name)
    except OSError as error:
        shown = folder.as_posix()
        message = f"cannot lay out a workspace in {shown}: {error.strerror or error}"
        hint = "see that the folder may be written to, or name another"
        raise refusal(codes.ALREADY_THERE, message, Span.at(shown), hint=hint) from None
    return tuple(made)


def _of_no_house(path: Path) -> None:
    """Put the placeholder in place of the example's publisher, and take out what it grants."""
    line = f'publisher = "{PLACEHOLDER_PUBLISHER}"'
    settings = read_text(path, SETTINGS_FILE, SETTINGS, code=codes.BAD_SETTINGS)
    text = re.sub(r"^publisher = .*$", line, settings, flags=re.MULTILINE)
    text = re.sub(r"^(?:contact|disclaimer|licence) = .*\n", "", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8", newline="\n")


def _copied(source: Path, target: Path) -> list[Path]:
    if source.is_file():
        if target.exists():
            return []
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        return [target]
    made: list[Path] = []
    for entry in sorted(source.iterdir()):
        if not entry.name.startswith((".", "__")):
            made += _copied(entry, target / entry.name)
    return made


def new_brief(
    workspace: Workspace,
    slug: str,
    *,
    seed: str | None,
    model: Path | None,
    today: datetime.date,
    in_words: bool = False,
) -> Path:
    """Start a brief in which comments say what to write, or words if `in_words`; return its file.

    With a `model` it takes over that brief's head and headings. Raises BriefError for a name
    that cannot be one, or that is taken, and for a model that cannot be read.
    """
    path, library = new_place(workspace, slug), Library(workspace)
    if model is None:
        text = fresh_text(slug, seed, library, today, in_words=in_words)
    else:
        shown = workspace.shown(model)
        said = read_text(model, shown, BRIEF, code=codes.UNREADABLE_BRIEF)
        text = text_after(said, shown, library, today, in_words=in_words)
    write_new({path: text}, workspace)
    return path


def write_new(texts: Mapping[Path, str], workspace: Workspace) -> None:
    """Write the files of what is begun, and their folders: all or none. Raises BriefError."""
    files = {path: text.encode("utf-8") for path, text in texts.items()}
    store_for_people(files, workspace)


def new_place(workspace: Workspace, slug: str) -> Path:
    """The file of a brief that is to be. Raises BriefError as `new_brief` does."""
    return free_place(workspace, workspace.briefs / f"{slug}.md", slug, ("a brief", "energy-2027"))


def free_place(workspace: Workspace, path: Path, slug: str, named: tuple[str, str]) -> Path:
    """The path of what is to be made. `named` is what has the name, and a good name of one.

    Raises BriefError for a name that cannot be one, or a path that is taken.
    """
    kind, good = named
    if not can_name(slug):
        meant = name_from(Path(slug).stem)
        proposal = meant if can_name(meant) else good
        hint = f"use small letters, digits and hyphens, at most {MOST_OF_A_NAME}: {proposal}"
        raise refusal(codes.BAD_SLUG, f"`{slug}` cannot name {kind}", Span.at(slug), hint=hint)
    if stands(path):
        shown = workspace.shown(path)
        raise refusal(
            codes.ALREADY_THERE, f"{shown} exists already", Span.at(shown), hint="take another name"
        )
    return path
