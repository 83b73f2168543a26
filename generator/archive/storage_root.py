"""The storage root: what declares it, and where an object lies (OCFL 1.1, 4; extension 0003)."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.archive.faults import OcflCode, OcflFault, readable
from generator.archive.inventory_rules import VERSIONS_OF_THE_STANDARD
from generator.config.files import bytes_of_regular
from generator.config.text import json_value

LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
_TUPLES, _SIZE = 3, 3
_LONGEST = 100  # characters of an encoded id, before its digest takes over
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

OBJECT_DECLARATION = "0=ocfl_object_1.1"
ROOT_DECLARATION = "0=ocfl_1.1"

REGISTERED = frozenset(
    {
        "0001-digest-algorithms",
        "0002-flat-direct-storage-layout",
        "0003-hash-and-id-n-tuple-storage-layout",
        "0004-hashed-n-tuple-storage-layout",
        "0005-mutable-head",
        "0006-flat-omit-prefix-storage-layout",
        "0007-n-tuple-omit-prefix-storage-layout",
        "0008-schema-registry",
        "0009-digest-algorithms",
        "0010-differential-n-tuple-omit-prefix-storage-layout",
        "0011-direct-clean-path-layout",
        "initial",
    }
)
"""The extensions that the community has registered."""

README = "README.txt"
"""What people find who have nothing but the root; the standard lets it stand here (4.1)."""


def root_files() -> Mapping[str, bytes]:
    """What a new storage root holds: which standard it follows, and how objects are found."""
    layout = {
        "extension": LAYOUT,
        "description": (
            "Three folders from the SHA-256 of an object's id, then one that bears the id itself,"
            " percent-encoded."
        ),
    }
    settings = {
        "extensionName": LAYOUT,
        "digestAlgorithm": "sha256",
        "tupleSize": _SIZE,
        "numberOfTuples": _TUPLES,
    }
    return {
        ROOT_DECLARATION: b"ocfl_1.1\n",
        "ocfl_layout.json": _json(layout),
        README: _README.encode(),
        f"extensions/{LAYOUT}/config.json": _json(settings),
    }


_README = """\
Published briefs, with their sources
====================================

