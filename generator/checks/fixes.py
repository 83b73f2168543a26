"""What can be corrected without asking, because the seed leaves no doubt."""

from __future__ import annotations

from generator.briefs.brief import Claim, QuotedWords, Range, SeedRef, Sentences
from generator.briefs.citations import respelt
from generator.checks.evidence import Evidence, cited_paragraphs
from generator.checks.matching import is_quoted_from
from generator.diagnostics import Fix
from generator.seeds.seed import Seed


def cited_anew(claim: Claim, evidence: Evidence) -> Fix | None:
    """The fix that makes a claim cite the paragraphs of its quotations.

    None in doubt: if there are several citations, or if no paragraph of the seed has a quotation,
    or several have it.
    """
    citations = claim.group.citations if claim.group else ()
    if len(citations) != 1 or not isinstance(citations[0].target, SeedRef):
        return None
    target = citations[0].target
    seed = evidence.seeds.get(target.key)
    if seed is None:
        return None
    homes = [_home(quotation, target, seed) for quotation in claim.quotations]
    if None in homes:
        return None
    return respelt(citations[0], _leading_to([home for home in homes if home], claim, target, seed))


def _leading_to(homes: list[str], claim: Claim, target: SeedRef, seed: Seed) -> SeedRef:
    """The paragraphs to cite; a cited paragraph stays if it has a quotation."""
    cited = [paragraph.number for paragraph in cited_paragraphs(seed, target)]
    new = [number for number in seed.numbers if number in homes and number not in cited]
    kept = target.ranges if any(home in cited for home in homes) else ()
    ranges = [*kept, *(Range(number, number) for number in new)]
    if any(written.sentences for written in target.ranges):
        ranges = [_pinned_anew(written, homes, claim, seed) for written in ranges]
    return SeedRef(target.key, tuple(ranges))


def _pinned_anew(written: Range, homes: list[str], claim: Claim, seed: Seed) -> Range:
    """A range with the sentence of its quotations; unchanged if it has no quotations."""
    if written.is_wide or written.first not in homes:
        return written
    number = _sentence(claim, written.first, seed)
    return Range(written.first, written.last, (Sentences(number, number),) if number else ())


def _home(quotation: QuotedWords, target: SeedRef, seed: Seed) -> str | None:
    """The paragraph that a quotation stands in: a cited one, else the only one that has it."""
    cited = [p for p in cited_paragraphs(seed, target) if is_quoted_from(quotation.text, p.text)]
    if cited:
        return cited[0].number
    found = [p.number for p in seed.paragraphs if is_quoted_from(quotation.text, p.text)]
    return found[0] if len(found) == 1 else None


def _sentence(claim: Claim, number: str, seed: Seed) -> int:
    """The sentence of a paragraph that has every quotation of the claim, from 1; 0 if none has."""
    paragraph = seed.paragraph(number)
    for count, sentence in enumerate(paragraph.sentences if paragraph else (), 1):
        if all(is_quoted_from(q.text, sentence.text) for q in claim.quotations):
            return count
    return 0
