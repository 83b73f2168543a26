"""Files of reference managers ↔ items by the variables of CSL 1.0.2. One table says which.

**A new format** is a module here and a row of `REFERENCE_FORMATS`.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.references.entry import ItemRead, LibraryEntry
    from generator.references.item import LibraryItem


class ReferenceFormat(Struct, frozen=True):
    """A format: its name, the suffix of its files, and the functions that read and write it.

    These are named as "module:function" and not imported, so that only what a file needs is loaded.
    """

    name: str
    suffix: str
    entries: str  # text and name of a file → its entries; raises BriefError
    item: str  # an entry → an item, and what is amiss with it
    written: str  # items → the text of a file

    def entries_in(self, text: str, file: str) -> tuple[LibraryEntry, ...]:
        """The entries of a file, in order. Raises BriefError if it is not of this format."""
        entries: tuple[LibraryEntry, ...] = _function(self.entries)(text, file)
        return entries

    def item_of(self, entry: LibraryEntry) -> ItemRead:
        """What an entry says, as far as it can be read."""
        item: ItemRead = _function(self.item)(entry)
        return item

    def text_of(self, items: Sequence[LibraryItem]) -> str:
        """The text of a file with these items."""
        text: str = _function(self.written)(items)
        return text


def _function(named: str) -> Any:
    module, _, function = named.partition(":")
    return getattr(importlib.import_module(f"generator.references.{module}"), function)


REFERENCE_FORMATS: Mapping[str, ReferenceFormat] = {
    known.name: known
    for known in (
        ReferenceFormat(
            "csl-json", ".json", "csl:csl_entries", "csl:item_of_csl", "csl:csl_json_of"
        ),
        ReferenceFormat(
            "bibtex",
            ".bib",
            "bibtex:bibtex_entries",
            "bibtex:item_of_bibtex",
            "bibtex_writing:bibtex_of",
        ),
        ReferenceFormat("ris", ".ris", "ris:ris_entries", "ris:item_of_ris", "ris:ris_of"),
    )
}
