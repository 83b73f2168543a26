"""Bringing edits back: files that people have edited → the brief's Markdown."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.actions.archives import archive_of
from generator.actions.arguments import StrPath, library_of, path_of
from generator.actions.check import check
from generator.actions.form import FORM, head_labels, is_form
from generator.actions.typed_citations import with_typed_citations
from generator.archive.catalogue import held
from generator.config.files import BRIEF, read_of_workspace
from generator.config.text import utf8_text
from generator.diagnostics import BriefError, Diagnostic, Span, codes, refusal
from generator.document import Document
from generator.document.file_data import FileData
from generator.incoming.file import IncomingFile
from generator.incoming.formats import read_incoming
from generator.incoming.needs import incoming_budget
from generator.manifest.bookmarks import passage_at
from generator.merging.agreed import without_agreed
from generator.merging.head import typed_head
from generator.merging.merge import MergedBrief, merge_edits
from generator.merging.merge_base import merge_base
from generator.merging.new_points import NO_CHIPS, ChipWords, new_points
from generator.merging.told import Told, WordPlace, word_place
from generator.pipeline.composing import compose, template_of
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.proof.carried import carried_manifest
from generator.proof.finished import read_handed
from generator.workspace.changing import FileChange, change_all
from generator.workspace.finding import find_briefs
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generator.manifest.reading import Carried
    from generator.templates.template import Length


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
    handed = [_Handed.read(path, reject=reject) for path in paths]
    brief = _brief_of(library, handed, onto)
    before = FileData(read_of_workspace(brief, BRIEF))
    text = _text_of(before, library.workspace.shown(brief))
    told: list[ToldOfFile] = []
    edited: list[EditedFile] = []
    for one in handed:
        base = _Base.of(library, brief, one, onto=onto)
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


def brief_of(workspace: Workspace, file: Path) -> Path | None:
    """The brief that an edited file was made from; None if the file says none that is here.

    Raises BriefError if it cannot be read.
    """
    return next(iter(_candidates(Library(workspace), _Handed.read(file, reject=False))), None)


def _text_of(data: bytes, file: str) -> str:
    return utf8_text(data, file, code=codes.UNREADABLE_BRIEF)


def _told_places(file: _Handed, told: tuple[Told, ...]) -> Iterator[ToldOfFile]:
    for one in told:
        yield ToldOfFile(file.name, word_place(file.content, one.paragraph), one)


def _change(workspace: Workspace, path: Path, before: FileData, text: str) -> FileChange | None:
    """The change of the brief's file, which keeps its line ends."""
    if text == _text_of(before, path.name):
        return None
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    ended = text.replace("\n", "\r\n") if before.count(b"\r\n") else text
    return FileChange(workspace.shown(path), path, before, FileData(mark + ended.encode()))


# --- what was handed in -------------------------------------------------------------------


class _Handed(Struct, frozen=True):
    """An edited file, and the manifest that it carries."""

    name: str
    content: IncomingFile
    carried: Carried | None

    @classmethod
    def read(cls, path: Path, *, reject: bool) -> _Handed:
        name = path.as_posix()
        budget = incoming_budget(name)
        content = read_incoming(read_handed(path), budget, rejected=reject)
        try:
            carried = carried_manifest(content, budget)
        except BriefError:  # it has lost it, or that of another version: --onto helps
            carried = None
        return cls(name, content, carried)

    @property
    def markdown(self) -> tuple[str, str] | None:
        """The name of the brief and the Markdown that the file was made from, if it carries it."""
        made_from = self.carried.inputs.get("markdown") if self.carried else None
        for name, data in self.content.attachments.items():
            if name.endswith(".md") and hashlib.sha256(data).hexdigest() == made_from:
                return name.removesuffix(".md"), data.decode()
        return None

    @property
    def identity(self) -> Mapping[str, str]:
        """What the file says of the brief that it is: "identifier", "version"."""
        return self.carried.brief if self.carried else self.content.properties


def _brief_of(library: Library, handed: list[_Handed], onto: str | None) -> Path:
    """The brief of the workspace that files were made from. Raises BriefError."""
    if onto is not None:
        return find_briefs(library.workspace, [onto])[0]
    found = {path: one for one in handed for path in _candidates(library, one)[:1]}
    lost = next((one for one in handed if not _candidates(library, one)), None)
    if lost is not None:
        message = "this file does not say which brief of this workspace it was made from"
        hint = "name the brief: --onto SLUG"
        raise refusal(codes.NO_BASE, message, Span.at(lost.name), hint=hint)
    if len(found) > 1:
        message = f"these files belong to {len(found)} briefs"
        hint = "merge the files of one brief at a time"
        raise refusal(codes.NO_BASE, message, Span.at(handed[0].name), hint=hint)
    return next(iter(found))


