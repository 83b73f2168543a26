"""What an editor has open, and what has been read of the workspaces around it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from generator.actions.check import check
from generator.config.files import SOURCE, workspace_above
from generator.config.text import read_text
from generator.diagnostics import BriefError, Diagnostic, Span, codes, in_reading_order
from generator.languageserver.editor_text import EditorText, Unit
from generator.pipeline.library import Library
from generator.pipeline.reading import Reading, read
from generator.seeds.proofs import Proofs
from generator.workspace.finding import find_workspace

Findings = Mapping[Path, tuple[Diagnostic, ...]]
"""What is found about a brief, by the files that it is said of."""

T = TypeVar("T")
_Made = dict[Path, tuple[EditorText, T]]


@dataclass
class Session:
    """The texts that are open, by their paths, and the workspaces that they lie in.

    What is read of a workspace, and made of its texts, is kept till `forget`. An open text takes
    the place of its file.
    """

    proofs: Proofs = field(default_factory=Proofs)
    unit: Unit = "utf-16"
    texts: dict[Path, EditorText] = field(default_factory=dict)
    _libraries: dict[Path, Library] = field(default_factory=dict)
    _readings: _Made[Reading | None] = field(default_factory=dict)
    _found: _Made[Findings] = field(default_factory=dict)

    def take_text(self, path: Path, text: str) -> None:
        """Take what an editor shows for what the file says, from now on."""
        self.texts[path] = EditorText(text, self.unit)

    def close(self, path: Path) -> None:
        for kept in (self.texts, self._readings, self._found):
            kept.pop(path, None)

    def forget(self) -> None:
        """Read files anew when they are next asked for."""
        for kept in (self._libraries, self._readings, self._found):
            kept.clear()

    def text(self, path: Path) -> EditorText:
        """The text of a file, as its editor shows it or as it is kept; empty if it is not read."""
        if path in self.texts:
            return self.texts[path]
        said = ""
        with contextlib.suppress(BriefError):
            said = read_text(path, path.name, SOURCE, code=codes.UNREADABLE_BRIEF)
        return EditorText(said, self.unit)

    def library(self, path: Path) -> Library | None:
        """What is read of the workspace of a file; None if it has none, or one with a fault."""
        with contextlib.suppress(BriefError):
            return self._library(path)
        return None

    def _library(self, path: Path) -> Library | None:
        root = workspace_above(path.parent)
        if root is None:
            return None
        if root not in self._libraries:
            self._libraries[root] = Library(find_workspace(root), self.proofs)
        return self._libraries[root]

    def is_brief(self, path: Path) -> bool:
        """Whether a file is a brief by its place: Markdown in `briefs/` of a workspace."""
        root = workspace_above(path.parent)
        return root is not None and path.suffix == ".md" and root / "briefs" in path.parents

    def found(self, path: Path) -> Findings:
        """What `brief check` would say of the open text of a brief."""
        return self._made_once(self._found, path, self._find)

    def _find(self, path: Path, text: EditorText) -> Findings:
        root = workspace_above(path.parent)
        if root is None:
            return {}
        own = path.relative_to(root).as_posix()
        by_file: dict[Path, list[Diagnostic]] = {path: []}
        for each in self._checked(path, text):
            file = root / each.span.file
            if each.span.file == own or not file.is_file():
                by_file[path].append(each if each.span.file == own else _from_elsewhere(each, own))
            else:
                by_file.setdefault(file, []).append(each)
        return {file: in_reading_order(found) for file, found in by_file.items()}

    def _checked(self, path: Path, text: EditorText) -> tuple[Diagnostic, ...]:
        try:
            return check(path, workspace=self._library(path), text=text.text)
        except BriefError as error:  # in brief.toml
            return error.diagnostics

    def reading(self, path: Path) -> Reading | None:
        """The open text of a brief, read as a draft; None if it cannot be read, or is no brief."""
        return self._made_once(self._readings, path, self._read)

    def last_reading(self, path: Path) -> Reading | None:
        """The brief as it was last read, perhaps some keys ago: enough to complete the next."""
        known = self._readings.get(path)
        return known[1] if known and known[1] else self.reading(path)

    def _read(self, path: Path, text: EditorText) -> Reading | None:
        if not self.is_brief(path):
            return None
        with contextlib.suppress(BriefError):
            library = self.library(path)
            return read(library, path, draft=True, text=text.text) if library else None
        return None

    def _made_once(self, kept: _Made[T], path: Path, make: Callable[[Path, EditorText], T]) -> T:
        """What is made of a text: anew if it is another one by now."""
        text = self.text(path)
        if path not in kept or kept[path][0] is not text:
            kept[path] = text, make(path, text)
        return kept[path][1]


def _from_elsewhere(found: Diagnostic, file: str) -> Diagnostic:
    """A finding about what no editor shows, such as a missing file, at the first line."""
    message = f"{found.span.file}: {found.message}"
    return replace(found, message=message, span=Span.at(file), fix=None, offers=())
