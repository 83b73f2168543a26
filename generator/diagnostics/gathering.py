"""Findings as a person takes them in: the gravest first, what is alike once, no consequences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.diagnostics import codes
from generator.diagnostics.diagnostic import Diagnostic, Severity

AlikeFindings = tuple[Diagnostic, ...]
"""Findings of one code that say the same of several places, in reading order."""


def gathered_alike(found: Iterable[Diagnostic]) -> tuple[AlikeFindings, ...]:
    """The findings with those alike together: errors first, then warnings, then notes."""
    groups: dict[tuple[str, ...], list[Diagnostic]] = defaultdict(list)
    for finding in found:
        kind = (finding.severity, finding.code, _kind(finding.message), _kind(finding.hint or ""))
        groups[kind].append(finding)
    ranks = list(Severity)
    return tuple(
        tuple(group) for group in sorted(groups.values(), key=lambda g: ranks.index(g[0].severity))
    )


_VARYING = re.compile(r"“[^”]*”|`[^`]*`|¶+ ?[\dA-Z]+(?:(?:, | and |[-–])[\dA-Z]+)*(?: s\d+)?|\d+")


def _kind(words: str) -> str:
    """What a message says without what it says it of: “45” is not in ¶3 → … is not in …."""
    return _VARYING.sub("…", words)


def without_consequences(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings but for those that only follow from an error at the same place."""
    causes = [finding for finding in found if finding.is_error and finding.code in CONSEQUENCES]
    return tuple(
        finding
        for finding in found
        if not any(
            finding.code in CONSEQUENCES[cause.code] and cause.span.meets(finding.span)
            for cause in causes
        )
    )


_OF_THE_PART = (codes.UNCITED_POINT, codes.NO_LIKELIHOOD, codes.NO_CONFIDENCE, codes.NO_BASIS,
                codes.SOURCES_UNSAID, codes.NOBODYS_RECOMMENDATION)  # fmt: skip
_OF_THE_QUOTATION = (codes.ALTERED_QUOTATION, codes.WRONG_PARAGRAPH, codes.STITCHED_QUOTATION,
                     codes.UNCITED_QUOTATION, codes.UNCHECKED_QUOTATION, codes.TURNED_QUOTATION,
                     codes.SHORT_QUOTATION, codes.OTHER_SPEAKER, codes.TURNED_SENSE,
                     codes.NOWHERE_QUOTED, codes.UNMARKED_TERM)  # fmt: skip
_OF_THE_CITATION = (codes.UNCITED_POINT, codes.UNCITED_QUOTATION, codes.UNCITED_SENTENCE)

CONSEQUENCES: Mapping[str, frozenset[str]] = {
    # A class or a fence that is not known says nothing of what the words are.
    str(codes.UNKNOWN_CLASS): frozenset({*_OF_THE_PART, *_OF_THE_QUOTATION}),
    str(codes.BAD_BRACES): frozenset({*_OF_THE_PART, *_OF_THE_QUOTATION}),
    str(codes.STRAY_FENCE): frozenset(_OF_THE_PART),
    # Where a citation cannot be read, its words cite nothing.
    str(codes.UNREADABLE_CITATION): frozenset(_OF_THE_CITATION),
    # What is no quotation of the source cannot be cut short of a condition.
    str(codes.ALTERED_QUOTATION): frozenset({codes.LOST_CONDITION}),
    str(codes.LONE_MARK): frozenset(_OF_THE_QUOTATION),
    # What was not read is no number or name of the claim.
    str(codes.UNREAD_MARKUP): frozenset(
        {codes.NUMBER_NOT_IN_SOURCE, codes.NAME_NOT_IN_SOURCE, codes.DENIAL}
    ),
    # A judgement without a confidence has no basis of one that could say something.
    str(codes.NO_CONFIDENCE): frozenset({codes.NO_BASIS, codes.SOURCES_UNSAID}),
}
"""From the code of an error to the codes that it brings with it where it stands."""
