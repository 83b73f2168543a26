"""Where the words of a document lead: to an address, or to another place of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from msgspec import Struct

from generator.document import (
    Block,
    CrossReference,
    Document,
    Enclosing,
    Heading,
    Inline,
    Link,
    NoteMark,
    Paragraph,
    Strong,
)
from generator.document.walking import plain_text
from generator.language.visible import words_of
from generator.manifest.passages import Passage, all_passages


class SaidLink(Struct, frozen=True):
    """Words that lead somewhere: to an address, or to an anchor of the document behind a `#`."""

    words: str
    target: str


def links_of(passage: Passage, anchors: Mapping[str, int]) -> Iterator[SaidLink]:
    """The links of a passage of a document in reading order, without the marks of notes.

    A link without words leads nobody on, nor does one to an anchor that the document does not have.
    """
    for link in _node_links(passage.nodes):
        inner = link.target.startswith("#")
        leads = link.target[1:] in anchors if inner else bool(link.target)
        if leads and words_of(link.words):
            yield link


def _node_links(nodes: Iterable[Block | Inline]) -> Iterator[SaidLink]:
    for node in nodes:
        match node:
            case Link(children, target):
                goal = target if target.startswith("#") else canonical_address(target)
                yield SaidLink(" ".join(words_of(plain_text(children))), goal)
            case CrossReference(label, target):
                yield SaidLink(" ".join(words_of(label)), f"#{target}")
            case Strong(role=role) if role:
                continue  # the words of a chip lead nowhere
            case Heading() | Paragraph() | Enclosing():
                yield from _node_links(node.children)
            case _:
                continue


_NO_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")


def canonical_address(address: str) -> str:
    """One spelling of an address, whatever program has written it (RFC 3986, 2.1 and 6.2.2.1)."""
    before, sign, fragment = _NO_ESCAPE.sub("%25", address.strip()).partition("#")
    parts = (quote(part, safe="%:/?@!$&'()*+,;=~", errors="replace") for part in (before, fragment))
    return _ESCAPE.sub(lambda found: found[0].upper(), sign.join(parts))


def anchors_of(document: Document) -> dict[str, int]:
    """The passage that each anchor leads to: its place in the body, or behind it in the notes.

    From 0, as in `body_passages` and then `note_passages` of each note. Where the anchor's own
    passage says nothing, that is the next one.
    """
    found: dict[str, int] = {}
    waiting: list[str] = []
    place = 0
    for anchor, passage in _anchored_passages(document):
        waiting += filter(None, (anchor, passage.anchor, *_mark_anchors(passage.nodes)))
        if passage.is_said:
            found |= dict.fromkeys((one for one in waiting if one not in found), place)
            waiting.clear()
            place += 1
    return found


def _anchored_passages(document: Document) -> Iterator[tuple[str, Passage]]:
    """Every passage, said or not; with the first of a note, the note's anchor."""
    for block in document.blocks:
        yield from (("", passage) for passage in all_passages(block))
    for note in document.notes:
        anchor = note.anchor
        for block in note.blocks:
            for passage in all_passages(block):
                yield anchor, passage
                anchor = ""


def _mark_anchors(nodes: Iterable[Block | Inline]) -> Iterator[str]:
    for node in nodes:
        match node:
            case NoteMark(anchor=anchor):
                yield anchor
            case Heading() | Paragraph() | Enclosing():
                yield from _mark_anchors(node.children)
            case _:
                continue
