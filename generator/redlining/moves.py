"""Paragraphs that are gone at one place and new at another with the same words: they moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from generator.document import Block, Changed, ChangeKind, Heading, Paragraph
from generator.document.rewriting import with_inner_blocks
from generator.document.walking import change_of, every_block, plain_text
from generator.redlining.aligning import LEAST_MOVED


def with_moves(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a redline, paragraphs that moved with the number of their move."""
    found = Counter((change.how, _words_of_change(change)) for change in _whole_paragraphs(blocks))
    counts = {words: min(found["deleted", words], found["inserted", words]) for _, words in found}
    return _Moves(counts).numbered(blocks)


def _whole_paragraphs(blocks: Iterable[Block]) -> Iterator[Changed]:
    for block in every_block(blocks):
        change = _whole_change(block)
        if change and len(_words_of_change(change).split()) >= LEAST_MOVED:
            yield change


def _whole_change(block: Block) -> Changed | None:
    """The change of a paragraph or heading of which nothing is kept."""
    return change_of(block.children) if isinstance(block, Heading | Paragraph) else None


def _words_of_change(change: Changed) -> str:
    return plain_text(change.children)


class _Moves(Struct):
    """Numbers moves in reading order; of paragraphs with the same words the first is the first."""

    counts: dict[str, int]  # how many paragraphs of these words have moved
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    seen: Counter[tuple[ChangeKind, str]] = field(default_factory=Counter)

    def numbered(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._numbered(block) for block in blocks)

    def _numbered(self, block: Block) -> Block:
        if not isinstance(block, Heading | Paragraph):
            return with_inner_blocks(block, self.numbered)
        change = _whole_change(block)
        if change is None:
            return block
        return replace(block, children=(replace(change, move=self._move(change)),))

    def _move(self, change: Changed) -> int:
        words = _words_of_change(change)
        place = self.seen[change.how, words]
        self.seen[change.how, words] += 1
        if place >= self.counts.get(words, 0):
            return 0
        return self.numbers.setdefault((words, place), len(self.numbers) + 1)
