"""A Word file → what stands in it, with tracked changes settled."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec.structs import replace

from generator.document.file_data import FileData
from generator.houses.lists import HouseLists
from generator.houses.looks import HouseStyles
from generator.houses.sections import page_of
from generator.houses.theme_colors import read_house_colors
from generator.incoming.file import (
    IncomingFile,
    IncomingParagraph,
    IncomingReference,
    IncomingSheet,
)
from generator.incoming.pictures import checksums_of_images
from generator.incoming.repeated_marks import resolved_paragraphs
from generator.incoming.story import IncomingStory
from generator.incoming.word_comments import comments_of
from generator.incoming.word_fields import fields_in
from generator.incoming.word_looks import WordLooks
from generator.incoming.word_tracking import Tracking
from generator.incoming.word_walk import WordWalk
from generator.opening.budget import Budget
from generator.opening.ooxml import Package, Relationship, notes_by_reference, word_package
from generator.opening.word_numbering import word_numbering
from generator.opening.word_styles import word_styles
from generator.opening.wordprocessing import W
from generator.opening.xml_part import XmlElement

_ATTACHMENT = "{urn:policy-brief:attachment}attachment"
_CUSTOM = re.compile(r"customXml/item\d+\.xml")


def read_incoming_word(data: bytes, budget: Budget, *, rejected: bool = False) -> IncomingFile:
    """What stands in a Word file, its tracked changes accepted or `rejected`.

    Raises BriefError if it cannot be read.
    """
    return incoming_word(word_package(data, budget), rejected=rejected)


def incoming_word(package: Package, *, rejected: bool = False) -> IncomingFile:
    """What stands in a Word file that is open. Raises BriefError if it cannot be read."""
    main = next(package.related("", "officeDocument"), None)
    if main is None:
        raise package.zipped.damaged("it has no main part")
    root = _part(package, main, "styles")
    styles = word_styles(root)
    numbering = word_numbering(_part(package, main, "numbering"), styles.lists)
    looks = WordLooks(styles, numbering, _settings(package, main, root))
    body = IncomingStory(package.budget)
    _walk(body, looks, package.relationships(main), package.xml(main), rejected=rejected)
    notes = dict(_note_stories(package, main, body.references, looks, rejected=rejected))
    stories = (body, *notes.values())
    return IncomingFile(
        kind="Word file",
        paragraphs=resolved_paragraphs(body),
        notes={key: resolved_paragraphs(story) for key, story in notes.items()},
        comments=tuple(comments_of(package, main, stories)),
        tracked=tuple(chain.from_iterable(story.tracked for story in stories)),
        attachments=dict(_attachments(package)),
        properties={name.lower(): words for name, words in package.properties().items()},
        heads=tuple(_running_heads(package, main, looks, rejected=rejected)),
        images=checksums_of_images(package.zipped),
        sheets=frozenset(_sheets_of(package.xml(main))),
    )


def _settings(package: Package, main: str, styles: XmlElement | None) -> HouseStyles | None:
    """How styles look; their lists say nothing of that here."""
    if styles is None:
        return None
    colors = read_house_colors(_part(package, main, "theme"), _part(package, main, "settings"))
    return HouseStyles(HouseLists(styles, styles, frozenset()), colors, ())


def _sheets_of(root: XmlElement) -> Iterator[IncomingSheet]:
    for section in root.iter(f"{W}sectPr"):
        page = page_of(section, (section,))
        if page:
            yield IncomingSheet(page.width, page.height, page.left, page.right, page.columns)


def _part(package: Package, main: str, kind: str) -> XmlElement | None:
    return next((package.xml(name) for name in package.related(main, kind)), None)


def _note_stories(
    package: Package, main: str, keys: Iterable[str], looks: WordLooks, *, rejected: bool
) -> Iterator[tuple[str, IncomingStory]]:
    """The notes whose marks stand in the body, by their keys, in that order."""
    said = {"-".join(one): note for one, note in notes_by_reference(package, main).items()}
    leads_to = {name: package.relationships(name) for name in {one.part for one in said.values()}}
    for key in dict.fromkeys(keys):
        story = IncomingStory(package.budget, note=key)
        if key in said:
            note = said[key]
            _walk(story, looks, leads_to[note.part], note.element, rejected=rejected)
        yield key, story


def _running_heads(
    package: Package, main: str, looks: WordLooks, *, rejected: bool
) -> Iterator[IncomingParagraph]:
    """The paragraphs of headers and footers, whatever is damaged in them."""
    for kind in ("header", "footer"):
        for name in package.related(main, kind):
            story = IncomingStory(package.budget)
            parts = package.relationships(name)
            walk = WordWalk(fields_in(story), looks, parts, Tracking(story, rejected))
            walk.read(package.xml(name))
            yield from map(_without_numbers, map(looks.counted, story.paragraphs))


def _without_numbers(paragraph: IncomingParagraph) -> IncomingParagraph:
    """A paragraph without the numbers of its page and of others, which fields write."""
    pieces = (one for one in paragraph.pieces if not isinstance(one, IncomingReference))
    return replace(paragraph, pieces=tuple(pieces))


def _walk(
    story: IncomingStory,
    looks: WordLooks,
    parts: Mapping[str, Relationship],
    root: XmlElement,
    *,
    rejected: bool,
) -> None:
    WordWalk(fields_in(story), looks, parts, Tracking(story, rejected)).read_story(root)
    story.paragraphs[:] = map(looks.counted, story.paragraphs)


def _attachments(package: Package) -> Iterator[tuple[str, FileData]]:
    for name in package.names:
        if not _CUSTOM.fullmatch(name):
            continue
        root = package.xml(name)
        if root.tag != _ATTACHMENT:
            continue
        text = root.text or ""
        try:
            data = b64decode(text) if root.get("encoding") == "base64" else text.encode()
        except ValueError:
            continue  # as if it were not there
        yield root.get("name", ""), FileData(data)
