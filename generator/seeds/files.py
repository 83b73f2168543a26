"""Writing the files of a seed, completely or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from generator.diagnostics import Diagnostic, Span, codes, diagnose


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file in one step: a reader sees the old bytes or the new. Raises OSError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def seed_unwritable(error: OSError, file: str) -> Diagnostic:
    """The finding for a file or folder that cannot be written."""
    message = f"cannot write {file}: {error.strerror}"
    hint = "is there a file where a folder should be, or is the folder protected?"
    return diagnose(codes.UNWRITABLE_SEED, message, Span.at(file), hint=hint)
