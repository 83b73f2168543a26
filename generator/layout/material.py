"""What a document is made of, before a template arranges it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.briefs.brief import Body, Brief, Caveat, RecordRef
from generator.document.markings import Marking
from generator.seeds.records import Record
from generator.seeds.seed import Seed


class Material(Struct, frozen=True):
    """Everything that a document is made of. `seeds` are the cited ones, `caveats` theirs."""

    brief: Brief
    seeds: Mapping[str, Seed]
    records: Mapping[str, Record]
    caveats: tuple[Caveat, ...]
    bodies: tuple[Body, ...]  # of the brief and of the caveats
    assets: Path  # the folder that images are named from
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

    @property
    def cites_records(self) -> bool:
        """Whether anything in it cites a public record."""
        groups = (group for body in self.bodies for group in body.groups.values())
        cited = (citation.target for group in groups for citation in group.citations)
        return any(isinstance(target, RecordRef) for target in cited)
