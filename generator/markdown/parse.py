"""Markdown text → tree of nodes, each with its exact place; nothing is dropped in silence.

Everything that CommonMark would drop in silence is reported: definitions of links, surplus cells,
footnotes that nothing refers to, lines that are nested too deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token
from msgspec import Struct, field
from msgspec.structs import replace

from generator.diagnostics import Code, Fix, Span, codes
from generator.diagnostics.fixes import FIXED_BY
from generator.markdown.inlines import braces_hint, inline_nodes, is_comment
from generator.markdown.losses import footnotes_match, nothing_lost
from generator.markdown.rules import parser
from generator.markdown.source import MarkdownText, Strip
from generator.markdown.syntax import BlockKind, Markdown, Node, nodes_by_kind, walk
from generator.markdown.tables import is_broken_table, table_node, whole_tables
from generator.markdown.unread import no_number_typed, nothing_unread


def parse(text: str, file: str, numbers: Sequence[int] = ()) -> Markdown:
    """The tree of a text, whose lines end in line feeds. Findings name the file as `file`.

    `numbers` are the numbers of its lines, if they do not simply count from 1.
    """
    lines = text.split("\n")
    return _Parser(MarkdownText(file, lines, numbers or range(1, len(lines) + 1))).parse(text)


_CONTAINERS: dict[str, BlockKind] = {
    "bullet_list_open": "bullet_list",
    "ordered_list_open": "ordered_list",
    "list_item_open": "item",
    "blockquote_open": "quotation",
    "dl_open": "definition_list",
    "dd_open": "definition",
}


# For each bracket that is open in a paragraph, Markdown looks through all that follow.
_MOST_OPEN = 100
_BRACKETS = re.compile(r"[\[\]]|\n[ \t]*(?=\n)")


def _opened_without_end(text: str) -> tuple[int, int] | None:
    """The line and the column, each from 0, of the bracket that is one too many in a paragraph."""
    if text.count("[") <= _MOST_OPEN:
        return None
    depth = 0
    for found in _BRACKETS.finditer(text):
        sign = found[0]
        depth = depth + 1 if sign == "[" else max(0, depth - 1) if sign == "]" else 0
        if depth > _MOST_OPEN:
            start = found.start()
            return text.count("\n", 0, start), start - text.rfind("\n", 0, start) - 1
    return None


class _Parser(Struct):
    source: MarkdownText
    footnotes: dict[str, Node] = field(default_factory=dict)

    def parse(self, text: str) -> Markdown:
        if opened := _opened_without_end(text):
            self._refuse_brackets(*opened)
            return Markdown((), {}, tuple(self.source.found))
        blocks = self._blocks(iter(parser().parse(text)), None)
        nodes = tuple(walk((*blocks, *self.footnotes.values())))
        of_kind = nodes_by_kind(nodes)
        footnotes_match(of_kind, self.footnotes, self.source)
        nothing_lost(self.source)
        found, comments = tuple(self.source.found), tuple(self.source.comments)
        return Markdown(blocks, self.footnotes, found, comments, nodes, of_kind)

    def _refuse_brackets(self, line: int, column: int) -> None:
        message = f"more than {_MOST_OPEN} brackets are open here"
        span = self.source.span(line, column, column + 1)
        self.source.report(codes.UNREAD_MARKUP, message, span, "close each, or take it out")

    def _blocks(self, tokens: Iterator[Token], closing: str | None) -> tuple[Node, ...]:
        nodes: list[Node] = []
        for token in tokens:
            if token.type == closing:
                break
            nodes.extend(self._block(token, tokens))
        return whole_tables(nodes, self.source)

    def _block(self, token: Token, tokens: Iterator[Token]) -> Iterator[Node]:
        match token.type:
            case "paragraph_open":
                yield from self._paragraph(next(tokens))
                next(tokens)
            case "heading_open":
                yield self._heading(token, next(tokens))
                next(tokens)
            case "table_open":
                yield table_node(token, tokens, self.source)
            case "div_open":
                yield from self._div(token, tokens)
            case "footnote_reference_open":
                self._footnote(token, tokens)
            case "dt_open":
                inline = next(tokens)
                yield self._node("term", inline, self.source.strip(inline))
                next(tokens)
            case "fence" | "code_block" | "html_block" | "hr":
                self._foreign(token)
            case kind if kind in _CONTAINERS:
                yield self._container(token, tokens)
            case other:
                message = f"`{other}` is not part of a brief's Markdown"
                hint = "write it in plain Markdown"
                self.source.report(codes.FOREIGN_MARKUP, message, self._line_of(token), hint)

    def _line_of(self, token: Token) -> Span:
        return self.source.line_span((token.map or [0])[0])

    def _node(self, kind: BlockKind, inline: Token, strip: Strip, *, lines: bool = False) -> Node:
        children = inline_nodes(inline.children, strip, self.source)
        nothing_unread(inline.children, strip, self.source, lines=lines)
        identifier, classes, pairs = inline.meta.get("attributes", ("", (), {}))
        return Node(
            kind,
            strip.span(0, len(strip.content)),
            children,
            identifier=identifier,
            classes=classes,
            attributes=pairs,
        )

    def _container(self, token: Token, tokens: Iterator[Token]) -> Node:
        children = self._blocks(tokens, token.type.replace("_open", "_close"))
        span = Span.covering(children[0].span, children[-1].span) if children else None
        start = int(token.attrGet("start") or 1)
        return Node(_CONTAINERS[token.type], span or self._line_of(token), children, level=start)

    def _heading(self, token: Token, inline: Token) -> Node:
        if token.markup.startswith("#"):
            strip = self.source.heading_strip(inline)
        else:
            strip = self.source.strip(inline)
        return replace(self._node("heading", inline, strip), level=int(token.tag[1]))

    def _paragraph(self, inline: Token) -> Iterator[Node]:
        strip = self.source.strip(inline)
        self._no_stray_line(strip)
        kind: BlockKind = "caption" if "part" in inline.meta else "paragraph"
        broken = is_broken_table(inline, strip, self.source)
        node = self._node(kind, inline, strip, lines=kind == "paragraph" and not broken)
        if kind == "caption":
            no_number_typed(strip, self.source)
        if len(node.children) == 1 and node.children[0].kind == "figure":
            yield node.children[0]
            return
        for child in node.children:
            if child.kind == "figure":
                hint = "put an empty line before and after the image"
                message = "this image is inside a line of text"
                self.source.report(codes.INLINE_IMAGE, message, child.span, hint)
        yield node

    def _no_stray_line(self, strip: Strip) -> None:
        """Report fences and definitions of links that were read as text."""
        if ":::" not in strip.content and "]:" not in strip.content:
            return
        for line in re.finditer(r"[^\n]+", strip.content):
            words = line[0].strip()
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            if words.startswith(":::"):
                hint = "put an empty line before and after an opening fence, and close each once"
                span = strip.span(start, start + len(words))
                message = "this line `:::` neither opens nor closes a block"
                self.source.report(codes.STRAY_FENCE, message, span, hint)
            if definition := re.match(r"\[[^\]]+\]:(?=\s|$)", words):
                hint = "write the link as [words](address)"
                span = strip.span(start, start + definition.end())
                message = "the address of a link must be in the text, not on a line of its own"
                self.source.report(codes.DISTANT_LINK, message, span, hint)

    def _div(self, token: Token, tokens: Iterator[Token]) -> Iterator[Node]:
        first = (token.map or [0])[0]
        line = self.source.lines[first].rstrip()
        span = self.source.span(first, token.meta["start"], len(line))
        self.source.understood.add(first)
        if token.meta["short"]:
            fix = Fix(replace(span, end=span.start), ":")
            hint = f"write three colons; {FIXED_BY}"
            self.source.report(codes.STRAY_FENCE, "this fence has only two colons", span, hint, fix)
        if token.meta["closed"]:
            self.source.understood.add(token.meta["last"])
        else:
            hint = "close it with a line of three colons `:::`"
            self.source.report(codes.STRAY_FENCE, "this fence is never closed", span, hint)
        children = self._blocks(tokens, "div_close")
        if token.meta["attributes"] is None:
            message = "cannot read the braces of this fence"
            self.source.report(codes.BAD_BRACES, message, span, braces_hint(span, self.source))
            yield from children
            return
        identifier, classes, pairs = token.meta["attributes"]
        yield Node("div", span, children, identifier=identifier, classes=classes, attributes=pairs)

    def _footnote(self, token: Token, tokens: Iterator[Token]) -> None:
        label = token.meta["label"]
        children = self._blocks(tokens, "footnote_reference_close")
        first = (token.map or [0])[0]
        self.source.understood.add(first)
        column = max(0, self.source.lines[first].find(f"[^{label}]:"))
        span = self.source.span(first, column, column + len(label) + 3)
        if label in self.footnotes:
            hint = "give it another name, or remove it"
            self.source.report(
                codes.BAD_FOOTNOTE, f"footnote `{label}` is defined twice", span, hint
            )
        if not children:
            message = f"footnote `{label}` is empty"
            self.source.report(codes.BAD_FOOTNOTE, message, span, "write it, or remove it")
        self.footnotes[label] = Node("footnote", span, children, value=label)

    def _foreign(self, token: Token) -> None:
        lines = token.map or [0, 1]
        self.source.understood.update(range(*lines))
        if token.type == "html_block" and is_comment(token.content):
            span = Span.covering(
                self.source.line_span(lines[0]), self.source.line_span(lines[1] - 1)
            )
            self.source.comments.append(Node("comment", span, value=token.content))
            return
        code, message, hint = _foreign_fault(token, self.source.lines[lines[1] - 1])
        self.source.report(code, message, self.source.line_span(lines[0]), hint)


def _foreign_fault(token: Token, last_line: str) -> tuple[Code, str, str]:
    """Code, message and hint for a block that a brief cannot have."""
    match token.type:
        case "html_block" if token.content.lstrip().startswith("<!--"):
            if "-->" in token.content:
                hint = "begin a new line after the comment"
                return codes.FOREIGN_MARKUP, "there is text after a comment", hint
            return codes.STRAY_FENCE, "this comment is never closed", "close it with `-->`"
        case "html_block":
            from generator.markdown.html import written_instead  # few briefs have any

            message = "HTML is not part of a brief"
            return codes.FOREIGN_MARKUP, message, written_instead(token.content)
        case "hr":
            hint = "remove it: headings divide a brief; ::: {.page-break} and ::: begin a page"
            return codes.FOREIGN_MARKUP, "a rule is not part of a brief", hint
        case "code_block":
            message = "four blanks at its start make this line a block of code"
            return codes.FOREIGN_MARKUP, message, "begin the line at the left margin"
        case _ if not _is_closed(token, last_line):
            return codes.STRAY_FENCE, "this code fence is never closed", "remove it, or close it"
        case _:
            message = "a block of code is not part of a brief"
            return codes.FOREIGN_MARKUP, message, "write `words`, or show it as an image"


def _is_closed(fence: Token, last_line: str) -> bool:
    first, last = fence.map or (0, 1)
    mark = re.escape(fence.markup[0])
    return last - first > 1 and bool(re.search(rf"{mark}{{{len(fence.markup)},}}\s*$", last_line))
