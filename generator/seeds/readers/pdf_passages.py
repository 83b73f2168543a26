"""Lines of a PDF that belong together, and their words joined as an edition has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.seeds.lines import divided, is_unspaced
from generator.seeds.readers.pdf_lines import CONJUNCTIONS, PdfLine
from generator.seeds.readers.pdf_runs import SOFT_HYPHEN
from generator.seeds.seed import SourceBlockKind


class PdfPassage(Struct, frozen=True):
    """Lines by their places, counted from 0. `reason` says why they are dropped, empty if not.

    `guessed` says that it begins on a page where the one before it could as well go on. `text` has
    its words as `OriginalInk.reads` allows them, once they are joined.
    """

    lines: tuple[int, ...]
    kind: SourceBlockKind = "text"
    reason: str = ""
    guessed: bool = False
    text: str = ""


def with_words(passage: PdfPassage, lines: Sequence[PdfLine]) -> PdfPassage:
    """A passage with the words of its lines joined."""
    return replace(passage, text=_joined_lines(passage, lines))


def _joined_lines(passage: PdfPassage, lines: Sequence[PdfLine]) -> str:
    text = ""
    for index, following in pairwise(passage.lines):
        own, behind = lines[index].text, lines[following].text
        if own.endswith(SOFT_HYPHEN):
            text += own[:-1]
        elif _is_tied(lines, index, following) or _is_one(own, behind):
            text += own
        else:
            text += f"{own} "
    return text + lines[passage.lines[-1]].text


def _is_tied(lines: Sequence[PdfLine], index: int, following: int) -> bool:
    return all(line.tied for line in lines[index:following])


def _is_one(line: str, following: str) -> bool:
    if divided(line, following) is not None:
        return following.split(maxsplit=1)[0] not in CONJUNCTIONS
    return is_unspaced(line, following)


# --- marks of notes ---------------------------------------------------------------------

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])(?:[\s,;–-]*(?:\d{1,3}|[*†‡§]))*[\])]?")
_MEASURE = re.compile(r"(?:^|[\s\d(/])(?:[kcdmµ]?m|ft|in|CO)$|(?:^|[\s(×·])(?:10|2)$")


def is_note_mark(lines: Sequence[PdfLine], index: int) -> bool:
    """Whether a line is only the raised mark of a note, and no power or ordinal."""
    line = lines[index]
    if not line.raised or not _MARK.fullmatch(line.text):
        return False
    if index == 0:
        return True
    before = lines[index - 1]
    is_bare = not before.tied or before.page != line.page
    return is_bare or not _MEASURE.search(before.text)
