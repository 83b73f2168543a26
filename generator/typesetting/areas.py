"""What lies at the words of a line: grounds, lines under or through them, where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import fsum

from msgspec.structs import replace

from generator.typesetting.placed import GlyphRun, GroundArea, LinkArea
from generator.typesetting.words import LinkInWords, TextFormat

_LINE = 0.05  # of the size of words, the weight of a line under or through them
_UNDERLINE_DOWN = 0.11  # … and from their baseline down to the line under them
_STRUCK_DOWN = -0.27  # … and to that through them, which is above it
_AROUND = 0.38  # of the size of words on a ground, above their capitals and below their baseline


def run_width(run: GlyphRun) -> float:
    """How far a run reaches, in points."""
    glyphs = sum(len(word.glyphs) for word in run.words) if run.tracking else 0
    spaces = sum(word.is_space for word in run.words)
    width = fsum(word.width for word in run.words) * run.size
    return width + run.tracking * glyphs + run.stretch * spaces


def ground_areas(runs: list[tuple[GlyphRun, TextFormat]]) -> Iterator[GroundArea]:
    """One area for each stretch of words on the same ground."""
    if all(form.style.ground is None for _, form in runs):
        return
    for form, stretch in groupby(runs, lambda one: one[1]):
        if form.style.ground is None:
            continue
        over = [run for run, _ in stretch]
        around = form.size * _AROUND
        above = over[0].face.cap_height * form.size + around
        yield GroundArea(
            over[0].x, -around, over[-1].x + run_width(over[-1]), above, form.style.ground
        )


def line_areas(runs: list[tuple[GlyphRun, TextFormat]]) -> Iterator[GroundArea]:
    """A thin line under, or through, each stretch of words; none at the space behind the last."""
    if not any(form.underline or form.struck for _, form in runs):
        return
    for (down, color, _), stretch in groupby(runs, _line_of):
        over = [run for run, _ in stretch]
        if down is None or all(word.is_space for run in over for word in run.words):
            continue
        last, base = over[-1], max(over, key=lambda run: run.size)
        right = last.x + run_width(last)
        if last is runs[-1][0] and last.words[-1].is_space:
            right -= last.words[-1].width * last.size + last.stretch + last.tracking
        above = base.rise - down * base.size
        below = above - _LINE * base.size
        yield GroundArea(over[0].x, below, right, above, color)


def _line_of(one: tuple[GlyphRun, TextFormat]) -> tuple[float | None, str, LinkInWords | None]:
    """How far below the baseline one line goes, be some words raised or in another face."""
    form = one[1]
    if form.struck:
        return _STRUCK_DOWN, form.color, form.link
    return (_UNDERLINE_DOWN if form.underline else None), form.color, form.link


def link_areas(runs: list[tuple[GlyphRun, TextFormat]]) -> tuple[LinkArea, ...]:
    """One area for each link of a line, over all its runs."""
    areas: list[LinkArea] = []
    for run, form in runs:
        link = form.link
        if link is None:
            continue
        right = run.x + run_width(run)
        below = run.rise - run.face.descent * run.size * 0.7
        above = run.rise + run.face.ascent * run.size * 0.9
        if areas and areas[-1].link == link.number:
            area = areas[-1]
            areas[-1] = replace(
                area, right=right, below=min(below, area.below), above=max(above, area.above)
            )
        else:
            areas.append(LinkArea(run.x, below, right, above, link.number))
    return tuple(areas)
