"""Signing a version that is in the archive already."""

from __future__ import annotations

from pathlib import Path

from generator.archive.audit import Finding
from generator.archive.catalogue import Held
from generator.archive.inventory import SIDECAR
from generator.archive.signatures import fingerprint, keep, sign
from generator.archive.store import writing
from generator.archive.validate import validate_object
from generator.diagnostics import BriefError


def sign_version(held: Held, key: Path) -> tuple[str, Path]:
    """Sign a version; return the fingerprint of the key, and where the signature lies.

    Raises BriefError where the object is not sound, where the key cannot sign, and where the
    archive cannot be written to.
    """
    archive = held.archive
    below = held.folder.relative_to(archive.ocfl).as_posix()
    faults = [fault for fault in validate_object(held.folder) if fault.code.is_error]
    if faults:
        found = (Finding(fault, f"{below}/{fault.path}".rstrip("/")) for fault in faults)
        raise BriefError([finding.diagnostic(archive) for finding in found])
    signature = sign(key, (held.folder / f"v{held.number}" / SIDECAR).read_bytes())
    with writing(archive):
        place = keep(archive, held.inventory.id, held.number, signature)
    return fingerprint(signature), place
