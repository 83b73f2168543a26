"""Whether words can be read on their background (WCAG 2.2, 1.4.3), in each style and box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Literal

from msgspec import Struct

from generator.config.conversion import KeyPath
from generator.config.toml import nearest_place
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.document import (
    Aside,
    Block,
    Box,
    Document,
    Enclosing,
    Figure,
    Heading,
    Inline,
    Link,
    NoteMark,
    Paragraph,
    Strong,
    Table,
    Text,
)
from generator.document.colors import contrast, least_contrast
from generator.document.walking import inline_runs, inner_blocks
from generator.language.counting import first_of
from generator.theme.roles import heading_role
from generator.theme.theme import Theme
from generator.theme.toml import ThemeFile, line_of_descent

PAGE = "#ffffff"


class Worn(Struct, frozen=True):
    """A style on a ground: its own, or that of rows of tables, of a box, or else the page's."""

    style: str
    box: str = ""
    row: Literal["", "header_fill", "banding"] = ""  # what of `[tables]` is the ground


# What an author's words may come to wear whatever the layout; the rest is seen in a document.
_EVERYWHERE = (
    *("body", "list", "quotation", "term", "definition", "caption", "table-cell", "confidence"),
    *("heading2", "heading3", "heading4", "link", "note", "note-mark", "header", "footer"),
)
_IN_BOXES = {
    "sidebar": ("box-title", "body", "list", "link", "note-mark"),
    "caveat": ("box-title", "definition", "link", "note-mark"),
}
ALWAYS = (
    *(Worn(style) for style in _EVERYWHERE),
    *(Worn(style, box) for box, styles in _IN_BOXES.items() for style in styles),
    Worn("table-header", row="header_fill"),
    *(Worn(style, row="banding") for style in ("table-cell", "link", "note-mark")),
)


def worn_in(document: Document, theme: Theme) -> Iterator[Worn]:
    """Each style of a document on the ground that it stands on there."""
    yield from _worn_in_heads(document, theme)
    for block in document.blocks:
        yield from _worn(block, "", theme)


def _worn_in_heads(document: Document, theme: Theme) -> Iterator[Worn]:
    """The styles of headers and footers; that of page 1 may stand on a band."""
    for name, head in theme.heads.items():
        kind = "header" if name.endswith("header") else "footer"
        box = _band(document, theme) if name == "first_header" else ""
        for place in head.places:
            if place.pattern.replace("{logo}", "").strip():
                yield Worn(place.style or kind, box)


def _band(document: Document, theme: Theme) -> str:
    """The box at the top of page 1 whose ground reaches the sheet's top; empty without one."""
    match document.blocks:
        case (Box(role), *_) if theme.box(role).bleed:
            return role if role in theme.boxes else "plain"
        case _:
            return ""


def _worn(block: Block, box: str, theme: Theme) -> Iterator[Worn]:
    own_style = ""
    match block:
        case Paragraph(role=role):
            own_style = role if role in theme.styles else "body"
            yield Worn(own_style, box)
        case Heading(level):
            own_style = heading_role(level)
            yield Worn(own_style, box)
        case Box(role, title=title) | Aside(role, title=title):
            own = role if role in theme.boxes else "plain"
            box = own if theme.box(own).fill else box  # without a ground it shows what is below
            yield from (Worn(theme.box(own).title, box) for _ in title[:1])
        case Table():
            yield from (Worn("table-header", box, "header_fill"), Worn("table-cell", box))
            yield Worn("table-cell", box, "banding")
            if block.source:
                yield Worn("table-source" if "table-source" in theme.styles else "body", box)
            said = chain.from_iterable(inline_runs(block))
            styles = dict.fromkeys(_inline_styles(said))
            yield from (Worn(style, box, "banding") for style in styles)
        case Figure(caption=caption):
            yield from (Worn("caption", box) for _ in caption[:1])
        case _:
            pass
    inlines = chain.from_iterable(inline_runs(block))
    colored = _LEADING if own_style and theme.style(own_style).colors_links else frozenset()
    styles = dict.fromkeys(one for one in _inline_styles(inlines) if one not in colored)
    yield from (Worn(style, box) for style in styles)
    for inner in inner_blocks(block):
        yield from _worn(inner, box, theme)


_LEADING = frozenset({"link", "note-mark"})


