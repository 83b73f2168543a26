"""What is read back from a finished file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.config.files import FileKind, read_regular
from generator.config.text import file_unreadable
from generator.diagnostics import BriefError, Code, Span, codes, refusal
from generator.document.file_data import FileData
from generator.manifest.passages import Passage
from generator.proof.beside import Beside
from generator.proof.found import FoundParticulars

HANDED = FileKind("a finished brief", 200_000_000)  # one of 302 pages has 2.4 million, and images


class Finished(Struct, frozen=True):
    """A file's words as they stand on its pages, and the files that travel in it.

    `body` and `notes` are read from the text itself, never from the manifest. `stray` are words
    on a page that belong to no passage, `tracked` says that the words hold tracked changes, and
    `saved_again` that another program than ours has written the file. `shown` is what decides how
    the words are seen, as far as the format can be held to it.
    """

    kind: str  # "Word file" or "PDF"
    body: tuple[Passage, ...]
    notes: tuple[tuple[Passage, ...], ...]
    attachments: Mapping[str, FileData]
    saved_again: bool = False
    tracked: bool = False
    stray: tuple[tuple[int, str], ...] = ()  # the page, from 1, and the words
    beside: tuple[Beside, ...] = ()  # what else it holds
    titles: tuple[str, ...] = ()  # by which its properties name it
    particulars: FoundParticulars = FoundParticulars()
    shown: Mapping[str, str] = {}


_NUMBER = re.compile(r"\s*([0-9]{1,6})\s*")


def as_number(words: str) -> int | None:
    """The number of a note, if the words are one."""
    found = _NUMBER.fullmatch(words)
    return int(found[1]) if found else None


def read_handed(path: Path) -> bytes:
    """The bytes of a file from somebody else. Raises BriefError."""
    try:
        return read_regular(path, HANDED)
    except OSError as error:
        found = file_unreadable(error, path.as_posix(), code=codes.UNREADABLE_FILE)
        hint = found.hint or "see that the path is right, seen from the folder you are in"
        raise BriefError([replace(found, hint=hint)]) from None


def cannot(code: Code, file: str, message: str, hint: str) -> BriefError:
    """A finding on the file as a whole, to be raised."""
    return refusal(code, message, Span.at(file), hint=hint)
