"""The storage root: what declares it, and where an object lies (OCFL 1.1, 4; extension 0003)."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
_TUPLES, _SIZE = 3, 3
_LONGEST = 100  # characters of an encoded id, before its digest takes over
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

OBJECT_DECLARATION = "0=ocfl_object_1.1"
ROOT_DECLARATION = "0=ocfl_1.1"

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
