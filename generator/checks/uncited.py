"""Numbers and dates in sentences that cite nothing, and that stand in nothing the brief cites."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.briefs.brief import RecordRef
from generator.briefs.claims import statements_in
from generator.checks.days import readings
from generator.checks.evidence import Evidence
from generator.checks.figures import Quantities, figures_in
from generator.checks.numbers import has_day
from generator.checks.reckoning import same_figure
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.language.counting import first_of
from generator.language.lexicon import Lexicon
from generator.recall.once import remembered

_BEFORE_PLACES = tuple("[¶§")  # behind these a number counts nothing
_SHOWN = 5  # numbers that the finding names


class _Bare(Struct, frozen=True):
    """A sentence without a bracket, and its first number or date that is known from nowhere."""

    written: str
    span: Span


def every_number_is_cited(evidence: Evidence) -> Iterator[Diagnostic]:
    """One finding of all sentences of the summary and the sections whose numbers nobody can check.

    In digits, that is. One that a sentence with a bracket has, or what it cites, is known.
    """
    lexicon = evidence.lexicons.counting(evidence.language)
    found = list(_uncited(evidence, lexicon)) if lexicon else []
    if not found:
        return
    named = first_of([f"“{b.written}” (line {b.span.start.line})" for b in found], _SHOWN)
    who = "a sentence that cites nothing has a number or date"
    if len(found) > 1:
        who = f"{len(found)} sentences that cite nothing have numbers or dates"
    message = f"{who} that nothing cited here has: {named}"
    hint = (
        "a bracket covers its own sentence only: cite the paragraph that has the number; "
        "if you reckoned it, say from what"
    )
    yield diagnose(codes.UNCITED_NUMBER, message, found[0].span, hint=hint)


def _uncited(evidence: Evidence, lexicon: Lexicon) -> Iterator[_Bare]:
    brief = evidence.brief
    for text, span, groups in statements_in((*brief.summary, *brief.sections), brief.body.groups):
        language = evidence.language_at(span)
        own = None if groups else evidence.lexicons.counting(language)
        said = _to_look_for(text, own) if own else _NOTHING
        # What is known takes long to gather, and most such sentences have nothing to look for.
        if own and said != _NOTHING:
            written = _first_unknown(text, said, _known(evidence, lexicon), own, language)
            if written:
                yield _Bare(written, span)


_NOTHING = Quantities((), ())


def _to_look_for(text: str, lexicon: Lexicon) -> Quantities:
    """The days of a text, and its numbers in digits that count something."""
    found = figures_in(text, lexicon)
    counting = (
        figure
        for figure in found.figures
        if figure.kind != "ordinal"
        and any(map(str.isdigit, text[figure.start : figure.end]))
        and text[: figure.start].rstrip()[-1:] not in _BEFORE_PLACES
    )
    return Quantities(found.days, tuple(counting))


def _first_unknown(
    text: str, said: Quantities, known: Quantities, lexicon: Lexicon, language: str
) -> str | None:
    """The first number or date said in a text that is not known, as it is written."""
    years = {n for day in known.days for n in (day.year, day.day)}
    for figure in said.figures:
        if years.isdisjoint(figure.values) and not any(
            same_figure(figure, other) for other in known.figures
        ):
            return text[figure.start : figure.end]
    for day in said.days:
        if not any(has_day(one, known) for one in readings(day, lexicon, language)):
            return text[day.start : day.end]
    return None


@remembered
def _known(evidence: Evidence, lexicon: Lexicon) -> Quantities:
    """The numbers and dates of what the brief cites, of what cites it, and of its own head."""
    each = [figures_in(text, lexicon) for text in dict.fromkeys(_texts(evidence))]
    days = (replace(day, start=0, end=1) for found in each for day in found.days)
    figures = (replace(one, start=0, end=1) for found in each for one in found.figures)
    return Quantities(tuple(dict.fromkeys(days)), tuple(dict.fromkeys(figures)))


def _texts(evidence: Evidence) -> Iterator[str]:
    front = evidence.brief.front
    yield f"{front.title}. {front.subtitle}. {front.date}. {front.cutoff or ''}"
    for seed in evidence.cited_seeds.values():
        yield f"{seed.meta.title}. {seed.meta.published or ''}"
    for body in evidence.bodies:
        yield from (claim.text for claim in body.claims if claim.group)
        for group in body.groups.values():
            for citation in group.citations:
                if isinstance(citation.target, RecordRef):
                    record = evidence.records.get(citation.target.id)
                    yield f"{record.title}. {record.date}. {record.note}" if record else ""
                yield from (p.text for p in evidence.paragraphs_of(citation.target))
