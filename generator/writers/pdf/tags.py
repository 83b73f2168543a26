"""The structure tree: what a screen reader reads, in order (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from msgspec import Struct, field

from generator.typesetting.placed import Content, StructureElement
from generator.writers.pdf.drawing import Marks
from generator.writers.pdf.links import Annotation
from generator.writers.pdf.objects import (
    PdfFile,
    language_string,
    name,
    name_tree,
    numbers,
    text_string,
    tree_key,
)

# Kinds that PDF 1.7 has no name for, and what readers take them for (ISO 32000-1, 14.7.3).
_ROLES = b"<</Aside/Sect/Ins/Span/Del/Span>>"
_DECORATIONS = {"Ins": b"Underline", "Del": b"LineThrough"}  # 14.8.5.4.5
_KEPT_EMPTY = ("TD", "TH")  # a table keeps its shape


class _Tree(Struct, eq=False):
    """The structure elements of a document as PDF objects."""

    document: PdfFile
    pages: list[bytes]
    places: dict[Content, list[tuple[int, int]]]  # page and MCID of each of its sequences
    annotations: dict[StructureElement, list[Annotation]]
    references: dict[StructureElement, bytes] = field(default_factory=dict)
    parents: dict[Content, bytes] = field(default_factory=dict)
    identified: dict[str, bytes] = field(default_factory=dict)


def add_structure(
    root: StructureElement,
    marks: Marks,
    pages: list[bytes],
    annotations: list[Annotation],
    document: PdfFile,
) -> bytes:
    """Add the structure tree; return the reference to its root.

    The parent tree lists pages by their number from 0, then annotations in their order.
    """
    by_element: dict[StructureElement, list[Annotation]] = {}
    for annotation in annotations:
        by_element.setdefault(annotation.element, []).append(annotation)
    tree = _Tree(document, pages, _places(marks), by_element)
    number, reference = document.reserve()
    body = _add_element(root, reference, tree) or document.add(
        b"<</Type/StructElem/S/Document/P %s>>" % reference
    )
    parents = _parent_tree(marks, annotations, tree)
    source = b"<</Type/StructTreeRoot/K %s/RoleMap%s/ParentTree %s/ParentTreeNextKey %d%s>>" % (
        body, _ROLES, document.add(parents), len(pages) + len(annotations),
        b"/IDTree" + name_tree(tree.identified) if tree.identified else b"",
    )  # fmt: skip
    document.put(number, source)
    return reference


def _places(marks: Marks) -> dict[Content, list[tuple[int, int]]]:
    places: dict[Content, list[tuple[int, int]]] = {}
    for page, contents in enumerate(marks.by_page):
        for mcid, content in enumerate(contents):
            places.setdefault(content, []).append((page, mcid))
    return places


def _parent_tree(marks: Marks, annotations: list[Annotation], tree: _Tree) -> bytes:
    entries = [
        b"%d[%s]" % (number, b" ".join([tree.parents[one] for one in contents]))
        for number, contents in enumerate(marks.by_page)
    ]
    entries += [
        b"%d %s" % (len(tree.pages) + number, tree.references[one.element])
        for number, one in enumerate(annotations)
    ]
    return b"<</Nums[%s]>>" % b"\n".join(entries)


def _is_empty(element: StructureElement, tree: _Tree) -> bool:
    """Whether nothing of the element is on any page."""
    if element.kind in _KEPT_EMPTY or element in tree.annotations:
        return False
    for kid in element.kids:
        if kid in tree.places if isinstance(kid, Content) else not _is_empty(kid, tree):
            return False
    return True


def _add_element(element: StructureElement, parent: bytes, tree: _Tree) -> bytes | None:
    """Add an element and all below it; None if nothing of it is on any page."""
    if _is_empty(element, tree):
        return None
    number, reference = tree.document.reserve()
    tree.references[element] = reference
    page, kids = _add_kids(element, reference, tree)
    annotations = tree.annotations.get(element, ())
    for annotation in annotations:
        page_of = tree.pages[annotation.page]
        kids.append(b"<</Type/OBJR/Pg %s/Obj %s>>" % (page_of, annotation.reference))
    shown = b"/Pg %s" % tree.pages[page] if page is not None else b""
    kind = "Span" if element.kind == "Link" and not annotations else element.kind
    source = b"<</Type/StructElem/S%s/P %s%s%s/K[%s]>>" % (
        name(kind), parent, shown, _element_entries(element, reference, tree), b" ".join(kids),
    )  # fmt: skip
    tree.document.put(number, source)
    return reference


def _add_kids(
    element: StructureElement, reference: bytes, tree: _Tree
) -> tuple[int | None, list[bytes]]:
    """Add what is in an element; the page of its own content, and its kids in reading order."""
    own: int | None = None
    kids: list[bytes] = []
    for kid in element.kids:
        if isinstance(kid, StructureElement):
            if inner := _add_element(kid, reference, tree):
                kids.append(inner)
            continue
        tree.parents[kid] = reference
        for page, mcid in tree.places.get(kid, ()):
            if own is None:
                own = page
            if page == own:
                kids.append(b"%d" % mcid)
            else:
                kids.append(b"<</Type/MCR/Pg %s/MCID %d>>" % (tree.pages[page], mcid))
    return own, kids


def _element_entries(element: StructureElement, reference: bytes, tree: _Tree) -> bytes:
    tongue = language_string(element.language) if element.language else None
    entries = b"/Lang %s" % tongue if tongue else b""
    if element.alternative is not None:
        entries += b"/Alt %s" % text_string(element.alternative)
    if element.identifier:
        entries += b"/ID %s" % tree_key(element.identifier)
        tree.identified[element.identifier] = reference
    if element.scope:
        over = b"/ColSpan %d" % element.columns if element.columns > 1 else b""
        entries += b"/A<</O/Table/Scope%s%s>>" % (name(element.scope), over)
    if element.numbering:
        entries += b"/A<</O/List/ListNumbering%s>>" % name(element.numbering)
    if element.kind in _DECORATIONS:
        entries += b"/A<</O/Layout/TextDecorationType/%s>>" % _DECORATIONS[element.kind]
    if element.bounds:
        entries += b"/A<</O/Layout/Placement/Block/BBox[%s]>>" % numbers(element.bounds)
    return entries
