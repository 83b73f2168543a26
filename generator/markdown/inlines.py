"""The inline tokens of one block → nodes, each with its exact place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it.token import Token

from generator.diagnostics import Span, codes
from generator.markdown.line_rules import Attributes
from generator.markdown.source import MarkdownText, Strip, placed_tokens
from generator.markdown.syntax import InlineKind, Node
from generator.markdown.unread import no_number_typed, nothing_unread

_BRACES = 'write {.class #name key="value"}'

_LEAVES: dict[str, InlineKind] = {
    "text_special": "text",
    "softbreak": "text",
    "hardbreak": "line_break",
    "code_inline": "code",
}

_ENCLOSING: dict[str, InlineKind] = {
    "em_open": "emphasis",
    "strong_open": "strong",
    "superscript_open": "superscript",
    "subscript_open": "subscript",
    "bracketed_open": "bracketed",
    "link_open": "link",
    "inline_note_open": "inline_note",
}


def inline_nodes(
    tokens: list[Token] | None, strip: Strip, source: MarkdownText
) -> tuple[Node, ...]:
    """The nodes of a block's text, in order."""
    open_nodes: list[tuple[Token | None, int, list[Node]]] = [(None, 0, [])]
    for token, start, end in placed_tokens(tokens or (), strip.content):
        if token.nesting > 0:
            open_nodes.append((token, start, []))
        elif token.nesting < 0:
            opening, first, children = open_nodes.pop()
            if opening is not None:
                span = strip.span(first, end)
                open_nodes[-1][2].extend(_enclosing(opening, children, span, source))
        else:
            open_nodes[-1][2].extend(_leaf(token, strip, start, end, source))
    return tuple(open_nodes[0][2])


def _enclosing(
    token: Token, children: list[Node], span: Span, source: MarkdownText
) -> Iterator[Node]:
    _no_title(token, span, source)
    found = _attributes(token, span, source)
    if found is None:
        yield from children
        return
    identifier, classes, pairs = found
    yield Node(
        _ENCLOSING[token.type],
        span,
        tuple(children),
        value=str(token.attrGet("href") or ""),
        identifier=identifier,
        classes=classes,
        attributes=pairs,
    )


def _leaf(token: Token, strip: Strip, start: int, end: int, source: MarkdownText) -> Iterator[Node]:
    match token.type:
        case "text" if token.meta.get("verbatim"):
            yield Node("address", strip.span(start, end), value=token.content)
        case "text":
            yield from _text_pieces(strip, start, end)
        case "citations" | "author_in_text":
            if token.meta.get("unclosed"):
                hint = f"close it after the citation: [{token.content}]"
                place = strip.span(start, start + 1)
                message = "this bracket is not closed"
                source.report(codes.UNREADABLE_CITATION, message, place, hint)
            yield _citation_bracket(token, strip, start, end)
        case "footnote_ref":
            yield Node("note_reference", strip.span(start, end), value=token.meta["label"])
        case "image":
            yield _image(token, strip, start, end, source)
        case "html_inline":
            _html(token.content, strip.content[:start], strip.span(start, end), source)
            if re.match(_BREAKS, token.content, re.IGNORECASE):
                yield Node("line_break", strip.span(start, end), value=" ")
        case kind:
            yield Node(_LEAVES[kind], strip.span(start, end), value=token.content or " ")


_BREAKS = r"</?(?:br|hr|p|div|li|td)\b"  # what keeps the words beside it apart


def _html(html: str, before: str, span: Span, source: MarkdownText) -> None:
    if is_comment(html):
        source.comments.append(Node("comment", span, value=html))
        return
    from generator.markdown.html import only_closes, written_instead  # few briefs have any

    if not only_closes(html, before):
        message = "HTML is not part of a brief"
        source.report(codes.FOREIGN_MARKUP, message, span, written_instead(html))


def _image(token: Token, strip: Strip, start: int, end: int, source: MarkdownText) -> Node:
    span = strip.span(start, end)
    _no_title(token, span, source)
    identifier, classes, pairs = _attributes(token, span, source) or ("", (), {})
    first = start + len("![")
    words = strip.part(first, first + len(token.content))
    nothing_unread(token.children, words, source)
    no_number_typed(words, source)
    caption = inline_nodes(token.children, words, source)
    return Node(
        "figure",
        span,
        caption,
        value=str(token.attrGet("src") or ""),
        identifier=identifier,
        classes=classes,
        attributes=pairs,
    )


def _attributes(token: Token, span: Span, source: MarkdownText) -> Attributes | None:
    found: Attributes | None = token.meta.get("attributes", ("", (), {}))
    if found is None:
        message = "cannot read the braces after these brackets"
        source.report(codes.BAD_BRACES, message, span, braces_hint(span, source))
    return found


def braces_hint(span: Span, source: MarkdownText) -> str:
    """What to write in the braces that end here: a word by itself was meant for a class."""
    written = source.lines[span.end.line - 1][: span.end.column - 1]
    word = re.search(r"\{\s*(\w[\w-]*)\s*\}$", written)
    return f"write {{.{word[1]}}}" if word else _BRACES


def _no_title(token: Token, span: Span, source: MarkdownText) -> None:
    title = token.attrGet("title")
    if title:
        hint = "remove it, or write it in the text"
        source.report(codes.DISTANT_LINK, f"the title “{title}” would not be printed", span, hint)


def _citation_bracket(token: Token, strip: Strip, start: int, end: int) -> Node:
    """A bracket of citations, with one child for each citation between semicolons."""
    kind: Any = token.type
    parts, first = [], start + token.meta["inner"]
    written = token.content.split(";") if kind == "citations" else [token.content]
    for part in written:
        begin = first + len(part) - len(part.lstrip())
        close = max(begin, first + len(part.rstrip()))
        parts.append(_citation(strip, begin, close, part.strip()))
        first += len(part) + 1
    return Node(kind, strip.span(start, end), tuple(parts))


def _citation(strip: Strip, start: int, end: int, written: str) -> Node:
    """One citation. Its children are its pieces, so that each part has its place in the file."""
    return Node("text", strip.span(start, end), _text_pieces(strip, start, end), value=written)


def _text_pieces(strip: Strip, start: int, end: int) -> tuple[Node, ...]:
    """A stretch of text, a node for each part whose characters are side by side in the file."""
    return tuple(
        Node("text", strip.span(first, last), value=strip.content[first:last])
        for first, last in strip.pieces(start, end)
    )


def is_comment(html: str) -> bool:
    return re.fullmatch(r"\s*(?:<!--.*?-->\s*)+", html, re.DOTALL) is not None
