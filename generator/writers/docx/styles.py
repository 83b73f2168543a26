"""Theme → Word styles: Word's own names where Word has one, named styles of ours for the rest.

Every style of the theme is in the file, even if the document does not use it, so that an editor
finds it. A style inside a box is made from the style outside it when it is first used.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from generator.theme.regions import heading_role, region_measure
from generator.theme.theme import BoxStyle, Rule, Style, Theme
from generator.writers.docx.numbering import BULLETS, DEEPEST_STYLE, HEADINGS, NUMBERS

# Roles for which Word has a style of its own: its id and its name, which readers go by.
_BUILT_IN = {
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
_APART = {"list", "note-mark", "link"}

_LAST_SPACE = 4.0  # points after a box's last paragraph, which Word leaves out of the box
_MOST_SPACE = 31  # points between a border and its words (ISO 29500-1, 17.18.68)


class WordStyle(Struct, frozen=True):
    """A paragraph style of the file. `look` is what it comes to, all inheritance resolved."""

    id: str
    name: str
    look: Style
    base: str = "Normal"
    following: str = ""
    box: BoxStyle | None = None
    numbering: tuple[int, int] | None = None
    outline: int | None = None
    tabs: tuple[tuple[str, float], ...] = ()
    exact: bool = True  # lines of the theme's leading, whatever stands in them
    # Set in from the left by what surrounds it (a list, a note), not by a margin of its own.
    hung: bool = False
    ours: bool = True


GAP = WordStyle("Gap", "Gap", Style(size=1, leading=1))  # parts what would grow together


# Ids that no role may take, in small letters: Word does not tell case apart.
_TAKEN = {
    *("normal", "gap", "defaultparagraphfont", "tablenormal", "nolist"),
    *("brieftable", "notenumber", "hyperlink", "followedhyperlink", "footnotereference"),
    *("commenttext", "commentreference", "marking", "term"),
}


class Styles:
    """The paragraph styles of one file, found by role."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._roles: dict[str, WordStyle] = {}
        self._in_boxes: dict[tuple[str, str], WordStyle] = {}
        self._taken = set(_TAKEN)
        body = theme.style("body")
        plain = Style(font=body.font, size=body.size, leading=body.leading, color=body.color)
        self.normal = WordStyle("Normal", "Normal", plain, base="", ours=False)
        for role in ("body", *sorted({*theme.styles, *_BUILT_IN} - _APART - {"body"})):
            self._roles[role] = self._unique(_from_role(role, theme))
        for style in _list_styles(theme):
            self._roles[style.id] = self._unique(style)
        figure = replace(plain, keep_with_next=True, before=6.0, after=4.0)
        self._roles["figure"] = self._unique(WordStyle("Figure", "Figure", figure, exact=False))

    def paragraph(self, role: str, box: str = "") -> WordStyle:
        """The style of a role, as it is inside the boxes of role `box` if one is named."""
        style = self._roles.get(role) or self._roles["body"]
        if not box:
            return style
        if (style.id, box) not in self._in_boxes:
            self._in_boxes[style.id, box] = self._boxed(style, box)
        return self._in_boxes[style.id, box]

    def heading(self, level: int, box: str = "") -> WordStyle:
        return self.paragraph(heading_role(level), box)

    def list_item(self, kind: str, depth: int, box: str = "") -> WordStyle:
        """The style of the items (`ListBullet`, `ListNumber`, `ListContinue`) of a list."""
        return self.paragraph(_list_id(kind, min(depth, DEEPEST_STYLE)), box)

    def all(self) -> tuple[WordStyle, ...]:
        return (self.normal, GAP, *self._roles.values(), *self._in_boxes.values())

    def _unique(self, style: WordStyle) -> WordStyle:
        """The style under an id and name that no other has: Word joins styles of one name."""
        number, id_ = 1, style.id
        while id_.lower() in self._taken:
            number += 1
            id_ = f"{style.id}{number}"
        self._taken.add(id_.lower())
        return style if number == 1 else replace(style, id=id_, name=f"{style.name} {number}")

    def _boxed(self, style: WordStyle, role: str) -> WordStyle:
        """The style as it is inside a box: the box's edges and ground, its words set in."""
        box = self._theme.box(role)
        left, right = insets(box)
        look = replace(style.look, left=left + style.look.left, right=right)
        id_, name = _style_names(role)
        base_name = f"{style.name[:1].upper()}{style.name[1:]}"
        return self._unique(
            WordStyle(
                f"{style.id}In{id_}",
                f"{base_name} in {name}",
                look,
                base=style.id,
                box=box,
                exact=style.exact,
                hung=style.hung,
            )
        )


