"""A finished file → the version in the archive that it is or was made from, and who signed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.archive.catalogue import Held, ListedVersion, find, holders_of, versions_of
from generator.archive.heads import read_head
from generator.archive.inventory import NAME, read_inventory, sha512
from generator.archive.places import Archive
from generator.archive.record import RENDITIONS
from generator.archive.signatures import CheckedSignature, SignatureOutcome, check_signatures
from generator.archive.storage_root import object_path
from generator.diagnostics import BriefError, codes
from generator.manifest.reading import Carried
from generator.proof.beside import Beside
from generator.proof.carried import carried_manifest
from generator.proof.mismatch import Mismatch
from generator.proof.needs import handed_budget
from generator.proof.readers import FILE_READERS, read_finished
from generator.proof.verify import Verdict, differences, seen_otherwise, verify_bytes


class Origin(Struct, frozen=True):
    """The version that a file was made from; `exact` if the file is that version byte for byte.

    `differences` are those from the published words, `strange` what decides how words are seen and
    is not as published, `later` the versions published since.
    """

    version: ListedVersion
    path: str  # of the rendition in the version
    exact: bool
    differences: tuple[Mismatch, ...] = ()
    strange: tuple[Beside, ...] = ()
    later: tuple[ListedVersion, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.version.slug}@v{self.version.version}"

    @property
    def withdrawn(self) -> bool:
        """Whether the version, or one after it, withdraws the brief."""
        return any(one.amendment == "withdrawal" for one in (self.version, *self.later))


def origin_of(data: bytes, file: str, archive: Archive) -> Origin | None:
    """Where the bytes of a file come from; None if the archive knows neither them nor its brief.

    The words are compared with the published ones, not with those that the file carries. Raises
    BriefError if there is no archive, or it is damaged, or the file cannot be read.
    """
    digest = sha512(data)
    exact = _by_digest(archive, digest, holders_of(archive, digest))
    if exact:
        return exact
    verdict = verify_bytes(data, file)
    identifier = _identifier_of(verdict.manifest, archive)
    if identifier is None:
        return None
    # An index that is not up to date must not hide what the object has.
    exact = _by_digest(archive, digest, [identifier])
    return exact or _by_words(archive, identifier, data, verdict)


def _identifier_of(manifest: Carried, archive: Archive) -> str | None:
    """The brief of a manifest as the archive names it; None if it has none of that number."""
    try:
        return find(archive, manifest.brief.get("identifier", ""))
    except BriefError as error:
        if any(found.code != codes.NOT_IN_ARCHIVE for found in error.diagnostics):
            raise
        return None


def _by_words(archive: Archive, identifier: str, data: bytes, verdict: Verdict) -> Origin | None:
    """The version of a brief that is nearest to a file which is none of its renditions."""
    inventory = read_head(archive, identifier)
    if inventory is None:
        return None
    versions = versions_of(archive, identifier)[: inventory.head]  # the index may know more
    suffix = next(one.format for one in FILE_READERS.values() if one.knows(data))
    kept = [
        (place, path, published)
        for place, version in enumerate(versions)
        for path, published in _manifests(Held(archive, inventory, version.version), suffix)
    ]
    nearest = _nearest_version(kept, versions, verdict.manifest)
    if not nearest:
        return None
    place, path, published = nearest
    return Origin(
        version=versions[place],
        path=path,
        exact=False,
        differences=differences(published, verdict.finished),
        strange=seen_otherwise(published, verdict.finished) if path.endswith(suffix) else (),
        later=versions[place + 1 :],
    )


def _by_digest(archive: Archive, digest: str, identifiers: Iterable[str]) -> Origin | None:
    """The earliest version that holds a rendition of these bytes, as the objects have it."""
    for identifier in identifiers:
        inventory = read_head(archive, identifier)
        if inventory is None:
            continue
        versions = versions_of(archive, identifier)[: inventory.head]
        for place, version in enumerate(versions):
            state = inventory.versions[version.version - 1].state
            for path in sorted(state):
                if path.startswith(RENDITIONS) and state[path] == digest:
                    return Origin(version, path, exact=True, later=versions[place + 1 :])
    return None


def _nearest_version(
    published: Sequence[tuple[int, str, Carried]],
    versions: tuple[ListedVersion, ...],
    manifest: Carried,
) -> tuple[int, str, Carried] | None:
    """The version with the same manifest; else of the same number; else the latest.

    None if no version has a rendition that carries a manifest.
    """
    label = manifest.brief.get("version")
    same = [one for one in published if one[2].digest == manifest.digest]
    alike = [one for one in published if versions[one[0]].label == label]
    return next(iter([*same, *alike, *published[-1:]]), None)


def _manifests(held: Held, suffix: str) -> Iterator[tuple[str, Carried]]:
    """The manifest that a version's renditions carry: the first that carries one.

    Those of one format are asked first: only they say how words are seen in it.
    """
    for path in sorted(held.paths, key=lambda path: not path.endswith(f".{suffix}")):
        if path.startswith(RENDITIONS):
            try:
                yield (
                    path,
                    carried_manifest(read_finished(held.read(path), path), handed_budget(path)),
                )
            except BriefError as error:
                if any(found.code.startswith("A") for found in error.diagnostics):
                    raise
                continue
            return


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
