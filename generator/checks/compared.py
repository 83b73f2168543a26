"""Whether the checks know the language of a brief and of its sources, and so compare them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.evidence import Evidence
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.language.lexicon import KnownPart, primary

_NOT_SAID = "und"  # the tag of a language that nobody has determined (BCP 47)
_YOURSELF = "compare names, doubts and denials yourself; quotations are checked in each language"
_COMPARED: Mapping[KnownPart, str] = {"numbers": "numbers and dates", "digits": "digits"}


def every_claim_is_compared(evidence: Evidence) -> Iterator[Diagnostic]:
    """A brief or a cited source of whose language not all words are known."""
    brief, own = evidence.brief, evidence.language
    compared = _COMPARED.get(evidence.lexicons.of(own).knows)
    if compared and evidence.cited_seeds:
        message = f"of the language `{own}` the checks compare only {compared}"
        place = brief.places.get("lang", Span.at(brief.file))
        yield diagnose(codes.NOT_COMPARED, message, place, hint=_YOURSELF)
    listed = brief.front.seeds
    for key, seed in evidence.cited_seeds.items():
        tag = seed.meta.language or own
        compared = _COMPARED.get(evidence.lexicons.of(tag).knows)
        if not compared or primary(tag) == primary(own):
            continue
        at = f"seeds.{listed.index(key)}" if key in listed else "seeds"
        place = brief.places.get(at, Span.at(brief.file))
        if primary(tag) == _NOT_SAID:
            message = f"the language of `{key}` is not known: only digits are compared with it"
            hint = f'say it in seeds/{key}/seed.toml: language = "{primary(own)}", or another'
            yield diagnose(codes.LANGUAGE_NOT_SAID, message, place, hint=hint)
        else:
            message = f"`{key}` is in `{tag}`, of which the checks compare only {compared}"
            yield diagnose(codes.NOT_COMPARED, message, place, hint=_YOURSELF)
