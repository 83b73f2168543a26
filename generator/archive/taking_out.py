"""Taking an object out of the archive so that a crash at any point leaves all of it or none.

It is moved out of the storage root in one step. If a crash comes before that, it stays; after that,
the next process that takes the lock does the rest.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from generator.archive import index, ledger
from generator.archive.durable import remove_tree, sync_folder, write_synced
from generator.archive.places import Archive
from generator.archive.storage_root import object_path


class Removal(Struct, frozen=True):
    """An object to take out, with its last version, and what the ledger keeps of that."""

    id: str
    version: int
    removed: ledger.Removed


def take_out(archive: Archive, removal: Removal) -> None:
    """Remove an object and its signatures; call it inside `writing`. Raises OSError."""
    staging = _staging(archive)
    staging.mkdir()
    write_synced(staging / "intent.json", msgspec.json.encode(removal))
    sync_folder(staging)
    sync_folder(archive.staging)
    try:
        (archive.ocfl / object_path(removal.id)).rename(staging / "object")
        _complete(archive, removal)
    finally:
        settle_removal(archive)


def settle_removal(archive: Archive) -> tuple[Removal | None, bool] | None:
    """Settle a removal that was begun: what it is of, and whether it is done. Raises OSError.

    None if there is none.
    """
    staging = _staging(archive)
    if not staging.exists():
        return None
    removal = _removal_in(staging)
    is_out = removal is not None and (staging / "object").exists()
    if removal is not None and is_out:
        _complete(archive, removal)
    settled = archive.staging / "settled"
    # In one step, so that no one finds half of an object that was already out.
    staging.rename(settled)
    sync_folder(archive.staging)
    remove_tree(settled)
    return removal, is_out


def _staging(archive: Archive) -> Path:
    return archive.staging / "removal"


def _removal_in(staging: Path) -> Removal | None:
    try:
        return msgspec.json.decode((staging / "intent.json").read_bytes(), type=Removal)
    except (OSError, msgspec.MsgspecError):
        return None


def _complete(archive: Archive, removal: Removal) -> None:
    """What follows once the object is out; again, it changes nothing."""
    ledger.enter_removal(archive, removal.id, removal.version, removal.removed)
    path, staging = object_path(removal.id), _staging(archive)
    if (archive.signatures / path).exists():
        (archive.signatures / path).rename(staging / "signatures")
    for root in (archive.ocfl, archive.signatures):
        _remove_empty_above(root / path, root)
    index.discard(archive)  # the words of the brief are in it, too


def _remove_empty_above(path: Path, root: Path) -> None:
    """Remove the folders on the way that hold nothing else: OCFL has no empty ones (1.1, 4.2)."""
    for folder in path.parents:
        if folder == root or (folder.exists() and any(folder.iterdir())):
            break
        if folder.exists():
            folder.rmdir()
            sync_folder(folder.parent)
