"""A change of words that may as well be told a few letters on: where it is best told."""

from __future__ import annotations

from generator.merging.letters import Lettered
from generator.merging.wording import Hunk


def slid(hunk: Hunk, old: Lettered, new: Lettered) -> Hunk:
    """The same change a few letters on, where it meets the author's own words: X[ Y] → X [Y ]."""
    if hunk.start < hunk.end and hunk.new_start < hunk.new_end:
        return hunk
    found = hunk
    while _meets_foreign(found, old) and found.end < len(old) and _can_slide(found, old, new):
        found = one_letter_on(found)
    return hunk if _meets_foreign(found, old) else found


def in_one_look(hunk: Hunk, old: Lettered, new: Lettered) -> Hunk:
    """An insertion told so that it has one look: is[ *very*] *likely* → is [*very ]likely*."""
    if hunk.start < hunk.end or hunk.end >= len(old) or not _can_slide(hunk, old, new):
        return hunk
    looks, moved = new.looks[hunk.new_start : hunk.new_end], one_letter_on(hunk)
    then = new.looks[moved.new_start : moved.new_end]
    return moved if len(set(looks)) > 1 and len(set(then)) == 1 else hunk


def one_letter_on(hunk: Hunk) -> Hunk:
    """The same change one letter on."""
    return Hunk(hunk.start + 1, hunk.end + 1, hunk.new_start + 1, hunk.new_end + 1, is_equal=False)


def _meets_foreign(hunk: Hunk, old: Lettered) -> bool:
    """Whether a change takes out letters that nobody typed, or comes in among such."""
    if hunk.start < hunk.end:
        return None in old.places[hunk.start : hunk.end]
    return not any(old.places[max(0, hunk.start - 1) : hunk.end + 1])


def _can_slide(hunk: Hunk, old: Lettered, new: Lettered) -> bool:
    """Whether a change may as well be told to be one letter further on."""
    if hunk.start == hunk.end:
        return new.text[hunk.new_start] == old.text[hunk.end]
    return old.text[hunk.start] == old.text[hunk.end]
