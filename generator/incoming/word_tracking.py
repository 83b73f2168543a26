"""Tracked changes of a Word file, accepted or rejected (ISO/IEC 29500-1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.incoming.needs import VISITED
from generator.incoming.story import IncomingStory, TrackedKind
from generator.opening.wordprocessing import GONE, W, is_marked
from generator.opening.xml_part import XmlElement

TRACKED: Mapping[str, TrackedKind] = {
    f"{W}ins": "insertion",
    f"{W}del": "deletion",
    f"{W}moveFrom": "move",
    f"{W}moveTo": "move",
}
_IN = frozenset({f"{W}ins", f"{W}moveTo", f"{W}cellIns"})
_WORDS = frozenset({f"{W}t", f"{W}delText"})


class Tracking(Struct, frozen=True):
    """How the tracked changes of a story are settled: accepted, or `rejected`."""

    story: IncomingStory
    rejected: bool

    @property
    def gone(self) -> frozenset[str]:
        """The elements of changes of which nothing is left."""
        return _IN if self.rejected else GONE

    def settle(self, change: XmlElement) -> bool:
        """Note words put in, taken out or moved, and say whether they stand."""
        stands, kind = change.tag not in self.gone, TRACKED[change.tag]
        if len(change) and (stands or kind != "move"):  # of a move, where it is now
            self._note(kind, change, change)
        return stands

    def settle_row(self, row: XmlElement) -> bool:
        """Note a row put in or taken out, and say whether it stands."""
        properties = row.find(f"{W}trPr")
        for each in () if properties is None else properties:
            if each.tag in TRACKED:
                self._note(TRACKED[each.tag], each, row)
        return not self.takes(properties)

    def takes(self, properties: XmlElement | None) -> bool:
        """Whether properties say that what has them is gone: a row, a cell, a paragraph's end."""
        return is_marked(properties, self.gone)

    def held(self, element: XmlElement, name: str) -> XmlElement | None:
        """The properties that hold: where a change of them is rejected, those before it."""
        properties = element.find(f"{W}{name}")
        change = None if properties is None else properties.find(f"{W}{name}Change")
        if change is None:
            return properties
        self._note("format", change, element)
        return change.find(f"{W}{name}") if self.rejected else properties

    def _note(self, kind: TrackedKind, change: XmlElement, where: XmlElement) -> None:
        below = list(where.iter())
        self.story.budget.spend(VISITED, len(below))
        words = "".join(each.text or "" for each in below if each.tag in _WORDS)
        self.story.change(kind, change.get(f"{W}author", ""), words)
