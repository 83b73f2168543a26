"""An object, or one version's files → a bag to pass on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from generator.archive.audit import refuse_unsound
from generator.archive.bag import Bag, BagFile, write_bag
from generator.archive.catalogue import Held
from generator.archive.record import RENDITIONS
from generator.archive.signatures import signatures_of
from generator.diagnostics import Span, codes, refusal
from generator.version import __version__

OBJECT = "object"  # the folder of a whole object in a payload
SIGNATURES = "signatures"  # the tag folder beside the payload


def export_object(held: Held, target: Path, shown: str) -> Bag:
    """Write an object with all versions and signatures; importing the bag gives the same object.

    Raises BriefError if the object is not sound, or the target exists or cannot be written.
    """
    held.archive.refuse(target, shown)
    refuse_unsound(held.archive, held.folder)
    head = held.inventory.head
    versions = "v1" if head == 1 else f"v1 to v{head}"
    parts = [BagFile(f"{OBJECT}/{path}", place) for path, place in _files_below(held.folder)]
    signatures = signatures_of(held.archive, held.inventory.id)
    bag = Bag(
        payload=parts,
        info=_info(held, f"The OCFL 1.1 object with all its versions, {versions}"),
        tags=[BagFile(f"{SIGNATURES}/{path.name}", path) for _, path in signatures],
    )
    write_bag(bag, target, shown)
    return bag


def _files_below(folder: Path, below: str = "") -> Iterator[tuple[str, Path]]:
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            yield from _files_below(entry, f"{below}{entry.name}/")
        else:
            yield f"{below}{entry.name}", entry


def export_version(held: Held, target: Path, shown: str, profile: str = "") -> Bag:
    """Write the files of one version, arranged and described as a profile asks.

    Raises BriefError if a file has changed since it was published, or the target exists or cannot
    be written.
    """
    held.archive.refuse(target, shown)
    for path in held.paths:
        if not held.place(path).is_file():
            held.read(path)  # which says what is missing
    state = held.inventory.versions[held.number - 1].state
    lay_out = PROFILES[profile]
    laid = lay_out(held.paths, held.record)
    parts = [BagFile(laid.folder + path, held.place(path), state[path]) for path in held.paths]
    parts += [BagFile(path, data) for path, data in laid.added.items()]
    bag = Bag(parts, _info(held, f"The files of v{held.number}, without its history"))
    write_bag(bag, target, shown)
    return bag


def _info(held: Held, what: str) -> Mapping[str, str]:
    """bag-info.txt; the day is that of the version, so that the same version is the same bag."""
    version = held.inventory.versions[held.number - 1]
    record = held.record
    title = record.get("title") or held.inventory.id
    withdrawn = f", withdrawn: {version.message}" if held.withdrawn else ""
    return {
        "Source-Organization": record.get("publisher") or version.user.name or "unknown",
        "External-Description": f"{title} (version {record.get('version')}){withdrawn}",
        "External-Identifier": held.inventory.id,
        "Internal-Sender-Identifier": held.name,
        "Internal-Sender-Description": what,
        "Bagging-Date": version.created[:10],
        "Bag-Software-Agent": f"policy-brief-generator {__version__}",
    }


# --- as repositories want it ------------------------------------------------------------


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


# --- as the folder that it was made in --------------------------------------------------


def check_out(held: Held, folder: Path, shown: str) -> int:
    """Write a version's files below a new or empty folder; return how many.

    Raises BriefError if the folder is not empty or cannot be written to, or if a file has changed
    since it was published; then nothing is written.
    """
    held.archive.refuse(folder, shown)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{shown} is there already, and is no empty folder"
        raise refusal(codes.UNWRITABLE_ARCHIVE, message, Span.at(shown), hint="name another")
    # All files are read before any is written, so that a damaged one leaves no partial workspace.
    files = [(path, held.read(path)) for path in held.paths]
    try:
        for path, data in files:
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    except OSError as error:
        message = f"cannot write to {shown}: {error.strerror or error}"
        hint = "see that there is room and that the folder may be written to"
        raise refusal(codes.UNWRITABLE_ARCHIVE, message, Span.at(shown), hint=hint) from None
    return len(files)
