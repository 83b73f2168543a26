"""The structure tree: what a screen reader reads, in order (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from msgspec import Struct, field

from generator.manifest.shown import RunningDigest
from generator.manifest.shown_pdf import OBJECT_KID, TAG_KID, ShownTag, short
from generator.typesetting.placed import Content, StructureElement
from generator.writers.pdf.drawing import Marks
from generator.writers.pdf.links import Annotation
from generator.writers.pdf.objects import (
    PdfFile,
    key_text,
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
    shown: RunningDigest = field(default_factory=RunningDigest)
    identified: dict[str, bytes] = field(default_factory=dict)


def add_structure(
    root: StructureElement,
    marks: Marks,
    pages: list[bytes],
    annotations: list[Annotation],
    document: PdfFile,
) -> tuple[bytes, str]:
    """Add the structure tree; return the reference to its root, and the digest of its tags.

    The parent tree lists pages by their number from 0, then annotations in their order.
    """
    by_element: dict[StructureElement, list[Annotation]] = {}
    for annotation in annotations:
        by_element.setdefault(annotation.element, []).append(annotation)
    tree = _Tree(document, pages, _places(marks), by_element)
    number, reference = document.reserve()
    body = _add_element(root, reference, tree, 1)
    if body is None:
        body = document.add(b"<</Type/StructElem/S/Document/P %s>>" % reference)
        tree.shown.add(ShownTag(1, "Document", None, ()).line)
    parents = _parent_tree(marks, annotations, tree)
    source = b"<</Type/StructTreeRoot/K %s/RoleMap%s/ParentTree %s/ParentTreeNextKey %d%s>>" % (
        body, _ROLES, document.add(parents), len(pages) + len(annotations),
        b"/IDTree" + name_tree(tree.identified) if tree.identified else b"",
    )  # fmt: skip
    document.put(number, source)
    return reference, tree.shown.shown


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


def _add_element(element: StructureElement, parent: bytes, tree: _Tree, depth: int) -> bytes | None:
    """Add an element and all below it; None if nothing of it is on any page."""
    if _is_empty(element, tree):
        return None
    number, reference = tree.document.reserve()
    tree.references[element] = reference
    page, kids, held = _add_kids(element, reference, tree, depth)
    annotations = tree.annotations.get(element, ())
    for annotation in annotations:
        page_of = tree.pages[annotation.page]
        kids.append(b"<</Type/OBJR/Pg %s/Obj %s>>" % (page_of, annotation.reference))
        held.append(OBJECT_KID)
    shown = b"/Pg %s" % tree.pages[page] if page is not None else b""
    kind = "Span" if element.kind == "Link" and not annotations else element.kind
    source = b"<</Type/StructElem/S%s/P %s%s%s/K[%s]>>" % (
        name(kind), parent, shown, _element_entries(element, reference, tree), b" ".join(kids),
    )  # fmt: skip
    tree.document.put(number, source)
    tree.shown.add(_shown_tag(element, kind, page, held, depth).line)
    return reference


def _shown_tag(
    element: StructureElement, kind: str, page: int | None, kids: list[str], depth: int
) -> ShownTag:
    tongue = element.language if element.language and language_string(element.language) else ""
    attributes = []
    if element.scope:
        attributes += [f"Table ColSpan {element.columns}"] if element.columns > 1 else []
        attributes.append(f"Table Scope {element.scope}")
    if element.numbering:
        attributes.append(f"List ListNumbering {element.numbering}")
    if element.kind in _DECORATIONS:
        attributes.append(f"Layout TextDecorationType {_DECORATIONS[element.kind].decode()}")
    if element.bounds:
        box = map(short, map(float, numbers(element.bounds).split()))
        attributes += [f"Layout BBox {' '.join(box)}", "Layout Placement Block"]
    identifier = key_text(element.identifier) if element.identifier else ""
    said = tongue, element.alternative or "", identifier
    return ShownTag(depth, kind, page, kids, *said, attributes)


def _add_kids(
    element: StructureElement, reference: bytes, tree: _Tree, depth: int
) -> tuple[int | None, list[bytes], list[str]]:
    """Add what is in an element; the page of its own content, and its kids in reading order."""
    own: int | None = None
    kids: list[bytes] = []
    held: list[str] = []
    for kid in element.kids:
        if isinstance(kid, StructureElement):
            if inner := _add_element(kid, reference, tree, depth + 1):
                kids.append(inner)
                held.append(TAG_KID)
            continue
        tree.parents[kid] = reference
        for page, mcid in tree.places.get(kid, ()):
            if own is None:
                own = page
            if page == own:
                kids.append(b"%d" % mcid)
                held.append(f"{mcid}")
            else:
                kids.append(b"<</Type/MCR/Pg %s/MCID %d>>" % (tree.pages[page], mcid))
                held.append(f"{page}:{mcid}")
    return own, kids, held


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
