"""Bringing edits back: files that people have edited → the brief's Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.actions.arguments import StrPath, library_of, path_of
from generator.actions.check import check
from generator.actions.made_from import HandedEdit, MadeFrom, briefs_of
from generator.config.files import BRIEF, read_of_workspace
from generator.config.text import as_before, utf8_text
from generator.diagnostics import Diagnostic, Span, codes, refusal
from generator.document.file_data import FileData
from generator.incoming.file import IncomingFile
from generator.merging.told import Told, WordPlace, word_place
from generator.pipeline.library import Library
from generator.workspace.finding import find_briefs
from generator.workspace.storing import FileChange, change_all
from generator.workspace.workspace import Workspace


class ToldOfFile(Struct, frozen=True):
    """What is said of an edited file: what was not taken over, and where it stands there."""

    file: str
    place: WordPlace
    told: Told


class EditedFile(Struct, frozen=True):
    """A file that was merged: what stands in it, and the template that it was made by, if known."""

    name: str
    content: IncomingFile
    template: str | None


class Merging(Struct, frozen=True):
    """What edited files make of a brief.

    `change` is that of its Markdown, None if nothing changes, `told` what a person has to look at,
    in the order of the `files`, and `findings` what the check says of what was stored.
    """

    path: Path
    change: FileChange | None
    told: tuple[ToldOfFile, ...]
    files: tuple[EditedFile, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every edit was taken over, and nobody has to do anything."""
        return not any(one.told.is_open for one in self.told)


def merge(
    *files: StrPath,
    onto: str | None = None,
    reject: bool = False,
    comments: bool = False,
    write: bool = False,
    workspace: Workspace | Library | None = None,
) -> Merging:
    """The edits of files, brought back into the brief that they were made from.

    The files are taken one after the other. `onto` names the brief where they do not carry it.
    Recorded changes are accepted, or with `reject` refused. With `comments`, remarks of readers
    become comments of the Markdown. Nothing is stored without `write`. Raises BriefError if a file
    cannot be read, or belongs to no brief here, or if the brief cannot be stored.
    """
    paths = [path_of(file, "file") for file in files]
    if not paths:
        raise ValueError("files is empty: name at least one edited file")
    library = library_of(workspace, Path.cwd() / "brief")
    handed = [HandedEdit.read(path, reject=reject) for path in paths]
    brief = _brief_of(library, handed, onto)
    before = FileData(read_of_workspace(brief, BRIEF))
    text = _text_of(before, library.workspace.shown(brief))
    told: list[ToldOfFile] = []
    edited: list[EditedFile] = []
    for one in handed:
        base = MadeFrom.of(library, brief, one, onto=onto)
        merged = base.merged(text, one.content, comments=comments)
        text = merged.markdown
        told += _told_places(one, merged.told)
        edited.append(EditedFile(one.name, one.content, base.template))
    change = _change(library.workspace, brief, before, text)
    found = Merging(brief, change, tuple(told), tuple(edited))
    if not write or change is None:
        return found
    change_all([change])
    return replace(found, findings=check(brief, workspace=library.workspace))


def _text_of(data: bytes, file: str) -> str:
    return utf8_text(data, file, code=codes.UNREADABLE_BRIEF)


def _told_places(file: HandedEdit, told: tuple[Told, ...]) -> Iterator[ToldOfFile]:
    for one in told:
        yield ToldOfFile(file.name, word_place(file.content, one.paragraph), one)


def _change(workspace: Workspace, path: Path, before: FileData, text: str) -> FileChange | None:
    """The change of the brief's file, which keeps its line ends."""
    if text == _text_of(before, path.name):
        return None
    return FileChange(workspace.shown(path), path, before, FileData(as_before(text, before)))


def _brief_of(library: Library, handed: list[HandedEdit], onto: str | None) -> Path:
    """The brief of the workspace that files were made from. Raises BriefError."""
    if onto is not None:
        return find_briefs(library.workspace, [onto])[0]
    found = {path: one for one in handed for path in briefs_of(library, one)[:1]}
    lost = next((one for one in handed if not briefs_of(library, one)), None)
    if lost is not None:
        message = "this file does not say which brief of this workspace it was made from"
        hint = "name the brief: --onto SLUG"
        raise refusal(codes.NO_BASE, message, Span.at(lost.name), hint=hint)
    if len(found) > 1:
        message = f"these files belong to {len(found)} briefs"
        hint = "merge the files of one brief at a time"
        raise refusal(codes.NO_BASE, message, Span.at(handed[0].name), hint=hint)
    return next(iter(found))