No program is needed to read this folder. It follows the Oxford Common File
Layout, version 1.1 (https://ocfl.io/1.1/spec/).

A brief is a folder with a file 0=ocfl_object_1.1. Its name is that of the
brief: urn%3apolicy-brief%3a..., with %3a for a colon. In it are

  v1, v2, ...     one folder for each version that was published
  inventory.json  what each version holds

To read a version, open inventory.json with any editor of texts:

  1. "versions" has, for v1, v2 and so on, when, by whom and why each was
     made. Its "state" leads from long digests to the names of the files.
  2. "manifest" leads from the same digest to the place of the file in this
     folder. A file that stayed the same is stored once, in the first version
     that had it.

renditions/ has the brief as it was published, as PDF/A and Word files;
briefs/ its words, and seeds/ its sources, as plain text; record.json says
with which tools it was made, premis.xml and ro-crate-metadata.json what each
file is. A version with withdrawal.md withdraws the brief, and says why.

To see whether a file is still what it was: its SHA-512 is its digest.

  sha512sum v1/content/renditions/*.pdf
  certutil -hashfile FILE SHA512               (on Windows)

inventory.json.sha512 has that of the inventory. Beside this folder may be
signatures/, with SSH signatures of the versions, and log/ledger.jsonl, with a
line for each version that was ever stored here.
"""


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode()


def object_path(identifier: str) -> str:
    """Where an object lies below the root, with forward slashes."""
    digest = hashlib.sha256(identifier.encode()).hexdigest()
    folders = [digest[i * _SIZE : (i + 1) * _SIZE] for i in range(_TUPLES)]
    encoded = "".join(_encoded(character) for character in identifier)
    if len(encoded) > _LONGEST:
        encoded = f"{encoded[:_LONGEST]}-{digest}"
    return "/".join([*folders, encoded])


def _encoded(character: str) -> str:
    if character in _PLAIN:
        return character
    return "".join(f"%{byte:02x}" for byte in character.encode())


def entries_of(folder: Path | str) -> list[os.DirEntry[str]]:
    """The entries of a folder by name. Raises OSError."""
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def objects_in(root: Path) -> Iterator[Path]:
    """The folders of all objects below a storage root, in order of their paths.

    What cannot be read is passed over: `validate_root` reports it.
    """
    for entry in _readable(root):
        if entry.is_dir(follow_symlinks=False) and entry.name != "extensions":
            yield from _objects_below(Path(entry.path))


def _readable(folder: Path) -> list[os.DirEntry[str]]:
    try:
        return entries_of(folder)
    except OSError:
        return []


def _objects_below(folder: Path) -> Iterator[Path]:
    entries = _readable(folder)
    if any(entry.name.startswith("0=") for entry in entries):
        yield folder
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _objects_below(Path(entry.path))


# --- every rule that it breaks outside its objects --------------------------------------


def validate_root(root: Path) -> tuple[OcflFault, ...]:
    """Every fault of the root and the folders above its objects; what cannot be read is one."""
    return tuple(readable(_faults(root), root))


def _faults(root: Path) -> Iterator[OcflFault]:
    standard = "1.1"
    entries = entries_of(root)
    declared = [entry.name for entry in entries if entry.name.startswith("0=")]
    found = re.fullmatch(r"0=ocfl_(\d+\.\d+)", declared[0]) if len(declared) == 1 else None
    if found is None or found[1] not in VERSIONS_OF_THE_STANDARD:
        told = ", ".join(declared) or "none"
        yield OcflFault(
            OcflCode.E069, f"one declaration of a known version is wanted, here: {told}"
        )
    else:
        standard = found[1]
        if bytes_of_regular(root / declared[0]) != f"{declared[0][2:]}\n".encode():
            yield OcflFault(OcflCode.E080, "the declaration does not say its own name", declared[0])
    yield from readable(_layout(root), root)
    for entry in entries:
        if entry.is_symlink():
            yield OcflFault(OcflCode.E090, "a link", entry.name)
        elif entry.is_dir() and entry.name == "extensions":
            amiss = extension_faults(
                Path(entry.path), file=OcflCode.E086, unregistered=OcflCode.W016
            )
            yield from readable(amiss, root)
        elif entry.is_dir():
            yield from _hierarchy(Path(entry.path), root, standard)


def _layout(root: Path) -> Iterator[OcflFault]:
    path = root / "ocfl_layout.json"
    if not path.is_file():
        return
    try:
        layout = json_value(bytes_of_regular(path))
    except ValueError:
        layout = None
    keys = ("extension", "description")
    if not isinstance(layout, dict) or not all(isinstance(layout.get(key), str) for key in keys):
        yield OcflFault(OcflCode.E070, "no extension and description, as texts", path.name)
    elif layout["extension"] not in REGISTERED:
        yield OcflFault(OcflCode.E071, f"there is no layout {layout['extension']!r}", path.name)


def extension_faults(
    folder: Path, *, file: OcflCode, unregistered: OcflCode
) -> Iterator[OcflFault]:
    """What does not belong among the extensions of an object or a root, by the codes of either."""
    for entry in entries_of(folder):
        path = f"extensions/{entry.name}"
        if not entry.is_dir(follow_symlinks=False):
            yield OcflFault(file, "a file among the extensions", path)
        elif entry.name not in REGISTERED:
            yield OcflFault(unregistered, "an extension that is not registered", path)


def _hierarchy(folder: Path, root: Path, standard: str) -> Iterator[OcflFault]:
    return readable(_below(folder, root, standard), root)


def _below(folder: Path, root: Path, standard: str) -> Iterator[OcflFault]:
    shown = folder.relative_to(root).as_posix()
    entries = entries_of(folder)
    if not entries:
        yield OcflFault(OcflCode.E073, "an empty folder", shown)
    declared = [entry.name for entry in entries if entry.name.startswith("0=")]
    if declared:
        for name in declared:
            found = re.fullmatch(r"0=ocfl_object_(\d+\.\d+)", name)
            if found and found[1] in VERSIONS_OF_THE_STANDARD and found[1] > standard:
                message = f"an object of OCFL {found[1]} in a root of {standard}"
                yield OcflFault(OcflCode.E081, message, shown)
        return
    for entry in entries:
        path = f"{shown}/{entry.name}"
        if entry.is_symlink():
            yield OcflFault(OcflCode.E090, "a link", path)
        elif entry.is_dir():
            yield from _hierarchy(Path(entry.path), root, standard)
        else:
            yield OcflFault(OcflCode.E072, "a file that belongs to no object", path)
