"""Putting a version into the archive so that a crash at any point leaves the old or the new.

Everything is written and synced in `staging/`, on the same file system, and then renamed into
place: a new object in one step; a new version as its folder first, then the root inventory, then
the inventory's digest. The next process that takes the lock finishes or rolls back what a crash
left.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from generator.archive import index, ledger
from generator.archive.clock import is_before
from generator.archive.durable import (
    remove_file,
    remove_tree,
    sync_folder,
    take_place_of,
    write_synced,
    write_tree,
)
from generator.archive.heads import (
    read_head,
    refusal_of_damage,
    refuse_damaged,
    refuse_without_ledger,
)
from generator.archive.inventory import (
    NAME,
    SIDECAR,
    Inventory,
    User,
    Version,
    inventory_bytes,
    sha512,
    sidecar_bytes,
    with_version,
)
from generator.archive.lock import locked
from generator.archive.places import Archive
from generator.archive.recovery import SIGNATURE, Recovery, clear, keep_signature, recover, sweep
from generator.archive.signatures import fingerprint
from generator.archive.storage_root import OBJECT_DECLARATION, README, object_path, root_files
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose

PATIENCE = 30.0  # seconds a writer waits for another


class NewVersion(Struct, frozen=True):
    """A version to store: its files, and the head that it was prepared for (0: none)."""

    identifier: str
    files: Mapping[str, bytes]
    message: str
    user: User
    created: str  # RFC 3339, with a time zone
    base: int = 0


class Stored(Struct, frozen=True):
    """A version that the archive now holds; `digest` is that of its inventory.

    `signer` is the fingerprint of the key that signed it, empty if none did.
    """

    identifier: str
    number: int
    digest: str
    signer: str = ""


Sign = Callable[[bytes], bytes]
"""From the sidecar of an inventory to a signature of it."""


@contextmanager
def writing(archive: Archive, *, patience: float = PATIENCE) -> Iterator[Recovery | None]:
    """Hold the archive's lock. Yields what a crash had left, if something was settled.

    Raises BriefError if another writer stays longer than `patience` seconds, or if the
    archive cannot be written to.
    """
    try:
        archive.staging.mkdir(parents=True, exist_ok=True)
        with locked(archive.lock, archive.shown, patience=patience):
            swept = sweep(archive)
            recovered = recover(archive) or swept
            _lay_root(archive)
            yield recovered
    except OSError as error:
        raise BriefError([archive_unwritable(archive, error)]) from None


def settle(archive: Archive) -> Recovery | None:
    """Settle what a crash has left, and return it, if there was anything.

    A writer at work is left alone, and so is a read-only archive.
    """
    if not archive.unsettled:
        return None
    try:
        with writing(archive, patience=0) as recovered:
            return recovered
    except BriefError as error:
        if error.diagnostics[0].code in {codes.ARCHIVE_LOCKED, codes.UNWRITABLE_ARCHIVE}:
            return None
        raise


def archive_unwritable(archive: Archive, error: OSError) -> Diagnostic:
    """The finding for an archive that cannot be written to."""
    message = f"cannot write to the archive: {error.strerror or error}"
    hint = "see that the disk has room and that the folder may be written to; nothing was published"
    return diagnose(codes.UNWRITABLE_ARCHIVE, message, Span.at(archive.shown), hint=hint)


def commit(archive: Archive, change: NewVersion, sign: Sign | None = None) -> Stored:
    """Store a version, with its signature if it is to be signed; call it inside `writing`.

    Raises BriefError if another writer was first, if the version before is of a later time, if what
    the version builds on is damaged, or if the disk would not take it, and what `sign` raises; then
    nothing is stored.
    """
    before = read_head(archive, change.identifier)
    if (before.head if before else 0) != change.base:
        raise BriefError([_overtaken(archive, change, before)])
    if before and is_before(change.created, before.versions[-1].created):
        raise BriefError([_backdated(archive, change, before)])
    state = {path: sha512(data) for path, data in change.files.items()}
    version = Version(change.created, change.message, change.user, state)
    after, new = with_version(before, change.identifier, version)
    refuse_damaged(archive, after, {p: d for p, d in change.files.items() if p not in new})
    inventory = inventory_bytes(after)
    sidecar = sidecar_bytes(inventory)
    signature = sign(sidecar) if sign else b""
    signer = fingerprint(signature) if signature else ""
    files = [
        *((f"v{after.head}/content/{path}", change.files[path]) for path in new),
        (f"v{after.head}/{NAME}", inventory),
        (f"v{after.head}/{SIDECAR}", sidecar),
        (NAME, inventory),
        (SIDECAR, sidecar),
    ]
    if before is None:
        files.append((OBJECT_DECLARATION, b"ocfl_object_1.1\n"))
    put = install if before is None else extend
    step = Step(change.identifier, after.head, signature)
    put(archive, step, lambda folder: write_tree(folder, files))
    return Stored(change.identifier, after.head, sha512(inventory), signer)


def _overtaken(archive: Archive, change: NewVersion, now: Inventory | None) -> Diagnostic:
    head = now.head if now else 0
    message = f"another writer has stored v{head} of {change.identifier} meanwhile"
    hint = "see it with `brief archive log`, then publish again"
    return diagnose(codes.OVERTAKEN, message, Span.at(archive.shown), hint=hint)


def _backdated(archive: Archive, change: NewVersion, now: Inventory) -> Diagnostic:
    """A signature holds if its key was allowed on that day, so nobody may choose an earlier one."""
    message = f"{change.created} is before v{now.head}, which is of {now.versions[-1].created}"
    hint = "if the clock of this computer is wrong, say when it is: --date; if it was wrong then, "
    hint += f"say a time that is not before v{now.head}"
    return diagnose(codes.VERSION_NOT_RISEN, message, Span.at(archive.shown), hint=hint)


# --- into place -------------------------------------------------------------------------


class Step(Struct, frozen=True):
    """A step from one sound state of an object to the next, with its new head."""

    identifier: str
    number: int
    signature: bytes = b""


Build = Callable[[Path], None]
"""Writes files below a folder, and syncs them to the disk."""


def install(archive: Archive, step: Step, build: Build) -> None:
    """Let `build` write a new object in a folder of its own; move it into place whole."""
    path = object_path(step.identifier)
    if (archive.ocfl / path).exists():
        message = "there is a folder of this object, without an inventory"
        raise refusal_of_damage(archive, archive.ocfl / path, message)
    with _staged(archive, step) as staging:
        tree = staging / "tree"
        (tree / path).mkdir(parents=True)
        build(tree / path)
        for folder in reversed((tree / path).relative_to(tree).parents):
            sync_folder(tree / folder)
        # The topmost folder that is not there yet moves with all below it: no empty folder is
        # ever seen in the root (OCFL 1.1, 4.2).
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            moving = "/".join(parts[:depth])
            if not (archive.ocfl / moving).exists():
                (tree / moving).rename(archive.ocfl / moving)
                sync_folder((archive.ocfl / moving).parent)
                break
        ledger.enter(archive, step.identifier)
        index.note(archive, step.identifier)


def extend(archive: Archive, step: Step, build: Build) -> None:
    """Let `build` write a version and the inventory with it; move both into their object."""
    folder = archive.ocfl / object_path(step.identifier)
    version = f"v{step.number}"
    if (folder / version).exists():
        message = f"there is a {version} that the inventory does not know"
        raise refusal_of_damage(archive, folder, message)
    with _staged(archive, step) as staging:
        tree = staging / "tree"
        tree.mkdir()
        build(tree)
        (tree / version).rename(folder / version)
        sync_folder(folder)
        take_place_of(tree / NAME, folder / NAME)
        take_place_of(tree / SIDECAR, folder / SIDECAR)
        sync_folder(folder)
        ledger.enter(archive, step.identifier)
        index.note(archive, step.identifier)


@contextmanager
def _staged(archive: Archive, step: Step) -> Iterator[Path]:
    """A folder for one commit that says what it is for; gone at the end, whatever happens.

    Raises BriefError if the archive has lost its ledger.
    """
    refuse_without_ledger(archive)
    staging = archive.staging / "commit"
    intent = {"id": step.identifier, "version": step.number}
    try:
        staging.mkdir()
        write_synced(staging / "intent.json", json.dumps(intent).encode())
        sync_folder(staging)
        if step.signature:
            write_synced(staging / SIGNATURE, step.signature, read_only=True)
            archive.signatures.mkdir(exist_ok=True)
        sync_folder(archive.staging)
        yield staging
        keep_signature(archive, step.identifier, step.number)
    except BaseException as error:
        settled = recover(archive)
        # Where the version had reached its place already, it is stored, whatever came after.
        if not (isinstance(error, OSError) and settled and settled.finished):
            raise
        return
    clear(archive)


def _lay_root(archive: Archive) -> None:
    if archive.ocfl.is_dir():
        if not (archive.ocfl / README).exists():  # an archive from before this and the ledger
            ledger.begin(archive)
            staged = archive.staging / README
            remove_file(staged)
            write_synced(staged, root_files()[README], read_only=True)
            staged.replace(archive.ocfl / README)
        return
    staging = archive.staging / "root"
    if staging.exists():
        remove_tree(staging)
    staging.mkdir()
    write_tree(staging, root_files().items())
    staging.rename(archive.ocfl)
    sync_folder(archive.root)
