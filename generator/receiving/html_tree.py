"""The elements around a place of a web page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from generator.seeds.readers.html_nesting import PageElement

TABLES, ROWS, CELLS = frozenset({"table"}), frozenset({"tr"}), frozenset({"td", "th"})
ITEMS, LISTS = frozenset({"li"}), frozenset({"ul", "ol", "menu"})


def elements_around(
    elements: Sequence[PageElement], number: int
) -> Iterator[tuple[int, PageElement]]:
    """An element and those that it stands in, with their numbers, the innermost first."""
    while number >= 0:
        element = elements[number]
        yield number, element
        number = element.parent


def nearest_around(elements: Sequence[PageElement], number: int, tags: Collection[str]) -> int:
    """The number of the innermost element with one of these tags, or -1."""
    return next((at for at, one in elements_around(elements, number) if one.tag in tags), -1)
