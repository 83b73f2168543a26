"""The markup of a Word file that no brief has.

Closed by default: an element that our briefs do not have is named, whatever it does.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.incoming.needs import VISITED
from generator.language.words import word_set
from generator.opening.budget import Budget
from generator.opening.wordprocessing import ALTERNATIVES, W
from generator.opening.xml_part import XmlElement
from generator.proof.beside import Beside

PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/"
"""How the namespaces of pictures begin."""

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


def strange_markup(
    element: XmlElement,
    budget: Budget,
    *,
    notes: bool,
    house: frozenset[str],
    run: str | None = None,
) -> Iterator[Beside]:
    """The elements below one that no brief has, each as a whole, with the words that it sets."""
    for child in element:
        words = words_set_in(child, budget) if child.tag == f"{W}r" and run is None else run
        if child.tag == ALTERNATIVES and _is_ground(child):
            continue
        known = child.tag in _MARKUP or child.tag.startswith(PICTURE)
        known = known or child.tag.rpartition("}")[2] in house
        if known or (notes and child.tag == _IN_NOTES_ONLY):
            yield from strange_markup(child, budget, notes=notes, house=house, run=words)
        else:
            yield Beside(_element_named(child.tag), said=words_set_in(child, budget) or words or "")


def _is_ground(element: XmlElement) -> bool:
    """Whether an alternative is a ground behind the words, as the masthead of a brief has one."""
    inner = [each for each in element.iter() if each is not element]
    names = {each.tag.rpartition("}")[2] for each in inner}
    behind = [each.get("behindDoc") == "1" for each in inner if each.tag.endswith("}anchor")]
    return names <= _OF_GROUND and all(behind)


def _element_named(tag: str) -> str:
    name = tag.rpartition("}")[2]
    if name in _KNOWN_AS:
        return _KNOWN_AS[name]
    return f"{'formatting by hand' if name in _BY_HAND else 'markup that no brief has'}, {name}"


def words_set_in(element: XmlElement, budget: Budget) -> str:
    """The words of an element that a reader may see laid over others, or instead of them."""
    below = list(element.iter())
    budget.spend(VISITED, len(below))  # what stands inside each other is visited again and again
    said = (each for each in below if each.tag in _SPOKEN)
    return "".join(_HYPHENS.get(each.tag) or each.text or "" for each in said)
