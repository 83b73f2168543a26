"""What is read back from a finished file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from generator.diagnostics import BriefError, Diagnostic, Span
from generator.passages import Passage
from generator.proof.beside import Beside

LARGEST_FILE = 200_000_000  # bytes: a brief has a tenth of a million
LARGEST_UNPACKED = 400_000_000


class Finished(Struct, frozen=True):
    """A file's words as they stand on its pages, and the files that travel in it.

    `body` and `notes` are read from the text itself, never from the manifest. `stray` are words
    on a page that belong to no passage, `tracked` says that the words hold tracked changes, and
    `saved_again` that another program than ours has written the file.
    """

    kind: str  # "Word file" or "PDF"
    body: tuple[Passage, ...]
    notes: tuple[tuple[Passage, ...], ...]
    attachments: Mapping[str, bytes]
    saved_again: bool = False
    tracked: bool = False
    stray: tuple[tuple[int, str], ...] = ()  # the page, from 1, and the words
    beside: tuple[Beside, ...] = ()  # what else it holds
    titles: tuple[str, ...] = ()  # by which its properties name it


_NUMBER = re.compile(r"\s*([0-9]{1,6})\s*")


def as_number(words: str) -> int | None:
    """The number of a note that words are, if they are one."""
    found = _NUMBER.fullmatch(words)
    return int(found[1]) if found else None


def cannot(code: str, file: str, message: str, hint: str) -> BriefError:
    """A finding on the file as a whole, to be raised."""
    return BriefError([Diagnostic(code, message, Span.at(file), hint=hint)])
