"""The rules of one inventory, whatever the files around it (OCFL 1.1, 3.5)."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from generator.archive.faults import Code, Fault

CONTENT_ALGORITHMS = ("sha512", "sha256")
VERSIONS_OF_THE_STANDARD = ("1.0", "1.1")

_TYPE = re.compile(r"https://ocfl\.io/(\d+\.\d+)/spec/#inventory")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+")
_KEYS = frozenset(
    {"id", "type", "digestAlgorithm", "head", "contentDirectory", "fixity", "manifest", "versions"}
)
_VERSION_KEYS = frozenset({"created", "state", "message", "user"})

_LENGTHS = {"md5": 32, "sha1": 40, "sha256": 64, "sha512": 128, "blake2b-512": 128,
            "blake2b-160": 40, "blake2b-256": 64, "blake2b-384": 96, "sha512/256": 64,
            "size": 0}  # fmt: skip
"""Hexadecimal digits of the fixity algorithms (3.5.4, and extensions 0001 and 0009)."""


def hasher(algorithm: str) -> Callable[[], Any] | None:
    """What makes a digest by an algorithm of the standard; None where hashlib has none."""
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


class Checked(Struct):
    """What an inventory says, as far as it holds. `manifest` has the digest of each file.

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


def check_inventory(content: object, file: str) -> tuple[Checked, list[Fault]]:
    """What an inventory says, and every rule that it breaks by itself."""
    checked = Checked(file)
    if not isinstance(content, dict):
        return checked, [Fault(Code.E033, "the inventory is no JSON object", file)]
    faults = [Fault(code, message, file) for code, message in _rules(content, checked)]
    return checked, faults


_Broken = Iterator[tuple[Code, str]]


def _rules(content: Mapping[str, Any], checked: Checked) -> _Broken:
    for key in sorted(content.keys() - _KEYS):
        yield Code.E102, f"the inventory has an unknown key `{key}`"
    yield from _head_rules(content, checked)
    spelt: dict[str, str] = {}
    if "manifest" not in content:
        yield Code.E041, "the inventory has no `manifest`"
    else:
        yield from _manifest_rules(content["manifest"], checked, spelt)
    if "versions" not in content:
        yield Code.E043, "the inventory has no `versions`"
        return
    yield from _versions_rules(content["versions"], checked, spelt)
    if "head" in content and checked.versions and content["head"] != checked.versions[-1]:
        message = f"`head` is {content['head']!r}, the latest version {checked.versions[-1]}"
        yield Code.E040, message
    yield from _use_rules(checked, spelt)
    if "fixity" in content:
        yield from _fixity_rules(content["fixity"], checked)


def _head_rules(content: Mapping[str, Any], checked: Checked) -> _Broken:
    for key in ("id", "type", "digestAlgorithm", "head"):
        if key not in content:
            yield Code.E036, f"the inventory has no `{key}`"
    identifier = content.get("id", "-:-")
    if not isinstance(identifier, str) or not identifier:
        yield Code.E037, f"the id is {identifier!r}"
    elif "id" in content:
        checked.id = identifier
        if not _URI.fullmatch(identifier):
            yield Code.W005, f"the id {identifier!r} is no URI"
    kind = content.get("type", "")
    found = _TYPE.fullmatch(kind) if isinstance(kind, str) else None
    if found and found[1] in VERSIONS_OF_THE_STANDARD:
        checked.standard = found[1]
    elif "type" in content:
        yield Code.E038, f"the type is {kind!r}"
    match content.get("digestAlgorithm", "sha512"):
        case "sha512":
            pass
        case "sha256":
            checked.algorithm = "sha256"
            yield Code.W004, "content is addressed by sha256"
        case other:
            yield Code.E025, f"content is addressed by {other!r}"
    yield from _content_folder_rules(content, checked)


def _content_folder_rules(content: Mapping[str, Any], checked: Checked) -> _Broken:
    if "contentDirectory" not in content:
        return
    folder = content["contentDirectory"]
    if not isinstance(folder, str) or not folder or "/" in folder:
        yield Code.E017, f"`contentDirectory` is {folder!r}"
    elif folder in {".", ".."}:
        yield Code.E018, f"`contentDirectory` is {folder!r}"
    else:
        checked.content, checked.sets_content = folder, True


