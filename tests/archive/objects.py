"""OCFL objects for the tests: good ones as the store writes them, and how to break each rule."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.archive.durable import remove_file, remove_tree
from generator.archive.inventory import User
from generator.archive.places import Archive
from generator.archive.storage_root import object_path
from generator.archive.store import NewVersion, commit, writing

ID = "urn:example:brief:pb-1"
DESK = User("Policy Desk", "mailto:desk@example.org")


def change(base: int, files: dict[str, bytes], identifier: str = ID) -> NewVersion:
    created = f"2026-11-{1 + base % 28:02}T09:00:00Z"
    return NewVersion(identifier, files, f"Version {base + 1}", DESK, created, base)


def three_versions(folder: Path) -> Path:
    """The folder of an object with three versions, in an archive of its own."""
    archive = Archive(folder)
    for base, files in enumerate(
        (
            {"brief.md": b"one\n", "data/table.csv": b"1,2\n"},
            {"brief.md": b"two\n", "data/table.csv": b"1,2\n"},
            {"brief.md": b"two\n", "notes.txt": b"new\n"},
        )
    ):
        with writing(archive):
            commit(archive, change(base, files))
    return archive.ocfl / object_path(ID)


# --- breaking ---------------------------------------------------------------------------


def rewrite(folder: Path, edit: Callable[[dict[str, Any]], Any], *, at: str = "v3") -> None:
    """Edit the inventory of a version, the root's with that of v3, and seal it with its digest."""
    path = folder / at / "inventory.json"
    inventory = json.loads(path.read_bytes())
    inventory = edit(inventory) or inventory
    seal(folder, json.dumps(inventory).encode(), at=at)


def seal(folder: Path, data: bytes, *, at: str = "v3") -> None:
    for place in ("", "v3") if at == "v3" else (at,):
        path = folder / place / "inventory.json"
        path.parent.mkdir(exist_ok=True)
        for old in (path, path.with_name("inventory.json.sha512")):
            remove_file(old)
        path.write_bytes(data)
        digest = hashlib.sha512(data).hexdigest()
        path.with_name("inventory.json.sha512").write_text(f"{digest} inventory.json\n")


def _set(key: str, value: object) -> Callable[[Path], None]:
    return lambda folder: rewrite(folder, lambda inventory: inventory | {key: value})


def _drop(key: str) -> Callable[[Path], None]:
    return lambda folder: rewrite(folder, lambda inventory: inventory.pop(key) and None)


def _version(key: str, value: object) -> Callable[[Path], None]:
    """Give v3, which no other inventory tells of, another value; None takes the key away."""

    def edit(inventory: dict[str, Any]) -> None:
        block = inventory["versions"]["v3"]
        if value is None:
            block.pop(key)
        else:
            block[key] = value

    return lambda folder: rewrite(folder, edit)


def _paths(*paths: str) -> Callable[[Path], None]:
    """Let v3 have its one new file under other logical paths."""

    def edit(inventory: dict[str, Any]) -> None:
        state = inventory["versions"]["v3"]["state"]
        state[_digest(inventory, "v3/content/notes.txt")] = list(paths)

    return lambda folder: rewrite(folder, edit)


def _content_path(path: str) -> Callable[[Path], None]:
    def edit(inventory: dict[str, Any]) -> None:
        inventory["manifest"][_digest(inventory, "v3/content/notes.txt")] = [path]

    return lambda folder: rewrite(folder, edit)


def _digest(inventory: dict[str, Any], path: str) -> str:
    return next(digest for digest, paths in inventory["manifest"].items() if path in paths)


def _fixity(block: object) -> Callable[[Path], None]:
    return _set("fixity", block)


_OLD_TYPE = "https://ocfl.io/1.0/spec/#inventory"
_MD5 = hashlib.md5(b"new\n").hexdigest()


def _file(name: str, data: bytes = b"") -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(data)

    return write


def _gone(name: str) -> Callable[[Path], None]:
    def remove(folder: Path) -> None:
        path = folder / name
        remove_tree(path) if path.is_dir() else remove_file(path)

    return remove


def _all(*steps: Callable[[Path], None]) -> Callable[[Path], None]:
    def run(folder: Path) -> None:
        for step in steps:
            step(folder)

    return run


def _without_v1(inventory: dict[str, Any]) -> None:
    del inventory["versions"]["v1"]


def _gap(inventory: dict[str, Any]) -> None:
    inventory["versions"]["v5"] = inventory["versions"].pop("v3")
    inventory["head"] = "v5"


def _padded_head(name: str) -> Callable[[dict[str, Any]], None]:
    def edit(inventory: dict[str, Any]) -> None:
        inventory["versions"][name] = inventory["versions"].pop("v3")
        inventory["head"] = name

    return edit


def _padded_first(inventory: dict[str, Any]) -> None:
    inventory["versions"]["v01"] = inventory["versions"].pop("v1")


