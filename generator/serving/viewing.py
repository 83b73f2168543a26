"""What a preview keeps while it runs: what is read of the workspace, and the last good pages."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import BriefError, Diagnostic
from generator.images.sheets import SheetImage, sheet_images, sheet_png
from generator.pipeline.library import Library
from generator.serving.preview import Choice, Preview, preview_of
from generator.workspace.finding import find_workspace
from generator.workspace.workspace import Workspace

_MOST = 24  # choices whose last good pages are kept


class Sight(Struct, frozen=True):
    """What is shown of a choice at a revision.

    `data` is that of the preview, or of the last one that could be shown; then it `is_current` no
    longer. `digest` names it.
    """

    revision: int
    preview: Preview
    data: bytes | None = None
    digest: str = ""
    sheets: tuple[SheetImage, ...] = ()

    @property
    def is_current(self) -> bool:
        return self.preview.data is not None


@dataclass(slots=True)
class Viewing:
    """A workspace that is looked at, its files read again as they change; safe among threads."""

    library: Library
    revision: int = 1
    _faults: tuple[Diagnostic, ...] = ()  # of brief.toml
    _kept: OrderedDict[Choice, Sight] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def workspace(self) -> Workspace:
        return self.library.workspace

    def slugs(self) -> tuple[str, ...]:
        """The names of all briefs that there are."""
        return tuple(sorted(path.stem for path in self.workspace.briefs.glob("*.md")))

    def renew(self, changed: Iterable[Path]) -> None:
        """Take note of files that have changed: that is another revision."""
        with self._lock:
            self.revision += 1
            if all(path.is_relative_to(self.workspace.briefs) for path in changed):
                self.library = self.library.without_briefs()
                return
            self._faults = ()
            try:
                workspace = find_workspace(self.workspace.root)
            except BriefError as error:  # it is shown by the settings that it had
                self._faults, workspace = error.diagnostics, self.workspace
            self.library = Library(workspace, self.library.proofs)

    def sight(self, choice: Choice) -> Sight | None:
        """What is to be shown of a choice now; None if there never was such a brief."""
        with self._lock:
            before = self._kept.get(choice)
            if before is None and choice.slug not in self.slugs():
                return None
            if choice.view == "findings":
                return self._made(choice, None)
            if before is None or before.revision != self.revision:
                self._kept[choice] = self._made(choice, before)
            self._kept.move_to_end(choice)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
            return self._kept[choice]

    def _made(self, choice: Choice, before: Sight | None) -> Sight:
        preview = preview_of(self.library, self.workspace.briefs / f"{choice.slug}.md", choice)
        preview = replace(preview, found=(*self._faults, *preview.found))
        if preview.data is None:
            shown = before or Sight(self.revision, preview)
            return replace(shown, revision=self.revision, preview=preview)
        digest = hashlib.sha256(preview.data).hexdigest()
        if before and before.digest == digest:
            return replace(before, revision=self.revision, preview=preview)
        sheets = sheet_images(preview.data) if choice.view == "paper" else ()
        return Sight(self.revision, preview, preview.data, digest, sheets)

    def page(self, digest: str) -> bytes | None:
        """The page of HTML, or the PDF, that a digest names; None if it is not kept."""
        with self._lock:
            return next((one.data for one in self._kept.values() if one.digest == digest), None)

    def sheet(self, digest: str) -> bytes | None:
        """The image of the page of a PDF that a digest names; None if it is not kept."""
        with self._lock:
            for one in self._kept.values():
                for index, sheet in enumerate(one.sheets):
                    if sheet.digest == digest and one.data:
                        return sheet_png(one.data, index)
        return None
