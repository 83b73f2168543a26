"""Digests of files, read in pieces so that memory stays flat whatever their size."""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.config.files import open_regular

ALGORITHM = "sha512"


def sha512(data: bytes) -> str:
    """SHA-512, lower-case hexadecimal (OCFL 1.1, 3.4)."""
    return hashlib.sha512(data).hexdigest()


def file_digest(path: Path, algorithm: str = ALGORITHM) -> str:
    """The digest of a file by an algorithm that hashlib names. Raises OSError."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, algorithm).hexdigest()
