"""Words that stayed and look otherwise → the markup to put in or to take out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from generator.drafting.markdown import typed_address
from generator.merging.letters import Lettered, Look, is_sign
from generator.merging.pieces import Enclosure, MarkupKind, Piece

Change = tuple[int, int, str]
"""Start and end in the Markdown, and what to put there."""


def restyled(
    part: Lettered, looks: Sequence[Look], piece: Piece, markdown: str
) -> Iterator[Change]:
    """The markup that makes words look as they do now, as far as it can stand there."""
    for kind, trait, sign in _TRAITS:
        for start, end in _differing(part, looks, trait):
            first, last = part.places[start], part.places[end - 1]
            if first is None or last is None or None in part.places[start:end]:
                continue
            words = _Words(first[0], last[1], piece, markdown)
            wanted = trait(looks[start])
            if trait(part.looks[start]):
                yield from words.without(kind)
            if wanted:
                yield from words.within(*_marks(kind, sign, wanted))


def _marks(kind: MarkupKind, sign: str, wanted: str) -> tuple[str, str]:
    """What opens and what closes the markup."""
    if kind == "link":
        return "[", f"]({typed_address(wanted)})"
    return sign, sign


def _shifted_to(where: str) -> Callable[[Look], str]:
    return lambda look: where if look.shift == where else ""


_TRAITS: tuple[tuple[MarkupKind, Callable[[Look], str], str], ...] = (
    ("strong", lambda look: "bold" if look.bold else "", "**"),
    ("emphasis", lambda look: "italic" if look.italic else "", "*"),
    ("superscript", _shifted_to("superscript"), "^"),
    ("subscript", _shifted_to("subscript"), "~"),
    ("link", lambda look: look.link, ""),
)


def _differing(
    part: Lettered, looks: Sequence[Look], trait: Callable[[Look], str]
) -> Iterator[tuple[int, int]]:
    """The stretches of words that differ in one trait, without blanks at their ends.

    What stands for a mark has no look of its own, and ends none.
    """
    start = 0
    while start < len(part):
        old, new = trait(part.looks[start]), trait(looks[start])
        end = start + 1
        while end < len(part) and (
            is_sign(part.text[end]) or (trait(part.looks[end]), trait(looks[end])) == (old, new)
        ):
            end += 1
        if old != new:
            yield from _trimmed(part.text, start, end)
        start = end


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (text[start] == " " or is_sign(text[start])):
        start += 1
    while end > start and (text[end - 1] == " " or is_sign(text[end - 1])):
        end -= 1
    if any(map(str.isalnum, text[start:end])):  # nobody makes a stop bold by itself
        yield start, end


class _Words(Struct, frozen=True):
    """A stretch of the Markdown, in its piece."""

    start: int
    end: int
    piece: Piece
    markdown: str

    @property
    def typed(self) -> str:
        return self.markdown[self.start : self.end]

    def within(self, opening: str, closing: str) -> Iterator[Change]:
        """Markup around the words, unless other markup begins or ends in the midst of them."""
        start, end = self.start, self.end
        for one in sorted(self.piece.enclosures, key=lambda one: one.start):
            if one.first == start and one.last <= end:
                start = one.start
            if one.last == end and one.first >= start:
                end = one.end
        cut = any(
            one.start < start < one.end < end or start < one.start < end < one.end
            for one in self.piece.enclosures
        )
        if not cut:
            yield start, start, opening
            yield end, end, closing

    def without(self, kind: MarkupKind) -> Iterator[Change]:
        """Less of the markup that reaches over the words."""
        for one in self.piece.enclosures:
            if one.kind != kind or not (one.first <= self.start and self.end <= one.last):
                continue
            opening = self.markdown[one.start : one.first]
            closing = self.markdown[one.last : one.end]
            if self.start == one.first:
                yield one.start, one.first, ""
            else:
                yield from self._closed_before(closing)
            if self.end == one.last:
                yield one.last, one.end, ""
            else:
                yield from self._opened_behind(opening)
            return

    def _closed_before(self, closing: str) -> Iterator[Change]:
        at = self.start
        while self.markdown[at - 1 : at] == " ":
            at -= 1
        yield at, at, closing

    def _opened_behind(self, opening: str) -> Iterator[Change]:
        at = self.end
        while self.markdown[at : at + 1] == " ":
            at += 1
        yield at, at, opening


def emptied(
    piece: Piece, places: Sequence[tuple[int, int]], edits: Sequence[Change]
) -> Iterator[Enclosure]:
    """The markup of a piece of whose words nothing is left; `places` are those of all its words."""
    gone = {(start, end) for start, end, text in edits if end > start and not text}
    come = [start for start, end, text in edits if text]
    for one in piece.enclosures:
        inside = [place for place in places if one.first <= place[0] and place[1] <= one.last]
        kept = [place for place in inside if not _is_gone(place, gone)]
        if inside and not kept and not any(one.first <= at <= one.last for at in come):
            yield one


def _is_gone(place: tuple[int, int], gone: set[tuple[int, int]]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in gone)
