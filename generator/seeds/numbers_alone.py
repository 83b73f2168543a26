"""Numbers that a source prints on a line of their own, above the paragraph or in its margin."""

from __future__ import annotations

import re

from msgspec.structs import replace

from generator.seeds.numbering import NUMBER_ALONE
from generator.seeds.printed_numbers import printed_number
from generator.seeds.reading import Cleaned, DroppedLine, SourcePassage

_FEWEST = 3


def numbers_apart(cleaned: Cleaned) -> Cleaned:
    """What was recognised, but with lines that only number the next paragraph among the dropped."""
    alone = [one for one in cleaned.paragraphs if _is_number(one)]
    if len(alone) < _FEWEST or len(alone) == len(cleaned.paragraphs):
        return cleaned
    lines = (DroppedLine(one.first_line, one.text, NUMBER_ALONE, one.kind) for one in alone)
    return replace(
        cleaned,
        paragraphs=tuple(one for one in cleaned.paragraphs if not _is_number(one)),
        dropped=tuple(sorted((*cleaned.dropped, *lines), key=lambda drop: drop.line)),
    )


_LONGEST = 20


def _is_number(passage: SourcePassage) -> bool:
    if passage.first_line != passage.last_line or len(passage.text) > _LONGEST:
        return False
    found = printed_number(passage.text)
    bare = re.sub(r"[\W_]", "", passage.text)
    return found is not None and re.sub(r"[\W_]", "", found.written).endswith(bare)
