"""A house's Word file, .docx, .dotx or .dotm → what it says, and what of it cannot be taken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from xml.sax.saxutils import unescape

from generator.diagnostics import Span, codes, refusal
from generator.houses.colors import HouseColors, read_house_colors
from generator.houses.head_places import read_house_head
from generator.houses.house import House, HouseHead, HouseLine, HouseLook, HouseTable
from generator.houses.lists import read_lists
from generator.houses.looks import HouseStyles, line_of, twentieths
from generator.houses.markup import clean_fonts, clean_settings, clean_theme, markup_of
from generator.houses.sections import heads_of, page_of
from generator.opening.budget import Budget, Objections
from generator.opening.ooxml import Package, word_package
from generator.opening.wordprocessing import A, W, based_on, value_of
from generator.opening.xml_part import XmlElement
from generator.theme.word_base import house_picture

_ACTING = (
    (re.compile(r"(?i)vba(?:Project|Data)"), "macros"),
    (re.compile(r"(?i)attachedToolbars|customizations\.xml"), "toolbars of its own"),
    (re.compile(r"(?i)/embeddings/|oleObject"), "embedded objects"),
    (re.compile(r"(?i)/activeX/"), "ActiveX controls"),
    (re.compile(r"(?i)afchunk|\.mht$|/subdoc"), "other documents inside it"),
)
_ACTING_FIELD = re.compile(
    r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON)\b"
)
_SUFFIXES = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf"}


def house_budget(file: str) -> Budget:
    """What reading a house's file may take, and the findings on one that cannot be opened."""
    objections = Objections(
        damaged=(codes.DAMAGED_FILE, "open it in the program it came from, and save it again"),
        locked=(codes.LOCKED_FILE, "save a copy without a password as .docx, and take that"),
        large=(codes.LARGE_FILE, "save it without its pictures and text, and take that"),
    )
    return Budget(file, objections)


def read_house(data: bytes, budget: Budget) -> House:
    """What a house's Word file says. Nothing of it is opened that could act.

    Raises BriefError if it cannot be read, asks for too much, or has no styles.
    """
    package = word_package(data, budget)
    main = next(package.related("", "officeDocument"), None)
    styles_part = None if main is None else next(package.related(main, "styles"), None)
    root = None if styles_part is None else package.xml(styles_part)
    if main is None or root is None or root.find(f"{W}style") is None:
        message = "this Word file has no styles: it says nothing of how documents look"
        hint = "open it in Word, save it as .docx, and take that"
        raise refusal(codes.NOT_TAKEN_IN, message, Span.at(budget.file), hint=hint)
    return _House(package, main, root).read()


_ROOTS = {
    "theme": f"{A}theme",
    "settings": f"{W}settings",
    "numbering": f"{W}numbering",
    "fontTable": f"{W}fonts",
    "header": f"{W}hdr",
    "footer": f"{W}ftr",
}


class _House:
    """A house's file that is being read."""

    def __init__(self, package: Package, main: str, styles: XmlElement) -> None:
        self._package, self._main = package, main
        settings, theme = self._part("settings"), self._part("theme")
        self._settings, self._theme = settings, theme
        self.palette = read_house_colors(theme, settings)
        self._body = package.xml(main)
        worn = {one.get(f"{W}val", "") for one in self._body.iter(f"{W}pStyle")}
        self._lists = read_lists(self._part("numbering"), styles)
        self.styles = HouseStyles(self._lists, self.palette, worn)

    def _part(self, kind: str) -> XmlElement | None:
        """The root of a part; one that is something else than it is said to be is none."""
        roots = map(self._package.xml, self._package.related(self._main, kind))
        return next((root for root in roots if root.tag == _ROOTS[kind]), None)

    def read(self) -> House:
        sections = tuple(self._body.iter(f"{W}sectPr"))
        heads, dropped = self._heads(sections)
        fonts = self._part("fontTable")
        parts = self._parts(fonts, heads)
        return House(
            styles=self.styles.all(),
            named=self.styles.named,
            shown_levels=self._lists.shown,
            page=page_of(self._body, sections),
            table=read_table(self._body, self.styles, self.palette),
            heads=heads,
            colors=self.palette.colors,
            fonts=self.palette.fonts,
            serifs=frozenset(_serifs(fonts)),
            parts=parts,
            markup=tuple(sorted(set(_markup_names(heads, parts)))),
            untaken=tuple(dict.fromkeys(chain(self._acting(), dropped))),
        )

    def _heads(
        self, sections: tuple[XmlElement, ...]
    ) -> tuple[tuple[HouseHead, ...], tuple[str, ...]]:
        relations = self._package.relationships(self._main)
        heads, told = [], []
        for (kind, pages), key in heads_of(sections).items():
            relation = relations.get(key)
            if relation is None or not self._package.zipped.holds(relation.target):
                continue
            root = self._package.xml(relation.target)
            if root.tag != _ROOTS[kind]:
                continue
            own = self._package.relationships(relation.target)
            head, dropped = read_house_head(root, own, self.styles, kind, pages)
            heads.append(head)
            called = f"{kind} of the first page" if pages == "first" else kind
            told += [f"{one} in the {called} was left out" for one in dropped]
        return tuple(heads), tuple(told)

    def _parts(self, fonts: XmlElement | None, heads: tuple[HouseHead, ...]) -> Mapping[str, bytes]:
        """The clean parts; the lists of styles have other numbers in them."""
        texts = {
            "word/styles.xml": markup_of(self._lists.styles),
            "word/numbering.xml": markup_of(self._lists.numbering),
            "word/settings.xml": clean_settings(self._settings),
            "word/fontTable.xml": clean_fonts(fonts),
        }
        if self._theme is not None:
            texts["word/theme/theme1.xml"] = clean_theme(self._theme)
        parts = {name: text.encode() for name, text in texts.items()}
        for head in heads:
            for kind, target, is_external in head.relations.values():
                if kind.endswith("/image") and not is_external and self._is_picture(target):
                    parts[target] = self._package.zipped.read(target)
        return parts

    def _is_picture(self, target: str) -> bool:
        suffix = target[target.rfind(".") :].lower()
        return suffix in _SUFFIXES and self._package.zipped.holds(target)

    def _acting(self) -> Iterator[str]:
        """What in the file could act, or leads out of it: none of it is taken."""
        for pattern, called in _ACTING:
            if any(pattern.search(name) for name in self._package.names):
                yield f"{called} were left out"
        for name in self._package.names:
            source = re.fullmatch(r"(.*?)_rels/([^/]+)\.rels", name)
            if source is None:
                continue
            for one in self._package.relationships(source[1] + source[2]).values():
                kind = one.kind.rpartition("/")[2]
                if one.is_external and kind != "hyperlink":
                    yield f"a link to what lies outside it ({kind}) was left out"
        for found in _ACTING_FIELD.findall(" ".join(_field_codes(self._body))):
            yield f"the field {found} was left out"


