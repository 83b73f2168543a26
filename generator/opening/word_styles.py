"""The styles of a Word file: what its paragraphs say that they are (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.opening.list_numbers import as_int
from generator.opening.wordprocessing import W, toggle_of, value_of
from generator.opening.xml_part import XmlElement

_LEVELS = frozenset("123456789")
_BODY_LEVEL = 9  # 17.3.1.20: the outline level of what is no heading


class WrittenStyle(Struct, frozen=True):
    """A style by itself, without what it takes from the one that it is based on."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    number_id: str = ""
    depth: int | None = None
    hidden: bool | None = None
    bold: bool | None = None
    italic: bool | None = None
    shift: str | None = None  # raised or lowered


class WordStyles(Struct, frozen=True):
    """The styles by their identifiers; a built-in one has its English name everywhere."""

    styles: Mapping[str, WrittenStyle]

    def chain(self, identifier: str) -> Iterator[tuple[str, WrittenStyle]]:
        """A style and those that it is based on, each once."""
        seen: set[str] = set()
        while identifier in self.styles and identifier not in seen:
            seen.add(identifier)
            yield identifier, self.styles[identifier]
            identifier = self.styles[identifier].based_on

    def names(self, identifier: str) -> tuple[str, ...]:
        """The names of a style and of those that it is based on, its own first."""
        return tuple(style.name for _, style in self.chain(identifier))

    def heading_level(self, identifier: str) -> int:
        """The level from 1 of the headings that a style is for; 0 if for none."""
        for _, style in self.chain(identifier):
            depth = style.name.removeprefix("heading ")
            if depth != style.name and depth in _LEVELS:
                return int(depth)
            if style.outline is not None:
                return style.outline + 1 if 0 <= style.outline < _BODY_LEVEL else 0
        return 0

    def is_hidden(self, identifier: str) -> bool | None:
        """Whether a style hides its words; None where it says nothing."""
        said = (style.hidden for _, style in self.chain(identifier))
        return next((one for one in said if one is not None), None)

    def is_bold(self, identifier: str) -> bool | None:
        """Whether a style makes its words bold; None where it says nothing."""
        said = (style.bold for _, style in self.chain(identifier))
        return next((one for one in said if one is not None), None)

    def is_italic(self, identifier: str) -> bool | None:
        """Whether a style makes its words italic; None where it says nothing."""
        said = (style.italic for _, style in self.chain(identifier))
        return next((one for one in said if one is not None), None)

    def shift_of(self, identifier: str) -> str:
        """How a style shifts its words: "superscript", "subscript" or ""."""
        said = (style.shift for _, style in self.chain(identifier))
        return next((one for one in said if one is not None), "")

    def list_of(self, identifier: str) -> tuple[str, int | None, str]:
        """The list of a style, its level if it is said, and the style that says it."""
        depth = None
        for owner, style in self.chain(identifier):
            depth = style.depth if depth is None else depth
            if style.number_id:
                return style.number_id, depth, owner
        return "", depth, ""

    @property
    def lists(self) -> Mapping[str, str]:
        """The list of each style that has one of its own."""
        return {key: style.number_id for key, style in self.styles.items() if style.number_id}


def word_styles(root: XmlElement | None) -> WordStyles:
    """The styles of a Word file, from its part."""
    found = () if root is None else root.iter(f"{W}style")
    return WordStyles({one.get(f"{W}styleId", ""): _style(one) for one in found})


def _style(element: XmlElement) -> WrittenStyle:
    letters = element.find(f"{W}rPr")
    outline = element.find(f"{W}pPr/{W}outlineLvl")
    numbered = element.find(f"{W}pPr/{W}numPr")
    level = "" if numbered is None else value_of(numbered, "ilvl")
    return WrittenStyle(
        name=value_of(element, "name").casefold(),
        based_on=value_of(element, "basedOn"),
        outline=None if outline is None else as_int(outline.get(f"{W}val"), _BODY_LEVEL),
        number_id="" if numbered is None else value_of(numbered, "numId"),
        depth=as_int(level, 0) if level else None,
        hidden=toggle_of(letters, "vanish"),
        bold=toggle_of(letters, "b"),
        italic=toggle_of(letters, "i"),
        shift=None if letters is None else value_of(letters, "vertAlign") or None,
    )
