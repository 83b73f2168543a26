"""What stands in a file that somebody hands in: its paragraphs, notes and comments.

One type for Word, OpenDocument and HTML, and for both ways in: a draft becomes a new brief, an
edited brief is merged into its Markdown. Tracked changes are settled when a file is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from generator.document.file_data import FileData


class IncomingRun(Struct, frozen=True):
    """Words in one look.

    `link` is an address, or `#` and a bookmark; `style` as its program names it in English, in
    small letters.
    """

    text: str
    bold: bool = False
    italic: bool = False
    shift: Literal["", "superscript", "subscript"] = ""
    link: str = ""
    style: str = ""


class IncomingMark(Struct, frozen=True):
    """The mark of a note, by its key in `notes`; `bookmarks` are those around it.

    `repeated` if it shows the number of a mark that stands elsewhere, and is none of its own.
    """

    note: str
    bookmarks: tuple[str, ...] = ()
    repeated: bool = False


class IncomingReference(Struct, frozen=True):
    """A field that repeats the words of another place, such as "Table 1"."""

    text: str
    target: str  # a bookmark


class IncomingPicture(Struct, frozen=True):
    """A picture, or anything else that is no words. `name` is the file's own name for it."""

    name: str
    alternative: str = ""


IncomingPiece = IncomingRun | IncomingMark | IncomingReference | IncomingPicture


class ListPlace(Struct, frozen=True):
    """Where an item stands: the list's own name in its file, and its depth from 0."""

    name: str
    depth: int
    is_numbered: bool


class CellPlace(Struct, frozen=True):
    """Which cell of which table, each counted from 0; `columns` are those that it reaches over."""

    table: int
    row: int
    column: int
    columns: int = 1


class IncomingParagraph(Struct, frozen=True):
    """`style` as its program names it in English, in small letters: "heading 2", "list bullet".

    `level` is that of a heading from 1, else 0. `bookmarks` are all that begin in it, in order,
    `para_id` the number that Word gives it (w14:paraId), in small letters.
    """

    pieces: tuple[IncomingPiece, ...]
    style: str = ""
    level: int = 0
    bookmarks: tuple[str, ...] = ()
    para_id: str = ""
    item: ListPlace | None = None
    cell: CellPlace | None = None
    in_contents: bool = False  # a line of a table of contents, which repeats what stands elsewhere

    @property
    def text(self) -> str:
        """Its words, without marks."""
        said = (IncomingRun, IncomingReference)
        return "".join(piece.text for piece in self.pieces if isinstance(piece, said))


class IncomingComment(Struct, frozen=True):
    """A comment: where it stands in the body, and the words that it is on.

    `paragraph` is the place of the paragraph in the body, from 0, in which it ends, `offset` the
    characters of its text before that; a comment on a note has that note's key in `note`.
    """

    author: str
    text: str
    paragraph: int
    offset: int
    on: str = ""
    note: str = ""
    replies: tuple[str, ...] = ()
    is_done: bool = False


class TrackedChange(Struct, frozen=True):
    """A change that somebody had recorded, as it was settled."""

    kind: Literal["insertion", "deletion", "move", "format"]
    author: str
    words: str
    paragraph: int


class IncomingFile(Struct, frozen=True):
    """A file that somebody hands in. `properties` are its own: "title", "identifier", "version"."""

    kind: str  # as a message names it: "Word file"
    paragraphs: tuple[IncomingParagraph, ...]
    notes: Mapping[str, tuple[IncomingParagraph, ...]] = field(default_factory=dict)
    comments: tuple[IncomingComment, ...] = ()
    tracked: tuple[TrackedChange, ...] = ()
    attachments: Mapping[str, FileData] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
