"""Anybody's Markdown → its words as readers see them, each on the line on which it is typed.

This reads what CommonMark and GitHub read, and refuses nothing. Briefs have their own `parse`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import Struct, field

RenderedBlock = Literal["text", "heading", "item", "quote", "cell", "code", "note", "html"]

DEEPEST_NESTING = 60
"""How many lists and quotations are read inside each other: those below would be lost."""


class RenderedLine(Struct):
    """The words of one line, the kind of their block, and the number of it: 0 for no words."""

    text: str = ""
    block: RenderedBlock = "text"
    number: int = 0


class TooDeepError(Exception):
    """There are lists or quotations deeper inside each other than DEEPEST_NESTING."""


def rendered_lines(text: str) -> tuple[RenderedLine, ...]:
    """A line for each line of a text, without marks, addresses, images and comments.

    Items have their printed numbers, and no bullets. Raises TooDeepError.
    """
    tokens = _parser().parse(text)
    if max((token.level for token in tokens), default=0) >= DEEPEST_NESTING - 1:
        raise TooDeepError
    rendering = _Rendering([RenderedLine() for _ in range(text.count("\n") + 1)])
    for token in tokens:
        rendering.take(token)
    return tuple(rendering.lines)


def rendering_libraries() -> str:
    """What decides what is rendered, with its version."""
    return f"markdown-it-py {version('markdown-it-py')}"


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": DEEPEST_NESTING})
    return md.enable(["table", "strikethrough"]).use(
        footnote_plugin, inline=False, move_to_end=False, always_match_refs=True
    )


class _Rendering(Struct):
    """The lines so far, and the blocks that are open."""

    lines: list[RenderedLine]
    _open: list[Token] = field(default_factory=list)
    _counts: list[int] = field(default_factory=list)  # of ordered lists, the next number
    _label: str = ""
    _number: int = 0

    def take(self, token: Token) -> None:
        """Take in a block: where it opens, closes, or is whole."""
        if token.nesting > 0:
            self._enter(token)
        elif token.nesting < 0:
            if self._open.pop().type == "ordered_list_open":
                self._counts.pop()
        elif token.type == "inline":
            words = list(_words_by_line(token.children or ()))
            words[0], self._label = self._label + words[0], ""
            self._put(token, words, self._kind())
        elif token.type in {"fence", "code_block"}:
            offset = int(token.type == "fence")
            self._put(token, token.content.rstrip("\n").split("\n"), "code", offset)
        elif token.type == "html_block":
            self._put(token, _without_tags(token.content).split("\n"), "html")

    def _enter(self, token: Token) -> None:
        self._open.append(token)
        match token.type:
            case "ordered_list_open":
                self._counts.append(
                    int(token.attrGet("start") or 1) - (token.attrGet("start") == 0)
                )
            case "list_item_open" if self._open[-2].type == "ordered_list_open":
                self._label = f"{self._counts[-1]}{token.markup} "
                self._counts[-1] += 1
            case "tr_open":
                self._number += 1
            case _:
                pass

    def _kind(self) -> RenderedBlock:
        types = {token.type for token in self._open}
        for kind, opens in _KINDS:
            if opens in types:
                return kind
        return "text"

    def _put(
        self, token: Token, words: Sequence[str], kind: RenderedBlock, offset: int = 0
    ) -> None:
        """Put the words of a block on its lines: the cells of a row stand on one."""
        if kind != "cell":
            self._number += 1
        first, end = token.map or (0, 1)
        last = min(end, len(self.lines)) - 1
        for count, said in enumerate(words):
            line = self.lines[min(first + offset + count, last)]
            if said.strip():
                line.text = f"{line.text} {said}".strip()
                line.block, line.number = kind, self._number


_KINDS: tuple[tuple[RenderedBlock, str], ...] = (
    ("note", "footnote_reference_open"),
    ("heading", "heading_open"),
    ("cell", "tr_open"),
    ("quote", "blockquote_open"),
    ("item", "list_item_open"),
)


def _words_by_line(children: Sequence[Token]) -> Iterator[str]:
    """The words of a block, one text for each line that it is typed on."""
    words = ""
    for token in children:
        match token.type:
            case "softbreak" | "hardbreak":
                yield words
                words = ""
            case "text" | "code_inline" | "text_special":
                words += token.content
            case "html_inline":
                words += " " if re.match(r"<br\b", token.content, re.IGNORECASE) else ""
            case _:
                pass
    yield words


_TAGS = re.compile(r"<!--.*?(?:-->|$)|<[/!?a-zA-Z][^>]*(?:>|$)", re.DOTALL)


def _without_tags(text: str) -> str:
    """The words of a block of HTML, on their lines."""
    return html.unescape(_TAGS.sub(lambda found: "\n" * found[0].count("\n"), text))
