"""Signing a version that is in the archive already."""

from __future__ import annotations

from pathlib import Path

from generator.archive.audit import refuse_unsound
from generator.archive.catalogue import Held
from generator.archive.inventory import SIDECAR
from generator.archive.signatures import fingerprint, keep, sign
from generator.archive.store import writing
from generator.config.files import bytes_of_regular


def sign_version(held: Held, key: Path) -> tuple[str, Path]:
    """Sign a version; return the fingerprint of the key, and the path of the signature.

    Raises BriefError if the object is not sound, if the key cannot sign, and where the
    archive cannot be written to.
    """
    archive = held.archive
    refuse_unsound(archive, held.folder)
    signature = sign(key, bytes_of_regular(held.folder / f"v{held.number}" / SIDECAR))
    with writing(archive):
        place = keep(archive, held.inventory.id, held.number, signature)
    return fingerprint(signature), place
