"""Two changed versions of one piece of Markdown, merged word by word; a citation is one word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.merging.wording import TYPED_CITATION, words_before
from generator.workspace.merging import Clash, diff3

_WORDS = re.compile(
    TYPED_CITATION + r"|\[\^[^\]\n]+\]|[^\W_]+(?:[’'\-][^\W_]+)*|\n+|[^\S\n]+|.",
    re.DOTALL,
)


class Rival(Struct, frozen=True):
    """Words that both sides changed in different ways, with the words before them."""

    before: str
    ours: str
    theirs: str


def merged_words(base: str, ours: str, theirs: str) -> tuple[str, tuple[Rival, ...]]:
    """What both changes make of a text, and where they meet: there it stays as in `ours`."""
    if ours in (base, theirs):
        return theirs, ()
    if theirs == base:
        return ours, ()
    mine = _WORDS.findall(ours)
    found = diff3(_WORDS.findall(base), mine, _WORDS.findall(theirs))
    return "".join(found.lines), tuple(_rivals(mine, found.clashes))


def _rivals(mine: list[str], clashes: Iterable[Clash]) -> Iterator[Rival]:
    for clash in clashes:
        before = "".join(mine[: clash.line - 1])
        around = words_before(before, len(before))
        yield Rival(around, "".join(clash.mine), "".join(clash.theirs))
