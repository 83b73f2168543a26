"""How likely and how sure: each said in the words of one scale, and apart.

After ICD 203, D.6.e(2), and the UK's PHIA probability yardstick, whose gaps are intended.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.briefs.brief import Judgement, Reported
from generator.briefs.quotations import quoted
from generator.briefs.runs import RUNS, Run, run_of
from generator.checks.evidence import Evidence
from generator.checks.figures import figures_in
from generator.checks.grounds import lexicon_for
from generator.checks.tokens import lows_of, take_apart
from generator.diagnostics import Diagnostic, Severity, Span, codes, diagnose
from generator.language.capitals import with_capital
from generator.language.lexicon import Lexicon
from generator.language.scales import Band, Scale, scales_of, shown_confidence
from generator.language.sentences import Sentence, sentences
from generator.markdown.syntax import Node, walk, words_aloud
from generator.recall.once import remembered

_SHORTEST_BASIS = 2  # words: "one report", "ein Zeitungsbericht"
_TOO_PLAIN = frozenset({"remote"})  # a term of ICD 203, and a word for places far away


class _Line(Struct, frozen=True):
    """One sentence of a key point, in its run."""

    run: Run
    sentence: Sentence

    @property
    def text(self) -> str:
        return self.sentence.text

    def span(self, start: int, end: int) -> Span:
        return self.run.span(self.sentence.start + start, self.sentence.start + end)

    def is_quoted(self, start: int) -> bool:
        """Whether the words at a place are quoted."""
        quotations, _ = quoted(self.run.words)
        at = self.sentence.start + start
        return any(quotation.start <= at < quotation.end for quotation in quotations)


def every_likelihood_is_on_the_scale(evidence: Evidence) -> Iterator[Diagnostic]:
    """Judgements and the summary speak in the terms of one scale, and mean what they say."""
    of_judgements = _lines_of_judgements(evidence)
    for line in (*of_judgements, *_lines_of_summary(evidence)):
        yield from _of_another_scale(line, evidence)
    for line in of_judgements:
        yield from _outside_its_band(line, evidence)
        yield from _bare(line, evidence)


def confidence_is_kept_apart(evidence: Evidence) -> Iterator[Diagnostic]:
    """Likelihood is about the world, confidence about the sources; and it says why."""
    lexicon = lexicon_for(evidence, evidence.language)
    for line in (*_lines_of_judgements(evidence), *_lines_of_summary(evidence)):
        term = next(evidence.scale.terms_in(line.text), None)
        if term and lexicon and _names_confidence(line.text, lexicon):
            yield _both(line.span(*term.span()), term[0], evidence.language)
    for judgement in evidence.brief.key_points:
        if isinstance(judgement, Judgement) and judgement.basis_span is not None:
            yield from _of_the_basis(judgement, judgement.basis_span, evidence)


def reported_points_are_not_weighed(evidence: Evidence) -> Iterator[Diagnostic]:
    """A reported point has neither likelihood nor confidence: only judgements have."""
    for point in evidence.brief.key_points:
        if not isinstance(point, Reported):
            continue
        for node in walk(point.blocks):
            if "confidence" in node.classes:
                message = "a reported point bears no confidence"
                yield diagnose(codes.WEIGHED_REPORT, message, node.span, hint=_TAKE_OUT)
        cited = _cited_words(point, evidence)
        for line in _sentence_lines(evidence, point.blocks):
            for term in evidence.scale.terms_in(line.text):
                own = term[0].lower() not in cited and term[0].lower() not in _TOO_PLAIN
                if own and not line.is_quoted(term.start()):
                    message = f"“{term[0]}” is a likelihood, and this point is reported"
                    span = line.span(*term.span())
                    yield diagnose(codes.WEIGHED_REPORT, message, span, hint=_TAKE_OUT)


_TAKE_OUT = "say it as the source does, or make the point a judgement of your own"


# --- what is looked at ------------------------------------------------------------------


@remembered
def _lines_of_judgements(evidence: Evidence) -> tuple[_Line, ...]:
    points = (p for p in evidence.brief.key_points if isinstance(p, Judgement))
    return tuple(
        _sentence_lines(evidence, tuple(block for point in points for block in point.blocks))
    )


@remembered
def _lines_of_summary(evidence: Evidence) -> tuple[_Line, ...]:
    return tuple(_sentence_lines(evidence, evidence.brief.summary))


def _sentence_lines(evidence: Evidence, nodes: tuple[Node, ...]) -> Iterator[_Line]:
    groups = evidence.brief.body.groups
    for node in walk(nodes):
        if node.kind in RUNS:
            run, _ = run_of(node, groups)
            yield from (_Line(run, sentence) for sentence in sentences(run.words))


def _cited_words(point: Reported, evidence: Evidence) -> str:
    """The paragraphs that a key point cites, in small letters."""
    groups = evidence.brief.body.groups
    targets = [
        citation.target
        for node in walk(point.blocks)
        if node.span in groups
        for citation in groups[node.span].citations
    ]
    return " ".join(
        paragraph.text.lower() for target in targets for paragraph in evidence.paragraphs_of(target)
    )


# --- terms and numbers ------------------------------------------------------------------


def _of_another_scale(line: _Line, evidence: Evidence) -> Iterator[Diagnostic]:
    scale = evidence.scale
    own = {match.span() for match in scale.terms_in(line.text)}
    known = scale.terms.keys()
    for other in scales_of(evidence.language):
        for term in other.terms_in(line.text):
            word = term[0].lower()
            if word in known | _TOO_PLAIN or term.span() in own or line.is_quoted(term.start()):
                continue
            message = f"“{term[0]}” is a term of the {other.name}, not of {scale.name}"
            near = _nearest_band(other.band_of(word), scale)
            hint = f"{scale.name} says “{near.words[0]}” ({near.range} %)"
            yield diagnose(codes.OTHER_SCALE, message, line.span(*term.span()), hint=hint)


def _nearest_band(band: Band, scale: Scale) -> Band:
    middle = (band.low + band.high) / 2
    return min(scale.bands, key=lambda other: abs((other.low + other.high) / 2 - middle))


def _outside_its_band(line: _Line, evidence: Evidence) -> Iterator[Diagnostic]:
    lexicon = lexicon_for(evidence, evidence.language)
    term = next(evidence.scale.terms_in(line.text), None)
    if lexicon is None or term is None:
        return
    scale, band = evidence.scale, evidence.scale.band_of(term[0].lower())
    for figure in figures_in(line.text, lexicon).figures:
        percent = figure.values[0]
        if figure.kind != "percent" or band.has(percent) or line.is_quoted(figure.start):
            continue
        written = line.text[figure.start : figure.end]
        span = line.span(figure.start, figure.end)
        right = next((other for other in scale.bands if other.has(percent)), None)
        hint = f"{scale.name}: “{band.words[0]}” is {band.range} %"
        if right:
            message = f"{written} is not “{term[0]}”"
            hint += f", {percent:g} % is “{right.words[0]}”"
            yield diagnose(codes.PERCENTAGE_OUTSIDE, message, span, hint=hint)
        else:
            message = f"{written} lies between two terms of the {scale.name}"
            hint, error = f"{hint}; the gaps are meant", Severity.ERROR
            yield diagnose(codes.PERCENTAGE_OUTSIDE, message, span, hint=hint, severity=error)


def _bare(line: _Line, evidence: Evidence) -> Iterator[Diagnostic]:
    lexicon = lexicon_for(evidence, evidence.language)
    if lexicon is None:
        return
    modals = lexicon.phrases("bare_modals")
    for token in take_apart(line.text, lexicon).tokens:
        if token.text in modals and not line.is_quoted(token.start):
            message = f"“{token.text}” says neither how likely nor how sure"
            terms = ", ".join(band.words[0] for band in evidence.scale.bands[4:1:-2])
            hint = f"use a term of {evidence.scale.name}: {terms} …"
            span = line.span(token.start, token.end)
            yield diagnose(codes.BARE_MAY, message, span, hint=hint)


# --- confidence -------------------------------------------------------------------------


def _names_confidence(text: str, lexicon: Lexicon) -> bool:
    lows = lows_of(text, lexicon)
    phrases = lexicon.phrases("confidence")
    return any(phrases.at(lows, index) > 1 for index in range(len(lows)))


def _both(span: Span, term: str, language: str) -> Diagnostic:
    message = f"likelihood (“{term}”) and confidence in one sentence"
    low = with_capital(shown_confidence("low", language))
    hint = f"give the confidence a sentence of its own: [{low}: …]{{.confidence}}"
    return diagnose(codes.LIKELIHOOD_WITH_CONFIDENCE, message, span, hint=hint)


def _of_the_basis(judgement: Judgement, span: Span, evidence: Evidence) -> Iterator[Diagnostic]:
    text = words_aloud(judgement.basis)
    if judgement.confidence and len(judgement.basis_text.split()) < _SHORTEST_BASIS:
        hint = "say what it rests on: how many sources, of what kind, how near to the matter"
        message = "this confidence gives no basis"
        yield diagnose(codes.NO_BASIS, message, span, hint=hint)
    term = next(evidence.scale.terms_in(text), None)
    if term and term[0].lower() not in _TOO_PLAIN:
        yield _both(span, term[0], evidence.language)
    elif judgement.likelihood and not _is_closed_before(span, evidence.brief.source):
        yield _both(span, judgement.likelihood, evidence.language)


def _is_closed_before(span: Span, source: str) -> bool:
    """Whether a sentence ends before a place in the file."""
    lines = source.split("\n")[: span.start.line]
    before = "\n".join([*lines[:-1], lines[-1][: span.start.column - 1]]).rstrip()
    return before.endswith((".", "!", "?", "…", ".”", '."', ".*", ".]"))
