"""Comments at the places that a walk through a file has found for them."""

from __future__ import annotations

from collections.abc import Iterable

from generator.incoming.file import IncomingComment
from generator.incoming.story import IncomingStory


def placed_comment(
    key: str, author: str, text: str, stories: Iterable[IncomingStory]
) -> IncomingComment:
    """A comment where the body or a note has its key; nowhere, if none has."""
    for story in stories:
        place = story.comment_places.get(key)
        if place:
            return IncomingComment(
                author, text, place.paragraph, place.offset, place.on, story.note
            )
    return IncomingComment(author, text, -1, 0)
