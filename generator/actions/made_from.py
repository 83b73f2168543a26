"""The Markdown that an edited file was made from, printed as it was then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.actions.archives import archive_of
from generator.actions.form import FORM, head_labels, is_form
from generator.actions.typed_citations import with_typed_citations
from generator.archive.catalogue import held
from generator.config.files import BRIEF, read_of_workspace
from generator.config.text import utf8_text
from generator.diagnostics import BriefError, Span, codes, diagnose, refusal
from generator.document import Document
from generator.incoming.file import IncomingFile
from generator.incoming.needs import incoming_budget
from generator.manifest.bookmarks import passage_at
from generator.merging.agreed import without_agreed
from generator.merging.as_made import AsMade
from generator.merging.head import typed_head
from generator.merging.layouts import told_ends, told_layout
from generator.merging.merge import MergedBrief, merge_edits
from generator.merging.merge_base import merge_base
from generator.merging.new_points import NO_CHIPS, ChipWords, new_points
from generator.merging.pictures import told_pictures
from generator.merging.running_heads import (
    said_in_heads,
    told_edited_heads,
    told_heads,
    told_properties,
)
from generator.merging.told import Told
from generator.merging.worn import told_worn
from generator.pipeline.composing import Composed, compose, ready_for_placing, template_of
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.pipeline.writing import written_alone
from generator.proof.carried import carried_manifest
from generator.proof.finished import read_handed
from generator.receiving.formats import read_incoming

if TYPE_CHECKING:
    from generator.manifest.reading import Carried
    from generator.templates.template import Length


class HandedEdit(Struct, frozen=True):
    """An edited file, and the manifest that it carries."""

    name: str
    content: IncomingFile
    carried: Carried | None

    @classmethod
    def read(cls, path: Path, *, reject: bool = False) -> HandedEdit:
        """The file at a path, its recorded changes accepted or refused.

        Raises BriefError if it cannot be read.
        """
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
        for name, data in self.content.attachments.items():
            if name.endswith(".md") and self.carried and self.carried.is_made_of(data):
                return name.removesuffix(".md"), data.decode(errors="replace")
        return None

    @property
    def identity(self) -> Mapping[str, str]:
        """What the file says of the brief that it is: "identifier", "version"."""
        return self.carried.brief if self.carried else self.content.properties


def briefs_of(library: Library, one: HandedEdit) -> list[Path]:
    """The briefs here with the name or the number that a file carries."""
    slug = one.markdown[0] if one.markdown else ""
    named = [path for path in library.briefs() if path.stem == slug]
    number = one.identity.get("identifier", "")
    if named or not number:
        return named
    whole = re.compile(rf"(?<![\w.-]){re.escape(number)}(?![\w.-])")
    return [path for path, head in library.heads().items() if whole.search(head)]


class MadeFrom(Struct, frozen=True):
    """The Markdown that a file was made from, and how it was printed."""

    library: Library
    path: Path
    markdown: str
    carried: Carried | None
    template: str | None
    length: Length

    @classmethod
    def of(cls, library: Library, path: Path, one: HandedEdit, *, onto: str | None) -> MadeFrom:
        """The carried Markdown; else the published version; else, with `onto`, the one of now."""
        markdown = one.markdown[1] if one.markdown else _published_markdown(library, one)
        if markdown is None and onto is not None:
            shown = library.workspace.shown(path)
            markdown = utf8_text(read_of_workspace(path, BRIEF), shown, code=codes.UNREADABLE_BRIEF)
        if markdown is None:
            message = "this file does not carry the Markdown that it was made from"
            hint = f"if it was made from the Markdown as it is now: --onto {path.stem}"
            raise refusal(codes.NO_BASE, message, Span.at(one.name), hint=hint)
        if one.carried is None:
            return cls(library, path, markdown, None, _template_said(library, one), "full")
        name, length = template_of(library, one.carried.inputs) or (None, "full")
        return cls(library, path, markdown, one.carried, name, length)

    def composed(self, text: str) -> Document | None:
        """A text as the file was printed; None if that is not possible."""
        try:
            return self._made(text).document
        except BriefError:
            return None

    def _made(self, text: str) -> Composed:
        reading = read(self.library, self.path, template=self.template, draft=True, text=text)
        return compose(self.library, reading, draft=True, length=self.length)

    def merged(self, ours: str, file: IncomingFile, *, comments: bool) -> MergedBrief:
        """The Markdown of now with the edits of the file."""
        shown = self.library.workspace.shown(self.path)
        was = self._as_made(shown)
        document = was.document
        base = merge_base(document, self.markdown, shown, self.carried)
        labels = head_labels(self.library, document.language) if self.template == FORM else {}
        fields = self.library.workspace.settings.fields
        filled = typed_head(file, self.markdown, shown, labels, fields)
        words = self._chips(document.language) if _has_ids(file) else NO_CHIPS
        added = new_points(filled.rest, words)

        def composed(text: str) -> Document | None:
            return self.composed(added.shaped(text))

        merged = merge_edits(base, ours, added.file, composed, comments=comments)
        text, told = filled.taken_over(added.shaped(merged.markdown), shown)
        text = with_typed_citations(self.library, self.path, text, before=ours)
        laid = self._told_layout(file, was)
        every = (*told, *merged.told, *laid, *self._told_heads(file, was, text))
        if any(one.kind == "conflict" for one in every) and (now := self.composed(text)):
            every = tuple(without_agreed(every, added.file, now))
        return MergedBrief(text, every)

    def _as_made(self, shown: str) -> Composed:
        """What the file was made as."""
        try:
            return self._made(self.markdown)
        except BriefError as error:
            message = "the Markdown that this file was made from cannot be printed here"
            hint = "correct what stands beside this; its template and its sources have to be here"
            fault = diagnose(codes.NO_BASE, message, Span.at(shown), hint=hint)
            raise BriefError((fault, *error.diagnostics)) from error

    def _told_layout(self, file: IncomingFile, was: Composed) -> tuple[Told, ...]:
        """What looks otherwise in the file than in a Word file as it was made.

        No file says whether it was made for a program for layout: then less looks otherwise.
        """
        told = self._told_against(file, was)
        if not told:
            return told
        return min(told, self._told_against(file, ready_for_placing(was)), key=len)

    def _told_against(self, file: IncomingFile, was: Composed) -> tuple[Told, ...]:
        data = written_alone(was.document, was.theme, "docx")
        as_made = read_incoming(data, incoming_budget(self.path.name))
        models = AsMade.of(file, as_made)
        told = (*told_pictures(file, as_made), *told_ends(models))
        if self.carried and self.carried.inputs != was.inputs:
            return told  # what the template has changed since is no edit of the file
        heads = (*told_edited_heads(file, as_made), *told_properties(file, as_made))
        return (*told_layout(models), *told_worn(models), *heads, *told)

    def _told_heads(self, file: IncomingFile, was: Composed, text: str) -> tuple[Told, ...]:
        """What running heads say that the brief did not print there, and does not print now."""
        if self.carried and self.carried.inputs != was.inputs:
            return ()  # what the template has changed since is no edit of the file
        said = [*said_in_heads(was.theme, was.document.meta)]
        if any(told_heads(file, said)) and (now := self.composed(text)):
            said += said_in_heads(was.theme, now.meta)
        return tuple(dict.fromkeys(told_heads(file, said)))

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


def _template_said(library: Library, one: HandedEdit) -> str | None:
    """The template that a file names itself, or shows as a form does."""
    said = one.content.properties.get("template")
    return FORM if is_form(library, one.content) else said if said in library.templates() else None


def _published_markdown(library: Library, one: HandedEdit) -> str | None:
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
