"""Inline nodes as words, with the marks of notes in brackets."""

from __future__ import annotations

from typing import assert_never

from generator.config.addresses import uri
from generator.document import (
    Changed,
    CodeSpan,
    CrossReference,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Remark,
    SourceWords,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
)
from generator.document.shifts import lowered, raised


def text_words(inlines: tuple[Inline, ...]) -> str:
    """The words of a run. A chip ends in a colon, an address stands behind the words that hide it.

    What has come and gone between two versions is marked as wdiff marks it.
    """
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:  # noqa: PLR0911 - a match over the inline nodes
    match inline:
        case Text(value):
            return value
        case CrossReference(label):
            return label
        case LineBreak():
            return "\n"
        case NoteMark(number):
            return f"[{number}]"
        case Remark(text, severity):
            return f" [{severity}: {text}]"
        case Superscript(children):
            return raised(text_words(children))
        case Subscript(children):
            return lowered(text_words(children))
        case Strong(children, role) if role:
            return f"{text_words(children)}:"
        case Link(children, target):
            return _with_address(text_words(children), target)
        case Changed(children, how):
            before, behind = ("[-", "-]") if how == "deleted" else ("{+", "+}")
            return f"{before}{text_words(children)}{behind}"
        case Strong() | Emphasis() | Foreign() | CodeSpan() | Term() | SourceWords():
            return text_words(inline.children)
        case _:
            assert_never(inline)


def _with_address(words: str, target: str) -> str:
    """The words of a link, and the address that they do not show themselves."""
    shown = "".join(words.split()).strip("/")
    if target.startswith("#") or not shown or shown in target.strip("/"):
        return words
    return f"{words} <{uri(target.removeprefix('mailto:'))}>"
