"""The numbers that Word prints before paragraphs: they stand nowhere in its words, only as rules.

ISO/IEC 29500-1, 17.9.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec import Struct, field

from generator.opening.list_numbers import as_int, ordinal, repeated_letter, roman
from generator.opening.word_styles import WordStyles
from generator.opening.wordprocessing import W, is_on, value_of
from generator.opening.xml_part import XmlElement

_NO_LIST = "0"  # 17.9.18: a numId that takes a paragraph out of the list of its style
_DEEPEST_LEVEL = 8


class Level(Struct, frozen=True):
    """How a level of a list is numbered."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None  # behind which level, from 1; 0 is never, None behind any higher one
    legal: bool = False  # every number in figures
    space: str = " "
    style: str = ""  # the style of paragraphs that are at this level


Levels = Mapping[int, Level]


class WordNumbering(Struct):
    """The lists of a Word file, and how far each has been counted.

    Lists that share an abstract one go on counting together.
    """

    abstract: dict[str, Levels]
    lists: dict[str, tuple[str, Levels, dict[int, int]]]  # abstract, own levels, where to restart
    _counted: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, number_id: str, style: str) -> int | None:
        """The level of a list that a style of paragraphs stands for; None where it is none's."""
        levels = self._levels(number_id)
        return next((depth for depth, one in levels.items() if one.style == style), None)

    def next_label(self, number_id: str, depth: int) -> str:
        """The number of the next paragraph at a level, with what stands behind it; "" for none."""
        levels = self._levels(number_id)
        depth = min(max(depth, 0), _DEEPEST_LEVEL)
        level = levels.get(depth)
        if level is None:
            return ""
        abstract, _, restarts = self.lists[number_id]
        counted = self._counted.setdefault(abstract, {})
        if depth in restarts and (number_id, depth) not in self._begun:
            counted[depth] = restarts[depth]
        else:
            counted[depth] = counted.get(depth, level.start - 1) + 1
        self._begun.add((number_id, depth))
        _restart_below(depth, counted, levels)
        label = "" if level.form in _SILENT_FORMS else _label(level, levels, counted)
        return f"{label}{level.space}" if label else ""

    def is_counted(self, number_id: str, depth: int) -> bool:
        """Whether a level of a list has numbers or letters, and no bullets."""
        level = self._levels(number_id).get(depth)
        return level is not None and level.form not in _SILENT_FORMS

    def _levels(self, number_id: str) -> Levels:
        if number_id == _NO_LIST or number_id not in self.lists:
            return {}
        abstract, own, _ = self.lists[number_id]
        return {**self.abstract.get(abstract, {}), **own}


def list_of_paragraph(
    styles: WordStyles, numbering: WordNumbering, style: str, properties: XmlElement | None
) -> tuple[str, int]:
    """The list of a paragraph, by its style and by itself, and its level; no list is ""."""
    number_id, depth, owner = styles.list_of(style)
    linked = numbering.level_of_style(number_id, owner)  # 17.9.23: before the style's own
    depth = (depth or 0) if linked is None else linked
    own = None if properties is None else properties.find(f"{W}numPr")
    if own is not None:
        number_id = value_of(own, "numId") or number_id
        depth = as_int(value_of(own, "ilvl"), depth)
    return "" if number_id == _NO_LIST else number_id, depth


def _restart_below(depth: int, counted: dict[int, int], levels: Levels) -> None:
    for below in [one for one in counted if one > depth]:
        level = levels.get(below)
        restart = level.restart if level else None
        if restart is None or (restart and depth < restart):
            del counted[below]


def _label(level: Level, levels: Levels, counted: Mapping[int, int]) -> str:
    def shown(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        of = levels.get(depth, Level())
        form = "decimal" if level.legal else of.form
        return _shown_number(counted.get(depth, of.start), form)

    return re.sub(r"%([1-9])", shown, level.pattern).strip()


# --- how numbers are written ----------------------------------------------------------------


def _shown_number(number: int, form: str) -> str:
    """A number in one of the formats of ISO/IEC 29500-1, 17.18.59; in figures in one not known."""
    return _FORMS[form](number) if form in _FORMS else str(number)


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


_SILENT_FORMS = frozenset({"bullet", "none"})
_FORMS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": repeated_letter,
    "lowerLetter": lambda number: repeated_letter(number).lower(),
    "decimalZero": lambda number: f"{number:02}",
    "ordinal": ordinal,
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _circled,
    "bullet": lambda _: "",
    "none": lambda _: "",
}


# --- reading --------------------------------------------------------------------------------


def word_numbering(root: XmlElement | None, styles: Mapping[str, str]) -> WordNumbering:
    """The lists of a Word file, from its part; `styles` has the list of each style of lists."""
    if root is None:
        return WordNumbering({}, {})
    abstract: dict[str, Levels] = {}
    linked: dict[str, str] = {}
    for one in root.iter(f"{W}abstractNum"):
        identifier = one.get(f"{W}abstractNumId", "")
        abstract[identifier] = dict(_read_level(level) for level in one.iter(f"{W}lvl"))
        if link := value_of(one, "numStyleLink"):
            linked[identifier] = link
    lists = {one.get(f"{W}numId", ""): _read_list(one) for one in root.iter(f"{W}num")}
    for identifier, style in linked.items():  # 17.9.21: the levels lie with the style's own list
        target = lists.get(styles.get(style, ""))
        if target:
            abstract[identifier] = abstract.get(target[0], {})
    return WordNumbering(abstract, lists)


def _read_list(element: XmlElement) -> tuple[str, Levels, dict[int, int]]:
    own, restarts = dict[int, Level](), dict[int, int]()
    for override in element.iter(f"{W}lvlOverride"):
        depth = as_int(override.get(f"{W}ilvl"), 0)
        own.update(_read_level(level) for level in override.iter(f"{W}lvl"))
        if start := value_of(override, "startOverride"):
            restarts[depth] = as_int(start, 1)
    return value_of(element, "abstractNumId"), own, restarts


def _read_level(element: XmlElement) -> tuple[int, Level]:
    # Word 2010 and later write a form of their own beside one that others know: the last.
    forms = [one.get(f"{W}val", "") for one in element.iter(f"{W}numFmt")]
    restart = value_of(element, "lvlRestart")
    return as_int(element.get(f"{W}ilvl"), 0), Level(
        form=forms[-1] if forms else "decimal",
        pattern=value_of(element, "lvlText"),
        start=as_int(value_of(element, "start"), 0),
        restart=as_int(restart, 0) if restart else None,
        legal=is_on(element.find(f"{W}isLgl")),
        space="" if value_of(element, "suff") == "nothing" else " ",
        style=value_of(element, "pStyle"),
    )