def _style_names(role: str) -> tuple[str, str]:
    """The id and the name of a role of ours: `box-title` → BoxTitle, "Box Title"."""
    words = re.findall(r"[^\W_]+", role)
    name = " ".join(word.capitalize() for word in words) or "Unnamed"
    return name.replace(" ", ""), name


def _from_role(role: str, theme: Theme) -> WordStyle:
    id_, name = _BUILT_IN.get(role) or _OTHERWISE.get(role) or _style_names(role)
    look = theme.style(role)
    style = WordStyle(id_, name, look, ours=role not in _BUILT_IN)
    match role:
        case "heading1" | "heading2" | "heading3" | "heading4":
            level = int(role[-1])
            numbering = (HEADINGS, level - 2) if theme.number_headings and level > 1 else None
            return replace(style, outline=level - 1, following="BodyText", numbering=numbering)
        case "table-header":  # a header row never ends a page
            return replace(style, look=replace(look, keep_with_next=True))
        case "note":
            indent, after = theme.notes.indent, max(look.after, theme.notes.between)
            look = replace(look, left=indent, first=-indent, after=after)
            return replace(style, look=look, hung=True)
        case "quotation":
            return replace(style, hung=True)
        case "contents1" | "contents2" | "contents3":
            # No room for numbers is kept free: LibreOffice reaches no stop beyond an indent.
            look = replace(look, align="left", keep_together=True)
            return replace(style, look=look, tabs=(entry_stop(contents_width(theme), theme),))
        case "header" | "footer":
            width = theme.page.text_width
            return replace(style, tabs=(("center", width / 2), ("right", width)))
        case _:
            return style


def contents_width(theme: Theme) -> float:
    """The width of a table of contents that stands in nothing else, in points."""
    return region_measure(theme.contents.region, theme)[1]


def entry_stop(place: float, theme: Theme) -> tuple[str, float]:
    """The tab stop of the page numbers, which leads to where they end."""
    return ("dotted" if theme.contents.leader == "dots" else "right"), place


def insets(box: BoxStyle) -> tuple[float, float]:
    """How far the words of a box stand in from its left and right edges, in points."""
    edges = box_edges(box)
    left, right = edges.get("left"), edges.get("right")
    return (left.gap + left.weight if left else 0.0), (right.gap + right.weight if right else 0.0)


def box_edges(box: BoxStyle) -> dict[str, Rule]:
    """The edges of a box, in the order of `w:pBdr`.

    Word fills a paragraph no farther than its borders: where a filled box has no rule, a line
    of its own colour stands at the padding's outer edge.
    """
    rules = {
        "top": (box.above, box.padding_top),
        "left": (box.side, box.padding_left),
        "bottom": (box.below, box.padding_bottom + _LAST_SPACE),
        "right": (Rule(), box.padding_right),
    }
    edges = {}
    for side, (rule, padding) in rules.items():
        gap = min(_MOST_SPACE, round(padding))
        if rule.weight:
            edges[side] = replace(rule, gap=gap)
        elif box.fill:
            edges[side] = Rule(0.5, box.fill, gap)
    return edges


def _list_styles(theme: Theme) -> list[WordStyle]:
    look = replace(theme.style("list"), after=theme.lists.between, keep_with_next=False)
    found = []
    for kind, words, number in (
        ("ListBullet", "List Bullet", BULLETS),
        ("ListNumber", "List Number", NUMBERS),
        ("ListContinue", "List Continue", None),
    ):
        for depth in range(1, DEEPEST_STYLE + 1):
            indent = depth * theme.lists.indent
            first = 0.0 if number is None else -theme.lists.indent
            found.append(
                WordStyle(
                    _list_id(kind, depth),
                    words if depth == 1 else f"{words} {depth}",
                    replace(look, left=indent, first=first),
                    numbering=None if number is None else (number, depth - 1),
                    hung=True,
                    ours=False,
                )
            )
    return found


def _list_id(kind: str, depth: int) -> str:
    return kind if depth == 1 else f"{kind}{depth}"
