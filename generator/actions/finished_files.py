"""Finished files come to their places, and what somebody has worked on there stays beside them.

People open what was built in Word and go on there. The next build must not write over that.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from pathlib import Path

from msgspec import Struct

from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose
from generator.document.file_data import FileData
from generator.pipeline.library import Library
from generator.workspace.storing import store_for_people, what_stands
from generator.writers import WRITERS


class SetAside(Struct, frozen=True):
    """A file that somebody has worked on, and the name under which it stays."""

    place: Path
    kept: Path
    data: FileData


def store_finished(
    files: Mapping[Path, bytes], library: Library, *, otherwise: str = ""
) -> tuple[SetAside, ...]:
    """Write finished files: all or none. Raises BriefError as `store_for_people` does.

    A file that somebody has worked on since it was written gets another name in its folder. It is
    as it was written if it has the bytes that this program last wrote there, or if it says what the
    manifest in it says.
    """
    edited = ((place, _edited(place, data, library)) for place, data in files.items())
    aside = tuple(
        SetAside(place, _free_name_beside(place), FileData(data)) for place, data in edited if data
    )
    kept = {one.kept: one.data for one in aside}
    store_for_people({**kept, **files}, library.workspace, otherwise=otherwise)
    library.written.note(files)
    return aside


def told_of_aside(aside: SetAside, library: Library) -> Diagnostic:
    """A warning that says under which name an edited file is kept, and what to do with it."""
    shown, kept = library.workspace.shown(aside.place), library.workspace.shown(aside.kept)
    message = f"{shown} is not as it was built: it is kept as {kept}"
    is_word = aside.place.suffix.lower() == ".docx"
    take = f"take the edits over: `brief merge {kept}`" if is_word else "take over what you need"
    return diagnose(codes.EDITED_FILE, message, Span.at(kept), hint=f"{take}; then delete it")


def _edited(place: Path, data: bytes, library: Library) -> bytes | None:
    """What stands at a place, if somebody has worked on it since it was written."""
    stands = what_stands(place)
    if stands is None or stands == data:
        return None
    is_known = library.written.has(place, stands)
    is_ours = is_known or _shows_to_be_ours(stands, place, otherwise=is_known is None)
    return None if is_ours else stands


def _shows_to_be_ours(data: bytes, place: Path, *, otherwise: bool) -> bool:
    """Whether a file shows by itself that it is as somebody built it, on whichever machine.

    Of a kind that carries nothing, as plain text, nobody can tell: `otherwise` holds.
    """
    from generator.proof.verify import verify_bytes

    if not WRITERS[place.suffix[1:].lower()].carries:
        return otherwise
    try:
        verdict = verify_bytes(data, place.name)
    except BriefError:  # none of ours, or one without a manifest
        return False
    return verdict.is_consistent and not verdict.strange and not verdict.saved_again


def _free_name_beside(place: Path) -> Path:
    """The first name of an edited file that nothing has: military-edited.docx."""
    names = (f"{place.stem}-edited{f'-{n}' if n > 1 else ''}{place.suffix}" for n in count(1))
    return next(path for name in names if not (path := place.with_name(name)).exists())
