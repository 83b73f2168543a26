"""Files by name, read through the door when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from generator.config.files import SOURCE
from generator.config.text import read_bytes
from generator.diagnostics import Code

Files: TypeAlias = Mapping[str, bytes]
"""Files of a workspace by name: "templates/policy-brief/theme.toml"."""


class LazyFiles(Mapping[str, bytes]):
    """Files as changed so far. One that cannot be read raises BriefError, with the code given."""

    def __init__(
        self, places: Mapping[str, Path], changed: Files | None = None, *, code: Code
    ) -> None:
        self._places = places
        self._code = code
        self.changed: Files = changed or {}

    def with_changes(self, changed: Files) -> LazyFiles:
        return LazyFiles(self._places, {**self.changed, **changed}, code=self._code)

    def __getitem__(self, name: str) -> bytes:
        if name in self.changed:
            return self.changed[name]
        return read_bytes(self._places[name], name, SOURCE, code=self._code)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._places, *self.changed}))

    def __len__(self) -> int:
        return len({*self._places, *self.changed})
