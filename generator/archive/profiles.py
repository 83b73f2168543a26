"""What repositories want beside a version's files: where these lie, and Dublin Core about them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from msgspec import Struct, field

from generator.archive.record import RENDITIONS


class Laid(Struct, frozen=True):
    """The folder of a version's files in the payload, and the files that are added to it."""

    folder: str = ""
    added: Mapping[str, bytes] = field(default_factory=dict)


def _plain_profile(paths: Sequence[str], record: Mapping[str, Any]) -> Laid:
    del paths, record
    return Laid()


# --- Dublin Core ------------------------------------------------------------------------


def _dublin_core(record: Mapping[str, Any]) -> Sequence[tuple[str, str, str]]:
    """Element, qualifier and value, what is empty left out."""
    sources = (f"{source['title']} ({source['key']})" for source in record.get("sources", ()))
    found = [
        ("title", "", record.get("title", "")),
        *(("contributor", "author", name) for name in record.get("authors", ())),
        *(("subject", "", topic) for topic in record.get("topics", ())),
        ("description", "abstract", record.get("abstract", "")),
        ("publisher", "", record.get("publisher", "")),
        ("date", "issued", str(record.get("published", ""))[:10]),
        ("type", "", "Report"),
        ("identifier", "other", record.get("number", "")),
        ("description", "version", record.get("version", "")),
        *(("relation", "references", source) for source in sources),
        ("language", "iso", record.get("language", "")),
        ("rights", "", record.get("marking", "")),
    ]
    return [(element, qualifier, value) for element, qualifier, value in found if value]


_UNQUALIFIED = {
    ("contributor", "author"): "creator",
    ("relation", "references"): "source",
}
"""Elements that simple Dublin Core has for a qualified one; else the qualifier just goes."""


def _archivematica(paths: Sequence[str], record: Mapping[str, Any]) -> Laid:
    """A transfer of Archivematica: files in `objects/`, Dublin Core in `metadata/metadata.csv`."""
    described = [
        (f"dc.{_UNQUALIFIED.get((element, qualifier), element)}", value)
        for element, qualifier, value in _dublin_core(record)
    ]
    renditions = [path for path in paths if path.startswith(RENDITIONS)]
    formats = {file["path"]: file["pronom"] for file in record.get("files", ())}
    out = io.StringIO(newline="")
    write = csv.writer(out, lineterminator="\n").writerow
    # A column that stands several times has a value each time.
    write(["filename", *(name for name, _ in described), "dc.format"])
    write(["objects", *(value for _, value in described), ""])
    for path in renditions:
        write([f"objects/{path}", *(value for _, value in described), formats.get(path, "")])
    return Laid("objects/", {"metadata/metadata.csv": out.getvalue().encode()})


def _simple_archive(paths: Sequence[str], record: Mapping[str, Any]) -> Laid:
    """An item of DSpace's Simple Archive Format: dublin_core.xml, and contents with bundles."""
    values = "".join(
        f'  <dcvalue element="{element}" qualifier="{qualifier or "none"}">'
        f"{escape(value, quote=False)}</dcvalue>\n"
        for element, qualifier, value in _dublin_core(record)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<dublin_core schema="dc">\n'
    core = f"{head}{values}</dublin_core>\n"
    # The first that readers see is the primary one; what they do not read is kept all the same.
    first = next((path for path in paths if path.endswith(".pdf")), "")
    lines = [
        f"{path}\tbundle:ORIGINAL" + ("\tprimary:true" if path == first else "")
        if path.startswith(RENDITIONS)
        else f"{path}\tbundle:PRESERVATION"
        for path in paths
    ]
    folder = "item_000/"
    contents = "".join(f"{line}\n" for line in lines)
    return Laid(
        folder,
        {f"{folder}dublin_core.xml": core.encode(), f"{folder}contents": contents.encode()},
    )


PROFILES: Mapping[str, Callable[[Sequence[str], Mapping[str, Any]], Laid]] = {
    "": _plain_profile,
    "archivematica": _archivematica,
    "saf": _simple_archive,
}
"""The layouts by the names that `--profile` takes; none for the files as they are."""
