"""The parts of an OpenDocument text → the lines that it prints, and what its properties say."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Span, codes, refusal
from generator.opening.budget import Budget
from generator.opening.opendocument import body_of_text, opendocument_roots
from generator.opening.opendocument_items import ListsInReading
from generator.opening.opendocument_lists import NumberedLists, numbered_styles
from generator.opening.opendocument_styles import NAMESPACES, opendocument_styles
from generator.opening.xml_part import XmlElement
from generator.seeds.readers.gathering import GatheredLines, OfficeText
from generator.seeds.readers.opendocument_story import OpenDocumentStory
from generator.seeds.readers.structured import Properties

_AROUND = frozenset({"header", "header-left", "header-first", "footer", "footer-left",
                     "footer-first"})  # fmt: skip


def opendocument_text(data: bytes, budget: Budget) -> OfficeText:
    """What an OpenDocument text says: its body, its notes, what is printed around them.

    Raises BriefError for a file that cannot be opened, and for one that is no text.
    """
    roots = opendocument_roots(data, budget)
    body = body_of_text(roots)
    if body is None:
        message = "this is an OpenDocument file, but no text"
        hint = "copy the words that you cite into a plain text file, and import that"
        raise refusal(codes.NOT_A_TEXT, message, Span.at(budget.file), hint=hint)
    lists = ListsInReading(NumberedLists(numbered_styles(roots)))
    story = OpenDocumentStory(GatheredLines(budget), opendocument_styles(roots), lists)
    story.read(body)
    for note in story.notes:  # which grows where a note has notes
        story.read_as("note", note)
    for region in _regions(roots):
        story.read_as("running head", region)
    return OfficeText(tuple(story.gathered.lines), _said_of_it(roots))


def _regions(roots: tuple[XmlElement, ...]) -> Iterator[XmlElement]:
    """The headers and footers."""
    for root in roots:
        for page in root.iterfind("office:master-styles/style:master-page", NAMESPACES):
            yield from (one for one in page if one.tag.rpartition("}")[2] in _AROUND)


def _said_of_it(roots: tuple[XmlElement, ...]) -> Properties:
    def said(name: str) -> str:
        found = (root.findtext(f"office:meta/{name}", "", NAMESPACES) for root in roots)
        return next(filter(None, found), "")

    return Properties(said("dc:title"), said("meta:initial-creator") or said("dc:creator"))
