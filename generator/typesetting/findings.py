"""Findings about what does not fit on its page, and was divided or made smaller."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from math import ceil

from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.document import Document, Figure, Inline, Table
from generator.document.walking import plain_text
from generator.document.words import inline_texts, place_in, texts_of
from generator.language.counting import counted
from generator.typesetting.slabs import Slab
from generator.typesetting.widths import TableFit, widest_columns

LEAST_DPI = 150.0
"""The resolution that an image is printed at where the column is wide enough."""

_MOST_LETTERS = 40  # of a word that a message quotes
_MM = 25.4 / 72


def high_row(table: Table, cells: Iterable[tuple[Inline, ...]]) -> Iterator[Diagnostic]:
    """A warning for a table row that is too high for a page, at its first words."""
    texts = (text for cell in cells for text in inline_texts(cell))
    span = next((text.span for text in texts if text.span), table.span)
    if span:
        message = "this row is too high to be kept on one page"
        hint = "divide it into several rows, or write paragraphs instead"
        yield diagnose(codes.HIGH_ROW, message, span, hint=hint)


def wide_table(table: Table, fit: TableFit) -> Iterator[Diagnostic]:
    """An error for a table that has no room even in the smallest type."""
    if table.span is None:
        return
    names = [plain_text(table.header[index]).strip() for index in widest_columns(fit)]
    shown = ", ".join(f"“{_shortened(name)}”" for name in names if name)
    message = f"this table is too wide by {counted(ceil(fit.lacking), 'point')}"
    message += f"; its widest columns are {shown}" if shown else ""
    hint = "leave out columns, divide it into two tables, or turn rows into columns"
    yield diagnose(codes.WIDE_TABLE, message, table.span, hint=hint)


def high_marking(head: str, lines: int, span: Span) -> Diagnostic:
    """An error for a marking that is higher than the margin of its header or footer."""
    message = f"this marking takes {counted(lines, 'line')}, more than a {head} has room for"
    hint = "shorten it, give it a smaller `size`, or let the theme leave a wider margin"
    return diagnose(codes.HIGH_MARKING, message, span, hint=hint)


def long_box(lines: int, most: int, role: str, span: Span) -> Diagnostic:
    """That a box takes more lines than the theme gives one of its role."""
    message = f"this takes {counted(lines, 'line')} where the theme allows {most}"
    hint = (
        "say it in fewer words, give it a wider column, or write "
        f"most_lines = {lines} below [boxes.{role}] of the theme"
    )
    return diagnose(codes.LONG_BOX, message, span, hint=hint)


def image_findings(figure: Figure, width: float, asked: float) -> Iterator[Diagnostic]:
    """The findings about an image shown `width` points wide that should have `asked` points."""
    if figure.span is None or not (figure.width and figure.height):
        return
    borne = figure.width * 72 / LEAST_DPI
    if borne < asked:
        yield _coarse(figure, figure.span, borne, asked)
    if width < min(borne, asked) - 0.01:
        message = f"this image is too high for its page, and is shown {_mm(width)} wide"
        hint = "cut it to a lower shape, or divide it"
        yield diagnose(codes.HIGH_IMAGE, message, figure.span, hint=hint)


def _coarse(figure: Figure, span: Span, borne: float, asked: float) -> Diagnostic:
    dpi = figure.width * 72 / asked
    width = "across its column" if figure.share == 1 else f"{_mm(asked)} wide"
    message = (
        f"this image would have {dpi:.0f} dpi {width}; "
        f"it bears {_mm(borne)} at {LEAST_DPI:.0f} dpi, and is shown no wider"
    )
    needed = -(-asked * LEAST_DPI // 72)
    hint = f"save it with {counted(round(needed), 'pixel')} or more from side to side"
    return diagnose(codes.COARSE_IMAGE, message, span, hint=hint)


def _mm(points: float) -> str:
    return f"{points * _MM:.0f} mm"


def wide_words(slabs: Iterable[Slab], document: Document) -> Iterator[Diagnostic]:
    """The words that no line could hold, each at its first place in the author's file."""
    words = {one.line.torn: None for slab in slabs for one in slab.lines if one.line.torn}
    for word in words:
        texts = (text for text in texts_of(document) if text.span and word in text.value)
        for text in islice(texts, 1):
            assert text.span
            yield _wide(word, place_in(text.span, text.value, text.value.index(word), len(word)))


def _wide(word: str, span: Span) -> Diagnostic:
    message = f"“{_shortened(word)}” is wider than its column, and is divided anywhere"
    hint = "shorten it, or say with soft hyphens (U+00AD) where it may be divided"
    return diagnose(codes.WIDE_WORD, message, span, hint=hint)


def _shortened(words: str) -> str:
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS]}…"
