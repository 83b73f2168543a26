"""What has been set in a look before: the words of briefs on one source are mostly the same.

They are set with the help of the document that they stand in, and may not hold in another one. So
no `lru_cache` can make them.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from msgspec import Struct, field

from generator.theme.theme import Theme

_MOST = 300  # paragraphs, headings and cells: about those of a brief


class KeptKey(Struct, frozen=True, cache_hash=True):
    """What a result is made from, as its key: looked up two or three times, and long to hash."""

    parts: tuple[Hashable, ...]


class Kept(Struct, eq=False):
    """Results by what they were made from. What is not asked for again is forgotten."""

    recent: dict[Hashable, Any] = field(default_factory=dict)
    before: dict[Hashable, Any] = field(default_factory=dict)

    def find(self, key: Hashable) -> Any:
        """The result that was made from the same; None if none is known."""
        found = self.recent.get(key)
        if found is None:
            found = self.before.get(key)
            if found is not None:
                self.keep(key, found)
        return found

    def keep(self, key: Hashable, result: object) -> None:
        """Keep a result, and of those before it the last ones that somebody asked for."""
        if len(self.recent) >= _MOST:
            self.before, self.recent = self.recent, {}
        self.recent[key] = result


def kept_in(theme: Theme, language: str) -> Kept:
    """What has been kept of words in a language that wear the styles and fonts of the theme."""
    return _kept_of(tuple(theme.styles.items()), tuple(theme.fonts.items()), theme.draft, language)


@lru_cache(maxsize=4)
def _kept_of(*_look: Hashable) -> Kept:
    return Kept()
