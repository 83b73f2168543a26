"""An edition of format 1 → the same edition in the newest format, proved by the original."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from generator.config.files import SOURCE, read_of_workspace
from generator.diagnostics import BriefError, Span
from generator.seeds.blocks import dropped_blocks, paragraphs
from generator.seeds.cleaning import DroppedLine
from generator.seeds.editions import edition_at, edition_numbers
from generator.seeds.ink import ink_of
from generator.seeds.originals import TEXT
from generator.seeds.passages import SourcePassage
from generator.seeds.proving import unproved
from generator.seeds.readers import read_source
from generator.seeds.seed import Edition, ReadAs


def carried_over(folder: Path, edition: Edition, *, file: str) -> Edition:
    """The same numbers and words, with places in the original and the sentences of today.

    `file` names the folder of the seed in messages. Raises BriefError if the original, or the
    edition before this one, does not prove it.
    """
    path = folder / Path(edition.original).name
    original, shown = (
        read_of_workspace(path, SOURCE),
        Span.at(f"{file}/editions/{edition.number}.json"),
    )
    carried = _carried(edition, original, f"{file}/{edition.original}")
    earlier = edition.number - 1
    there = earlier in edition_numbers(folder)
    before = edition_at(folder, earlier, file=file) if there else None
    faults = unproved(carried, original, before, shown=shown, at=lambda *_: shown)
    if faults:
        raise BriefError(faults)
    return carried


def _carried(edition: Edition, original: bytes, file: str) -> Edition:
    source = read_source(original, file)
    ink = ink_of(source.lines)
    lines = [DroppedLine(drop.line, drop.text, drop.reason) for drop in edition.dropped]
    dropped = dropped_blocks(ink, lines)
    kept = [
        SourcePassage(p.text, p.place.first_line, p.place.last_line) for p in edition.paragraphs
    ]
    numbers = [paragraph.number for paragraph in edition.paragraphs]
    return replace(
        edition,
        paragraphs=paragraphs(ink, kept, numbers, dropped),
        dropped=dropped,
        reader=ReadAs(*TEXT, source.encoding),
    )
