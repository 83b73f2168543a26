"""The lists of a house's file that its styles wear, and which of their levels show a mark.

LibreOffice gives headings a list whose levels show nothing: such headings have no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

from msgspec import Struct

from generator.houses.markup import copied
from generator.opening.list_numbers import as_int
from generator.opening.wordprocessing import W, value_of
from generator.opening.xml_part import XmlElement

FIRST_NUMBER = 20_001
"""The lists of a house are numbered from here on, above those of any brief; Word has 32,767."""

ListLevel = tuple[int, int]
"""The number of a list, and a level of it from 0."""


class HouseLists(Struct, frozen=True):
    """The clean numbering part, and the styles whose lists have the numbers of that part.

    `shown` are the levels at which something stands before a line: a number, or a bullet.
    """

    numbering: XmlElement
    styles: XmlElement
    shown: frozenset[ListLevel]


def read_lists(numbering: XmlElement | None, styles: XmlElement) -> HouseLists:
    """The lists that styles wear, under numbers that no list of ours has."""
    made, numbers = _clean_lists(
        numbering, (one.get(f"{W}val", "") for one in styles.iter(f"{W}numId"))
    )
    return HouseLists(made, _renumbered(styles, numbers), frozenset(_shown_levels(made)))


def list_level(element: XmlElement, before: ListLevel | None) -> ListLevel | None:
    """The list and level that `w:numPr` says over those of before; None where it ends a list."""
    number, level = before or (0, 0)
    number = as_int(value_of(element, "numId"), number)
    return (number, as_int(value_of(element, "ilvl"), level)) if number > 0 else None


def _renumbered(root: XmlElement, numbers: Mapping[str, str]) -> XmlElement:
    """A copy of styles whose lists have other numbers; unknown ones are none."""
    made = copied(root)
    for one in made.iter(f"{W}numId"):
        one.set(f"{W}val", numbers.get(one.get(f"{W}val", ""), "0"))
    return made


def _clean_lists(
    root: XmlElement | None, worn: Iterable[str]
) -> tuple[XmlElement, Mapping[str, str]]:
    """The lists that styles wear, and their new numbers by those of before."""
    numbering = ET.Element(f"{W}numbering")
    if root is None:
        return numbering, {}
    every = {one.get(f"{W}numId", ""): one for one in root.findall(f"{W}num")}
    abstract = {one.get(f"{W}abstractNumId", ""): one for one in root.findall(f"{W}abstractNum")}
    led = {
        key: definition
        for key in dict.fromkeys(worn)
        if key in every and (definition := value_of(every[key], "abstractNumId")) in abstract
    }
    numbers, definitions = (_counted(dict.fromkeys(keys)) for keys in (led, led.values()))
    numbering.extend(_definition_of(abstract[key], new) for key, new in definitions.items())
    numbering.extend(
        _instance_of(every[key], new, definitions[led[key]]) for key, new in numbers.items()
    )
    return numbering, numbers


def _counted(keys: Iterable[str]) -> dict[str, str]:
    return {key: str(place) for place, key in enumerate(keys, FIRST_NUMBER)}


def _definition_of(element: XmlElement, number: str) -> XmlElement:
    """A list without pictures as bullets, under another number."""
    made = copied(element)
    made.set(f"{W}abstractNumId", number)
    for level in made.iter(f"{W}lvl"):
        for picture in level.findall(f"{W}lvlPicBulletId"):
            level.remove(picture)
    return made


def _instance_of(element: XmlElement, number: str, definition: str) -> XmlElement:
    made = copied(element)
    made.set(f"{W}numId", number)
    for leads in made.findall(f"{W}abstractNumId"):
        leads.set(f"{W}val", definition)
    return made


_COUNT = re.compile(r"%(\d)")


def _shown_levels(numbering: XmlElement) -> Iterator[ListLevel]:
    """The levels of each list that show a number or a bullet (17.9.11)."""
    definitions = {
        one.get(f"{W}abstractNumId", ""): one for one in numbering.findall(f"{W}abstractNum")
    }
    linked = {value_of(one, "styleLink"): one for one in definitions.values()}
    for one in numbering.findall(f"{W}num"):
        said = definitions[value_of(one, "abstractNumId")]
        said = linked.get(value_of(said, "numStyleLink") or "-", said)
        own = one.findall(f"{W}lvlOverride/{W}lvl")
        levels = dict(map(_numbered_level, (*said.findall(f"{W}lvl"), *own)))
        number = as_int(one.get(f"{W}numId"), 0)
        yield from ((number, place) for place in levels if _shows_mark(place, levels))


def _numbered_level(element: XmlElement) -> tuple[int, XmlElement]:
    return as_int(element.get(f"{W}ilvl"), 0), element


def _shows_mark(place: int, levels: Mapping[int, XmlElement]) -> bool:
    def counted(found: re.Match[str]) -> str:
        level = levels.get(int(found[1]) - 1)
        return "" if level is None or value_of(level, "numFmt") == "none" else found[0]

    return bool(_COUNT.sub(counted, value_of(levels[place], "lvlText")).strip())
