"""Where the words of a document lead: to an address, or to another place of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from urllib.parse import quote

from msgspec import Struct

from generator.document import (
    Block,
    Changed,
    CrossReference,
    Enclosing,
    Heading,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Paragraph,
    SourceWords,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from generator.document.shifts import lowered, raised
from generator.document.walking import plain_text
from generator.language.visible import says_words, words_of
from generator.manifest.passages import Passage


class SaidLink(Struct, frozen=True):
    """Words that lead somewhere: to an address, or to an anchor of the document behind a `#`."""

    words: str
    target: str


def links_of(passage: Passage, anchors: Mapping[str, int]) -> Iterator[SaidLink]:
    """The links of a passage of a document in reading order, without the marks of notes.

    A link without words leads nobody on, nor does one to an anchor that the document does not have.
    Those that lead to one place are one if no words part them: no file tells them apart.
    """
    led_words = _led_words(passage.nodes)
    if not any(goal for _, goal in led_words):
        return  # as most do
    said, target, between = "", "", ""
    for words, goal in (*led_words, _BEHIND):
        led = goal if not goal.startswith("#") or goal[1:] in anchors else ""
        if not (led or target):
            continue
        if led == target:
            said, between = said + between + words, ""
        elif not says_words(words):
            between += words
        else:
            if target and (own := _joined_words(said)):
                yield SaidLink(own, target)
            said, target, between = words, led, ""


@lru_cache(maxsize=512)  # most are the number of a note or of a paragraph
def _joined_words(text: str) -> str:
    return " ".join(words_of(text))


_BEHIND = ("no words of the passage, nor a link", "")


def _led_words(nodes: Iterable[Block | Inline]) -> list[tuple[str, str]]:
    """The words of nodes, the number of a note for its mark, and where they lead if anywhere."""
    found: list[tuple[str, str]] = []
    for node in nodes:
        match node:
            case Text(value):
                found.append((value, ""))
            case Link(children, target):
                goal = target if target.startswith("#") else canonical_address(target)
                found.append((plain_text(children), goal))
            case NoteMark(number):
                found.append((str(number), ""))
            case Paragraph(children) | Heading(children=children) | SourceWords(children):
                found += _led_words(children)
            case CrossReference(label, target):
                found.append((label, f"#{target}"))
            case Superscript(children):
                found += ((raised(words), goal) for words, goal in _led_words(children))
            case Subscript(children):
                found += ((lowered(words), goal) for words, goal in _led_words(children))
            case Enclosing() if not _leads_nowhere(node):
                found += _led_words(node.children)
            case LineBreak() | Enclosing():
                found.append((plain_text((node,)), ""))
            case _:
                continue
    return found


def _leads_nowhere(inline: Enclosing) -> bool:
    """Whether the words of a node lead nowhere, whatever is in it: those of a chip, or gone."""
    match inline:
        case Strong(role=role):
            return bool(role)
        case Changed(how=how):
            return how == "deleted"
        case _:
            return False


_NO_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")


@lru_cache(maxsize=256)  # briefs of one house lead to the same pages
def canonical_address(address: str) -> str:
    """One spelling of an address, whatever program has written it (RFC 3986, 2.1 and 6.2.2.1)."""
    before, sign, fragment = _NO_ESCAPE.sub("%25", address.strip()).partition("#")
    parts = (quote(part, safe="%:/?@!$&'()*+,;=~", errors="replace") for part in (before, fragment))
    return _ESCAPE.sub(lambda found: found[0].upper(), sign.join(parts))


def anchors_of(
    body: Iterable[Passage], notes: Iterable[tuple[str, Sequence[Passage]]]
) -> dict[str, int]:
    """The passage that each anchor leads to: its place in the body, or behind it in the notes.

    Given are all passages, those of each note with the note's anchor. Places count from 0 and
    those alone that say something. Where the anchor's own passage says nothing, it leads to the
    next one.
    """
    found: dict[str, int] = {}
    waiting: list[str] = []
    place = 0
    own = (("", passage) for passage in body)
    said = (("" if at else anchor, one) for anchor, each in notes for at, one in enumerate(each))
    for anchor, passage in chain(own, said):
        marks = _mark_anchors(passage.nodes) if passage.has_marks else ()
        waiting += filter(None, (anchor, passage.anchor, *marks))
        if passage.is_said:
            found |= dict.fromkeys((one for one in waiting if one not in found), place)
            waiting.clear()
            place += 1
    return found


def _mark_anchors(nodes: Iterable[Block | Inline]) -> list[str]:
    found: list[str] = []
    for node in nodes:
        match node:
            case Text():
                continue
            case NoteMark(anchor=anchor):
                found.append(anchor)
            case Paragraph() | Heading() | Enclosing():
                found += _mark_anchors(node.children)
            case _:
                continue
    return found
