"""The numbers that an OpenDocument text prints before its paragraphs (OpenDocument 1.3, part 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field

from generator.opening.list_numbers import (
    ListPlace,
    as_int,
    ordinal,
    repeated_letter,
    roman,
    spreadsheet_letter,
)
from generator.opening.opendocument_styles import STYLE, TEXT
from generator.opening.xml_part import XmlElement

_LIBREOFFICE = (
    "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format"
)
OUTLINE = "\0outline"  # the style of headings, which has no name
_MOST_LEVELS = 10


class ListLevel(Struct, frozen=True):
    """How a level of a list is numbered. `pattern`, as in "%1%.%2%", is LibreOffice's own."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1  # how many levels: 2 in "3.1"
    start: int = 1
    synchronous: bool = False  # letters: aa, bb and not aa, ab
    pattern: str = ""


ListStyles = Mapping[str, Mapping[int, ListLevel]]


def numbered_styles(roots: Iterable[XmlElement]) -> ListStyles:
    """The styles of lists by name, that of headings under OUTLINE: levels count from 1."""
    found: dict[str, Mapping[int, ListLevel]] = {}
    for root in roots:
        for one in root.iter(f"{TEXT}list-style"):
            found[one.get(f"{STYLE}name", "")] = dict(map(_list_level, one))
        for one in root.iter(f"{TEXT}outline-style"):
            found[OUTLINE] = dict(map(_list_level, one))
    return found


def _list_level(element: XmlElement) -> tuple[int, ListLevel]:
    return as_int(element.get(f"{TEXT}level"), 1), ListLevel(
        form=element.get(f"{STYLE}num-format", ""),
        prefix=element.get(f"{STYLE}num-prefix", ""),
        suffix=element.get(f"{STYLE}num-suffix", ""),
        shown=min(as_int(element.get(f"{TEXT}display-levels"), 1), _MOST_LEVELS),
        start=as_int(element.get(f"{TEXT}start-value"), 1),
        synchronous=element.get(f"{STYLE}num-letter-sync") == "true",
        pattern=element.get(_LIBREOFFICE, ""),
    )


class NumberedLists(Struct):
    """How far each list has been counted: by level, from 1."""

    styles: ListStyles
    _by_name: dict[str, dict[int, int]] = field(default_factory=dict)
    _by_style: dict[str, dict[int, int]] = field(default_factory=dict)
    _headings: dict[int, int] = field(default_factory=dict)

    def begun(self, element: XmlElement, style: str) -> dict[int, int]:
        """The counters of a list that begins, or goes on with an earlier one (19.880, 19.881)."""
        counters: dict[int, int] = {}
        if earlier := element.get(f"{TEXT}continue-list"):
            counters = self._by_name.get(earlier, counters)
        elif element.get(f"{TEXT}continue-numbering") == "true":
            counters = self._by_style.get(style, counters)
        identifier = element.get("{http://www.w3.org/XML/1998/namespace}id", "")
        self._by_name[identifier] = self._by_style[style] = counters
        return counters

    def number_of_heading(self, element: XmlElement) -> str:
        """The number of the next paragraph by the outline, with a space; "" if it has none."""
        if element.tag != f"{TEXT}h" or element.get(f"{TEXT}is-list-header") == "true":
            return ""
        depth = as_int(element.get(f"{TEXT}outline-level"), 1)
        restarted = element.get(f"{TEXT}restart-numbering") == "true"
        start = as_int(element.get(f"{TEXT}start-value"), 1) if restarted else None
        return self.label(OUTLINE, depth, self._headings, start)

    def label(self, style: str, depth: int, counters: dict[int, int], start: int | None) -> str:
        """The number of the next item at a level, with a space; "" where it has none."""
        levels = self.styles.get(style, {})
        level = levels.get(depth, ListLevel())
        counted = counters.get(depth, level.start - 1) + 1
        counters[depth] = counted if start is None else start
        for deeper in [one for one in counters if one > depth]:
            del counters[deeper]
        if not level.form:
            return ""
        label = _pattern(level, depth, levels, counters).strip()
        return f"{label} " if label else ""


def _pattern(
    level: ListLevel, depth: int, levels: Mapping[int, ListLevel], counters: Mapping[int, int]
) -> str:
    def shown(at: int) -> str:
        of = levels.get(at, ListLevel())
        return _shown(counters.get(at, of.start), of) if of.form else ""

    if level.pattern:
        return re.sub(r"%([1-9]\d?)%", lambda found: shown(int(found[1])), level.pattern)
    numbers = [shown(at) for at in range(max(depth - level.shown + 1, 1), depth + 1)]
    return f"{level.prefix}{'.'.join(filter(None, numbers))}{level.suffix}"


def _shown(number: int, level: ListLevel) -> str:
    letters: Callable[[int], str] = repeated_letter if level.synchronous else spreadsheet_letter
    match level.form:
        case "i":
            return roman(number).lower()
        case "I":
            return roman(number)
        case "a":
            return letters(number).lower()
        case "A":
            return letters(number)
        case "1st":  # this and the next: LibreOffice's own
            return ordinal(number)
        case form if form.startswith("01"):
            return f"{number:02}"
        case _:
            return str(number)


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
