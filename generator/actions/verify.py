"""`brief verify`: a finished file held against what it carries, and against what was published."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from generator.actions.archives import archive_in
from generator.actions.arguments import StrPath, path_of
from generator.archive.places import Archive
from generator.archive.signatures import CheckedSignature
from generator.diagnostics import BriefError, Diagnostic
from generator.proof import verify as proof
from generator.proof.beside import Beside
from generator.proof.finished import read_handed
from generator.proof.origin import Origin, origin_of
from generator.proof.signed import checked_signatures, hold

State = Literal["consistent", "unproved", "differs", "unreadable"]


class Verified(Struct, frozen=True):
    """What there is to say of a finished file.

    `verdict` is None where the file cannot be read back. `asked` says that an archive was looked
    into; `origin` is the version that it knows the file by, None where it knows none. `signatures`
    are None where nobody asked who signed it, or there is no origin.
    """

    file: str
    verdict: proof.Verdict | None
    origin: Origin | None
    findings: tuple[Diagnostic, ...]
    asked: bool
    signatures: tuple[CheckedSignature, ...] | None = None

    @property
    def differences(self) -> tuple[proof.Mismatch, ...]:
        """Those from what was published, where that is known; else from what the file carries."""
        if self.origin and not self.origin.exact:
            return self.origin.differences
        return self.verdict.differences if self.verdict else ()

    @property
    def authentic(self) -> bool:
        """Whether these are the published bytes."""
        return self.origin is not None and self.origin.exact

    @property
    def beside(self) -> tuple[Beside, ...]:
        """All that the file holds and that was held against nothing."""
        return (*self.verdict.usual, *self.verdict.strange) if self.verdict else ()

    @property
    def strange(self) -> tuple[Beside, ...]:
        """What no brief has; the published bytes were compared whole."""
        return self.verdict.strange if self.verdict and not self.authentic else ()

    @property
    def state(self) -> State:
        """Whether the file says what it should; `unreadable` where that cannot be told.

        A file that the archive was asked for and does not know differs. One that says what it
        should, and holds beside that what no brief has, is `unproved`.
        """
        if self.verdict is None and not self.authentic:
            return "unreadable"
        if (self.asked and not self.origin) or self.differences or self.findings:
            return "differs"
        return "unproved" if self.strange else "consistent"

    @property
    def holds(self) -> bool:
        """Whether all that was asked is as it should be, a good signature where one was wanted."""
        return self.state == "consistent" and (self.signatures is None or hold(self.signatures))

    def __repr__(self) -> str:
        told = {
            "file": self.file,
            "state": self.state,
            "origin": self.origin.name if self.origin else None,
            "differences": self.differences,
            "findings": self.findings,
            "signatures": self.signatures,
        }
        return f"Verified({', '.join(f'{name}={value!r}' for name, value in told.items())})"


def verify(
    path: StrPath, *, archive: StrPath | None = None, allowed_signers: StrPath | None = None
) -> Verified:
    """Whether a Word file or PDF still says what it carries.

    With an `archive`, its folder, also whether it says what was published; with `allowed_signers`,
    a file as ssh-keygen(1) has it, also who signed that. What keeps a file from being read is among
    the findings. Raises TypeError or ValueError for an argument that cannot be meant.
    """
    if allowed_signers is not None and archive is None:
        raise ValueError("allowed_signers says who may sign what is in an archive: name it, too")
    return _verified(
        path_of(path, "path"),
        None if archive is None else archive_in(path_of(archive, "archive")),
        None if allowed_signers is None else path_of(allowed_signers, "allowed_signers"),
    )


def _verified(path: Path, archive: Archive | None, allowed_signers: Path | None) -> Verified:
    file = path.as_posix()
    verdict, origin, signatures = None, None, None
    findings: tuple[Diagnostic, ...] = ()
    try:
        data = read_handed(path)
        origin = origin_of(data, file, archive) if archive else None
        verdict = proof.verify_bytes(data, file)
        findings = verdict.findings
    except BriefError as error:
        # What was published without a manifest is known by its bytes all the same.
        findings = () if origin and origin.exact else error.diagnostics
    if archive and origin and allowed_signers:
        try:
            signatures = checked_signatures(origin, archive, allowed_signers)
        except BriefError as error:
            findings = (*findings, *error.diagnostics)
    return Verified(file, verdict, origin, findings, archive is not None, signatures)
