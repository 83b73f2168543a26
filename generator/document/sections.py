"""The sections and headings of a document: their numbers and levels, and what contents list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.document import (
    ENDNOTES,
    SECTION_DEPTH,
    Aside,
    Block,
    Box,
    Changed,
    Contents,
    CrossReference,
    Document,
    Enclosing,
    Heading,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Remark,
    Text,
)
from generator.document.walking import change_of, every_block, inner_blocks, plain_text
from generator.language.visible import says_words
from generator.recall.once import once_each


def section_numbers(blocks: tuple[Block, ...]) -> Iterator[str]:
    """For each block of a document the number of the section it opens: "2", "2.1"; or nothing.

    The title has none, nor has a heading inside another block: it opens no section. Nor has one
    that is not numbered, nor any below that.
    """
    counts = [0] * SECTION_DEPTH
    plain = 0  # the level of the unnumbered heading that is open
    for block in blocks:
        if not isinstance(block, Heading) or block.level < 2 or _is_gone(block):
            yield ""
            continue
        if not plain or block.level <= plain:
            plain = 0 if block.numbered else block.level
        if plain:
            yield ""
            continue
        depth = min(block.level - 1, SECTION_DEPTH)
        # A level left out counts as its first section, as it does in Word.
        counts[: depth - 1] = [count or 1 for count in counts[: depth - 1]]
        counts[depth - 1] += 1
        counts[depth:] = [0] * (SECTION_DEPTH - depth)
        yield ".".join(map(str, counts[:depth]))


def parted_at_notes(document: Document) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks of a document that stand before its notes, and those behind them.

    Notes at the foot of pages stand behind all of them, where a format has no pages.
    """
    for place, block in enumerate(document.blocks, 1):
        if isinstance(block, Heading) and block.anchor == ENDNOTES:
            return document.blocks[:place], document.blocks[place:]
    return document.blocks, ()


def heading_numbers(blocks: tuple[Block, ...]) -> dict[str, str]:
    """The number of each section of a document, by the anchor of its heading."""
    numbered = zip(blocks, section_numbers(blocks), strict=True)
    return {
        block.anchor: number for block, number in numbered if isinstance(block, Heading) and number
    }


def _is_gone(heading: Heading) -> bool:
    change = change_of(heading.children)
    return change is not None and change.how == "deleted"


class ContentsEntry(Struct, frozen=True):
    """A heading as a table of contents lists it: `level` 1 is that of sections."""

    level: int
    number: str
    children: tuple[Inline, ...]
    anchor: str


def contents_entries(contents: Contents, blocks: tuple[Block, ...]) -> Iterator[ContentsEntry]:
    """What a table of contents lists of a document's blocks: the headings that open a section."""
    for block, number in zip(blocks, section_numbers(blocks), strict=True):
        if isinstance(block, Heading) and 1 < block.level <= contents.depth + 1:
            children = tuple(_unmarked(block.children))
            if plain_text(children).strip():
                yield ContentsEntry(block.level - 1, number, children, block.anchor)


def _unmarked(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Inline nodes without what may stand in one place only: marks, links, fields, changes."""
    for inline in inlines:
        match inline:
            case Text(value):
                yield Text(value)
            case CrossReference(label):
                yield Text(label)
            case LineBreak():
                yield Text(" ")
            case NoteMark() | Remark() | Changed(how="deleted"):
                pass
            case Link(children) | Changed(children):
                yield from _unmarked(children)
            case Enclosing(children):
                yield replace(inline, children=tuple(_unmarked(children)))


def has_contents(document: Document) -> bool:
    """Whether a table of contents stands anywhere in the document."""
    return any(isinstance(block, Contents) for block in every_block(document.blocks))


_DEEPEST = 6  # of the headings that HTML and PDF 1.7 have names for


class HeadingLevel(Struct, frozen=True):
    """The level of a heading as its author has it; the title has 1.

    `depth` counts the same without a gap, up to 6: 1, 2 … PDF/UA forbids tags that begin below H1
    or leave out a level (ISO 14289-1, 7.4.2).
    """

    level: int
    depth: int


@once_each(1)  # the manifest of a document asks, and then each of its writers
def heading_levels(document: Document) -> Mapping[int, HeadingLevel]:
    """The level of each heading of a document, by the identity of the heading or of the title.

    The title of a box is a heading, a level below the one that it stands under; that of an aside is
    none, which only labels what stands at the side. What is opened in either ends with it. One
    without words is none, and takes no level from those that follow.
    """
    return dict(_levels(document.blocks, []))


def _levels(blocks: Iterable[Block], under: list[int]) -> Iterator[tuple[int, HeadingLevel]]:
    """The levels of headings by identity; `under` are those of the headings now open."""
    for block in blocks:
        match block:
            case Heading(level, children) if _says_words(children):
                yield id(block), _entered(level, under)
            case Box(title=title) | Aside(title=title) if _says_words(title):
                level = under[-1] + 1 if under else 1
                if isinstance(block, Box):
                    yield id(title), _entered(level, under)
                yield from _levels(block.blocks, under)
                _close(level, under)
            case _:
                yield from _levels(inner_blocks(block), under)


def heading_depths(levels: Iterable[int]) -> Iterator[int]:
    """How deep each heading of a row lies below those before it, counted without a gap."""
    under: list[int] = []
    return (_entered(level, under).depth for level in levels)


def _entered(level: int, under: list[int]) -> HeadingLevel:
    _close(level, under)
    under.append(level)
    return HeadingLevel(level, min(len(under), _DEEPEST))


def _close(level: int, under: list[int]) -> None:
    """End what stands under the headings of a level, and of those below it."""
    while under and under[-1] >= level:
        under.pop()


def _says_words(inlines: tuple[Inline, ...]) -> bool:
    return says_words(plain_text(inlines))
