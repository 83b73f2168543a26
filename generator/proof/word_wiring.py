"""How the parts of a Word file hang together, and what its settings and numbers ask for.

Closed by default: what leads out of the file, or makes Word show something else than stands there,
is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.language.visible import words_of
from generator.language.words import word_set
from generator.opening.list_numbers import as_int
from generator.opening.ooxml import Package
from generator.opening.wordprocessing import W
from generator.opening.xml_part import XmlElement
from generator.proof.beside import Beside

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ASKING = word_set("mailMerge docVars revisionView attachedTemplate saveThroughXslt")
_COUNTED = word_set("decimal decimalZero none bullet lowerLetter upperLetter lowerRoman upperRoman")
_LINKED = frozenset({"history", "id", "anchor"})
_LEAST_PAGE = 4000  # twips, or seven centimetres
_LEAST_TEXT = 1500  # twips
_MOST_COLUMNS = 4


def strange_wiring(package: Package, house: frozenset[str]) -> Iterator[Beside]:
    """What joins the parts of a Word file and is in no brief, nor in the house's own."""
    mains = dict.fromkeys(package.related("", "officeDocument"))
    for name in list(mains)[1:]:
        yield Beside(f"a second text, which other programs may show, {name}")
    for name in package.names:
        if name.endswith(".rels"):
            yield from _leading_out(package.xml(name))
        elif name == "[Content_Types].xml":
            yield from _other_kind(package.xml(name), mains)
        elif name == "word/settings.xml":
            yield from _asking(package.xml(name))
        elif name == "word/styles.xml":
            keys = Counter(one.get(f"{W}styleId") for one in package.xml(name).iter(f"{W}style"))
            twice = (key for key, count in keys.items() if count > 1)
            yield from (Beside(f"two styles of one name, {key}") for key in twice)
        elif name == "word/numbering.xml":
            yield from _levels(package.xml(name), house)


def _leading_out(relationships: XmlElement) -> Iterator[Beside]:
    known: set[str] = set()
    for one in relationships:
        kind = one.get("Type", "").rpartition("/")[2][:40]
        if one.get("TargetMode") == "External" and kind != "hyperlink":
            yield Beside(
                f"something that is fetched from elsewhere, {kind}", said=one.get("Target", "")
            )
        if one.get("Id", "") in known:
            yield Beside("parts that are named alike, of which a program shows one or the other")
        known.add(one.get("Id", ""))


def _other_kind(types: XmlElement, mains: Iterable[str]) -> Iterator[Beside]:
    """A main part of another kind, such as a template or one with macros."""
    paths = {f"/{name}" for name in mains}
    for one in types:
        kind = one.get("ContentType", "")
        if one.get("PartName") in paths and kind != _MAIN:
            yield Beside(f"a file of another kind than a document, {kind.rpartition('.')[2][:60]}")


def _asking(settings: XmlElement) -> Iterator[Beside]:
    for one in settings:
        name = one.tag.removeprefix(W)
        if name in _ASKING:
            said = " · ".join(each.get(f"{W}val", "") for each in one.iter())
            yield Beside(f"a setting that no brief has, {name}", said=said)
    yield from _notes_counted(settings)


def _notes_counted(root: XmlElement) -> Iterator[Beside]:
    """Notes that are not counted from one to the last in digits (ISO/IEC 29500-1, 17.11)."""
    for kind in ("footnotePr", "endnotePr"):
        for one in root.iter(f"{W}{kind}"):
            for name, usual in (("numFmt", "decimal"), ("numRestart", "continuous")):
                said = one.find(f"{W}{name}")
                if said is not None and said.get(f"{W}val") != usual:
                    yield Beside("notes that are numbered in another way")


def _levels(numbering: XmlElement, house: frozenset[str]) -> Iterator[Beside]:
    """Numbers before paragraphs that say more than their place."""
    for level in numbering.iter(f"{W}lvl"):
        form, shown = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
        said = "" if shown is None else re.sub(r"%\d", "", shown.get(f"{W}val", ""))
        if said and said in house:
            continue
        if form is not None and form.get(f"{W}val") not in _COUNTED:
            yield Beside("paragraphs that are numbered in words", said=form.get(f"{W}val", ""))
        if len("".join(words_of(said)).strip("().:")) > 2 or any(map(str.isdigit, said)):
            yield Beside("signs that stand before paragraphs as their numbers", said=said)
        if level.find(f"{W}lvlPicBulletId") is not None:
            yield Beside("images that stand before paragraphs as their numbers")


# --- in a story ---------------------------------------------------------------------------


def strange_in_story(root: XmlElement) -> Iterator[Beside]:
    """What makes Word show a text otherwise than its words are read."""
    yield from _notes_counted(root)
    for one in root.iter(f"{W}footnoteReference"):
        if one.get(f"{W}customMarkFollows") not in {None, "0", "false", "off"}:
            yield Beside("a note with another mark than its number")
    for one in root.iter(f"{W}hyperlink"):
        for key in sorted({key.rpartition("}")[2] for key in one.attrib} - _LINKED):
            said = one.get(f"{W}{key}", "")
            yield Beside(f"a link with an entry that no brief has, {key}", said=said)
    for one in root.iter(f"{W}sectPr"):
        yield from _small(one)


def _small(section: XmlElement) -> Iterator[Beside]:
    """A section whose pages have no room for words."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    columns = section.find(f"{W}cols")
    if size is None:
        return
    sides = (("w", ("left", "right")), ("h", ("top", "bottom")))
    for side, around in sides:
        length = as_int(size.get(f"{W}{side}"), 0)
        taken = (
            (as_int(margins.get(f"{W}{each}"), 0) for each in around) if margins is not None else ()
        )
        if length < _LEAST_PAGE or length - sum(map(abs, taken)) < _LEAST_TEXT:
            yield Beside("pages that are too small for their words")
    if columns is not None and as_int(columns.get(f"{W}num"), 1) > _MOST_COLUMNS:
        yield Beside("pages that are too small for their words")
