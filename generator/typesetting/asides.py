"""What stands in the side column: hung on the slabs of the text that it stands beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.typesetting.galley import galley
from generator.typesetting.slabs import BOUND, FREE, Slab

_SHORT = 0.5  # of a page: an aside up to this height is not divided
_PIECE = 0.25  # of a page: the most of a longer one that hangs on one slab


def hung_beside(
    slabs: list[Slab], aside: list[Slab], above: Sequence[Slab], room: float, *, wide: bool
) -> tuple[list[Slab], list[Slab]]:
    """The slabs with what waits beside them, and what of that is still to be hung.

    An aside is hung as a whole on the first slab. One that would leave the page before nearly empty
    hangs in pieces, on one slab after the other; `above` is what stands before these on a page of
    `room` points. Nothing stands beside what goes across the page: there empty lines carry it.
    """
    if not aside or not (wide or slabs):
        return slabs, aside
    pieces = [tuple(aside)] if _fits_whole(aside, above, room) else list(_pieces(aside, room))
    if wide:
        carriers = [Slab(0.0, beside=piece) for piece in pieces]
        carriers[-1] = replace(carriers[-1], keep=BOUND if slabs else FREE)
        return [*carriers, *slabs], []
    hung = [replace(slab, beside=piece) for slab, piece in zip(slabs, pieces, strict=False)]
    rest = [slab for piece in pieces[len(hung) :] for slab in piece]
    return [*hung, *slabs[len(hung) :]], rest


def _fits_whole(aside: Sequence[Slab], above: Sequence[Slab], room: float) -> bool:
    """Whether an aside is short, or fits on the first page, below what stands there."""
    height = galley(aside).depth(0, len(aside))
    if height <= room * _SHORT:
        return True
    before = galley(above).depth(0, len(above)) if above else 0.0
    return before + height <= room


def _pieces(aside: Sequence[Slab], room: float) -> Iterator[tuple[Slab, ...]]:
    column, start = galley(aside), 0
    while start < len(aside):
        kept = (column.column_end(start, len(aside), room * _PIECE, k) for k in (FREE, BOUND))
        end = next((end for end in kept if end > start), start + 1)
        yield tuple(aside[start:end])
        start = end
