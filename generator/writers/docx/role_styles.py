"""The paragraph styles of a theme's roles, under Word's own names where Word has one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.document.colors import WHITE, is_hidden
from generator.theme.font_files import line_height_of_font
from generator.theme.regions import region_measure
from generator.theme.theme import Region, Rule, Style, Theme
from generator.theme.word_base import BaseStyle
from generator.writers.docx.numbering import BULLETS, DEEPEST_STYLE, HEADINGS, NUMBERS
from generator.writers.docx.regions import region_edges

NUMBERED = "ListNumber"  # the style that Word itself has for numbered items

# Roles for which Word has a style of its own: its id and its name, which readers go by.
BUILT_IN = {
    "body": ("BodyText", "Body Text"),
    "heading1": ("Heading1", "heading 1"),
    "heading2": ("Heading2", "heading 2"),
    "heading3": ("Heading3", "heading 3"),
    "heading4": ("Heading4", "heading 4"),
    "subtitle": ("Subtitle", "Subtitle"),
    "quotation": ("Quote", "Quote"),
    "caption": ("Caption", "caption"),
    "note": ("FootnoteText", "footnote text"),
    "header": ("Header", "header"),
    "footer": ("Footer", "footer"),
    "contents-title": ("TOCHeading", "TOC Heading"),
    # Word lists headings of level 2 in the style "toc 2": so it does when it makes them again.
    "contents1": ("TOC2", "toc 2"),
    "contents2": ("TOC3", "toc 3"),
    "contents3": ("TOC4", "toc 4"),
}
_OTHERWISE = {"term": ("DefinitionTerm", "Definition Term")}  # "Term" dresses words of a line
# Roles that dress a run, or that Word divides over several styles.
_APART = {"list", "note-mark", "link", "code"}

# Roles of words that stand in something that is set in itself, or outside the text.
_INSIDE = {"header", "footer", "table-header", "table-cell"}


_HUNG = {"note", "quotation"}  # set in from the left by what surrounds them

LineRule = Literal["exact", "atLeast", "auto"]
"""Whether lines are as high as the theme's leading, as high at least, or as what stands in them."""

# Roles in which an author may put a picture: a line that is exactly as high would cut it off. Lists
# are none: the number of an item may be taller than its line, and would move what follows.
_PICTURED = {"body", "lead", "quotation", "definition", "table-cell"}


def line_rule(role: str, look: Style, theme: Theme) -> LineRule:
    """How high lines of a role are: they grow with a picture, if the font itself leaves them alone.

    Raises OSError if the font cannot be read.
    """
    path = theme.family(look).file(bold=look.bold, italic=look.italic)
    fits = role in _PICTURED and line_height_of_font(path) * look.size <= look.leading
    return "atLeast" if fits else "exact"


class WordStyle(Struct, frozen=True):
    """A paragraph style of the file. `look` is what it comes to, all inheritance resolved.

    `edges` are how far its region stands in from the margins, in points; `borders` and `fill` are
    those of the box that it stands in, and come in the place of its own rules.
    """

    id: str
    name: str
    look: Style
    base: str = "Normal"
    following: str = ""
    edges: tuple[float, float] = (0.0, 0.0)
    borders: Mapping[str, Rule] | None = None
    fill: str | None = None
    ink: str = ""  # of its words on the ground that the theme has for them, where paper hides it
    numbering: tuple[int, int] | None = None
    outline: int | None = None
    tabs: tuple[tuple[str, float], ...] = ()
    lines: LineRule = "exact"
    # Set in from the left by what surrounds it (a list, a note), not by a margin of its own.
    hung: bool = False
    ours: bool = True
    stated: bool = False  # said of each paragraph, though the style is the default one
    keeps: bool = False  # said of each paragraph: it stays with what follows, as its style does not

    @property
    def grounded(self) -> Style:
        """Its look where the words stand on the ground that the theme has for them."""
        return replace(self.look, color=self.ink) if self.ink else self.look

    @property
    def indents(self) -> tuple[float, float, float]:
        """Left, right and of the first line, from the margins of the page."""
        left, right = self.edges
        return left + self.look.left, right + self.look.right, self.look.first


GAP = WordStyle("Gap", "Gap", Style(size=1, leading=1))  # parts what would grow together


def role_styles(theme: Theme) -> Iterator[tuple[str, WordStyle]]:
    """Each role of the theme, or of those that Word has a style for, and its style."""
    for role in ("body", *sorted({*theme.styles, *BUILT_IN} - _APART - {"body"})):
        yield role, _from_role(role, theme)


def style_names(role: str) -> tuple[str, str]:
    """The id and the name of a role of ours: `box-title` → BoxTitle, "Box Title"."""
    words = re.findall(r"[^\W_]+", role)
    name = " ".join(word.capitalize() for word in words) or "Unnamed"
    return name.replace(" ", ""), name


