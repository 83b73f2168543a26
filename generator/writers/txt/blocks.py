"""Blocks as lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import TextWrapper
from typing import assert_never

from msgspec import Struct

from generator.config.addresses import uri
from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Changed,
    CodeSpan,
    Contents,
    CrossReference,
    DefinitionList,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Remark,
    SourceWords,
    Strong,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
)
from generator.document.shifts import lowered, raised
from generator.document.walking import header_cells
from generator.theme.theme import Theme

_UNDER = {1: "=", 2: "-"}
_BULLET = "- "
_BESIDE = "| "  # before each line of what is set apart
_QUOTED = "> "


class TextPlace(Struct, frozen=True):
    """Where blocks stand: in so many columns, in the look of a theme."""

    theme: Theme
    width: int
    numbers: dict[str, str]  # of the sections, by the anchors of their headings


def blocks_lines(blocks: Iterable[Block], place: TextPlace) -> list[str]:
    """Blocks with an empty line between any two, but for what the theme keeps on the next one."""
    groups: list[list[str]] = []
    holds = False
    for block in blocks:
        lines = _block(block, place)
        if holds and lines:
            groups[-1] += lines
        else:
            groups.append(lines)
        holds = bool(lines) and _holds(block, place.theme)
    return apart(groups)


_CLOSE = 2.0  # points after a paragraph that stays with the next one, at most


def _holds(block: Block, theme: Theme) -> bool:
    """Whether a paragraph is a line above the next one, as a figure above what it counts."""
    if not isinstance(block, Paragraph):
        return False
    look = theme.style(block.role)
    return look.keep_with_next and look.after <= _CLOSE


def _block(block: Block, place: TextPlace) -> list[str]:
    match block:
        case Heading(level, children, anchor):
            number = place.numbers.get(anchor, "")
            words = f"{number} {text_words(children)}".strip()
            return underlined(words, _UNDER.get(level, "."), place.width) if words else []
        case Paragraph(children):
            return wrapped(text_words(children), place.width)
        case BulletList(items):
            return _list_lines(((_BULLET, item) for item in items), place)
        case NumberedList(items, start):
            numbered = ((f"{number}. ", item) for number, item in enumerate(items, start))
            return _list_lines(numbered, place)
        case DefinitionList(items):
            return apart(_defined(term, said, place) for term, said in items)
        case Quotation(blocks):
            return _set_off(_QUOTED, blocks_lines(blocks, _narrower(place, _QUOTED)))
        case Box() | Aside():
            return _box_lines(block, place)
        case Table():
            return list(_table_lines(block, place))
        case Figure():
            label = f"{block.label}. " if block.label and block.caption else ""
            words = f"[{label}{text_words(block.caption)}] {block.alternative}"
            return wrapped(words, place.width)
        case Contents() | PageBreak():
            return []  # a text has no pages, and a table of contents repeats what stands elsewhere
        case _:
            assert_never(block)


def _narrower(place: TextPlace, before: str) -> TextPlace:
    return TextPlace(place.theme, max(24, place.width - len(before)), place.numbers)


def _set_off(before: str, lines: list[str]) -> list[str]:
    return hung_lines(lines, before, before) if lines else []


def _list_lines(items: Iterable[tuple[str, tuple[Block, ...]]], place: TextPlace) -> list[str]:
    found: list[str] = []
    for label, item in items:
        lines = blocks_lines(item, _narrower(place, label))
        found += hung_lines(lines, label, " " * len(label))
    return found


def _defined(term: tuple[Inline, ...], said: tuple[Block, ...], place: TextPlace) -> list[str]:
    """A term, and below it what is said about it."""
    lines = blocks_lines(said, _narrower(place, "  "))
    return [*wrapped(text_words(term), place.width), *_set_off("  ", lines)]


def _box_lines(box: Box | Aside, place: TextPlace) -> list[str]:
    """A box behind a line at its left, where its look has a ground or such a line."""
    look = place.theme.box(box.role)
    before = _BESIDE if (look.fill or look.side.weight) and not look.bleed else ""
    inner = _narrower(place, before) if before else place
    title = wrapped(text_words(box.title), inner.width)
    lines = apart([title, blocks_lines(box.blocks, inner)])
    return _set_off(before, lines) if before else lines


def _table_lines(table: Table, place: TextPlace) -> Iterator[str]:
    """A table row by row: what heads a row, then each cell behind what heads its column."""
    label = f"{table.label}. " if table.label and table.caption else ""
    yield from wrapped(label + text_words(table.caption), place.width)
    heads = [""] * len(table.header)
    for cell in header_cells(table):
        for column in range(cell.first, cell.first + cell.count):
            heads[column] = text_words(cell.children)
    yield from wrapped(" | ".join(heads), place.width)
    for row in table.rows:
        first, *others = map(text_words, row)
        yield from wrapped(first, place.width, first=_BULLET, rest="  ")
        for head, words in zip(heads[1:], others, strict=True):
            if words.strip():
                said = f"{head}: {words}" if head.strip() and len(others) > 1 else words
                yield from wrapped(said, place.width, first="  ", rest="    ")
    yield from wrapped(text_words(table.source), place.width)


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


WIDTH = 72
_SPACES = re.compile("[\t\v\f\r]")
# What no program of mail takes for a letter, and blanks that only look like another.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
_UNSEEN = re.compile("[\u00ad\u200b]")


def wrapped(words: str, width: int = WIDTH, *, first: str = "", rest: str = "") -> list[str]:
    """Words in lines; the first begins with `first`, each other one with `rest`.

    No-break spaces hold words together, and become plain ones. Line breaks in the words stay. A
    word that is wider than a line has one of its own.
    """
    words = _UNWRITABLE.sub("\ufffd", _SPACES.sub(" ", _UNSEEN.sub("", words)))
    lines: list[str] = []
    for part in words.split("\n"):
        wrapper = TextWrapper(
            width=width,
            initial_indent=rest if lines else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += wrapper.wrap(part)
    return [_BLANKS.sub(" ", line).rstrip() for line in lines]


def hung_lines(lines: Iterable[str], first: str, rest: str) -> list[str]:
    """Lines behind what stands before the first of them, and before each other one."""
    found = [f"{rest if number else first}{line}".rstrip() for number, line in enumerate(lines)]
    return found or [first.rstrip()]


def apart(groups: Iterable[list[str]]) -> list[str]:
    """Groups of lines with an empty line between any two; without those that are empty."""
    found: list[str] = []
    for lines in groups:
        if lines:
            found += ["", *lines] if found else lines
    return found


def underlined(words: str, sign: str, width: int = WIDTH) -> list[str]:
    """A heading with a line of signs below it."""
    lines = wrapped(words, width)
    return [*lines, sign * max(map(len, lines))] if lines else []
