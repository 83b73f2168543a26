"""Where the links of a finished file lead, compared with where they led."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from generator.language.visible import words_of
from generator.manifest.passages import Piece
from generator.manifest.reading import LeadingWords, Particulars
from generator.proof.counterparts import Counterparts, pairs_by_key
from generator.proof.finished import as_number
from generator.proof.found import FoundLink, FoundParticulars, StoryPlace
from generator.proof.mismatch import Mismatch


def link_mismatches(
    carried: Particulars, file: FoundParticulars, both: Counterparts
) -> Iterator[Mismatch]:
    """The links that lead elsewhere, are gone, or are new; and marks that lead to other notes."""
    worded = [one for one in file.links if one.kind == "words" and one.at in both.at]
    worded.sort(key=lambda link: both.at[link.at])
    found = list(_touching_as_one(worded, both))
    goals = _Goals(carried, file, both)
    for before, after in pairs_by_key(carried.links, found, goals.key, _found_key):
        if before is None and after is not None:
            yield from goals.added(after)
        elif before is not None and after is None:
            yield from goals.gone(before)
        elif before is not None and after is not None and not goals.agree(before, after):
            yield goals.altered(before, after)
    yield from _misled(file, both)


def _touching_as_one(links: Iterable[FoundLink], both: Counterparts) -> Iterator[FoundLink]:
    """The links, those as one that lead to one place if no words part them: see `links_of`."""
    touching: list[FoundLink] = []
    for one in links:
        if touching and not _touch(touching[-1], one, both):
            yield _as_one(touching, both)
            touching = []
        touching.append(one)
    if touching:
        yield _as_one(touching, both)


def _touch(last: FoundLink, one: FoundLink, both: Counterparts) -> bool:
    if (last.at, last.target) != (one.at, one.target):
        return False
    between = both.found[both.at[one.at]].pieces[last.end : one.start]
    return all(isinstance(piece, str) for piece in between) and not _words_in(between)


def _as_one(links: Sequence[FoundLink], both: Counterparts) -> FoundLink:
    first, last = links[0], links[-1]
    if first is last:
        return first
    words = _words_in(both.found[both.at[first.at]].pieces[first.start : last.end])
    inner = tuple(target for one in links for target in one.inner)
    return replace(first, words=" ".join(words), inner=inner, end=last.end)


def _words_in(pieces: Iterable[Piece]) -> list[str]:
    return words_of("".join(piece for piece in pieces if isinstance(piece, str)))


def _found_key(link: FoundLink) -> tuple[str, ...]:
    return (link.words,)


class _Goals(Struct, frozen=True):
    """Where links lead: by the anchors of a manifest, and by the names in a file.

    `marked` are the passages with the mark of each note, `noted` those of the note itself.
    """

    carried: Particulars
    file: FoundParticulars
    both: Counterparts
    marked: dict[Piece | None, list[int]] = field(default_factory=dict)
    noted: dict[Piece | None, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        should = self.both.should
        for index, (passage, place) in enumerate(zip(should.passages, should.places, strict=True)):
            self.noted.setdefault(place.note, []).append(index)
            for _, number in passage.marks:
                self.marked.setdefault(number, []).append(index)

    def key(self, leading: LeadingWords) -> tuple[str, ...]:
        """The words that a link has in the file, if it is as it was."""
        words = leading.link.words
        inner = leading.link.target.startswith("#")
        return (self.both.recount.renamed(words, leading.at) if inner else words,)

    def agree(self, before: LeadingWords, after: FoundLink) -> bool:
        """Whether a link leads where it led, with the fields in it, if it leads anywhere."""
        if not before.link.target.startswith("#") or not after.target.startswith("#"):
            return before.link.target == after.target
        wanted = {place for index in self._wanted(before) for place in self.both.of[index]}
        reached = [self._reached(target) for target in (after.target, *after.inner)]
        led = [places for places in reached if places]
        return bool(led) and not any(wanted.isdisjoint(places) for places in led)

    def _wanted(self, before: LeadingWords) -> Iterator[int]:
        """The passage of an anchor; a note and the place of its mark stand for each other."""
        should = self.both.should
        index = self.carried.anchors.get(before.link.target[1:])
        if index is None:
            return
        yield index
        if note := should.places[index].note:
            yield from self.marked.get(note, ())
        marked = as_number(before.link.words)
        if marked in should.passages[index].pieces:
            yield from self.noted.get(marked, ())

    def _reached(self, target: str) -> list[int]:
        places = self.file.places.get(target, ())
        return [self.both.at[place] for place in places if place in self.both.at]

    def added(self, link: FoundLink) -> Iterator[Mismatch]:
        """A link on a passage to itself, by which a page names it, leads nobody away."""
        place = self.both.at[link.at]
        if place not in self._reached(link.target):
            goal = self._told_found(link.target)
            said = f"“{link.words}” leads to {goal}, where no link was"
            yield Mismatch("link", self.both.named(place), after=link.target, said=said)

    def gone(self, leading: LeadingWords) -> Iterator[Mismatch]:
        """A link is told to be gone only where its words still stand."""
        if self.both.still_says(leading.at, leading.link.words):
            place = self.both.should.places[leading.at].named
            goal = self._told_expected(leading.link.target)
            said = f"“{leading.link.words}” no longer leads to {goal}"
            yield Mismatch("link", place, before=leading.link.target, said=said)

    def altered(self, leading: LeadingWords, link: FoundLink) -> Mismatch:
        place = self.both.should.places[leading.at].named
        before = self._told_expected(leading.link.target)
        said = f"“{link.words}” leads to {self._told_found(link.target)} instead of {before}"
        return Mismatch("link", place, leading.link.target, link.target, said=said)

    def _told_expected(self, target: str) -> str:
        index = self.carried.anchors.get(target[1:]) if target.startswith("#") else None
        return target if index is None else self.both.should.places[index].named

    def _told_found(self, target: str) -> str:
        if not target.startswith("#"):
            return target
        reached = self._reached(target)
        return self.both.named(reached[0]) if reached else "nothing that is here"


def _misled(file: FoundParticulars, both: Counterparts) -> Iterator[Mismatch]:
    """The marks of notes that lead to another note, and the notes that lead back elsewhere."""
    for link in file.links:
        if link.kind == "words" or link.at not in both.at:
            continue
        reached = [place for place in file.places.get(link.target, ()) if place in both.at]
        if not _leads_right(link, reached, both):
            of = "the mark of note" if link.kind == "mark" else "the number of note"
            said = f"{of} {link.note} leads elsewhere"
            yield Mismatch("link", both.named(both.at[link.at]), after=link.target, said=said)


def _leads_right(link: FoundLink, reached: Iterable[StoryPlace], both: Counterparts) -> bool:
    if link.kind == "mark":
        speaks = any(story == link.note for story, _ in both.at)
        return not speaks or any(story == link.note for story, _ in reached)
    return any(link.note in both.found[both.at[place]].pieces for place in reached)
