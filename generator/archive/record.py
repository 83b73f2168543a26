"""record.json: what a version is and what it was made of and with, for people and for search."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, ValidationError, convert, to_builtins

from generator.config.text import json_value

REGISTRY = "https://www.nationalarchives.gov.uk/PRONOM/"


class FileFormat(Struct, frozen=True):
    """`pronom` is a PRONOM Unique Identifier ("fmt/479"), empty if none is sure."""

    name: str
    media_type: str
    pronom: str = ""


_DOCX = FileFormat(
    "Microsoft Word for Windows (2007 onwards)",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "fmt/412",
)
_PDF_A = {
    ("2", "A"): FileFormat("PDF/A-2a", "application/pdf", "fmt/476"),
    ("3", "A"): FileFormat("PDF/A-3a", "application/pdf", "fmt/479"),
}
_BY_NAME = {
    "md": FileFormat("Markdown", "text/markdown", "fmt/1149"),
    "txt": FileFormat("Plain Text File", "text/plain", "x-fmt/111"),
    "json": FileFormat("JSON Data Interchange Format", "application/json", "fmt/817"),
    "yaml": FileFormat("YAML", "application/yaml", "fmt/818"),
    "toml": FileFormat("TOML", "application/toml"),
    "bib": FileFormat("BibTeX", "application/x-bibtex"),
    "ris": FileFormat("RIS", "application/x-research-info-systems"),
    "j2": FileFormat("Jinja template", "text/plain"),
    "xml": FileFormat("Extensible Markup Language", "application/xml", "fmt/101"),
    "ttf": FileFormat("TrueType Font", "font/ttf", "x-fmt/453"),
    "otf": FileFormat("OpenType Font File", "font/otf", "fmt/520"),
    "png": FileFormat("Portable Network Graphics", "image/png"),
    "jpg": FileFormat("JPEG File Interchange Format", "image/jpeg"),
    "jpeg": FileFormat("JPEG File Interchange Format", "image/jpeg"),
    "html": FileFormat("Hypertext Markup Language", "text/html"),
    "csv": FileFormat("Comma Separated Values", "text/csv", "x-fmt/18"),
}
_HTML = FileFormat("Hypertext Markup Language 5", "text/html", "fmt/471")
_GZIP = FileFormat("GZIP Format", "application/gzip", "x-fmt/266")
_UNKNOWN = FileFormat("unknown", "application/octet-stream")


def identify(name: str, data: bytes) -> FileFormat:
    """The format of a file."""
    if data.startswith(b"%PDF-"):
        part = re.search(rb"<pdfaid:part>(\d)</pdfaid:part>|pdfaid:part=\"(\d)\"", data)
        level = re.search(rb"<pdfaid:conformance>(\w)<|pdfaid:conformance=\"(\w)\"", data)
        key = tuple((found[1] or found[2]).decode() if found else "" for found in (part, level))
        return _PDF_A.get((key[0], key[1]), FileFormat("PDF", "application/pdf"))
    if data.startswith(b"\x1f\x8b"):
        return _GZIP
    if data.startswith(b"<!DOCTYPE html>"):
        return _HTML
    if data.startswith(b"PK\3\4"):
        import zipfile

        try:
            with zipfile.ZipFile(io.BytesIO(data)) as members:
                if "word/document.xml" in members.namelist():
                    return _DOCX
        except zipfile.BadZipFile:
            return _UNKNOWN
    return _BY_NAME.get(name.rpartition(".")[2].lower(), _UNKNOWN)


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
