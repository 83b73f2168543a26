"""A theme as a style sheet: its tokens, its named styles, its boxes, lists and tables.

What is the same for every theme stands in `reader.css`. Sizes are shares of the size of running
text, so that a reader's own size of letters holds for all of them.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from msgspec import Struct

from generator.document import Meta
from generator.theme.dark_screen import is_dark
from generator.theme.theme import BoxStyle, Rule, Style, Theme
from generator.writers.html.markup import class_name, number_text, reader_css
from generator.writers.html.palette import PAPER, Palette, css_string, font_stack, palette_of

_KEPT_OF_SMALL = 0.6  # of what small type lacks of full size: paper is held nearer than a screen
_LARGE = 1.5  # of the running text; what is larger gives way on a narrow screen
_ROOT = 1.0625  # the running text, in the reader's own size of letters
_EDGE = 2.0  # at either side of the columns
_NARROWEST_PANEL = 22.0
_WIDEST = 38.0  # of the main column, in sizes of the running text: some 75 letters
_ALIGNS = {"center": "center", "right": "end"}


def theme_css(theme: Theme, meta: Meta, worn: Container[str]) -> str:
    """The whole style sheet of a document; with the styles and boxes that are `worn`."""
    palette = palette_of(theme)
    styles = ((f"s-{class_name(role)}", look) for role, look in theme.styles.items())
    boxes = ((f"b-{class_name(role)}", look) for role, look in theme.boxes.items())
    rules = (
        palette.css,
        _measures(theme),
        *(_style_rule(name, look, theme, palette) for name, look in styles if name in worn),
        *(_box_rule(name, look, theme, palette) for name, look in boxes if name in worn),
        *_inline_styles(theme, palette),
        *_lists(theme, palette),
        *_tables(theme, palette),
        _picture_rules(theme),
        _arranged(theme),
        *_page_feet(meta),
    )
    return "\n".join(rules)


# --- lengths ----------------------------------------------------------------------------


def _length(points: float, theme: Theme) -> str:
    return number_text(points / theme.style("body").size) + ("rem" if points else "")


def _space(points: float, theme: Theme) -> str:
    """A space above or below; that of a cover is no larger than a screen has room for."""
    space = _length(points, theme)
    return f"min({space},{_COVER})" if points > _LARGEST_SPACE else space


_LARGEST_SPACE = 48.0  # points that are anything but the space of a cover
_COVER = "12vh"


def _type_size(size: float, theme: Theme) -> str:
    share = size / theme.style("body").size
    if share < 1:
        share = 1 - (1 - share) * _KEPT_OF_SMALL
    rem = f"{number_text(share)}rem"
    return f"min({rem},1rem + 5vw)" if share > _LARGE else rem


class _Columns(Struct, frozen=True):
    """The columns of a page in sizes of the running text; a page may have none at its side."""

    main: float
    side: float
    gap: float
    at_start: bool

    @property
    def beside(self) -> float:
        """How wide a screen is that has room for all of them."""
        return self.main + self.gap + self.side + 2 * _EDGE

    @property
    def wide(self) -> float:
        """How wide a screen is that has room for the sources, too."""
        return self.beside + _NARROWEST_PANEL


def _screen_columns(theme: Theme) -> _Columns:
    page, body = theme.page, theme.style("body").size
    main = min(page.main_width / body, _WIDEST)
    if not page.side.width:
        return _Columns(main, 0.0, 0.0, at_start=False)
    at_start = page.side.edge == "left"
    return _Columns(main, page.side.width / body, page.side.gap / body, at_start)


def _measures(theme: Theme) -> str:
    """How wide the columns are, and on which side the narrow one stands."""
    own = _screen_columns(theme)
    fonts = "".join(
        f"--f-{class_name(key)}:{font_stack(family)};" for key, family in theme.fonts.items()
    )
    return (
        f":root{{--main:{own.main:.3g}rem;--side:{own.side:.3g}rem;--gap:{own.gap:.3g}rem;"
        f"--before:{int(own.at_start)};--behind:{int(not own.at_start)};{fonts}}}"
    )


def _arranged(theme: Theme) -> str:
    """What is the same for every theme, but for how wide a screen has room for its columns."""
    own = _screen_columns(theme)
    places = {"BESIDE": own.beside, "WIDE": own.wide}
    css = reader_css()
    for name, rem in places.items():
        css = css.replace(name, f"{rem * _ROOT:.2f}em")
    return css


# --- styles -----------------------------------------------------------------------------


def _style_rule(name: str, look: Style, theme: Theme, palette: Palette) -> str:
    said = [*_letter_rules(look, theme, palette)]
    said.append(f"margin:{_space(look.before, theme)} 0 {_space(look.after, theme)}")
    said += _edge("top", look.above, palette)
    said += _edge("bottom", look.below, palette)
    if look.left:
        said.append(f"padding-inline-start:{_length(look.left, theme)}")
    if look.right:
        said.append(f"padding-inline-end:{_length(look.right, theme)}")
    if look.first:
        said.append(f"text-indent:{_length(look.first, theme)}")
    links = f".{name} a{{{_PLAIN_LINK}}}" if look.plain_links else ""
    colored = f".{name} :is(a,.mark a){{color:inherit}}" if look.colors_links else ""
    return f".{name}{{{';'.join(said)}}}{links}{colored}"


# Words that lead on must not differ from others by their colour alone (WCAG 2.2, 1.4.1).
_PLAIN_LINK = (
    "text-decoration:underline 1px;"
    "text-decoration-color:color-mix(in srgb,currentColor 35%,transparent)"
)


def _letter_rules(look: Style, theme: Theme, palette: Palette) -> Iterator[str]:
    """How words look, wherever they stand."""
    slope, weight = "italic " if look.italic else "", 700 if look.bold else 400
    lines = f"{look.leading / look.size:.3g}"
    family = f"var(--f-{class_name(look.font)})"
    yield f"font:{slope}{weight} {_type_size(look.size, theme)}/{lines} {family}"
    yield f"color:{palette.ink(look.color)}"
    if look.ground:
        yield f"background:{palette.ground(look.ground)}"
    if look.caps != "none":
        yield "text-transform:uppercase" if look.caps == "all" else "font-variant-caps:small-caps"
    if look.tracking:
        yield f"letter-spacing:{look.tracking / look.size:.3g}em"
    if look.align in _ALIGNS:
        yield f"text-align:{_ALIGNS[look.align]}"
    if not look.hyphenate:
        yield "hyphens:manual"
    if look.keep_with_next:
        yield "break-after:avoid"
    figures = ["tabular-nums"] if look.figure_width == "tabular" else []
    figures += ["oldstyle-nums"] if look.figures == "old-style" else []
    if figures:
        yield f"font-variant-numeric:{' '.join(figures)}"


def _edge(side: str, rule: Rule, palette: Palette) -> Iterator[str]:
    if rule.weight:
        yield _border(side, rule, palette)
        yield f"padding-{side}:{rule.gap:g}px"


def _border(side: str, rule: Rule, palette: Palette) -> str:
    """A rule at a side, no thinner than a screen shows."""
    return f"border-{side}:{max(1.0, rule.weight):g}px solid {palette.line(rule.color)}"


def _inline_styles(theme: Theme, palette: Palette) -> Iterator[str]:
    """Links, marks of notes and code: words among others."""
    link, mark = theme.style("link"), theme.style("note-mark")
    line = "underline" if link.underline else "none"
    yield f"a{{color:{palette.ink(link.color)};text-decoration:{line}}}"
    family = f"var(--f-{class_name(mark.font)})"
    yield f".mark a{{color:{palette.ink(mark.color)};font-family:{family}}}"
    if "code" in theme.styles:
        code = theme.styles["code"]
        share = code.size / theme.style("body").size
        family = f"var(--f-{class_name(code.font)})"
        yield f"code.s-code{{font-family:{family};font-size:{share:.3g}em;line-height:0;margin:0}}"


# --- boxes, lists, tables ---------------------------------------------------------------


def _box_rule(name: str, look: BoxStyle, theme: Theme, palette: Palette) -> str:
    sides = (look.padding_top, look.padding_right, look.padding_bottom, look.padding_left)
    said = [f"padding:{' '.join(_space(each, theme) for each in sides)}"]
    said.append(f"margin:{_length(look.before, theme)} 0 {_length(look.after, theme)}")
    if look.fill:
        said.append(f"background:{palette.ground(look.fill)}")
    for side, rule in (("top", look.above), ("bottom", look.below), ("inline-start", look.side)):
        if rule.weight:
            said.append(_border(side, rule, palette))
    return f".{name}{{{';'.join(said)}}}"


_NUMERALS = {
    "decimal": "decimal",
    "lower-letter": "lower-alpha",
    "upper-letter": "upper-alpha",
    "lower-roman": "lower-roman",
    "upper-roman": "upper-roman",
}
_DEEPEST = 9  # of the levels of lists that a brief may have


def _lists(theme: Theme, palette: Palette) -> Iterator[str]:
    lists = theme.lists
    yield f"main :is(ul,ol){{padding-inline-start:{_length(lists.indent, theme)}}}"
    yield f"main li{{margin-block-end:{_length(lists.between, theme)}}}"
    for level in range(_DEEPEST):
        bullet = css_string(f"{lists.bullet_at(level)} ")[:-1] + '\\2002"'
        around = "main " + ":is(ul,ol) " * level
        yield f"{around}ul{{list-style-type:{bullet}}}"
        numerals = _NUMERALS[lists.numeral_at(level)]
        yield f"main {'ol ' * level}ol{{list-style-type:{numerals}}}"
    for role, look in theme.styles.items():
        if role.endswith("-number"):
            letters = ";".join(_letter_rules(look, theme, palette))
            number = 'content:counter(list-item) "\\2002"'
            name = class_name(role.removesuffix("-number"))
            yield f".l-{name}>li::marker{{{number};{letters}}}"


def _tables(theme: Theme, palette: Palette) -> Iterator[str]:
    look = theme.tables
    cell, head = theme.style("table-cell"), theme.style("table-header")
    inset = f"padding:{_length(look.padding_y, theme)} {_length(look.padding_x, theme)}"
    yield f".wide{{margin:{_length(look.before, theme)} 0 {_length(look.after, theme)}}}"
    yield f":is(td,th){{{';'.join(_letter_rules(cell, theme, palette))};{inset}}}"
    yield f"thead :is(td,th){{{';'.join(_letter_rules(head, theme, palette))}}}"
    if head.colors_links:
        yield "thead :is(a,.mark a){color:inherit}"
    for role in theme.sections:
        if (scale := theme.table_scale(role)) != 1:
            own = f".t-{class_name(role)}"
            for name, style in ((f"{own} :is(td,th)", cell), (f"{own} thead :is(td,th)", head)):
                yield f"{name}{{font-size:{_type_size(style.size * scale, theme)}}}"
    if look.header_fill:
        yield f"thead{{background:{palette.ground(look.header_fill)}}}"
    if look.banding:
        yield f"tbody tr:nth-child(even){{background:{palette.ground(look.banding)}}}"
    lines = (
        ("table", "top", look.head),
        ("table", "bottom", look.head),
        ("thead", "bottom", look.under_header),
        ("tbody tr+tr", "top", look.between),
    )
    for name, side, rule in lines:
        if rule.weight:
            yield f"{name}{{{_border(side, rule, palette)}}}"


def _picture_rules(theme: Theme) -> str:
    """On a dark screen, pictures keep a light ground, except where theirs is dark on paper, too."""
    dark = ",".join(
        f".b-{class_name(role)}"
        for role, look in theme.boxes.items()
        if look.fill and is_dark(look.fill)
    )
    own = f":is({dark}) :is(figure img,.logo){{background:none;box-shadow:none}}" if dark else ""
    return (
        "@media screen and (prefers-color-scheme:dark){"
        f":is(figure img,.logo){{background:{PAPER}}}.logo{{box-shadow:0 0 0 .3rem {PAPER}}}{own}}}"
    )


def _page_feet(meta: Meta) -> Iterator[str]:
    """The number and the marking of each printed page, where the printer knows margin boxes.

    The marking is plain there: browsers print no ground behind it unless they are told to.
    """
    page, slash, pages = meta.page_label.partition("{pages}")
    before, _, between = page.partition("{page}")
    parts = [css_string(before), "counter(page)", css_string(between)]
    parts += ["counter(pages)", css_string(pages)] if slash else []
    small = "font:9pt sans-serif"
    yield f"@page{{@bottom-right{{{small};content:{' '.join(parts)}}}}}"
    marking = meta.marking.words if meta.marking else meta.fields.get("marking", "")
    if marking:
        said = f"{{font:700 12pt sans-serif;content:{css_string(marking)}}}"
        top = meta.marking.look.position if meta.marking else "center"
        yield f"@page{{@top-{top}{said}@bottom-center{said}}}"
