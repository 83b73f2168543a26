"""The Word file of a house that Word files begin with: its styles, lists, heads and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

StyleKind = Literal["paragraph", "character", "table", "numbering"]


HeadKind = Literal["header", "footer"]
HeadPages = Literal["default", "first", "even"]


class BaseHead(Struct, frozen=True):
    """A header or footer of the house. A field of a brief stands in braces in it: {title}.

    `height` is how much room it takes, in points, about. `relations` are, by identifier, what kind
    each is of, where it leads, whether that is outside.
    """

    kind: HeadKind
    pages: HeadPages
    markup: str
    relations: Mapping[str, tuple[str, str, bool]]
    height: float = 0.0


PICTURE_TYPES: Mapping[str, str] = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
}
"""The content type of a picture in a Word file by its ending."""


def house_picture(target: str) -> str:
    """The name of a picture of a house's head in a Word file of ours, which has its own beside."""
    return f"house-{target.rpartition('/')[2]}"


class BaseStyle(Struct, frozen=True):
    """A style of the house, by the name that the file gives it."""

    kind: StyleKind
    name: str
    is_default: bool = False
    is_listed: bool = False  # a number or bullet of its own stands before it
    keeps_with_next: bool = False
    tabs: tuple[tuple[str, float], ...] = ()  # each an alignment, and its place in points


class WordBase(Struct, frozen=True):
    """What a Word file begins with, in the place of nothing.

    `worn` leads from a role to the style of the house that it wears, and `kept` are the roles of
    which the template leaves the look as the house has it. `numbers` are the lists and levels of
    the house that number headings, as far as the template leaves that, `letterhead` the tables of
    the theme (header, first_footer …) in whose place its headers and footers stand. `named` leads
    from the kind and the English name of a built-in style ("paragraph heading 1") to the style.
    With `is_moved`, titles have a style of their own there, and sections are its headings 1.
    `edges` are in points, as far as the template leaves them: top, bottom, header, footer. `markup`
    names what stands in its heads and styles, so that a reader of the file can tell it from what
    somebody has put there.
    """

    parts: Mapping[str, bytes]
    heads: tuple[BaseHead, ...]
    styles: Mapping[str, BaseStyle]
    named: Mapping[str, str]
    worn: Mapping[str, str]
    kept: frozenset[str]
    numbers: Mapping[str, tuple[int, int]]
    letterhead: frozenset[str]
    is_moved: bool
    colors: Mapping[str, str]
    fonts: Mapping[str, str]
    edges: Mapping[str, float]
    markup: tuple[str, ...] = ()

    @property
    def tells_even_pages(self) -> bool:
        """Whether even pages have headers or footers of their own."""
        return any(one.pages == "even" for one in self.heads)
