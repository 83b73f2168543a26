"""Where the mark of a note stands beside punctuation: by the custom of the language.

In English it stands behind commas and full stops, and the quotation mark that follows them (The
Chicago Manual of Style, 17th edition, 14.26), in German behind every stop, if a sentence or clause
is meant; in French and Spanish before each, in Russian and Ukrainian behind ! ? and
… alone. The label `marks_behind` says which. What a note's claim says stays the same.
"""

from __future__ import annotations

import re
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

Follows = Mapping[str, re.Pattern[str] | None]
"""What marks stand behind, by language; None where they stand behind nothing."""


def marks_behind_stops(language: str, stops: Mapping[str, str]) -> Rewrite | None:
    """What puts the marks of notes behind each stop that follows them; None if none does.

    `language` is that of the document, and `stops` has those of each language, by its tag.
    """
    follows = {tag: _follows(own) if own else None for tag, own in stops.items()}
    outer = follows[language]
    return (lambda run: _settled(run, outer, follows)) if any(follows.values()) else None


def _follows(stops: str) -> re.Pattern[str]:
    return re.compile(rf"[{re.escape(stops)}]+[”’“‘»]?(?![^\s”’“‘»)\]—–])")


def _settled(
    run: tuple[Inline, ...], own: re.Pattern[str] | None, follows: Follows
) -> tuple[Inline, ...]:
    if not marks_in(run):
        return run
    stretches = [(is_mark, list(one)) for is_mark, one in groupby(run, _is_note_mark)]
    found: list[Inline] = []
    for number, (is_mark, stretch) in enumerate(stretches):
        if own and is_mark and found and number + 1 < len(stretches):
            is_last = number + 2 == len(stretches)
            found += _stop_taken(stretches[number + 1][1], own, is_last=is_last)
        found += stretch if is_mark else [_settled_inside(one, own, follows) for one in stretch]
    return tuple(found)


def _is_note_mark(inline: Inline) -> bool:
    return isinstance(inline, NoteMark)


def _settled_inside(inline: Inline, own: re.Pattern[str] | None, follows: Follows) -> Inline:
    match inline:
        case Foreign(children, language):
            own = follows.get(language, own)
            return replace(inline, children=_settled(children, own, follows))
        case Enclosing(children):
            return replace(inline, children=_settled(children, own, follows))
        case _:
            return inline


def _stop_taken(
    following: list[Inline], follows: re.Pattern[str], *, is_last: bool
) -> Iterator[Text]:
    """Take the stop from the words behind a mark, unless it alone divides that from the next."""
    first = following[0]
    if not isinstance(first, Text) or first.field_name:
        return
    stop = follows.match(first.value)
    if stop is None or not (stop[0] != first.value or following[1:] or is_last):
        return
    left = _part(first, stop.end(), len(first.value))
    following[:1] = [left] if left.value else []
    yield _part(first, 0, stop.end())


def _part(whole: Text, start: int, end: int) -> Text:
    """Some characters of a text, with their place."""
    span = whole.span and place_in(whole.span, whole.value, start, end - start)
    return replace(whole, value=whole.value[start:end], span=span)
