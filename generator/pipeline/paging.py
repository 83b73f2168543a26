"""A document on its pages, and what only these show: words that do not fit, or are misplaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.briefs.brief import Brief
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.document import Document
from generator.document.walking import has_contents
from generator.language.counting import counted
from generator.pipeline.composing import Composed
from generator.templates.rules import Rules

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
    composed: Composed, brief: Brief, remarks: Iterable[Diagnostic] | None, *, needed: bool
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
    found = _findings(document, pages, composed.template.rules, brief)
    if remarks is None or not (every := [*remarks, *found]):
        return Paged(document, pages, found)
    from generator.layout.remarks import with_remarks

    document = with_remarks(document, every)
    return Paged(document, typeset(document, draft_theme(theme)), found)


def _findings(
    document: Document, pages: Pages, rules: Rules, brief: Brief
) -> tuple[Diagnostic, ...]:
    return (
        *_caveats_on_page_one(document, pages.page_of),
        *_length(pages, rules, brief),
        *pages.found,
    )


def _length(pages: Pages, rules: Rules, brief: Brief) -> Iterator[Diagnostic]:
    """A warning if the brief has more pages than its template allows."""
    count, most = len(pages.pages), rules.pages
    if most is None or count <= most:
        return
    lines = sum(page.line_count for page in pages.pages[most:])
    place = brief.places.get("template", Span.at(brief.file))
    beyond = f"{counted(lines, 'line')} too long"
    message = f"{counted(count, 'page')} where the template allows {most}: {beyond}"
    hint = "shorten the text or the notes, or choose another template"
    yield diagnose(codes.TOO_LONG, message, place, hint=hint)


def _caveats_on_page_one(document: Document, page_of: Mapping[str, int]) -> Iterator[Diagnostic]:
    for block in document.blocks:
        anchor, span = getattr(block, "anchor", None), block.span
        if anchor and anchor.startswith("caveat-") and page_of.get(anchor, 1) > 1 and span:
            hint = "shorten the summary, or move the caveats up in the template"
            message = f"this caveat stands on page {page_of[anchor]}, not on page 1"
            yield diagnose(codes.LATE_CAVEAT, message, span, hint=hint)
