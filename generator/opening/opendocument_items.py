"""Where in the lists of an OpenDocument text a walk stands."""

from __future__ import annotations

from msgspec import Struct, field

from generator.opening.list_numbers import ListPlace, as_int
from generator.opening.opendocument_lists import NumberedLists
from generator.opening.opendocument_styles import TEXT
from generator.opening.xml_part import XmlElement


class _ListInReading(Struct):
    """A list: its style, its level from 1, how far it has been counted, its present item."""

    name: str
    style: str
    depth: int
    counters: dict[int, int]
    item_style: str = ""
    begins: bool = False
    start: int | None = None


class ListsInReading(Struct):
    """The lists that are open in a story, each inside an item of the one before it."""

    lists: NumberedLists
    _open: list[_ListInReading] = field(default_factory=list)
    _names: dict[int, str] = field(default_factory=dict)  # by their counters
    _aside: list[list[_ListInReading]] = field(default_factory=list)

    def begin(self, element: XmlElement) -> None:
        outer = self._open[-1] if self._open else None
        inherited = (outer.item_style or outer.style) if outer else ""
        style = element.get(f"{TEXT}style-name") or inherited
        counters = outer.counters if outer else self.lists.begun(element, style)
        name = self._names.setdefault(id(counters), f"{style}-{len(self._names)}")
        self._open.append(_ListInReading(name, style, outer.depth + 1 if outer else 1, counters))

    def end(self) -> None:
        self._open.pop()

    def begin_item(self, item: XmlElement) -> None:
        """Begin an item of the innermost list, or its header, which has no number."""
        own = self._open[-1]
        own.begins = item.tag == f"{TEXT}list-item"
        start = item.get(f"{TEXT}start-value")
        own.start = as_int(start, 1) if start else None
        own.item_style = item.get(f"{TEXT}style-override", "")

    def set_aside(self) -> None:
        """Leave all lists for a table or a text box that stands in them."""
        self._aside.append(self._open)
        self._open = []

    def take_up(self) -> None:
        """Go on in them."""
        self._open = self._aside.pop()

    def next_place(self) -> ListPlace | None:
        """Where the next paragraph stands; it is counted."""
        if not self._open:
            return None
        own = self._open[-1]
        style = own.item_style or own.style
        level = self.lists.styles.get(style, {}).get(own.depth)
        label, goes_on = "", not own.begins
        if own.begins:
            label = self.lists.label(style, own.depth, own.counters, own.start).rstrip()
        own.begins = False
        return ListPlace(own.name, own.depth - 1, bool(level and level.form), label, goes_on)
