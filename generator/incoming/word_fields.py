"""What becomes of words in a story by the fields around them, and of words that nobody sees."""

from __future__ import annotations

from msgspec import Struct

from generator.incoming.file import IncomingRun
from generator.incoming.story import IncomingStory
from generator.opening.field_stack import FieldStack, OpenField


class FieldsInReading(Struct):
    """The fields that are open in a story. `hidden` are the words so far, if nobody sees them."""

    story: IncomingStory
    stack: FieldStack
    hidden: list[str] | None = None

    def close(self, ended: OpenField | None) -> None:
        """Hand what a field has repeated to the story."""
        if ended is not None and ended.is_note_mark:
            self.story.repeat_mark("".join(ended.words), ended.target)
        elif ended is not None:
            self._hand_on(ended)

    def _hand_on(self, one: OpenField) -> None:
        if not one.is_note_mark:
            self.story.refer("".join(one.words), one.target)
            one.words.clear()

    def say(self, words: str, look: IncomingRun) -> None:
        """Add words, to the story or to the field that repeats them; its code says nothing."""
        opened = self.stack.opened
        if self.hidden is not None:
            self.hidden += [] if self.stack.is_silent else [words]
        elif not opened:
            self.story.say(words, look)
        elif all(one.in_result for one in opened):
            repeating = next((one for one in opened if one.repeats), None)
            if repeating is None:
                self.story.say(words, look)
            else:
                repeating.words.append(words)

    def set_apart(self) -> None:
        """Hand the hidden words so far to the story."""
        if self.hidden:
            self.story.hide("".join(self.hidden))
            self.hidden.clear()

    def end_paragraph(self) -> None:
        """Hand on what repeats another place, where the paragraph ends before the field does."""
        for one in self.stack.opened:
            self._hand_on(one)

    @property
    def link(self) -> str:
        """Where the words here lead by a field."""
        return next((one.link for one in self.stack.opened if one.link), "")


def fields_in(story: IncomingStory) -> FieldsInReading:
    """The fields of a story that is still to be read."""
    return FieldsInReading(story, FieldStack(story.budget))
