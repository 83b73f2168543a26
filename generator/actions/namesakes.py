"""Editions that are already published: their numbers must mean the same words here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.archive.catalogue import Held, copies_of
from generator.archive.places import Archive
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.seeds.format_1 import says_the_same

_EDITION = re.compile(r"seeds/(?P<key>[^/]+)/editions/(?P<number>\d+)\.json")


def other_editions(
    archive: Archive, identifier: str, files: Mapping[str, bytes]
) -> Iterator[Diagnostic]:
    """The editions among the files of a brief that its house has published with other words.

    An edition that was carried over from format 1 is still the same edition.
    """
    if not archive.ocfl.is_dir():
        return
    house = identifier.rpartition(":")[0]
    for path, data in files.items():
        match = _EDITION.fullmatch(path)
        if match is None:
            continue
        for held in copies_of(archive, match["key"], path):
            if held.inventory.id.startswith(f"{house}:") and not _is_same(held, path, data):
                message = f"this is not edition {match['number']} as {held.name} was published with"
                hint = f"bring it back: `brief archive checkout {held.name} FOLDER`"
                yield diagnose(codes.OTHER_EDITION, message, Span.at(path), hint=hint)
                break


def _is_same(held: Held, path: str, data: bytes) -> bool:
    published = held.read(path)
    return published == data or says_the_same(_read_namesake(published), _read_namesake(data))


def _read_namesake(data: bytes) -> dict[str, Any]:
    """An edition as the archive has it; it was checked before it was stored."""
    content: dict[str, Any] = json.loads(data)
    return content
