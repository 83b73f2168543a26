"""`brief verify`: compare a finished file with what it carries and with what was published."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from generator.actions.archives import archive_in
from generator.actions.arguments import StrPath, path_of
from generator.archive.signatures import CheckedSignature
from generator.diagnostics import BriefError, Diagnostic
from generator.proof import verify as proof
from generator.proof.beside import Beside
from generator.proof.finished import read_handed
from generator.proof.mismatch import Mismatch
from generator.proof.origin import Origin, checked_signatures, hold, origin_of

State = Literal["consistent", "unproved", "differs", "unreadable"]


class Verified(Struct, frozen=True):
    """The result of verifying a finished file.

    `verdict` is None if the file cannot be read back. `asked` says that an archive was searched.
    `origin` is the published version that the file comes from, or None. `signatures` are None if
    nobody asked who signed it, or there is no origin.
    """

    file: str
    verdict: proof.Verdict | None
    origin: Origin | None
    findings: tuple[Diagnostic, ...]
    asked: bool
    signatures: tuple[CheckedSignature, ...] | None = None

    @property
    def differences(self) -> tuple[Mismatch, ...]:
        """The differences from the published version, if known, else from what the file carries."""
        if self.origin and not self.origin.exact:
            return self.origin.differences
        return self.verdict.differences if self.verdict else ()

    @property
    def authentic(self) -> bool:
        """Whether these are the published bytes."""
        return self.origin is not None and self.origin.exact

    @property
    def beside(self) -> tuple[Beside, ...]:
        """Everything in the file that was not compared."""
        return (*self.verdict.usual, *self.verdict.strange) if self.verdict else ()

    @property
    def strange(self) -> tuple[Beside, ...]:
        """Everything in the file that no brief has; empty for the published bytes."""
        if self.verdict is None or self.authentic:
            return ()
        published = self.origin.strange if self.origin else ()
        return tuple(dict.fromkeys((*self.verdict.strange, *published)))

    @property
    def state(self) -> State:
        """Whether the file says what it should; `unreadable` if it cannot be read.

        If an archive was searched and does not know the file, the file differs. A file is
        `unproved` if it says what it should but also holds something that no brief has.
        """
        if self.verdict is None and not self.authentic:
            return "unreadable"
        if (self.asked and not self.origin) or self.differences or self.findings:
            return "differs"
        return "unproved" if self.strange else "consistent"

    @property
    def holds(self) -> bool:
        """Whether the file passes all that was asked for, good signatures included."""
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

    With the folder of an `archive`, also whether it says what was published. With
    `allowed_signers`, a file as in ssh-keygen(1), also who signed that. If a file cannot be read, a
    finding says why. Raises TypeError or ValueError for a wrong argument.
    """
    if allowed_signers is not None and archive is None:
        raise ValueError("allowed_signers says who may sign what is in an archive: name it, too")
    handed = path_of(path, "path")
    file = handed.as_posix()
    published = None if archive is None else archive_in(path_of(archive, "archive"))
    signers = None if allowed_signers is None else path_of(allowed_signers, "allowed_signers")
    verdict, origin, signatures = None, None, None
    findings: tuple[Diagnostic, ...] = ()
    try:
        data = read_handed(handed)
        origin = origin_of(data, file, published) if published else None
        verdict = proof.verify_bytes(data, file)
        findings = verdict.findings
    except BriefError as error:
        # A file published without a manifest can still be recognised by its bytes.
        findings = () if origin and origin.exact else error.diagnostics
    if published and origin and signers:
        try:
            signatures = checked_signatures(origin, published, signers)
        except BriefError as error:
            findings = (*findings, *error.diagnostics)
    return Verified(file, verdict, origin, findings, published is not None, signatures)
