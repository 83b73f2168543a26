"""Destinations, annotations and the outline.

Each anchor is a named destination, so that `brief.pdf#note-3` opens at note 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from msgspec import Struct

from generator.manifest.shown_pdf import area_shown, rounded, short_number
from generator.typesetting.placed import (
    LinkArea,
    LinkTarget,
    MarginNote,
    OutlineEntry,
    Pages,
    PlacedLine,
    StructureElement,
)
from generator.writers.pdf.objects import (
    PdfFile,
    key_text,
    literal,
    name_tree,
    numbers,
    rgb,
    text_string,
    tree_key,
)

_BAR = 0.8  # points that the bar beside a remark is wide


class Annotation(Struct, frozen=True, eq=False):
    """An annotation: its page, counted from 0, and the element that it belongs to.

    The area of a link is what readers can press, as `area_shown` has it.
    """

    page: int
    element: StructureElement
    reference: bytes
    area: bytes | None = None


def add_annotations(pages: Pages, document: PdfFile) -> list[Annotation]:
    """Add the links of all pages, in their order on the page, and behind them its remarks.

    A link to an anchor that the document does not have is left out.
    """
    annotations: list[Annotation] = []
    for index, page in enumerate(pages.pages):
        for line in page.lines:
            for area, link in line.links:
                # Keys of the parent tree below the number of pages are pages.
                key = len(pages.pages) + len(annotations)
                corners = _corners(area, line)
                source = _link_annotation(link, corners, key, pages)
                if source:
                    shown = area_shown(map(float, corners.split()), link.words or link.target)
                    reference = document.add(source)
                    annotations.append(Annotation(index, link.element, reference, shown))
        for remark in page.remarks:
            key = len(pages.pages) + len(annotations)
            source = _remark(remark, key, document)
            annotations.append(Annotation(index, remark.element, document.add(source)))
    return annotations


def _remark(remark: MarginNote, key: int, document: PdfFile) -> bytes:
    """A text annotation over a note in the margin (12.5.6.4), which shows the bar beside it.

    It must be printed and have an appearance (ISO 19005-3, 6.3.2 and 6.3.3).
    """
    color = rgb(remark.color)
    bar = f"{color} rg 0 0 {_BAR} {short_number(remark.height)} re f".encode("ascii")
    size = numbers((0, 0, remark.width, remark.height))
    shown = document.add_stream(bar, b"/Type/XObject/Subtype/Form/BBox[%s]" % size)
    right, high = remark.x + remark.width, remark.y + remark.height
    return (
        b"<</Type/Annot/Subtype/Text/Name/Comment/Rect[%s]/C[%s]/F 4/StructParent %d"
        b"/Contents %s/AP<</N %s>>>>"
        % (numbers((remark.x, remark.y, right, high)), color.encode("ascii"), key,
           text_string(remark.words), shown)
    )  # fmt: skip


def _corners(area: LinkArea, line: PlacedLine) -> bytes:
    left, right = line.x + area.left, line.x + area.right
    return numbers((left, line.y + area.below, right, line.y + area.above))


def _link_annotation(link: LinkTarget, rectangle: bytes, key: int, pages: Pages) -> bytes | None:
    """A link annotation; `F 4` has it printed, which ISO 19005-3, 6.3.2 asks for."""
    if link.target.startswith("#"):
        anchor = link.target[1:]
        if anchor not in pages.places:
            return None
        goal = b"/Dest %s" % tree_key(anchor)
    else:
        goal = b"/A<</S/URI/URI %s>>" % literal(_address(link.target))
    return (
        b"<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/F 4/StructParent %d/Contents %s%s>>"
        % (rectangle, key, text_string(link.words or link.target), goal)
    )


def _address(target: str) -> bytes:
    """A URI in ASCII (12.6.4.7), what is not ASCII percent-encoded."""
    return quote(target, safe="%/:=&?~#+!$,;'@()*[]").encode("ascii")


def destinations(pages: Pages, references: Sequence[bytes]) -> bytes:
    """The name tree of all anchors; `references` are the pages' (12.3.2.3)."""
    return name_tree(
        {
            anchor: b"[%s/XYZ null %s null]" % (references[place.page - 1], numbers([place.y]))
            for anchor, place in pages.places.items()
        }
    )


def shown_places(pages: Pages) -> Iterator[str]:
    """What the name tree says, a line for each anchor: its page, from 1, and how high."""
    for anchor, place in pages.places.items():
        yield f"{key_text(anchor)} {place.page} {rounded([float(short_number(place.y))])}"


# --- outline ------------------------------------------------------------------------------


class _Entry(Struct, eq=False):
    title: str
    anchor: str
    level: int
    number: int  # of its object
    reference: bytes
    kids: list[_Entry]

    def count(self) -> int:
        return sum(1 + kid.count() for kid in self.kids)


def add_outline(outline: Sequence[OutlineEntry], document: PdfFile) -> bytes | None:
    """Add the outline; return its reference, or None if there are no headings."""
    if not outline:
        return None
    root = _Entry("", "", 0, *document.reserve(), [])
    open_entries = [root]
    for item in outline:
        while open_entries[-1].level >= item.level:
            open_entries.pop()
        entry = _Entry(item.title, item.anchor, item.level, *document.reserve(), [])
        open_entries[-1].kids.append(entry)
        open_entries.append(entry)
    _put_entries(root, document)
    document.put(root.number, b"<</Type/Outlines%s>>" % _range(root))
    return root.reference


def _put_entries(parent: _Entry, document: PdfFile) -> None:
    """Write the kids of an entry, each with its neighbours (12.3.3)."""
    for index, entry in enumerate(parent.kids):
        beside = b""
        if index:
            beside += b"/Prev %s" % parent.kids[index - 1].reference
        if index + 1 < len(parent.kids):
            beside += b"/Next %s" % parent.kids[index + 1].reference
        source = b"<</Title %s/Parent %s/Dest %s%s%s>>" % (
            text_string(entry.title), parent.reference, tree_key(entry.anchor), beside,
            _range(entry),
        )  # fmt: skip
        document.put(entry.number, source)
        _put_entries(entry, document)


def _range(entry: _Entry) -> bytes:
    if not entry.kids:
        return b""
    first, last = entry.kids[0].reference, entry.kids[-1].reference
    return b"/First %s/Last %s/Count %d" % (first, last, entry.count())
