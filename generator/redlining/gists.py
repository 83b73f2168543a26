"""What blocks, items and rows are told by when two documents are laid side by side."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from generator.document import (
    Aside,
    Block,
    Box,
    Contents,
    Figure,
    Heading,
    NumberedList,
    PageBreak,
    Paragraph,
    Table,
)
from generator.document.walking import every_run, note_marks
from generator.redlining.aligning import Gist
from generator.redlining.tokens import InlineToken, Side
from generator.redlining.whole import Definition, Row


def is_recounted(block: Block) -> bool:
    """Whether a block only counts what stands elsewhere: the line that lists a source's notes."""
    lists = isinstance(block, Paragraph) and block.role == "source-cited"
    return lists and not any(note_marks([block]))


# What is empty on one side alone is no version of what is not: its paragraph comes or goes with it.


def block_gist(block: Block, side: Side) -> Gist:
    """A block: nothing but its words may differ between two versions of one."""
    if is_recounted(block):
        return Gist(_shape_of_block(block), (), ())
    return _gist_of_tokens(_shape_of_block(block), _tokens_of_blocks([block], side))


def item_gist(item: tuple[Block, ...], side: Side) -> Gist:
    """An item of a list."""
    return _gist_of_tokens("item", _tokens_of_blocks(item, side))


def definition_gist(definition: Definition, side: Side) -> Gist:
    """A term, with what is said about it."""
    term, said = definition
    own = side.tokens(term)
    return _gist_of_tokens(bool(own), [*own, *_tokens_of_blocks(said, side)])


def row_gist(row: Row, side: Side) -> Gist:
    """A row of a table. What heads it tells more than any other cell: so its words count twice."""
    found = _gist_of_tokens(len(row), [token for cell in row for token in side.tokens(cell)])
    heads = [
        ("head", token.key) for cell in row[:1] for token in side.tokens(cell) if token.is_word
    ]
    return Gist(found.shape, found.seen, (*found.words, *heads))


def _gist_of_tokens(shape: Hashable, tokens: Iterable[InlineToken]) -> Gist:
    found = list(tokens)
    words = tuple(token.key for token in found if token.is_word)
    return Gist(shape, tuple(token.key for token in found), words)


def _tokens_of_blocks(blocks: Iterable[Block], side: Side) -> Iterator[InlineToken]:
    for run in every_run(blocks):
        yield from side.tokens(run)


def _shape_of_block(block: Block) -> Hashable:
    kind = type(block)
    match block:
        case Heading(level=level):
            return kind, level
        case Paragraph(role=role) | NumberedList(role=role):
            return kind, role
        case Box(role=role, title=title) | Aside(role=role, title=title):
            return kind, role, bool(title)
        case Table(header=header, spans=spans, caption=caption, source=source):
            return kind, tuple(map(bool, header)), spans, bool(caption), bool(source)
        case Figure(image=image, caption=caption, share=share):
            return kind, image, bool(caption), share
        case Contents() | PageBreak():
            return block
        case _:
            return kind
