"""A brief's Markdown in pieces: whole lines that are one paragraph, heading, item or row.

Between two pieces is a gap: empty lines, the fences of blocks, comments. Pieces and gaps together
are the whole text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.briefs.front import split_front
from generator.diagnostics import BriefError
from generator.markdown.parse import parse
from generator.markdown.syntax import Node, walk
from generator.merging.spelt import Spelt

PieceKind = Literal["front", "heading", "paragraph", "row", "caption", "term", "figure", "source"]
MarkupKind = Literal[
    "emphasis", "strong", "superscript", "subscript", "bracketed", "link", "code", "inline_note"
]


class Enclosure(Struct, frozen=True):
    """Markup around words: all of it, and the words between."""

    kind: MarkupKind
    start: int
    end: int
    first: int
    last: int


class Piece(Struct, frozen=True):
    """Lines of the Markdown from `start` to `end`, without the line feed behind them.

    `words` is where its words begin, behind what its first line begins with: `## `, `- `. `items`
    are the lists that it is an item of, outermost first, by the place of each, `is_item` whether it
    begins its item. `blocks` are the quotations, fenced blocks and footnotes around it, `table` is
    the place of the table whose row, caption or source it is.
    """

    number: int
    kind: PieceKind
    start: int
    end: int
    words: int
    level: int = 0
    items: tuple[int, ...] = ()
    is_item: bool = False
    is_numbered: bool = False
    blocks: tuple[tuple[str, int], ...] = ()
    table: int = -1
    enclosures: tuple[Enclosure, ...] = ()
    cells: tuple[tuple[int, int], ...] = ()

    @property
    def is_quoted(self) -> bool:
        return any(kind == "quotation" for kind, _ in self.blocks)


class Divided(Struct, frozen=True):
    """A Markdown text and its pieces."""

    text: str
    pieces: tuple[Piece, ...]

    def words_of(self, piece: Piece) -> str:
        """The lines of a piece."""
        return self.text[piece.start : piece.end]

    def gap_before(self, number: int) -> str:
        """What stands between a piece and the one before it; behind the last for their count."""
        start = self.pieces[number - 1].end if number else 0
        end = self.pieces[number].start if number < len(self.pieces) else len(self.text)
        return self.text[start:end]

    def together(self, number: int) -> tuple[int, int]:
        """The first and the last piece of the table that a piece belongs to; else itself."""
        table = self.pieces[number].table
        if table < 0:
            return number, number
        own = [piece.number for piece in self.pieces if piece.table == table]
        return own[0], own[-1]

    def header_of(self, table: int) -> int:
        """The first row of a table, by its number."""
        return next(one.number for one in self.pieces if one.table == table and one.kind == "row")

    def piece_at(self, offset: int) -> Piece | None:
        """The piece that a place is in."""
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        if index < 0 or offset > self.pieces[index].end:
            return None
        return self.pieces[index]


def in_pieces(text: str, file: str = "") -> Divided:
    """The pieces of a brief's Markdown, whatever is wrong with it."""
    try:
        _, body = split_front(text, file)
    except BriefError:
        body = text
    parsed = parse(body, file)
    finder = _Finder(Spelt(text, file))
    if body is not text:
        finder.front()
    finder.take(parsed.blocks, _Around())
    for note in parsed.footnotes.values():
        finder.take(note.children, _Around(blocks=(("footnote", finder.start_of(note)),)))
    return Divided(text, tuple(finder.in_order()))


class _Around(Struct, frozen=True):
    """What a node stands in."""

    items: tuple[int, ...] = ()
    is_item: bool = False
    is_numbered: bool = False
    blocks: tuple[tuple[str, int], ...] = ()


