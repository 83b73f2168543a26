"""The parts and the markup of a Word file that its words are not read from.

Closed by default: a part or an element that our briefs do not have is named, whatever it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from msgspec import MsgspecError, Struct
from msgspec.json import decode

from generator.incoming.needs import VISITED
from generator.language.visible import words_of
from generator.language.words import word_set
from generator.opening.budget import Budget
from generator.opening.ooxml import Package
from generator.opening.wordprocessing import W
from generator.opening.xml_part import XmlElement
from generator.proof.beside import IMAGES, LINKS, PROPERTIES, Beside, gathered
from generator.proof.word_particulars import other_properties, stated_properties

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/"
_FIELDS = "{urn:policy-brief:fields}"
_CARRIED = "{urn:policy-brief:attachment}attachment"

_HEADS = "running heads and feet"

# Each part of a brief, by its name: what it is as far as it is not compared.
_STYLES = r"word/(?:styles|numbering|settings|webSettings|fontTable|theme/theme\d+)\.xml"
_PARTS = tuple(
    (re.compile(pattern), what)
    for pattern, what in (
        (r"word/(?:document|footnotes|endnotes)\.xml", "how the words are set"),
        (r"\[Content_Types\]\.xml|(?:.*/)?_rels/[^/]*\.rels", LINKS),
        (r"word/(?:header|footer)\d*\.xml", _HEADS),
        (rf"{_STYLES}|word/fonts/[^/]+", "styles, numbering, settings and fonts"),
        (r"word/media/[^/]+\.(?:png|jpe?g)", IMAGES),
        (r"docProps/(?:core|app|custom)\.xml", PROPERTIES),
        (r"customXml/item(?:Props)?\d+\.xml", "what fields are filled from"),
    )
)
_CORE = "docProps/core.xml"
_PROPERTIES = ("title", "creator", "identifier", "created")
_STORIES = re.compile(r"word/(?:document|footnotes|endnotes|(?:header|footer)\d*)\.xml")
_NOTES = re.compile(r"word/(?:foot|end)notes\.xml")
_LOOKS = re.compile(r"word/(?:styles|numbering|settings)\.xml")

_MARKUP = frozenset(
    f"{W}{name}"
    for name in word_set(
        "document body hdr ftr footnotes footnote endnotes endnote p r t br tab tabs tbl tblPr "
        "tblGrid gridCol gridSpan tr trPr tc tcPr pPr rPr sectPr noBreakHyphen softHyphen "
        "bookmarkStart bookmarkEnd hyperlink footnoteReference footnoteRef separator "
        "continuationSeparator fldChar instrText sdt sdtPr sdtContent alias tag id dataBinding "
        "text docPartObj docPartGallery docPartUnique drawing "
        # Their look: one line says that this is not compared.
        "pStyle rStyle tblStyle b bCs i iCs vertAlign rtl lang noProof keepNext keepLines "
        "pageBreakBefore "
        "spacing ind jc numPr ilvl numId framePr outlineLvl textAlignment cantSplit tblHeader tblW "
        "tblInd tblLayout tblLook tblCaption tblDescription tblCellMar tblBorders tcW tcBorders "
        "tcMar shd vAlign top left start bottom right end insideH insideV headerReference "
        "footerReference footnotePr endnotePr pos numFmt pgSz pgMar cols titlePg type pBdr "
        "noEndnote "
        # What every Word adds when it saves, and shows to nobody.
        "proofErr lastRenderedPageBreak widowControl formProt kern docGrid endnoteReference "
        "endnoteRef"
    )
) | {"{http://schemas.microsoft.com/office/word/2012/wordml}footnoteColumns"}
# The line above a first note is coloured; words are not, by hand.
_IN_NOTES_ONLY = f"{W}color"

_KNOWN_AS = {
    "vanish": "hidden words",
    "webHidden": "hidden words",
    "specVanish": "hidden words",
    "del": "tracked changes",
    "delText": "tracked changes",
    "ins": "tracked changes",
    "moveFrom": "tracked changes",
    "moveTo": "tracked changes",
    "commentReference": "comments",
    "commentRangeStart": "comments",
    "commentRangeEnd": "comments",
    "subDoc": "another document drawn in",
    "altChunk": "another document drawn in",
    "AlternateContent": "words of which a program shows one or the other",
    "pict": "drawings laid on the page",
    "object": "an object of another program",
    "sym": "signs that a font decides on",
}
# A ground of one colour behind the words of a page: a rectangle that says and shows nothing.
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_OF_GROUND = word_set(
    "Choice drawing anchor simplePos positionH positionV posOffset extent wrapNone docPr extLst "
    "ext decorative cNvGraphicFramePr graphic graphicData wsp cNvSpPr spPr xfrm off prstGeom avLst "
    "solidFill srgbClr schemeClr ln noFill bodyPr"
)
_BY_HAND = word_set(
    "color sz szCs position rFonts caps smallCaps strike dstrike effect outline shadow emboss "
    "imprint w fitText highlight u em"
)
_HYPHENS = {f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_SPOKEN = {f"{W}t", *_HYPHENS}
_TELLING = {
    "vanish": "a style that hides words",
    "webHidden": "a style that hides words",
    "specVanish": "a style that hides words",
    "numStart": "notes that are numbered from another number",
}
_INSTRUCTIONS = frozenset({"NOTEREF", "REF", "PAGEREF", "SEQ", "PAGE", "NUMPAGES", "TOC"})


def beside_word(package: Package) -> tuple[Beside, ...]:
    """All that a Word file holds and that is not compared. Raises BriefError if damaged."""
    return tuple(gathered(_beside_word(package)))


def word_titles(package: Package) -> Iterator[str]:
    """The title by which the properties name the file."""
    if _CORE in package.names:
        yield from (each.text or "" for each in package.xml(_CORE) if each.tag.endswith("}title"))


def _beside_word(package: Package) -> Iterator[Beside]:
    stored, house = _stored(package), _house_markup(package)
    carried: set[str] = set()
    yield Beside("who saved the file, and when", usual=True, said=_saved_by(package))
    for name, said in other_properties(package):
        yield Beside(f"a property that no brief has, {name[:60]}", said=said)
    for name in package.names:
        what = next((what for pattern, what in _PARTS if pattern.fullmatch(name)), None)
        if what is None and name.removeprefix("word/media/") in house:
            what = _HEADS
        if what is None:
            yield _strange(package, name)
            continue
        if name.startswith("customXml/item") and not name.startswith("customXml/itemProps"):
            yield from _custom(package.xml(name), name, carried)
            continue
        yield Beside(what, usual=True, said=_part_told(package, name))
        if _LOOKS.fullmatch(name):
            yield from _looks(package.xml(name), house)
        elif _STORIES.fullmatch(name):
            root = package.xml(name)
            yield from _pictured(root, name)
            yield from _fields(root, stored, package.budget)
            of_house = house if name.startswith(("word/header", "word/footer")) else frozenset()
            in_notes = bool(_NOTES.fullmatch(name))
            yield from _markup(root, package.budget, notes=in_notes, house=of_house)


class _OfHouse(Struct, frozen=True):
    """What the manifest says of the house's Word file that this one began with."""

    house: tuple[str, ...] = ()


