"""The links, headings, images and properties of a PDF, as far as no tags are needed."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from generator.images.samples import pixels_digest
from generator.manifest.links import canonical_address
from generator.opening.budget import Budget
from generator.opening.pdf_streams import read_stream
from generator.opening.xml_part import UnsoundXmlError, XmlElement, xml_root
from generator.proof.found import FoundBookmark, FoundImage, StoryPlace
from generator.proof.needs import TAGS
from generator.proof.pdf_heard import other_entries

if TYPE_CHECKING:
    import pikepdf

SECTION_NUMBER = re.compile("^[0-9.]+\u2002")
"""What stands before the words of a heading that is numbered."""

Point = tuple[tuple[int, int], float]
"""A page's object and a height on it, in points from its lower edge."""


def link_goal(annotation: Any) -> str:
    """Where a link annotation leads: an address, or a destination's name behind a `#`.

    A destination without a name is one that no brief has.
    """
    if "/Dest" in annotation:
        return _destination(annotation.Dest)
    action = annotation.get("/A", {})
    if "/URI" in action:
        return canonical_address(str(action["/URI"]))
    return _destination(action["/D"]) if "/D" in action else "#"


def _destination(destination: Any) -> str:
    import pikepdf

    return f"#{destination}" if isinstance(destination, pikepdf.String) else "#a place by itself"


# --- where destinations lead --------------------------------------------------------------

_NEAR = 0.05  # points between two heights that are the same one, each rounded


def places_led_to(
    pdf: pikepdf.Pdf, names: Iterable[str], points: Mapping[StoryPlace, Iterable[Point]]
) -> dict[str, tuple[StoryPlace, ...]]:
    """The passages that each name leads to: those of which something begins at its very height."""
    import pikepdf

    root: Any = pdf.Root
    tree = root.get("/Names", {}).get("/Dests")
    named = dict(pikepdf.NameTree(tree).items()) if tree is not None else {}
    begun: dict[tuple[int, int], list[tuple[float, StoryPlace]]] = {}
    for place, each in points.items():
        for page, high in each:
            begun.setdefault(page, []).append((high, place))
    for heights in begun.values():
        heights.sort()
    found: dict[str, tuple[StoryPlace, ...]] = {}
    for name in set(names):
        goal: Any = named.get(name[1:])
        if goal is not None and len(goal) > 3 and str(goal[1]) == "/XYZ":
            heights, top = begun.get(goal[0].objgen, []), float(goal[3])
            first = bisect_left(heights, (top - _NEAR,))
            last = bisect_right(heights, (top + _NEAR,), lo=first)
            found[name] = tuple(dict.fromkeys(place for _, place in heights[first:last]))
    return found


