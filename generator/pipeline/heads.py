"""The front matter of briefs, which is all of one that concerns another."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.config.files import BRIEF, read_of_workspace
from generator.config.inputs import (
    Fingerprint,
    Input,
    Stamp,
    fingerprint_of,
    note_input,
    noting_inputs,
)


def heads_of_briefs(briefs: Iterable[Path]) -> dict[Path, str]:
    """The front matter of each brief as text, with its dashes; nothing if it has none.

    Whoever asks for it depends on no more of these files.
    """
    heads: dict[Path, str] = {}
    for path in briefs:
        heads[path], stamp = _head_of(path)
        note_input(Input("head", str(path)), heads[path].encode(), stamp)
    return heads


def fingerprint_of_head(path: str) -> Fingerprint:
    """The fingerprint of the front matter of a brief as it is now."""
    head, stamp = _head_of(Path(path))
    return fingerprint_of(head.encode(), stamp)


def _head_of(path: Path) -> tuple[str, Stamp | None]:
    """The front matter of a brief, and the stamp of its file."""
    with noting_inputs() as inputs:
        try:
            text = read_of_workspace(path, BRIEF).decode("utf-8-sig")
        except (OSError, UnicodeError):
            text = ""
    (whole,) = inputs.own.values()
    head, dashes, _ = text.replace("\r\n", "\n")[3:].partition("\n---")
    return f"---{head}{dashes}", whole.stamp
