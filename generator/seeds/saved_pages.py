"""The pages of records that are saved below `seeds/records/`, and their lines in records.yaml."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.config.conversion import KEY
from generator.config.files import SOURCE, read_of_workspace, stands
from generator.config.names import place_below
from generator.config.text import file_unreadable
from generator.config.yaml import read_yaml
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose
from generator.seeds.records import Record
from generator.seeds.store import SAVED_RECORDS


def saved_page(seeds: Path, name: str) -> Path:
    """The file of the saved page of a record; it need not be there."""
    return seeds / SAVED_RECORDS / f"{name}.warc.gz"


def can_be_saved(name: str) -> bool:
    """Whether a file can be named after a record on every system."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name) is None:
        return False
    try:
        place_below(Path(), name)
    except OSError:
        return False
    return True


def changed_pages(records: Mapping[str, Record], seeds: Path, shown: str) -> Iterator[Diagnostic]:
    """The saved pages that do not fit the digest of their record. Findings name `seeds` as shown.

    The digest of a copy that is kept elsewhere is compared with nothing.
    """
    for name, record in records.items():
        if not record.digest or not can_be_saved(name):
            continue
        place = saved_page(seeds, name)
        if not stands(place):
            continue
        file = f"{shown}/{SAVED_RECORDS}/{place.name}"
        try:
            data = read_of_workspace(place, SOURCE)
        except OSError as error:
            yield file_unreadable(error, file, code=codes.CHANGED_ORIGINAL)
            continue
        if hashlib.sha256(data).hexdigest() != record.digest.lower():
            message = f"the saved page of {name} is not as it was saved: its bytes have changed"
            hint = "bring the file back as it was, or correct `digest` in records.yaml"
            yield diagnose(codes.CHANGED_ORIGINAL, message, Span.at(file), hint=hint)


# --- records.yaml -----------------------------------------------------------------------


def with_values(text: str, file: str, name: str, values: Mapping[str, str]) -> str | None:
    """The text of records.yaml in which a record that has a `url` also has these values.

    Everything else stays as a person wrote it. None where that takes more than whole lines, as in
    a record between braces. Raises BriefError if the text is not YAML.
    """
    before, locate = read_yaml(text, file, code=codes.BAD_RECORDS)
    lines = text.split("\n")
    behind = locate((name, "url")).end.line
    start, ending = re.match(r"\s*", lines[behind - 1]), "\r" if "\r\n" in text else ""
    added = []
    for key, value in values.items():
        line = f'{start[0] if start else ""}{key}: "{value}"{ending}'
        if key in before[name]:
            lines[locate((name, key, KEY)).start.line - 1] = line
        else:
            added.append(line)
    lines[behind:behind] = added
    return _if_read_so("\n".join(lines), file, before | {name: before[name] | values})


def _if_read_so(text: str, file: str, expected: Mapping[str, Any]) -> str | None:
    """The text if its reader finds in it what it should."""
    try:
        found, _ = read_yaml(text, file, code=codes.BAD_RECORDS)
    except BriefError:
        return None
    return text if found == expected else None