def _from_role(role: str, theme: Theme) -> WordStyle:
    id_, name = BUILT_IN.get(role) or _OTHERWISE.get(role) or style_names(role)
    look = theme.style(role)
    edges = (0.0, 0.0) if role in _INSIDE else region_edges(_region_of_role(role, theme), theme)
    rule = line_rule(role, look, theme)
    style = WordStyle(id_, name, look, edges=edges, lines=rule, ours=role not in BUILT_IN)
    if role in theme.kept:  # as the house has it: what we want otherwise stands by the paragraphs
        house = _style_in_base(role, theme)
        keeps = look.keep_with_next and not house.keeps_with_next
        return replace(style, hung=role in _HUNG, keeps=keeps, tabs=house.tabs)
    fill = theme.tables.header_fill if role == "table-header" else None
    ground = look.ground or fill or WHITE
    if is_hidden(look.color, ground, look.size, bold=look.bold):  # as a heading on paper then
        ink, look = look.color, replace(look, color=theme.style("heading2").color)
        style = replace(style, look=look, ink=ink)
    match role:
        case "heading1" | "heading2" | "heading3" | "heading4":
            level, numbering = int(role[-1]), _heading_number(role, theme)
            return replace(style, outline=level - 1, following="BodyText", numbering=numbering)
        case "table-header":  # a header row never ends a page
            return replace(style, look=replace(look, keep_with_next=True), fill=fill)
        case "note":
            indent, after = theme.notes.indent, max(look.after, theme.notes.between)
            look = replace(look, left=indent, first=-indent, after=after)
            return replace(style, look=look, hung=True)
        case "quotation":
            return replace(style, hung=True)
        case "key-point":  # applied by hand, it is numbered
            return replace(style, base=NUMBERED)
        case "contents1" | "contents2" | "contents3":
            # No room for numbers is kept free: LibreOffice reaches no stop beyond an indent.
            look = replace(look, align="left", keep_together=True)
            return replace(style, look=look, tabs=(entry_stop(contents_end(theme), theme),))
        case "header" | "footer" if theme.base and role in theme.base.worn:
            # A letterhead of the house may wear it: its pictures, and its words behind tabs.
            return replace(style, tabs=_style_in_base(role, theme).tabs, lines="atLeast")
        case "header" | "footer":
            width = theme.page.text_width
            return replace(style, tabs=(("center", width / 2), ("right", width)))
        case _:
            return style


def _heading_number(role: str, theme: Theme) -> tuple[int, int] | None:
    """The list and level that number a heading: the house's, if that numbers any, else ours."""
    level = int(role[-1])
    if not theme.number_headings or level == 1:
        return None
    of_house = theme.base.numbers if theme.base else {}
    return of_house.get(role) if of_house else (HEADINGS, level - 2)


def _style_in_base(role: str, theme: Theme) -> BaseStyle:
    """The style of the house that a role wears, which keeps its look."""
    if theme.base is None:
        raise KeyError(role)
    return theme.base.styles[theme.base.worn[role]]


def _region_of_role(role: str, theme: Theme) -> Region:
    match role:
        case "contents-title" | "contents1" | "contents2" | "contents3":
            return theme.contents.region
        case "caption" | "table-source":
            return theme.tables.region
        case "note":
            return theme.notes.region
        case _:
            return theme.style(role).region


def list_edges(theme: Theme) -> tuple[float, float]:
    """How far lists stand in from the margins, in points."""
    return region_edges(theme.lists.region, theme)


def contents_end(theme: Theme) -> float:
    """Where the lines end of a table of contents that stands in nothing else, from the margin."""
    region = theme.contents.region
    return region_edges(region, theme)[0] + region_measure(region, theme)[1]


def entry_stop(place: float, theme: Theme) -> tuple[str, float]:
    """The tab stop of the page numbers, which leads to where they end."""
    return ("dotted" if theme.contents.leader == "dots" else "right"), place


def list_styles(theme: Theme) -> list[WordStyle]:
    """The styles of items, numbered and not, and of what goes on in them."""
    look = theme.style("list")
    after = max(look.after, theme.lists.between)
    look = replace(look, after=after, keep_with_next=False)
    found = []
    for kind, words, number in (
        ("ListBullet", "List Bullet", BULLETS),
        (NUMBERED, "List Number", NUMBERS),
        ("ListContinue", "List Continue", None),
    ):
        for depth in range(1, DEEPEST_STYLE + 1):
            indent = depth * theme.lists.indent
            first = 0.0 if number is None else -theme.lists.indent
            found.append(
                WordStyle(
                    list_style_id(kind, depth),
                    words if depth == 1 else f"{words} {depth}",
                    replace(look, left=indent, first=first),
                    edges=list_edges(theme),
                    numbering=None if number is None else (number, depth - 1),
                    hung=True,
                    ours=False,
                )
            )
    return found


def list_style_id(kind: str, depth: int) -> str:
    """The id of the style of a list so deep: Word has five of each kind."""
    depth = min(depth, DEEPEST_STYLE)
    return kind if depth == 1 else f"{kind}{depth}"
