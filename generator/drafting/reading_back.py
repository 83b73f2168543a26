"""What Markdown says where it will stand: its letters and how they look, read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import codes
from generator.incoming.file import IncomingRun
from generator.markdown.parse import parse
from generator.markdown.syntax import Node

TypingContext = Literal["paragraph", "heading", "cell"]
"""Where the words will stand: what begins a line, ends a heading, divides cells is no word."""


class WordsRead(Struct, frozen=True):
    """The characters of a text but white space, and the look of each letter and figure."""

    letters: str
    looks: tuple[IncomingRun, ...]

    @classmethod
    def of(cls, pieces: Iterable[object]) -> WordsRead:
        letters: list[str] = []
        looks: list[IncomingRun] = []
        for run in pieces:
            if isinstance(run, IncomingRun):
                words = "".join(run.text.split())
                letters.append(words)
                look = replace(run, text="", link=unquote(run.link))
                looks += (look for sign in words if sign.isalnum())
        return cls("".join(letters), tuple(looks))


_FRAMES: dict[TypingContext, tuple[str, str]] = {
    "paragraph": ("", ""),
    "heading": ("## ", ""),
    "cell": ("| a | b |\n|---|---|\n| ", " | c |"),
}


def read_back(text: str, context: TypingContext) -> WordsRead | None:
    """What Markdown says in its place; None where some of it would be lost, or found fault with."""
    before, after = _FRAMES[context]
    read = parse(f"{before}{text}{after}\n", "draft")
    if any(found.code != codes.BAD_FOOTNOTE for found in read.diagnostics) or len(read.blocks) != 1:
        return None
    (block,) = read.blocks
    if context == "cell":
        if block.kind != "table" or len(block.children[-1].children) != 2:
            return None
        block = block.children[-1].children[0]
    elif block.kind != context:
        return None
    return WordsRead.of(_runs_of(block.children, IncomingRun("")))


def runs_read(markdown: str) -> tuple[IncomingRun, ...]:
    """What Markdown says in the midst of words; nothing for the mark of a note, or a comment."""
    (block,) = parse(f"x{markdown}\n", "draft").blocks
    first, *others = _runs_of(block.children, IncomingRun(""))
    return replace(first, text=first.text[1:]), *others


def _runs_of(nodes: Iterable[Node], look: IncomingRun) -> Iterator[IncomingRun]:
    """The words of nodes and their looks. Whatever else may be read says no words."""
    for node in nodes:
        match node.kind:
            case "text" | "line_break":
                yield replace(look, text=node.value)
            case "address":
                yield replace(look, text=node.value)
            case "strong":
                yield from _runs_of(node.children, replace(look, bold=True))
            case "emphasis":
                yield from _runs_of(node.children, replace(look, italic=True))
            case "superscript" | "subscript" as shift:
                yield from _runs_of(node.children, replace(look, shift=shift))
            case "link":
                shown = [child.value for child in node.children if child.kind == "address"]
                link = "" if shown else node.value  # an address that stands by itself
                yield from _runs_of(node.children, replace(look, link=link))
            case _:
                pass