def bookmarks_of(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[FoundBookmark]:
    """The bookmarks in reading order."""
    for entry, level in outline_entries(pdf, budget):
        title = SECTION_NUMBER.sub("", str(entry.get("/Title", "")))
        yield FoundBookmark(title, level, link_goal(entry))


def outline_entries(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[tuple[Any, int]]:
    """The entries of the outline in reading order, and their levels (ISO 32000-1, 12.3.3)."""
    root: Any = pdf.Root
    waiting = [(root.get("/Outlines", {}).get("/First"), 1)]
    while waiting:
        entry, level = waiting.pop()
        if entry is None:
            continue
        budget.spend(TAGS)
        yield entry, level
        waiting += [(entry.get("/Next"), level), (entry.get("/First"), level + 1)]


# --- images -------------------------------------------------------------------------------

_MODES = {"/DeviceGray": "L", "/DeviceRGB": "RGB"}
_COMPONENTS = {1: "L", 3: "RGB"}


def found_image(image: Any, alternative: str, budget: Budget) -> FoundImage:
    """An image object (ISO 32000-1, 8.9.5): a JPEG by its file, any other by its pixels."""
    if str(image.get("/Filter", "")) == "/DCTDecode":
        data = bytes(image.read_raw_bytes())
        return FoundImage(hashlib.sha256(data).hexdigest(), "", alternative)
    alpha = read_stream(image.get("/SMask"), budget)
    size = int(image.get("/Width", 0)), int(image.get("/Height", 0))
    pixels = pixels_digest(*size, _mode_of(image), read_stream(image, budget), alpha)
    return FoundImage("", pixels, alternative)


def _mode_of(image: Any) -> str:
    import pikepdf

    space = image.get("/ColorSpace")
    if isinstance(space, pikepdf.Array) and str(space[0]) == "/ICCBased":
        return _COMPONENTS.get(int(space[1].get("/N", 0)), "")
    return _MODES.get(str(space), "")


# --- properties ---------------------------------------------------------------------------

_DC, _XMP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/xap/1.0/}"
_XMP_NAMES = {
    f"{_DC}title": "title",
    f"{_DC}creator": "authors",
    f"{_DC}description": "subject",
    f"{_DC}subject": "keywords",
    f"{_DC}publisher": "publisher",
    f"{_DC}language": "language",
    f"{_DC}date": "issued",
    f"{_DC}identifier": "formal_identifier",
    f"{_DC}rights": "licence",
    f"{_XMP}CreateDate": "issued",
    "{http://ns.adobe.com/xap/1.0/rights/}WebStatement": "licence_address",
    "{http://ns.adobe.com/pdf/1.3/}Keywords": "keywords",
    "{http://prismstandard.org/namespaces/basic/2.0/}doi": "doi",
}
_INFORMATION = {
    "/Title": "title",
    "/Author": "authors",
    "/Subject": "subject",
    "/Keywords": "keywords",
    "/CreationDate": "issued",
}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_BETWEEN = {"authors": "; ", "keywords": ", "}


def pdf_properties(pdf: pikepdf.Pdf, budget: Budget) -> dict[str, tuple[str, ...]]:
    """What the information, the metadata and the catalog say, by the names of `Metadata`."""
    found: dict[str, list[str]] = {name: [] for name in _XMP_NAMES.values()}
    for key, name in _INFORMATION.items():
        if key in pdf.docinfo:
            found[name].append(_as_day(name, str(pdf.docinfo[key])))
    for description in _descriptions(pdf, budget):
        for tag, said in _stated(description):
            if tag in _XMP_NAMES:
                found[_XMP_NAMES[tag]].append(_as_day(_XMP_NAMES[tag], said))
    if "/Lang" in pdf.Root:
        found["language"].append(str(pdf.Root.Lang))
    return {name: tuple(filter(None, said)) for name, said in found.items()}


# What every PDF says of itself, or of the standards that it keeps.
_OF_PDF = frozenset({"/Creator", "/Producer", "/ModDate", "/Trapped"})
_OF_PACKET = frozenset(
    {
        f"{_RDF}about",
        f"{_XMP}CreatorTool",
        f"{_XMP}ModifyDate",
        f"{_XMP}MetadataDate",
        f"{_XMP}Identifier",
        "{http://ns.adobe.com/pdf/1.3/}Producer",
    }
)
_STANDARDS = (
    "{http://www.aiim.org/pdfa/ns/",
    "{http://www.aiim.org/pdfua/ns/",
    "{http://ns.adobe.com/xap/1.0/mm/}",  # by which programs know one file from another
)


def other_properties_of(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[tuple[str, str]]:
    """The properties that are neither of the brief nor of the file, each with its words."""
    for key in other_entries(pdf.docinfo, {*_INFORMATION, *_OF_PDF}):
        yield key, str(pdf.docinfo[key])
    for description in _descriptions(pdf, budget):
        for tag, said in _stated(description):
            known = tag in _XMP_NAMES or tag in _OF_PACKET or tag.startswith(_STANDARDS)
            if not known and said.strip():
                yield tag.rpartition("}")[2], said


def _as_day(name: str, said: str) -> str:
    """A date as ISO 8601 has it; that of the information is `D:20261120…` (7.9.4)."""
    if name == "issued" and said.startswith("D:"):
        return f"{said[2:6]}-{said[6:8]}-{said[8:10]}"
    return said


def _descriptions(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[XmlElement]:
    metadata = pdf.Root.get("/Metadata")
    if metadata is None:
        return
    try:
        root = xml_root(read_stream(metadata, budget), budget)
    except UnsoundXmlError:
        return  # as if it were not there
    yield from root.iter(f"{_RDF}Description")


def _stated(description: XmlElement) -> Iterator[tuple[str, str]]:
    """The properties of a description (ISO 16684-1, 7): each with its values in one line."""
    yield from description.attrib.items()
    for element in description:
        items = [item.text or "" for item in element.iter(f"{_RDF}li")]
        between = _BETWEEN.get(_XMP_NAMES.get(element.tag, ""), " ")
        yield element.tag, between.join(items) if items else element.text or ""
