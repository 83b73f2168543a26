"""Reported points and judgements are kept apart, and each says what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from generator.briefs.brief import Judgement, KeyPoint, Reported
from generator.checks.evidence import Evidence
from generator.diagnostics import Diagnostic
from generator.markdown.syntax import walk

UNCITED = "T001"
NO_LIKELIHOOD = "T002"
NO_CONFIDENCE = "T003"


def every_key_point_cites(evidence: Evidence) -> Iterator[Diagnostic]:
    groups = evidence.brief.body.groups
    for point in evidence.brief.key_points:
        if not any(node.span in groups for node in walk(point.blocks)):
            hint = "close it with the paragraph it rests on: [@key, ¶2]"
            yield Diagnostic(UNCITED, "this key point cites nothing", point.span, hint=hint)


def every_judgement_is_weighed(evidence: Evidence) -> Iterator[Diagnostic]:
    scale = evidence.scale
    for judgement in _judgements(evidence.brief.key_points):
        if judgement.likelihood is None:
            terms = ", ".join(band.words[0] for band in scale.bands)
            hint = f"use one of: {terms}; or mark it [...]{{.reported}}"
            message = "this judgement names no likelihood"
            yield Diagnostic(NO_LIKELIHOOD, message, judgement.span, hint=hint)
        if judgement.basis_span is None:
            hint = "add [Low confidence: …]{.confidence}"
            message = "this judgement says nothing of confidence"
            yield Diagnostic(NO_CONFIDENCE, message, judgement.span, hint=hint)
        elif judgement.confidence is None:
            hint = "begin it “Low confidence”, “Moderate confidence” or “High confidence”"
            message = "cannot read the confidence"
            yield Diagnostic(NO_CONFIDENCE, message, judgement.basis_span, hint=hint)


def _judgements(points: tuple[KeyPoint, ...]) -> Iterator[Judgement]:
    for point in points:
        match point:
            case Judgement():
                yield point
            case Reported():
                continue
