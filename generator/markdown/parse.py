"""Markdown text → tree of nodes, with every node's exact place and nothing swallowed in silence.

Whatever CommonMark would drop without a word is reported: definitions of links, cells too many,
footnotes that nothing refers to, lines that lie too deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from generator.diagnostics import Diagnostic, Position, Severity, Span
from generator.markdown.places import Strip, placed
from generator.markdown.rules import closes_div, opens_div, parser, trailing_attributes
from generator.markdown.syntax import BlockKind, InlineKind, Markdown, Node, walk

FENCE = "B010"
FOREIGN_MARKUP = "B011"
LINK_DEFINITION = "B012"
TABLE = "B013"
FOOTNOTE = "B014"
ATTRIBUTES = "B015"
NOT_UNDERSTOOD = "B016"
IMAGE = "B017"


def parse(text: str, file: str) -> Markdown:
    """The tree of a text shown to people as `file`; its lines end in line feeds."""
    return _Parser(text, file).parse()


@dataclass(slots=True)
class _Parser:
    text: str
    file: str
    lines: list[str] = field(init=False)
    found: list[Diagnostic] = field(init=False, default_factory=list)
    footnotes: dict[str, Node] = field(init=False, default_factory=dict)
    understood: set[int] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")

    def parse(self) -> Markdown:
        tokens = iter(parser().parse(self.text))
        blocks = self._captions(tuple(self._blocks(tokens, None)))
        self._footnotes_match(blocks)
        self._nothing_lost()
        return Markdown(blocks, self.footnotes, tuple(self.found))

    def _report(self, code: str, message: str, span: Span, hint: str) -> None:
        self.found.append(Diagnostic(code, message, span, Severity.ERROR, hint))

    # --- blocks -------------------------------------------------------------------------

    def _blocks(self, tokens: Iterator[Token], closing: str | None) -> Iterator[Node]:
        for token in tokens:
            if token.type == closing:
                return
            yield from self._block(token, tokens)

    def _block(self, token: Token, tokens: Iterator[Token]) -> Iterator[Node]:
        match token.type:
            case "paragraph_open":
                yield from self._paragraph(next(tokens))
                next(tokens)
            case "heading_open":
                yield self._heading(token, next(tokens))
                next(tokens)
            case "table_open":
                yield self._table(token, tokens)
            case "div_open":
                yield from self._div(token, tokens)
            case "footnote_reference_open":
                self._footnote(token, tokens)
            case "dt_open":
                yield self._term(next(tokens))
                next(tokens)
            case "fence" | "code_block" | "html_block" | "hr":
                self._foreign(token)
            case kind if kind in _CONTAINERS:
                children = tuple(self._blocks(tokens, kind.replace("_open", "_close")))
                span = self._lines_span(token.map, children)
                start = int(token.attrGet("start") or 1)
                yield Node(_CONTAINERS[kind], span, self._captions(children), level=start)
            case other:
                message = f"`{other}` is not part of a brief's Markdown"
                self._report(FOREIGN_MARKUP, message, self._lines_span(token.map), _PLAIN)

    def _lines_span(self, lines: list[int] | None, children: tuple[Node, ...] = ()) -> Span:
        if children:
            return Span.covering(children[0].span, children[-1].span)
        if lines is None:
            return Span.at(self.file)
        return self._line_span(lines[0])

    def _line_span(self, index: int) -> Span:
        line = self.lines[index] if index < len(self.lines) else ""
        indent = len(line) - len(line.lstrip())
        return Span.at(self.file, index + 1, indent + 1, max(1, len(line.strip())))

    def _paragraph(self, inline: Token) -> Iterator[Node]:
        strip = self._strip(inline)
        for start, line in zip(strip.starts, strip.content.split("\n"), strict=True):
            if line.startswith(":::"):
                hint = "put an empty line before and after an opening fence, and close each once"
                self._report(FENCE, "stray fence", strip.span(start, start + len(line)), hint)
        if re.match(r"\[[^\]]+\]:\s", strip.content):
            hint = "write the link where it stands: [words](address)"
            span = strip.span(0, strip.content.find(":") + 1)
            self._report(LINK_DEFINITION, "a definition of a link is not read", span, hint)
        children = self._inlines(inline, strip)
        span = strip.span(0, len(strip.content))
        if len(children) == 1 and children[0].kind == "figure":
            yield children[0]
            return
        for child in children:
            if child.kind == "figure":
                hint = "give the image a paragraph of its own"
                self._report(IMAGE, "an image inside a line", child.span, hint)
        yield Node("paragraph", span, children)

    def _heading(self, token: Token, inline: Token) -> Node:
        strip = self._strip(inline)
        written, braces = trailing_attributes(strip.content)
        shortened = replace(strip, content=written)
        children = self._inlines(inline, shortened if braces else strip)
        level = int(token.tag[1])
        identifier, classes, _ = braces or ("", (), {})
        span = strip.span(0, len(strip.content))
        return Node("heading", span, children, level=level, identifier=identifier, classes=classes)

    def _term(self, inline: Token) -> Node:
        strip = self._strip(inline)
        return Node("term", strip.span(0, len(strip.content)), self._inlines(inline, strip))

    def _div(self, token: Token, tokens: Iterator[Token]) -> Iterator[Node]:
        first = (token.map or [0])[0]
        span = self._line_span(first)
        self.understood.update((first, token.meta["last"]))
        if not token.meta["closed"]:
            hint = "close it with a line of three colons `:::`"
            self._report(FENCE, "this fence is never closed", span, hint)
        children = self._captions(tuple(self._blocks(tokens, "div_close")))
        if token.meta["attributes"] is None:
            hint = 'write {.class #name key="value"}'
            self._report(ATTRIBUTES, "cannot read the braces of this fence", span, hint)
            yield from children
            return
        identifier, classes, pairs = token.meta["attributes"]
        yield Node("div", span, children, identifier=identifier, classes=classes, attributes=pairs)

    def _footnote(self, token: Token, tokens: Iterator[Token]) -> None:
        label = token.meta["label"]
        children = tuple(self._blocks(tokens, "footnote_reference_close"))
        first = (token.map or [0])[0]
        self.understood.add(first)
        line = self.lines[first]
        column = line.find(f"[^{label}]") + 1
        span = Span.at(self.file, first + 1, max(1, column), len(label) + 3)
        if label in self.footnotes:
            hint = "give it a name of its own, or remove it"
            self._report(FOOTNOTE, f"footnote `{label}` is defined twice", span, hint)
        self.footnotes[label] = Node("div", span, children, value=label)

    def _foreign(self, token: Token) -> None:
        lines = token.map or [0, 1]
        self.understood.update(range(*lines))
        span = self._line_span(lines[0])
        match token.type:
            case "html_block" if _is_comment(token.content):
                return
            case "html_block":
                self._report(FOREIGN_MARKUP, "HTML is not part of a brief", span, _PLAIN)
            case "hr":
                hint = "remove the line; headings divide a brief"
                self._report(FOREIGN_MARKUP, "a rule is not part of a brief", span, hint)
            case "code_block":
                hint = "begin the line at the margin"
                message = "indented by four blanks, this is a block of code"
                self._report(FOREIGN_MARKUP, message, span, hint)
            case _:
                closed = self.lines[lines[1] - 1].strip().startswith(("```", "~~~"))
                if lines[1] - lines[0] < 2 or not closed:
                    hint = "remove it"
                    self._report(FENCE, "this code fence is never closed", span, hint)
                    return
                message = "a block of code is not part of a brief"
                self._report(FOREIGN_MARKUP, message, span, "write it as a quotation")

    # --- tables -------------------------------------------------------------------------

    def _table(self, token: Token, tokens: Iterator[Token]) -> Node:
        rows: list[Node] = []
        alignments: list[str] = []
        first = (token.map or [0, 0])[0]
        self.understood.add(first + 1)  # the row of dashes
        for inner in tokens:
            if inner.type == "table_close":
                break
            if inner.type != "tr_open":
                continue
            line = (inner.map or [first, first])[0]
            cells = self._cells(line)
            row: list[Node] = []
            for cell in tokens:
                if cell.type == "tr_close":
                    break
                if cell.type in ("th_open", "td_open"):
                    if not rows:
                        style = str(cell.attrGet("style") or "")
                        alignments.append(style.removeprefix("text-align:"))
                    inline = next(tokens)
                    start = cells[len(row)] if len(row) < len(cells) else 0
                    row.append(self._cell(inline, line, start))
            self._row_fits(line, cells, len(alignments))
            span = self._line_span(line)
            rows.append(Node("row", span, tuple(row)))
        span = Span.covering(rows[0].span, rows[-1].span)
        return Node("table", span, tuple(rows), attributes={"align": ",".join(alignments)})

    def _cells(self, line: int) -> list[int]:
        """The columns (from 0) at which the cells of a row begin, as they are written."""
        source = self.lines[line].rstrip()
        bars = [found.start() for found in re.finditer(r"(?<!\\)\|", source)]
        indent = re.match(r"[\s>]*", source)
        start = indent.end() if indent else 0
        edges = [start - 1, *bars, len(source)]
        if bars and bars[0] == start:
            edges = edges[1:]
        if bars and bars[-1] == len(source) - 1:
            edges = edges[:-1]
        return [edge + 1 for edge, _ in pairwise(edges)]

    def _row_fits(self, line: int, cells: list[int], columns: int) -> None:
        if "|" not in self.lines[line]:
            hint = "put an empty line after the table"
            self._report(
                TABLE, "this line is read as a row of the table", self._line_span(line), hint
            )
        elif len(cells) > columns:
            start = cells[columns]
            source = self.lines[line].rstrip()
            span = Span.at(self.file, line + 1, start + 1, max(1, len(source) - start))
            message = f"the table has {columns} columns, this row {len(cells)} cells"
            self._report(TABLE, message, span, "write a bar inside a cell as \\|")

    def _cell(self, inline: Token, line: int, start: int) -> Node:
        content = inline.content.strip()
        source = self.lines[line]
        column = source.find(content.replace("|", "\\|"), start) if content else start
        place = Position(line + 1, max(column, start) + 1)
        strip = Strip(self.file, content, (0,), (place,), escaped_pipes=True)
        self.understood.add(line)
        return Node("cell", strip.span(0, len(content)), self._inlines(inline, strip))

    def _captions(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """Tables take the caption that stands behind (or before) them: `: Words {#tbl-name}`."""
        kept: list[Node] = []
        waiting: Node | None = None
        for node in nodes:
            caption = self._caption(node)
            if caption and kept and kept[-1].kind == "table" and not kept[-1].identifier:
                kept[-1] = _captioned(kept[-1], caption)
            elif caption:
                waiting = caption
            elif waiting and node.kind == "table":
                kept.append(_captioned(node, waiting))
                waiting = None
            else:
                kept.append(node)
        if waiting:
            self._report(TABLE, "a caption without its table", waiting.span, "put it behind one")
        return tuple(kept)

    def _caption(self, node: Node) -> Node | None:
        if node.kind != "paragraph" or not node.children or node.children[0].kind != "text":
            return None
        lead = re.match(r"(?::|Table:)\s+", node.children[0].value)
        if lead is None:
            return None
        first = node.children[0]
        start = Position(first.span.start.line, first.span.start.column + lead.end())
        head = replace(
            first, value=first.value[lead.end() :], span=replace(first.span, start=start)
        )
        last = node.children[-1] if len(node.children) > 1 else head
        words, braces = trailing_attributes(last.value)
        if braces:
            end = Position(last.span.end.line, last.span.end.column - len(last.value) + len(words))
            last = replace(last, value=words, span=replace(last.span, end=end))
        children = (*(head, *node.children[1:])[:-1], last)
        identifier = braces[0] if braces else ""
        return Node("caption", node.span, children, identifier=identifier)

    # --- inline -------------------------------------------------------------------------

    def _strip(self, inline: Token) -> Strip:
        """The text of an inline token, each line of it found at the tail of its source line."""
        first = (inline.map or [0, 1])[0]
        starts, places, offset = [], [], 0
        for number, line in enumerate(inline.content.split("\n"), first):
            source = self.lines[number] if number < len(self.lines) else ""
            column = source.rfind(line.rstrip())
            if source.rstrip().endswith(line.rstrip()):
                column = len(source.rstrip()) - len(line.rstrip())
            starts.append(offset)
            places.append(Position(number + 1, max(0, column) + 1))
            self.understood.add(number)
            offset += len(line) + 1
        return Strip(self.file, inline.content, tuple(starts), tuple(places))

    def _inlines(self, inline: Token, strip: Strip) -> tuple[Node, ...]:
        stream = placed(inline.children or [], strip.content)
        return tuple(self._inline_nodes(stream, strip, None))

    def _inline_nodes(
        self, stream: Iterator[tuple[Token, int, int]], strip: Strip, closing: str | None
    ) -> Iterator[Node]:
        for token, start, end in stream:
            if token.type == closing:
                return
            if start >= len(strip.content) and token.content:  # braces behind a heading
                continue
            span = strip.span(start, min(end, len(strip.content)))
            match token.type:
                case "text":
                    value = token.content[: len(strip.content) - start]
                    yield Node("text", span, value=value)
                case kind if kind in _LEAVES:
                    yield Node(_LEAVES[kind], span, value=token.content or " ")
                case "citations" | "author_in_text":
                    yield _citations(token, strip, span)
                case "footnote_ref":
                    yield Node("note_reference", span, value=token.meta["label"])
                case "image":
                    yield self._image(token, span)
                case "html_inline":
                    if not _is_comment(token.content):
                        self._report(FOREIGN_MARKUP, "HTML is not part of a brief", span, _PLAIN)
                case opening:
                    yield self._enclosing(token, opening, stream, strip, span)

    def _enclosing(
        self,
        token: Token,
        opening: str,
        stream: Iterator[tuple[Token, int, int]],
        strip: Strip,
        span: Span,
    ) -> Node:
        children = tuple(self._inline_nodes(stream, strip, opening.replace("_open", "_close")))
        meta: dict[str, Any] = token.meta or {}
        if "end" in meta:
            span = strip.span(meta["start"], meta["end"])
        elif children:
            # Emphasis: its closing marks are as wide as the opening ones.
            after = children[-1].span.end
            end = Position(after.line, after.column + len(token.markup))
            span = Span(self.file, span.start, end)
        identifier, classes, pairs = meta.get("attributes", ("", (), {}))
        return Node(
            _ENCLOSING.get(opening, "bracketed"),
            span,
            children,
            value=str(token.attrGet("href") or ""),
            identifier=identifier,
            classes=classes,
            attributes=pairs,
        )

    def _image(self, token: Token, span: Span) -> Node:
        identifier, classes, pairs = token.meta.get("attributes", ("", (), {}))
        caption = Node("text", span, value=token.content)
        return Node(
            "figure",
            span,
            (caption,) if token.content else (),
            value=str(token.attrGet("src") or ""),
            identifier=identifier,
            classes=classes,
            attributes={"alt": token.content} | pairs,
        )

    # --- what would be lost -------------------------------------------------------------

    def _footnotes_match(self, blocks: tuple[Node, ...]) -> None:
        used: set[str] = set()
        for node in walk((*blocks, *self.footnotes.values())):
            if node.kind != "note_reference":
                continue
            used.add(node.value)
            if node.value not in self.footnotes:
                hint = f"write it on a line of its own: [^{node.value}]: …"
                self._report(FOOTNOTE, f"no footnote `{node.value}`", node.span, hint)
        for label, note in self.footnotes.items():
            if label not in used:
                hint = f"put [^{label}] where it belongs, or remove it"
                self._report(FOOTNOTE, f"nothing refers to footnote `{label}`", note.span, hint)

    def _nothing_lost(self) -> None:
        for index, line in enumerate(self.lines):
            if index in self.understood or not any(letter.isalnum() for letter in line):
                continue
            if opens_div(line) or closes_div(line) or _is_reported(self.found, index + 1):
                continue
            message = "this line would be lost"
            hint = "begin it at the margin; lists, quotations and boxes may nest 20 deep"
            self._report(NOT_UNDERSTOOD, message, self._line_span(index), hint)


_PLAIN = "write it in plain Markdown"

_CONTAINERS: dict[str, BlockKind] = {
    "bullet_list_open": "bullet_list",
    "ordered_list_open": "ordered_list",
    "list_item_open": "item",
    "blockquote_open": "quotation",
    "dl_open": "definition_list",
    "dd_open": "definition",
}

_LEAVES: dict[str, InlineKind] = {
    "text_special": "text",
    "softbreak": "text",
    "hardbreak": "line_break",
    "code_inline": "code",
}

_ENCLOSING: dict[str, InlineKind] = {
    "em_open": "emphasis",
    "strong_open": "strong",
    "bracketed_open": "bracketed",
    "link_open": "link",
    "inline_note_open": "inline_note",
}


def _citations(token: Token, strip: Strip, span: Span) -> Node:
    """A bracket of citations: one child a citation, its words as written between semicolons."""
    if token.type == "author_in_text":
        return Node("author_in_text", span, (Node("text", span, value=token.content),))
    parts, offset = [], int(token.meta["start"]) + 1
    for part in token.content.split(";"):
        start = offset + len(part) - len(part.lstrip())
        end = offset + len(part.rstrip())
        words = " ".join(part.split())
        parts.append(Node("text", strip.span(start, max(start, end)), value=words))
        offset += len(part) + 1
    return Node("citations", span, tuple(parts))


def _captioned(table: Node, caption: Node) -> Node:
    children = (*table.children, replace(caption, identifier=""))
    return replace(table, children=children, identifier=caption.identifier)


def _is_comment(html: str) -> bool:
    return re.fullmatch(r"\s*(?:<!--.*?-->\s*)+", html, re.DOTALL) is not None


def _is_reported(found: Iterable[Diagnostic], line: int) -> bool:
    return any(d.span.start.line == line for d in found)
