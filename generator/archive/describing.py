"""A version's files → the same with the three that describe them to people, search and machines."""

from __future__ import annotations

from collections.abc import Mapping

from generator.archive.crate import NAME as CRATE
from generator.archive.crate import crate_bytes
from generator.archive.premis import NAME as PREMIS
from generator.archive.premis import premis_bytes
from generator.archive.record import NAME as RECORD
from generator.archive.record import VersionRecord, describe, record_bytes

DESCRIPTIONS = frozenset({RECORD, PREMIS, CRATE})
"""The files of a version that say what the others are."""


def described(
    identifier: str, number: int, record: VersionRecord, files: Mapping[str, bytes]
) -> Mapping[str, bytes]:
    """The files of version `number` of an object; each description knows those before it."""
    told = {RECORD: record_bytes(record, describe(files))}
    told[PREMIS] = premis_bytes(identifier, number, record, describe({**files, **told}))
    told[CRATE] = crate_bytes(identifier, number, record, describe({**files, **told}))
    return {**files, **told}