def _house_markup(package: Package) -> frozenset[str]:
    """What stands in the heads and styles of the house: what is beyond that is told."""
    for name in package.names:
        if re.fullmatch(r"customXml/item\d+\.xml", name):
            root = package.xml(name)
            if root.tag == _CARRIED and root.get("name") == "manifest.json":
                with suppress(MsgspecError, UnicodeEncodeError):
                    return frozenset(decode(root.text or "", type=_OfHouse).house)
    return frozenset()


def _saved_by(package: Package) -> str:
    said = dict(stated_properties(package))
    return " · ".join(said[name] for name in ("lastModifiedBy", "modified") if name in said)


def _strange(package: Package, name: str) -> Beside:
    if re.fullmatch(r"word/comments\w*\.xml", name):
        return Beside("comments", said=_part_words(package, name))
    return Beside(f"a part that no brief has, {name}")


def _part_told(package: Package, name: str) -> str:
    """The words of a part that nobody compares, so that a reader can."""
    if name.startswith(("word/header", "word/footer")):
        return _part_words(package, name)
    if name == _CORE:
        said = {each.tag.rpartition("}")[2]: each.text or "" for each in package.xml(name)}
        return " · ".join(said[key] for key in _PROPERTIES if said.get(key))
    return ""


def _part_words(package: Package, name: str) -> str:
    """The words of a part, those of different paragraphs apart."""
    paragraphs = package.xml(name).iter(f"{W}p")
    return " ".join(_said(each, package.budget) for each in paragraphs)


def _custom(root: XmlElement, name: str, carried: set[str]) -> Iterator[Beside]:
    """A custom part: what travels along, once each, or what fields are filled from."""
    if root.tag == f"{_FIELDS}brief":
        yield Beside("what fields are filled from", usual=True)
    elif root.tag != _CARRIED:
        yield Beside(f"a part that no brief has, {name}")
    else:
        attached = root.get("name", "")
        if attached in carried:
            yield Beside(f"a second file named {attached}, which travels along")
        elif not (attached == "manifest.json" or attached.endswith(".md")):
            yield Beside(f"a file that travels along, {attached}")
        carried.add(attached)


