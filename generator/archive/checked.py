"""The sound part of an inventory, which the rules read and write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from generator.archive.faults import OcflCode

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
