"""The stories of an OpenDocument text: its body, its notes, what runs above and below its pages."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.incoming.opendocument_looks import OpenDocumentLooks
from generator.incoming.opendocument_places import PlacesInReading
from generator.incoming.opendocument_tracking import OpenDocumentTracking, changed_regions
from generator.incoming.opendocument_walk import OpenDocumentWalk
from generator.incoming.story import IncomingStory
from generator.incoming.word_fields import fields_in
from generator.opening.budget import Budget
from generator.opening.opendocument_lists import ListsInReading, NumberedLists, numbered_styles
from generator.opening.opendocument_styles import NAMESPACES, TEXT, opendocument_styles
from generator.opening.xml_part import XmlElement


class OpenDocumentStories(Struct, frozen=True):
    """What is told in an OpenDocument text; `said` are the comments by their keys."""

    body: IncomingStory
    notes: tuple[IncomingStory, ...]
    heads: tuple[IncomingStory, ...]
    said: Mapping[str, XmlElement]


def opendocument_stories(
    roots: tuple[XmlElement, ...], body: XmlElement, budget: Budget, *, rejected: bool = False
) -> OpenDocumentStories:
    """The stories of an OpenDocument text, its tracked changes accepted or `rejected`.

    Raises BriefError if it asks for too much.
    """
    looks = OpenDocumentLooks(opendocument_styles(roots))
    lists = NumberedLists(numbered_styles(roots))
    regions = changed_regions(body)

    def read(element: XmlElement, key: str = "") -> OpenDocumentWalk:
        story = IncomingStory(budget, note=key)
        places = PlacesInReading(story, OpenDocumentTracking(regions, rejected))
        walk = OpenDocumentWalk(fields_in(story), looks, ListsInReading(lists), places)
        walk.read_story(element)
        return walk

    stories: list[IncomingStory] = []
    said: dict[str, XmlElement] = {}
    waiting = [("", body)]
    for key, element in waiting:  # which grows by the notes
        walk = read(element, key)
        bodies = ((name, note.find(f"{TEXT}note-body")) for name, note in walk.notes.items())
        waiting += ((name, one) for name, one in bodies if one is not None)
        stories.append(walk.story)
        said |= walk.places.said
    heads = tuple(
        read(head).story
        for root in roots
        for page in root.iterfind("office:master-styles/style:master-page", NAMESPACES)
        for head in page
    )
    return OpenDocumentStories(stories[0], tuple(stories[1:]), heads, said)
