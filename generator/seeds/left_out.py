"""Paragraphs that were left out of a body: what may be another text, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.seeds.junk import Junk
from generator.seeds.mail import QUOTED
from generator.seeds.reading import SourcePassage
from generator.seeds.wrapping import closes

_SHORTEST_PROSE = 40  # characters
_NEAR = 8  # passages
_MUCH = 0.2  # of the body
_RIVAL = 0.6  # of the body

PassageRun = tuple[int, int]
"""The first and the last of some passages."""


def rival_block(found: Sequence[SourcePassage], reasons: Junk) -> PassageRun | None:
    """The first and last passage of another text in the same file, about as long as the body."""
    body = sum(len(found[at].text) for at, reason in enumerate(reasons) if reason is None)
    runs = list(_runs_left_out(found, reasons, {*_BESIDE, QUOTED, "related"}))
    longest = max(runs, key=lambda run: sum(len(found[at].text) for at in run), default=[])
    if not body or sum(len(found[at].text) for at in longest) < _RIVAL * body:
        return None
    return longest[0], longest[-1]


def left_beside(found: Sequence[SourcePassage], reasons: Junk) -> tuple[PassageRun, ...]:
    """The paragraphs above and below a body that no line says to be of others.

    A few that are far from it are of the page around it: what a site says of itself.
    """
    body = [at for at, reason in enumerate(reasons) if reason is None]
    much = _MUCH * sum(len(found[at].text) for at in body)
    return tuple(
        (run[0], run[-1])
        for run in (_runs_left_out(found, reasons, _BESIDE) if body else ())
        if 0 < body[0] - run[-1] <= _NEAR
        or 0 < run[0] - body[-1] <= _NEAR
        or sum(len(found[at].text) for at in run) > much
    )


_BESIDE = {"before the body", "after the body"}


def _runs_left_out(
    found: Sequence[SourcePassage], reasons: Junk, aside: set[str]
) -> Iterator[list[int]]:
    """Paragraphs that were left out for one of these reasons, those near each other together."""
    run: list[int] = []
    for at, passage in enumerate(found):
        if reasons[at] not in aside or len(passage.text) < _SHORTEST_PROSE:
            continue
        if not closes(passage.text):
            continue
        if run and (at - run[-1] > _NEAR or None in reasons[run[-1] : at]):
            yield run
            run = []
        run.append(at)
    if run:
        yield run
