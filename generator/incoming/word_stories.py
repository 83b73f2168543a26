"""The stories of a Word file: its body, its notes, what runs above and below its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from generator.houses.colors import read_house_colors
from generator.houses.lists import HouseLists
from generator.houses.looks import HouseStyles
from generator.incoming.story import IncomingStory
from generator.incoming.word_fields import fields_in
from generator.incoming.word_looks import WordLooks
from generator.incoming.word_tracking import Tracking
from generator.incoming.word_walk import WordWalk
from generator.opening.ooxml import Package, Relationship, notes_by_reference
from generator.opening.word_numbering import word_numbering
from generator.opening.word_styles import word_styles
from generator.opening.xml_part import XmlElement


class WordStories(Struct, frozen=True):
    """The main part of a Word file by its name, and what is told in the file.

    The notes are those whose marks stand in the body, in that order.
    """

    main: str
    body: IncomingStory
    notes: tuple[IncomingStory, ...]
    heads: tuple[IncomingStory, ...]


def word_stories(
    package: Package, *, rejected: bool = False, as_source: bool = False
) -> WordStories:
    """The stories of a Word file, its tracked changes accepted or `rejected`.

    Of a source nobody asks how its paragraphs look, and a page that a hand has ended parts them.
    Raises BriefError if it cannot be read.
    """
    main = next(package.related("", "officeDocument"), None)
    if main is None:
        raise package.zipped.damaged("it has no main part")
    looks = _looks_of(package, main, dressed=not as_source)
    reading = _Reading(package, looks, rejected, "\n\n" if as_source else " ")
    body = reading.story(main, package.xml(main))
    notes = tuple(reading.notes(main, body))
    return WordStories(main, body, notes, tuple(reading.heads(main)))


class _Reading(Struct, frozen=True):
    package: Package
    looks: WordLooks
    rejected: bool
    page_end: str
    links: dict[str, Mapping[str, Relationship]] = field(default_factory=dict)

    def story(
        self, part: str, root: XmlElement | None, note: str = "", *, is_damaged: bool = False
    ) -> IncomingStory:
        """One story of a part; one that may be damaged is read as far as it goes."""
        story = IncomingStory(self.package.budget, note, self.page_end)
        if part not in self.links:
            self.links[part] = self.package.relationships(part)
        tracking = Tracking(story, self.rejected)
        walk = WordWalk(fields_in(story), self.looks, self.links[part], tracking)
        if root is not None:
            (walk.read if is_damaged else walk.read_story)(root)
        for place in story.as_begun:
            story.paragraphs[place] = self.looks.counted(story.paragraphs[place])
        return story

    def notes(self, main: str, body: IncomingStory) -> Iterator[IncomingStory]:
        said = {"-".join(one): note for one, note in notes_by_reference(self.package, main).items()}
        for key in dict.fromkeys(body.references):
            note = said.get(key)
            part, root = (note.part, note.element) if note else (main, None)
            yield self.story(part, root, key)

    def heads(self, main: str) -> Iterator[IncomingStory]:
        for kind in ("header", "footer"):
            for name in dict.fromkeys(self.package.related(main, kind)):
                yield self.story(name, self.package.xml(name), is_damaged=True)


def _looks_of(package: Package, main: str, *, dressed: bool) -> WordLooks:
    def part(kind: str) -> XmlElement | None:
        return next((package.xml(name) for name in package.related(main, kind)), None)

    root, settings = part("styles"), None
    styles = word_styles(root)
    if root is not None and dressed:  # what its lists say of their looks is not asked for here
        colors = read_house_colors(part("theme"), part("settings"))
        settings = HouseStyles(HouseLists(root, root, frozenset()), colors, ())
    return WordLooks(styles, word_numbering(part("numbering"), styles.lists), settings)
