"""No word of certainty is put in, nor a verb that vouches for what a source only says."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.clauses import CLAUSE_ENDS, Marker, markers
from generator.checks.denials import in_clause
from generator.checks.grounds import Ground
from generator.checks.tokens import TokenText
from generator.diagnostics import Diagnostic, codes, diagnose

_DENIED = 5  # words before a verb, within which a "nobody" denies it
_SUPPOSED = 12  # and within which an "if" supposes it
_SAYING = 3  # words from a verb of saying to how it is said


def certainty_put_in(ground: Ground) -> Iterator[Diagnostic]:
    yield from _too_certain(ground)
    yield from _vouched(ground)


def _too_certain(ground: Ground) -> Iterator[Diagnostic]:
    """A word of certainty in the claim that no cited paragraph has."""
    said = ground.said
    for found in said_outside_quotations("certain", ground):
        theirs = (passage.marked("certain", "enough_for_certain") for passage in ground.passages)
        is_denied = _stands_before(
            ("negators",), found.first, said, _SAYING
        )  # "gives no guarantee"
        if not any(theirs) and not is_denied and not _says_how(found, said):
            message = f"“{found.words}” is surer than {ground.cited}"
            hint = f"leave it out; {ground.to_read_again}"
            yield diagnose(codes.HEDGE, message, ground.at(found.first, found.last), hint=hint)


def _says_how(found: Marker, said: TokenText) -> bool:
    """Whether a word of certainty says how a thing is said: "puts it plainly: …"."""
    ends = found.last >= len(said.lows) or said.lows[found.last] in CLAUSE_ENDS
    beside = range(found.first - _SAYING, found.first)
    return ends and not said.marked("enough_for_held").isdisjoint(beside)


def _vouched(ground: Ground) -> Iterator[Diagnostic]:
    """A verb such as "shows" in the claim, for what the source only says."""
    nearest = ground.sentences[0]
    theirs = nearest.passage.marked("vouching")
    if theirs.intersection(range(nearest.first, nearest.last)):
        return
    said = ground.said
    for found in said_outside_quotations("vouching", ground):
        is_that = bool(said.marked("vouched").intersection((found.last - 1, found.last)))
        by_source = found.first - 1 in said.marked("speakers")
        before = said.lows[found.first - 1] if found.first else ""
        denies = _stands_before(("negators",), found.first, said, _DENIED)
        denies = denies or found.last in said.marked("negators")
        speaks = found.first in said.marked("admitting") and any(
            passage.marked("own_voice") for passage in ground.passages
        )
        supposes = _stands_before(("conditions", "supposing"), found.first, said, _SUPPOSED)
        is_open = denies or speaks or supposes or before in said.lexicon.phrases("unvouched")
        if (is_that or by_source) and not is_open:
            message = f"“{found.words}” makes a fact of what {ground.cited} only says"
            hint = f"write “argues”, “says” or “writes”; {ground.to_read_again}"
            yield diagnose(codes.HEDGE, message, ground.at(found.first, found.last), hint=hint)


def _stands_before(names: tuple[str, ...], index: int, said: TokenText, reach: int) -> bool:
    before = in_clause(said, range(index - 1, max(-1, index - 1 - reach), -1))
    return not said.marked(*names).isdisjoint(before)


def said_outside_quotations(name: str, ground: Ground) -> Iterator[Marker]:
    for found in markers(ground.said, name):
        tokens = ground.said.tokens
        if ground.is_said(tokens[found.first].start, tokens[found.last - 1].end):
            yield found
