"""The lines around the body of a text: title, by-line, biography, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.language.folding import fold
from generator.language.sentences import sentences
from generator.seeds.bylines import (
    LONGEST_BIOGRAPHY,
    byline_names,
    has_role,
    introduces,
    is_about_author,
    is_about_publisher,
    is_name,
    presented_name,
)
from generator.seeds.junk import HEAD_OF_TEXT, Junk, is_around
from generator.seeds.reading import SourcePassage
from generator.seeds.wrapping import closes


class SourceFrame(Struct, frozen=True):
    """Indices of passages, and the first and the end of the body once these are left out."""

    start: int
    end: int
    title: int | None = None
    byline: int | None = None
    biography: frozenset[int] = frozenset()
    author: str = ""

    def inside(self, index: int) -> bool:
        return self.start <= index < self.end


def frame_of(found: Sequence[SourcePassage], junk: Junk, start: int, end: int) -> SourceFrame:
    """Recognise lines that belong to the text but not to its body, in and beside a dense block.

    An author is named only where a by-line is marked as such, or where a biography or an
    occupation confirms a bare name: a menu has many lines that look like names.
    """
    byline, author = _byline(found, junk, start)
    if byline is not None:
        start = max(start, byline + 1)
    biography, named = _biography(found, junk, end, author)
    if byline is not None and _is_introduced(found, start, end, author):
        biography, start = [start, *biography], start + 1
    inside = [index for index in biography if start < index < end]
    title = _title(found, junk, start, byline)
    if title is None and _asks(found, junk, start, end):
        title, start = start, start + 1
    return SourceFrame(
        start,
        min(inside, default=end),
        title,
        byline,
        frozenset(biography),
        author or named,
    )


# --- the author -------------------------------------------------------------------------

_LONGEST_STANDFIRST = 500  # characters
_MOST_ABOVE = 2  # passages of a standfirst above a by-line; what has more is the text
_FARTHEST = 25  # passages between a by-line and the body


def _byline(found: Sequence[SourcePassage], junk: Junk, start: int) -> tuple[int | None, str]:
    """The line that names the author: the nearest above the body, or just behind a standfirst."""
    near = list(_near_start(found, start))
    for index in near:
        if junk[index] is None and (names := _said_names(found, index)):
            return index, names
    for index in near:
        text = found[index].text.strip("*_ ")
        if junk[index] is None and index and is_name(text) and _is_confirmed(found, index, text):
            return index, text
    return None, ""


def _near_start(found: Sequence[SourcePassage], start: int) -> Iterator[int]:
    """The passages where a by-line may stand, the nearest to the body first."""
    passed = 0
    for index in range(start, min(len(found), start + _MOST_ABOVE + 1)):
        passed += len(found[index].text)
        if passed > _LONGEST_STANDFIRST:
            break
        yield index
    yield from range(start - 1, max(-1, start - _FARTHEST), -1)


def _said_names(found: Sequence[SourcePassage], index: int) -> str | None:
    text = found[index].text
    if index and re.fullmatch(
        r"(?:written )?by:?|von|par|por", found[index - 1].text, re.IGNORECASE
    ):
        return text if is_name(text) else None
    return byline_names(text)


_TAIL = 12  # passages at the end that may introduce the author


def _is_confirmed(found: Sequence[SourcePassage], index: int, name: str) -> bool:
    """Whether a bare name is that of the author, by an occupation beside it or a biography."""
    if index + 1 < len(found) and has_role(found[index + 1].text):
        return True
    behind = (passage.text for passage in found[index + 2 :])
    return any(
        introduces(fold(text), fold(name)) for text in behind if len(text) < LONGEST_BIOGRAPHY
    )


# --- the title --------------------------------------------------------------------------

_TITLE_MARK = re.compile(
    r"(?:title|titel|titre|subject|re|betreff|objet|тема)\s*:\s*", re.IGNORECASE
)


def _title(
    found: Sequence[SourcePassage], junk: Junk, start: int, byline: int | None
) -> int | None:
    """The line marked as the title, else the first before the body that reads like one."""
    top = start if byline is None else byline
    # Menus come before the title, so it can only follow the last line known to be of a menu.
    menu = [i for i in range(top) if is_around(junk[i]) and junk[i] not in HEAD_OF_TEXT]
    head = [i for i in range(start) if junk[i] is None and i != byline and _may_head(found[i])]
    marked = (i for i in range(start) if _TITLE_MARK.match(found[i].text))
    behind_menu = [i for i in head if i > max(menu, default=-1)]
    likely = (i for i in behind_menu if _is_like_title(found[i].text))
    return next(marked, next(likely, next(iter(behind_menu), next(iter(head), None))))


def _asks(found: Sequence[SourcePassage], junk: Junk, start: int, end: int) -> bool:
    """Whether a text begins with a title that is a question or a cry, and no question follows."""
    text = found[start].text if start < end else ""
    asked = [at for at in range(start, end) if junk[at] is None and _is_asked(found[at].text)]
    return _is_asked(text) and len(sentences(text)) == 1 and asked == [start]


def _is_asked(text: str) -> bool:
    return len(text) <= _LONGEST_QUESTION and text.rstrip("”\"'’» ").endswith(("?", "!"))


_LONGEST_QUESTION = 120  # characters


def _may_head(passage: SourcePassage) -> bool:
    return len(passage.text) <= 250 and not passage.text.endswith((".", ",", ";", ":"))


def _is_like_title(text: str) -> bool:
    return len(text) >= 12 or (text.isupper() and " " in text)


def title_text(passage: SourcePassage) -> str:
    """The words of a title line without a label such as "Title:"."""
    return _TITLE_MARK.sub("", passage.text.strip("#*_ "), count=1)


# --- the biography ----------------------------------------------------------------------


def _biography(
    found: Sequence[SourcePassage], junk: Junk, end: int, author: str
) -> tuple[list[int], str]:
    """The passages at the end that introduce the author, and the name they give."""
    for index in range(max(1, end - 3), min(end + _TAIL, len(found))):
        text = fold(found[index].text)
        if junk[index] is not None or len(text) > LONGEST_BIOGRAPHY:
            continue
        if index + 1 < len(found) and is_about_publisher(text, fold(found[index + 1].text)):
            return [index, index + 1], ""
        if is_about_author(text):
            behind = index + 1 < len(found) and junk[index + 1] is None
            return [index, index + 1] if behind else [index], ""
        if introduces(text, fold(author)):
            return [index], ""
        name = presented_name(text)
        if name and index >= end - (1 if author else 2) and not _named_before(name, found[:index]):
            return [index], name
    return [], ""


def _is_introduced(found: Sequence[SourcePassage], start: int, end: int, author: str) -> bool:
    """Whether a text begins with a line on its author, below the by-line."""
    text = found[start].text if start + 1 < end else ""
    return len(text) <= LONGEST_BIOGRAPHY and introduces(fold(text), fold(author))


def _named_before(name: str, found: Sequence[SourcePassage]) -> bool:
    """Whether the text is about this person: then this is not the author's biography."""
    last = name.rsplit(maxsplit=1)[-1]
    return any(last in passage.text for passage in found if closes(passage.text))
