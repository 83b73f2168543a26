"""Placed content: its page, its place on the page, and its part of the document.

Typesetting makes these values and the PDF writer draws them. Lengths are points; on a page `x`
runs from the sheet's left edge and `y` from its bottom edge, as PDF counts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from generator.diagnostics import Diagnostic
from generator.document import Remark
from generator.images.drawing import Drawing
from generator.theme.theme import Style
from generator.typesetting.fonts import Face
from generator.typesetting.shaping import Shaped

# --- structure --------------------------------------------------------------------------


class Content(Struct, eq=False):
    """A stretch of words or an image that is read in one go; a leaf of the structure tree.

    It does not know its element: they would go round in a circle, which only a search for garbage
    breaks, and that takes a twentieth of a build.
    """


class StructureElement(Struct, eq=False):
    """A structure element (ISO 32000-1, 14.8.4) whose kids stand in reading order."""

    kind: str
    kids: list[StructureElement | Content] = field(default_factory=list)
    language: str | None = None
    alternative: str | None = None
    identifier: str | None = None
    scope: str | None = None  # of a TH: "Column" or "Row"
    columns: int = 1  # that a TH reaches over
    numbering: str | None = None  # of an L: "Decimal", "Disc" …
    bounds: tuple[float, float, float, float] | None = None  # of a Figure, on its page
    anchors: tuple[str, ...] = ()  # that lead to where it begins

    def add(
        self, kind: str, numbering: str | None = None, *, anchor: str | None = None
    ) -> StructureElement:
        """A new kid of the given kind, behind those that are there."""
        anchors = (anchor,) if anchor else ()
        kid = StructureElement(kind, numbering=numbering, anchors=anchors)
        self.kids.append(kid)
        return kid

    def content(self) -> Content:
        """The leaf that further words of this element belong to."""
        if not self.kids or isinstance(self.kids[-1], StructureElement):
            self.kids.append(Content())
        last = self.kids[-1]
        assert isinstance(last, Content)
        return last


# --- what is drawn ----------------------------------------------------------------------


class LinkTarget(Struct, frozen=True, eq=False):
    """Where a link leads: to an address, or to an anchor where `target` begins with `#`."""

    target: str
    words: str
    element: StructureElement


class Tags(Struct, frozen=True, eq=False):
    """What words are read as: leaves, links and remarks, by the numbers that their lines know.

    Lines know no more of their document, so that the same words in another one have the same lines.
    """

    leaves: tuple[Content, ...]
    links: tuple[LinkTarget, ...] = ()
    remarks: tuple[StructureElement, ...] = ()


class GlyphRun(Struct, frozen=True):
    """Words in one face, size and colour. `stretch` widens each space to fill the line.

    `x` runs from the start of the line. A run without a leaf is an artifact.
    """

    x: float
    rise: float
    face: Face
    size: float
    color: str
    tracking: float
    stretch: float
    words: tuple[Shaped, ...]
    leaf: int | None


class LinkArea(Struct, frozen=True):
    """A rectangle of the link of that number, from the start of the line and its baseline."""

    left: float
    below: float
    right: float
    above: float
    link: int


class GroundArea(Struct, frozen=True):
    """A ground or a line behind words of a line, measured as the area of a link is."""

    left: float
    below: float
    right: float
    above: float
    color: str


class NumberedRemark(Struct, frozen=True):
    """A remark of a draft by its number there, and by that among the remarks in the same words."""

    number: int
    remark: Remark
    place: int


class ContentsLine(Struct, frozen=True):
    """That a line ends an entry of a table of contents, `width` points wide with its number."""

    anchor: str
    width: float
    style: Style
    leaf: int  # that its number is read in


class Line(Struct, frozen=True):
    """A line of words, with the notes whose marks stand in it; its tags say how it is read."""

    runs: tuple[GlyphRun, ...]
    links: tuple[LinkArea, ...] = ()
    grounds: tuple[GroundArea, ...] = ()
    notes: tuple[int, ...] = ()
    remarks: tuple[NumberedRemark, ...] = ()
    torn: str = ""  # the word inside which the line ends because no line can hold it
    goes_on: bool = False  # it ends inside an address, or a word without a hyphen
    listed: ContentsLine | None = None


class Fill(Struct, frozen=True):
    """A filled rectangle: a ground or a rule. `x` and `y` are its lower left corner."""

    x: float
    y: float
    width: float
    height: float
    color: str


class Picture(Struct, frozen=True):
    x: float
    y: float
    width: float
    height: float
    image: bytes
    media_type: str
    content: Content | None


class RunningPicture(Struct, frozen=True):
    """The logo in a header or footer: an artifact of the page, as a running line is."""

    x: float
    y: float
    width: float
    height: float
    image: bytes | Drawing
    foot: bool


class PlacedLine(Struct, frozen=True):
    """A line on the page; one without tags is an artifact."""

    x: float
    y: float
    line: Line
    tags: Tags | None = None

    def leaf_of(self, run: GlyphRun) -> Content | None:
        """What a run of the line is read as; None if it is an artifact."""
        if self.tags is None or run.leaf is None:
            return None
        return self.tags.leaves[run.leaf]

    @property
    def links(self) -> Iterator[tuple[LinkArea, LinkTarget]]:
        """The areas of the line that lead on, and where to; none of an artifact does."""
        if self.tags:
            for area in self.line.links:
                yield area, self.tags.links[area.link]


class RunningLine(Struct, frozen=True):
    """A line of a header or footer, which belongs to the page and not to the document."""

    x: float
    y: float
    line: Line
    foot: bool


class MarginNote(Struct, frozen=True):
    """A remark's area in the margin, and all of its words; `y` is the lower edge.

    The lines that the area shows stand among the page's own, as artifacts.
    """

    x: float
    y: float
    width: float
    height: float
    color: str
    words: str
    element: StructureElement


class Watermark(Struct, frozen=True):
    """A line turned by so many degrees about its start: over grounds and rules, under words."""

    x: float
    y: float
    angle: float
    line: Line


# --- pages ------------------------------------------------------------------------------


class Page(Struct, frozen=True):
    """What stands on a sheet `width` by `height` points.

    Grounds and rules lie under the pictures, and these under the words. `line_count` is that of the
    text, in all columns, and the notes; `filled` is how much of the height for these has something
    in it. `text_filled` is the same without the column at the side, and 1 where the page must end.
    """

    width: float
    height: float
    fills: tuple[Fill, ...]
    pictures: tuple[Picture, ...]
    lines: tuple[PlacedLine, ...]
    running: tuple[RunningLine, ...]
    logos: tuple[RunningPicture, ...] = ()
    remarks: tuple[MarginNote, ...] = ()
    watermark: Watermark | None = None
    line_count: int = 0
    filled: float = 1.0
    text_filled: float = 1.0


class PagePlace(Struct, frozen=True):
    """Where an anchor leads: a page, counted from 1, and the left upper corner of what is there."""

    page: int
    x: float
    y: float


class OutlineEntry(Struct, frozen=True):
    level: int
    title: str
    anchor: str


class Pages(Struct, frozen=True):
    """The typeset document: its pages, its structure, and where each anchor stands.

    `found` says what did not fit as it is.
    """

    pages: tuple[Page, ...]
    places: Mapping[str, PagePlace]
    structure: StructureElement
    outline: tuple[OutlineEntry, ...]
    found: tuple[Diagnostic, ...] = ()

    @property
    def page_of(self) -> Mapping[str, int]:
        """The page of each anchor of the document, counted from 1."""
        return {anchor: place.page for anchor, place in self.places.items()}


def leaves(element: StructureElement) -> Iterator[Content]:
    """The content of an element and of all below it, in reading order."""
    for kid in element.kids:
        if isinstance(kid, Content):
            yield kid
        else:
            yield from leaves(kid)
