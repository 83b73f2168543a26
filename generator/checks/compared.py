"""Whether the checks know the language of a brief and of its sources, and so compare them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.evidence import Evidence
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.language.lexicon import primary

_NOT_SAID = "und"  # the tag of a language that nobody has determined (BCP 47)
_YOURSELF = "compare names, doubts and denials yourself; quotations are checked in each language"


def every_claim_is_compared(evidence: Evidence) -> Iterator[Diagnostic]:
    """A brief or a cited source of whose language no words are known."""
    brief, own = evidence.brief, evidence.language
    if evidence.lexicons.known(own) is None and evidence.cited_seeds:
        message = f"the checks do not know the language `{own}`: no claim of this brief is compared"
        place = brief.places.get("lang", Span.at(brief.file))
        yield diagnose(codes.NOT_COMPARED, message, place, hint=_YOURSELF)
        return
    listed = brief.front.seeds
    for key, seed in evidence.cited_seeds.items():
        tag = seed.meta.language or own
        if evidence.lexicons.known(tag) is not None:
            continue
        at = f"seeds.{listed.index(key)}" if key in listed else "seeds"
        place = brief.places.get(at, Span.at(brief.file))
        if primary(tag) == _NOT_SAID:
            message = f"the language of `{key}` is not known: only figures are compared with it"
            hint = f'say it in seeds/{key}/seed.toml: language = "{primary(own)}", or another'
            yield diagnose(codes.LANGUAGE_NOT_SAID, message, place, hint=hint)
        else:
            message = f"the checks know no words of `{tag}`: only figures are compared with `{key}`"
            yield diagnose(codes.NOT_COMPARED, message, place, hint=_YOURSELF)