# --- the manifest and fixity ------------------------------------------------------------


def _is_digest(text: str, algorithm: str) -> bool:
    length = _LENGTHS.get(algorithm, 0)
    return re.fullmatch(f"[0-9a-fA-F]{{{length}}}" if length else ".+", text) is not None


def _manifest_rules(manifest: object, checked: Checked, spelt: dict[str, str]) -> _Broken:
    if not isinstance(manifest, dict):
        yield Code.E106, "`manifest` is no JSON object"
        return
    for digest, paths in manifest.items():
        if not _is_digest(digest, checked.algorithm):
            yield Code.E025, f"the manifest has {digest!r}, no {checked.algorithm} digest"
            continue
        if digest.lower() in spelt:
            yield Code.E096, f"the manifest has the digest {digest} twice"
        spelt[digest.lower()] = digest
        if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
            yield Code.E106, f"the manifest's entry for {digest} is no list of paths"
            continue
        for path in paths:
            if path in checked.manifest:
                yield Code.E101, f"the content path {path} stands twice in the manifest"
            checked.manifest[path] = digest.lower()
            yield from _content_path_rules(path, checked)
    clash = _clash(checked.manifest)
    if clash:
        yield Code.E101, f"the content path {clash} is a file and a folder"


def _content_path_rules(path: str, checked: Checked) -> _Broken:
    if path.startswith("/") or path.endswith("/"):
        yield Code.E100, f"the content path {path!r} begins or ends with a slash"
    elif {"", ".", ".."} & set(path.split("/")):
        yield Code.E099, f"the content path {path!r} has an element that is none"
    else:
        parts = path.split("/")
        if len(parts) < 3 or not re.fullmatch(r"v\d+", parts[0]) or parts[1] != checked.content:
            yield Code.E042, f"the content path {path!r} lies in no version's content"


def _clash(paths: Iterable[str]) -> str | None:
    """A path that is a folder of another."""
    all_paths = set(paths)
    for path in sorted(all_paths):
        parts = path.split("/")
        for depth in range(1, len(parts)):
            if "/".join(parts[:depth]) in all_paths:
                return "/".join(parts[:depth])
    return None


def _fixity_rules(fixity: object, checked: Checked) -> _Broken:
    if not isinstance(fixity, dict):
        code = Code.E057 if checked.standard == "1.0" else Code.E111
        yield code, "`fixity` is no JSON object"
        return
    for algorithm, block in fixity.items():
        if algorithm not in _LENGTHS:
            yield Code.E056, f"fixity by an unknown algorithm {algorithm!r}"
        if not isinstance(block, dict):
            yield Code.E057, f"the fixity block of {algorithm} is no JSON object"
            continue
        seen: set[str] = set()
        for digest, paths in block.items():
            if digest.lower() in seen:
                yield Code.E097, f"the fixity block of {algorithm} has {digest} twice"
            seen.add(digest.lower())
            if not isinstance(paths, list) or not _is_digest(digest, algorithm):
                yield Code.E057, f"the fixity block of {algorithm}: {digest!r} does not hold"
                continue
            for path in paths:
                if path not in checked.manifest:
                    yield Code.E057, f"fixity of a file that the manifest lacks: {path!r}"
                else:
                    checked.fixity.setdefault(path, {})[algorithm] = digest.lower()


# --- versions ---------------------------------------------------------------------------


def _versions_rules(versions: object, checked: Checked, spelt: Mapping[str, str]) -> _Broken:
    if not isinstance(versions, dict):
        yield Code.E044, "`versions` is no JSON object"
        return
    yield from _sequence_rules(versions, checked)
    for name in checked.versions:
        yield from _version_rules(name, versions[name], checked, spelt)
    for path in checked.manifest:
        folder = path.split("/", maxsplit=1)[0]
        if re.fullmatch(r"v\d+", folder) and folder not in checked.versions and checked.versions:
            yield Code.E042, f"the content path {path!r} is of a version that is not there"


