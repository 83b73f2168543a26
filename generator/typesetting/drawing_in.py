"""A last page with little on it: what sections can give up of their space draws its matter in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from generator.typesetting.filling import Filled
from generator.typesetting.galley import Stacked
from generator.typesetting.slabs import Slab, SlabFrame

LEAST_FILLED = 1 / 3
"""The share of a last page that is to be filled where there are several."""

LEAST_TEXT = 0.4
"""The share of any other page that text and notes are to fill."""

_STEPS = (0.25, 0.5, 0.75, 1.0)  # of what a section can give up
_SPACES = 5.0  # times as much as between lines is given up between paragraphs
_LINE = 2.0  # points: an ink up to this height is a rule, and keeps its weight


def drawn_in(
    slabs: Sequence[Slab], filled: list[Filled], fill: Callable[[Sequence[Slab]], list[Filled]]
) -> tuple[Sequence[Slab], list[Filled]]:
    """The slabs, and the pages `filled` by them; drawn in if that saves a last page nearly empty.

    They are drawn in as little as does, and not at all if nothing does.
    """
    if len(filled) < 2 or filled_share(filled[-1]) >= LEAST_FILLED:
        return slabs, filled
    if not any(slab.can_give for slab in slabs):
        return slabs, filled
    for step in _STEPS:
        tighter = _tightened(slabs, step)
        if len(pages := fill(tighter)) < len(filled):
            return tighter, pages
    return slabs, filled


def filled_share(page: Filled) -> float:
    """How much of the height for text and notes a page has something in."""
    return _filled_to(page, (*page.body, *page.aside))


def text_share(page: Filled) -> float:
    """The same of the text and the notes alone, where more could have stood on the page; else 1."""
    return 1.0 if page.full or page.resumed else _filled_to(page, page.body)


def _filled_to(page: Filled, stacked: Iterable[Stacked]) -> float:
    depths = [one.down + one.slab.height for one in stacked]
    return (max(depths, default=0.0) + page.notes_height) / page.room


def _tightened(slabs: Sequence[Slab], step: float) -> list[Slab]:
    frames: dict[SlabFrame, SlabFrame] = {}
    return [_slab(slab, slab.can_give * step, frames) if slab.can_give else slab for slab in slabs]


def _slab(slab: Slab, share: float, frames: dict[SlabFrame, SlabFrame]) -> Slab:
    """A slab with less between its lines, and less around it. Images keep their size."""
    around = 1 - _SPACES * share
    own = tuple(
        frames.setdefault(one, replace(one, before=one.before * around, after=one.after * around))
        for one in slab.frames
    )
    spaced = replace(slab, before=slab.before * around, after=slab.after * around, frames=own)
    if slab.image:
        return spaced
    lines = 1 - share
    return replace(
        spaced,
        height=slab.height * lines,
        lines=tuple(replace(one, down=one.down * lines) for one in slab.lines),
        inks=tuple(
            replace(
                ink,
                down=ink.down * lines,
                height=ink.height if ink.height <= _LINE else ink.height * lines,
            )
            for ink in slab.inks
        ),
    )
