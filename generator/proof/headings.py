"""The headings of a finished file and their levels, compared with what they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.manifest.passages import words_of
from generator.manifest.reading import Particulars
from generator.proof.counterparts import Counterparts
from generator.proof.found import FoundBookmark, FoundParticulars
from generator.proof.mismatch import Mismatch
from generator.proof.pairing import pairs_by_key

_DEEPEST = 4  # levels that differ in a Word file; those below look alike


class _Listed(Struct, frozen=True):
    """A heading: its place among the passages of its side, its level and its words."""

    place: int
    level: int
    words: tuple[str, ...]


def heading_mismatches(
    carried: Particulars, file: FoundParticulars, both: Counterparts
) -> Iterator[Mismatch]:
    """The headings whose level is another one, and those that are none or were none."""
    expected = [
        _Listed(one.place, one.level, tuple(both.should.passages[one.place].words))
        for one, _ in carried.outline
    ]
    found = [
        _Listed(place, level, tuple(both.found[place].words))
        for at, level in sorted(file.levels.items())
        if (place := both.at.get(at)) is not None and both.found[place].words
    ]
    same: list[tuple[_Listed, _Listed]] = []
    for before, after in pairs_by_key(expected, found, _heading_words, _heading_words):
        if before and after:
            same.append((before, after))
        elif before and both.still_says(before.place, " ".join(before.words)):
            named = both.should.places[before.place].named
            yield Mismatch("heading", named, str(before.level), said="it is no heading any more")
        elif after and _was_said(after, both):
            named = both.named(after.place)
            yield Mismatch("heading", named, after=str(after.level), said="it is a heading now")
    yield from _other_levels(same, both)
    yield from _bookmark_mismatches(carried, file, both)


def _heading_words(listed: _Listed) -> tuple[str, ...]:
    return listed.words


def _was_said(heading: _Listed, both: Counterparts) -> bool:
    """Whether these very words stood there; new words are told for themselves."""
    return any(
        heading.place in both.of[index] and tuple(passage.words) == heading.words
        for index, passage in enumerate(both.should.passages)
    )


def _other_levels(
    same: Sequence[tuple[_Listed, _Listed]], both: Counterparts
) -> Iterator[Mismatch]:
    """Compared by how deep a heading lies below those before it: formats leave out no level."""
    told = sorted((pair for pair in same if pair[0].level <= _DEEPEST), key=lambda p: p[0].place)
    befores = _possible_depths([before for before, _ in told], both)
    afters = depths(after.level for _, after in told)
    for (heading, _), before, after in zip(told, befores, afters, strict=True):
        if after not in before:
            said = f"it is a heading of level {after} now, not {before[0]}"
            named = both.should.places[heading.place].named
            yield Mismatch("heading", named, str(before[0]), str(after), said=said)


def _possible_depths(headings: Sequence[_Listed], both: Counterparts) -> Iterator[tuple[int, int]]:
    """How deep each heading lies: as in the box before it, or as beside that.

    Only a PDF shows whether a box has ended where a heading without a level between them follows.
    """
    titles: list[int] = []  # the levels of the titles of boxes that may not have ended
    for heading, depth in zip(headings, depths(one.level for one in headings), strict=True):
        titles = [level for level in titles if level < heading.level]
        yield depth, depth - len(titles)
        if both.should.passages[heading.place].role == "title":
            titles.append(heading.level)


def depths(levels: Iterable[int]) -> list[int]:
    """How deep each heading lies below those before it: 1, 2 … without a gap."""
    found: list[int] = []
    above: list[int] = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        found.append(len(above))
    return found


# --- the list of headings beside the pages ------------------------------------------------


def _bookmark_mismatches(
    carried: Particulars, file: FoundParticulars, both: Counterparts
) -> Iterator[Mismatch]:
    if file.bookmarks is None:
        return
    listed = [one for one, anchor in carried.outline if anchor]
    expected = [
        _Listed(one.place, one.level, tuple(both.should.passages[one.place].words))
        for one in listed
    ]
    possible = dict(zip(expected, _possible_depths(expected, both), strict=True))
    shown = [one for one in file.bookmarks if _bookmark_words(one)]
    found = [
        replace(one, level=depth)
        for one, depth in zip(shown, depths(one.level for one in shown), strict=True)
    ]
    for before, after in pairs_by_key(expected, found, _heading_words, _bookmark_words):
        if before is None and after is not None:
            said = f"the bookmark “{after.words}” was not here"
            yield Mismatch("heading", "the bookmarks", after=after.words, said=said)
        elif before is not None and after is None:
            words = " ".join(before.words)
            said = f"the bookmark “{words}” is gone"
            yield Mismatch("heading", "the bookmarks", before=words, said=said)
        elif before is not None and after is not None:
            yield from _altered_bookmark(before, after, file, both, possible[before])


def _bookmark_words(bookmark: FoundBookmark) -> tuple[str, ...]:
    return tuple(words_of(bookmark.words))


def _altered_bookmark(
    before: _Listed,
    after: FoundBookmark,
    file: FoundParticulars,
    both: Counterparts,
    depths_of_it: tuple[int, int],
) -> Iterator[Mismatch]:
    named = f"the bookmark “{' '.join(before.words)}”"
    own = {before.words, *(tuple(both.found[place].words) for place in both.of[before.place])}
    if _bookmark_words(after) not in own:  # a heading that reads so is told for itself
        said = f"it reads “{after.words}”"
        yield Mismatch("heading", named, " ".join(before.words), after.words, said=said)
    if after.level not in depths_of_it:
        said = f"it is of level {after.level} now, not {depths_of_it[0]}"
        yield Mismatch("heading", named, str(depths_of_it[0]), str(after.level), said=said)
    reached = {both.at[place] for place in file.places.get(after.target, ()) if place in both.at}
    if reached.isdisjoint(both.of[before.place]):
        yield Mismatch("heading", named, after=after.target, said="it leads elsewhere")