def _twice_in_manifest(inventory: dict[str, Any]) -> None:
    digest = _digest(inventory, "v3/content/notes.txt")
    inventory["manifest"][digest.upper()] = inventory["manifest"][digest]


def _unused_digest(folder: Path) -> None:
    _file("v3/content/unused.txt", b"unused")(folder)
    digest = hashlib.sha512(b"unused").hexdigest()
    rewrite(folder, lambda i: i["manifest"].update({digest: ["v3/content/unused.txt"]}))


def _two_files_of(path: str) -> Callable[[Path], None]:
    def edit(inventory: dict[str, Any]) -> None:
        inventory["manifest"][_digest(inventory, "v3/content/notes.txt")].append(path)

    return lambda folder: rewrite(folder, edit)


def _forgotten_file(folder: Path) -> None:
    """v2 forgets the table, though v1 has it: an object must keep what it ever held."""

    def edit(inventory: dict[str, Any]) -> None:
        digest = _digest(inventory, "v1/content/brief.md")
        del inventory["manifest"][digest]
        del inventory["versions"]["v1"]["state"][digest]

    rewrite(folder, edit, at="v2")
    rewrite(folder, edit)


def _told_otherwise(folder: Path) -> None:
    def edit(inventory: dict[str, Any]) -> None:
        state = inventory["versions"]["v1"]["state"]
        state[_digest(inventory, "v1/content/brief.md")] = ["other.md"]

    rewrite(folder, edit, at="v2")


def _link(folder: Path) -> None:
    path = folder / "v3/content/notes.txt"
    (folder.parent / "elsewhere.txt").write_bytes(path.read_bytes())
    remove_file(path)
    path.symlink_to(folder.parent / "elsewhere.txt")


def _message_changes(folder: Path) -> None:
    def edit(inventory: dict[str, Any]) -> None:
        inventory["versions"]["v1"]["message"] = "Another"

    rewrite(folder, edit, at="v2")


