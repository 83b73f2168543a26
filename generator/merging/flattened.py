"""What a program that keeps no styles and fields has made plain, as the Markdown has it.

Google Docs is one: what a style made bold is bold by hand there, and "Table 1" are words.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from generator.merging.edited import Edited
from generator.merging.letters import Lettered, letters_joined
from generator.merging.merge_base import MergeBase
from generator.merging.wording import compared


def unflattened(base: MergeBase, edited: Edited, pairs: Mapping[int, int]) -> Edited:
    """The edited paragraphs, in those that are still there what says the same as it did."""
    passages = list(edited.passages)
    for index, place in pairs.items():
        written, letters = base.written[index], passages[place].letters
        if written.role not in _PLAIN_ROLES:
            letters = _without_style(written.letters, letters)
        letters = _as_written(base, written.letters, letters)
        passages[place] = replace(passages[place], letters=letters)
    return replace(edited, passages=tuple(passages))


_PLAIN_ROLES = frozenset({"body", "list", "cell"})  # where a hand may make all of it bold


def _without_style(was: Lettered, now: Lettered) -> Lettered:
    """Letters without what all of them have and none of them had: their style gave it."""
    words = [look for letter, look in zip(now.text, now.looks, strict=True) if letter.isalnum()]
    bold = any(one.bold for one in was.looks) or not all(one.bold for one in words)
    italic = any(one.italic for one in was.looks) or not all(one.italic for one in words)
    looks = (
        replace(one, bold=one.bold and bold, italic=one.italic and italic) for one in now.looks
    )
    return replace(now, looks=tuple(looks))


def _as_written(base: MergeBase, was: Lettered, now: Lettered) -> Lettered:
    parts = []
    for hunk in compared(was.text, now.text):
        old, new = was.part(hunk.start, hunk.end), now.part(hunk.new_start, hunk.new_end)
        if hunk.is_equal:
            pairs = zip(old.places, new.looks, strict=True)
            looks = [replace(one, bold=False) if at in base.dressed else one for at, one in pairs]
            parts.append(replace(new, looks=tuple(looks)))
        else:
            is_same = len(old) == 1 and base.shown.get(old.places[0]) == new.text
            parts.append(old if is_same else new)
    return letters_joined(parts)
