"""`ssh-keygen` as a program of the system: it signs and checks, nothing leaves the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from generator.diagnostics import Span, codes, refusal

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
