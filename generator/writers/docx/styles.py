"""Theme → Word styles: Word's own names where Word has one, named styles of ours for the rest.

Every style of the theme is in the file, even if the document does not use it, so that an editor
finds it. A style inside a box is made from the style outside it when it is first used.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.recall.once import THEMES, once_each
from generator.theme.roles import heading_role
from generator.theme.theme import Style, Theme
from generator.writers.docx.boxes import box_edges, frame_borders, insets
from generator.writers.docx.character_styles import CODE_STYLE, CodeStyle, LeadingStyle
from generator.writers.docx.markup import PLAIN, RunFormat, half_points, styled
from generator.writers.docx.regions import region_edges
from generator.writers.docx.role_styles import (
    GAP,
    WordStyle,
    line_rule,
    list_style_id,
    list_styles,
    role_styles,
    style_names,
)

_SIDE_ROLE = "tile"  # what most words at the side are
# Ids that no role may take, in small letters: Word does not tell case apart.
_TAKEN = {
    *("normal", "gap", "defaultparagraphfont", "tablenormal", "nolist"),
    *(
        "brieftable",
        "notenumber",
        "hyperlink",
        "followedhyperlink",
        "footnotereference",
    ),
    *("commenttext", "commentreference", "marking", "term", "code", "strong", "emphasis"),
}


class PlainStyles(Struct, frozen=True):
    """The paragraph styles that every file in a look has: Word's default, and those of roles.

    `taken` are the ids, in small letters, that no further style may have.
    """

    normal: WordStyle
    roles: Mapping[str, WordStyle]
    taken: frozenset[str]


@once_each(THEMES)
def plain_styles(theme: Theme) -> PlainStyles:
    """The styles that a theme has by itself. Raises OSError if a font cannot be read."""
    body, taken = theme.style("body"), set(_TAKEN)
    plain = Style(font=body.font, size=body.size, leading=body.leading, color=body.color)
    stated = theme.base is not None  # else paragraphs would wear the house's own
    normal = WordStyle("Normal", "Normal", plain, base="", ours=False, stated=stated)
    look = replace(plain, keep_with_next=True, before=6.0, after=4.0)
    edges = region_edges(theme.figures.region, theme)
    figure = WordStyle("Figure", "Figure", look, edges=edges, lines="auto")
    own = [*((one.id, one) for one in list_styles(theme)), *role_styles(theme), ("figure", figure)]
    roles = {role: _unique(style, taken) for role, style in own}
    return PlainStyles(normal, roles, frozenset(taken))


def _unique(style: WordStyle, taken: set[str]) -> WordStyle:
    """The style under an id and name that no other has: Word joins styles of one name."""
    number, id_ = 1, style.id
    while id_.lower() in taken:
        number += 1
        id_ = f"{style.id}{number}"
    taken.add(id_.lower())
    return style if number == 1 else replace(style, id=id_, name=f"{style.name} {number}")


class Styles:
    """The paragraph styles of one file, found by role."""

    def __init__(self, theme: Theme) -> None:
        plain = plain_styles(theme)
        self._theme = theme
        self.normal, self._roles, self._taken = plain.normal, plain.roles, set(plain.taken)
        self._in_boxes: dict[tuple[str, str], WordStyle] = {}
        self._staged: dict[tuple[str, Style], WordStyle] = {}
        self._box_feet: dict[str, float] = {}
        self._in_frames: dict[str, WordStyle] = {}
        self._letters: dict[str, WordStyle] = {}
        self._codes: dict[str, CodeStyle] = {}
        self._leading: dict[str, LeadingStyle] = {}
        self._words: dict[tuple[str, bool], RunFormat] = {}
        self.code(PLAIN)

    def paragraph(self, role: str, box: str = "") -> WordStyle:
        """The style of a role, as it is inside the boxes of role `box` if one is named."""
        style = self._roles.get(role) or self._roles["body"]
        if not box:
            return style
        if (style.id, box) not in self._in_boxes:
            self._in_boxes[style.id, box] = self._boxed(style, box)
        return self._in_boxes[style.id, box]

    def staged(self, role: str, look: Style) -> WordStyle:
        """The style of a role as a table wears it that lacked room: one based on the role's own."""
        style = self.paragraph(role)
        if look == style.look:
            return style
        key = (style.id, look)
        if key not in self._staged:
            id_ = f"{style.id}At{half_points(look.size)}"
            name = f"{style.name} {look.size:g} pt"
            rule = line_rule(role, look, self._theme)
            self._staged[key] = self._new(
                replace(style, id=id_, name=name, look=look, base=style.id, lines=rule)
            )
        return self._staged[key]

    def heading(self, level: int, box: str = "") -> WordStyle:
        return self.paragraph(heading_role(level), box)

    def list_item(self, kind: str, depth: int, box: str = "") -> WordStyle:
        """The style of the items (`ListBullet`, `ListNumber`, `ListContinue`) of a list."""
        return self.paragraph(list_style_id(kind, depth), box)

    def framed(self, box: str = "") -> WordStyle:
        """The one style of all paragraphs of a frame, as it is in a box of that role.

        LibreOffice 7.4 makes no frame of neighbours that differ in style or borders.
        """
        if not box:
            return self._in_frames.get("") or self._first_framed()
        if box not in self._in_frames:
            base, look = self.framed(), self._theme.box(box)
            id_, name = style_names(box)
            style = replace(
                base,
                id=f"{base.id}In{id_}",
                name=f"{base.name} in {name}",
                base=base.id,
                borders=frame_borders(look),
                fill=look.fill,
            )
            self._in_frames[box] = self._new(style)
        return self._in_frames[box]

    def _first_framed(self) -> WordStyle:
        own = self._theme.style(_SIDE_ROLE)
        look = Style(font=own.font, size=own.size, leading=own.leading, color=own.color)
        look = replace(look, tracking=own.tracking, hyphenate=own.hyphenate, align=own.align)
        self._in_frames[""] = self._new(WordStyle("Margin", "Margin", look))
        return self._in_frames[""]

    def letters(self, role: str, look: Style | None = None) -> RunFormat:
        """What words wear that are dressed as a role among those of another look, if it is known.

        It is the character style that Word links with the paragraph style of the role. Bold and
        italics stand by the words too: two styles that both have them would undo each other.
        """
        own = self.paragraph(role)
        if own.id not in self._letters:
            id_, name = f"{own.id}Char", f"{own.name} Char"
            words = replace(own, id=id_, name=name, look=own.grounded)
            self._letters[own.id] = self._new(words)
        bold = own.look.bold or (False if look and look.bold else None)
        italic = own.look.italic or (False if look and look.italic else None)
        return RunFormat(style=self._letters[own.id].id, bold=bold, italic=italic)

    def chip(self, role: str) -> RunFormat | None:
        """What a chip of a role wears; nothing of its own if the theme has no such style."""
        return self.letters(role) if role in self._theme.styles else None

    def code(self, around: RunFormat) -> RunFormat:
        """What code wears among words of a format: a style of its own for each size of these."""
        if "code" not in self._theme.styles:
            return around
        look, body = self._theme.style("code"), self._theme.style("body")
        size = half_points((around.size or body.size) * look.size / body.size)
        usual = half_points(look.size)
        id_ = CODE_STYLE if size == usual else f"{CODE_STYLE}At{size}"
        name = "Code" if size == usual else f"Code {size / 2:g} pt"
        self._codes.setdefault(id_, CodeStyle(id_, name, look.font, size / 2))
        return styled(around, id_)

    @property
    def codes(self) -> tuple[CodeStyle, ...]:
        """The character styles of code."""
        return tuple(self._codes.values())

    def leading(self, around: RunFormat, style: str) -> RunFormat:
        """A link or a mark of a note, by its style, in the ink that the words around ask for."""
        if not around.link_ink:
            return styled(around, style)
        id_ = f"{style}On{around.link_ink[1:].upper()}"
        self._leading.setdefault(id_, LeadingStyle(id_, style, around.link_ink))
        return styled(around, id_)

    @property
    def leading_styles(self) -> tuple[LeadingStyle, ...]:
        """The character styles of links and marks in another ink than elsewhere."""
        return tuple(self._leading.values())

    def words(self, style: WordStyle, *, framed: bool) -> RunFormat:
        """What words of a style wear; `framed`, their paragraph is in the style for frames."""
        key = (style.id, framed)
        if key not in self._words:
            look, form = style.look, self._beside(style) if framed else PLAIN
            self._words[key] = replace(
                form,
                plain_links=look.plain_links,
                size=look.size,
                on_bold=look.bold,
                on_italic=look.italic,
                link_ink=style.grounded.color if style.grounded.colors_links else "",
            )
        return self._words[key]

    def _beside(self, style: WordStyle) -> RunFormat:
        """What tells words of a style from those of the style for frames."""
        role = next(role for role, one in self._roles.items() if one.id == style.id)
        common = self.framed().look
        if _lettering(style.grounded) == _lettering(common):
            return PLAIN
        return self.letters(role, common)

    @property
    def linked(self) -> Mapping[str, WordStyle]:
        """The character styles in use, by the ids of the paragraph styles that they go with."""
        return self._letters

    def all(self) -> tuple[WordStyle, ...]:
        """Every paragraph style, behind those that it is based on."""
        boxed = {key: self._edged(style, key[1]) for key, style in self._in_boxes.items()}
        made = (self._roles, self._staged, boxed, self._in_frames)
        return (self.normal, GAP, *(style for styles in made for style in styles.values()))

    def ends_box(self, box: str, after: float) -> None:
        """Note the space behind the last paragraph of a box: the first one of its role counts."""
        self._box_feet.setdefault(box, after)

    def _edged(self, style: WordStyle, box: str) -> WordStyle:
        """A style in a box with the box's edges; a ground that bleeds has none."""
        look = self._theme.box(box)
        if look.bleed:
            return style
        return replace(style, borders=box_edges(look, self._box_feet.get(box, 0.0)))

    def _new(self, style: WordStyle) -> WordStyle:
        return _unique(style, self._taken)

    def _boxed(self, style: WordStyle, role: str) -> WordStyle:
        """The style as it is inside a box: the box's edges and ground, its words set in."""
        box = self._theme.box(role)
        left, right = insets(box)
        look = replace(style.grounded, left=left + style.look.left, right=right)
        id_, name = style_names(role)
        base_name = f"{style.name[:1].upper()}{style.name[1:]}"
        return self._new(
            WordStyle(
                f"{style.id}In{id_}",
                f"{base_name} in {name}",
                look,
                base=style.id,
                edges=region_edges(box.region, self._theme),
                fill=box.fill,
                outline=style.outline,
                # The lines of a masthead are measured; no exact line could hold an image.
                lines="exact" if box.bleed and style.lines != "auto" else style.lines,
                hung=style.hung,
            )
        )


def _lettering(look: Style) -> tuple[object, ...]:
    """What a look makes of letters."""
    return (look.font, look.size, look.bold, look.italic, look.color, look.ground, look.caps,
            look.tracking)  # fmt: skip
