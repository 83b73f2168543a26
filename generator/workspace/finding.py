"""Finding the workspace of a folder, and the briefs that a person names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from generator.config.files import (
    LIBRARY_SUFFIXES,
    SETTINGS_FILE,
    names_in,
    stands,
    workspace_above,
)
from generator.diagnostics import Span, codes, refusal
from generator.diagnostics.nearest import did_you_mean
from generator.workspace.settings import read_settings
from generator.workspace.workspace import Workspace


def find_workspace(start: str | os.PathLike[str]) -> Workspace:
    """The workspace of a folder: the folder or the nearest above with `brief.toml` or `briefs/`.

    If there is none, the folder itself. Raises BriefError if `brief.toml` has a fault.
    """
    own = Path(start).resolve()
    root = workspace_above(own) or own
    path = root / SETTINGS_FILE
    return Workspace(root, read_settings(path)) if stands(path) else Workspace(root)


def find_briefs(workspace: Workspace, names: Iterable[str] = ()) -> tuple[Path, ...]:
    """The files of the briefs named by slug or path; without names, all in the workspace.

    Raises BriefError if a name belongs to no brief.
    """
    named = list(names)
    if not named:
        found = names_in(workspace.briefs, "*.md")
        if not found:
            with suppress(FileNotFoundError):
                next(
                    workspace.briefs.iterdir(), None
                )  # the pattern is silent where nobody may look
            hint = _where_briefs_begin(workspace)
            raise refusal(codes.NO_SUCH_BRIEF, "no briefs here", Span.at("briefs"), hint=hint)
        return found
    return tuple(_find_brief(workspace, name) for name in named)


def _find_brief(workspace: Workspace, name: str) -> Path:
    for path in (Path(name), workspace.briefs / f"{name}.md", workspace.briefs / name):
        if path.suffix == ".md" and stands(path):
            _refuse_elsewhere(workspace, path, name)
            return path
    if Path(os.path.realpath(name)) in (workspace.root, workspace.briefs):
        hint = "leave it out: without a name, all briefs are taken"
        raise refusal(codes.NO_SUCH_BRIEF, f"`{name}` is a folder", Span.at(name), hint=hint)
    known = [path.stem for path in names_in(workspace.briefs, "*.md")]
    hint = did_you_mean(Path(name).stem, known) if known else _where_briefs_begin(workspace)
    raise refusal(codes.NO_SUCH_BRIEF, f"no brief `{name}`", Span.at(name), hint=hint)


def _where_briefs_begin(workspace: Workspace) -> str:
    """What to type in a folder without briefs: in a workspace, and outside of all."""
    if workspace_above(workspace.root):
        return "`brief new NAME` begins one in briefs/"
    return "go to the folder that has `brief.toml`; `brief init` makes one, with a worked example"


def _refuse_elsewhere(workspace: Workspace, path: Path, name: str) -> None:
    """Raise BriefError if a brief is of another workspace, for its sources are there."""
    own = workspace_above(Path(os.path.realpath(path)).parent)  # a ring of links leads nowhere
    if own is not None and own != workspace.root.resolve():
        message = f"`{name}` belongs to another workspace"
        hint = f'go there first: cd "{own}"'
        raise refusal(codes.NO_SUCH_BRIEF, message, Span.at(name), hint=hint)


def template_meant(workspace: Workspace, name: str) -> str:
    """What to write where somebody names a template that there is not."""
    if name in begun_templates(workspace):
        return f'templates/{name} lacks its template.toml: write parent = "policy-brief" into it'
    return did_you_mean(name, workspace.templates)


def begun_templates(workspace: Workspace) -> tuple[str, ...]:
    """The folders of a workspace that look like templates and are none, for want of a file."""
    folder = workspace.root / "templates"
    held = {path.parent for name in _OF_TEMPLATES for path in names_in(folder, f"*/{name}")}
    return tuple(sorted(one.name for one in held if not stands(one / "template.toml")))


_OF_TEMPLATES = ("theme.toml", "labels.toml", "*.md.j2")


def find_files(workspace: Workspace) -> Iterator[Path]:
    """All files that people keep in a workspace: its own files, and those in its folders.

    Built, published and hidden files are left out.
    """
    yield from (workspace.root / "brief.toml", workspace.records)
    for suffix in LIBRARY_SUFFIXES:
        yield from sorted(workspace.root.glob(f"[!.]*{suffix}"))
    for folder in (workspace.briefs, workspace.seeds, workspace.root / "templates"):
        for parent, names, files in os.walk(folder):
            names[:] = sorted(name for name in names if not name.startswith("."))
            yield from (Path(parent, name) for name in files if not name.startswith("."))
