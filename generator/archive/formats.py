"""The format of a file in PRONOM's list: found by its bytes if possible, else by its name."""

from __future__ import annotations

import io
import re

from msgspec import Struct

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
