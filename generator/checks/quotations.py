"""Every quotation stands, word for word, in the paragraph that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from generator.briefs.brief import Claim, Quotation, SeedRef
from generator.checks.evidence import Evidence
from generator.diagnostics import Diagnostic, Severity
from generator.seeds.seed import SeedParagraph
from generator.words import fold, sentences

ALTERED = "C005"
MISATTRIBUTED = "C007"
UNCITED = "C010"


def every_quotation_holds(evidence: Evidence) -> Iterator[Diagnostic]:
    for body in evidence.bodies:
        for claim in body.claims:
            for quotation in claim.quotations:
                yield from _holds(quotation, claim, evidence)


def _holds(quotation: Quotation, claim: Claim, evidence: Evidence) -> Iterator[Diagnostic]:
    if claim.group is None:
        message = "this quotation cites nothing"
        hint = "cite its paragraph in the same sentence, or leave the quotation marks out"
        yield Diagnostic(UNCITED, message, quotation.span, Severity.WARNING, hint)
        return
    targets = [c.target for c in claim.group.citations if isinstance(c.target, SeedRef)]
    passages = [passage for target in targets for passage in _passages(target, evidence)]
    if not passages or any(is_quoted_from(quotation.text, text) for _, text in passages):
        return
    cited = _named(number for number, _ in passages)
    elsewhere = _found_elsewhere(quotation, targets, evidence)
    if elsewhere:
        message = f"this quotation is not in {cited}"
        hint = f"it is found in {elsewhere}"
        yield Diagnostic(MISATTRIBUTED, message, quotation.span, hint=hint)
        return
    message = f"this quotation is not in {cited} as written"
    yield Diagnostic(ALTERED, message, quotation.span, hint=_as_printed(quotation.text, passages))


def _passages(target: SeedRef, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """What a citation points at: (number, words), of one sentence where it names one."""
    for paragraph in evidence.paragraphs(target):
        parts = sentences(paragraph.text)
        if 1 <= target.sentence <= len(parts):
            yield paragraph.number, parts[target.sentence - 1].text
        elif not target.sentence:
            yield paragraph.number, paragraph.text


def _found_elsewhere(
    quotation: Quotation, targets: Iterable[SeedRef], evidence: Evidence
) -> str | None:
    cited = [target.key for target in targets]
    for key in dict.fromkeys([*cited, *evidence.brief.front.seeds]):
        seed = evidence.seeds.get(key)
        for paragraph in seed.paragraphs if seed else ():
            if is_quoted_from(quotation.text, paragraph.text):
                place = _sentence_of(quotation.text, paragraph)
                return f"{place}" if key in cited else f"{place} of {key}"
    return None


def _sentence_of(quotation: str, paragraph: SeedParagraph) -> str:
    for number, sentence in enumerate(sentences(paragraph.text), 1):
        if is_quoted_from(quotation, sentence.text):
            return f"¶{paragraph.number} s{number}"
    return f"¶{paragraph.number}"


# --- comparing --------------------------------------------------------------------------

_OMISSION = re.compile(r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…|\.\s?\.\s?\.)\s*")
_SIC = re.compile(r"\s*\[\s*sic\s*!?\s*\]", re.IGNORECASE)
_INSERTION = re.compile(r"\s*\[[^\]]*\]\s*")


def is_quoted_from(quotation: str, text: str) -> bool:
    """Whether a text has the words of a quotation, in order and unaltered.

    Allowed are other quotation marks and dashes, an omission marked by an ellipsis, an insertion
    in [brackets], [sic], a closing stop or comma of the author's own and the case of the first
    letter; nothing else.
    """
    pattern = _pattern(quotation)
    return pattern is not None and pattern.search(fold(text)) is not None


def _pattern(quotation: str) -> re.Pattern[str] | None:
    # Folding turns "…" into three stops, so the marks of omission are read before it.
    words = _SIC.sub("", quotation).strip().rstrip(".,;:!?").strip()  # an own closing mark
    words = re.sub(r"^(?:…|\.\.\.)\s*|\s*(?:…|\.\.\.)$", "", words)
    parts: list[str] = []
    position = 0
    for gap in re.finditer(f"(?P<omission>{_OMISSION.pattern})|{_INSERTION.pattern}", words):
        parts.append(_exactly(words[position : gap.start()], first=not parts))
        # An omission may pass over any words of the paragraph, an insertion stands for a few.
        parts.append(r"(?!\w).*?(?<!\w)" if gap["omission"] else r"[^.!?]{0,80}?")
        position = gap.end()
    parts.append(_exactly(words[position:], first=not parts))
    if not any(parts[::2]):
        return None
    return re.compile(r"(?<!\w)" + "".join(parts) + r"(?!\w)")


def _exactly(words: str, *, first: bool) -> str:
    folded = fold(words)
    if not folded or not first:
        return re.escape(folded)
    either = {folded[0].lower(), folded[0].upper()}
    start = "".join(re.escape(letter) for letter in sorted(either) if len(letter) == 1)
    return f"[{start}]{re.escape(folded[1:])}" if start else re.escape(folded)


def _as_printed(quotation: str, passages: Iterable[tuple[str, str]]) -> str:
    """The source's own words where it comes nearest, for the author to compare."""
    wanted = fold(quotation).split()
    best = (0.0, "", "")
    for number, text in passages:
        for sentence in sentences(text):
            printed = fold(sentence.text).split()
            matcher = SequenceMatcher(None, [w.casefold() for w in printed], _lower(wanted))
            blocks = [block for block in matcher.get_matching_blocks() if block.size]
            shared = sum(block.size for block in blocks) / len(wanted)
            if not blocks or shared <= best[0]:
                continue
            start = max(0, blocks[0].a - blocks[0].b)
            rest = len(wanted) - blocks[-1].b - blocks[-1].size
            end = min(len(printed), blocks[-1].a + blocks[-1].size + rest)
            best = (shared, number, " ".join(sentence.text.split()[start:end]))
    if best[0] < 0.3:
        return "nothing like it stands there; read the paragraph again"
    return f"¶{best[1]} reads “{best[2]}”"


def _lower(words: Iterable[str]) -> list[str]:
    return [word.casefold() for word in words]


def _named(numbers: Iterable[str]) -> str:
    unique = list(dict.fromkeys(numbers))
    return f"¶{unique[0]}" if len(unique) == 1 else "¶¶ " + ", ".join(unique)
