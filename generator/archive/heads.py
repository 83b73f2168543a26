"""The newest inventory of an object, and whether another version may build on it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.archive.inventory import NAME, SIDECAR, Inventory, read_inventory, sidecar_bytes
from generator.archive.ledger import is_missing, last_version
from generator.archive.places import Archive
from generator.archive.storage_root import object_path
from generator.config.files import bytes_of_regular
from generator.diagnostics import BriefError, Span, codes, refusal


def read_head(archive: Archive, identifier: str) -> Inventory | None:
    """The inventory of an object, None if there is no such object.

    Raises BriefError if it cannot be read, or is not as it was stored.
    """
    path = archive.ocfl / object_path(identifier) / NAME
    try:
        data = bytes_of_regular(path)
        inventory = read_inventory(data)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        refused = error.strerror if isinstance(error, OSError) else None
        message = f"the inventory cannot be read: {refused}" if refused else str(error)
        raise refusal_of_damage(archive, path, message) from None
    # While a version is being stored its own copy is there first, the digest comes last.
    copy, digest = path.parent / f"v{inventory.head}" / NAME, path.with_name(SIDECAR)
    if not _says_the_same(copy, data) and not _says_the_same(digest, sidecar_bytes(data)):
        raise refusal_of_damage(archive, path, "the inventory is not as it was stored")
    return inventory


def _says_the_same(path: Path, data: bytes) -> bool:
    try:
        return bytes_of_regular(path).split() == data.split()
    except OSError:
        return False


def refuse_damaged(archive: Archive, after: Inventory, kept: Mapping[str, bytes]) -> None:
    """Raise BriefError if the last version of `after` cannot build on what the archive has.

    `kept` are those of its files whose bytes an earlier version is to hold.
    """
    folder = archive.ocfl / object_path(after.id)
    entered = last_version(archive, after.id)
    if entered >= after.head:
        message = f"v{entered} of {after.id} should be here: log/ledger.jsonl has it"
        raise refusal_of_damage(archive, folder, message)
    for path, data in kept.items():
        place = folder / after.content_path(after.head, path)
        try:
            sound = bytes_of_regular(place) == data
        except OSError:
            sound = False
        if not sound:
            message = "the new version shares this file, and it is not as it was published"
            raise refusal_of_damage(archive, place, message)


def refuse_without_ledger(archive: Archive) -> None:
    """Raise BriefError if nothing says what the archive should hold: a new ledger would hide it.

    Raises OSError.
    """
    if is_missing(archive):
        message = "this says what the archive should hold, and it is not there"
        raise refusal_of_damage(archive, archive.log / "ledger.jsonl", message)


def refusal_of_damage(archive: Archive, path: Path, message: str) -> BriefError:
    """The error for damage that ends what was asked."""
    hint = "nothing was stored; `brief archive audit` tells all: see `brief docs archive`"
    return refusal(codes.DAMAGED_ARCHIVE, message, Span.at(archive.shown_path(path)), hint=hint)
