"""How a document looks: page, fonts, colours, named styles. One theme for every format.

All lengths are points, all colours `#rrggbb`. The bounds of a value are in its type, for both the
reader and the printed schema. They are those of Word (ISO 29500-1) if it has some, or else what can
still be read or printed.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from generator.config.kinds import (
    MADE,
    POINTS,
    ClassName,
    FontName,
    InkColor,
    LineOfWords,
    StyleName,
    Words,
)
from generator.document.colors import WHITE, Color, is_hidden
from generator.images.bitmaps import ImageFile
from generator.images.drawing import Drawing
from generator.theme.running_heads import RunningHead
from generator.theme.sheet import Inset, Sheet
from generator.theme.word_base import WordBase

Space = Annotated[float, Meta(ge=0, le=288, extra=POINTS)]
Shift = Annotated[float, Meta(ge=-288, le=288, extra=POINTS)]
TypeSize = Annotated[float, Meta(ge=6, le=144, extra=POINTS)]  # less cannot be read on paper
TableSize = Annotated[float, Meta(ge=7, le=36, extra=POINTS)]  # less cannot be read with ease
Leading = Annotated[float, Meta(ge=6, le=216, extra=POINTS)]
Weight = Annotated[float, Meta(ge=0, le=12, extra=POINTS)]  # Word: 96 eighths of a point (17.3.4)

TextAlignment = Literal["left", "right", "center", "justify"]
Caps = Literal["none", "small", "all"]
NumeralForm = Literal["font", "lining", "old-style"]
FigureWidth = Literal["font", "tabular", "proportional"]
Region = Literal["main", "side", "full"]
"""Where a block stands: in the main column, in the column at the side, or across both."""


class FontFamily(Struct, frozen=True):
    """A family as Word names it, and its four files for the formats that embed fonts."""

    name: LineOfWords
    regular: Path
    italic: Path
    bold: Path
    bold_italic: Path
    substitute: Words = ""  # what Word may show where the family is not installed
    fallback: tuple[FontName, ...] = ()  # families that stand in, in order, for what it lacks

    def file(self, *, bold: bool, italic: bool) -> Path:
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular


class Rule(Struct, frozen=True):
    """A straight line of a given weight and colour; weight 0 draws nothing."""

    weight: Weight = 0.0
    color: InkColor = "#000000"
    gap: Inset = 0.0  # between the line and the words beside it


class Style(Struct, frozen=True, cache_hash=True):
    """How a paragraph looks, inheritance already resolved.

    `first` indents the first line relative to `left`; a negative value hangs it.
    `tracking` is extra space between letters. `figures` and `figure_width` are as the font has
    them, or of another kind if it has that; small capitals are drawn where the font has them,
    and stay letters if it has none, since shrunken capitals look thin. With `hang` quotation
    marks, stops and hyphens at the ends of lines reach a little into the margins.
    """

    font: FontName = "text"
    size: TypeSize = 10.0
    leading: Leading = 14.0  # from line to line
    bold: bool = False
    italic: bool = False
    color: InkColor = "#000000"
    ground: InkColor | None = None  # behind words of a line that wear the style: a chip
    underline: bool = False
    plain_links: bool = False  # links in it are not underlined, whatever `link` says
    caps: Caps = "none"
    figures: NumeralForm = "font"
    figure_width: FigureWidth = "font"
    hang: bool = False
    tracking: Annotated[float, Meta(ge=-2, le=20, extra=POINTS)] = 0.0
    align: TextAlignment = "left"
    before: Space = 0.0
    after: Space = 0.0
    left: Space = 0.0
    right: Space = 0.0
    first: Shift = 0.0
    keep_with_next: bool = False
    keep_together: bool = False
    hyphenate: bool = True
    above: Rule = Rule()
    below: Rule = Rule()
    region: Region = "main"
    inherit: StyleName = ""  # A style that this one takes everything from but what it names itself.

    @property
    def colors_links(self) -> bool:
        """Whether links and marks of notes in it have its colour: one for a dark ground, mostly."""
        return is_hidden(self.color, WHITE, self.size, bold=self.bold)


class BoxStyle(Struct, frozen=True):
    """Ground, edges and inner margins of a box."""

    fill: InkColor | None = None
    above: Rule = Rule()
    below: Rule = Rule()
    side: Rule = Rule()  # along the left edge
    padding_top: Inset = 8.0
    padding_right: Inset = 10.0
    padding_bottom: Inset = 8.0
    padding_left: Inset = 10.0
    before: Space = 6.0
    after: Space = 10.0
    title: StyleName = "box-title"  # the paragraph style of its title
    keep_together: bool = False
    most_lines: Annotated[int, Meta(ge=1, le=99)] | None = None  # more are told
    bleed: bool = False  # its ground reaches the edges of the sheet: a band
    region: Region = "main"


Bullet = Annotated[str, Meta(title="bullet", min_length=1, max_length=3, extra={"printed": ""})]
ListNumeral = Literal["decimal", "lower-letter", "upper-letter", "lower-roman", "upper-roman"]


class ListStyle(Struct, frozen=True):
    """Bullets and numbers hang in `indent`; each level of nesting adds one more.

    `bullet` and `numerals` are those of the first level, the second and so on; deeper levels begin
    again. Bullets count all lists around them, numbers only those that are numbered.
    """

    indent: Inset = 16.0
    bullet: Annotated[tuple[Bullet, ...], Meta(min_length=1)] = ("•", "–", "▪")
    numerals: Annotated[tuple[ListNumeral, ...], Meta(min_length=1)] = (
        "decimal",
        "lower-letter",
        "lower-roman",
    )
    between: Inset = 3.0  # after each item
    region: Region = "main"

    def bullet_at(self, level: int) -> str:
        """The bullet of a list inside so many other lists."""
        return self.bullet[level % len(self.bullet)]

    def numeral_at(self, level: int) -> ListNumeral:
        """How the items are numbered of a list inside so many other numbered lists."""
        return self.numerals[level % len(self.numerals)]


class TableStyle(Struct, frozen=True):
    """Rules and paddings of tables; words wear the styles `table-header` and `table-cell`."""

    head: Rule = Rule(1.0)  # above the header row and below the last row
    under_header: Rule = Rule(0.6)
    between: Rule = Rule(0.3, "#c0c0c0")
    header_fill: InkColor | None = None
    banding: InkColor | None = None  # behind every second row
    padding_x: Annotated[float, Meta(ge=0, le=36, extra=POINTS)] = 5.0
    padding_y: Annotated[float, Meta(ge=0, le=36, extra=POINTS)] = 3.0
    before: Space = 4.0
    after: Space = 10.0
    region: Region = "main"


class FigureStyle(Struct, frozen=True):
    """Images are as wide as their pixels allow, at most as what they stand in."""

    region: Region = "main"


class ContentsStyle(Struct, frozen=True):
    """Tables of contents; words wear `contents-title` and, by level, `contents1` to `contents3`."""

    leader: Literal["dots", "none"] = "dots"  # from an entry to its page number
    numbers: Inset = 24.0  # the width that is kept free for page numbers
    after: Space = 10.0
    region: Region = "main"


class NoteStyle(Struct, frozen=True):
    """Notes at the foot of the page; their words wear the style `note`.

    They stand in so many `columns`; 0 are as many as the text has.
    """

    region: Region = "main"
    columns: Annotated[int, Meta(ge=0, le=4)] = 0
    rule: Rule = Rule(0.5, "#808080", 5.0)
    rule_width: Annotated[float, Meta(ge=0, le=1584, extra=POINTS)] = 96.0
    indent: Inset = 14.0  # the number hangs in it
    between: Inset = 2.0
    most: Annotated[float, Meta(ge=0.1, le=0.9)] = 0.7  # of the page, for notes carried over


class DraftStyle(Struct, frozen=True):
    """Colours of a draft: the word across each page, and what is remarked in the margin."""

    watermark: InkColor = "#e3e3e3"  # light enough to be read through
    error: InkColor = "#a31621"
    warning: InkColor = "#8a5200"
    note: InkColor = "#12508a"


class SectionStyle(Struct, frozen=True):
    """How a section is arranged: in so many columns across the page, on a page of its own.

    The heading that opens it goes across them; it ends before the next one of its level. Pages of
    its own with the long side at the head are `landscape`. Where the last page of a document is
    less than a third full, the section gives up as much as `draw_in` of the distance of its lines,
    and five times that of the space between them, if that saves it. The words of its tables are
    `table_size` points, if it says so, their heads and the distance of their lines as much less.
    """

    columns: Annotated[int, Meta(ge=1, le=4)] = 1
    new_page: bool = False
    landscape: bool = False
    draw_in: Annotated[float, Meta(ge=0, le=0.1)] = 0.0
    table_size: TableSize | None = None


class Logo(Struct, frozen=True):
    """The image that `{logo}` shows in a header or footer: PNG, JPEG or SVG."""

    file: Path  # in the template's folder, or in that of one that it builds on
    height: Annotated[float, Meta(ge=6, le=144, extra=POINTS)] = 24.0
    image: Annotated[ImageFile | Drawing | None, MADE] = None

    @property
    def width(self) -> float:
        """How wide it is shown, in points."""
        return self.height * self.image.width / self.image.height if self.image else 0.0


class DarkColors(Struct, frozen=True):
    """Colours of web pages on a dark screen, by the names that `[colors]` has for them.

    What is not said is derived from the colour on paper. `paper` names the page among the grounds.
    """

    words: Mapping[ClassName, Color] = field(default_factory=dict)
    grounds: Mapping[ClassName, Color] = field(default_factory=dict)  # behind words
    lines: Mapping[ClassName, Color] = field(default_factory=dict)


class Theme(Struct, frozen=True):
    name: LineOfWords
    page: Sheet
    fonts: Mapping[FontName, FontFamily]
    styles: Mapping[StyleName, Style]
    boxes: Mapping[ClassName, BoxStyle]
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
    logo: Logo | None = None
    sections: Mapping[ClassName, SectionStyle] = field(default_factory=dict)
    colors: Mapping[ClassName, Color] = field(default_factory=dict)
    dark: DarkColors = DarkColors()
    embed_fonts: bool = False  # in Word files, for readers who have not installed them
    number_headings: bool = False  # of sections: 1, 1.1, 1.1.1
    base: Annotated[WordBase | None, MADE] = None  # what Word files begin with
    remarks: Annotated[float, MADE] = 0.0  # points beside the text that a draft has more

    def sheet(self, *, landscape: bool = False) -> Sheet:
        """The sheet of a page; that of a draft has room for remarks at its right."""
        page = self.page.landscape if landscape else self.page
        if not self.remarks:
            return page
        return replace(page, width=page.width + self.remarks, right=page.right + self.remarks)

    @property
    def heads(self) -> Mapping[str, RunningHead]:
        """The running heads by the names of their tables."""
        return {
            "header": self.header,
            "footer": self.footer,
            "first_header": self.first_header,
            "first_footer": self.first_footer,
        }

    @property
    def kept(self) -> frozenset[str]:
        """The roles whose look in Word is a house's own."""
        return self.base.kept if self.base else frozenset()

    def style(self, role: str) -> Style:
        """The style of a role; `body` where the theme has none of that name."""
        return self.styles.get(role) or self.styles["body"]

    def table_scale(self, section: str) -> float:
        """The size of type in tables of a kind of section, as a share of that in others."""
        found = self.sections.get(section)
        size = found.table_size if found else None
        return size / self.style("table-cell").size if size else 1.0

    def box(self, role: str) -> BoxStyle:
        """The box style of a role; `plain` where the theme has none of that name."""
        return self.boxes.get(role) or self.boxes["plain"]

    def family(self, style: Style) -> FontFamily:
        return self.fonts[style.font]
