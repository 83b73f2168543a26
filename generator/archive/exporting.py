"""An object, or one version's files → a bag to pass on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.archive.audit import refuse_unsound
from generator.archive.bag import Bag, BagFile, write_bag
from generator.archive.catalogue import Held
from generator.archive.profiles import PROFILES
from generator.archive.signatures import signatures_of
from generator.version import __version__

OBJECT = "object"  # the folder of a whole object in a payload
SIGNATURES = "signatures"  # the tag folder beside the payload


def export_object(held: Held, target: Path, shown: str) -> Bag:
    """Write an object with all versions and signatures; importing the bag gives the same object.

    Raises BriefError if the object is not sound, or the target exists or cannot be written.
    """
    held.archive.refuse(target, shown)
    refuse_unsound(held.archive, held.folder)
    head = held.inventory.head
    versions = "v1" if head == 1 else f"v1 to v{head}"
    parts = [BagFile(f"{OBJECT}/{path}", place) for path, place in _files_below(held.folder)]
    signatures = signatures_of(held.archive, held.inventory.id)
    bag = Bag(
        payload=parts,
        info=_info(held, f"The OCFL 1.1 object with all its versions, {versions}"),
        tags=[BagFile(f"{SIGNATURES}/{path.name}", path) for _, path in signatures],
    )
    write_bag(bag, target, shown)
    return bag


def _files_below(folder: Path, below: str = "") -> Iterator[tuple[str, Path]]:
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            yield from _files_below(entry, f"{below}{entry.name}/")
        else:
            yield f"{below}{entry.name}", entry


def export_version(held: Held, target: Path, shown: str, profile: str = "") -> Bag:
    """Write the files of one version, arranged and described as a profile asks.

    Raises BriefError if a file has changed since it was published, or the target exists or cannot
    be written.
    """
    held.archive.refuse(target, shown)
    for path in held.paths:
        if not held.place(path).is_file():
            held.read(path)  # which says what is missing
    state = held.inventory.versions[held.number - 1].state
    lay_out = PROFILES[profile]
    laid = lay_out(held.paths, held.record)
    parts = [BagFile(laid.folder + path, held.place(path), state[path]) for path in held.paths]
    parts += [BagFile(path, data) for path, data in laid.added.items()]
    bag = Bag(parts, _info(held, f"The files of v{held.number}, without its history"))
    write_bag(bag, target, shown)
    return bag


def _info(held: Held, what: str) -> Mapping[str, str]:
    """bag-info.txt; the day is that of the version, so that the same version is the same bag."""
    version = held.inventory.versions[held.number - 1]
    record = held.record
    title = record.get("title") or held.inventory.id
    withdrawn = f", withdrawn: {version.message}" if held.withdrawn else ""
    return {
        "Source-Organization": record.get("publisher") or version.user.name or "unknown",
        "External-Description": f"{title} (version {record.get('version')}){withdrawn}",
        "External-Identifier": held.inventory.id,
        "Internal-Sender-Identifier": held.name,
        "Internal-Sender-Description": what,
        "Bagging-Date": version.created[:10],
        "Bag-Software-Agent": f"policy-brief-generator {__version__}",
    }
