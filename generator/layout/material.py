"""What a document is made of, before a template arranges it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.briefs.brief import Body, Brief, Caveat
from generator.document.markings import Marking
from generator.references.item import LibraryItem
from generator.seeds.records import Record
from generator.seeds.seed import Seed
from generator.templates.note_style import ReferenceStyle


class Material(Struct, frozen=True):
    """Everything that a document is made of. `seeds` are the cited ones, `caveats` theirs."""

    brief: Brief
    seeds: Mapping[str, Seed]
    records: Mapping[str, Record]  # those cited
    caveats: tuple[Caveat, ...]
    bodies: tuple[Body, ...]  # of the brief and of the caveats
    assets: Path  # the folder that images are named from
    style: ReferenceStyle  # how notes name seeds and records
    items: Mapping[str, LibraryItem] = {}  # what files of reference managers say of records
    marking: Marking | None = None
    whole_sources: bool = False  # in the annex, however much of them may be printed

    def printed(self, key: str) -> Seed:
        """A cited source as the annex prints it."""
        seed = self.seeds[key]
        if not self.whole_sources:
            return seed
        return replace(seed, meta=replace(seed.meta, reproduce="full"))

    @property
    def every_caveat(self) -> tuple[Caveat, ...]:
        """The caveats of the brief, then those of its sources."""
        return (*self.brief.caveats, *self.caveats)
