"""An edition of format 1 → the same edition in the newest format, proved by the original."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from generator.diagnostics import Span, refuse
from generator.seeds.blocks import dropped_blocks, paragraphs, with_number
from generator.seeds.editions import (
    edition_at,
    edition_bytes,
    edition_name,
    edition_numbers,
    original_name,
)
from generator.seeds.ink import ink_of
from generator.seeds.lines import lines_of_text
from generator.seeds.numbering import plain_number
from generator.seeds.proving import unproved
from generator.seeds.readers.encoding import decode_as_release_1
from generator.seeds.readers.versions import TEXT
from generator.seeds.reading import DroppedLine, OriginalLines, SourcePassage
from generator.seeds.seed import Edition, ReadAs
from generator.workspace.lazy_files import Files, LazyFiles


def editions_carried_over(files: LazyFiles, *, file: str) -> tuple[Edition, ...]:
    """The editions of format 1 of the seed `file` among files by name, carried over, oldest first.

    Raises BriefError where the original does not prove one of them, or where the newest edition
    would no longer hold beside them.
    """
    numbers = edition_numbers(files, file=file)
    every = (edition_at(files, number, file=file) for number in numbers)
    old = (edition for edition in every if edition.reader is None)
    carried = tuple(carried_over(files, edition, file=file) for edition in old)
    if carried:
        edition_at(files.with_changes(files_of(carried, file=file)), numbers[-1], file=file)
    return carried


def files_of(editions: Iterable[Edition], *, file: str) -> Files:
    """The files of editions of the seed `file`, by name."""
    return {edition_name(file, one.number): edition_bytes(one) for one in editions}


def carried_over(files: Files, edition: Edition, *, file: str) -> Edition:
    """The same numbers and words, with places in the original and the sentences of today.

    `file` is what people call the folder of the seed, one of those that hold the files. Raises
    BriefError where the original, or the edition before this one, does not prove it.
    """
    original = files[original_name(file, edition)]
    shown = Span.at(edition_name(file, edition.number))
    carried = _carried(edition, original, f"{file}/{edition.original}")
    earlier = edition.number - 1
    there = edition_name(file, earlier) in files
    before = edition_at(files, earlier, file=file) if there else None
    faults = unproved(carried, original, before, shown=shown, at=lambda *_: shown)
    refuse(faults)
    return carried


def _carried(edition: Edition, original: bytes, file: str) -> Edition:
    source = decode_as_release_1(original, file)
    ink = ink_of(OriginalLines(lines_of_text(source.text)))
    lines = [DroppedLine(drop.line, drop.text, drop.reason) for drop in edition.dropped]
    dropped = dropped_blocks(ink, lines)
    kept = [
        SourcePassage(p.text, p.place.first_line, p.place.last_line) for p in edition.paragraphs
    ]
    pairs = zip(paragraphs(ink, kept, dropped), edition.paragraphs, strict=True)
    return replace(
        edition,
        paragraphs=tuple(with_number(p, plain_number(old.number, p.text)) for p, old in pairs),
        dropped=dropped,
        reader=ReadAs(*TEXT, source.encoding),
    )
