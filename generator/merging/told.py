"""What a merge has to say: what it could not take over, each with its place in the edited file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.incoming.file import IncomingFile
from generator.language.words import shortened

ToldKind = Literal["untaken", "conflict", "comment", "citation"]


class Told(Struct, frozen=True):
    """One thing to know about an edited file.

    "untaken" is an edit that is not in the Markdown, "conflict" one that meets another, "comment" a
    remark of a reader; "citation" says that one went with the words that it stood behind.
    `paragraph` is the place in the file, from 0, or -1 if nothing there shows it any more; `also`
    are other places that it speaks of. `gist` is what is told in one line where it is so at many.
    """

    kind: ToldKind
    message: str
    hint: str = ""
    paragraph: int = -1
    also: tuple[int, ...] = ()
    gist: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.kind != "citation"


def told_in_short(told: Iterable[Told]) -> tuple[Told, ...]:
    """What is to be told, each thing once, and what is so at many places in one line."""
    groups: dict[str | Told, list[Told]] = {}
    for one in dict.fromkeys(told):
        groups.setdefault(one.gist or one, []).append(one)
    return tuple(chain.from_iterable(map(_in_short, groups.values())))


def _in_short(alike: Sequence[Told]) -> Sequence[Told]:
    if len(alike) <= _MOST:
        return alike
    first = alike[0]
    message = f"{first.gist}, here and at {len(alike) - 1} other places"
    return [replace(first, message=message, also=tuple(one.paragraph for one in alike))]


_MOST = 3  # places of which each is told by itself


class WordPlace(Struct, frozen=True):
    """A place as a reader of the file finds it: its heading, and how its paragraph begins."""

    heading: str = ""
    beginning: str = ""

    @property
    def shown(self) -> str:
        parts = [f"under “{self.heading}”"] if self.heading else []
        parts += [f"paragraph “{self.beginning}”"] if self.beginning else []
        return ", ".join(parts)


def word_place(file: IncomingFile, paragraph: int) -> WordPlace:
    """The place of a paragraph in a file."""
    if not 0 <= paragraph < len(file.paragraphs):
        return WordPlace()
    heading = ""
    for one in reversed(file.paragraphs[:paragraph]):
        if one.level and one.text.strip():
            heading = shortened(one.text)
            break
    return WordPlace(heading, shortened(file.paragraphs[paragraph].text))