BROKEN: dict[str, Callable[[Path], None]] = {
    "E001_file_in_root": _file("readme.txt", b"?"),
    "E001_folder_in_root": _file("more/readme.txt", b"?"),
    "E003_no_declaration": _gone("0=ocfl_object_1.1"),
    "E003_two_declarations": _file("0=ocfl_object_1.0", b"ocfl_object_1.0\n"),
    "E004_unknown_version": _all(
        _gone("0=ocfl_object_1.1"), _file("0=ocfl_object_7.3", b"ocfl_object_7.3\n")
    ),
    "E005_not_zero": _all(
        _gone("0=ocfl_object_1.1"), _file("1=ocfl_object_1.1", b"ocfl_object_1.1\n")
    ),
    "E006_not_an_object": _all(_gone("0=ocfl_object_1.1"), _file("0=bagit_1.1", b"bagit_1.1\n")),
    "E007_declaration_says_otherwise": _file("0=ocfl_object_1.1", b"ocfl_object_1.0\n"),
    "E007_declaration_without_newline": _file("0=ocfl_object_1.1", b"ocfl_object_1.1"),
    "E008_no_versions": _set("versions", {}),
    "E009_begins_at_two": lambda folder: rewrite(folder, _without_v1),
    "E010_gap": lambda folder: rewrite(folder, _gap),
    "E011_padded_first": lambda folder: rewrite(folder, _padded_first),
    "E012_padded_last": lambda folder: rewrite(folder, _padded_head("v03")),
    "E015_file_in_version": _file("v2/readme.txt", b"?"),
    "E017_slash_in_content_directory": _set("contentDirectory", "a/b"),
    "E018_dots_as_content_directory": _set("contentDirectory", ".."),
    "E019_content_directory_set_late": _set("contentDirectory", "content"),
    "E020_content_directory_changes": lambda folder: rewrite(
        folder, lambda inventory: inventory | {"contentDirectory": "stuff"}, at="v2"
    ),
    "E023_file_not_in_manifest": _file("v2/content/more.txt", b"?"),
    "E023_manifest_forgets_a_file": _forgotten_file,
    "E024_empty_folder": lambda folder: (folder / "v3/content/empty").mkdir(),
    "E025_md5": _set("digestAlgorithm", "md5"),
    "E025_no_digest": lambda folder: rewrite(
        folder, lambda inventory: inventory["manifest"].update({"abc": ["v3/content/x"]})
    ),
    "E033_no_json": lambda folder: seal(folder, b"{"),
    "E033_a_list": lambda folder: seal(folder, b"[]"),
    "E036_no_id": _drop("id"),
    "E036_no_type": _drop("type"),
    "E036_no_algorithm": _drop("digestAlgorithm"),
    "E036_no_head": _drop("head"),
    "E037_empty_id": _set("id", ""),
    "E038_another_type": _set("type", "https://ocfl.io/9.9/spec/#inventory"),
    "E038_not_as_declared": _set("type", "https://ocfl.io/1.0/spec/#inventory"),
    "E040_head_is_not_the_latest": _set("head", "v2"),
    "E041_no_manifest": _drop("manifest"),
    "E042_outside_the_content": _content_path("v3/notes.txt"),
    "E042_of_no_version": _content_path("v9/content/notes.txt"),
    "E043_no_versions": _drop("versions"),
    "E044_versions_are_a_list": _set("versions", []),
    "E046_version_missing": _gone("v3"),
    "E046_unknown_version": _file("v4/content/more.txt", b"?"),
    "E047_version_is_a_text": lambda folder: rewrite(
        folder, lambda inventory: inventory["versions"].update({"v3": "three"})
    ),
    "E048_no_created": _version("created", None),
    "E048_no_state": _version("state", None),
    "E049_no_zone": _version("created", "2026-11-22T09:00:00"),
    "E049_only_a_day": _version("created", "2026-11-22"),
    "E049_no_such_day": _version("created", "2026-02-30T09:00:00Z"),
    "E050_unknown_digest": lambda folder: rewrite(
        folder, lambda i: i["versions"]["v3"]["state"].update({"ab" * 64: ["x"]})
    ),
    "E050_digest_spelt_otherwise": lambda folder: rewrite(
        folder,
        lambda i: i["versions"]["v3"].update(
            {"state": {key.upper(): value for key, value in i["versions"]["v3"]["state"].items()}}
        ),
    ),
    "E050_state_is_a_list": _version("state", []),
    "E050_entry_is_a_number": _version("state", {"ab" * 64: 5}),
    "E052_dots_in_a_path": _paths("../notes.txt"),
    "E053_path_begins_with_a_slash": _paths("/notes.txt"),
    "E054_user_is_a_text": _version("user", "me"),
    "E054_user_without_name": _version("user", {"address": "mailto:me@example.org"}),
    "E056_unknown_fixity_algorithm": _fixity({"crc7": {"ab": ["v3/content/notes.txt"]}}),
    "E057_fixity_of_an_unknown_file": _fixity({"md5": {_MD5: ["v3/content/other.txt"]}}),
    "E057_block_is_no_object": _fixity({"md5": []}),
    "E057_fixity_is_no_list": _fixity({"md5": {_MD5: "v3/content/notes.txt"}}),
    "E058_no_sidecar": _gone("inventory.json.sha512"),
    "E059_sidecar_by_another_algorithm": lambda folder: (folder / "inventory.json.sha512").rename(
        folder / "inventory.json.sha256"
    ),
    "E060_another_digest": _file("inventory.json.sha512", b"ab" * 64 + b" inventory.json\n"),
    "E061_no_digest": _file("inventory.json.sha512", b"inventory.json\n"),
    "E063_no_inventory": _gone("inventory.json"),
    "E064_root_is_not_the_latest": lambda folder: _file(
        "v3/inventory.json", (folder / "v2/inventory.json").read_bytes()
    )(folder),
    "E066_version_told_otherwise": _told_otherwise,
    "E067_file_in_extensions": _file("extensions/readme.txt", b"?"),
    "E090_link": _link,
    "E092_changed_byte": _file("v3/content/notes.txt", b"neW\n"),
    "E092_missing_file": _gone("v3/content/notes.txt"),
    "E093_fixity_differs": _fixity({"md5": {"ab" * 16: ["v3/content/notes.txt"]}}),
    "E094_message_is_a_number": _version("message", 3),
    "E095_path_twice": _paths("notes.txt", "brief.md"),
    "E095_file_and_folder": _paths("notes.txt", "brief.md/x"),
    "E096_digest_twice": lambda folder: rewrite(folder, _twice_in_manifest),
    "E097_fixity_digest_twice": _fixity(
        {"md5": {"ab" * 16: ["v3/content/notes.txt"], "AB" * 16: ["v3/content/notes.txt"]}}
    ),
    "E099_dots_in_content_path": _content_path("v3/content/../notes.txt"),
    "E100_content_path_begins_with_a_slash": _content_path("/v3/content/notes.txt"),
    "E101_content_path_twice": _two_files_of("v1/content/brief.md"),
    "E101_file_and_folder": _two_files_of("v3/content/notes.txt/x"),
    "E102_unknown_key": _set("colour", "red"),
    "E103_older_standard_later": lambda folder: rewrite(
        folder,
        lambda inventory: inventory | {"type": "https://ocfl.io/1.0/spec/#inventory"},
        at="v2",
    ),
    "E106_manifest_is_a_list": _set("manifest", []),
    "E107_unused_digest": _unused_digest,
    "E110_id_changes": lambda folder: rewrite(
        folder, lambda inventory: inventory | {"id": "urn:example:other"}, at="v2"
    ),
    "E111_fixity_is_a_list": _fixity([]),
}
"""Folders of objects that break one rule each, by the code of the rule."""


