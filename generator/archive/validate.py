"""An OCFL object's folder → every rule of the standard that it breaks (OCFL 1.1, 3).

It does not trust an inventory: everything is read from the disk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from generator.archive.faults import OcflCode, OcflFault, readable
from generator.archive.inventory import NAME
from generator.archive.inventory_rules import (
    VERSIONS_OF_THE_STANDARD,
    check_inventory,
    hasher,
)
from generator.archive.storage_root import entries_of, extension_faults
from generator.archive.version_rules import CheckedInventory, against_root
from generator.config.files import bytes_of_regular, open_regular
from generator.config.text import json_value

_PIECE = 1 << 20

Seen = Callable[[int], None]
"""Called with the number of bytes that were just read, for a progress bar."""


def validate_object(folder: Path, seen: Seen = lambda _: None) -> tuple[OcflFault, ...]:
    """Every fault of the object in a folder, errors and warnings; what cannot be read is one.

    Each content file is read once, even if it has several digests.
    """
    return tuple(dict.fromkeys(readable(_Validation(folder, seen).faults(), folder)))


class _Validation(Struct):
    folder: Path
    seen: Seen
    standard: str = "1.1"
    inventories: list[CheckedInventory] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # paths of what the system refuses

    def faults(self) -> Iterator[OcflFault]:
        entries = {entry.name: entry for entry in entries_of(self.folder)}
        yield from self._links(entries.values(), "")
        yield from self._read(self._declaration(entries))
        if NAME not in entries:
            yield OcflFault(OcflCode.E063, "there is no inventory", NAME)
            return
        root, found = self._inventory(NAME)
        yield from found
        if root is None:
            return
        yield from self._read(self._sidecar(NAME, root))
        yield from self._read(self._root_entries(entries, root))
        yield from self._read(self._version_inventories(root))
        if root.standard and root.standard != self.standard:
            message = f"the inventory is of OCFL {root.standard}, the object of {self.standard}"
            yield OcflFault(OcflCode.E038, message, NAME)
        yield from self._content(root)

    def _read(self, faults: Iterator[OcflFault]) -> Iterator[OcflFault]:
        """The faults, and what could not be read, which is kept."""
        for fault in readable(faults, self.folder):
            if fault.code is OcflCode.UNREAD:
                self.unread.append(fault.path)
            yield fault

    # --- the object's root --------------------------------------------------------------

    def _links(self, entries: Iterable[os.DirEntry[str]], below: str) -> Iterator[OcflFault]:
        for entry in entries:
            if entry.is_symlink():
                yield OcflFault(OcflCode.E090, "a link", below + entry.name)

    def _declaration(self, entries: Iterable[str]) -> Iterator[OcflFault]:
        declared = [name for name in sorted(entries) if re.match(r"\d=", name)]
        sound = []
        for name in declared:
            found = re.fullmatch(r"0=ocfl_object_(\d+\.\d+)", name)
            if not name.startswith("0="):
                yield OcflFault(OcflCode.E005, "the name of a declaration begins with 0=", name)
            elif found is None:
                yield OcflFault(OcflCode.E006, "a declaration of something else", name)
            elif found[1] not in VERSIONS_OF_THE_STANDARD:
                yield OcflFault(OcflCode.E004, f"there is no OCFL {found[1]}", name)
            else:
                sound.append(found[1])
                if bytes_of_regular(self.folder / name) != f"{name[2:]}\n".encode():
                    yield OcflFault(
                        OcflCode.E007, "the declaration does not say its own name", name
                    )
        if len(declared) != 1 or not sound:
            yield OcflFault(OcflCode.E003, f"{len(sound) or 'no'} declarations of the version")
        self.standard = max(sound, default=self.standard)

    def _root_entries(
        self, entries: dict[str, os.DirEntry[str]], root: CheckedInventory
    ) -> Iterator[OcflFault]:
        expected = {NAME, f"{NAME}.{root.algorithm}"}
        for name, entry in sorted(entries.items()):
            if entry.is_dir(follow_symlinks=False):
                if name == "extensions":
                    yield from extension_faults(
                        Path(entry.path), file=OcflCode.E067, unregistered=OcflCode.W013
                    )
                elif re.fullmatch(r"v\d+", name) and name not in root.versions:
                    yield OcflFault(
                        OcflCode.E046, "a version that the inventory does not know", name
                    )
                elif name != "logs" and name not in root.versions:
                    yield OcflFault(OcflCode.E001, "a folder that does not belong here", name)
            elif name not in expected and not re.match(r"\d=", name):
                yield OcflFault(OcflCode.E001, "a file that does not belong here", name)
        for version in root.versions:
            if version not in entries or not entries[version].is_dir(follow_symlinks=False):
                yield OcflFault(OcflCode.E046, "the folder of a version is missing", version)

    # --- inventories --------------------------------------------------------------------

    def _inventory(self, path: str) -> tuple[CheckedInventory | None, list[OcflFault]]:
        data = bytes_of_regular(self.folder / path)
        self.seen(len(data))
        try:
            content = json_value(data)
        except ValueError as error:
            return None, [OcflFault(OcflCode.E033, f"the inventory is no JSON: {error}", path)]
        if not isinstance(content, dict):
            return None, [OcflFault(OcflCode.E033, "the inventory is no JSON object", path)]
        return check_inventory(content, path)

    def _sidecar(self, path: str, checked: CheckedInventory) -> Iterator[OcflFault]:
        beside = f"{path}.{checked.algorithm}"
        folder = (self.folder / path).parent
        if not (self.folder / beside).is_file():
            other = sorted(found.name for found in folder.glob(f"{NAME}.*"))
            code = OcflCode.E059 if other else OcflCode.E058
            message = f"the digest is not by {checked.algorithm}" if other else "there is no digest"
            yield OcflFault(code, message, beside)
            return
        said = bytes_of_regular(self.folder / beside)
        found = re.fullmatch(rb"([0-9a-fA-F]+)[ \t]+inventory\.json[\r\n]*", said)
        if found is None:
            yield OcflFault(OcflCode.E061, "this is no digest of an inventory", beside)
            return
        make = hasher(checked.algorithm)
        digest = make() if make else None
        if digest is None:
            return
        digest.update(bytes_of_regular(self.folder / path))
        expected, actual = found[1].decode().lower(), digest.hexdigest()
        if expected != actual:
            yield OcflFault(
                OcflCode.E060, "the inventory has another digest", path, expected, actual
            )

    def _version_inventories(self, root: CheckedInventory) -> Iterator[OcflFault]:
        last_standard = "1.0"
        for version in root.versions:
            path = f"{version}/{NAME}"
            if not (self.folder / path).is_file():
                if (self.folder / version).is_dir():
                    yield OcflFault(
                        OcflCode.W010, "the version has no inventory of its own", version
                    )
                continue
            if version == root.versions[-1]:
                if bytes_of_regular(self.folder / path) != bytes_of_regular(self.folder / NAME):
                    yield OcflFault(OcflCode.E064, "this is not the inventory at the root", path)
                checked, found = root, list[OcflFault]()
            else:
                own, found = self._inventory(path)
                yield from found
                if own is None:
                    continue
                checked = own
                yield from against_root(checked, root, version)
                yield from self._kept(checked, path)
                self.inventories.append(checked)
            yield from self._sidecar(path, checked)
            if checked.standard and checked.standard < last_standard:
                message = f"OCFL {checked.standard} after OCFL {last_standard}"
                yield OcflFault(OcflCode.E103, message, path)
            last_standard = max(last_standard, checked.standard)
        yield from self._kept(root, NAME)

    def _kept(self, checked: CheckedInventory, path: str) -> Iterator[OcflFault]:
        for earlier in self.inventories:
            for file in sorted(earlier.manifest.keys() - checked.manifest.keys()):
                message = f"the manifest no longer has {file}, which {earlier.file} has"
                yield OcflFault(OcflCode.E023, message, path)

    # --- content ------------------------------------------------------------------------

    def _content(self, root: CheckedInventory) -> Iterator[OcflFault]:
        files: set[str] = set()
        for version in root.versions:
            if (self.folder / version).is_dir():
                yield from self._read(self._version_folder(version, root, files))
        for path in sorted(files - root.manifest.keys()):
            yield OcflFault(OcflCode.E023, "a file that the manifest does not know", path)
        for path, expected in sorted(root.manifest.items()):
            if path in files:
                yield from self._read(self._digests(path, root))
            elif not any(path.startswith(f"{folder}/") for folder in self.unread):
                yield OcflFault(OcflCode.E092, "the file is missing", path, expected)

    def _version_folder(
        self, version: str, root: CheckedInventory, files: set[str]
    ) -> Iterator[OcflFault]:
        entries = entries_of(self.folder / version)
        yield from self._links(entries, f"{version}/")
        algorithms = {root.algorithm} | {
            c.algorithm for c in self.inventories if c.file.startswith(f"{version}/")
        }
        for entry in entries:
            path = f"{version}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if entry.name != root.content:
                    yield OcflFault(OcflCode.W002, "a folder beside the content", path)
                    continue
                before = len(files)
                yield from self._content_folder(path, files)
                if len(files) == before:
                    yield OcflFault(OcflCode.W003, "an empty content folder", path)
            elif entry.name not in {NAME} | {f"{NAME}.{name}" for name in algorithms}:
                yield OcflFault(OcflCode.E015, "a file beside the content", path)

    def _content_folder(self, folder: str, files: set[str]) -> Iterator[OcflFault]:
        entries = entries_of(self.folder / folder)
        if not entries and folder.count("/") > 1:
            yield OcflFault(OcflCode.E024, "an empty folder", folder)
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_symlink():
                yield OcflFault(OcflCode.E090, "a link", path)
            if entry.is_dir(follow_symlinks=False):
                yield from self._read(self._content_folder(path, files))
            else:
                files.add(path)

    def _digests(self, path: str, root: CheckedInventory) -> Iterator[OcflFault]:
        """Check a file against each digest that any inventory has for it, in one reading."""
        wanted = [(root.algorithm, root.manifest[path], OcflCode.E092)]
        for checked in (root, *self.inventories):
            if path in checked.manifest:
                wanted.append((checked.algorithm, checked.manifest[path], OcflCode.E092))
            fixity = checked.fixity.get(path, {})
            wanted += [(name, digest, OcflCode.E093) for name, digest in fixity.items()]
        wanted = list(dict.fromkeys(wanted))
        making = {name: make() for name, _, _ in wanted if (make := hasher(name))}
        size = 0
        with open_regular(self.folder / path) as file:
            while piece := file.read(_PIECE):
                size += len(piece)
                for digest in making.values():
                    digest.update(piece)
                self.seen(len(piece))
        for name, expected, code in wanted:
            actual = str(size) if name == "size" else ""
            actual = making[name].hexdigest() if name in making else actual
            if actual and actual != expected:
                yield OcflFault(code, f"the file has another {name} digest", path, expected, actual)
