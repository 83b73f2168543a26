"""Which style of a house's file each of our roles takes its look from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.document.colors import WHITE, contrast
from generator.houses.house import House, HouseStyle

_SEEN = 1.5  # the contrast to white below which words were meant for another ground

# Of each role the built-in styles, the first that the file has.
_PARAGRAPHS: Mapping[str, tuple[str, ...]] = {
    "body": ("body text", "normal"),
    "subtitle": ("subtitle",),
    "quotation": ("quote", "block text"),
    "caption": ("caption",),
    "note": ("footnote text",),
    "header": ("header",),
    "footer": ("footer",),
    "contents-title": ("toc heading",),
}
_CHARACTERS: Mapping[str, tuple[str, ...]] = {
    "link": ("hyperlink",),
    "note-mark": ("footnote reference",),
}
SECTIONS = ("heading2", "heading3", "heading4")
"""The roles of headings that numbers may stand before."""

_HEADINGS = ("heading1", *SECTIONS)


def is_titled(house: House) -> bool:
    """Whether titles are no headings 1 there, so that sections are: by a style, or by numbers."""
    first = house.style("paragraph", "heading 1")
    numbered = first is not None and first.look.numbering is not None
    return numbered or house.style("paragraph", "title") is not None


def _is_seen(style: HouseStyle) -> bool:
    """Whether words in a style can be seen on paper: some are hidden, or white for a cover."""
    look = style.look
    shown = look.color is None or contrast(look.color, look.ground or WHITE) >= _SEEN
    return shown and not look.is_hidden


def _heading_names(house: House) -> Mapping[str, str]:
    """The built-in style of each of our headings; where titles are headings 1, none is moved."""
    titled = is_titled(house)
    names = ("title", *(f"heading {level}" for level in range(1, 5)))
    return dict(zip(_HEADINGS, names if titled else names[1:], strict=False))


def numbered_headings(house: House) -> Mapping[str, tuple[int, int]]:
    """The list and level of the house that number our headings of sections, as far as any does.

    A heading that the house has no style for goes on in the list of those above it.
    """
    worn = worn_styles(house)
    found: dict[str, tuple[int, int]] = {}
    level: tuple[int, int] | None = None
    for role in SECTIONS:
        if role in worn:
            level = worn[role].look.numbering
        elif level is not None:
            level = (level[0], level[1] + 1)
        if level is not None and level in house.shown_levels:
            found[role] = level
    return found


def worn_styles(house: House) -> Mapping[str, HouseStyle]:
    """The style of the house for each role that it has one for."""
    return dict(_found_styles(house))


def _found_styles(house: House) -> Iterator[tuple[str, HouseStyle]]:
    wanted = {**_PARAGRAPHS, **{role: (name,) for role, name in _heading_names(house).items()}}
    kinds = (("paragraph", wanted), ("character", _CHARACTERS))
    for kind, roles in kinds:
        for role, names in roles.items():
            known = (house.style(kind, name) for name in names)
            found = next((one for one in known if one and _is_seen(one)), None)
            if found is not None:
                yield role, found
    for level in range(1, 4):
        # Word pairs headings with entries of a table of contents by their number.
        number = level if is_titled(house) else level + 1
        entry = house.style("paragraph", f"toc {number}")
        if entry is not None and _is_seen(entry):
            yield f"contents{level}", entry
