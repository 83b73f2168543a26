"""The parts of a Word file that its words are not read from.

Closed by default: a part that our briefs do not have is named, whatever it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from msgspec import MsgspecError, Struct
from msgspec.json import decode

from generator.opening.ooxml import CORE, Package
from generator.opening.wordprocessing import W
from generator.opening.xml_part import XmlElement
from generator.proof.beside import (
    FIELDS,
    HEADS,
    IMAGES,
    IN_WORD,
    LINKS,
    LOOKS,
    PROPERTIES,
    Beside,
    gathered,
)
from generator.proof.word_markup import PICTURE, strange_markup, words_set_in
from generator.proof.word_particulars import other_properties, stated_properties
from generator.proof.word_shown import (
    misdirected_words,
    other_starts,
    stored_values,
    strange_fields,
)
from generator.proof.word_sight import unseen_words
from generator.proof.word_wiring import strange_in_story, strange_wiring

_FILLED_FROM = "{urn:policy-brief:fields}"
_CARRIED = "{urn:policy-brief:attachment}attachment"

# Each part of a brief, by its name: what it is as far as it is not compared.
_STYLES = r"word/(?:styles|numbering|settings|webSettings|fontTable|theme/theme\d+)\.xml"
_PARTS = tuple(
    (re.compile(pattern), what)
    for pattern, what in (
        (r"word/(?:document|footnotes|endnotes)\.xml", IN_WORD),
        (r"\[Content_Types\]\.xml|(?:.*/)?_rels/[^/]*\.rels", LINKS),
        (r"word/(?:header|footer)\d*\.xml", HEADS),
        (rf"{_STYLES}|word/fonts/[^/]+", LOOKS),
        (r"word/media/[^/]+\.(?:png|jpe?g)", IMAGES),
        (r"docProps/(?:core|app|custom)\.xml", PROPERTIES),
        (r"customXml/item(?:Props)?\d+\.xml", FIELDS),
    )
)
_PROPERTIES = ("title", "creator", "identifier", "created")
_STORIES = re.compile(r"word/(?:document|footnotes|endnotes|(?:header|footer)\d*)\.xml")
_TEXTS = re.compile(r"word/(?:document|footnotes|endnotes)\.xml")
_NOTES = re.compile(r"word/(?:foot|end)notes\.xml")
_LOOKS = re.compile(r"word/(?:styles|numbering|settings)\.xml")

_TELLING = {
    "vanish": "a style that hides words",
    "webHidden": "a style that hides words",
    "specVanish": "a style that hides words",
    "numStart": "notes that are numbered from another number",
}


def beside_word(package: Package, carried: Mapping[str, bytes]) -> tuple[Beside, ...]:
    """All that a Word file holds and that is not compared. Raises BriefError if damaged.

    `carried` are the files that travel along, by their names.
    """
    known = {name: data.decode(errors="replace") for name, data in carried.items()}
    return tuple(gathered(_beside_word(package, known)))


def word_titles(package: Package) -> Iterator[str]:
    """The title by which the properties name the file."""
    if CORE in package.names:
        yield from (each.text or "" for each in package.xml(CORE) if each.tag.endswith("}title"))


def _beside_word(package: Package, known: Mapping[str, str]) -> Iterator[Beside]:
    stored, house = stored_values(package), _house_markup(package)
    carried: set[str] = set()
    yield Beside("who saved the file, and when", usual=True, said=_saved_by(package))
    if package.zipped.holds_more:
        yield Beside("something beside the Word file, in the same file")
    for name, said in other_properties(package):
        yield Beside(f"a property that no brief has, {name[:60]}", said=said)
    for name in package.names:
        what = next((what for pattern, what in _PARTS if pattern.fullmatch(name)), None)
        if what is None and name.removeprefix("word/media/") in house:
            what = HEADS
        if what is None:
            yield _strange(package, name)
            continue
        if name.startswith("customXml/item") and not name.startswith("customXml/itemProps"):
            yield from _custom(package.xml(name), name, carried)
            continue
        yield Beside(what, usual=True, said=_part_told(package, name))
        if _LOOKS.fullmatch(name):
            yield from _looks(package.xml(name), house)
            yield from () if house else other_starts(package.xml(name), known)
        elif _STORIES.fullmatch(name):
            yield from misdirected_words(package.xml(name), known)
            yield from _in_story(package, name, stored, house)
    yield from strange_wiring(package, house)
    yield from unseen_words(package, filter(_TEXTS.fullmatch, package.names))


def _in_story(
    package: Package, name: str, stored: Mapping[str, str], house: frozenset[str]
) -> Iterator[Beside]:
    """What stands in a text, or in a running head, which may have what that of the house has."""
    root, is_head = package.xml(name), name.startswith(("word/header", "word/footer"))
    of_house = house if is_head else frozenset()
    if is_head and "framePr" not in house and next(root.iter(f"{W}framePr"), None) is not None:
        yield Beside("a frame in a running head, which may lie over the page")
    yield from _pictured(root, name)
    yield from strange_fields(root, stored, package.budget)
    yield from strange_in_story(root)
    in_notes = bool(_NOTES.fullmatch(name))
    yield from strange_markup(root, package.budget, notes=in_notes, house=of_house)


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
    if name == CORE:
        said = package.properties()
        return " · ".join(said[key] for key in _PROPERTIES if said.get(key))
    return ""


def _part_words(package: Package, name: str) -> str:
    """The words of a part, those of different paragraphs apart."""
    paragraphs = package.xml(name).iter(f"{W}p")
    return " ".join(words_set_in(each, package.budget) for each in paragraphs)


def _custom(root: XmlElement, name: str, carried: set[str]) -> Iterator[Beside]:
    """A custom part: what travels along, once each, or what fields are filled from."""
    if root.tag == f"{_FILLED_FROM}brief":
        yield Beside(FIELDS, usual=True)
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


def _pictured(root: XmlElement, name: str) -> Iterator[Beside]:
    """The alternative texts of images; a brief has them in its body and its running heads."""
    for element in root.iter():
        if element.tag == f"{PICTURE}wordprocessingDrawing}}docPr":
            said = element.get("descr", "")
            if name.startswith(("word/header", "word/footer")):
                yield Beside(HEADS, usual=True, said=said)
            elif name == "word/document.xml":
                yield Beside(IMAGES, usual=True, said=said)
            else:
                yield Beside("an image in a note", said=said)