class _Finder(Struct):
    spelt: Spelt
    pieces: list[Piece] = field(default_factory=list)

    def in_order(self) -> Iterator[Piece]:
        """The pieces from first to last, each once; none reaches into another."""
        end = -1
        found = sorted(self.pieces, key=lambda piece: (piece.start, -piece.end))
        number = 0
        for piece in found:
            if piece.start > end:
                yield replace(piece, number=number)
                number += 1
                end = piece.end

    def front(self) -> None:
        text = self.spelt.markdown
        closing = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE).search(text, 4)
        end = closing.end() if closing else text.find("\n")
        self.pieces.append(Piece(0, "front", 0, end, 0))

    def start_of(self, node: Node) -> int:
        return self.spelt.offset(node.span.start)

    def take(self, nodes: tuple[Node, ...], around: _Around) -> None:
        for index, node in enumerate(nodes):
            own = around if index == 0 else replace(around, is_item=False)
            self._take(node, own)

    def _take(self, node: Node, around: _Around) -> None:
        match node.kind:
            case "bullet_list" | "ordered_list":
                inner = replace(around, items=(*around.items, self.start_of(node)))
                inner = replace(inner, is_item=True, is_numbered=node.kind == "ordered_list")
                for item in node.children:
                    self.take(item.children, inner)
            case "quotation" | "div":
                blocks = (*around.blocks, (node.kind, self.start_of(node)))
                self.take(node.children, replace(around, blocks=blocks))
            case "definition_list" | "definition":
                self.take(node.children, around)
            case "table":
                self._table(node, around)
            case "heading":
                self._add("heading", node, around, level=node.level)
            case "paragraph":
                self._add("paragraph", node, around)
            case "term" | "figure" | "caption":
                self._add(node.kind, node, around)
            case _:
                pass

    def _table(self, node: Node, around: _Around) -> None:
        table = self.start_of(node)
        rows = [child for child in node.children if child.kind == "row"]
        for child in node.children:
            if child.kind == "row":
                lines = 2 if child is rows[0] else 1
                self._add("row", child, around, table=table, lines=lines)
            elif child.kind == "caption":
                self._add("caption", child, around, table=table)
            else:
                self._source_line(child, around, table)

    def _source_line(self, node: Node, around: _Around, table: int) -> None:
        """The line below a table, with the fences around it."""
        self._add("source", node, around, table=table)
        piece = self.pieces[-1]
        close = re.compile(r"^:{3,}[ \t]*$", re.MULTILINE).search(self.spelt.markdown, piece.end)
        if close:
            self.pieces[-1] = replace(piece, end=close.end())

    def _add(
        self, kind: PieceKind, node: Node, around: _Around, *, level: int = 0, table: int = -1,
        lines: int = 1,
    ) -> None:  # fmt: skip
        text = self.spelt.markdown
        words, last = self.start_of(node), self.spelt.offset(node.span.end)
        start = text.rfind("\n", 0, words) + 1
        end = _line_end(text, last)
        if kind == "heading" and not text[start:].lstrip("> ").startswith("#"):
            lines = 2  # its line of dashes
        for _ in range(lines - 1):
            end = _line_end(text, min(end + 1, len(text)))
        cells = [self._range(child) for child in node.children if child.kind == "cell"]
        self.pieces.append(
            Piece(
                0,
                kind,
                start,
                end,
                words,
                level,
                around.items,
                around.is_item,
                around.is_numbered,
                around.blocks,
                table,
                tuple(self._enclosures(node)),
                tuple(cells),
            )
        )

    def _range(self, node: Node) -> tuple[int, int]:
        return self.start_of(node), self.spelt.offset(node.span.end)

    def _enclosures(self, node: Node) -> Iterator[Enclosure]:
        for child in walk(node.children):
            match child.kind:
                case "code":
                    start, end = self._range(child)
                    ticks = len(self.spelt.markdown[start:end]) - len(
                        self.spelt.markdown[start:end].lstrip("`")
                    )
                    yield Enclosure("code", start, end, start + ticks, end - ticks)
                case "emphasis" | "strong" | "superscript" | "subscript" | "bracketed" | "link":
                    if child.children:
                        start, end = self._range(child)
                        first = self.start_of(child.children[0])
                        last = self.spelt.offset(child.children[-1].span.end)
                        yield Enclosure(child.kind, start, end, first, last)
                case _:
                    continue


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
