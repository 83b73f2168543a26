"""Signatures beside the storage root: an SSH key's, over the digest of a version's inventory.

What is signed are the bytes of `vN/inventory.json.sha512`, in a namespace of our own, so that
`ssh-keygen -Y verify` alone can check it. Signatures lie in `signatures/` as objects lie in
`ocfl/`: no version can hold its own.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from generator.archive.durable import remove_file, sync_folder, take_place_of, write_synced
from generator.archive.inventory import NAME, read_inventory, sidecar_bytes
from generator.archive.places import Archive
from generator.archive.storage_root import object_path
from generator.config.files import bytes_of_regular
from generator.diagnostics import Diagnostic, Span, codes, diagnose, refusal


class SignatureOutcome(StrEnum):
    """The result of checking a signature."""

    GOOD = "good"  # by a key in the list of allowed signers
    UNKNOWN = "unknown"  # sound, but by a key that is not in the list, or was not at the time
    BAD = "bad"  # not over these bytes


class CheckedSignature(Struct, frozen=True):
    """A signature of version `number` and the result of checking it.

    `principal` is the name that the list gives to a good one's key; `note` says what is wrong.
    """

    number: int
    path: Path
    outcome: SignatureOutcome
    fingerprint: str = ""
    principal: str = ""
    note: str = ""

    def diagnostic(self, archive: Archive) -> Diagnostic:
        """The finding for a signature that is not good."""
        match self.outcome:
            case SignatureOutcome.UNKNOWN:
                message = f"v{self.number} is signed by a key that may not sign: {self.note}"
            case _:
                message = f"the signature of v{self.number} does not hold: {self.note}"
        hint = "see `brief docs archive`, “Signatures”"
        return diagnose(
            codes.BAD_SIGNATURE, message, Span.at(archive.shown_path(self.path)), hint=hint
        )


# --- making and keeping -----------------------------------------------------------------


def sign(key: Path, statement: bytes) -> bytes:
    """A signature by an SSH key, or by the agent where `key` is a public one.

    `statement` are the bytes of an inventory's sidecar. Raises BriefError.
    """
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "statement"
        path.write_bytes(statement)
        return signed(key, path)


def keep(archive: Archive, identifier: str, number: int, signature: bytes) -> Path:
    """Put a signature in its place; call it inside `writing`. Raises OSError."""
    staged = archive.staging / "signature"
    remove_file(staged)
    write_synced(staged, signature, read_only=True)
    return move_into_place(archive, identifier, number, staged)


def add(archive: Archive, identifier: str, number: int, signature: bytes) -> bool:
    """Keep a signature from elsewhere, unless there is one by that key; whether it was kept."""
    if (_folder_of(archive, identifier) / _signature_name(number, signature)).exists():
        return False
    keep(archive, identifier, number, signature)
    return True


def move_into_place(archive: Archive, identifier: str, number: int, staged: Path) -> Path:
    """Give a signature that is on the disk its place. Raises OSError."""
    name = _signature_name(number, staged.read_bytes())
    folder = _folder_of(archive, identifier)
    if not folder.is_dir():
        folder.mkdir(parents=True)
        for made in (folder, *folder.relative_to(archive.root).parents):
            sync_folder(archive.root / made)
    take_place_of(staged, folder / name)
    sync_folder(folder)
    return folder / name


def _signature_name(number: int, signature: bytes) -> str:
    """The file of a signature: one for each version and key, or for what cannot be read."""
    try:
        key, _ = _read(signature)
    except ValueError:
        key = signature
    return f"v{number}-{hashlib.sha256(key).hexdigest()[:16]}.sig"


def number_of(path: Path) -> int:
    """The version that a file of `signatures/` is of; 0 where its name is none."""
    found = re.fullmatch(r"v([1-9]\d{0,8})-[0-9a-f]{16}\.sig", path.name)
    return int(found[1]) if found else 0


def _folder_of(archive: Archive, identifier: str) -> Path:
    """Where the signatures of an object's versions lie."""
    return archive.signatures / object_path(identifier)


def signatures_of(archive: Archive, identifier: str) -> tuple[tuple[int, Path], ...]:
    """The signatures of an object with the versions that they are of, by version."""
    paths = _folder_of(archive, identifier).glob("v*.sig")
    return tuple(sorted((number, path) for path in paths if (number := number_of(path))))


# --- what a signature says about itself ----------------------------------------------------


def fingerprint(signature: bytes) -> str:
    """The signer's key as `ssh-keygen -l` names it: "SHA256:…". Raises ValueError."""
    key, _ = _read(signature)
    return "SHA256:" + base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")


def _read(signature: bytes) -> tuple[bytes, str]:
    """The public key in a signature, and its namespace (OpenSSH, PROTOCOL.sshsig)."""
    armor = re.fullmatch(
        rb"-----BEGIN SSH SIGNATURE-----\s+([A-Za-z0-9+/=\s]+)-----END SSH SIGNATURE-----\s*",
        signature,
    )
    blob = base64.b64decode(armor[1]) if armor else b""
    if not blob.startswith(b"SSHSIG\0\0\0\1"):
        raise ValueError("this is no SSH signature")
    key, rest = _string(blob[10:])
    namespace, _ = _string(rest)
    return key, namespace.decode("utf-8", errors="replace")


