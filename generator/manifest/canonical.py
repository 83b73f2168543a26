"""The form in which a manifest is written, so that it has one digest: canonical JSON (RFC 8785)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

NAME = "manifest.json"


def manifest_digest(content: Mapping[str, Any]) -> str:
    """SHA-256, hexadecimal, of the canonical form of a manifest without its own `digest`."""
    rest = {name: value for name, value in content.items() if name != "digest"}
    return hashlib.sha256(canonical_json(rest)).hexdigest()


def sealed(content: Mapping[str, Any]) -> bytes:
    """The canonical form of a manifest, with the digest of all else in it."""
    return canonical_json({**content, "digest": manifest_digest(content)})


def canonical_json(value: object) -> bytes:
    """JSON as RFC 8785 has it, for values of strings, whole numbers, lists and ASCII keys."""
    return msgspec.json.encode(value, order="sorted")
