"""The kept and dropped lines of an original → blocks, each with its stretches of the ink."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from generator.language.folding import digest
from generator.language.sentences import sentences
from generator.seeds.ink import OriginalInk, merged, visible
from generator.seeds.numbering import label_of
from generator.seeds.reading import DroppedLine, SourcePassage
from generator.seeds.seed import DroppedBlock, SeedParagraph, SourceBlockKind, SourcePlace


def dropped_blocks(ink: OriginalInk, lines: Iterable[DroppedLine]) -> tuple[DroppedBlock, ...]:
    """A block for each dropped line, or for the dropped end of a kept line."""
    return tuple(_dropped_blocks(ink, lines))


def _dropped_blocks(ink: OriginalInk, lines: Iterable[DroppedLine]) -> Iterator[DroppedBlock]:
    done = 0
    for drop in lines:
        _, end = ink.of_line(drop.line)
        start = end - visible(drop.text)
        if start < done or start == end:
            continue  # release 0.1.0 listed an end mark and its whole line, and blank lines
        done = end
        yield DroppedBlock(
            drop.text, drop.reason, ink.place((start, end)), kind=drop.kind, ink=(start, end)
        )


def paragraphs(
    ink: OriginalInk,
    kept: Sequence[SourcePassage],
    numbers: Iterable[str],
    dropped: Iterable[DroppedBlock],
) -> tuple[SeedParagraph, ...]:
    """A paragraph for each passage, from the kept parts of its lines."""
    gone = sorted((block.ink[0], block.ink[1]) for block in dropped)
    return tuple(
        _kept_paragraph(ink, passage, number, gone)
        for passage, number in zip(kept, numbers, strict=True)
    )


def _kept_paragraph(
    ink: OriginalInk, passage: SourcePassage, number: str, gone: Sequence[tuple[int, int]]
) -> SeedParagraph:
    start, _ = ink.of_line(passage.first_line)
    _, end = ink.of_line(passage.last_line)
    own = merged(list(_left(start, end, gone)))
    place = ink.place(own) if own else SourcePlace(passage.first_line, passage.last_line)
    return with_number(inserted(passage.text, own, place, passage.kind), number)


def _left(start: int, end: int, gone: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """A stretch without the dropped ones, which are in order."""
    for first, last in gone[bisect_left(gone, (start, start)) : bisect_right(gone, (end, end))]:
        if last <= end:
            yield start, first
            start = last
    yield start, end


def inserted(
    text: str, ink: tuple[int, ...], place: SourcePlace, kind: SourceBlockKind
) -> SeedParagraph:
    """A paragraph that has no number yet, its sentences frozen as they are found now."""
    starts = tuple(sentence.start for sentence in sentences(text))
    return SeedParagraph("", text, digest(text), place, kind=kind, starts=starts, ink=ink)


def with_number(paragraph: SeedParagraph, number: str) -> SeedParagraph:
    """A paragraph under a number, with the label that this number has in print."""
    label = label_of(number, paragraph.text)
    return replace(paragraph, number=number, label=label)
