"""The paths of the parts of an archive."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator.diagnostics import Span, codes, refusal


class Archive(Struct, frozen=True):
    """A folder with the storage root and the files beside it. `shown` is its name in messages."""

    root: Path
    shown: str = "archive"

    @property
    def ocfl(self) -> Path:
        return self.root / "ocfl"

    @property
    def staging(self) -> Path:
        return self.root / "staging"

    @property
    def lock(self) -> Path:
        return self.root / "staging" / "lock"

    @property
    def index(self) -> Path:
        return self.root / "index.sqlite"

    @property
    def log(self) -> Path:
        return self.root / "log"

    @property
    def signatures(self) -> Path:
        return self.root / "signatures"

    @property
    def unsettled(self) -> bool:
        """Whether a writer is at work, or a crash has left something."""
        try:
            return any(path != self.lock for path in self.staging.iterdir())
        except OSError:
            return False

    def refuse(self, target: Path, shown: str) -> None:
        """Raise BriefError if something would be written into the archive itself."""
        if target.resolve().is_relative_to(self.root.resolve()):
            message = f"{shown} lies in the archive, where nothing else belongs"
            hint = "name a place outside it"
            raise refusal(codes.UNWRITABLE_ARCHIVE, message, Span.at(shown), hint=hint)

    def shown_path(self, path: Path) -> str:
        """A path inside the archive as messages name it."""
        return f"{self.shown}/{path.relative_to(self.root).as_posix()}"
