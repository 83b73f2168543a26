"""The characters of a PDF → runs: what was printed in one go, and where it stands on its page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

SOFT_HYPHEN = "\u00ad"
NARROW_BLANK = "\x1f"
"""Stands for a blank that the file has not, where letters are nearer than blanks put them."""


class PdfRun(Struct, frozen=True):
    """Characters that one operator shows (ISO 32000-2, 9.4.3), with the blanks behind them.

    Places are in points from the lower left of the page, turned so that most of its words are
    upright. `y` is the height of the baseline, and `foot` that of the lowest point of the first
    character. `mark` is the marked-content identifier (14.7.5), -1 without one. `broken` says
    that a line ends before it, as PDFium sees it.
    """

    text: str
    x0: float
    x1: float
    y: float
    foot: float
    size: float
    bold: bool
    mark: int
    broken: bool
    turned: bool  # it does not run as most of its page does
    unseen: bool


class PdfSheet(Struct, frozen=True):
    """A page, counted from 0: the label that the file gives it, its size, its runs in order."""

    number: int
    label: str
    width: float
    height: float
    runs: tuple[PdfRun, ...]


def sheets_of(document: PdfDocument) -> Iterator[PdfSheet]:
    """The pages of a document. Raises PdfiumError where one of them cannot be read."""
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        try:
            label = document.get_page_label(number)
            yield _turned_sheet(
                number, label, page.get_cropbox(), tuple(_Characters(text).placed())
            )
        finally:
            text.close()
            page.close()


# --- characters -------------------------------------------------------------------------

_BREAKS = frozenset({0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029})
_SPACES = frozenset(
    {0x09, 0x200B, *(code for code in range(0x20, 0x3001) if chr(code).isspace())} - _BREAKS
)
_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})  # the first and the last stand for one in PDFium
_UNKNOWN = "\ufffd"


def _character(code: int) -> str:
    """A character by its number; the replacement character if the file does not say which."""
    if code in _HYPHENS:
        return SOFT_HYPHEN
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return _UNKNOWN
    return _UNKNOWN if code in {0xFEFF, 0xFFFF} else chr(code)


class _Gathered(Struct):
    """The characters of a run while it is gathered, and the places of the first and the last."""

    text: str
    first: int
    last: int
    operator: Any
    broken: bool


_Point = tuple[float, float]


class _Placed(Struct, frozen=True):
    """A run where the file places it: its origin, the corners of its first and last letters."""

    text: str
    origin: _Point
    first: tuple[_Point, _Point]
    last: tuple[_Point, _Point]
    quarters: int  # the quarter turns, counter-clockwise, that it stands at
    size: float
    bold: bool
    mode: int  # of rendering (9.3.6)
    mark: int
    broken: bool


class _Characters:
    """The characters of a page, asked of PDFium no more often than must be."""

    def __init__(self, page: Any) -> None:
        import ctypes

        from pypdfium2 import raw

        self._address = ctypes.addressof
        self._raw, self._page, self._count = raw, page.raw, page.count_chars()
        self._numbers = tuple(ctypes.c_double() for _ in range(4))
        self._matrix = raw.FS_MATRIX()

    def placed(self) -> Iterator[_Placed]:
        """The runs of the page in the order of the file; those of blanks alone are left out."""
        return map(self._place, self._shown())

    def _shown(self) -> Iterator[_Gathered]:
        code_of, operator_of = self._raw.FPDFText_GetUnicode, self._raw.FPDFText_GetTextObject
        run: _Gathered | None = None
        address, broken = 0, True
        for index in range(self._count):
            code = code_of(self._page, index)
            if code in _BREAKS:
                broken = True
                continue
            if code in _SPACES:
                if run is not None:
                    run.text += NARROW_BLANK if self._is_narrow(index) else " "
                continue
            operator = operator_of(self._page, index)
            here = self._address(operator.contents) if operator else 0
            if run is None or broken or here != address:
                if run is not None:
                    yield run
                run = _Gathered("", index, index, operator, broken)
                address, broken = here, False
            run.text += _character(code)
            run.last = index
        if run is not None:
            yield run

    def _is_narrow(self, index: int) -> bool:
        """Whether PDFium has put in a blank for a gap in which a usual one has no room."""
        raw, page = self._raw, self._page
        if raw.FPDFText_IsGenerated(page, index) != 1 or index + 1 == self._count:
            return False
        (left, bottom), (right, top) = self._box(index - 1)
        (next_left, next_bottom), (next_right, next_top) = self._box(index + 1)
        across = max(next_left - right, left - next_right)
        along = max(next_bottom - top, bottom - next_top)
        raw.FPDFText_GetMatrix(page, index - 1, self._matrix)
        size = raw.FPDFText_GetFontSize(page, index - 1)
        size *= math.hypot(self._matrix.c, self._matrix.d)
        return bool(max(across, along) < _NARROW * abs(size))

    def _place(self, shown: _Gathered) -> _Placed:
        raw, page, first, matrix = self._raw, self._page, shown.first, self._matrix
        raw.FPDFText_GetMatrix(page, first, matrix)
        x, y, *_ = self._numbers
        raw.FPDFText_GetCharOrigin(page, first, x, y)
        origin = (x.value, y.value)
        is_text = raw.FPDFPageObj_GetType(shown.operator) == raw.FPDF_PAGEOBJ_TEXT
        quarters = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2))
        # Many files set the size 1 and scale the matrix instead; a size below 0 is a half turn.
        size = raw.FPDFText_GetFontSize(page, first) * math.hypot(matrix.c, matrix.d)
        return _Placed(
            shown.text,
            origin,
            self._box(first),
            self._box(shown.last),
            (quarters + 2 * (size < 0)) % 4,
            abs(size),
            raw.FPDFText_GetFontWeight(page, first) >= _BOLD,
            raw.FPDFTextObj_GetTextRenderMode(shown.operator) if is_text else 0,
            raw.FPDFPageObj_GetMarkedContentID(shown.operator) if shown.operator else -1,
            shown.broken,
        )

    def _box(self, index: int) -> tuple[_Point, _Point]:
        left, right, bottom, top = self._numbers
        self._raw.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        return (left.value, bottom.value), (right.value, top.value)


_BOLD = 600
_NARROW = 0.23  # of the size, between what two letters show

# --- the page ---------------------------------------------------------------------------

_UNSEEN = frozenset({3, 7})  # modes of rendering that paint nothing
_MARGIN = 2.0  # points that an origin may lie outside the page
_SMALLEST = 1.0  # point: what is smaller nobody can read


def _turned_sheet(
    number: int, label: str, box: tuple[float, float, float, float], placed: Sequence[_Placed]
) -> PdfSheet:
    """A page turned as most of its words are."""
    letters, unseen = Counter[int](), Counter[bool]()
    for one in placed:
        letters[one.quarters] += len(one.text)
        unseen[one.mode in _UNSEEN] += len(one.text)
    quarters = letters.most_common(1)[0][0] if letters else 0
    # A scan that was made searchable has its words, unseen, above their picture.
    frame = _Frame(*box, quarters, unseen[True] > unseen[False])
    runs = tuple(map(frame.run, placed))
    return PdfSheet(number, label, frame.width, frame.height, runs)


class _Frame(Struct, frozen=True):
    """The edges of a page, the quarter turns of its words, and whether unseen ones are its text."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int
    is_layer: bool

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def point(self, point: _Point) -> _Point:
        """A place on the page as it is once its words are upright."""
        x, y = point
        return (
            (x - self.left, y - self.bottom),
            (y - self.bottom, self.right - x),
            (self.right - x, self.top - y),
            (self.top - y, x - self.left),
        )[self.quarters]

    def run(self, one: _Placed) -> PdfRun:
        corners = [self.point(corner) for corner in (*one.first, *one.last)]
        return PdfRun(
            one.text,
            x0=min(x for x, _ in corners),
            x1=max(x for x, _ in corners),
            y=self.point(one.origin)[1],
            foot=min(y for _, y in corners[:2]),
            size=one.size,
            bold=one.bold,
            mark=one.mark,
            broken=one.broken,
            turned=one.quarters != self.quarters,
            unseen=self._is_unseen(one),
        )

    def _is_unseen(self, one: _Placed) -> bool:
        if one.size < _SMALLEST or (one.mode in _UNSEEN and not self.is_layer):
            return True
        x, y = self.point(one.origin)
        return not (-_MARGIN < x < self.width + _MARGIN and -_MARGIN < y < self.height + _MARGIN)
