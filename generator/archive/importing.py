"""A bag or an OCFL object → the archive, if it is sound and continues what is there.

A published version is never written again. If an object is here already, only newer versions with
the same history are added. Each is a separate commit: after a crash some of them are stored, all
complete, and importing again takes the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.archive.audit import misspelt, refuse_unsound
from generator.archive.bag import DECLARATION, PAYLOAD
from generator.archive.bag_rules import check_bag
from generator.archive.durable import remove_tree, sync_folder, write_synced
from generator.archive.exporting import SIGNATURES
from generator.archive.heads import read_head
from generator.archive.inventory import NAME, SIDECAR, Inventory, read_inventory
from generator.archive.package import Limits, package_unreadable, unpack
from generator.archive.places import Archive
from generator.archive.recovery import IMPORT, Recovery
from generator.archive.signatures import add, number_of
from generator.archive.storage_root import object_path
from generator.archive.store import Step, archive_unwritable, extend, install, writing
from generator.archive.validate import validate_object
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refusal, refuse


class ImportedObject(Struct, frozen=True):
    """What an import did: `head` is the object's now, `new` how many versions came with it."""

    identifier: str
    head: int
    new: int
    signatures: int
    recovered: Recovery | None


def import_package(
    archive: Archive, package: Path, shown: str, limits: Limits | None = None
) -> ImportedObject:
    """Take in the object that a bag, or a folder, a ZIP or a tar of an object, holds.

    Raises BriefError if the package is unsafe or not sound, if the object is here with another
    history, or if the archive cannot be written to; then nothing is taken in.
    """
    if not package.exists():
        raise package_unreadable(shown, "there is no such file")
    with writing(archive) as recovered:
        unpacked = archive.staging / IMPORT
        try:
            unpack(package, shown, unpacked, limits)
            found = _find(unpacked, shown)
            _refuse_unsound(found, shown)
            inventory = read_inventory((found.folder / NAME).read_bytes())
            new = _take_in(archive, found.folder, inventory, shown)
            signatures = sum(_signatures(archive, found, inventory))
        except OSError as error:
            raise BriefError([archive_unwritable(archive, error)]) from None
        finally:
            if unpacked.exists():
                remove_tree(unpacked)
    here = read_head(archive, inventory.id)
    return ImportedObject(inventory.id, here.head if here else 0, new, signatures, recovered)


# --- what it is -------------------------------------------------------------------------


class _Found(Struct, frozen=True):
    """The folder of an object in what was unpacked, and that of the bag around it, if any."""

    folder: Path
    bag: Path | None


def _find(unpacked: Path, shown: str) -> _Found:
    """The object in a package, which may lie in a folder of its own. Raises BriefError."""
    roots = (unpacked, *_folders(unpacked))
    bag = next((root for root in roots if (root / DECLARATION).is_file()), None)
    if bag:
        _refuse_flawed(bag, shown)
        roots = (bag / PAYLOAD, *_folders(bag / PAYLOAD))
    objects = [root for root in roots if any(root.glob("0=ocfl_object_*"))]
    if len(objects) == 1:
        return _Found(objects[0], bag)
    if objects:
        message, hint = f"{len(objects)} objects are in it", "import them one by one"
    elif bag:
        message = "this bag holds no object with its history"
        hint = "export the brief whole, without @VERSION and --profile"
    else:
        message = "this is neither a bag nor an OCFL object"
        hint = "a bag has bagit.txt, an object 0=ocfl_object_1.1"
    raise refusal(codes.UNSOUND_PACKAGE, message, Span.at(shown), hint=hint)


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir())


_HINT = "nothing of it was taken in; ask for another copy"


def _refuse_flawed(bag: Path, shown: str) -> None:
    found = [
        _unsound_package(shown, flaw.path, flaw.message, flaw.expected, flaw.actual)
        for flaw in check_bag(bag)
    ]
    refuse(found)


def _unsound_package(shown: str, path: str, message: str, expected: str, actual: str) -> Diagnostic:
    digests = f"\n  expected {expected}\n  actual   {actual}" if expected and actual else ""
    place = Span.at(f"{shown}/{path}".rstrip("/"))
    return diagnose(codes.UNSOUND_PACKAGE, f"{message}{digests}", place, hint=_HINT)


def _refuse_unsound(found: _Found, shown: str) -> None:
    """Raise BriefError with every rule of OCFL that the object breaks, and of this archive."""
    below = found.folder.relative_to(found.bag).as_posix() + "/" if found.bag else ""
    broken = [
        _unsound_package(shown, below + f.path, f"{f.code.name} {f.message}", f.expected, f.actual)
        for f in (*validate_object(found.folder), *misspelt(found.folder))
        if f.code.is_error
    ]
    refuse(broken)
    try:
        head = read_inventory((found.folder / NAME).read_bytes()).head
    except ValueError as error:
        raise BriefError([_unsound_package(shown, below + NAME, str(error), "", "")]) from None
    for number in range(1, head + 1):
        path = f"v{number}/{SIDECAR}"
        if not (found.folder / path).is_file():
            message = "this archive wants each version to have its inventory, by SHA-512"
            raise BriefError([_unsound_package(shown, below + path, message, "", "")])


# --- into the archive -------------------------------------------------------------------


def _take_in(archive: Archive, folder: Path, inventory: Inventory, shown: str) -> int:
    """Store the versions that are not here yet; return how many."""
    here = read_head(archive, inventory.id)
    if here is None:
        step = Step(inventory.id, inventory.head)
        install(archive, step, lambda target: _move(folder, target))
        return inventory.head
    own = archive.ocfl / object_path(inventory.id)
    refuse_unsound(archive, own, locked=True)
    for number in range(1, min(here.head, inventory.head) + 1):
        path = Path(f"v{number}") / NAME
        if (own / path).read_bytes() != (folder / path).read_bytes():
            raise BriefError([_other_history(archive, own / path, inventory.id, number, shown)])
    for number in range(here.head + 1, inventory.head + 1):
        extend(archive, Step(inventory.id, number), lambda tree: _lay(folder, number, tree))  # noqa: B023 it runs at once
    return max(0, inventory.head - here.head)


def _move(folder: Path, target: Path) -> None:
    for path in sorted(folder.iterdir()):
        path.rename(target / path.name)
    sync_folder(target)


def _lay(folder: Path, number: int, tree: Path) -> None:
    """A version and, as the object's own, the inventory that came with it."""
    version = f"v{number}"
    for name in (NAME, SIDECAR):
        write_synced(tree / name, (folder / version / name).read_bytes(), read_only=True)
    (folder / version).rename(tree / version)


def _other_history(
    archive: Archive, own: Path, identifier: str, number: int, shown: str
) -> Diagnostic:
    message = f"{shown} tells another history of {identifier} from v{number} on"
    hint = "see `brief archive log` and `show`; nothing was taken in"
    return diagnose(codes.OTHER_HISTORY, message, Span.at(archive.shown_path(own)), hint=hint)


_LARGEST_SIGNATURE = 1 << 16  # bytes


def _signatures(archive: Archive, found: _Found, inventory: Inventory) -> Iterator[bool]:
    """Add the signatures that came along; whether each is new here."""
    if found.bag is None or not (found.bag / SIGNATURES).is_dir():
        return
    for path in sorted((found.bag / SIGNATURES).iterdir()):
        number = number_of(path)
        if 1 <= number <= inventory.head and path.stat().st_size <= _LARGEST_SIGNATURE:
            yield add(archive, inventory.id, number, path.read_bytes())
