"""Who signed the version that a finished file comes from."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from generator.archive.inventory import NAME, read_inventory
from generator.archive.places import Archive
from generator.archive.signatures import CheckedSignature, SignatureOutcome, check_signatures
from generator.archive.storage_root import object_path
from generator.proof.origin import Origin


def checked_signatures(
    origin: Origin, archive: Archive, allowed_signers: Path
) -> tuple[CheckedSignature, ...]:
    """The signatures of a file, checked with a list of allowed signers.

    Only the published file itself, byte for byte, has signatures. A signature is also bad if the
    inventory that it signs has another file in that place than the object's own inventory, in which
    the file was found. Raises BriefError without ssh-keygen.
    """
    if not origin.exact:
        return ()
    identifier, number = origin.version.identifier, origin.version.version
    found = check_signatures(archive, identifier, allowed_signers, number)
    if _digest(archive, origin, "") == _digest(archive, origin, f"v{number}"):
        return found
    note = "the inventory that it is over has another file"
    return tuple(replace(each, outcome=SignatureOutcome.BAD, note=note) for each in found)


def hold(signatures: tuple[CheckedSignature, ...]) -> bool:
    """Whether one of them is good and none is bad; further signatures by others do no harm."""
    outcomes = {each.outcome for each in signatures}
    return SignatureOutcome.GOOD in outcomes and SignatureOutcome.BAD not in outcomes


def _digest(archive: Archive, origin: Origin, folder: str) -> str:
    """The digest that an inventory of the object has for the file; empty if it has none."""
    path = archive.ocfl / object_path(origin.version.identifier) / folder / NAME
    try:
        versions = read_inventory(path.read_bytes()).versions
        return versions[origin.version.version - 1].state.get(origin.path, "")
    except (OSError, ValueError, IndexError):
        return ""
