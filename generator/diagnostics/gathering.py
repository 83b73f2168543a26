"""Findings as a person reads them: errors first, similar ones together, consequences left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.diagnostics import codes
from generator.diagnostics.diagnostic import Diagnostic, Severity

AlikeFindings = tuple[Diagnostic, ...]
"""Findings of one code that say the same about several places, in reading order."""


def gathered_alike(found: Iterable[Diagnostic]) -> tuple[AlikeFindings, ...]:
    """The findings with similar ones together: errors first, then warnings, then notes."""
    groups: dict[tuple[str, ...], list[Diagnostic]] = defaultdict(list)
    for finding in found:
        kind = (finding.severity, finding.code, _kind(finding.message), _kind(finding.hint or ""))
        groups[kind].append(finding)
    ranks = list(Severity)
    return tuple(
        tuple(group) for group in sorted(groups.values(), key=lambda g: ranks.index(g[0].severity))
    )


_PLACE = r"[\dA-Z]+(?:\(\w+\))*"
_VARYING = re.compile(rf"“[^”]*”|`[^`]*`|¶+ ?{_PLACE}(?:(?:, | and |[-–]){_PLACE})*(?: s\d+)?|\d+")


def _kind(words: str) -> str:
    """A message without the words that it is about: “45” is not in ¶3 → … is not in …."""
    return _VARYING.sub("…", words)


def without_consequences(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings without those that only follow from an error in the words they are about."""
    causes: dict[str, list[Diagnostic]] = defaultdict(list)
    for finding in found:
        if finding.is_error and finding.code in CONSEQUENCES:
            causes[finding.code].append(finding)

    def follows(finding: Diagnostic) -> bool:
        return any(
            cause.span.meets(finding.about or finding.span)
            for code, each in causes.items()
            if finding.code in CONSEQUENCES[code]
            for cause in each
        )

    return tuple(finding for finding in found if not follows(finding))


_OF_THE_PART = (codes.UNCITED_POINT, codes.NO_LIKELIHOOD, codes.NO_CONFIDENCE, codes.NO_BASIS,
                codes.SOURCES_UNSAID, codes.NOBODYS_RECOMMENDATION)  # fmt: skip
_OF_THE_QUOTATION = (codes.ALTERED_QUOTATION, codes.WRONG_PARAGRAPH, codes.STITCHED_QUOTATION,
                     codes.UNCITED_QUOTATION, codes.UNCHECKED_QUOTATION, codes.TURNED_QUOTATION,
                     codes.SHORT_QUOTATION, codes.OTHER_SPEAKER, codes.TURNED_SENSE,
                     codes.NOWHERE_QUOTED, codes.UNMARKED_TERM)  # fmt: skip
_OF_THE_CITATION = (codes.UNCITED_POINT, codes.UNCITED_QUOTATION, codes.UNCITED_SENTENCE)

CONSEQUENCES: Mapping[str, frozenset[str]] = {
    # If a class or fence is unknown, so is what the words are.
    str(codes.UNKNOWN_CLASS): frozenset({*_OF_THE_PART, *_OF_THE_QUOTATION}),
    str(codes.BAD_BRACES): frozenset({*_OF_THE_PART, *_OF_THE_QUOTATION}),
    str(codes.STRAY_FENCE): frozenset({*_OF_THE_PART, codes.UNREAD_MARKUP}),
    # Where a citation cannot be read, or was not taken for one, its words cite nothing.
    str(codes.UNREADABLE_CITATION): frozenset(_OF_THE_CITATION),
    # What kept it from being read, a wiki link or a TeX command, is told with it.
    str(codes.CITATION_AS_WORDS): frozenset({*_OF_THE_CITATION, codes.UNREAD_MARKUP}),
    # If words are not in the source, they cannot be cut before its condition.
    str(codes.ALTERED_QUOTATION): frozenset({codes.LOST_CONDITION}),
    str(codes.LONE_MARK): frozenset(_OF_THE_QUOTATION),
    # Markup that was not read holds no number, name or quotation of the claim.
    str(codes.UNREAD_MARKUP): frozenset(
        {
            *_OF_THE_QUOTATION,
            codes.NUMBER_NOT_IN_SOURCE,
            codes.NAME_NOT_IN_SOURCE,
            codes.DENIAL,
        }
    ),
    # A judgement without a confidence has no basis that could say something.
    str(codes.NO_CONFIDENCE): frozenset({codes.NO_BASIS, codes.SOURCES_UNSAID}),
}
"""From the code of an error to the codes that follow from it in the words they are about."""
