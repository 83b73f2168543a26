"""record.json: what a version is and what it was made of and with, for people and for search."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, ValidationError, convert, to_builtins

from generator.archive.formats import FileFormat, identify
from generator.config.text import json_value

NAME = "record.json"
FORMAT = "policy-brief-record/1"
WITHDRAWAL = "withdrawal"
RENDITIONS = "renditions/"  # where the files lie that readers have
NOTICE = "withdrawal.md"  # the file that makes a version a withdrawal


class KeptSource(Struct, frozen=True):
    """A source of the brief. `kept` says whether its text is in the archive, or digests alone."""

    key: str
    title: str
    licence: str
    reproduce: str
    edition: int
    original_digest: str  # SHA-256
    paragraphs: tuple[str, ...]  # those cited
    kept: bool


class CheckOutcome(Struct, frozen=True):
    """What a check of the version found, such as ("brief check", "pass", "no findings")."""

    check: str
    outcome: str
    note: str


class VersionRecord(Struct, frozen=True):
    """Everything about a version but its bytes. Dates as in ISO 8601."""

    slug: str
    title: str
    number: str
    version: str
    date: str
    language: str
    publisher: str
    amendment: str  # "first", "minor", "significant" or "withdrawal"
    message: str
    published: str
    authors: tuple[str, ...] = ()
    marking: str = ""
    topics: tuple[str, ...] = ()
    abstract: str = ""
    licence: str = ""
    doi: str = ""
    cutoff: str = ""
    brief: str = ""  # the path of its Markdown
    acknowledged: tuple[str, ...] = ()
    sources: tuple[KeptSource, ...] = ()
    checks: tuple[CheckOutcome, ...] = ()
    tools: Mapping[str, str] | None = None


class KeptFile(Struct, frozen=True):
    """A file of a version, as its records describe it."""

    path: str
    size: int
    sha256: str
    sha512: str
    format: FileFormat


def describe(files: Mapping[str, bytes]) -> tuple[KeptFile, ...]:
    """The files by their paths."""
    return tuple(
        KeptFile(
            path,
            len(data),
            hashlib.sha256(data).hexdigest(),
            hashlib.sha512(data).hexdigest(),
            identify(path, data),
        )
        for path, data in sorted(files.items())
    )


def record_bytes(record: VersionRecord, files: Iterable[KeptFile]) -> bytes:
    """record.json: the same bytes for the same record."""
    listed = [
        {"path": file.path, "bytes": file.size, "sha256": file.sha256, "pronom": file.format.pronom}
        for file in files
    ]
    content = {"format": FORMAT} | to_builtins(record) | {"files": listed}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_record(data: bytes) -> Mapping[str, Any]:
    """What a record.json says, empty if it is none. Meant to be read leniently, by key."""
    try:
        content = json_value(data)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def record_from(content: Mapping[str, Any]) -> VersionRecord:
    """The record that a record.json holds; what it does not say, or says otherwise, is empty."""
    empty = dict.fromkeys(
        VersionRecord.__struct_fields__[: -len(VersionRecord.__struct_defaults__)], ""
    )
    try:
        return convert({**empty, **content}, VersionRecord)
    except ValidationError:
        return convert(empty, VersionRecord)
