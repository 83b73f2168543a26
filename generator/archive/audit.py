"""Checking every byte of the archive against its digest, and every object against the standard."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.archive.durable import append_synced
from generator.archive.faults import OcflCode, OcflFault, readable
from generator.archive.inventory import NAME, SIDECAR, read_inventory, sidecar_bytes
from generator.archive.ledger import begin, faults_by_ledger
from generator.archive.lock import locked
from generator.archive.places import Archive
from generator.archive.signatures import CheckedSignature, SignatureOutcome, check_signatures
from generator.archive.storage_root import object_path, objects_in, validate_root
from generator.archive.store import PATIENCE, writing
from generator.archive.validate import validate_object
from generator.config.files import bytes_of_regular
from generator.diagnostics import BriefError, Diagnostic, Severity, Span, codes, diagnose

_LOG = "audit.jsonl"


class Finding(Struct, frozen=True):
    """A rule that something in the archive breaks. `path` is relative to the storage root."""

    fault: OcflFault
    path: str

    def diagnostic(self, archive: Archive) -> Diagnostic:
        """The finding that is shown: the file, the digest it should have and the one it has."""
        fault = self.fault
        severity = Severity.ERROR if fault.code.is_error else Severity.WARNING
        digests = ""
        if fault.expected and fault.actual:
            digests = f"\n  expected {fault.expected}\n  actual   {fault.actual}"
        message = f"{fault.code.name} {fault.message}{digests}"
        hint = "see `brief docs archive`, “When an audit fails”" if fault.code.is_error else None
        place = Span.at(archive.shown_path(archive.ocfl / self.path))
        return diagnose(codes.DAMAGED_ARCHIVE, message, place, severity=severity, hint=hint)


class Audit(Struct, frozen=True):
    """The result of an audit. `size` is the number of bytes read."""

    objects: int
    size: int
    findings: tuple[Finding, ...]
    signatures: tuple[CheckedSignature, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether there is no error, and every checked signature is good."""
        return not any(finding.fault.code.is_error for finding in self.findings) and all(
            checked.outcome is SignatureOutcome.GOOD for checked in self.signatures
        )


def choose(archive: Archive, identifiers: Iterable[str] = (), sample: int = 0) -> tuple[Path, ...]:
    """The folders of the objects to audit: those named, or a sample, or all.

    Each audit takes another sample; with the same log of earlier audits, it takes the same one.
    """
    named = [archive.ocfl / object_path(identifier) for identifier in identifiers]
    if named:
        return tuple(named)
    every = list(objects_in(archive.ocfl))
    if not sample:
        return tuple(every)
    before = _earlier(archive)
    every.sort(key=lambda folder: hashlib.sha256(f"{before}/{folder.name}".encode()).digest())
    return tuple(sorted(every[:sample]))


def _earlier(archive: Archive) -> int:
    try:
        return bytes_of_regular(archive.log / _LOG).count(b"\n")
    except OSError:
        return 0


def audit(
    archive: Archive,
    folders: Iterable[Path],
    *,
    allowed_signers: Path | None = None,
) -> Audit:
    """Read and check each object and the root around them. What cannot be read is a finding.

    Signatures are checked against a list of allowed signers where one is given.
    """
    findings = [Finding(fault, fault.path) for fault in validate_root(archive.ocfl)]
    signatures: list[CheckedSignature] = []
    objects, size, seen = 0, 0, set[Path]()
    # Digests are made outside the interpreter's lock, so that threads use all cores.
    with ThreadPoolExecutor(min(8, os.cpu_count() or 1)) as pool:
        rest = iter(folders)
        while batch := list(itertools.islice(rest, _BATCH)):
            for folder, (found, read) in zip(
                batch, pool.map(lambda each: _audited(archive, each), batch), strict=True
            ):
                findings += found
                size += read
                objects += 1
                seen.add(folder)
                if allowed_signers:
                    signatures += check_signatures(
                        archive, _object_identifier(folder), allowed_signers
                    )
    findings += [Finding(fault, fault.path) for fault in _by_ledger(archive, seen)]
    return Audit(objects, size, tuple(findings), tuple(signatures))


def begin_ledger(archive: Archive) -> None:
    """Begin the ledger of an archive that has none with all that it holds.

    Raises BriefError if an object is damaged: the ledger would hold that to be right.
    """
    with writing(archive):
        for folder in choose(archive):
            refuse_unsound(archive, folder, locked=True)
        begin(archive)


def _by_ledger(archive: Archive, folders: Collection[Path]) -> tuple[OcflFault, ...]:
    """What the ledger says otherwise; while a version is being stored it is not in it yet."""

    def faults() -> tuple[OcflFault, ...]:
        return tuple(readable(faults_by_ledger(archive, folders), archive.ocfl))

    return _under_the_lock(archive, faults) if faults() else ()


_BATCH = 16  # objects at once: waiting ones take memory


