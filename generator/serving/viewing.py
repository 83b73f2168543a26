"""What a preview keeps while it runs: what is read of the workspace, and the last good pages."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import BriefError, Diagnostic, in_reading_order
from generator.images.sheets import SheetImage, sheet_images, sheet_png
from generator.pipeline.composing import Composed, compose
from generator.pipeline.library import Library
from generator.pipeline.paging import paged
from generator.pipeline.reading import Reading, read
from generator.workspace.finding import find_workspace
from generator.workspace.workspace import Workspace
from generator.writers import WRITERS, Manuscript

if TYPE_CHECKING:
    from generator.document import Remark


View = Literal["screen", "paper", "findings"]
"""How a brief is looked at: as a page of HTML, as a PDF, or by its findings alone."""


class Choice(Struct, frozen=True):
    """What somebody looks at: a brief, in a template, dressed by a theme.

    Without a `template` it is the brief's own, without a `look` it is that template's theme.
    """

    slug: str
    template: str | None = None
    look: str | None = None
    view: View = "screen"


class Preview(Struct, frozen=True):
    """What came of a brief. `data` is a page of HTML, or a PDF; None if nothing can be shown."""

    found: tuple[Diagnostic, ...]
    title: str = ""
    number: str = ""
    template: str = ""
    data: bytes | None = None


def preview_of(library: Library, path: Path, choice: Choice) -> Preview:
    """The brief in a file as it is now, with every finding about it; raises nothing.

    What `brief check` finds is what is found here; on paper also what only pages show. A page on
    the screen has its sources whole. A brief with an error is shown as its draft is.
    """
    found: tuple[Diagnostic, ...] = ()
    seen = Preview(found)
    try:
        reading = read(library, path, template=choice.template)
        found = reading.found
        front = reading.evidence.brief.front
        seen = Preview(found, front.title, front.number, reading.template)
        is_draft = reading.is_broken
        composed = compose(library, reading, draft=is_draft, whole_sources=choice.view == "screen")
        found += () if is_draft else composed.found
        composed = _in_look(library, composed, choice.look)
        data, on_pages = _SETTERS[choice.view](composed, reading, is_draft)
        return replace(seen, data=data, found=in_reading_order([*found, *on_pages]))
    except BriefError as error:
        return replace(seen, found=in_reading_order([*found, *error.diagnostics]))


def _in_look(library: Library, composed: Composed, look: str | None) -> Composed:
    """The document in the theme of another template. Raises BriefError."""
    template = library.template(look) if look else None
    if template is None:
        return composed
    return replace(composed, theme=library.theme(template).theme)


_Shown = tuple[bytes | None, tuple[Diagnostic, ...]]
"""The bytes to show, if any, and what was found while they were made."""


def _html(composed: Composed, reading: Reading, is_draft: bool) -> _Shown:
    from generator.layout.remarks import with_remarks

    document = composed.document
    if is_draft:
        document = with_remarks(document, _on_errors(reading.found))
    return WRITERS["html"].load()(Manuscript(document, composed.theme)), ()


def _pdf(composed: Composed, reading: Reading, is_draft: bool) -> _Shown:
    remarks = _on_errors(reading.found) if is_draft else None
    laid_out = paged(composed, reading.evidence.brief, remarks, needed=True)
    manuscript = Manuscript(
        laid_out.document, composed.theme, pages=laid_out.pages, pdf_variant="a-2a"
    )
    return WRITERS["pdf"].load()(manuscript), reading.rulings.on(laid_out.found)


_SETTERS: Mapping[View, Callable[[Composed, Reading, bool], _Shown]] = {
    "screen": _html,
    "paper": _pdf,
    "findings": lambda *_: (None, ()),
}


def _on_errors(found: Iterable[Diagnostic]) -> tuple[Remark, ...]:
    """What the page says at its places: errors alone, since whoever writes sees all beside it."""
    from generator.layout.remarks import remark_on

    return tuple(remark_on(finding) for finding in found if finding.is_error)


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