def _candidates(library: Library, one: _Handed) -> list[Path]:
    """The briefs here with the name or the number that a file carries."""
    slug = one.markdown[0] if one.markdown else ""
    named = [path for path in library.briefs() if path.stem == slug]
    number = one.identity.get("identifier", "")
    return named or [
        path for path in library.briefs() if number and f"{number}" in library.head(path)
    ]


# --- the base -----------------------------------------------------------------------------


class _Base(Struct, frozen=True):
    """The Markdown that a file was made from, and how it was printed."""

    library: Library
    path: Path
    markdown: str
    carried: Carried | None
    template: str | None
    length: Length

    @classmethod
    def of(cls, library: Library, path: Path, one: _Handed, *, onto: str | None) -> _Base:
        """The carried Markdown; else the published version; else, with `onto`, the one of now."""
        markdown = one.markdown[1] if one.markdown else _published_markdown(library, one)
        if markdown is None and onto is not None:
            shown = library.workspace.shown(path)
            markdown = _text_of(read_of_workspace(path, BRIEF), shown)
        if markdown is None:
            message = "this file does not carry the Markdown that it was made from"
            hint = f"if it was made from the Markdown as it is now: --onto {path.stem}"
            raise refusal(codes.NO_BASE, message, Span.at(one.name), hint=hint)
        if one.carried is None:  # only a form shows by itself what it was made by
            name = FORM if is_form(library, one.content) else None
            return cls(library, path, markdown, None, name, "full")
        name, length = template_of(library, one.carried.inputs) or (None, "full")
        return cls(library, path, markdown, one.carried, name, length)

    def composed(self, text: str) -> Document | None:
        """A text as the file was printed; None if that is not possible."""
        try:
            reading = read(self.library, self.path, template=self.template, draft=True, text=text)
            return compose(self.library, reading, draft=True, length=self.length).document
        except BriefError:
            return None

    def merged(self, ours: str, file: IncomingFile, *, comments: bool) -> MergedBrief:
        """The Markdown of now with the edits of the file."""
        shown = self.library.workspace.shown(self.path)
        document = self.composed(self.markdown)
        if document is None:
            message = "the Markdown that this file was made from cannot be printed here"
            hint = "see that its template and its sources are in this workspace"
            raise refusal(codes.NO_BASE, message, Span.at(shown), hint=hint)
        base = merge_base(document, self.markdown, shown, self.carried)
        labels = head_labels(self.library, document.language) if self.template == FORM else {}
        filled = typed_head(file, self.markdown, shown, labels)
        words = self._chips(document.language) if _has_ids(file) else NO_CHIPS
        added = new_points(filled.rest, words)

        def composed(text: str) -> Document | None:
            return self.composed(added.shaped(text))

        merged = merge_edits(base, ours, added.file, composed, comments=comments)
        text, told = filled.taken_over(added.shaped(merged.markdown), shown)
        text = with_typed_citations(self.library, self.path, text, before=ours)
        every = (*told, *merged.told)
        if any(one.kind == "conflict" for one in every) and (now := self.composed(text)):
            every = tuple(without_agreed(every, added.file, now))
        return MergedBrief(text, every)

    def _chips(self, language: str) -> ChipWords:
        """What the template of the file prints before key points."""
        name = self.template or self.library.workspace.settings.template
        template = self.library.template(name)
        if template is None:
            return NO_CHIPS
        labels = self.library.labels(template, language)
        return ChipWords(labels.plain("reported"), labels.plain("judgement"))


def _has_ids(file: IncomingFile) -> bool:
    """Whether a file still tells which of its paragraphs are new."""
    return any(map(passage_at, (name for one in file.paragraphs for name in one.bookmarks)))


def _published_markdown(library: Library, one: _Handed) -> str | None:
    """The Markdown of the published version that a file was made from."""
    number, label = one.identity.get("identifier"), one.identity.get("version")
    if not number or not label:
        return None
    try:
        version = held(archive_of(library.workspace), f"{number}@{label}")
        paths = [path for path in version.paths if path.endswith(".md") and "briefs/" in path]
        return version.read(paths[0]).decode() if paths else None
    except (BriefError, UnicodeDecodeError):
        return None
