"""Which style of a house's file each of our roles takes its look from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.document.colors import contrast
from generator.houses.house import House, HouseStyle

_WHITE = "#ffffff"
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
_HEADINGS = ("heading1", "heading2", "heading3", "heading4")


def is_titled(house: House) -> bool:
    """Whether titles are no headings 1 there, so that sections are: by a style, or by numbers."""
    first = house.style("paragraph", "heading 1")
    numbered = first is not None and first.look.is_numbered
    return numbered or house.style("paragraph", "title") is not None


def is_seen(style: HouseStyle) -> bool:
    """Whether words in a style can be seen on paper: some are hidden, or white for a cover."""
    look = style.look
    shown = look.color is None or contrast(look.color, look.ground or _WHITE) >= _SEEN
    return shown and not look.is_hidden


def heading_names(house: House) -> Mapping[str, str]:
    """The built-in style of each of our headings; where titles are headings 1, none is moved."""
    titled = is_titled(house)
    names = ("title", *(f"heading {level}" for level in range(1, 5)))
    return dict(zip(_HEADINGS, names if titled else names[1:], strict=False))


def worn_styles(house: House) -> Mapping[str, HouseStyle]:
    """The style of the house for each role that it has one for."""
    return dict(_found_styles(house))


def _found_styles(house: House) -> Iterator[tuple[str, HouseStyle]]:
    wanted = {**_PARAGRAPHS, **{role: (name,) for role, name in heading_names(house).items()}}
    kinds = (("paragraph", wanted), ("character", _CHARACTERS))
    for kind, roles in kinds:
        for role, names in roles.items():
            known = (house.style(kind, name) for name in names)
            found = next((one for one in known if one and is_seen(one)), None)
            if found is not None:
                yield role, found
    for level in range(1, 4):
        # Word pairs headings with entries of a table of contents by their number.
        number = level if is_titled(house) else level + 1
        entry = house.style("paragraph", f"toc {number}")
        if entry is not None and is_seen(entry):
            yield f"contents{level}", entry
