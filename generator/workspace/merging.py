"""Merging two changed versions of one text: the three-way merge known as diff3.

After Khanna, Kunal and Pierce, "A Formal Investigation of Diff3" (FSTTCS 2007): the lines that
both sides kept divide the texts, and between two of them at most one side may have changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

Lines = tuple[str, ...]


class Clash(Struct, frozen=True):
    """Lines that both sides changed in different ways; `line` is where they begin in `mine`."""

    line: int  # from 1
    mine: Lines
    theirs: Lines


class Merged(Struct, frozen=True):
    """The merged lines. Lines that clash stay as in `mine`."""

    lines: Lines
    clashes: tuple[Clash, ...]


def diff3(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Merged:
    """Two changed texts, line by line, with what each of them changed in `base`."""
    lines: list[str] = []
    clashes: list[Clash] = []
    for start, stretch in _stretches(base, mine, theirs):
        before, here, there = stretch
        if here == before:
            lines += there
            continue
        if there not in (before, here):
            clashes.append(Clash(start + 1, here, there))
        lines += here
    return Merged(tuple(lines), tuple(clashes))


def _stretches(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[int, tuple[Lines, Lines, Lines]]]:
    """The texts in stretches that belong together, each with where it begins in `mine`.

    A line that both sides kept is a stretch of its own; so is all that lies between two of them.
    """
    here, there = _kept(base, mine), _kept(base, theirs)
    both = [(index, here[index], there[index]) for index in sorted(here.keys() & there.keys())]
    i = j = k = 0
    for at, at_mine, at_theirs in both:
        yield j, (tuple(base[i:at]), tuple(mine[j:at_mine]), tuple(theirs[k:at_theirs]))
        yield at_mine, ((base[at],), (base[at],), (base[at],))
        i, j, k = at + 1, at_mine + 1, at_theirs + 1
    yield j, (tuple(base[i:]), tuple(mine[j:]), tuple(theirs[k:]))


def _kept(base: Sequence[str], changed: Sequence[str]) -> dict[int, int]:
    """From the index of each line of `base` that was kept to its index in `changed`."""
    blocks = SequenceMatcher(None, base, changed, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
