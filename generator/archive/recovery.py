"""After a crash: finish the commit whose version is in place, roll back any other."""

from __future__ import annotations

from msgspec import Struct

from generator.archive import index, ledger
from generator.archive.durable import (
    remove_file,
    remove_tree,
    sync_folder,
    take_place_of,
    write_synced,
)
from generator.archive.inventory import NAME, SIDECAR, sidecar_bytes
from generator.archive.places import Archive
from generator.archive.signatures import move_into_place
from generator.archive.storage_root import object_path
from generator.archive.taking_out import settle_removal
from generator.config.text import json_value
from generator.diagnostics import Diagnostic, Span, codes, diagnose, refusal

SIGNATURE = "signature"  # in the folder of a commit
IMPORT = "import"  # what was unpacked, beside it


class Recovery(Struct, frozen=True):
    """What was done about an unfinished commit; `identifier` is empty if it had no name yet.

    `importing`: it was an import, cut off before or between its commits; `removing`: a removal.
    """

    identifier: str = ""
    number: int = 0
    finished: bool = False
    importing: bool = False
    removing: bool = False

    def told(self, shown: str) -> Diagnostic:
        """The finding about it."""
        if self.importing:
            message = "an earlier import was cut off: what had not been stored yet is gone"
            again = "versions that had been stored stay; import again to take in the rest"
            return diagnose(codes.RECOVERED, message, Span.at(shown), hint=again)
        if self.removing:
            done = "it is now removed" if self.finished else "nothing of it was removed"
            message = f"an earlier run was cut off while it removed {self.identifier}: {done}"
            return diagnose(codes.RECOVERED, message, Span.at(shown))
        what = f"v{self.number} of {self.identifier}" if self.identifier else "a commit"
        done = "finished" if self.finished else "rolled back"
        message = f"an earlier run was cut off while it stored {what}: it is now {done}"
        hint = None if self.finished else "nothing of it was stored; run it again"
        return diagnose(codes.RECOVERED, message, Span.at(shown), hint=hint)


def recover(archive: Archive) -> Recovery | None:
    """Settle what a crash has left; call it under the lock. Raises BriefError and OSError.

    The rule: if the version's folder is not in the object yet, all of the commit is in staging and
    is removed. If it is there, it is complete, and its inventory becomes the object's.
    """
    for name in ("root", "settled"):
        if (archive.staging / name).exists():
            remove_tree(archive.staging / name)
    remove_file(archive.staging / SIGNATURE)
    if removal := settle_removal(archive):
        of, is_out = removal
        return Recovery(of.id if of else "a brief", finished=is_out, removing=True)
    if not (archive.staging / "commit").exists():
        return None
    intent = _intent(archive)
    finished = intent is not None and _finish(archive, *intent)
    clear(archive)
    identifier, number = intent or ("", 0)
    return Recovery(identifier, number, finished)


def sweep(archive: Archive) -> Recovery | None:
    """Remove what an import had unpacked before it was cut off. Raises OSError."""
    left = archive.staging / IMPORT
    if not left.exists():
        return None
    remove_tree(left)
    return Recovery(importing=True)


def clear(archive: Archive) -> None:
    """Remove the staged files of a commit that was finished or rolled back."""
    settled = archive.staging / "settled"
    # In one step, so that no one finds half a commit that was already whole.
    (archive.staging / "commit").rename(settled)
    sync_folder(archive.staging)
    remove_tree(settled)


def _intent(archive: Archive) -> tuple[str, int] | None:
    try:
        intent = json_value((archive.staging / "commit" / "intent.json").read_bytes())
        return str(intent["id"]), int(intent["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _finish(archive: Archive, identifier: str, number: int) -> bool:
    """Make the object's inventory that of the version, where the version is in place."""
    folder = archive.ocfl / object_path(identifier)
    version = folder / f"v{number}"
    if not version.is_dir():
        return False
    inventory = (version / NAME).read_bytes()
    sidecar = (version / SIDECAR).read_bytes()
    if sidecar != sidecar_bytes(inventory):
        place = Span.at(archive.shown_path(version / NAME))
        message = "the inventory of an unfinished version does not match its digest"
        raise refusal(codes.DAMAGED_ARCHIVE, message, place, hint="run `brief archive audit`")
    for name, data in ((NAME, inventory), (SIDECAR, sidecar)):
        if not (folder / name).is_file() or (folder / name).read_bytes() != data:
            again = archive.staging / "commit" / f"again-{name}"
            again.unlink(missing_ok=True)
            write_synced(again, data)
            take_place_of(again, folder / name)
    sync_folder(folder)
    ledger.enter(archive, identifier)
    index.note(archive, identifier)
    keep_signature(archive, identifier, number)
    return True


def keep_signature(archive: Archive, identifier: str, number: int) -> None:
    """Move the signature of a version that is in place to the others, if it has one."""
    staged = archive.staging / "commit" / SIGNATURE
    if staged.exists():
        move_into_place(archive, identifier, number, staged)
