"""Fields of a Word file: links, and words that repeat another place (ISO/IEC 29500-1, 17.16)."""

from __future__ import annotations

import re

from msgspec import Struct, field

from generator.diagnostics import BriefError
from generator.incoming.file import IncomingRun
from generator.incoming.story import IncomingStory
from generator.opening.wordprocessing import OpenField

_REPEATING = frozenset({"REF", "NOTEREF", "PAGEREF", "PAGE", "NUMPAGES", "SECTIONPAGES"})
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\\"\s]\S*))?')
_INNER = re.compile(r'\\l\s+"?([^"\s]+)')


_DEEPEST_FIELD = 50  # within others; Word itself stops at twenty


class WordField(OpenField):
    """A complex field that is open, and its words where it repeats another place."""

    words: list[str] = field(default_factory=list)

    @property
    def repeats(self) -> bool:
        return self.kind in _REPEATING

    @property
    def link(self) -> str:
        """The address or `#` and the bookmark that it leads to; "" if it is no link."""
        found = _ADDRESS.match(self.code)
        if found is None:
            return ""
        inner = _INNER.search(self.code)
        return (found[1] or found[2] or "") + (f"#{inner[1]}" if inner else "")

    def close(self, story: IncomingStory) -> None:
        """Hand what it repeats to a story."""
        if self.is_note_mark:
            story.repeat_mark("".join(self.words), self._target)
        else:
            self.end_paragraph(story)

    def end_paragraph(self, story: IncomingStory) -> None:
        """Hand the words so far to a story, whose paragraph ends before the field does."""
        if not self.is_note_mark:
            story.refer("".join(self.words), self._target)
            self.words.clear()

    @property
    def _target(self) -> str:
        return next(iter(self.code.split()[1:2]), "")


class OpenFields(Struct):
    """The fields that are open in a story, each inside the one before it."""

    story: IncomingStory
    _open: list[WordField] = field(default_factory=list)

    def begin(self, opened: WordField) -> None:
        if len(self._open) >= _DEEPEST_FIELD:
            raise self._damaged("it has fields inside fields without an end")
        self._open.append(opened)

    def _damaged(self, fault: str) -> BriefError:
        return self.story.budget.damaged(f"this Word file is damaged: {fault}")

    def instruct(self, code: str) -> None:
        """Add to the code of the innermost field."""
        if self._open:
            self._open[-1].code += code

    def separate(self) -> None:
        """Begin the result of the innermost field."""
        if self._open:
            self._open[-1].in_result = True

    def end(self) -> None:
        """End the innermost field."""
        if self._open:
            self._open.pop().close(self.story)

    def finish(self) -> None:
        """Raise BriefError if a field is still open: all behind its beginning would be lost."""
        if self._open:
            raise self._damaged("it has a field that does not end")

    def say(self, words: str, look: IncomingRun) -> None:
        """Add words, to the story or to the field that repeats them; its code says nothing."""
        if not self._open:
            self.story.say(words, look)
        elif all(one.in_result for one in self._open):
            repeating = next((one for one in self._open if one.repeats), None)
            if repeating is None:
                self.story.say(words, look)
            else:
                repeating.words.append(words)

    def end_paragraph(self) -> None:
        """Hand on what repeats another place, where the paragraph ends before the field does."""
        for one in self._open:
            one.end_paragraph(self.story)

    @property
    def link(self) -> str:
        """Where the words here lead by a field."""
        return next((one.link for one in self._open if one.link), "")

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is open."""
        return any(one.kind == "TOC" for one in self._open)
