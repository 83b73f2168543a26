"""Bookmarks, comments and the edges of changes among the words of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from generator.incoming.opendocument_tracking import OpenDocumentTracking
from generator.incoming.story import IncomingStory
from generator.opening.opendocument_styles import OFFICE, TEXT
from generator.opening.xml_part import XmlElement

UNSAID = {
    f"{OFFICE}forms", f"{OFFICE}scripts", f"{TEXT}tracked-changes", f"{TEXT}sequence-decls",
    f"{TEXT}table-of-content-source", f"{TEXT}number", f"{TEXT}script",
}  # fmt: skip
REFERRING = frozenset(
    f"{TEXT}{name}"
    for name in ("bookmark-ref", "reference-ref", "sequence-ref", "note-ref", "page-number",
                 "page-count")
)  # fmt: skip


class PlacesInReading(Struct):
    """What begins and ends at places of a story; `said` are the comments by their keys."""

    story: IncomingStory
    tracking: OpenDocumentTracking
    said: dict[str, XmlElement] = field(default_factory=dict)

    def take(self, element: XmlElement) -> bool:
        """Take in an element; whether it is the edge of anything."""
        take = _EDGES.get(element.tag)
        if take is not None:
            take(self, element)
        return take is not None

    def _change_start(self, element: XmlElement) -> None:
        self.tracking.begin(self.story, element.get(f"{TEXT}change-id", ""))

    def _change_end(self, element: XmlElement) -> None:
        self.tracking.end(self.story, element.get(f"{TEXT}change-id", ""))

    def _bookmark(self, element: XmlElement) -> None:
        name = element.get(f"{TEXT}name", "")
        if element.tag != f"{TEXT}bookmark-end":
            self.story.open_bookmark(name, name)
        if element.tag != f"{TEXT}bookmark-start":
            self.story.close_bookmark(name)

    def _comment(self, element: XmlElement) -> None:
        key = element.get(f"{OFFICE}name") or f"comment {len(self.said)}"
        self.said[key] = element
        self.story.open_comment(key)
        self.story.comment(key)

    def _comment_end(self, element: XmlElement) -> None:
        self.story.close_comment(element.get(f"{OFFICE}name", ""))


_EDGES: Mapping[str, Callable[[PlacesInReading, XmlElement], None]] = {
    f"{TEXT}change-start": PlacesInReading._change_start,
    f"{TEXT}change-end": PlacesInReading._change_end,
    f"{TEXT}bookmark-start": PlacesInReading._bookmark,
    f"{TEXT}bookmark-end": PlacesInReading._bookmark,
    f"{TEXT}bookmark": PlacesInReading._bookmark,
    f"{OFFICE}annotation": PlacesInReading._comment,
    f"{OFFICE}annotation-end": PlacesInReading._comment_end,
}