def _audited(archive: Archive, folder: Path) -> tuple[tuple[Finding, ...], int]:
    """The findings in one object, and how many bytes were read."""
    size = 0

    def read(count: int) -> None:
        nonlocal size
        size += count

    return findings_of(archive, folder, read), size


def findings_of(
    archive: Archive, folder: Path, read: Callable[[int], None] = lambda _: None
) -> tuple[Finding, ...]:
    """The findings in one object. Calls `read` with counts of bytes."""
    return _findings(archive, folder, _settled(archive, folder, read))


def refuse_unsound(archive: Archive, folder: Path, *, locked: bool = False) -> None:
    """Raise BriefError with every error of an object, if it has one.

    `locked` where the caller holds the archive's lock.
    """
    faults = validate_object(folder) if locked else _settled(archive, folder, lambda _: None)
    errors = [each for each in _findings(archive, folder, faults) if each.fault.code.is_error]
    if errors:
        raise BriefError([found.diagnostic(archive) for found in errors])


def _findings(archive: Archive, folder: Path, faults: tuple[OcflFault, ...]) -> tuple[Finding, ...]:
    """The faults of an object, also those that only this archive's own rules know."""
    below = folder.relative_to(archive.ocfl).as_posix()
    every = dict.fromkeys((*faults, *misspelt(folder), *_misplaced(folder, below)))
    return tuple(Finding(fault, f"{below}/{fault.path}".rstrip("/")) for fault in every)


def _settled(archive: Archive, folder: Path, read: Callable[[int], None]) -> tuple[OcflFault, ...]:
    """The faults of an object; if it is being written just now, they do not count."""
    faults = validate_object(folder, read)
    if not any(fault.code.is_error for fault in faults):
        return faults
    return _under_the_lock(archive, lambda: validate_object(folder))


def _under_the_lock(
    archive: Archive, look: Callable[[], tuple[OcflFault, ...]]
) -> tuple[OcflFault, ...]:
    """What there is to see while nobody writes. A read-only archive has no writers."""
    with ExitStack() as held:
        with suppress(OSError, BriefError):
            held.enter_context(locked(archive.lock, archive.shown, patience=PATIENCE))
        return look()


def misspelt(folder: Path) -> Iterator[OcflFault]:
    """Digests beside inventories that the standard lets pass, and that we did not write so."""
    return readable(_misspelt(folder), folder)


def _misspelt(folder: Path) -> Iterator[OcflFault]:
    for path in (folder / NAME, *sorted(folder.glob(f"v*/{NAME}"))):
        beside = path.with_name(SIDECAR)
        if not (path.is_file() and beside.is_file()):
            continue  # already reported
        said, wanted = bytes_of_regular(beside), sidecar_bytes(bytes_of_regular(path))
        if said != wanted and said.lower().split() == wanted.split():
            message = "the digest is spelt otherwise than it was written"
            yield OcflFault(OcflCode.E061, message, beside.relative_to(folder).as_posix())


def _misplaced(folder: Path, below: str) -> Iterator[OcflFault]:
    identifier = _object_identifier(folder)
    if identifier and object_path(identifier) != below:
        message = f"{identifier} belongs in {object_path(identifier)}"
        yield OcflFault(OcflCode.E072, message)


def _object_identifier(folder: Path) -> str:
    """The id of an object; empty if its inventory cannot be read, which is already reported."""
    try:
        return read_inventory(bytes_of_regular(folder / NAME)).id
    except (OSError, ValueError):
        return ""


def write_log(archive: Archive, result: Audit, *, when: str) -> None:
    """Add a line about an audit to the log beside the root. Raises BriefError with a warning."""
    entry = _log_entry(archive, result, when)
    line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        archive.log.mkdir(exist_ok=True)
        append_synced(archive.log / _LOG, line.encode())
    except OSError as error:
        message = f"cannot write the log of the audit: {error.strerror or error}"
        place = Span.at(archive.shown_path(archive.log))
        hint = "the audit itself was made; its findings stand above"
        code, warning = codes.UNWRITABLE_ARCHIVE, Severity.WARNING
        found = diagnose(code, message, place, severity=warning, hint=hint)
        raise BriefError([found]) from None


def _log_entry(archive: Archive, result: Audit, when: str) -> dict[str, Any]:
    return {
        "time": when,
        "objects": result.objects,
        "bytes": result.size,
        "outcome": "pass" if result.sound else "fail",
        "findings": [
            {
                "code": finding.fault.code.name,
                "path": finding.path,
                "message": finding.fault.message,
                "expected": finding.fault.expected,
                "actual": finding.fault.actual,
            }
            for finding in result.findings
        ],
        "signatures": [
            {
                "path": checked.path.relative_to(archive.root).as_posix(),
                "outcome": checked.outcome.value,
                "signer": checked.fingerprint,
                "principal": checked.principal,
            }
            for checked in result.signatures
        ],
    }