def _inline_styles(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text():
                pass
            case NoteMark():
                yield "note-mark"
            case Link():
                yield "link"
            case Strong(role=role) if role:
                yield role
            case Enclosing(children):
                yield from _inline_styles(children)
            case _:
                pass


def _ground(worn: Worn, theme: Theme) -> str:
    return ground_of(worn, theme) or PAGE


def ground_of(worn: Worn, theme: Theme) -> str | None:
    """The colour that a style stands on; None for the page's own."""
    own, tables = theme.style(worn.style).ground, theme.tables
    row = {"header_fill": tables.header_fill, "banding": tables.banding}.get(worn.row)
    return own or row or (theme.box(worn.box).fill if worn.box else None)


def _contrast(worn: Worn, theme: Theme) -> float:
    return contrast(theme.style(worn.style).color, _ground(worn, theme))


def least_of(worn: Worn, theme: Theme) -> float:
    """The least contrast that the words of a style need."""
    style = theme.style(worn.style)
    return least_contrast(style.size, bold=style.bold)


def faults_of_contrast(file: ThemeFile, worn: Iterable[Worn]) -> Iterator[Diagnostic]:
    """Of what is worn, one finding for each thing to change: a colour, a style or a box."""
    theme = file.theme
    hidden = [one for one in dict.fromkeys(worn) if _contrast(one, theme) < least_of(one, theme)]
    by_colors: dict[tuple[str, str], list[Worn]] = {}
    for one in hidden:
        by_colors.setdefault((theme.style(one.style).color, _ground(one, theme)), []).append(one)
    by_place: dict[KeyPath, list[Worn]] = {}
    for alike in by_colors.values():
        by_place.setdefault(_culprit(alike, file), []).extend(alike)
    for place, alike in by_place.items():
        yield _fault(alike, theme, file.locate(place))


def faults_of_chips(file: ThemeFile, worn: Iterable[Worn]) -> Iterator[Diagnostic]:
    """Of what is worn, each style whose own ground is that of what it stands in: it is not seen."""
    theme = file.theme
    for style, around in dict.fromkeys((one.style, one.box) for one in worn if one.box):
        own = theme.style(style).ground
        if own and own == theme.box(around).fill:
            place, _ = _said_of_style(style, "ground", file.data["styles"])
            filled = ("boxes", around, "fill")
            said = [place, *([filled] if "fill" in file.data["boxes"].get(around, {}) else [])]
            hint = f"give [styles.{style}] another `ground`, or [boxes.{around}] another `fill`"
            message = f"`{style}` has the ground of the box `{around}`, and is not seen there"
            span = file.locate(nearest_place(said, file.layers, file.locate))
            yield diagnose(codes.UNSEEN_GROUND, message, span, hint=hint)


def _fault(worn: Sequence[Worn], theme: Theme, span: Span) -> Diagnostic:
    worst = min(worn, key=lambda one: _contrast(one, theme) / least_of(one, theme))
    names = [f"`{name}`" for name in dict.fromkeys(one.style for one in (worst, *worn))]
    colors = f"{theme.style(worst.style).color} on {_ground(worst, theme)}"
    message = f"{colors} can hardly be read: {first_of(names, 3)}"
    ratio, least = _contrast(worst, theme), least_of(worst, theme)
    needed = f"the contrast is {ratio:.1f} : 1, and {least:g} : 1 is needed (WCAG 2.2, 1.4.3)"
    hint = f"make the one darker, or the other lighter: {needed}"
    return diagnose(codes.HIDDEN_WORDS, message, span, hint=hint)


def _culprit(worn: Iterable[Worn], file: ThemeFile) -> KeyPath:
    """What to change: in the nearest file the one style or box that says it, else the colour."""
    locate = file.locate
    places = list(dict.fromkeys(place for one in worn for place in _said_contrast(one, file.data)))
    nearest = nearest_place(places or [("styles",)], file.layers, locate)
    name = locate(nearest).file
    here = [place for place in places if locate(place).file == name]
    takers = [place for place in here if place[0] != "colors"]
    named = [place for place in here if place[0] == "colors"]
    return next(iter([*named, *takers] if len(takers) != 1 else takers), nearest)


def _said_contrast(worn: Worn, data: Mapping[str, Any]) -> Iterator[KeyPath]:
    """Where the colours of words and ground are said: by whom, and under which name."""
    grounds = (
        _said_of_style(worn.style, "ground", data["styles"]),
        (("tables", worn.row), data.get("tables", {}).get(worn.row)),
        (("boxes", worn.box, "fill"), data["boxes"].get(worn.box, {}).get("fill")),
    )
    ground = [(place, color) for place, color in grounds if color][:1]
    said = [_said_of_style(worn.style, "color", data["styles"]), *ground]
    yield from (("colors", color) for _, color in said if color in data.get("colors", {}))
    yield from (place for place, color in said if color)


def _said_of_style(name: str, key: str, styles: Mapping[str, Any]) -> tuple[KeyPath, Any]:
    """What a style says of a key, or the one that it inherits it from."""
    line = line_of_descent(name if name in styles else "body", styles)
    saying = next((one for one in line if key in styles[one]), line[-1])
    return ("styles", saying, key), styles[saying].get(key)
