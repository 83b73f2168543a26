"""What can be read but has a better spelling, which `brief check --fix` writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.briefs.brief import CitationGroup, Claim, QuotedWords
from generator.briefs.citations import respelt
from generator.diagnostics import Diagnostic, Fix, codes, diagnose
from generator.diagnostics.fixes import FIXED_BY, words_at
from generator.language.marks import SINGLE, closing_of


def unusual_locators(groups: Iterable[CitationGroup]) -> Iterator[Diagnostic]:
    """Every locator that is not in its canonical form."""
    for group in groups:
        for citation in group.citations:
            fix = respelt(citation, citation.target)
            if " ".join(citation.written.split()) != fix.replacement:
                message = "this citation has an unusual spelling"
                closed = "]" if "[" in fix.replacement else ""
                hint = f"write {fix.replacement}{closed}; {FIXED_BY}"
                yield diagnose(codes.LOCATOR_SPELLING, message, citation.span, hint=hint, fix=fix)


def mixed_marks(claims: Iterable[Claim], text: str) -> Iterator[Diagnostic]:
    """Straight quotation marks in a text that has typographic ones, too.

    The fix uses the first typographic pair of the text.
    """
    written = [
        (quotation, words_at(text, quotation.span))
        for claim in claims
        for quotation in claim.quotations
    ]
    opening = next((words[0] for _, words in written if _is_typographic(words)), None)
    if opening is None:
        return
    for quotation, words in written:
        marks = (words[:1], words[-1:])
        if '"' in marks and marks[0] in ('"', opening) and marks[1] in ('"', closing_of(opening)):
            yield _straight(quotation, words[1:-1], opening)


def _is_typographic(words: str) -> bool:
    opening, closing = words[:1], words[-1:]
    return opening not in ("", '"', "`", *SINGLE) and closing_of(opening) == closing


def _straight(quotation: QuotedWords, words: str, opening: str) -> Diagnostic:
    marks = f"{opening}…{closing_of(opening)}"
    message = f"this text has straight quotation marks beside {marks}"
    hint = f"write {marks} here, too; {FIXED_BY}"
    fix = Fix(quotation.span, opening + words + closing_of(opening))
    return diagnose(codes.TWO_KINDS_OF_MARKS, message, quotation.span, hint=hint, fix=fix)
