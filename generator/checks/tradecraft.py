"""Reported points and judgements must be kept apart, and each must say what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import get_args

from generator.briefs.brief import Judgement, KeyPoint, Reported
from generator.checks.evidence import Evidence
from generator.checks.grounds import lexicon_for
from generator.checks.tokens import lows_of
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.document.markings import TLP, marking_of
from generator.language.capitals import with_capital
from generator.language.lexicon import Lexicon
from generator.language.scales import Confidence, shown_confidence
from generator.markdown.syntax import Node, walk, words_aloud


def every_key_point_cites(evidence: Evidence) -> Iterator[Diagnostic]:
    groups = evidence.brief.body.groups
    for point in evidence.brief.key_points:
        if not any(node.span in groups for node in walk(point.blocks)):
            hint = "close it with the paragraph it rests on: [@key, ¶2]"
            yield diagnose(
                codes.UNCITED_POINT, "this key point cites nothing", point.span, hint=hint
            )


def every_judgement_is_weighed(evidence: Evidence) -> Iterator[Diagnostic]:
    scale, language = evidence.scale, evidence.language
    levels = [with_capital(shown_confidence(one, language)) for one in get_args(Confidence)]
    for judgement in _judgements(evidence.brief.key_points):
        if judgement.likelihood is None:
            terms = ", ".join(band.words[0] for band in scale.bands)
            hint = f"use one of: {terms}; or mark it [...]{{.reported}}"
            message = "this judgement names no likelihood"
            yield diagnose(codes.NO_LIKELIHOOD, message, judgement.span, hint=hint)
        if judgement.basis_span is None:
            hint = f"add behind it, with what that rests on: [{levels[0]}: …]{{.confidence}}"
            message = "this judgement does not say how sure it is"
            yield diagnose(codes.NO_CONFIDENCE, message, judgement.span, hint=hint)
        elif judgement.confidence is None:
            low, moderate, high = levels
            hint = f"begin it “{low}”, “{moderate}” or “{high}”"
            message = "this does not say whether the confidence is low, moderate or high"
            yield diagnose(codes.NO_CONFIDENCE, message, judgement.basis_span, hint=hint)


def _judgements(points: tuple[KeyPoint, ...]) -> Iterator[Judgement]:
    for point in points:
        match point:
            case Judgement():
                yield point
            case Reported():
                continue


def what_the_sources_are_is_said(evidence: Evidence) -> Iterator[Diagnostic]:
    """Judgements must say if they rest on one source, or on an undated one (after ICD 206).

    In the summary or in the basis of a confidence: the template's statement of sources says it
    at the end, where few get to.
    """
    brief, seeds = evidence.brief, tuple(evidence.cited_seeds.values())
    lexicon = lexicon_for(evidence, evidence.language)
    judgements = tuple(_judgements(brief.key_points))
    if not judgements or not seeds or lexicon is None:
        return
    said = " ".join([words_aloud(brief.summary), *(words_aloud(j.basis) for j in judgements)])
    lows = lows_of(said, lexicon)
    due = []
    if len(seeds) == 1 and not _names_one_source(lows, lexicon):
        due.append("there is a single source")
    if all(seed.meta.published is None for seed in seeds) and not _has(lows, "undated", lexicon):
        due.append(f"the {'source is' if len(seeds) == 1 else 'sources are'} undated")
    if due:
        message = f"no judgement says that {' and that '.join(due)}"
        hint = "say it in the basis of the confidence, or in the summary"
        yield diagnose(codes.SOURCES_UNSAID, message, judgements[0].span, hint=hint)


def _has(lows: Sequence[str], name: str, lexicon: Lexicon) -> bool:
    phrases = lexicon.phrases(name)
    return any(phrases.at(lows, index) for index in range(len(lows)))


def _names_one_source(lows: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a text speaks of one source: "a single, undated opinion piece"."""
    single = lexicon.phrases("single")
    return any(
        _has(lows[index : index + _BESIDE], "sources", lexicon)
        for index in range(len(lows))
        if single.at(lows, index)
    )


_BESIDE = 6  # words from "single" to what there is one of


def the_cutoff_fits(evidence: Evidence) -> Iterator[Diagnostic]:
    """No source may be later than the cut-off, and the cut-off not later than the brief."""
    front, places = evidence.brief.front, evidence.brief.places
    if front.cutoff is None:
        return
    place = places.get("cutoff", Span.at(evidence.brief.file))
    if front.cutoff > front.date > date.min:  # which stands for a date that cannot be read
        message = f"the cut-off is later than the brief, which is dated {front.date}"
        hint = "nothing can have been looked at after the brief was written"
        yield diagnose(codes.CUTOFF, message, place, hint=hint)
    for key, seed in evidence.cited_seeds.items():
        if seed.meta.published and seed.meta.published > front.cutoff:
            message = f"{key} is of {seed.meta.published}, later than the cut-off"
            hint = "move the cut-off, or leave the source out"
            yield diagnose(codes.CUTOFF, message, place, hint=hint)


def every_recommendation_says_whose_it_is(evidence: Evidence) -> Iterator[Diagnostic]:
    for item in _of_nobody(evidence.brief.recommendations):
        message = "this recommendation does not say whose it is"
        hint = "add [The source's.]{.origin} or [This brief's.]{.origin}"
        yield diagnose(codes.NOBODYS_RECOMMENDATION, message, item.span, hint=hint)


def _of_nobody(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """The items that do not say whose they are; what one says holds for the points below it."""
    for node in nodes:
        lists = ("bullet_list", "ordered_list")
        own = tuple(one for one in node.children if one.kind not in lists)
        if node.kind == "item" and not _says_whose(node.children):
            yield node
        elif node.kind != "item" or not _says_whose(own):
            yield from _of_nobody(node.children)


def _says_whose(nodes: tuple[Node, ...]) -> bool:
    return any("origin" in node.classes for node in walk(nodes))


def the_marking_is_of_its_scheme(evidence: Evidence) -> Iterator[Diagnostic]:
    """A marking must be one of the house's or of TLP 2.0, letter for letter.

    If a house lists none, any words are allowed, unless they look like a TLP marking.
    """
    marking, own = evidence.brief.front.marking, evidence.settings.markings
    if not marking or marking_of(marking, own):
        return
    place = evidence.brief.places.get("marking", Span.at(evidence.brief.file))
    if marking.upper().startswith("TLP"):
        hint = f"TLP 2.0 has {', '.join(TLP)}, without blanks"
        yield diagnose(codes.UNKNOWN_MARKING, f"`{marking}` is not a TLP marking", place, hint=hint)
    elif own:
        hint = f"it has {', '.join(own)}, and those of TLP 2.0"
        message = f"`{marking}` is not a marking of this house"
        yield diagnose(codes.UNKNOWN_MARKING, message, place, hint=hint)