def _empty_v3(folder: Path) -> None:
    remove_file(folder / "v3/content/notes.txt")

    def edit(inventory: dict[str, Any]) -> None:
        digest = _digest(inventory, "v3/content/notes.txt")
        del inventory["manifest"][digest]
        del inventory["versions"]["v3"]["state"][digest]

    rewrite(folder, edit)


def _padded(folder: Path) -> None:
    """Let every version be named v0001 and so on, from the first."""

    def padded(name: str) -> str:
        return f"v{int(name[1:]):04}"

    def edit(inventory: dict[str, Any]) -> None:
        inventory["head"] = padded(inventory["head"])
        inventory["versions"] = {padded(v): block for v, block in inventory["versions"].items()}
        for paths in inventory["manifest"].values():
            paths[:] = [padded(path.split("/")[0]) + path[path.index("/") :] for path in paths]

    for version in ("v1", "v2", "v3"):
        rewrite(folder, edit, at=version)
    for version in ("v1", "v2", "v3"):
        (folder / version).rename(folder / padded(version))


def _by_sha256(folder: Path) -> None:
    """Let every inventory address content by SHA-256, and be sealed with it."""
    first = json.loads((folder / "inventory.json").read_bytes())
    known = {
        digest: hashlib.sha256((folder / paths[0]).read_bytes()).hexdigest()
        for digest, paths in first["manifest"].items()
    }
    for place in ("v1", "v2", "v3", "."):
        path = folder / place / "inventory.json"
        inventory = json.loads(path.read_bytes())
        inventory["digestAlgorithm"] = "sha256"
        inventory["manifest"] = {known[d]: paths for d, paths in inventory["manifest"].items()}
        for block in inventory["versions"].values():
            block["state"] = {known[d]: paths for d, paths in block["state"].items()}
        data = json.dumps(inventory).encode()
        for old in (path, path.with_name("inventory.json.sha512")):
            remove_file(old)
        path.write_bytes(data)
        seal_of = path.with_name("inventory.json.sha256")
        seal_of.write_text(f"{hashlib.sha256(data).hexdigest()} inventory.json\n")


WARNED: dict[str, Callable[[Path], None]] = {
    "W001_padded": _padded,
    "W002_folder_in_version": _file("v2/more/readme.txt", b"?"),
    "W003_empty_content": _empty_v3,
    "W004_sha256": _by_sha256,
    "W005_id_is_no_uri": lambda folder: [
        rewrite(folder, lambda i: i | {"id": "PB 1"}, at=at) for at in ("v1", "v2", "v3")
    ],
    "W007_no_message": _version("message", None),
    "W007_no_user": _version("user", None),
    "W008_no_address": _version("user", {"name": "Desk"}),
    "W009_address_is_no_uri": _version("user", {"name": "Desk", "address": "desk"}),
    "W010_no_inventory": _all(_gone("v2/inventory.json"), _gone("v2/inventory.json.sha512")),
    "W011_message_changes": _message_changes,
    "W013_unregistered_extension": _file("extensions/ours/readme.txt", b"?"),
}
"""Folders of objects that break a recommendation each."""


BROKEN_ROOTS: dict[str, Callable[[Path], None]] = {
    "E069_no_declaration": _gone("0=ocfl_1.1"),
    "E069_two_declarations": _file("0=ocfl_1.0", b"ocfl_1.0\n"),
    "E069_unknown_declaration": _all(_gone("0=ocfl_1.1"), _file("0=ocfl_9.9", b"ocfl_9.9\n")),
    "E070_layout_without_extension": _file("ocfl_layout.json", b'{"description": "?"}'),
    "E070_layout_is_a_list": _file("ocfl_layout.json", b"[]"),
    "E071_unknown_layout": _file(
        "ocfl_layout.json", b'{"extension": "9999-no-layout", "description": "?"}'
    ),
    "E072_file_in_hierarchy": _file("abc/readme.txt", b"?"),
    "E073_empty_folder": lambda root: (root / "abc/def").mkdir(parents=True),
    "E080_declaration_says_otherwise": _file("0=ocfl_1.1", b"ocfl_1.0\n"),
    "E081_object_of_a_later_standard": _all(
        _gone("0=ocfl_1.1"), _file("0=ocfl_1.0", b"ocfl_1.0\n")
    ),
    "E086_file_in_extensions": _file("extensions/readme.txt", b"?"),
}
"""Storage roots that break one rule each; each holds one good object."""


WARNED_ROOTS: dict[str, Callable[[Path], None]] = {
    "W016_unregistered_extension": _file("extensions/ours/config.json", b"{}"),
}
"""Storage roots that break a recommendation each."""
