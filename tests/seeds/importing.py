"""A file imported as a seed, as `brief seed import` does it."""

from __future__ import annotations

from pathlib import Path

from generator.seeds.importing import ImportedSeed, read_source, take_in
from generator.seeds.incoming import IncomingSource


def import_seed(
    source: Path, seeds: Path, *, key: str, file: str, encoding: str | None = None
) -> ImportedSeed:
    """What an import made of a file, which findings name as `file`."""
    incoming = IncomingSource(read_source(source, file), file, source.suffix.lower())
    return take_in(incoming, seeds, key=key, encoding=encoding)
