"""Bookmarks and comments among the words of a Word file (ISO/IEC 29500-1, 17.13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.incoming.story import IncomingStory
from generator.opening.wordprocessing import W
from generator.opening.xml_part import XmlElement

WORD_PLACES: Mapping[str, Callable[[IncomingStory, str, XmlElement], None]] = {
    f"{W}bookmarkStart": lambda story, key, one: story.open_bookmark(key, one.get(f"{W}name", "")),
    f"{W}bookmarkEnd": lambda story, key, _: story.close_bookmark(key),
    f"{W}commentRangeStart": lambda story, key, _: story.open_comment(key),
    f"{W}commentRangeEnd": lambda story, key, _: story.close_comment(key),
    f"{W}commentReference": lambda story, key, _: story.comment(key),
}
"""What an element does in a story, by the identifier (w:id) that it has."""
