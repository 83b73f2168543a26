"""The objects of a PDF that its words are not read from.

Closed by default: anything in the catalog, on a page or beside it that our briefs do not have is
named, whatever it does (ISO 32000-1, 7.7.2, 7.7.3.3 and 12.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from html import unescape
from itertools import chain
from typing import TYPE_CHECKING, Any

from generator.language.words import word_set
from generator.opening.budget import Budget
from generator.opening.pdf_streams import read_stream
from generator.proof.beside import (
    BOOKMARKS,
    DRAWN,
    IMAGES,
    LINKS,
    PROPERTIES,
    SETTING,
    Beside,
    gathered,
)
from generator.proof.needs import ATTACHED, TAGS
from generator.proof.pdf_fonts import doubtful_fonts
from generator.proof.pdf_heard import other_entries
from generator.proof.pdf_particulars import other_properties_of, outline_entries
from generator.proof.pdf_text import Spoken

if TYPE_CHECKING:
    import pikepdf

_USUAL = (SETTING, LINKS, BOOKMARKS)
_CATALOG = word_set(
    "/Type /Pages /Names /Outlines /PageMode /ViewerPreferences /OutputIntents /Lang /AF "
    "/Metadata /StructTreeRoot /MarkInfo"
)
_PAGE = word_set("/Type /Parent /MediaBox /Resources /Contents /Annots /StructParents /Tabs")
_RESOURCES = word_set("/Font /XObject /ProcSet")
_VIEWER = word_set("/DisplayDocTitle")
_TAGS = word_set("/Type /K /ParentTree /ParentTreeNextKey /IDTree /RoleMap")
# What each kind of tag stands for that PDF 1.7 has not (14.7.3).
_ROLES = frozenset({"/Aside /Sect", "/Ins /Span", "/Del /Span"})
SPECIFIED = word_set("/Type /F /UF /EF /AFRelationship /Desc")
"""The entries of the specification of a file that travels along."""
_BOOKMARK = word_set("/Title /Parent /Prev /Next /First /Last /Count /Dest")
_ACTION = word_set("/S /URI /Type")
_LINK = word_set("/Type /Subtype /Rect /Border /F /StructParent /Contents /Dest")


Objects = AbstractSet[tuple[int, int]]
"""Objects of a PDF by their numbers."""


def beside_pdf(pdf: pikepdf.Pdf, spoken: Spoken, claimed: Objects) -> tuple[Beside, ...]:
    """All that a PDF holds and that is not compared. Raises BriefError if damaged.

    `claimed` are the links and images that belong to words or figures.
    """
    return tuple(gathered(_beside_pdf(pdf, spoken, claimed)))


def _beside_pdf(pdf: pikepdf.Pdf, spoken: Spoken, claimed: Objects) -> Iterator[Beside]:
    budget = spoken.budget
    yield from (Beside(what, usual=True) for what in _USUAL)
    yield from (Beside(DRAWN, usual=True, said=each) for each in (*spoken.artifacts, ""))
    yield Beside(PROPERTIES, usual=True, said=_properties(pdf, budget))
    for name, said in other_properties_of(pdf, budget):
        yield Beside(f"a property that no brief has, {name[:60]}", said=said)
    if spoken.images:
        yield Beside(IMAGES, usual=True)
    for each in chain.from_iterable(spoken.images.values()):
        if each.objgen not in claimed:
            yield Beside("an image that no figure has")
    yield from spoken.beside.elements()
    yield from doubtful_fonts(spoken.fonts, budget)
    yield from _of_catalog(pdf, budget)
    for number, page in enumerate(pdf.pages, 1):
        yield from _on_page(page.obj, number, claimed, budget)
        if page.obj.objgen not in spoken.filled:
            yield Beside(f"a page without words of the brief, page {number}")


def _of_catalog(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[Beside]:
    """What the catalog names that no brief has, and what hangs on it: tags, outline, names."""
    yield from _entries(pdf.Root, _CATALOG, "an entry of the document")
    wishes: Any = pdf.Root.get("/ViewerPreferences", {})
    yield from _entries(wishes, _VIEWER, "a wish for how it is shown")
    tags: Any = pdf.Root.get("/StructTreeRoot", {})
    yield from _entries(tags, _TAGS, "an entry of the tags")
    for kind, role in tags.get("/RoleMap", {}).items():
        if f"{kind} {role}" not in _ROLES:
            yield Beside(f"tags of the kind {kind[1:]}, which stand for {str(role)[1:]}")
    for entry, _ in outline_entries(pdf, budget):
        known = _BOOKMARK if "/Dest" in entry else _BOOKMARK | {"/A"}
        yield from _entries(entry, known, "a bookmark with an entry")
    names: Any = pdf.Root.get("/Names", {})
    yield from _entries(names, {"/Dests", "/EmbeddedFiles"}, "names")
    yield from _travelling(pdf, names, budget)


def _entries(
    one: Any, known: AbstractSet[str], what: str, place: str = "", said: str = ""
) -> Iterator[Beside]:
    """The entries of a dictionary that the same one of a brief has not."""
    for key in other_entries(one, known):
        yield Beside(f"{what} that no brief has, {key}{place}", said=said)


def _on_page(page: Any, number: int, claimed: Objects, budget: Budget) -> Iterator[Beside]:
    place = f", page {number}"
    yield from _entries(page, _PAGE, "an entry of a page", place)
    yield from _entries(page.get("/Resources", {}), _RESOURCES, "resources of a page")
    for annotation in annotations_of(page, budget):
        kind = str(annotation.get("/Subtype", ""))[1:] or "no kind"
        said = str(annotation.get("/Contents", ""))
        if kind == "FreeText":
            continue  # a difference of its own
        if kind != "Link":
            yield Beside(f"an annotation of the kind {kind}{place}", said=said)
            continue
        if annotation.objgen not in claimed:
            yield Beside(f"a link that belongs to no words{place}", said=said)
        known = _LINK if "/Dest" in annotation else _LINK | {"/A"}
        yield from _entries(annotation, known, "a link with an entry", place, said)
        action: Any = annotation.get("/A", {})
        if action.get("/S", "/URI") != "/URI" or other_entries(action, _ACTION):
            yield Beside(f"a link that does something else than lead on{place}", said=said)


def annotations_of(page: Any, budget: Budget) -> Iterator[Any]:
    """The annotations of a page (ISO 32000-1, 12.5). Raises BriefError if they are too many."""
    for annotation in page.get("/Annots", []):
        budget.spend(TAGS)
        yield annotation


def _travelling(pdf: pikepdf.Pdf, names: Any, budget: Budget) -> Iterator[Beside]:
    """Files inside that are not those which are held against the manifest."""
    import pikepdf

    compared: dict[str, bytes] = {}
    tree = names.get("/EmbeddedFiles")
    listed = dict(pikepdf.NameTree(tree).items()) if tree is not None else {}
    for one in (*pdf.Root.get("/AF", []), *listed.values()):
        yield from _entries(one, SPECIFIED, "a file that travels along with an entry")
        yield from _otherwise_named(one, budget)
    for name, data in specified(pdf.Root.get("/AF", []), budget):
        if name in compared:
            yield Beside(f"a second file named {name}, which travels along")
        elif not (name == "manifest.json" or name.endswith(".md")):
            yield Beside(f"a file that travels along, {name}")
        compared[name] = data
    for key, one in listed.items():
        if key != str(one.get("/UF", one.get("/F", ""))):
            yield Beside(f"a file that is listed as {key}, which is not its name")
    for name, data in specified(listed.values(), budget):
        if compared.get(name) != data:
            yield Beside(f"another file named {name} than the one that was compared")


def _otherwise_named(one: Any, budget: Budget) -> Iterator[Beside]:
    """What some programs show of a file that is specified, and others do not (7.11.3)."""
    names = dict.fromkeys(str(one[key]) for key in ("/UF", "/F") if key in one)
    if len(names) > 1:
        yield Beside(f"a file that travels along under two names, {', '.join(names)}")
    embedded: Any = one.get("/EF", {})
    contents = {read_stream(embedded[key], budget) for key in embedded.keys()}  # noqa: SIM118
    if len(contents) > 1:
        yield Beside("a file that travels along with two contents")


def specified(specifications: Any, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each file that is specified (ISO 32000-1, 7.11.3)."""
    for one in specifications:
        budget.spend(ATTACHED)
        embedded: Any = one.get("/EF", {})
        for key in ("/UF", "/F"):
            stream = embedded.get(key)
            if stream is not None:
                yield str(one.get("/UF", one.get("/F", ""))), read_stream(stream, budget)
                break


_SAID = frozenset({b"title", b"date", b"creator", b"publisher", b"identifier"})


def pdf_titles(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[str]:
    """The titles by which the properties name the file: in its information, in its metadata."""
    if "/Title" in pdf.docinfo:
        yield str(pdf.docinfo["/Title"])
    yield from (said for kind, said in _metadata(pdf, budget) if kind == b"title")


def _properties(pdf: pikepdf.Pdf, budget: Budget) -> str:
    """What the metadata say about the brief, which programs show as its title and date."""
    said = (words for _, words in _metadata(pdf, budget))
    return " · ".join(dict.fromkeys([*pdf_titles(pdf, budget), *said]))


def _metadata(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[tuple[bytes, str]]:
    packet = read_stream(pdf.Root.get("/Metadata"), budget)
    for element in packet.split(b"<dc:")[1:]:
        kind, _, content = element.partition(b">")
        said, closed, _ = content.partition(b"</dc:")
        if kind in _SAID and closed:
            words = re.sub(rb"<[^<>]*>", b" ", said).decode(errors="replace")
            yield kind, " ".join(unescape(words).split())
