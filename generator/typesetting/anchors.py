"""Where the anchors of a document lead: to what is read first at each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from generator.typesetting.placed import Content, PagePlace, StructureElement


def anchor_places(
    root: StructureElement, begun: Mapping[Content, PagePlace]
) -> dict[str, PagePlace]:
    """The place of each anchor, by where content begins on the pages.

    An anchor of what has no content leads to what is read next, the notes behind the body. Passed
    over are tables of contents, which only repeat what they lead to, and the numbers and bullets of
    lists and notes.
    """
    found: dict[str, PagePlace] = {}
    waiting: list[str] = []
    for one in _anchors_and_content(root):
        if isinstance(one, str):
            waiting.append(one)
        elif one in begun:
            for anchor in waiting:
                found.setdefault(anchor, begun[one])
            waiting.clear()
    return found


def _anchors_and_content(root: StructureElement) -> Iterator[str | Content]:
    notes = [root]
    for element in notes:  # which grow while the body is read
        yield from _met(element, notes, passed={"TOC", "Lbl"})


def _met(
    element: StructureElement, notes: list[StructureElement], passed: AbstractSet[str]
) -> Iterator[str | Content]:
    """What is read in an element before the notes in it, which are added to `notes`."""
    yield from element.anchors
    if element.kind == "L":  # the labels of one without numbering are terms
        passed = {"TOC"} if element.numbering == "None" else {"TOC", "Lbl"}
    for kid in element.kids:
        if isinstance(kid, Content):
            yield kid
        elif kid.kind == "Note":
            notes.append(kid)
        elif kid.kind not in passed:
            yield from _met(kid, notes, passed)
