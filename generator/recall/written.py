"""Which files this program wrote, with which bytes, and so whether somebody has worked on one."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field

_LONG = 8_000_000  # bytes of a journal, some 60,000 lines: of a longer one each path's last stays
_HALF = 64  # characters of a digest in a line, which names a path and the bytes written there


class WrittenFiles(Struct, dict=True):
    """What was written where, as a journal among the user's caches remembers it.

    The last line of a path holds. Without a journal only what this run wrote is known, and a lost
    or damaged line is none: then a file has to show by itself that it is as it was written.
    """

    journal: Path | None = None
    _of_this_run: dict[str, str] = field(default_factory=dict)

    def has(self, path: Path, data: bytes) -> bool | None:
        """Whether these bytes were last written to a path; None if nothing is known of it."""
        name = _name_of(path)
        known = self._of_this_run.get(name) or self._of_earlier_runs.get(name)
        return known == sha256(data).hexdigest() if known else None

    def note(self, files: Mapping[Path, bytes]) -> None:
        """Remember what was written. That it cannot be is no fault."""
        noted = {_name_of(path): sha256(data).hexdigest() for path, data in files.items()}
        self._of_this_run.update(noted)
        if self.journal is None:
            return
        with contextlib.suppress(OSError):
            self.journal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            is_long = self.journal.exists() and self.journal.stat().st_size > _LONG
            lasting = {**self._of_earlier_runs, **self._of_this_run} if is_long else noted
            with self.journal.open("w" if is_long else "a", encoding="ascii") as journal:
                journal.writelines(f"{name} {digest}\n" for name, digest in lasting.items())

    @cached_property
    def _of_earlier_runs(self) -> Mapping[str, str]:
        try:
            lines = self.journal.read_text("ascii").splitlines() if self.journal else ()
        except (OSError, UnicodeDecodeError):
            return {}
        halves = (line.split(" ") for line in lines)
        return {each[0]: each[1] for each in halves if [*map(len, each)] == [_HALF, _HALF]}


def _name_of(path: Path) -> str:
    """A path as the journal names it: whoever reads that learns of no file."""
    return sha256(str(path.absolute()).encode("utf-8", "surrogatepass")).hexdigest()
