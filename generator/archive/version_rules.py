"""The rules of the versions in one inventory (OCFL 1.1, 3.5.3)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from generator.archive.faults import OcflCode, OcflFault

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+")
"""What an identifier should be, by its form (RFC 3986)."""

Broken = Iterator[tuple[OcflCode, str]]
"""Broken rules, each with what is wrong."""


class CheckedInventory(Struct):
    """The sound part of an inventory. `manifest` has the digest of each file.

    Digests are in lower case; `states` has the digest of each logical path, by version.
    """

    file: str
    id: str = ""
    standard: str = ""
    algorithm: str = "sha512"
    content: str = "content"
    sets_content: bool = False
    head: str = ""
    versions: tuple[str, ...] = ()
    manifest: dict[str, str] = field(default_factory=dict)
    states: dict[str, dict[str, str]] = field(default_factory=dict)
    said: dict[str, tuple[object, ...]] = field(default_factory=dict)
    fixity: dict[str, dict[str, str]] = field(default_factory=dict)


def clash(paths: Iterable[str]) -> str | None:
    """A path that is a folder of another."""
    all_paths = set(paths)
    for path in sorted(all_paths):
        parts = path.split("/")
        for depth in range(1, len(parts)):
            if "/".join(parts[:depth]) in all_paths:
                return "/".join(parts[:depth])
    return None


_VERSION_KEYS = frozenset({"created", "state", "message", "user"})


def versions_rules(versions: object, checked: CheckedInventory, spelt: Mapping[str, str]) -> Broken:
    """What is wrong with the block of versions; `spelt` has each digest as the manifest does."""
    if not isinstance(versions, dict):
        yield OcflCode.E044, "`versions` is no JSON object"
        return
    yield from _sequence_rules(versions, checked)
    for name in checked.versions:
        yield from _version_rules(name, versions[name], checked, spelt)
    for path in checked.manifest:
        folder = path.split("/", maxsplit=1)[0]
        if re.fullmatch(r"v\d+", folder) and folder not in checked.versions and checked.versions:
            yield OcflCode.E042, f"the content path {path!r} is of a version that is not there"


def _sequence_rules(versions: Mapping[str, Any], checked: CheckedInventory) -> Broken:
    if not versions:
        yield OcflCode.E008, "the inventory has no version"
        return
    widths = {len(name) for name in versions if re.fullmatch(r"v0\d+", name)}
    names = sorted(versions, key=lambda name: (re.sub(r"\D", "", name).zfill(9), name))
    wrong = [name for name in names if not re.fullmatch(r"v(0\d+|[1-9]\d*)", name)]
    if wrong:
        yield OcflCode.E046, f"{wrong[0]!r} is no name of a version"
        return
    padded = len(widths) == 1 and all(len(name) in widths for name in names)
    if padded:
        yield OcflCode.W001, "version numbers are padded with zeros"
    elif widths:
        code = OcflCode.E011 if names[0].startswith("v0") else OcflCode.E012
        yield code, "version numbers are not all padded alike"
        return
    numbers = sorted(int(name[1:]) for name in names)
    if numbers[0] != 1:
        yield OcflCode.E009, f"versions begin at {numbers[0]}"
    elif numbers != list(range(1, len(numbers) + 1)):
        yield OcflCode.E010, "versions have gaps"
    checked.versions = tuple(sorted(names, key=lambda name: int(name[1:])))


def _version_rules(
    name: str, block: object, checked: CheckedInventory, spelt: Mapping[str, str]
) -> Broken:
    if not isinstance(block, dict):
        yield OcflCode.E047, f"{name} is no JSON object"
        return
    for key in sorted(block.keys() - _VERSION_KEYS):
        yield OcflCode.E102, f"{name} has an unknown key `{key}`"
    for key in ("created", "state"):
        if key not in block:
            yield OcflCode.E048, f"{name} has no `{key}`"
    if "created" in block and not _is_time(block["created"]):
        yield OcflCode.E049, f"{name} was created {block['created']!r}, which is no such time"
    checked.said[name] = tuple(block.get(key) for key in ("created", "message", "user"))
    yield from _person_rules(name, block)
    if "state" in block:
        yield from _state_rules(name, block["state"], checked, spelt)


_TIME = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)"
)


def _is_time(value: object) -> bool:
    """Whether this is a date-time of RFC 3339, 5.6."""
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        return False
    try:
        datetime.datetime.strptime(value[:19].upper(), "%Y-%m-%dT%H:%M:%S")  # noqa: DTZ007 the zone is checked above
    except ValueError:
        return value[17:19] == "60"  # a leap second
    return True


def _person_rules(name: str, block: Mapping[str, Any]) -> Broken:
    if "message" not in block:
        yield OcflCode.W007, f"{name} has no `message`"
    elif not isinstance(block["message"], str):
        yield OcflCode.E094, f"the message of {name} is no text"
    if "user" not in block:
        yield OcflCode.W007, f"{name} has no `user`"
        return
    user = block["user"]
    if not isinstance(user, dict) or not isinstance(user.get("name"), str) or not user["name"]:
        yield OcflCode.E054, f"the user of {name} has no name"
        return
    address = user.get("address")
    if address is None:
        yield OcflCode.W008, f"the user of {name} has no address"
    elif not isinstance(address, str):
        yield OcflCode.E054, f"the address of the user of {name} is no text"
    elif not URI.fullmatch(address):
        yield OcflCode.W009, f"the address of the user of {name} is no URI"


def _state_rules(
    name: str, state: object, checked: CheckedInventory, spelt: Mapping[str, str]
) -> Broken:
    if not isinstance(state, dict):
        yield OcflCode.E050, f"the state of {name} is no JSON object"
        return
    paths: dict[str, str] = {}
    for digest, listed in state.items():
        if not isinstance(listed, list) or not all(isinstance(path, str) for path in listed):
            yield OcflCode.E050, f"{name}: the entry of {digest} is no list of paths"
            continue
        if spelt.get(digest.lower()) != digest:
            yield OcflCode.E050, f"{name}: the digest {digest} is not in the manifest, spelt so"
        for path in listed:
            if path in paths:
                yield OcflCode.E095, f"{name} has the path {path!r} twice"
            paths[path] = digest.lower()
            if path.startswith("/") or path.endswith("/"):
                yield OcflCode.E053, f"{name}: the path {path!r} begins or ends with a slash"
            elif {"", ".", ".."} & set(path.split("/")):
                yield OcflCode.E052, f"{name}: the path {path!r} has an element that is none"
    checked.states[name] = paths
    between = clash(paths)
    if between:
        yield OcflCode.E095, f"{name} has {between!r} as a file and as a folder"


# --- between an earlier inventory and this one ------------------------------------------


def against_root(
    checked: CheckedInventory, root: CheckedInventory, version: str
) -> Iterator[OcflFault]:
    """What an earlier inventory tells otherwise than the root's."""
    if checked.id != root.id:
        code = OcflCode.E037 if root.standard == "1.0" else OcflCode.E110
        yield OcflFault(code, f"the id is {checked.id!r}, at the root {root.id!r}", checked.file)
    if root.sets_content and not checked.sets_content:
        yield OcflFault(OcflCode.E019, "`contentDirectory` was not set yet", checked.file)
    elif checked.content != root.content:
        yield OcflFault(OcflCode.E020, f"`contentDirectory` is {checked.content!r}", checked.file)
    if not checked.versions or checked.versions[-1] != version:
        last = checked.versions[-1] if checked.versions else "none"
        yield OcflFault(OcflCode.E040, f"the latest version here is {last}", checked.file)
    if not set(checked.versions) < set(root.versions):
        yield OcflFault(OcflCode.E066, "versions that the root does not know", checked.file)
        return
    for name in checked.versions:
        if _logical_files(checked, name) - _logical_files(root, name) or (
            checked.states.get(name, {}).keys() != root.states.get(name, {}).keys()
        ):
            yield OcflFault(
                OcflCode.E066, f"{name} is told otherwise than at the root", checked.file
            )
        if checked.said.get(name) != root.said.get(name):
            yield OcflFault(OcflCode.W011, f"{name}: date, message or user differ", checked.file)


def _logical_files(checked: CheckedInventory, version: str) -> frozenset[tuple[str, str]]:
    """Pairs of a logical path and a content path that holds its bytes."""
    holding: dict[str, list[str]] = {}
    for path, digest in checked.manifest.items():
        holding.setdefault(digest, []).append(path)
    state = checked.states.get(version, {})
    return frozenset(
        (logical, path) for logical, digest in state.items() for path in holding.get(digest, ())
    )