def _string(data: bytes) -> tuple[bytes, bytes]:
    length = int.from_bytes(data[:4])
    if len(data) < 4 + length:
        raise ValueError("the signature is cut off")
    return data[4 : 4 + length], data[4 + length :]


# --- checking ---------------------------------------------------------------------------


def check_signatures(
    archive: Archive, identifier: str, allowed_signers: Path, number: int | None = None
) -> tuple[CheckedSignature, ...]:
    """Check the signatures of an object, or of one version, with a list of allowed signers.

    `allowed_signers` is a file as ssh-keygen(1) describes it; a key has to have been allowed
    when the version was made. Raises BriefError if ssh-keygen is missing.
    """
    return tuple(
        _checked(archive, identifier, version, path, allowed_signers)
        for version, path in signatures_of(archive, identifier)
        if number in (None, version)
    )


def _checked(
    archive: Archive, identifier: str, number: int, path: Path, allowed_signers: Path
) -> CheckedSignature:
    try:
        statement, created = _statement(archive, identifier, number)
        signature = bytes_of_regular(path)
        named = fingerprint(signature)
        _, namespace = _read(signature)
    except (OSError, ValueError) as error:
        return CheckedSignature(number, path, SignatureOutcome.BAD, note=str(error))
    if namespace != NAMESPACE:
        note = f"it was made for `{namespace}`, not for `{NAMESPACE}`"
        return CheckedSignature(number, path, SignatureOutcome.BAD, named, note=note)
    common = ("-n", NAMESPACE, "-s", str(path))
    if ssh_keygen("-Y", "check-novalidate", *common, data=statement).returncode:
        note = "it is not over this inventory"
        return CheckedSignature(number, path, SignatureOutcome.BAD, named, note=note)
    listed = ("-f", str(allowed_signers), f"-Overify-time={re.sub(r'[^0-9]', '', created)}")
    for principal in _principals(listed, path):
        asked = ("-Y", "verify", "-I", principal, *common, *listed)
        if not ssh_keygen(*asked, data=statement).returncode:
            return CheckedSignature(number, path, SignatureOutcome.GOOD, named, principal)
    note = f"{named} was not among the allowed signers then"
    return CheckedSignature(number, path, SignatureOutcome.UNKNOWN, named, note=note)


def _statement(archive: Archive, identifier: str, number: int) -> tuple[bytes, str]:
    """The bytes that a signature of a version must sign, and when the version was made."""
    path = archive.ocfl / object_path(identifier) / f"v{number}" / NAME
    try:
        data = bytes_of_regular(path)
    except FileNotFoundError:
        raise ValueError(f"there is no v{number}") from None
    return sidecar_bytes(data), read_inventory(data).versions[number - 1].created


def _principals(listed: tuple[str, ...], path: Path) -> Iterator[str]:
    """The names that the list has for the key of a signature."""
    run = ssh_keygen("-Y", "find-principals", "-s", str(path), *listed)
    if run.returncode == 0:
        for line in run.stdout.decode("utf-8", errors="replace").splitlines():
            yield line.strip()


# --- ssh-keygen -------------------------------------------------------------------------


NAMESPACE = "policy-brief"
"""The namespace of our signatures; one made for another purpose does not count."""


def ssh_keygen(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run it with arguments and what it reads. Raises BriefError if there is none."""
    program = shutil.which("ssh-keygen")
    if program is None:
        message = "signatures are made and checked by ssh-keygen, which is not on this machine"
        hint = (
            "it comes with OpenSSH: the package openssh-client, or an optional feature of Windows"
        )
        raise refusal(codes.NOT_SIGNED, message, Span.at("ssh-keygen"), hint=hint)
    # Times in a list of allowed signers are local ones: this makes them the same everywhere.
    environment = {**os.environ, "TZ": "UTC"}
    command = [program, *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=False, env=environment)


def signed(key: Path, file: Path) -> bytes:
    """The signature of a file by a key. Raises BriefError if that cannot sign."""
    if not key.is_file():
        message = f"there is no key {key.as_posix()}"
        hint = "name the file of an SSH key, such as ~/.ssh/id_ed25519"
        raise refusal(codes.NOT_SIGNED, message, Span.at(key.as_posix()), hint=hint)
    run = ssh_keygen("-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(file))
    if run.returncode:
        said = run.stderr.decode("utf-8", errors="replace").strip().splitlines() or [""]
        message = f"ssh-keygen did not sign: {said[-1] or run.returncode}"
        hint = "see that the key is yours alone to read, and say its passphrase or load it first"
        raise refusal(codes.NOT_SIGNED, message, Span.at(key.as_posix()), hint=hint)
    return file.with_name(f"{file.name}.sig").read_bytes()
