"""Where the mark of a note stands beside punctuation: by the custom of the language.

In English it stands behind commas and full stops, and the quotation mark that follows them (The
Chicago Manual of Style, 17th edition, 14.26), in German behind every stop, if a sentence or clause
is meant; in French and Spanish before each, in Russian and Ukrainian behind ! ? and
… alone. The label `marks_behind` says which. What a note's claim says stays the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec.structs import replace

from generator.document import (
    Enclosing,
    Foreign,
    Inline,
    NoteMark,
    Text,
)
from generator.document.rewriting import Rewrite
from generator.document.walking import marks_in
from generator.document.words import place_in

Stops = Mapping[str, str]
"""The stops that marks stand behind, by language; none where they stand behind nothing."""


def marks_behind_stops(language: str, stops: Stops) -> Rewrite | None:
    """What puts the marks of notes behind each stop that follows them; None if none does.

    `language` is that of the document, and `stops` has those of each language, by its tag.
    """
    outer = stops[language]
    return (lambda run: _settled(run, outer, stops)) if any(stops.values()) else None


_QUOTATION_MARKS = "”’“‘»"


def _stop_at_start(words: str, stops: str) -> int:
    """How many characters of the words are a stop, and a quotation mark behind it; 0 if none."""
    bare = len(words) - len(words.lstrip(stops))
    for end in (bare + 1, bare) if words[bare : bare + 1] in (*_QUOTATION_MARKS,) else (bare,):
        behind = words[end : end + 1]
        if bare and (not behind or behind.isspace() or behind in f"{_QUOTATION_MARKS})]—–"):
            return end
    return 0


def _settled(run: tuple[Inline, ...], own: str, stops: Stops) -> tuple[Inline, ...]:
    if not marks_in(run):
        return run
    stretches = [(is_mark, list(one)) for is_mark, one in groupby(run, _is_note_mark)]
    found: list[Inline] = []
    for number, (is_mark, stretch) in enumerate(stretches):
        if own and is_mark and found and number + 1 < len(stretches):
            is_last = number + 2 == len(stretches)
            found += _stop_taken(stretches[number + 1][1], own, is_last=is_last)
        found += stretch if is_mark else [_settled_inside(one, own, stops) for one in stretch]
    return tuple(found)


def _is_note_mark(inline: Inline) -> bool:
    return isinstance(inline, NoteMark)


def _settled_inside(inline: Inline, own: str, stops: Stops) -> Inline:
    match inline:
        case Foreign(children, language):
            own = stops.get(language, own)
            return replace(inline, children=_settled(children, own, stops))
        case Enclosing(children):
            return replace(inline, children=_settled(children, own, stops))
        case _:
            return inline


def _stop_taken(following: list[Inline], stops: str, *, is_last: bool) -> Iterator[Text]:
    """Take the stop from the words behind a mark, unless it alone divides that from the next."""
    first = following[0]
    if not isinstance(first, Text) or first.field_name:
        return
    end, whole = _stop_at_start(first.value, stops), len(first.value)
    if not end or not (end != whole or following[1:] or is_last):
        return
    left = _part(first, end, whole)
    following[:1] = [left] if left.value else []
    yield _part(first, 0, end)


def _part(whole: Text, start: int, end: int) -> Text:
    """Some characters of a text, with their place."""
    span = whole.span and place_in(whole.span, whole.value, start, end - start)
    return replace(whole, value=whole.value[start:end], span=span)
