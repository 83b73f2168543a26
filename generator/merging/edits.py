"""What became of the letters of a passage → edits of the Markdown that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from generator.merging.letters import (
    BREAK,
    Lettered,
    Look,
    Place,
    is_mark,
    marked_number,
    new_mark_count,
    said,
    uncounted,
)
from generator.merging.pieces import Piece
from generator.merging.restyling import restyled
from generator.merging.sliding import in_one_look, one_letter_on, slid
from generator.merging.spelling import Context, Manner
from generator.merging.told import Told
from generator.merging.wording import Hunk, compared


class TextEdit(Struct, frozen=True):
    """Words to put in the place of those from `start` to `end`."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[TextEdit], start: int = 0) -> str:
    """A text that begins at `start` with the edits made; what is put in comes before deletions.

    What two of them delete goes once.
    """
    parts: list[str] = []
    done = start
    for edit in sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end)):
        if edit.start > done:
            parts.append(text[done - start : edit.start - start])
        parts.append(edit.text)
        done = max(done, edit.end)
    return "".join([*parts, text[done - start :]])


class PassageEdits(Struct):
    """The edits of one passage, gathered. `placed` are the notes whose mark still stands."""

    markdown: str
    manner: Manner
    piece: Piece | None
    placed: frozenset[int]
    paragraph: int
    edits: list[TextEdit] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def take(self, old: Lettered, new: Lettered) -> None:
        """What makes the old letters into the new ones."""
        for hunk in compared(old.text, new.text):
            if hunk.is_equal:
                part = old.part(hunk.start, hunk.end)
                self._restyle(part, new.looks[hunk.new_start : hunk.new_end])
            else:
                told = in_one_look(slid(hunk, old, new), old, new)
                self._replace(old, new, self._within_markup(told, old))

    def _restyle(self, part: Lettered, looks: Sequence[Look]) -> None:
        if part.looks == tuple(looks) or self.piece is None:
            return
        for start, end, text in restyled(part, looks, self.piece, self.markdown):
            self.edits.append(TextEdit(start, end, text))

    # --- words ----------------------------------------------------------------------------

    def _replace(self, old: Lettered, new: Lettered, hunk: Hunk) -> None:
        gone = old.part(hunk.start, hunk.end)
        come = new.part(hunk.new_start, hunk.new_end)
        if _is_counted(gone, come):
            return
        reason = self._cannot_go(old, hunk)
        target = None if reason else self._target(old, hunk, come)
        if reason or (come.text and target is None):
            self._tell(gone, come, reason or FOREIGN)
            return
        for place, letter in dict(zip(gone.places, gone.text, strict=True)).items():
            if place is not None:
                self.edits.append(self._without(place, letter))
        self._tell_citations(gone)
        if target is not None:
            self.edits.extend(self._put(come, target, old.places[hunk.end : hunk.end + 1]))

    def _within_markup(self, hunk: Hunk, old: Lettered) -> Hunk:
        """A deletion told so that it does not reach over the edge of markup: [ X]Y  → [X ]Y."""
        if hunk.new_start < hunk.new_end or hunk.end >= len(old) or not self._crosses(hunk, old):
            return hunk
        if old.text[hunk.start] != old.text[hunk.end]:
            return hunk
        moved = one_letter_on(hunk)
        return hunk if self._crosses(moved, old) else moved

    def _crosses(self, hunk: Hunk, old: Lettered) -> bool:
        """Whether some of the letters of a change stand in markup that others do not."""
        places = [place for place in old.places[hunk.start : hunk.end] if place]
        for one in self.piece.enclosures if self.piece else ():
            inside = sum(one.first <= start and end <= one.last for start, end in places)
            if 0 < inside < len(places):
                return True
        return False

    def _cannot_go(self, old: Lettered, hunk: Hunk) -> str:
        """Why letters cannot be taken out of the Markdown; nothing if they can."""
        gone = old.places[hunk.start : hunk.end]
        if None in gone or self.piece is None:
            return FOREIGN
        kept = {*old.places[: hunk.start], *old.places[hunk.end :]}
        for place in dict.fromkeys(filter(None, gone)):
            if place in kept or (gone.count(place) > 1 and self._is_front):
                typed = self.markdown[slice(*place)]
                return f"the Markdown has `{typed}` there, which prints otherwise"
        return ""

    @property
    def _is_front(self) -> bool:
        return self.piece is not None and self.piece.kind == "front"

    def _without(self, place: Place, letter: str) -> TextEdit:
        """Take out what was typed for a letter; with a mark goes the blank before its bracket."""
        start, end = place
        if is_mark(letter) and self.markdown[start - 1 : start + 1] == " [":
            start -= 1
        return TextEdit(start, end, "")

    def _tell_citations(self, gone: Lettered) -> None:
        for index, letter in enumerate(gone.text):
            number = marked_number(letter)
            if number and number not in self.placed:
                bracket = self.manner.brackets.get(number, "")
                before = said(gone.text[:index])[-60:]
                what = "footnote" if bracket.startswith("[^") else "citation"
                behind = f" behind “{before}”" if before else ""
                self.told.append(
                    Told(
                        "citation", f"the {what} {bracket} was deleted{behind}", "", self.paragraph
                    )
                )

    def _tell(self, gone: Lettered, come: Lettered, reason: str) -> None:
        was, became = said(gone.text), said(come.text)
        if not was and not became and any(new_mark_count(letter) >= 0 for letter in come.text):
            return  # of a note that nothing came of, its words are told
        if was == became and BREAK in gone.text:
            what = "two paragraphs were joined"
        elif was and became:
            what = f"“{was}” became “{became}”"
        elif was:
            what = f"“{was}” was deleted"
        elif became:
            what = f"“{became}” was put in"
        else:
            what = "the mark of a note was moved or deleted"
        gist = f"{what}, {WRITTEN}" if reason == FOREIGN else ""
        self.told.append(
            Told("untaken", f"{what}: {reason}", _WHERE_IT_IS, self.paragraph, gist=gist)
        )

    # --- where new words go ---------------------------------------------------------------

    def _target(self, old: Lettered, hunk: Hunk, come: Lettered) -> _Target | None:
        """Where in the Markdown the new letters go, and among words of which look."""
        if not come.text:
            return None
        found = list(self._candidates(old, hunk))
        if not found:
            return None
        look = come.looks[0]
        if is_mark(come.text[0]):
            return found[0]
        same = [target for target in found if target.look == look]
        return same[0] if same else self._outside(found[0])

    def _candidates(self, old: Lettered, hunk: Hunk) -> Iterable[_Target]:
        """Places for what comes: that of what goes, behind what stands before, before the next."""
        gone = old.places[hunk.start : hunk.end]
        if gone and (place := gone[0]):
            yield _Target(place[0], old.looks[hunk.start], is_behind=False)
        if hunk.start and (before := old.places[hunk.start - 1]):
            ends = [before[1]]
            index = hunk.start - 1
            while index > 0 and is_mark(old.text[index - 1]) and (earlier := old.places[index - 1]):
                ends.append(earlier[1])
                index -= 1
            yield _Target(max(ends), old.looks[hunk.start - 1], is_behind=True)
        if hunk.end < len(old) and (after := old.places[hunk.end]):
            yield _Target(after[0], old.looks[hunk.end], is_behind=False)

    def _outside(self, target: _Target) -> _Target:
        """The nearest place that no markup of the words' look reaches."""
        around = [
            one
            for one in (self.piece.enclosures if self.piece else ())
            if one.kind in _LOOKS and one.first <= target.at <= one.last
        ]
        if not around:
            return _Target(target.at, Look(), target.is_behind)
        at = (
            max(one.end for one in around) if target.is_behind else min(one.start for one in around)
        )
        if target.is_behind and any(target.at < one.last for one in around):
            return target  # in the midst of it
        return _Target(at, Look(), target.is_behind)

    def _put(
        self, come: Lettered, target: _Target, behind: Sequence[Place | None]
    ) -> Iterable[TextEdit]:
        """New letters at their place; citations at their end come behind markup that ends there."""
        at, outer = target.at, self._behind_markup(target.at, behind)
        words = len(come)
        if outer > at and (found := _CITED_LAST.search(come.text)):
            words = found.start()
        for part, place in ((come.part(0, words), at), (come.part(words, len(come)), outer)):
            if part.text:
                text = self.manner.spelled_among(part, self._context(place), target.look)
                yield TextEdit(place, place, text)

    def _behind_markup(self, at: int, behind: Sequence[Place | None]) -> int:
        """Where the markup ends that ends with the words at a place; `behind` is what follows."""
        following = behind[0] if behind else None
        ends = [
            one.end
            for one in (self.piece.enclosures if self.piece else ())
            if one.first <= at <= one.last and (following is None or following[0] >= one.end)
        ]
        return max(ends, default=at)

    def _context(self, at: int) -> Context:
        if self.piece is None:
            return "paragraph"
        if self.piece.kind == "front":
            return _front_context(self.markdown, at)
        return "cell" if self.piece.kind == "row" else "paragraph"


_CITED_LAST = re.compile(r"(?: ?\[[^\[\]]*\]|[\U000f0000-\U000fffff])+[.,]?$")


class _Target(Struct, frozen=True):
    """A place of the Markdown, and how words look there."""

    at: int
    look: Look
    is_behind: bool


_LOOKS = frozenset({"emphasis", "strong", "superscript", "subscript", "link", "code"})
FOREIGN = "the template, a label or a source writes these words"
WRITTEN = "in words that the template, a label or a source writes"
_WHERE_IT_IS = "change it where it is written, if it is to change"


def _front_context(markdown: str, at: int) -> Context:
    """In which quotation marks the value of the front matter at a place stands."""
    line = markdown[markdown.rfind("\n", 0, at) + 1 : at]
    found = re.search(r":[ \t]*(?:\[.*)?([\"'])", line)
    if found is None:
        return "bare"
    return "double" if found[1] == '"' else "single"


def _is_counted(gone: Lettered, come: Lettered) -> bool:
    """Whether only counted numbers changed, in words that nobody typed."""
    if any(place is not None for place in gone.places):
        return False
    return bool(gone.text) and uncounted(gone.text) == uncounted(come.text)
