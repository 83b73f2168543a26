"""The kept and dropped lines of an original → blocks, each with its stretches of the ink."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator.language.folding import digest
from generator.language.sentences import sentences
from generator.seeds.ink import OriginalInk, merged, visible
from generator.seeds.numbering import (
    HEADS,
    NUMBER_ALONE,
    NUMBERINGS,
    NumberableBlock,
    ParagraphNumber,
    given_numbers,
    insert_after,
)
from generator.seeds.reading import DroppedLine, SourcePassage
from generator.seeds.seed import (
    DroppedBlock,
    Edition,
    SeedParagraph,
    SourceBlock,
    SourceBlockKind,
    SourcePlace,
)


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
    kept: Iterable[SourcePassage],
    dropped: Iterable[DroppedBlock],
) -> tuple[SeedParagraph, ...]:
    """A paragraph without a number for each passage, from the kept parts of its lines."""
    gone = sorted((block.ink[0], block.ink[1]) for block in dropped)
    return tuple(_kept_paragraph(ink, passage, gone) for passage in kept)


def _kept_paragraph(
    ink: OriginalInk, passage: SourcePassage, gone: Sequence[tuple[int, int]]
) -> SeedParagraph:
    start, _ = ink.of_line(passage.first_line)
    _, end = ink.of_line(passage.last_line)
    own = merged(list(_left(start, end, gone)))
    place = ink.place(own) if own else SourcePlace(passage.first_line, passage.last_line)
    return inserted(passage.text, own, place, passage.kind)


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


# --- numbers ------------------------------------------------------------------------------


def numbering_of(edition: Edition) -> int:
    """The version of the numbering that an edition was made with."""
    return edition.reader.numbering if edition.reader else 1


def with_numbers(
    kept: Sequence[SeedParagraph],
    dropped: Iterable[DroppedBlock],
    numbering: int,
    by_hand: Mapping[int, ParagraphNumber] | None = None,
) -> tuple[SeedParagraph, ...]:
    """The paragraphs under the numbers that a version of the numbering gives them.

    Numbers given `by_hand`, by where their paragraphs begin in the ink, come before those.
    """
    found = NUMBERINGS[numbering](_numberable(kept, dropped))
    if by_hand:
        starts = [paragraph.ink[0] for paragraph in kept]
        found = given_numbers(found, [by_hand.get(start) for start in starts])
    return tuple(with_number(one, number) for one, number in zip(kept, found, strict=True))


def _numberable(
    kept: Iterable[SeedParagraph], dropped: Iterable[DroppedBlock]
) -> list[NumberableBlock]:
    """The paragraphs and what may head them, as they follow each other in print."""
    blocks: list[SourceBlock] = [*kept, *(block for block in dropped if block.reason in HEADS)]
    blocks.sort(key=lambda block: block.ink)
    return [
        NumberableBlock(
            block.text,
            isinstance(block, SeedParagraph),
            block.kind != "cell",
            isinstance(block, DroppedBlock) and block.reason == NUMBER_ALONE,
        )
        for block in blocks
    ]


def with_number(paragraph: SeedParagraph, number: ParagraphNumber) -> SeedParagraph:
    """A paragraph under a number, with the label that it has in print."""
    return replace(paragraph, number=number.number, label=number.label)


def number_of_added(added: SeedParagraph, edition: Edition) -> ParagraphNumber:
    """The number of a paragraph that an edition has not yet, none of whose numbers change.

    It is the printed one, if no other has that; else it is an insert after the one before it. A
    number that an edit took away belongs to the words that had it.
    """
    version = numbering_of(edition)
    kept = sorted((*edition.paragraphs, added), key=lambda one: one.ink)
    taken = {one.number for one in edition.paragraphs} | {edit.at for edit in edition.edits}
    if version > 1:  # the first one made inserts of all that was added
        (found,) = (
            one for one in with_numbers(kept, edition.dropped, version) if one.ink == added.ink
        )
        if found.label and found.number not in taken:
            return ParagraphNumber(found.number, found.label)
    before = [one.number for one in edition.paragraphs if one.ink < added.ink]
    return ParagraphNumber(insert_after(before[-1] if before else None, taken))
