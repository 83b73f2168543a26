"""The rules of one inventory, whatever the files around it (OCFL 1.1, 3.5)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any

from generator.archive.faults import OcflCode, OcflFault
from generator.archive.version_rules import URI, Broken, CheckedInventory, clash, versions_rules

VERSIONS_OF_THE_STANDARD = ("1.0", "1.1")

_TYPE = re.compile(r"https://ocfl\.io/(\d+\.\d+)/spec/#inventory")
_KEYS = frozenset(
    {"id", "type", "digestAlgorithm", "head", "contentDirectory", "fixity", "manifest", "versions"}
)

_LENGTHS = {"md5": 32, "sha1": 40, "sha256": 64, "sha512": 128, "blake2b-512": 128,
            "blake2b-160": 40, "blake2b-256": 64, "blake2b-384": 96, "sha512/256": 64,
            "size": 0}  # fmt: skip
"""Hexadecimal digits of the fixity algorithms (3.5.4, and extensions 0001 and 0009)."""


def hasher(algorithm: str) -> Callable[[], Any] | None:
    """What makes a digest by an algorithm of the standard; None if hashlib has none."""
    match algorithm:
        case "md5" | "sha1" | "sha256" | "sha512":
            return lambda: hashlib.new(algorithm, usedforsecurity=False)
        case "blake2b-512" | "blake2b-160" | "blake2b-256" | "blake2b-384":
            size = int(algorithm.rpartition("-")[2]) // 8
            return lambda: hashlib.blake2b(digest_size=size)
        case "sha512/256" if "sha512_256" in hashlib.algorithms_available:
            return lambda: hashlib.new("sha512_256")
        case _:
            return None


def check_inventory(content: object, file: str) -> tuple[CheckedInventory, list[OcflFault]]:
    """What an inventory says, and every rule that it breaks by itself."""
    checked = CheckedInventory(file)
    if not isinstance(content, dict):
        return checked, [OcflFault(OcflCode.E033, "the inventory is no JSON object", file)]
    faults = [
        OcflFault(code, message, file) for code, message in _inventory_rules(content, checked)
    ]
    return checked, faults


def _inventory_rules(content: Mapping[str, Any], checked: CheckedInventory) -> Broken:
    for key in sorted(content.keys() - _KEYS):
        yield OcflCode.E102, f"the inventory has an unknown key `{key}`"
    yield from _head_rules(content, checked)
    spelt: dict[str, str] = {}
    if "manifest" not in content:
        yield OcflCode.E041, "the inventory has no `manifest`"
    else:
        yield from _manifest_rules(content["manifest"], checked, spelt)
    if "versions" not in content:
        yield OcflCode.E043, "the inventory has no `versions`"
        return
    yield from versions_rules(content["versions"], checked, spelt)
    if "head" in content and checked.versions and content["head"] != checked.versions[-1]:
        message = f"`head` is {content['head']!r}, the latest version {checked.versions[-1]}"
        yield OcflCode.E040, message
    yield from _use_rules(checked, spelt)
    if "fixity" in content:
        yield from _fixity_rules(content["fixity"], checked)


def _head_rules(content: Mapping[str, Any], checked: CheckedInventory) -> Broken:
    for key in ("id", "type", "digestAlgorithm", "head"):
        if key not in content:
            yield OcflCode.E036, f"the inventory has no `{key}`"
    identifier = content.get("id", "-:-")
    if not isinstance(identifier, str) or not identifier:
        yield OcflCode.E037, f"the id is {identifier!r}"
    elif "id" in content:
        checked.id = identifier
        if not URI.fullmatch(identifier):
            yield OcflCode.W005, f"the id {identifier!r} is no URI"
    kind = content.get("type", "")
    found = _TYPE.fullmatch(kind) if isinstance(kind, str) else None
    if found and found[1] in VERSIONS_OF_THE_STANDARD:
        checked.standard = found[1]
    elif "type" in content:
        yield OcflCode.E038, f"the type is {kind!r}"
    match content.get("digestAlgorithm", "sha512"):
        case "sha512":
            pass
        case "sha256":
            checked.algorithm = "sha256"
            yield OcflCode.W004, "content is addressed by sha256"
        case other:
            yield OcflCode.E025, f"content is addressed by {other!r}"
    yield from _content_folder_rules(content, checked)


def _content_folder_rules(content: Mapping[str, Any], checked: CheckedInventory) -> Broken:
    if "contentDirectory" not in content:
        return
    folder = content["contentDirectory"]
    if not isinstance(folder, str) or not folder or "/" in folder:
        yield OcflCode.E017, f"`contentDirectory` is {folder!r}"
    elif folder in {".", ".."}:
        yield OcflCode.E018, f"`contentDirectory` is {folder!r}"
    else:
        checked.content, checked.sets_content = folder, True


# --- the manifest and fixity ------------------------------------------------------------


def _is_digest(text: str, algorithm: str) -> bool:
    length = _LENGTHS.get(algorithm, 0)
    return re.fullmatch(f"[0-9a-fA-F]{{{length}}}" if length else ".+", text) is not None


def _manifest_rules(manifest: object, checked: CheckedInventory, spelt: dict[str, str]) -> Broken:
    if not isinstance(manifest, dict):
        yield OcflCode.E106, "`manifest` is no JSON object"
        return
    for digest, paths in manifest.items():
        if not _is_digest(digest, checked.algorithm):
            yield OcflCode.E025, f"the manifest has {digest!r}, no {checked.algorithm} digest"
            continue
        if digest.lower() in spelt:
            yield OcflCode.E096, f"the manifest has the digest {digest} twice"
        spelt[digest.lower()] = digest
        if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
            yield OcflCode.E106, f"the manifest's entry for {digest} is no list of paths"
            continue
        for path in paths:
            if path in checked.manifest:
                yield OcflCode.E101, f"the content path {path} stands twice in the manifest"
            checked.manifest[path] = digest.lower()
            yield from _content_path_rules(path, checked)
    between = clash(checked.manifest)
    if between:
        yield OcflCode.E101, f"the content path {between} is a file and a folder"


def _content_path_rules(path: str, checked: CheckedInventory) -> Broken:
    if path.startswith("/") or path.endswith("/"):
        yield OcflCode.E100, f"the content path {path!r} begins or ends with a slash"
    elif {"", ".", ".."} & set(path.split("/")):
        yield OcflCode.E099, f"the content path {path!r} has an element that is none"
    else:
        parts = path.split("/")
        if len(parts) < 3 or not re.fullmatch(r"v\d+", parts[0]) or parts[1] != checked.content:
            yield OcflCode.E042, f"the content path {path!r} lies in no version's content"


def _fixity_rules(fixity: object, checked: CheckedInventory) -> Broken:
    if not isinstance(fixity, dict):
        code = OcflCode.E057 if checked.standard == "1.0" else OcflCode.E111
        yield code, "`fixity` is no JSON object"
        return
    for algorithm, block in fixity.items():
        if algorithm not in _LENGTHS:
            yield OcflCode.E056, f"fixity by an unknown algorithm {algorithm!r}"
        if not isinstance(block, dict):
            yield OcflCode.E057, f"the fixity block of {algorithm} is no JSON object"
            continue
        seen: set[str] = set()
        for digest, paths in block.items():
            if digest.lower() in seen:
                yield OcflCode.E097, f"the fixity block of {algorithm} has {digest} twice"
            seen.add(digest.lower())
            if not isinstance(paths, list) or not _is_digest(digest, algorithm):
                yield OcflCode.E057, f"the fixity block of {algorithm}: {digest!r} does not hold"
                continue
            for path in paths:
                if path not in checked.manifest:
                    yield OcflCode.E057, f"fixity of a file that the manifest lacks: {path!r}"
                else:
                    checked.fixity.setdefault(path, {})[algorithm] = digest.lower()


def _use_rules(checked: CheckedInventory, spelt: Mapping[str, str]) -> Broken:
    used = {digest for state in checked.states.values() for digest in state.values()}
    for digest in spelt:
        if digest not in used and checked.versions:
            yield OcflCode.E107, f"no version uses the digest {digest}"
