"""A document on its pages, and what only these show: words that do not fit, or are misplaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.briefs.brief import Brief
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.document import Box, Document, NumberedList, PageBreak, Remark
from generator.document.sections import has_contents
from generator.document.walking import note_marks
from generator.language.counting import counted
from generator.pipeline.composing import Composed
from generator.templates.template import Template

if TYPE_CHECKING:
    from generator.typesetting import Pages


class Paged(Struct, frozen=True):
    """A document (a draft with its remarks), its pages, and the findings that these give.

    `pages` is None if no format needs them.
    """

    document: Document
    pages: Pages | None
    found: tuple[Diagnostic, ...]


def paged(
    composed: Composed, brief: Brief, remarks: Iterable[Remark] | None, *, needed: bool
) -> Paged:
    """The document on pages, where they are `needed`, it has a table of contents or is a draft.

    `remarks` are what a draft shows; None if it is not a draft. The pages of a draft are made
    twice: first without remarks, to find what does not fit, then with all remarks. So the space
    that remarks take does not count as a fault of the brief.
    """
    document, theme = composed.document, composed.theme
    if not needed and remarks is None and not has_contents(document):
        return Paged(document, None, ())
    from generator.typesetting import draft_theme, typeset

    pages = typeset(document, theme)
    found = composed.in_layout(_findings(document, pages, composed.template, brief))
    if remarks is None:
        return Paged(document, pages, found)
    from generator.layout.remarks import remark_on, with_remarks

    every = [*remarks, *map(remark_on, found)]
    if not every:
        return Paged(document, pages, found)
    document = with_remarks(document, every)
    return Paged(document, typeset(document, draft_theme(theme)), found)


def _findings(
    document: Document, pages: Pages, template: Template, brief: Brief
) -> tuple[Diagnostic, ...]:
    return (
        *_caveats_on_page_one(document, pages.page_of),
        *_points_on_page_one(document, pages.page_of, brief),
        *_length(pages, template, brief),
        *_empty_pages(pages, brief),
        *_last_page(pages, brief),
        *pages.found,
    )


def _length(pages: Pages, template: Template, brief: Brief) -> Iterator[Diagnostic]:
    """What to say if the brief has more pages than its template or the single page allows."""
    count, most = len(pages.pages), template.rules.pages
    if most is None or count <= most:
        return
    lines = sum(page.line_count for page in pages.pages[most:])
    place = brief.places.get("template", Span.at(brief.file))
    beyond = f"{counted(lines, 'line')} too long"
    if template.length == "page":
        hint = "shorten the summary, the key points or the decision"
        message = f"the brief on one page is {beyond}"
        yield diagnose(codes.PAGE_TOO_SHORT, message, place, hint=hint)
        return
    message = f"{counted(count, 'page')} where the template allows {most}: {beyond}"
    hint = "shorten the text or the notes, or choose another template"
    yield diagnose(codes.TOO_LONG, message, place, hint=hint)


def _empty_pages(pages: Pages, brief: Brief) -> Iterator[Diagnostic]:
    """What to say of pages before the last that hold little text, though more was to come."""
    from generator.typesetting.drawing_in import LEAST_TEXT

    place = brief.places.get("title", Span.at(brief.file))
    for number, page in enumerate(pages.pages[:-1], 1):
        if page.text_filled < LEAST_TEXT:
            message = f"page {number} is filled to {page.text_filled:.0%}".replace("%", " %")
            hint = "what comes next has no room there: make it smaller, or say less at the side"
            yield diagnose(codes.SCANT_PAGE, message, place, hint=hint)


def _last_page(pages: Pages, brief: Brief) -> Iterator[Diagnostic]:
    """What to say if little is left for the last page, and no section could draw it in."""
    from generator.typesetting.drawing_in import LEAST_FILLED

    last = pages.pages[-1]
    if len(pages.pages) > 1 and last.filled < LEAST_FILLED:
        place = brief.places.get("title", Span.at(brief.file))
        message = f"the last page is filled to {last.filled:.0%}".replace("%", " %")
        hint = f"shorten the text by {counted(last.line_count, 'line')}, or leave it as it is"
        yield diagnose(codes.SCANT_PAGE, message, place, hint=hint)


def _caveats_on_page_one(document: Document, page_of: Mapping[str, int]) -> Iterator[Diagnostic]:
    boxes = [block for block in document.blocks if isinstance(block, Box)]
    in_brief = [box for box in boxes if box.role == "caveat-brief"]
    for box in in_brief or [box for box in boxes if box.role == "caveat"]:
        anchor, span = box.anchor, box.span
        if anchor and page_of.get(anchor, 1) > 1 and span:
            hint = "shorten the summary, or move the caveats up in the template"
            message = f"this caveat stands on page {page_of[anchor]}, not on page 1"
            yield diagnose(codes.LATE_CAVEAT, message, span, hint=hint)


def _points_on_page_one(
    document: Document, page_of: Mapping[str, int], brief: Brief
) -> Iterator[Diagnostic]:
    """What to say if key points have no room on page 1, where the layout does not begin another."""
    before = takewhile(lambda block: not isinstance(block, PageBreak), document.blocks)
    lists = (it for it in before if isinstance(it, NumberedList) and it.role == "key-point")
    items = [item for each in lists for item in each.items]
    for number, (item, point) in enumerate(zip(items, brief.key_points, strict=False), 1):
        page = max((page_of.get(mark.anchor, 1) for mark in note_marks(item)), default=1)
        if page > 1:
            hint = "shorten the summary or the points, or have fewer: many readers stop at page 1"
            message = f"key point {number} of {len(items)} stands on page {page}, not on page 1"
            yield diagnose(codes.LATE_KEY_POINT, message, point.span, hint=hint)
            return
