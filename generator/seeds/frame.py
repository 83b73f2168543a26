"""The lines around the body of a text: title, author, standfirst, biography."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from generator.language.folding import fold
from generator.language.words import word_set
from generator.seeds.junk import is_interruption
from generator.seeds.passages import closes
from generator.seeds.reading import SourcePassage


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


Junk = Sequence[str | None]

_WORD = re.compile(r"[^\W\d_]+")


def frame_of(found: Sequence[SourcePassage], junk: Junk, start: int, end: int) -> SourceFrame:
    """Recognise lines that belong to the text but not to its body, in and beside a dense block."""
    low = frozenset(
        word
        for passage in found[start:end]
        for word in _WORD.findall(passage.text)
        if word.islower()
    )
    byline, author = _byline(found, junk, start, low)
    if byline is not None:
        start = max(start, byline + 1)
    biography, named = _biography(found, junk, end, author)
    inside = [index for index in biography if start < index < end]
    title = _title(found, junk, start, byline)
    return SourceFrame(
        start,
        min(inside, default=end),
        title,
        byline,
        frozenset(biography),
        author or named,
    )


# --- the author -------------------------------------------------------------------------

_BY = re.compile(
    r"(?:(?:written |text |story )?by|von|par|por|door|author|autor|auteur|автор|글)[: ]\s*"
    r"(?P<name>[^,|(]+?)\s*(?:[,|(].*)?",
    re.IGNORECASE,
)
_REPORTER = re.compile(r"(?P<name>[가-힣]{2,4}) ?(?:선임)?기자.*")
_PARTICLES = word_set(
    "al bin da das de del della den der di do dos du e el ibn la le ten ter ul van von y zu"
)
_NEVER_NAMES = word_set(
    "abstract annex appendix article background chapter conclusion conclusions contents "
    "executive findings foreword introduction letter opinion overview part preface press "
    "recommendations release remarks report section speech statement summary the"
)


_LONGEST_STANDFIRST = 500  # characters


def _byline(
    found: Sequence[SourcePassage], junk: Junk, start: int, low: frozenset[str]
) -> tuple[int | None, str]:
    """The line that names the author, before the body or just behind a standfirst."""
    passed = 0
    first = next((index for index, reason in enumerate(junk) if reason is None), None)
    for index, (passage, reason) in enumerate(zip(found, junk, strict=True)):
        if passed > _LONGEST_STANDFIRST:
            break
        text = passage.text.strip("*_ ")
        passed += len(text) if index >= start else 0
        if reason is not None:
            continue
        marked = _BY.fullmatch(text) or _REPORTER.fullmatch(text)
        if marked and (_is_name(marked["name"]) or _REPORTER.fullmatch(text)):
            return index, marked["name"]
        # If the body has its words in small letters, it is a heading and not a name.
        if index != first and _is_name(text) and not _used_low(text, low):
            return index, text
    return None, ""


def _is_name(text: str) -> bool:
    tokens = text.split()
    if not 2 <= len(tokens) <= 6 or any(t.casefold() in _NEVER_NAMES for t in tokens):
        return False
    if not (tokens[0][0].isupper() and tokens[-1][0].isupper()):
        return False
    return all(
        re.fullmatch(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_.'’-]*)*", token)
        and (token[0].isupper() or token in _PARTICLES)
        for token in tokens
    )


def _used_low(name: str, low: frozenset[str]) -> bool:
    return not low.isdisjoint({word.casefold() for word in _WORD.findall(name)} - _PARTICLES)


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
    menu = [i for i in range(top) if junk[i] is not None and not is_interruption(junk[i])]
    head = [i for i in range(start) if junk[i] is None and i != byline and _may_head(found[i])]
    marked = (i for i in head if _TITLE_MARK.match(found[i].text))
    likely = (i for i in head if i > max(menu, default=-1) and len(found[i].text) >= 12)
    return next(marked, next(likely, next(iter(head), None)))


def _may_head(passage: SourcePassage) -> bool:
    return len(passage.text) <= 250 and not passage.text.endswith((".", ",", ";", ":"))


def title_text(passage: SourcePassage) -> str:
    """The words of a title line without a label such as "Title:"."""
    return _TITLE_MARK.sub("", passage.text.strip("#*_ "), count=1)


# --- the biography ----------------------------------------------------------------------

_ABOUT = re.compile(
    r"(?:about the (?:author|writer)s?|über den autor|об авторе)\b.*", re.IGNORECASE
)
_VERBS = r"(?:is|was|has|serves|works|teaches|holds|writes|studied|ist|lehrt|est|es|является|—|-)"
_OCCUPATIONS = (
    r"(?:analyst|author|columnist|correspondent|diplomat|director|editor|fellow|graduate|historian"
    r"|journalist|lecturer|lawyer|minister|officer|professor|reporter|research\w*|scholar|scientist"
    r"|student|writer|autorin?|journalistin?|professorin?|auteure?|professeure?|журналист|профессор)"
)
_PRESENTED = re.compile(
    rf"(?P<name>(?:[^\W\d_][\w.'’-]*\s){{1,5}}?[^\W\d_][\w.'’-]*),?\s{_VERBS}\s(?:.{{0,80}}\b)?{_OCCUPATIONS}\b",
    re.IGNORECASE,
)


def _biography(
    found: Sequence[SourcePassage], junk: Junk, end: int, author: str
) -> tuple[list[int], str]:
    """The passages at the end that introduce the author, and the name they give."""
    tail = range(max(1, end - 2), min(end + 8, len(found)))
    for index in tail:
        text = fold(found[index].text)
        if junk[index] is not None or len(text) > _LONGEST_BIOGRAPHY:
            continue
        if _ABOUT.fullmatch(text):
            behind = index + 1 < len(found) and junk[index + 1] is None
            return [index, index + 1] if behind else [index], ""
        if author and re.match(rf"{re.escape(fold(author))},?\s+{_VERBS}\s", text, re.IGNORECASE):
            return [index], ""
        name = _presented(text)
        if name and not _named_before(name, found[:index]):
            return [index], name
    return [], ""


_LONGEST_BIOGRAPHY = 700  # characters


def _presented(text: str) -> str:
    """The name in a text that says who somebody is and what they do."""
    match = _PRESENTED.match(text)
    return match["name"] if match and _is_name(match["name"]) else ""


def _named_before(name: str, found: Sequence[SourcePassage]) -> bool:
    """Whether the text is about this person: then this is not the author's biography."""
    last = name.rsplit(maxsplit=1)[-1]
    return any(last in passage.text for passage in found if closes(passage.text))
