"""inventory.json: which bytes each version of an object holds, and under which names.

OCFL 1.1, 3.5. The inventories of this archive have SHA-512 digests, unpadded version numbers
and the content directory `content`; all else is for the validator.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from generator.config.files import open_regular
from generator.config.text import json_value
from generator.language.normal_forms import normal

ALGORITHM = "sha512"


def sha512(data: bytes) -> str:
    """SHA-512, lower-case hexadecimal (OCFL 1.1, 3.4)."""
    return hashlib.sha512(data).hexdigest()


def file_digest(path: Path, algorithm: str = ALGORITHM) -> str:
    """The digest of a file by an algorithm that hashlib names. Raises OSError."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


TYPE = "https://ocfl.io/1.1/spec/#inventory"
NAME = "inventory.json"
SIDECAR = f"{NAME}.{ALGORITHM}"


class User(Struct, frozen=True):
    """Who made a version. `address` is a URI such as `mailto:desk@example.org`, or empty."""

    name: str
    address: str = ""


def user_of(written: str) -> User:
    """Who is named as `Name <desk@example.org>`. Raises ValueError."""
    found = re.fullmatch(r"\s*([^<>]+?)\s*(?:<([^<>\s]+)>)?\s*", written)
    if found is None:
        raise ValueError(f"{written!r} is no author: write it as 'Name <desk@example.org>'")
    address = found[2] or ""
    return User(found[1], f"mailto:{address}" if address and ":" not in address else address)


class Version(Struct, frozen=True):
    """`created` as in RFC 3339; `state` has the digest of each logical path."""

    created: str
    message: str
    user: User
    state: Mapping[str, str]


class Inventory(Struct, frozen=True):
    """`manifest` has the content path of each digest; `versions` count from 1."""

    id: str
    manifest: Mapping[str, str]
    versions: tuple[Version, ...]

    @property
    def head(self) -> int:
        return len(self.versions)

    def content_path(self, number: int, logical_path: str) -> str:
        """Where the bytes of a logical path lie, from the object's root. Raises KeyError."""
        return self.manifest[self.versions[number - 1].state[logical_path]]


def with_version(
    inventory: Inventory | None, identifier: str, version: Version
) -> tuple[Inventory, tuple[str, ...]]:
    """The inventory with one more version, and the logical paths whose bytes are new to it.

    Bytes that any version holds already are not stored again (forward delta).
    """
    before = inventory or Inventory(identifier, {}, ())
    manifest = dict(before.manifest)
    new: list[str] = []
    for path, digest in sorted(version.state.items()):
        if digest not in manifest:
            manifest[digest] = f"v{before.head + 1}/content/{path}"
            new.append(path)
    return Inventory(identifier, manifest, (*before.versions, version)), tuple(new)


# --- to and from JSON -------------------------------------------------------------------


def inventory_bytes(inventory: Inventory) -> bytes:
    """The inventory as its file holds it: the same bytes for the same inventory."""
    content = {
        "id": inventory.id,
        "type": TYPE,
        "digestAlgorithm": ALGORITHM,
        "head": f"v{inventory.head}",
        "manifest": {digest: [path] for digest, path in sorted(inventory.manifest.items())},
        "versions": {
            f"v{number}": _version_block(version)
            for number, version in enumerate(inventory.versions, 1)
        },
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def sidecar_bytes(inventory: bytes) -> bytes:
    """The digest of an inventory's bytes as the file beside it says it (OCFL 1.1, 3.7)."""
    return f"{sha512(inventory)} {NAME}\n".encode()


def _version_block(version: Version) -> dict[str, Any]:
    paths: dict[str, list[str]] = {}
    for path, digest in sorted(version.state.items()):
        paths.setdefault(digest, []).append(path)
    address = {"address": version.user.address} if version.user.address else {}
    return {
        "created": version.created,
        "message": version.message,
        "user": {"name": version.user.name, **address},
        "state": dict(sorted(paths.items())),
    }


def read_inventory(data: bytes) -> Inventory:
    """The inventory in the bytes of its file.

    Raises ValueError if they hold none of this archive's kind; whether the rest is sound is
    for the validator to say.
    """
    try:
        content = json_value(data)
        if content["digestAlgorithm"] != ALGORITHM or "contentDirectory" in content:
            raise ValueError("an inventory of another kind")
        manifest = {digest.lower(): paths[0] for digest, paths in content["manifest"].items()}
        versions = content["versions"]
        found = tuple(_version(versions[f"v{n}"]) for n in range(1, len(versions) + 1))
        digests = {digest for version in found for digest in version.state.values()}
        if unknown := digests - manifest.keys():
            raise ValueError(f"the manifest does not have the digest {min(unknown)}")
        return Inventory(str(content["id"]), manifest, found)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"no inventory: {error!r}") from None


def _version(block: Mapping[str, Any]) -> Version:
    user = block.get("user", {})
    return Version(
        created=block["created"],
        message=block.get("message", ""),
        user=User(user.get("name", ""), user.get("address", "")),
        state=dict(_logical_paths(block["state"])),
    )


def _logical_paths(state: Mapping[str, list[str]]) -> Iterable[tuple[str, str]]:
    for digest, paths in state.items():
        for path in paths:
            yield path, digest.lower()


# --- permanent names --------------------------------------------------------------------


def urn(*names: str) -> str:
    """A URN of our own for names in plain words: publisher, or publisher and number.

    Letters beyond ASCII are percent-encoded (RFC 8141, 2.2), with the same result for each way to
    type them. So is a name without letters and digits, which would otherwise be empty.
    """
    plain = [normal("NFC", name) for name in names]
    return ":".join(["urn:policy-brief", *(quote(_slug(name) or name, safe="") for name in plain)])


def former_urn(*names: str) -> str:
    """The id that an object of these names has from before letters were percent-encoded."""
    return ":".join(["urn:policy-brief", *map(_slug, names)])


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.casefold()).strip("-")


def house(publisher: str) -> User:
    """The publisher, as the person who did something, if nobody is named."""
    return User(publisher, urn(publisher))
