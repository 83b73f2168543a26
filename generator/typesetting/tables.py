"""Tables → slabs: one for each row; columns as wide as their words need; a header that repeats."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from generator.document import ColumnAlignment, Inline, Table
from generator.document.walking import header_cells
from generator.language.decimals import decimal_mark
from generator.theme.theme import Rule, Style, TextAlignment
from generator.typesetting.figures import captioned
from generator.typesetting.findings import high_row, wide_table
from generator.typesetting.inlines import set_words
from generator.typesetting.lines import lines_of
from generator.typesetting.paragraphs import Area, baseline, paragraph_slabs
from generator.typesetting.placed import Line, StructureElement, Tags
from generator.typesetting.setting import Setting
from generator.typesetting.slabs import (
    BOUND,
    TOGETHER,
    Ink,
    Slab,
    SlabFrame,
    SlabLine,
    as_artifact,
    kept_together,
    unbroken,
    with_space,
    without_slivers,
)
from generator.typesetting.table_fit import (
    MeasuredTable,
    evened,
    measured_table,
    reach_of,
    table_fit,
)
from generator.typesetting.tagging import tagged
from generator.typesetting.widths import MOST_OF_HEAD, MOST_OF_ROW, SHORT_TABLE, TableFit, staged
from generator.typesetting.words import Words

_PAIR = 2


class _Row(Struct, frozen=True):
    """The words of a row, and how far those of each cell stand in from where its column begins."""

    cells: tuple[Words, ...]
    tags: tuple[Tags, ...]
    style: Style
    insets: tuple[float, ...]


class _Column(Struct, frozen=True):
    x: float
    width: float  # of the words, without padding
    alignment: TextAlignment


def table_slabs(block: Table, area: Area, setting: Setting, parent: StructureElement) -> list[Slab]:
    """The table as slabs: caption, header, rows, source. No row splits that fits on a page."""
    fit = table_fit(block, area.width, setting)
    measured = measured_table(block, fit.stage, setting)
    block = evened(block)
    element = parent.add("Table", anchor=block.anchor)
    caption = _caption_slabs(block, area, setting, element)
    if fit.lacking:
        setting.found += wide_table(block, fit)
    head, rows = _rows(block, fit, measured, setting, element)
    columns = _columns(fit, block.alignments, area)
    if not columns:
        return caption
    header = _header_slabs(block, head, columns, area, setting)
    body = _body_slabs(block, rows, columns, area, setting)
    source = _source_slabs(block, area, setting, parent)
    look = setting.theme.tables
    low = fsum(slab.height for slab in header) <= area.height * MOST_OF_HEAD
    repeated = tuple(map(as_artifact, header)) if low else ()
    after = 0.0 if source else look.after  # the line below has its own space above it
    frame = SlabFrame(area.x, area.width, before=look.before, after=after, head=repeated)
    slabs = [*unbroken(header), *body]
    if fsum(slab.height for slab in slabs) <= area.height * SHORT_TABLE:
        slabs = kept_together(slabs)
    framed = [replace(slab, frames=(*area.frames, frame)) for slab in slabs]
    framed = [*framed[:-1], *unbroken(framed[-1:])] if source else framed
    return [*caption, *framed, *source]


def _header_slabs(
    block: Table, head: _Row, columns: Sequence[_Column], area: Area, setting: Setting
) -> list[Slab]:
    look = setting.theme.tables
    tops = [_spanning(columns[one.first : one.first + one.count]) for one in header_cells(block)]
    header = _row_slabs(head, tops, area, setting, above=look.head, below=look.under_header)
    if len(header) > 1:
        setting.found += high_row(block, block.header)
    if look.header_fill:
        return [_grounded(slab, area, look.header_fill) for slab in header]
    return header


def _body_slabs(
    block: Table, rows: Sequence[_Row], columns: Sequence[_Column], area: Area, setting: Setting
) -> list[Slab]:
    look = setting.theme.tables
    body: list[Slab] = []
    for index, row in enumerate(rows):
        rule = look.head if index == len(rows) - 1 else look.between
        parts = _row_slabs(row, columns, area, setting, above=None, below=rule)
        if len(parts) > 1:
            setting.found += high_row(block, block.rows[index])
        if look.banding and index % 2:
            parts = [_grounded(slab, area, look.banding) for slab in parts]
        body += parts
    return without_slivers(body, TOGETHER) if len(body) > _PAIR else body


def _caption_slabs(
    block: Table, area: Area, setting: Setting, element: StructureElement
) -> list[Slab]:
    caption = captioned(block.label, block.caption)
    if not caption:
        return []
    style = setting.theme.style("caption")
    slabs = paragraph_slabs(caption, style, area, setting, element.add("Caption"))
    return unbroken(slabs)


def _source_slabs(
    block: Table, area: Area, setting: Setting, parent: StructureElement
) -> list[Slab]:
    """The line that says where a table is from, all of it on the page of the last row."""
    if not block.source:
        return []
    style = setting.theme.style("table-source")
    slabs = paragraph_slabs(block.source, style, area, setting, parent.add("P"))
    return with_space(kept_together(slabs, BOUND), after=setting.theme.tables.after)


# --- cells --------------------------------------------------------------------------------


def _rows(
    block: Table,
    fit: TableFit,
    measured: MeasuredTable,
    setting: Setting,
    element: StructureElement,
) -> tuple[_Row, list[_Row]]:
    """Header and rows as words, with TH and TD elements (ISO 32000-1, 14.8.4.3.4)."""
    width = len(block.header)
    head_style = staged(setting.theme.style("table-header"), fit.stage)
    cell_style = staged(setting.theme.style("table-cell"), fit.stage)
    tops = list(header_cells(block))
    top = element.add("THead") if block.rows else element  # a head goes with a body
    titles, above = [one.children for one in tops], top.add("TR")
    scopes = ["Column"] * len(tops)
    head = _table_row(titles, measured.header, head_style, scopes, setting, above)
    for cell, one in zip(above.kids, tops, strict=True):
        assert isinstance(cell, StructureElement)
        cell.columns = one.count
    body = element.add("TBody")
    # Of two columns the first is read just before the second: a row head would repeat it.
    scopes = ["Row" if width > _PAIR else "", *[""] * (width - 1)]
    mark = decimal_mark(setting.document.language)
    rows = []
    for cells, words in zip(block.rows, measured.rows, strict=True):
        row = _table_row(cells, words, cell_style, scopes, setting, body.add("TR"))
        rows.append(_aligned(row, cells, fit, mark))
    return head, rows


def _table_row(
    cells: Sequence[tuple[Inline, ...]],
    measured: Sequence[Words],
    style: Style,
    scopes: Sequence[str],
    setting: Setting,
    element: StructureElement,
) -> _Row:
    set_cells, tags = [], []
    for inlines, known, scope in zip(cells, measured, scopes, strict=True):
        cell = element.add("TH" if scope else "TD")
        cell.scope = scope or None
        # Numbers of remarks count on from one cell to the next.
        words = set_words(inlines, style, setting) if known.remarks else known
        set_cells.append(words)
        tags.append(tagged(words, cell, setting))
    return _Row(tuple(set_cells), tuple(tags), style, (0.0,) * len(tags))


def _aligned(row: _Row, cells: Sequence[tuple[Inline, ...]], fit: TableFit, mark: str) -> _Row:
    """The row with its figures set in, so that the decimals of a column are in one line."""
    insets = tuple(
        reach - reach_of(cell, words.units, mark) if reach else 0.0
        for cell, words, reach in zip(cells, row.cells, fit.reaches, strict=True)
    )
    return replace(row, insets=insets)


# --- columns ------------------------------------------------------------------------------


def _columns(fit: TableFit, alignments: Sequence[ColumnAlignment], area: Area) -> list[_Column]:
    columns, x = [], area.x
    for width, alignment in zip(fit.widths, alignments, strict=True):
        align: TextAlignment = "left" if alignment == "decimal" else alignment
        columns.append(_Column(x + fit.padding, width, align))
        x += width + 2 * fit.padding
    return columns


def _spanning(columns: Sequence[_Column]) -> _Column:
    """The column of a cell that reaches over several, in whose middle its words stand."""
    first, last = columns[0], columns[-1]
    align = first.alignment if len(columns) == 1 else "center"
    return _Column(first.x, last.x + last.width - first.x, align)


# --- rows ---------------------------------------------------------------------------------


def _row_slabs(
    row: _Row,
    columns: Sequence[_Column],
    area: Area,
    setting: Setting,
    *,
    above: Rule | None,
    below: Rule,
) -> list[Slab]:
    """One slab as a rule; several where the row is higher than a page should hold."""
    style = row.style
    cells = [
        lines_of(words, style, column.width, align=column.alignment)
        for words, column in zip(row.cells, columns, strict=True)
    ]
    tallest = max((len(lines) for lines in cells), default=0) or 1
    room = area.height * MOST_OF_ROW
    at_once = tallest if tallest * style.leading <= room else 4
    slabs = []
    for first in range(0, tallest, at_once):
        part = [lines[first : first + at_once] for lines in cells]
        slabs.append(_slab(part, min(at_once, tallest - first), row, columns, setting))
    if above:
        slabs[0] = _ruled(slabs[0], area, above, top=True)
    slabs[-1] = _ruled(slabs[-1], area, below, top=False)
    return slabs


def _slab(
    cells: Sequence[tuple[Line, ...]],
    tallest: int,
    row: _Row,
    columns: Sequence[_Column],
    setting: Setting,
) -> Slab:
    style = row.style
    padding = setting.theme.tables.padding_y
    face = setting.chain(style, bold=style.bold, italic=style.italic).first
    down = padding + baseline(style, face)
    lines = [
        SlabLine(column.x + inset, down + index * style.leading, line, tags)
        for column, inset, tags, cell in zip(columns, row.insets, row.tags, cells, strict=True)
        for index, line in enumerate(cell)
    ]
    height = tallest * style.leading + 2 * padding
    return Slab(height=height, lines=tuple(lines))


def _ruled(slab: Slab, area: Area, rule: Rule, *, top: bool) -> Slab:
    if not rule.weight:
        return slab
    down = -rule.weight / 2 if top else slab.height - rule.weight / 2
    ink = Ink(area.x, down, area.width, rule.weight, rule.color)
    return replace(slab, inks=(*slab.inks, ink))


def _grounded(slab: Slab, area: Area, color: str) -> Slab:
    ground = Ink(area.x, 0.0, area.width, slab.height, color)
    return replace(slab, inks=(ground, *slab.inks))
