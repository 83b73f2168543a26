"""The headings of a document: their levels, and how deep each lies below those before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.document import Aside, Block, Box, Document, Heading, Inline
from generator.document.walking import inner_blocks, plain_text
from generator.language.visible import says_words
from generator.recall.once import once_each

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
