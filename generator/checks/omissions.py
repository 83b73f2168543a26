"""What an omission or a bracket does to a quotation: it may turn it round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.briefs.brief import QuotedWords
from generator.checks.denials import denials
from generator.checks.evidence import Evidence
from generator.checks.grounds import lexicon_for
from generator.checks.matching import Chunk, Gap, chunks
from generator.checks.tokens import take_apart
from generator.diagnostics import Diagnostic, codes, diagnose


def turned_quotations(
    quotation: QuotedWords, found: tuple[Gap, ...], language: str, evidence: Evidence
) -> Iterator[Diagnostic]:
    """Words in brackets or left out that may turn a quotation round: to be read again.

    `language` is the source's.
    """
    for gap in found:
        for said, message in (
            (gap.inserted, "the words in brackets put in a “{}”"),
            (gap.left_out, "what is left out of this quotation holds a “{}”"),
        ):
            # What is left out of other sentences leaves those that are quoted as they were.
            parts = re.split(r"(?<=[.!?])\s+", said)
            if said and (denial := _denial_in((parts[0], parts[-1]), language, evidence)):
                hint = "read the source again; does the quotation still say what it says?"
                yield _finding(quotation, message.format(denial), hint)
    passages = chunks(quotation.text)
    if len(passages) > 1 and any(_is_one_word(part) for part in passages):
        message = "this quotation is put together from single words"
        yield _finding(quotation, message, "quote whole phrases, or say it in your own words")


def _finding(quotation: QuotedWords, message: str, hint: str) -> Diagnostic:
    return diagnose(codes.TURNED_QUOTATION, message, quotation.span, hint=hint)


def _is_one_word(chunk: Chunk) -> bool:
    return sum(len(literal.words.split()) for literal in chunk) < 2


def _denial_in(parts: tuple[str, ...], language: str, evidence: Evidence) -> str | None:
    lexicon = lexicon_for(evidence, language)
    if lexicon is None:
        return None
    found = (denial for part in parts for denial in denials(take_apart(part, lexicon)))
    return next((denial.words.lower() for denial in found), None)
