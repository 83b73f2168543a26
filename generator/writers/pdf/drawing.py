"""A page's content stream: grounds and rules, pictures, words, each marked with what it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from generator.typesetting.placed import (
    Content,
    Fill,
    GlyphRun,
    Page,
    Picture,
    RunningPicture,
    StructureElement,
    Watermark,
)
from generator.writers.pdf.fonts import DocumentFont, DocumentFonts
from generator.writers.pdf.objects import hundredths, rgb

_ARTIFACT = "/Artifact <</Type/Layout>> BDC"
_RUNNING = ("/Artifact <</Type/Pagination/Subtype/Header/Attached[/Top]>> BDC",
            "/Artifact <</Type/Pagination/Subtype/Footer/Attached[/Bottom]>> BDC")  # fmt: skip
_WATERMARK = "/Artifact <</Type/Pagination/Subtype/Watermark>> BDC"

MULTIPLY = "Multiply"  # the resource that has a colour darken what lies under it (11.3.5.2)


class Marks(Struct, eq=False):
    """Which content each marked sequence shows: by page, then by MCID (ISO 32000-1, 14.7.4).

    `kinds` are those of the elements that content belongs to.
    """

    kinds: Mapping[Content, str]
    by_page: list[list[Content]] = field(default_factory=list)


def kinds_of(root: StructureElement) -> dict[Content, str]:
    """The kind of the element that each content belongs to, in an element and all below it."""
    kinds: dict[Content, str] = {}
    elements = [root]
    for element in elements:  # which grow meanwhile
        for kid in element.kids:
            if isinstance(kid, Content):
                kinds[kid] = element.kind
            else:
                elements.append(kid)
    return kinds


class _Pen(Struct, eq=False):
    """The last state written to the content stream, so that nothing is written twice."""

    fonts: DocumentFonts
    marks: Marks
    code: list[str] = field(default_factory=list)
    marked: object = None  # the content or the artifact that is open
    font: DocumentFont | None = None
    size: float = 0.0
    color: str = ""
    tracking: float = 0.0

    def mark(self, what: Content | str) -> None:
        """Open a marked sequence for content, or an artifact by its operator."""
        if what is self.marked:
            return
        if self.marked is not None:
            self.code.append("EMC")
        self.marked = what
        if isinstance(what, str):
            self.code.append(what)
            return
        shown = self.marks.by_page[-1]
        self.code.append(f"/{self.marks.kinds[what]} <</MCID {len(shown)}>> BDC")
        shown.append(what)

    def close(self) -> None:
        if self.marked is not None:
            self.code.append("EMC")
            self.marked = None

    def fill(self, color: str) -> None:
        if color != self.color:
            self.code.append(f"{rgb(color)} rg")
            self.color = color

    def wear(self, run: GlyphRun) -> DocumentFont:
        """Write what the look of a run has that the last one had not; return its font."""
        font = self.font
        if font is None or run.face is not font.face or run.size != self.size:
            font = self.fonts.of(run.face)
            if font is not self.font or run.size != self.size:
                self.code.append(f"/{font.resource} {run.size:g} Tf")
                self.font, self.size = font, run.size
        self.fill(run.color)
        if run.tracking != self.tracking:
            self.code.append(f"{run.tracking:g} Tc")
            self.tracking = run.tracking
        return font


def draw_page(page: Page, fonts: DocumentFonts, marks: Marks, images: dict[int, str]) -> bytes:
    """The page's operators; `images` names the resource of each picture."""
    marks.by_page.append([])
    pen = _Pen(fonts, marks)
    _draw_fills(page.fills, pen)
    if page.watermark:
        _draw_watermark(page.watermark, pen)
    for picture in page.pictures:
        _draw_picture(picture, picture.content or _ARTIFACT, pen, images)
    for logo in page.logos:
        _draw_picture(logo, _RUNNING[logo.foot], pen, images)
    pen.close()
    pen.code.append("BT")
    for placed in page.lines:
        for run in placed.line.runs:
            _draw_run(run, placed.x, placed.y, placed.leaf_of(run) or _ARTIFACT, pen)
    for line in page.running:
        for run in line.line.runs:
            _draw_run(run, line.x, line.y, _RUNNING[line.foot], pen)
    pen.close()
    pen.code.append("ET")
    return "\n".join(pen.code).encode("ascii")


def _draw_watermark(mark: Watermark, pen: _Pen) -> None:
    """The word of a draft: behind the words, and to be seen through the grounds of boxes."""
    turn = math.radians(mark.angle)
    cos, sin = math.cos(turn), math.sin(turn)
    pen.mark(_WATERMARK)
    pen.code.append(
        f"q /{MULTIPLY} gs {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {mark.x:.2f} {mark.y:.2f} cm BT"
    )
    for run in mark.line.runs:
        _draw_run(run, 0.0, 0.0, _WATERMARK, pen)
    pen.code.append("ET Q")
    pen.close()
    pen.font, pen.color, pen.tracking = None, "", 0.0  # as Q leaves them


def _draw_fills(fills: Iterable[Fill], pen: _Pen) -> None:
    for fill in fills:
        pen.mark(_ARTIFACT)
        pen.fill(fill.color)
        pen.code.append(f"{fill.x:.2f} {fill.y:.2f} {fill.width:.2f} {fill.height:.2f} re f")
    pen.close()


def _draw_picture(
    picture: Picture | RunningPicture, what: Content | str, pen: _Pen, images: dict[int, str]
) -> None:
    pen.mark(what)
    at = f"{picture.width:.2f} 0 0 {picture.height:.2f} {picture.x:.2f} {picture.y:.2f}"
    pen.code.append(f"q {at} cm /{images[id(picture)]} Do Q")


def _draw_run(run: GlyphRun, x: float, y: float, what: Content | str, pen: _Pen) -> None:
    pen.mark(what)
    shown = pen.wear(run).shown(run.words, run.size, run.stretch)
    at = f"{hundredths(x + run.x)} {hundredths(y + run.rise)}"
    pen.code.append(f"1 0 0 1 {at} Tm\n[<{shown}>] TJ")
