"""Tables: each cell has its place, none is dropped in silence, and each table gets its caption.

A cell of the header may reach over several columns, `[Tonnes]{colspan=2}`. Pandoc reads that as
words with an attribute, and the empty cells behind them as cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise, takewhile

from markdown_it.token import Token
from msgspec.structs import replace

from generator.diagnostics import Span, codes
from generator.language.counting import counted
from generator.markdown.inlines import inline_nodes
from generator.markdown.source import MarkdownText, Strip
from generator.markdown.syntax import BlockKind, Node
from generator.markdown.unread import nothing_unread, words_left


def table_node(token: Token, tokens: Iterator[Token], source: MarkdownText) -> Node:
    """The table that `token` opens; takes its tokens up to the closing one."""
    first = (token.map or [0, 0])[0]
    source.understood.add(first + 1)  # the row of dashes
    rows: list[Node] = []
    aligned: list[str] = []
    for inner in tokens:
        if inner.type == "table_close":
            break
        if inner.type == "tr_open":
            cells = list(_inlines_of_row(tokens))
            aligned = aligned or [style for _, style in cells]
            row = _row_node(inner, [inline for inline, _ in cells], source)
            rows.append(unspanned_row(row, source) if rows else spanned_header(row, source))
    span = Span.covering(rows[0].span, rows[-1].span)
    return Node("table", span, tuple(rows), attributes={"align": ",".join(aligned)})


def _inlines_of_row(tokens: Iterator[Token]) -> Iterator[tuple[Token, str]]:
    """The text of each cell up to the end of the row, and how its column is aligned."""
    for token in tokens:
        if token.type == "tr_close":
            return
        if token.type in ("th_open", "td_open"):
            style = str(token.attrGet("style") or "").removeprefix("text-align:")
            yield next(tokens), style


def _row_node(token: Token, inlines: list[Token], source: MarkdownText) -> Node:
    index = (token.map or [0, 0])[0]
    line = source.lines[index].rstrip()
    edges = _edges(line, token.meta["start"])
    _row_fits(index, edges, len(inlines), source)
    cells = []
    for number, inline in enumerate(inlines):
        start = edges[number] if number < len(edges) else len(line)
        strip = source.cell_strip(inline.content, index, start)
        children = inline_nodes(inline.children, strip, source)
        nothing_unread(inline.children, strip, source)
        cells.append(Node("cell", strip.span(0, len(inline.content)), children))
    return Node("row", source.span(index, token.meta["start"], len(line)), tuple(cells))


def _edges(line: str, start: int) -> list[int]:
    """The columns (from 0) at which the cells of a row begin; the row itself does at `start`."""
    bars = [found.start() for found in re.finditer(r"(?<!\\)\|", line) if found.start() >= start]
    edges = [start - 1, *bars, len(line)]
    if bars and bars[0] == start:
        edges = edges[1:]
    if len(edges) > 2 and bars and bars[-1] == len(line) - 1:
        edges = edges[:-1]
    return [edge + 1 for edge, _ in pairwise(edges)]


def _row_fits(index: int, edges: list[int], columns: int, source: MarkdownText) -> None:
    line = source.lines[index].rstrip()
    if "|" not in line:
        message = "this line is read as a row of the table"
        source.report(
            codes.BAD_TABLE, message, source.line_span(index), "put an empty line after the table"
        )
    elif len(edges) < columns:
        message = (
            f"the table has {counted(columns, 'column')}, this row {counted(len(edges), 'cell')}"
        )
        hint = "write the empty cells, too: | a | | |"
        source.report(codes.BAD_TABLE, message, source.line_span(index), hint)
    elif "||" in line.replace("\\|", ""):
        hint = "write a blank in an empty cell: | a | | b |; "
        hint += "in the header [a]{colspan=2} reaches over the empty cell behind it"
        message = "two bars side by side do not span columns"
        source.report(codes.BAD_TABLE, message, source.line_span(index), hint)
    elif len(edges) > columns:
        message = (
            f"the table has {counted(columns, 'column')}, this row {counted(len(edges), 'cell')}"
        )
        span = source.span(index, edges[columns], len(line))
        source.report(codes.BAD_TABLE, message, span, "write a bar inside a cell as \\|")


_RULE = r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?"
_GRID = r"\+(?:[-=:]+\+)+"
_ROW = r"\|[ \t].*|\|.*\||[^|]*\S[ \t]+\|[ \t].*"
_BARRED = "write the header as | A | B |, below it |---|---|, then each row on its own line"


def is_broken_table(inline: Token, strip: Strip, source: MarkdownText) -> bool:
    """Whether a paragraph was meant to be a table; then it is reported, once."""
    if "|" not in strip.content and "+-" not in strip.content:
        return False
    lines = [line.strip() for line in words_left(inline.children or (), strip.content).split("\n")]
    grid = [number for number, line in enumerate(lines) if re.fullmatch(_GRID, line)]
    rules = [n for n, line in enumerate(lines) if n and "|" in line and re.fullmatch(_RULE, line)]
    rows = [number for number, line in enumerate(lines) if re.fullmatch(_ROW, line)]
    if grid:
        message = "a brief does not read tables drawn with + and -"
        hint, at = _BARRED, (grid[0], grid[-1])
    elif rules:
        message = "this table cannot be read"
        hint = "give the header row as many cells as the row of dashes below it"
        at = (rules[0] - 1, rules[0] - 1)
    elif len(rows) > 1 or (rows and lines[rows[0]].startswith("|")):
        rule = "|---" * max(1, lines[rows[0]].strip("|").count("|") + 1) + "|"
        message = "this table has no row of dashes below its header"
        hint, at = f"write {rule} below the first row", (rows[0], rows[-1])
    else:
        return False
    first = (inline.map or [0])[0]
    span = Span.covering(source.line_span(first + at[0]), source.line_span(first + at[1]))
    source.report(codes.BAD_TABLE, message, span, hint)
    return True


def whole_tables(nodes: Iterable[Node], source: MarkdownText) -> tuple[Node, ...]:
    """The nodes, with what belongs to a table moved into it; what has no table is reported.

    A caption, `: Words {#tbl-name}`, stands before its table or behind it, the line that says
    where it is from, a fenced block `.table-source`, behind it.
    """
    kept: list[Node] = []
    waiting: list[Node] = []
    for node in nodes:
        table = kept[-1] if kept and kept[-1].kind == "table" else None
        if node.kind == "caption":
            if table and not waiting and not _holds(table, node.kind):
                kept[-1] = _captioned(table, node)
            else:
                waiting.append(node)
        elif node.kind == "div" and _SOURCE_CLASS in node.classes:
            if fault := _fault_of_source(node, table):
                source.report(codes.BAD_TABLE, fault[0], node.span, fault[1])
                kept.extend(node.children)
            else:
                kept[-1] = _sourced(kept[-1], node)
        elif waiting and node.kind == "table":
            kept.append(_captioned(node, waiting.pop()))
        else:
            kept.append(node)
    for caption in waiting:
        source.report(
            codes.BAD_TABLE,
            "this caption has no table",
            caption.span,
            "put it directly after its table",
        )
    return tuple(kept)


_SOURCE_CLASS = "table-source"


def _holds(table: Node, kind: BlockKind) -> bool:
    return any(child.kind == kind for child in table.children)


def _captioned(table: Node, caption: Node) -> Node:
    # First, because it is printed first: its notes get their numbers before those of the cells.
    children = (replace(caption, identifier=""), *table.children)
    return replace(table, children=children, identifier=caption.identifier)


def _fault_of_source(div: Node, table: Node | None) -> tuple[str, str] | None:
    """Message and hint for a block that is not the one source line of a table."""
    if table is None:
        return "this source line has no table", "put it directly behind its table"
    if _holds(table, "table_source"):
        return "this table has two source lines", "join them"
    if [child.kind for child in div.children] != ["paragraph"]:
        return "a source line is one paragraph", "write one paragraph between the fences"
    return None


def _sourced(table: Node, div: Node) -> Node:
    classes = tuple(name for name in div.classes if name != _SOURCE_CLASS)
    line = replace(div, kind="table_source", children=div.children[0].children, classes=classes)
    return replace(table, children=(*table.children, line))


_SPAN = "colspan"


def spanned_header(row: Node, source: MarkdownText) -> Node:
    """The header, each cell with the number of columns that it reaches over as its level."""
    cells: list[Node] = []
    covered = 0
    for index, cell in enumerate(row.children):
        if covered:
            covered -= 1
            cells.append(cell)
            continue
        written = _written_span(cell)
        following = row.children[index + 1 :]
        count = _columns_spanned(written, following) if written else 1
        if written and count < 2:
            message = f"`{_SPAN}={written.attributes[_SPAN]}` does not fit here"
            hint = "give the number of columns, and leave the cells behind it empty: "
            hint += "| [Tonnes]{colspan=2} | | Port |"
            source.report(codes.BAD_TABLE, message, written.span, hint)
        covered = max(count - 1, 0)
        cells.append(replace(_without_span(cell), level=max(count, 1)))
    return replace(row, children=tuple(cells))


def unspanned_row(row: Node, source: MarkdownText) -> Node:
    """A row of the body, in which no cell reaches over others."""
    for cell in row.children:
        if written := _written_span(cell):
            message = "only a cell of the header can reach over several columns"
            hint = "write the words in each of the cells, or divide the table"
            source.report(codes.BAD_TABLE, message, written.span, hint)
    return replace(row, children=tuple(map(_without_span, row.children)))


def _written_span(cell: Node) -> Node | None:
    """The bracket that says over how many columns a cell reaches, if it is all of the cell."""
    match cell.children:
        case (Node(kind="bracketed") as bracket,) if _SPAN in bracket.attributes:
            return bracket
        case _:
            return None


def _columns_spanned(bracket: Node, following: tuple[Node, ...]) -> int:
    """Over how many columns a cell reaches; 0 where that is no number, or they are not free."""
    written = bracket.attributes[_SPAN]
    count = int(written) if re.fullmatch("[1-9][0-9]?", written) else 0
    free = takewhile(lambda cell: not cell.children, following)
    return count if count <= 1 + sum(1 for _ in free) else 0


def _without_span(cell: Node) -> Node:
    bracket = _written_span(cell)
    if bracket is None:
        return cell
    kept = {name: value for name, value in bracket.attributes.items() if name != _SPAN}
    if kept or bracket.classes or bracket.identifier:
        return replace(cell, children=(replace(bracket, attributes=kept),))
    return replace(cell, children=bracket.children)
