"""How the words of a Word file look, as far as it decides whether anybody sees them where they are.

Styles, sections and the theme decide it as much as what stands beside the words. Any program that
saves a file writes them anew: so they are not compared, and what they come to is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.document.colors import contrast
from generator.language.visible import words_of
from generator.opening.list_numbers import as_int
from generator.opening.ooxml import Package
from generator.opening.wordprocessing import A, W, based_on, is_on, letters_below, value_of
from generator.opening.xml_part import XmlElement
from generator.proof.beside import Beside
from generator.proof.needs import SEEN

_PAPER = "#ffffff"
_INK = "#000000"
_LEAST_CONTRAST = 1.5
_SMALLEST = 6  # half-points
_PER_POINT = 20  # twips
_LEAST_LINE = 4  # twips for each half-point of its words: two fifths of their size
_SIGN_FONTS = re.compile(
    r"symbol|standard symbols.*|wingdings.*|webdings|marlett|zapf ?dingbats|mt extra|bookshelf.*",
    re.IGNORECASE,
)
_HIGHLIGHTS = {
    "black": "#000000", "blue": "#0000ff", "cyan": "#00ffff", "green": "#00ff00",
    "magenta": "#ff00ff", "red": "#ff0000", "yellow": "#ffff00", "white": "#ffffff",
    "darkBlue": "#000080", "darkCyan": "#008080", "darkGreen": "#008000",
    "darkMagenta": "#800080", "darkRed": "#800000", "darkYellow": "#808000",
    "darkGray": "#808080", "lightGray": "#c0c0c0",
}  # fmt: skip
# What a theme calls its colours (ISO/IEC 29500-1, 17.18.97), by their names in its part.
_OF_THEME = {
    "background1": "lt1", "light1": "lt1", "text1": "dk1", "dark1": "dk1", "background2": "lt2",
    "light2": "lt2", "text2": "dk2", "dark2": "dk2", "hyperlink": "hlink",
    "followedHyperlink": "folHlink", **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
}  # fmt: skip


class _Sheet(Struct, frozen=True):
    """The styles of a file by their identifiers, its defaults, and the colours of its theme."""

    styles: Mapping[str, XmlElement]
    defaults: XmlElement | None
    normal: str
    colors: Mapping[str, str]

    def color(self, element: XmlElement | None, name: str, theme: str) -> str | None:
        """The colour that an attribute names; that of the theme goes first (17.3.2.6)."""
        if element is None:
            return None
        tinted = {"themeTint", "themeShade", "themeFillTint", "themeFillShade"}
        plain = not any(element.get(f"{W}{one}") for one in tinted)
        themed = self.colors.get(_OF_THEME.get(element.get(f"{W}{theme}", ""), ""))
        if themed and plain:
            return themed
        said = element.get(f"{W}{name}", "")
        return f"#{said.lower()}" if re.fullmatch("[0-9A-Fa-f]{6}", said) else None


class _Found(Struct, frozen=True):
    """Where the properties of words or of a paragraph are said, what goes first before the rest."""

    said: tuple[XmlElement, ...]

    def __call__(self, name: str) -> XmlElement | None:
        children = (one.find(f"{W}{name}") for one in self.said)
        return next((one for one in children if one is not None), None)

    def number(self, name: str, attribute: str = "val") -> int:
        """The number of an attribute, in the first place that says one; 0 if none does."""
        for one in self.said:
            child = one.find(f"{W}{name}")
            if child is not None and child.get(f"{W}{attribute}") is not None:
                return as_int(child.get(f"{W}{attribute}"), 0)
        return 0

    def is_on(self, name: str) -> bool:
        return is_on(self(name))


def unseen_words(package: Package, stories: Iterable[str]) -> Iterator[Beside]:
    """Words in these parts that a reader does not see, or not where they stand."""
    sheet = _sheet(package)
    for name in stories:
        root = package.xml(name)
        package.budget.spend(SEEN, sum(1 for _ in root.iter()))
        room = _room(root)
        for paragraph, grounds in _paragraphs(root, (_PAPER,), sheet):
            yield from _unseen_in(paragraph, grounds, room, sheet)


# --- the sheet ----------------------------------------------------------------------------


def _sheet(package: Package) -> _Sheet:
    styles: dict[str, XmlElement] = {}
    defaults, normal = None, ""
    for name in package.names:
        if name == "word/styles.xml":
            root = package.xml(name)
            defaults = root.find(f"{W}docDefaults")
            for style in root.iter(f"{W}style"):
                key = style.get(f"{W}styleId", "")
                styles[key] = style
                if style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph":
                    normal = key
    return _Sheet(styles, defaults, normal, _theme_colors(package))


def _theme_colors(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in package.names:
        if re.fullmatch(r"word/theme/theme\d+\.xml", name):
            for scheme in package.xml(name).iter(f"{A}clrScheme"):
                for entry in scheme:
                    for color in entry:
                        said = color.get("val", "") if color.tag.endswith("srgbClr") else ""
                        said = said or color.get("lastClr", "")
                        if re.fullmatch("[0-9A-Fa-f]{6}", said):
                            found[entry.tag.removeprefix(A)] = f"#{said.lower()}"
    return found


# --- paragraphs and the grounds they stand on ---------------------------------------------


def _paragraphs(
    element: XmlElement, grounds: Sequence[str], sheet: _Sheet
) -> Iterator[tuple[XmlElement, Sequence[str]]]:
    """The paragraphs below an element, each with the colours that may lie under it."""
    for child in element:
        if child.tag == f"{W}p":
            yield child, grounds
        elif child.tag == f"{W}tbl":
            yield from _in_table(child, grounds, sheet)
        elif child.tag == f"{W}tc":
            own = sheet.color(child.find(f"{W}tcPr/{W}shd"), "fill", "themeFill")
            yield from _paragraphs(child, (own,) if own else grounds, sheet)
        else:
            yield from _paragraphs(child, grounds, sheet)


def _in_table(
    table: XmlElement, grounds: Sequence[str], sheet: _Sheet
) -> Iterator[tuple[XmlElement, Sequence[str]]]:
    """The paragraphs of a table: its style may give its first row, or bands, a ground."""
    first: list[str] = []
    bands: list[str] = []
    properties = table.find(f"{W}tblPr")
    worn = "" if properties is None else value_of(properties, "tblStyle")
    for style in based_on(sheet.styles, worn):
        for shading in style.iter(f"{W}tblStylePr"):
            fill = sheet.color(shading.find(f"{W}tcPr/{W}shd"), "fill", "themeFill")
            if fill:
                (first if shading.get(f"{W}type") == "firstRow" else bands).append(fill)
    for number, row in enumerate(table.iter(f"{W}tr")):
        under = first if first and number == 0 else (*grounds, *bands)
        yield from _paragraphs(row, under, sheet)


class _Room(Struct, frozen=True):
    """How wide the widest page of a part is and how high the highest, in twips."""

    width: int
    height: int


def _room(root: XmlElement) -> _Room:
    sizes = [one.find(f"{W}pgSz") for one in root.iter(f"{W}sectPr")]
    widths = [as_int(one.get(f"{W}w"), 0) for one in sizes if one is not None]
    heights = [as_int(one.get(f"{W}h"), 0) for one in sizes if one is not None]
    return _Room(max(widths, default=31_680), max(heights, default=31_680))


# --- what keeps words from being seen -----------------------------------------------------


def _unseen_in(
    paragraph: XmlElement, grounds: Sequence[str], room: _Room, sheet: _Sheet
) -> Iterator[Beside]:
    own = paragraph.find(f"{W}pPr")
    style = sheet.normal if own is None else value_of(own, "pStyle") or sheet.normal
    chain = list(based_on(sheet.styles, style))
    set_as = _said_of("pPr", own, chain, sheet)
    words = " ".join(words_of(letters_below(paragraph)))
    if not words:
        return
    if fault := _off_the_page(set_as, room):
        yield Beside(fault, said=words)
    shaded = sheet.color(set_as("shd"), "fill", "themeFill")
    under = (shaded,) if shaded else grounds
    line = set_as.number("spacing", "line") if _is_exact(set_as) else 0
    for run in paragraph.iter(f"{W}r"):
        said = letters_below(run)
        if not words_of(said):
            continue
        direct = run.find(f"{W}rPr")
        worn = "" if direct is None else value_of(direct, "rStyle")
        looks = _said_of("rPr", direct, [*based_on(sheet.styles, worn), *chain], sheet)
        yield from (Beside(fault, said=said) for fault in _illegible(looks, under, sheet))
        if 0 < line < _LEAST_LINE * looks.number("sz"):
            yield Beside("lines laid over each other", said=said)


def _said_of(
    kind: str, direct: XmlElement | None, styles: Iterable[XmlElement], sheet: _Sheet
) -> _Found:
    default = None if sheet.defaults is None else sheet.defaults.find(f"{W}{kind}Default/{W}{kind}")
    found = (direct, *(style.find(f"{W}{kind}") for style in styles), default)
    return _Found(tuple(one for one in found if one is not None))


def _is_exact(paragraph: _Found) -> bool:
    spacing = (one.find(f"{W}spacing") for one in paragraph.said)
    rules = (one.get(f"{W}lineRule") for one in spacing if one is not None)
    return next((one for one in rules if one), "") == "exact"


def _off_the_page(paragraph: _Found, room: _Room) -> str:
    """Why a paragraph does not stand on its page; empty if it does."""
    sides = [paragraph.number("ind", one) for one in ("left", "start", "right", "end")]
    if any(abs(one) >= room.width for one in sides):
        return "words outside of the page"
    if paragraph("framePr") is not None:
        x, y = (paragraph.number("framePr", one) for one in ("x", "y"))
        wide, high = (paragraph.number("framePr", one) for one in ("w", "h"))
        if not -wide <= x < room.width or not -high <= y < room.height:
            return "words outside of the page"
        rule = paragraph("framePr")
        exact = rule is not None and rule.get(f"{W}hRule") == "exact"
        if (exact and high < 100) or 0 < wide < 200:
            return "words in a frame that is too small for them"
    return ""


def _illegible(looks: _Found, grounds: Sequence[str], sheet: _Sheet) -> Iterator[str]:
    """What a run wears that no style of a brief has words wear."""
    size = looks.number("sz") or 20
    color = sheet.color(looks("color"), "val", "themeColor") or _INK
    own = sheet.color(looks("shd"), "fill", "themeFill")
    marked = looks("highlight")
    lit = None if marked is None else _HIGHLIGHTS.get(marked.get(f"{W}val", ""))
    under = [lit] if lit else [own] if own else grounds
    if all(contrast(color, ground) < _LEAST_CONTRAST for ground in under):
        yield "words in the colour of what lies under them"
    if size <= _SMALLEST:
        yield "words too small to be read"
    if looks.is_on("strike") or looks.is_on("dstrike"):
        yield "words that are struck out"
    if _is_moved(looks, size):
        yield "words whose letters are moved from their places"
    fonts = looks("rFonts")
    named = () if fonts is None else (fonts.get(f"{W}{one}", "") for one in ("ascii", "hAnsi"))
    if any(_SIGN_FONTS.fullmatch(one) for one in named):
        yield "words in a font of signs"
    effects = (child.tag.rpartition("}")[2] for one in looks.said for child in one)
    if "textFill" in effects:
        yield "words that are filled in another way"


def _is_moved(looks: _Found, size: int) -> bool:
    """Whether letters are raised, drawn together or made narrow beyond reading."""
    stretch = looks.number("w") or 100
    away = abs(looks.number("position")) > 2 * size
    apart = abs(looks.number("spacing")) > size * _PER_POINT / 4
    return away or apart or not 50 <= stretch <= 200 or looks("fitText") is not None
