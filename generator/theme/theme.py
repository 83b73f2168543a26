"""How a document is dressed: page, fonts, colours, named styles. One theme for every format.

All lengths are points, all colours `#rrggbb`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

TextAlignment = Literal["left", "right", "center", "justify"]
Caps = Literal["none", "small", "all"]
NumeralForm = Literal["font", "lining", "old-style"]
FigureWidth = Literal["font", "tabular", "proportional"]


class Sheet(Struct, frozen=True):
    """The sheet and its margins. Header and footer stand inside the margins."""

    width: float = 595.276
    height: float = 841.89
    top: float = 72.0
    right: float = 72.0
    bottom: float = 72.0
    left: float = 72.0
    header: float = 36.0  # from the sheet's top edge to the header's first baseline
    footer: float = 36.0  # from the sheet's bottom edge to the footer's baseline
    columns: int = 1
    gutter: float = 18.0

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def column_width(self) -> float:
        """The width of one column; that of the text where there is but one."""
        return (self.text_width - self.gutter * (self.columns - 1)) / max(self.columns, 1)


class FontFamily(Struct, frozen=True):
    """A family as Word names it, and its four files for the formats that embed fonts."""

    name: str
    regular: Path
    italic: Path
    bold: Path
    bold_italic: Path
    substitute: str = ""  # what Word may show where the family is not installed
    fallback: tuple[str, ...] = ()  # families that stand in, in order, for what it lacks

    def file(self, *, bold: bool, italic: bool) -> Path:
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular


class Rule(Struct, frozen=True):
    """A straight line of a given weight and colour; weight 0 draws nothing."""

    weight: float = 0.0
    color: str = "#000000"
    gap: float = 0.0  # between the line and the words beside it


class Style(Struct, frozen=True):
    """How a paragraph looks, inheritance already resolved.

    `first` indents the first line relative to `left`; a negative value hangs it.
    `tracking` is extra space between letters. `figures` and `figure_width` are as the font has
    them, or of another kind where it has that; small capitals are drawn where the font has them,
    and stay letters where it has none, since shrunken capitals look thin. With `hang` quotation
    marks, stops and hyphens at the ends of lines reach a little into the margins.
    """

    font: str = "text"
    size: float = 10.0
    leading: float = 14.0
    bold: bool = False
    italic: bool = False
    color: str = "#000000"
    caps: Caps = "none"
    figures: NumeralForm = "font"
    figure_width: FigureWidth = "font"
    hang: bool = False
    tracking: float = 0.0
    align: TextAlignment = "left"
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    keep_with_next: bool = False
    keep_together: bool = False
    hyphenate: bool = True
    above: Rule = Rule()
    below: Rule = Rule()
    wide: bool = False  # across all columns of the page


class BoxStyle(Struct, frozen=True):
    """Ground, edges and inner margins of a box."""

    fill: str | None = None
    above: Rule = Rule()
    below: Rule = Rule()
    side: Rule = Rule()  # along the left edge
    padding_top: float = 8.0
    padding_right: float = 10.0
    padding_bottom: float = 8.0
    padding_left: float = 10.0
    before: float = 6.0
    after: float = 10.0
    title: str = "box-title"  # the paragraph style of its title
    keep_together: bool = False
    wide: bool = False  # across all columns of the page


class ListStyle(Struct, frozen=True):
    """Bullets and numbers hang in `indent`; each level of nesting adds one more."""

    indent: float = 16.0
    bullet: str = "•"
    between: float = 3.0  # after each item


class TableStyle(Struct, frozen=True):
    """Rules and paddings of tables; words wear the styles `table-header` and `table-cell`."""

    head: Rule = Rule(1.0)  # above the header row and below the last row
    under_header: Rule = Rule(0.6)
    between: Rule = Rule(0.3, "#c0c0c0")
    header_fill: str | None = None
    padding_x: float = 5.0
    padding_y: float = 3.0
    before: float = 4.0
    after: float = 10.0
    wide: bool = False  # across all columns of the page


class FigureStyle(Struct, frozen=True):
    """Images are as wide as their pixels allow, at most as what they stand in."""

    wide: bool = False  # across all columns of the page


class ContentsStyle(Struct, frozen=True):
    """Tables of contents; words wear `contents-title` and, by level, `contents1` to `contents3`."""

    leader: Literal["dots", "none"] = "dots"  # from an entry to its page number
    numbers: float = 24.0  # the width that is kept free for page numbers
    after: float = 10.0
    wide: bool = False  # across all columns of the page


class NoteStyle(Struct, frozen=True):
    """Notes at the foot of the page; their words wear the style `note`."""

    rule: Rule = Rule(0.5, "#808080", 5.0)
    rule_width: float = 96.0
    indent: float = 14.0  # the number hangs in it
    between: float = 2.0
    most: float = 0.7  # share of the page that notes carried over may take


class DraftStyle(Struct, frozen=True):
    """Colours of a draft: the word across each page, and what is remarked in the margin."""

    watermark: str = "#e3e3e3"  # light enough to be read through
    error: str = "#a31621"
    warning: str = "#8a5200"
    note: str = "#12508a"


class RunningHead(Struct, frozen=True):
    """Patterns for the three places of a header or footer: `{field}`, `{page}` (in words)."""

    left: str = ""
    center: str = ""
    right: str = ""


class Theme(Struct, frozen=True):
    name: str
    page: Sheet
    fonts: Mapping[str, FontFamily]
    styles: Mapping[str, Style]
    boxes: Mapping[str, BoxStyle]
    lists: ListStyle = ListStyle()
    tables: TableStyle = TableStyle()
    figures: FigureStyle = FigureStyle()
    contents: ContentsStyle = ContentsStyle()
    notes: NoteStyle = NoteStyle()
    draft: DraftStyle = DraftStyle()
    header: RunningHead = RunningHead()
    footer: RunningHead = RunningHead()
    first_header: RunningHead = RunningHead()
    first_footer: RunningHead = RunningHead()
    colors: Mapping[str, str] = field(default_factory=dict)
    embed_fonts: bool = False  # in Word files, for readers who have not installed them
    number_headings: bool = False  # of sections: 1, 1.1, 1.1.1

    def style(self, role: str) -> Style:
        """The style of a role; `body` where the theme has none of that name."""
        return self.styles.get(role) or self.styles["body"]

    def box(self, role: str) -> BoxStyle:
        """The box style of a role; `plain` where the theme has none of that name."""
        return self.boxes.get(role) or self.boxes["plain"]

    def family(self, style: Style) -> FontFamily:
        return self.fonts[style.font]