def _sequence_rules(versions: Mapping[str, Any], checked: Checked) -> _Broken:
    if not versions:
        yield Code.E008, "the inventory has no version"
        return
    widths = {len(name) for name in versions if re.fullmatch(r"v0\d+", name)}
    names = sorted(versions, key=lambda name: (re.sub(r"\D", "", name).zfill(9), name))
    wrong = [name for name in names if not re.fullmatch(r"v(0\d+|[1-9]\d*)", name)]
    if wrong:
        yield Code.E046, f"{wrong[0]!r} is no name of a version"
        return
    padded = len(widths) == 1 and all(len(name) in widths for name in names)
    if padded:
        yield Code.W001, "version numbers are padded with zeros"
    elif widths:
        code = Code.E011 if names[0].startswith("v0") else Code.E012
        yield code, "version numbers are not all padded alike"
        return
    numbers = sorted(int(name[1:]) for name in names)
    if numbers[0] != 1:
        yield Code.E009, f"versions begin at {numbers[0]}"
    elif numbers != list(range(1, len(numbers) + 1)):
        yield Code.E010, "versions have gaps"
    checked.versions = tuple(sorted(names, key=lambda name: int(name[1:])))


def _version_rules(name: str, block: object, checked: Checked, spelt: Mapping[str, str]) -> _Broken:
    if not isinstance(block, dict):
        yield Code.E047, f"{name} is no JSON object"
        return
    for key in sorted(block.keys() - _VERSION_KEYS):
        yield Code.E102, f"{name} has an unknown key `{key}`"
    for key in ("created", "state"):
        if key not in block:
            yield Code.E048, f"{name} has no `{key}`"
    if "created" in block and not _is_time(block["created"]):
        yield Code.E049, f"{name} was created {block['created']!r}, which is no such time"
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


def _person_rules(name: str, block: Mapping[str, Any]) -> _Broken:
    if "message" not in block:
        yield Code.W007, f"{name} has no `message`"
    elif not isinstance(block["message"], str):
        yield Code.E094, f"the message of {name} is no text"
    if "user" not in block:
        yield Code.W007, f"{name} has no `user`"
        return
    user = block["user"]
    if not isinstance(user, dict) or not isinstance(user.get("name"), str) or not user["name"]:
        yield Code.E054, f"the user of {name} has no name"
        return
    address = user.get("address")
    if address is None:
        yield Code.W008, f"the user of {name} has no address"
    elif not isinstance(address, str):
        yield Code.E054, f"the address of the user of {name} is no text"
    elif not _URI.fullmatch(address):
        yield Code.W009, f"the address of the user of {name} is no URI"


def _state_rules(name: str, state: object, checked: Checked, spelt: Mapping[str, str]) -> _Broken:
    if not isinstance(state, dict):
        yield Code.E050, f"the state of {name} is no JSON object"
        return
    paths: dict[str, str] = {}
    for digest, listed in state.items():
        if not isinstance(listed, list) or not all(isinstance(path, str) for path in listed):
            yield Code.E050, f"{name}: the entry of {digest} is no list of paths"
            continue
        if spelt.get(digest.lower()) != digest:
            yield Code.E050, f"{name}: the digest {digest} is not in the manifest, spelt so"
        for path in listed:
            if path in paths:
                yield Code.E095, f"{name} has the path {path!r} twice"
            paths[path] = digest.lower()
            if path.startswith("/") or path.endswith("/"):
                yield Code.E053, f"{name}: the path {path!r} begins or ends with a slash"
            elif {"", ".", ".."} & set(path.split("/")):
                yield Code.E052, f"{name}: the path {path!r} has an element that is none"
    checked.states[name] = paths
    clash = _clash(paths)
    if clash:
        yield Code.E095, f"{name} has {clash!r} as a file and as a folder"


def _use_rules(checked: Checked, spelt: Mapping[str, str]) -> _Broken:
    used = {digest for state in checked.states.values() for digest in state.values()}
    for digest in spelt:
        if digest not in used and checked.versions:
            yield Code.E107, f"no version uses the digest {digest}"