def _looks(root: XmlElement, house: frozenset[str]) -> Iterator[Beside]:
    """What styles, numbering and settings may do to words, beyond how they look."""
    for element in root.iter():
        name = element.tag.removeprefix(W)
        if name in house:
            continue
        if name in _TELLING and element.get(f"{W}val") not in {"0", "false", "off"}:
            yield Beside(_TELLING[name])
        elif name == "lvlText":
            said = re.sub(r"%\d", "", element.get(f"{W}val", ""))
            if any(map(str.isalpha, said)) and said not in house:
                yield Beside("words that stand before paragraphs as their numbers", said=said)


def _markup(
    element: XmlElement,
    budget: Budget,
    *,
    notes: bool,
    house: frozenset[str],
    run: str | None = None,
) -> Iterator[Beside]:
    """The elements below one that no brief has, each as a whole, with the words that it sets."""
    for child in element:
        words = _said(child, budget) if child.tag == f"{W}r" and run is None else run
        if child.tag == _ALTERNATE and _is_ground(child):
            continue
        known = child.tag in _MARKUP or child.tag.startswith(_PICTURE)
        known = known or child.tag.rpartition("}")[2] in house
        if known or (notes and child.tag == _IN_NOTES_ONLY):
            yield from _markup(child, budget, notes=notes, house=house, run=words)
        else:
            yield Beside(_element_named(child.tag), said=_said(child, budget) or words or "")


def _is_ground(element: XmlElement) -> bool:
    """Whether an alternative is a ground behind the words, as the masthead of a brief has one."""
    inner = [each for each in element.iter() if each is not element]
    names = {each.tag.rpartition("}")[2] for each in inner}
    behind = [each.get("behindDoc") == "1" for each in inner if each.tag.endswith("}anchor")]
    return names <= _OF_GROUND and all(behind)


def _pictured(root: XmlElement, name: str) -> Iterator[Beside]:
    """The alternative texts of images; a brief has them in its body and its running heads."""
    for element in root.iter():
        if element.tag == f"{_PICTURE}wordprocessingDrawing}}docPr":
            said = element.get("descr", "")
            if name.startswith(("word/header", "word/footer")):
                yield Beside(_HEADS, usual=True, said=said)
            elif name == "word/document.xml":
                yield Beside(IMAGES, usual=True, said=said)
            else:
                yield Beside("an image in a note", said=said)


def _fields(root: XmlElement, stored: Mapping[str, str], budget: Budget) -> Iterator[Beside]:
    for element in root.iter():
        if element.tag == f"{W}sdt":
            yield from _bound(element, stored, budget)
        elif element.tag == f"{W}instrText":
            yield from _instruction(element.text or "")


def _element_named(tag: str) -> str:
    name = tag.rpartition("}")[2]
    if name in _KNOWN_AS:
        return _KNOWN_AS[name]
    return f"{'formatting by hand' if name in _BY_HAND else 'markup that no brief has'}, {name}"


def _said(element: XmlElement, budget: Budget) -> str:
    """The words of an element that a reader may see laid over others, or instead of them."""
    below = list(element.iter())
    budget.spend(VISITED, len(below))  # what stands inside each other is visited again and again
    said = (each for each in below if each.tag in _SPOKEN)
    return "".join(_HYPHENS.get(each.tag) or each.text or "" for each in said)


def _instruction(code: str) -> Iterator[Beside]:
    kind = code.split()[:1]
    if kind and kind[0] not in _INSTRUCTIONS:
        yield Beside(f"a field that no brief has, {kind[0][:40]}")


# --- fields that Word fills in ------------------------------------------------------------


def _stored(package: Package) -> dict[str, str]:
    """The values that fields are bound to, by name."""
    roots = (
        package.xml(name) for name in package.names if re.fullmatch(r"customXml/item\d+\.xml", name)
    )
    return {
        each.tag.removeprefix(_FIELDS): each.text or ""
        for root in roots
        if root.tag == f"{_FIELDS}brief"
        for each in root
    }


def _bound(control: XmlElement, stored: Mapping[str, str], budget: Budget) -> Iterator[Beside]:
    """A field for which Word will show another value than the text has."""
    binding = control.find(f"{W}sdtPr/{W}dataBinding")
    if binding is None:
        return
    path = re.fullmatch(r"/b:brief\[1\]/b:(\w+)\[1\]", binding.get(f"{W}xpath", ""))
    words = _said(control, budget)
    value = stored.get(path[1]) if path else None
    if value is None or words_of(value) != words_of(words):
        yield Beside("a field that shows other words than stand there", said=value or "")
