"""A brief as it can be shown while it is written: checked, composed, and set as far as it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import BriefError, Diagnostic, in_reading_order
from generator.pipeline.composing import Composed, compose
from generator.pipeline.library import Library
from generator.pipeline.paging import paged
from generator.pipeline.reading import Reading, read
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
        is_draft = any(finding.is_error for finding in found)
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


def _nothing(_: Composed, __: Reading, ___: bool) -> _Shown:
    return None, ()


_SETTERS: Mapping[View, Callable[[Composed, Reading, bool], _Shown]] = {
    "screen": _html,
    "paper": _pdf,
    "findings": _nothing,
}


def _on_errors(found: Iterable[Diagnostic]) -> tuple[Remark, ...]:
    """What the page says at its places: errors alone, since whoever writes sees all beside it."""
    from generator.layout.remarks import remark_on

    return tuple(remark_on(finding) for finding in found if finding.is_error)
