"""What lies under the words of a line: the ground of a chip, the line of a link, where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import fsum

from msgspec.structs import replace

from generator.typesetting.placed import GlyphRun, GroundArea, LinkArea
from generator.typesetting.units import LinkTarget, TextFormat

_UNDERLINE = 0.05  # of the size of words, the weight of the line below them
_UNDERLINE_DOWN = 0.11  # … and from their baseline to that line
_AROUND = 0.38  # of the size of words on a ground, above their capitals and below their baseline


def run_width(run: GlyphRun) -> float:
    """How far a run reaches, in points."""
    glyphs = sum(len(word.glyphs) for word in run.words) if run.tracking else 0
    spaces = sum(word.is_space for word in run.words)
    width = fsum(word.width for word in run.words) * run.size
    return width + run.tracking * glyphs + run.stretch * spaces


def ground_areas(runs: list[tuple[GlyphRun, TextFormat]]) -> Iterator[GroundArea]:
    """One area for each stretch of words on the same ground."""
    for form, stretch in groupby(runs, lambda one: one[1]):
        if form.style.ground is None:
            continue
        over = [run for run, _ in stretch]
        around = form.size * _AROUND
        above = over[0].face.cap_height * form.size + around
        yield GroundArea(
            over[0].x, -around, over[-1].x + run_width(over[-1]), above, form.style.ground
        )


def underlined_areas(runs: list[tuple[GlyphRun, TextFormat]]) -> Iterator[GroundArea]:
    """A thin line under each stretch of words that are underlined; none below the space behind."""
    for (underlined, color, _), stretch in groupby(runs, _underlining):
        over = [run for run, _ in stretch]
        if not underlined or all(word.is_space for run in over for word in run.words):
            continue
        last, base = over[-1], max(over, key=lambda run: run.size)
        right = last.x + run_width(last)
        if last is runs[-1][0] and last.words[-1].is_space:
            right -= last.words[-1].width * last.size + last.stretch + last.tracking
        above = base.rise - _UNDERLINE_DOWN * base.size
        below = above - _UNDERLINE * base.size
        yield GroundArea(over[0].x, below, right, above, color)


def _underlining(one: tuple[GlyphRun, TextFormat]) -> tuple[bool, str, LinkTarget | None]:
    """Words that one line goes under, be some of them raised, in italics or in another face."""
    form = one[1]
    return form.underline, form.color, form.link


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
        if areas and areas[-1].element is link.element:
            area = areas[-1]
            areas[-1] = replace(
                area, right=right, below=min(below, area.below), above=max(above, area.above)
            )
        else:
            areas.append(
                LinkArea(run.x, below, right, above, link.target, link.words, link.element)
            )
    return tuple(areas)
