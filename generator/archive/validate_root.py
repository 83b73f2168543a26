"""A storage root → every rule of the standard that it breaks outside its objects (OCFL 1.1, 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.archive.faults import OcflCode, OcflFault, readable
from generator.archive.inventory_rules import VERSIONS_OF_THE_STANDARD
from generator.archive.storage_root import entries_of
from generator.archive.validate import REGISTERED
from generator.config.files import bytes_of_regular
from generator.config.json_values import json_value


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
            yield from readable(_extensions(Path(entry.path)), root)
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


def _extensions(folder: Path) -> Iterator[OcflFault]:
    for entry in entries_of(folder):
        path = f"extensions/{entry.name}"
        if not entry.is_dir(follow_symlinks=False):
            yield OcflFault(OcflCode.E086, "a file among the extensions", path)
        elif entry.name not in REGISTERED:
            yield OcflFault(OcflCode.W016, "an extension that is not registered", path)


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
