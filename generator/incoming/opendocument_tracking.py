"""Tracked changes of an OpenDocument text, accepted or rejected (OpenDocument 1.3, 5.5)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from generator.incoming.needs import VISITED
from generator.incoming.story import IncomingStory, TrackedKind
from generator.opening.opendocument_styles import NAMESPACES, OFFICE, PARAGRAPHS, TEXT
from generator.opening.xml_part import XmlElement

_KINDS: Mapping[str, TrackedKind] = {
    f"{TEXT}insertion": "insertion",
    f"{TEXT}deletion": "deletion",
    f"{TEXT}format-change": "format",
}


class ChangedRegion(Struct, frozen=True):
    """A recorded change; `deleted` are the paragraphs that were taken out."""

    kind: TrackedKind
    author: str
    deleted: tuple[XmlElement, ...] = ()


class OpenDocumentTracking(Struct):
    """How recorded changes are settled: accepted, or `rejected`."""

    regions: Mapping[str, ChangedRegion]
    rejected: bool
    _open: dict[str, int] = field(default_factory=dict)  # where in what is said each began

    def begin(self, story: IncomingStory, key: str) -> None:
        """Begin words that were put in, or given another look."""
        self._open[key] = story.position

    def end(self, story: IncomingStory, key: str) -> None:
        """End them."""
        region, start = self.regions.get(key), self._open.pop(key, None)
        if region is not None and start is not None:
            story.change(region.kind, region.author, story.said_since(start))

    def take_out(self, story: IncomingStory, key: str) -> tuple[XmlElement, ...]:
        """The paragraphs to be put back where words were taken out: none if that is accepted."""
        region = self.regions.get(key)
        if region is None or region.kind != "deletion":
            return ()
        story.change("deletion", region.author, _deleted_words(region.deleted, story))
        return region.deleted if self.rejected else ()

    @property
    def is_silent(self) -> bool:
        """Whether what is read now was put in, and is rejected."""
        return self.rejected and any(
            region.kind == "insertion"
            for region in map(self.regions.get, self._open)
            if region is not None
        )


def _deleted_words(paragraphs: tuple[XmlElement, ...], story: IncomingStory) -> str:
    story.budget.spend(VISITED, sum(1 for one in paragraphs for _ in one.iter()))
    return " ".join("".join(one.itertext()) for one in paragraphs).strip()


def changed_regions(body: XmlElement) -> dict[str, ChangedRegion]:
    """The recorded changes of a text, by their identifiers."""
    found: dict[str, ChangedRegion] = {}
    for region in body.iterfind("text:tracked-changes/text:changed-region", NAMESPACES):
        named = region.get("{http://www.w3.org/XML/1998/namespace}id")
        key = str(named or region.get(f"{TEXT}id", ""))
        for one in region:
            if one.tag in _KINDS:
                author = one.findtext(f"{OFFICE}change-info/dc:creator", "", NAMESPACES)
                deleted = tuple(each for each in one if each.tag in PARAGRAPHS)
                found[key] = ChangedRegion(_KINDS[one.tag], author, deleted)
    return found
