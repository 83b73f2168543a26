"""The headings of a finished file and their levels, compared with what they were."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.document.sections import heading_depths
from generator.language.visible import words_of
from generator.manifest.metadata import OutlineHeading
from generator.manifest.reading import Particulars
from generator.proof.counterparts import Counterparts, pairs_by_key
from generator.proof.found import FoundBookmark, FoundParticulars
from generator.proof.mismatch import Mismatch

_DEEPEST = 4  # of the levels that have a style in a Word file


class _Listed(Struct, frozen=True):
    """A heading: its place among the passages of its side, its level there and its words."""

    place: int
    level: int
    words: tuple[str, ...]


def heading_mismatches(
    carried: Particulars, file: FoundParticulars, both: Counterparts
) -> Iterator[Mismatch]:
    """The headings whose level is another one, and those that are none or were none."""
    expected = [
        _Listed(one.place, _level_in(file, one), tuple(both.should.passages[one.place].words))
        for one, _ in carried.outline
    ]
    found = [
        _Listed(place, level, tuple(both.found[place].words))
        for at, level in sorted(file.levels.items())
        if (place := both.at.get(at)) is not None and both.found[place].words
    ]
    for before, after in pairs_by_key(expected, found, _heading_words, _heading_words):
        if before and after:
            yield from _other_level(before, after, both)
        elif before and both.still_says(before.place, " ".join(before.words)):
            named = both.should.places[before.place].named
            yield Mismatch("heading", named, str(before.level), said="it is no heading any more")
        elif after and _was_said(after, both):
            named = both.named(after.place)
            yield Mismatch("heading", named, after=str(after.level), said="it is a heading now")
    yield from _bookmark_mismatches(carried, file, both)


def _heading_words(listed: _Listed) -> tuple[str, ...]:
    return listed.words


def _was_said(heading: _Listed, both: Counterparts) -> bool:
    """Whether these very words stood there; new words are told for themselves."""
    return any(
        heading.place in both.of[index] and tuple(passage.words) == heading.words
        for index, passage in enumerate(both.should.passages)
    )


def _level_in(file: FoundParticulars, heading: OutlineHeading) -> int:
    """The level of a heading as a format counts it: its depth where none is left out."""
    return heading.depth if file.bookmarks is not None else heading.level


def _other_level(before: _Listed, after: _Listed, both: Counterparts) -> Iterator[Mismatch]:
    if min(before.level, _DEEPEST) != min(after.level, _DEEPEST):
        said = f"it is a heading of level {after.level} now, not {before.level}"
        named = both.should.places[before.place].named
        yield Mismatch("heading", named, str(before.level), str(after.level), said=said)


# --- the list of headings beside the pages ------------------------------------------------


def _bookmark_mismatches(
    carried: Particulars, file: FoundParticulars, both: Counterparts
) -> Iterator[Mismatch]:
    if file.bookmarks is None:
        return
    listed = [one for one, anchor in carried.outline if anchor]
    depths = heading_depths(one.depth for one in listed)  # one without an anchor leaves a gap
    expected = [
        _Listed(one.place, depth, tuple(both.should.passages[one.place].words))
        for one, depth in zip(listed, depths, strict=True)
    ]
    for before, after in pairs_by_key(expected, file.bookmarks, _heading_words, _bookmark_words):
        if before is None and after is not None:
            said = f"the bookmark “{after.words}” was not here"
            yield Mismatch("heading", "the bookmarks", after=after.words, said=said)
        elif before is not None and after is None:
            words = " ".join(before.words)
            said = f"the bookmark “{words}” is gone"
            yield Mismatch("heading", "the bookmarks", before=words, said=said)
        elif before is not None and after is not None:
            yield from _altered_bookmark(before, after, file, both)


def _bookmark_words(bookmark: FoundBookmark) -> tuple[str, ...]:
    return tuple(words_of(bookmark.words))


def _altered_bookmark(
    before: _Listed, after: FoundBookmark, file: FoundParticulars, both: Counterparts
) -> Iterator[Mismatch]:
    named = f"the bookmark “{' '.join(before.words)}”"
    own = {before.words, *(tuple(both.found[place].words) for place in both.of[before.place])}
    if _bookmark_words(after) not in own:  # a heading that reads so is told for itself
        said = f"it reads “{after.words}”"
        yield Mismatch("heading", named, " ".join(before.words), after.words, said=said)
    if before.level != after.level:
        said = f"it is of level {after.level} now, not {before.level}"
        yield Mismatch("heading", named, str(before.level), str(after.level), said=said)
    reached = {both.at[place] for place in file.places.get(after.target, ()) if place in both.at}
    if reached.isdisjoint(both.of[before.place]):
        yield Mismatch("heading", named, after=after.target, said="it leads elsewhere")
