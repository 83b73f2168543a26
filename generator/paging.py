"""A document on its pages, and what only these tell: what does not fit, or stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.briefs.brief import Brief
from generator.counting import counted
from generator.diagnostics import Diagnostic, Severity, Span
from generator.document import Document
from generator.layout.codes import CAVEAT_LATE, TOO_LONG
from generator.rules import Rules
from generator.theme.theme import Theme
from generator.typesetting import Pages, draft_theme, missing_characters, typeset


def paged(
    document: Document,
    theme: Theme,
    rules: Rules,
    brief: Brief,
    remarks: Iterable[Diagnostic] | None,
) -> tuple[Document, Theme, Pages, tuple[Diagnostic, ...]]:
    """The document and the theme as they are typeset, their pages, and what these tell.

    `remarks` are what a draft shows; None where it is none. A draft's pages are made anew with
    all remarks, on what the pages without them tell, too: the room that a remark takes is no
    fault of the brief's.
    """
    pages = typeset(document, theme)
    found = _findings(document, pages, theme, rules, brief)
    if remarks is None or not (every := [*remarks, *found]):
        return document, theme, pages, found
    from generator.layout.remarks import with_remarks

    document, theme = with_remarks(document, every), draft_theme(theme)
    return document, theme, typeset(document, theme), found


def _findings(
    document: Document, pages: Pages, theme: Theme, rules: Rules, brief: Brief
) -> tuple[Diagnostic, ...]:
    return (
        *_caveats_on_page_one(document, pages.page_of),
        *_length(pages, rules, brief),
        *missing_characters(document, theme),
        *pages.found,
    )


def _length(pages: Pages, rules: Rules, brief: Brief) -> Iterator[Diagnostic]:
    """A warning where the brief takes more pages than its template allows."""
    count, most = len(pages.pages), rules.pages
    if most is None or count <= most:
        return
    lines = sum(page.line_count for page in pages.pages[most:])
    place = brief.places.get("template", Span.at(brief.file))
    beyond = f"{counted(lines, 'line')} too long"
    message = f"{counted(count, 'page')} where the template allows {most}: {beyond}"
    hint = "shorten the text or the notes, or choose another template"
    yield Diagnostic(TOO_LONG, message, place, Severity.WARNING, hint)


def _caveats_on_page_one(document: Document, page_of: Mapping[str, int]) -> Iterator[Diagnostic]:
    for block in document.blocks:
        anchor, span = getattr(block, "anchor", None), block.span
        if anchor and anchor.startswith("caveat-") and page_of.get(anchor, 1) > 1 and span:
            hint = "shorten the summary, or move the caveats up in the template"
            message = f"this caveat stands on page {page_of[anchor]}, not on page 1"
            yield Diagnostic(CAVEAT_LATE, message, span, Severity.WARNING, hint)
