"""An OpenDocument text → what stands in it, with tracked changes settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec.structs import replace

from generator.diagnostics import Span, codes, refusal
from generator.incoming.comments import placed_comment
from generator.incoming.file import IncomingComment, IncomingFile, IncomingParagraph
from generator.incoming.opendocument_looks import OpenDocumentLooks
from generator.incoming.opendocument_places import PlacesInReading
from generator.incoming.opendocument_settings import pages_begun
from generator.incoming.opendocument_tracking import OpenDocumentTracking, changed_regions
from generator.incoming.opendocument_walk import OpenDocumentWalk
from generator.incoming.repeated_marks import resolved_paragraphs
from generator.incoming.story import IncomingStory
from generator.incoming.word_fields import fields_in
from generator.opening.budget import Budget
from generator.opening.opendocument import body_of_text, opendocument_roots
from generator.opening.opendocument_items import ListsInReading
from generator.opening.opendocument_lists import NumberedLists, numbered_styles
from generator.opening.opendocument_styles import NAMESPACES, TEXT, opendocument_styles
from generator.opening.xml_part import XmlElement

_OF_WORD = "OOXMLCoreProperty"
_PARENT, _DONE = "parent-name", "resolved"


def read_incoming_odt(data: bytes, budget: Budget, *, rejected: bool = False) -> IncomingFile:
    """What stands in an OpenDocument text (.odt, .fodt), its changes accepted or `rejected`.

    Raises BriefError if it cannot be read, or is no text.
    """
    roots = opendocument_roots(data, budget)
    body = body_of_text(roots)
    if body is None:
        message = "this is an OpenDocument file, but no text"
        hint = "save its words as a text (.odt or .docx)"
        raise refusal(codes.DAMAGED_FILE, message, Span.at(budget.file), hint=hint)
    looks = OpenDocumentLooks(opendocument_styles(roots))
    lists = NumberedLists(numbered_styles(roots))
    regions = changed_regions(body)
    stories: list[IncomingStory] = []
    said: dict[str, XmlElement] = {}
    waiting = [("", body)]
    for key, element in waiting:  # which grows by the notes
        story = IncomingStory(budget, note=key)
        places = PlacesInReading(story, OpenDocumentTracking(regions, rejected))
        walk = OpenDocumentWalk(fields_in(story), looks, ListsInReading(lists), places)
        walk.read_story(element)
        waiting += ((name, note) for name, note in _bodies(walk.notes))
        said |= places.said
        stories.append(story)
    return IncomingFile(
        kind="OpenDocument text",
        paragraphs=resolved_paragraphs(stories[0]),
        notes={story.note: resolved_paragraphs(story) for story in stories[1:]},
        comments=tuple(_comments(said, stories)),
        tracked=tuple(chain.from_iterable(story.tracked for story in stories)),
        properties=_meta(roots),
        heads=tuple(_running_heads(roots, looks, lists, budget)),
        sheets=frozenset(pages_begun(roots)),
    )


def _running_heads(
    roots: Iterable[XmlElement], looks: OpenDocumentLooks, lists: NumberedLists, budget: Budget
) -> Iterator[IncomingParagraph]:
    """The paragraphs of headers and footers."""
    for root in roots:
        for page in root.iterfind("office:master-styles/style:master-page", NAMESPACES):
            for head in page:
                story = IncomingStory(budget)
                places = PlacesInReading(story, OpenDocumentTracking({}, rejected=False))
                walk = OpenDocumentWalk(fields_in(story), looks, ListsInReading(lists), places)
                walk.read_story(head)
                yield from story.paragraphs


def _bodies(notes: Mapping[str, XmlElement]) -> Iterator[tuple[str, XmlElement]]:
    for key, note in notes.items():
        body = note.find(f"{TEXT}note-body")
        if body is not None:
            yield key, body


def _comments(
    said: Mapping[str, XmlElement], stories: Iterable[IncomingStory]
) -> Iterator[IncomingComment]:
    """The comments in reading order, answers with what they answer."""
    stories = tuple(stories)
    answers: dict[str, list[tuple[str, str]]] = {}
    first: dict[str, IncomingComment] = {}
    for key, element in said.items():
        author = element.findtext("dc:creator", "", NAMESPACES)
        text = "\n".join("".join(one.itertext()) for one in element.iter(f"{TEXT}p")).strip()
        asked = _attribute(element, _PARENT)
        if asked in first:
            answers.setdefault(asked, []).append((author, text))
            continue
        comment = placed_comment(key, author, text, stories)
        first[key] = replace(comment, is_done=_attribute(element, _DONE) == "true")
    for key, comment in first.items():
        yield replace(comment, replies=tuple(answers.get(key, ())))


def _attribute(element: XmlElement, name: str) -> str:
    """An attribute by its name alone: LibreOffice has some in a space of its own."""
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(found, "")


def _meta(roots: Iterable[XmlElement]) -> Mapping[str, str]:
    """What the properties say, those of the house's own among them, by their names.

    LibreOffice names those that only a Word file has in a way of its own. That of a template says
    its name in an attribute.
    """
    said: dict[str, str] = {}
    for root in roots:
        for meta in root.iterfind("office:meta", NAMESPACES):
            for one in meta:
                name = _attribute(one, "name") or one.tag.rpartition("}")[2]
                words = one.text or _attribute(one, "title")
                if words.strip():
                    said[name.removeprefix(_OF_WORD).lower()] = words
    return said
