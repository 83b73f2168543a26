"""A version in the archive → a folder with its files, each checked against its digest."""

from __future__ import annotations

from pathlib import Path

from generator.archive.catalogue import Held
from generator.diagnostics import Span, codes, refusal


def check_out(held: Held, folder: Path, shown: str) -> int:
    """Write a version's files below a new or empty folder; return how many.

    Raises BriefError if the folder is not empty or cannot be written to, or if a file has changed
    since it was published; then nothing is written.
    """
    held.archive.refuse(folder, shown)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{shown} is there already, and is no empty folder"
        raise refusal(codes.UNWRITABLE_ARCHIVE, message, Span.at(shown), hint="name another")
    # All files are read before any is written, so that a damaged one leaves no partial workspace.
    files = [(path, held.read(path)) for path in held.paths]
    try:
        for path, data in files:
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    except OSError as error:
        message = f"cannot write to {shown}: {error.strerror or error}"
        hint = "see that there is room and that the folder may be written to"
        raise refusal(codes.UNWRITABLE_ARCHIVE, message, Span.at(shown), hint=hint) from None
    return len(files)
