"""What an edited file does to the pieces of the Markdown that it was made from."""

from __future__ import annotations

from msgspec import Struct, field

from generator.merging.passages import PassageShape

PieceId = int
"""A piece of the base by its number; a new one by a number below 0."""


class PieceAnchor(Struct, frozen=True):
    """Where a piece comes to stand: behind one, else before one.

    It `leaves` the fenced blocks of the piece before it.
    """

    after: PieceId | None = None
    before: PieceId | None = None
    leaves: bool = False


class Moved(Struct, frozen=True):
    """A piece that stands elsewhere now, with those up to `last`."""

    piece: PieceId
    last: PieceId
    anchor: PieceAnchor
    paragraph: int


class Added(Struct, frozen=True):
    """A piece that the base does not have, without what its first line begins with."""

    piece: PieceId
    words: str
    shape: PassageShape
    anchor: PieceAnchor
    paragraph: int
    is_row: bool = False


Step = Moved | Added

Origins = tuple[int | None, ...]
"""What each column of a table is: the place that it had, None for a new one."""


class Plan(Struct):
    """All changes of the pieces. `texts` are their new lines, `steps` are in reading order."""

    texts: dict[PieceId, str] = field(default_factory=dict)
    paragraphs: dict[PieceId, int] = field(default_factory=dict)  # where each is in the file
    dropped: list[PieceId] = field(default_factory=list)
    joined: list[PieceId] = field(default_factory=list)  # dropped, their words kept elsewhere
    recast: dict[PieceId, PassageShape] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    definitions: dict[str, str] = field(default_factory=dict)  # of new notes, by label
    columns: dict[PieceId, Origins] = field(default_factory=dict)  # by the header of their table

    @property
    def is_empty(self) -> bool:
        return not (
            self.texts or self.dropped or self.joined or self.recast or self.steps
            or self.definitions
        )  # fmt: skip
