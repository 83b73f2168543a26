"""The styles of a Word file and how each looks, all that it is based on resolved (17.7.2)."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, get_args

from msgspec.structs import asdict, replace

from generator.houses.colors import HouseColors
from generator.houses.house import HouseLine, HouseLook, HouseStyle
from generator.houses.lists import HouseLists, list_level
from generator.houses.names import english_name, english_name_of_id
from generator.opening.list_numbers import as_int
from generator.opening.wordprocessing import W, based_on, is_on, value_of
from generator.opening.xml_part import XmlElement
from generator.theme.word_base import StyleKind

_AUTO = 240  # of a single line, in which multiples are counted (17.3.1.33)
_MOST = 1584  # points: 22 inches


class HouseStyles:
    """The styles of a file by identifier, each resolved when it is first asked for.

    Of two that a name may mean, the one that the file's own text wears is meant.
    """

    def __init__(self, lists: HouseLists, palette: HouseColors, worn: Container[str]) -> None:
        root = lists.styles
        self.palette, self._worn, self._lists = palette, worn, lists
        self.elements = {one.get(f"{W}styleId", ""): one for one in root.iter(f"{W}style")}
        self._defaults = root.find(f"{W}docDefaults")
        self._looks: dict[str, HouseLook] = {}
        self.named = dict(self._read_names())

    def _read_names(self) -> Iterator[tuple[str, str]]:
        """Each kind and built-in name in English, and the style that has it: by name, alias, id."""
        found: dict[tuple[str, str], str] = {}
        worn_first = sorted(self.elements.items(), key=lambda one: one[0] not in self._worn)
        for names_of in _NAMES:
            for id_, element in worn_first:
                for name in filter(None, names_of(element)):
                    found.setdefault((_kind_of_style(element), name), id_)
        for (kind, name), id_ in found.items():
            linked = value_of(self.elements[id_], "link")
            if kind == "character" and linked in self.elements:
                yield f"paragraph {name}", found.get(("paragraph", name), linked)
            yield f"{kind} {name}", id_

    def all(self) -> Mapping[str, HouseStyle]:
        """Every style, by its identifier."""
        return {
            id_: HouseStyle(
                id_,
                value_of(element, "name"),
                _kind_of_style(element),
                self.look(id_),
                _is_on_value(element, "default"),
            )
            for id_, element in self.elements.items()
        }

    def look(self, id_: str) -> HouseLook:
        """How a style looks; a ring of styles ends where it meets itself."""
        if id_ not in self._looks:
            look = self.default_look()
            for element in reversed(list(based_on(self.elements, id_))):
                look = self.laid_over(look, element.find(f"{W}rPr"), element.find(f"{W}pPr"))
            is_shown = look.numbering in self._lists.shown
            self._looks[id_] = look if is_shown else replace(look, numbering=None)
        return self._looks[id_]

    def default_look(self) -> HouseLook:
        """What the document defaults say; Word takes 10 points where they say nothing."""
        look = HouseLook(size=10.0, before=0.0, after=0.0)
        if self._defaults is None:
            return look
        letters = self._defaults.find(f"{W}rPrDefault/{W}rPr")
        return self.laid_over(look, letters, self._defaults.find(f"{W}pPrDefault/{W}pPr"))

    def laid_over(
        self, look: HouseLook, letters: XmlElement | None, paragraph: XmlElement | None
    ) -> HouseLook:
        """A look with what run and paragraph properties say over it."""
        said: dict[str, Any] = {}
        for element in chain(*(one for one in (letters, paragraph) if one is not None)):
            read = _READ.get(element.tag)
            if read:
                said |= read(element, self.palette)
            elif element.tag == f"{W}tabs":
                said["tabs"] = _tabs_over(look.tabs, element)
            elif element.tag == f"{W}numPr":
                said["numbering"] = list_level(element, look.numbering)
        return replace(look, **said) if said else look


def differing(look: HouseLook, other: HouseLook) -> Mapping[str, Any]:
    """What one look says otherwise than another."""
    before = asdict(other)
    return {name: value for name, value in asdict(look).items() if value != before[name]}


def _kind_of_style(element: XmlElement) -> StyleKind:
    said = element.get(f"{W}type", "paragraph")
    return next((kind for kind in get_args(StyleKind) if kind == said), "paragraph")


_NAMES: tuple[Callable[[XmlElement], Iterable[str | None]], ...] = (
    lambda element: [english_name(value_of(element, "name"))],
    lambda element: map(english_name, value_of(element, "aliases").split(",")),
    lambda element: [english_name_of_id(element.get(f"{W}styleId", ""))],
)
"""The names of a style in English, None for one that Word does not know; the surest first."""


# --- properties ---------------------------------------------------------------------------

_Said = Mapping[str, Any]


def twentieths(element: XmlElement, name: str) -> float | None:
    """A length of an element in points; None if it says none."""
    said = element.get(f"{W}{name}")
    if said is None:
        return None
    points = as_int(said.partition(".")[0], 0) / 20
    return max(-_MOST, min(_MOST, points))


def line_of(element: XmlElement | None, palette: HouseColors) -> HouseLine | None:
    """A border as a line; one that is not drawn has no weight."""
    if element is None:
        return None
    if element.get(f"{W}val", "none") in ("nil", "none"):
        return HouseLine(0.0, "#000000")
    weight = min(12.0, as_int(element.get(f"{W}sz"), 4) / 8)
    gap = float(min(31, max(0, as_int(element.get(f"{W}space"), 0))))
    return HouseLine(weight, palette.color(element) or "#000000", gap)


def _toggle(name: str) -> Callable[[XmlElement, HouseColors], _Said]:
    return lambda element, _: {name: is_on(element)}


def _font(element: XmlElement, palette: HouseColors) -> _Said:
    family = palette.font(element)
    return {"font": family} if family else {}


def _type_size(element: XmlElement, _: HouseColors) -> _Said:
    size = as_int(element.get(f"{W}val"), 0) / 2
    return {"size": size} if size > 0 else {}


def _spacing_said(element: XmlElement, _: HouseColors) -> _Said:
    """Between letters, or above, below and from line to line: both elements have this name."""
    if element.get(f"{W}val") is not None:
        return {"tracking": twentieths(element, "val")}
    said: dict[str, Any] = {}
    for name in ("before", "after"):
        if (length := twentieths(element, name)) is not None:
            said[name] = 14.0 if _is_on_value(element, f"{name}Autospacing") else max(0.0, length)
    line = as_int(element.get(f"{W}line"), 0)
    if line > 0:
        rule = element.get(f"{W}lineRule", "auto")
        if rule in ("exact", "atLeast"):
            said["line"] = (rule, line / 20)
        else:
            said["line"] = ("auto", line / _AUTO)
    return said


def _is_on_value(element: XmlElement, name: str) -> bool:
    """Whether an attribute that is on or off is there and on."""
    return element.get(f"{W}{name}", "0") in ("1", "true", "on")


_JUSTIFIED = {
    "both": "justify",
    "distribute": "justify",
    "center": "center",
    "left": "left",
    "start": "left",
    "right": "right",
    "end": "right",
}


def _alignment(element: XmlElement, _: HouseColors) -> _Said:
    align = _JUSTIFIED.get(element.get(f"{W}val", ""))
    return {"align": align} if align else {}


_SIDES = {"left": "left", "start": "left", "right": "right", "end": "right", "firstLine": "first"}


def _indent(element: XmlElement, _: HouseColors) -> _Said:
    said: dict[str, Any] = {}
    for attribute, name in _SIDES.items():
        if (length := twentieths(element, attribute)) is not None:
            said[name] = length
    if (hanging := twentieths(element, "hanging")) is not None:
        said["first"] = -hanging
    return said


def _tabs_over(before: tuple[tuple[str, float], ...], element: XmlElement) -> Any:
    """The tab stops of a style over those of the one that it is based on (17.3.1.38)."""
    stops = {place: kind for kind, place in before}
    for tab in element.iterfind(f"{W}tab"):
        place = twentieths(tab, "pos") or 0.0
        stops.pop(place, None)
        if tab.get(f"{W}val") != "clear":
            stops[place] = tab.get(f"{W}val", "left")
    return tuple((kind, place) for place, kind in sorted(stops.items()))


def _borders(element: XmlElement, palette: HouseColors) -> _Said:
    found = ((name, line_of(element.find(f"{W}{side}"), palette)) for side, name in _EDGES.items())
    return {name: line for name, line in found if line}


_EDGES = {
    "top": "above",
    "bottom": "below",
    **dict.fromkeys(("right", "end", "left", "start"), "beside"),
}


def _capitals(kind: str) -> Callable[[XmlElement, HouseColors], _Said]:
    return lambda element, _: {"caps": kind if is_on(element) else "none"}


_READ: Mapping[str, Callable[[XmlElement, HouseColors], _Said]] = {
    f"{W}{name}": read
    for name, read in {
        "rFonts": _font,
        "sz": _type_size,
        "b": _toggle("bold"),
        "i": _toggle("italic"),
        "u": lambda element, _: {"underline": element.get(f"{W}val", "single") != "none"},
        "caps": _capitals("all"),
        "smallCaps": _capitals("small"),
        "color": lambda element, palette: {"color": palette.color(element, "val")},
        "shd": lambda element, palette: {"ground": palette.color(element, "fill")},
        "vanish": _toggle("is_hidden"),
        "spacing": _spacing_said,
        "jc": _alignment,
        "ind": _indent,
        "keepNext": _toggle("keep_with_next"),
        "keepLines": _toggle("keep_together"),
        **dict.fromkeys(("pBdr", "tcBorders"), _borders),
    }.items()
}