_TAG = re.compile(r"<(?:\w+:)?(\w+)[ />]")
_HIDING = re.compile(r"<w:(vanish|webHidden|specVanish|numStart)[ />]")
_NUMBER_WORDS = re.compile(r'<w:lvlText [^>]*w:val="([^"]*)"')


def _markup_names(heads: Iterable[HouseHead], parts: Mapping[str, bytes]) -> Iterator[str]:
    """The elements and pictures of heads, what hides words in styles, the words of numbers."""
    for head in heads:
        yield from _TAG.findall(head.markup)
        yield from (house_picture(target) for _, target, _ in head.relations.values())
    yield from _HIDING.findall(parts["word/styles.xml"].decode())
    for words in _NUMBER_WORDS.findall(parts["word/numbering.xml"].decode()):
        yield unescape(re.sub(r"%\d", "", words), {"&quot;": '"'})


def _field_codes(root: XmlElement) -> Iterator[str]:
    yield from (one.text or "" for one in root.iter(f"{W}instrText"))
    yield from (one.get(f"{W}instr", "") for one in root.iter(f"{W}fldSimple"))


def _serifs(fonts: XmlElement | None) -> Iterator[str]:
    for font in () if fonts is None else fonts:
        family = font.find(f"{W}family")
        if family is not None and family.get(f"{W}val") == "roman":
            yield font.get(f"{W}name", "")


# --- its table style --------------------------------------------------------------------


def read_table(body: XmlElement, styles: HouseStyles, palette: HouseColors) -> HouseTable | None:
    """The style that most tables of the file wear, else its first own one, else "Table Grid"."""
    style = _style_of_tables(body, styles)
    if style is None:
        return None
    table = HouseTable(value_of(styles.elements[style], "name"))
    chain = tuple(based_on(styles.elements, style))
    edges = _found_in(chain, f"{W}tblPr/{W}tblBorders")
    header = _of_row(chain, "firstRow")
    band = _of_row(chain, "band2Horz") or _of_row(chain, "band1Horz")
    margins = next(iter(_found_in(chain, f"{W}tblPr/{W}tblCellMar")), None)
    under = _found_in(header, f"{W}tcPr/{W}tcBorders")
    between = _edge_of_table(edges, "insideH", palette)
    look = HouseLook()
    for each in reversed(header):
        look = styles.laid_over(look, each.find(f"{W}rPr"), None)
    return HouseTable(
        table.name,
        head=_edge_of_table(edges, "top", palette),
        under_header=_edge_of_table(under, "bottom", palette) or between,
        between=between,
        header_fill=_fill_of_row(header, palette),
        banding=_fill_of_row(band, palette),
        padding_x=_padding(margins, "left"),
        padding_y=_padding(margins, "top"),
        header=look,
    )


def _style_of_tables(body: XmlElement, styles: HouseStyles) -> str | None:
    worn = Counter(value_of(properties, "tblStyle") for properties in body.iter(f"{W}tblPr"))
    used = [style for style, _ in worn.most_common() if style in styles.elements]
    own = [
        id_
        for id_, one in styles.elements.items()
        if one.get(f"{W}type") == "table" and one.get(f"{W}default") is None
    ]
    grid = styles.named.get("table table grid")
    custom = [id_ for id_ in own if styles.elements[id_].get(f"{W}customStyle")]
    return next(iter((*used, *custom, *([grid] if grid else []))), None)


def _found_in(parts: Iterable[XmlElement], path: str) -> list[XmlElement]:
    return [found for one in parts if (found := one.find(path)) is not None]


def _of_row(chain: tuple[XmlElement, ...], kind: str) -> list[XmlElement]:
    """What the styles of a chain say of a kind of rows, the nearest first."""
    return [
        part
        for style in chain
        for part in style.findall(f"{W}tblStylePr")
        if part.get(f"{W}type") == kind
    ]


def _edge_of_table(edges: list[XmlElement], side: str, palette: HouseColors) -> HouseLine | None:
    return next(filter(None, (line_of(one.find(f"{W}{side}"), palette) for one in edges)), None)


def _fill_of_row(parts: list[XmlElement], palette: HouseColors) -> str | None:
    found = (palette.color(one.find(f"{W}tcPr/{W}shd"), "fill") for one in parts)
    return next(filter(None, found), None)


def _padding(margins: XmlElement | None, side: str) -> float | None:
    edge = None if margins is None else margins.find(f"{W}{side}")
    return None if edge is None else twentieths(edge, "w")
