"""What has been proved already, known by the digests of all that a proof rests on."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from msgspec import Struct, field

from generator.version import __version__

Proof = tuple[str, ...]
"""The digests of an original, of the edition that it proves and of earlier ones, oldest first."""

_MOST = 10_000  # kept proofs: with more, all are forgotten, and those still needed come back


class Proofs(Struct, frozen=True):
    """The proofs of a run, and a folder in which those that take long are kept for later runs.

    A kept proof is an empty file. Its name is the digest of the proof, of how the original is read
    and of this program. Whoever can write into the folder can feign a proof, so it must not be part
    of a workspace, which people hand on: it belongs to the user, as this program does. Without a
    folder, nothing is kept and nothing is believed. So a publication proves anew.
    """

    folder: Path | None = None
    known: set[Proof] = field(default_factory=set)

    def has(self, proof: Proof, reading: str | None) -> bool:
        """Whether a proof was made, in this run or in an earlier one.

        `reading` says how the original is read, by what versions; it is None for a reader that is
        quick, whose proofs are not kept.
        """
        if proof in self.known:
            return True
        place = self._place(proof, reading)
        if place is None or not place.is_file():
            return False
        self.known.add(proof)
        return True

    def add(self, proof: Proof, reading: str | None) -> None:
        """Remember a proof. That it cannot be kept for later runs is no fault."""
        self.known.add(proof)
        place = self._place(proof, reading)
        if place is None:
            return
        with contextlib.suppress(OSError):
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _bound(place.parent)
            place.touch()

    def _place(self, proof: Proof, reading: str | None) -> Path | None:
        if self.folder is None or reading is None:
            return None
        rests_on = "\0".join((__version__, reading, *proof))
        return self.folder / hashlib.sha256(rests_on.encode()).hexdigest()


def _bound(folder: Path) -> None:
    kept = list(folder.iterdir())
    if len(kept) >= _MOST:
        for path in kept:
            path.unlink(missing_ok=True)
