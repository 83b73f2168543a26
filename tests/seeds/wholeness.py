"""Whether a reading leaves nothing of its original out, as an edition made of it must not."""

from __future__ import annotations

from itertools import pairwise

from generator.seeds.blocks import dropped_blocks, paragraphs
from generator.seeds.ink import ink_of, stretches_of
from generator.seeds.reading import SourceReading


def is_without_remainder(found: SourceReading) -> bool:
    """Whether kept and dropped blocks have all of the original's ink, once, and its words."""
    ink, cleaned = ink_of(found.lines), found.cleaned
    dropped = dropped_blocks(ink, cleaned.dropped)
    blocks = (*paragraphs(ink, cleaned.paragraphs, dropped), *dropped)
    parts = sorted(one for block in blocks for one in stretches_of(block.ink))
    ends = [(0, 0), *parts, (ink.length, ink.length)]
    meet = all(before[1] == behind[0] for before, behind in pairwise(ends))
    return meet and all(ink.reads(block.ink, block.text) for block in blocks)
