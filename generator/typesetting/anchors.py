"""Where the anchors of a document lead: to what is read first at each of them."""

from __future__ import annotations

from collections.abc import Mapping
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
        elif waiting and one in begun:
            for anchor in waiting:
                found.setdefault(anchor, begun[one])
            waiting.clear()
    return found


def _anchors_and_content(root: StructureElement) -> list[str | Content]:
    met: list[str | Content] = []
    notes = [root]
    for element in notes:  # which grow while the body is read
        _meet(element, met, notes, passed=_REPEATED)
    return met


_REPEATED = frozenset(("TOC", "Lbl"))


def _meet(
    element: StructureElement,
    met: list[str | Content],
    notes: list[StructureElement],
    passed: AbstractSet[str],
) -> None:
    """Add what is read in an element before the notes in it, which are added to `notes`."""
    met += element.anchors
    if element.kind == "L":  # the labels of one without numbering are terms
        passed = _REPEATED - {"Lbl"} if element.numbering == "None" else _REPEATED
    for kid in element.kids:
        if isinstance(kid, Content):
            met.append(kid)
        elif kid.kind == "Note":
            notes.append(kid)
        elif kid.kind not in passed:
            _meet(kid, met, notes, passed)
