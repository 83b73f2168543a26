"""Messages: what a reply quotes of the message that it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.seeds.junk import Junk
from generator.seeds.reading import SourcePassage

QUOTED = "quoted reply"
"""The reason to drop what a reply quotes."""

WROTE = r"\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|написал\w*)\b"
"""What a mail program writes above what it quotes, behind the name of its author."""

_INTRODUCED = re.compile(rf".{{0,120}}{WROTE}\s?:", re.IGNORECASE)


def quoted_mail(found: Sequence[SourcePassage], junk: Junk) -> tuple[str | None, ...]:
    """The reasons of `junk`, and `QUOTED` for lines behind ">" where others have none."""
    quoted = {at for at, passage in enumerate(found) if passage.text.startswith(">")}
    others = (at for at in range(len(found)) if at not in quoted and junk[at] is None)
    if not quoted or sum(len(found[at].text) for at in others) < _SHORTEST_REPLY:
        return tuple(junk)
    first = min(quoted)
    if first and _INTRODUCED.fullmatch(found[first - 1].text):
        quoted.add(first - 1)
    return tuple(QUOTED if at in quoted else reason for at, reason in enumerate(junk))


_SHORTEST_REPLY = 80  # characters
