"""A Word file → what stands in it, with tracked changes settled."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from itertools import chain

from generator.document.file_data import FileData
from generator.houses.sections import page_of
from generator.incoming.file import IncomingFile, IncomingSheet
from generator.incoming.pictures import checksums_of_images
from generator.incoming.story_views import heads_without_numbers, resolved_paragraphs
from generator.incoming.word_comments import comments_of
from generator.incoming.word_stories import word_stories
from generator.opening.budget import Budget
from generator.opening.ooxml import Package, word_package
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
    read = word_stories(package, rejected=rejected)
    stories = (read.body, *read.notes)
    return IncomingFile(
        kind="Word file",
        paragraphs=resolved_paragraphs(read.body),
        notes={story.note: resolved_paragraphs(story) for story in read.notes},
        comments=tuple(comments_of(package, read.main, stories)),
        tracked=tuple(chain.from_iterable(story.tracked for story in stories)),
        attachments=dict(_attachments(package)),
        properties={name.lower(): words for name, words in package.properties().items()},
        heads=heads_without_numbers(read.heads),
        images=checksums_of_images(package.zipped),
        sheets=frozenset(_sheets_of(package.xml(read.main))),
    )


def _sheets_of(root: XmlElement) -> Iterator[IncomingSheet]:
    for section in root.iter(f"{W}sectPr"):
        page = page_of(section, (section,))
        if page:
            yield IncomingSheet(page.width, page.height, page.left, page.right, page.columns)


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
