"""What stands in a file that somebody hands in: its paragraphs, notes and comments.

One type for Word, OpenDocument and HTML, and for both ways in: a draft becomes a new brief, an
edited brief is merged into its Markdown. Tracked changes are settled when a file is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Literal, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from generator.document.file_data import FileData
from generator.houses.house import HouseLook
from generator.opening.list_numbers import ListPlace


class IncomingRun(Struct, frozen=True):
    r"""Words in one look, as far as that says something.

    In `text`, `\n` is the end of a line inside a paragraph and `\t` a tab. `bold` and `italic`
    are said of words that differ so from the style of their paragraph: in an italic quotation, a
    word set upright is `italic`. `link` is an address, or `#` and a bookmark, `style` the character
    style as its program names it in English, in small letters, `control` the tag of the content
    control that the words stand in. `by_hand` are the looks given to these words alone that no
    Markdown has, as a message names them.
    """

    text: str
    bold: bool = False
    italic: bool = False
    shift: Literal["", "superscript", "subscript"] = ""
    link: str = ""
    style: str = ""
    control: str = ""
    by_hand: tuple[str, ...] = ()


STRUCK, UNDERLINED, HIGHLIGHTED = "struck through", "underlined", "highlighted"
COLOURED, CAPITALS = "coloured", "in capitals"
OTHER_FONT, OTHER_SIZE, SET_OTHERWISE = "in another font", "in another size", "set otherwise"
"""Looks that a hand gives to words and that no Markdown has."""


class IncomingMark(Struct, frozen=True):
    """The mark of a note, by its key in `notes`; `bookmarks` are those around it.

    `shown` is its number as it stands there. If it is `repeated`, it shows the number of a mark
    that stands at the bookmark `target`, and is none of its own; its note is "" where there is no
    such mark.
    """

    note: str
    bookmarks: tuple[str, ...] = ()
    shown: str = ""
    repeated: bool = False
    target: str = ""


class IncomingReference(Struct, frozen=True):
    """A field that repeats the words of another place, such as "Table 1"."""

    text: str
    target: str  # a bookmark


class IncomingPicture(Struct, frozen=True):
    """A picture, or anything else that is no words; `words` are those that stand in it.

    `name` is the file's own name for it, of a picture that of its part. A "sign" is one that only
    a font shows, which is its name, a "ruby" says above a word how it is spoken. `width` is in
    points, 0 where that is not told; `is_cut` if a hand has cut off some of it. `code` is the
    private character that a sign stands under.
    """

    kind: Literal["picture", "drawing", "formula", "chart", "object", "file", "sign", "ruby"]
    name: str = ""
    alternative: str = ""
    words: str = ""
    is_decorative: bool = False
    width: float = 0.0
    is_cut: bool = False
    code: str = ""

    @property
    def called(self) -> str:
        """What a person calls it."""
        return _CALLED.get(self.kind, f"a {self.kind}")


_CALLED = {
    "object": "an object of another program",
    "file": "another file",
    "sign": "a sign of the font",
    "ruby": "how a word is spoken",
}


def ruby_of(words: str) -> IncomingPicture:
    """How a word is spoken, in small words above it."""
    return IncomingPicture("ruby", words=words)


IncomingPiece = IncomingRun | IncomingMark | IncomingReference | IncomingPicture
_Piece = TypeVar("_Piece")


def pieces_behind(pieces: Iterable[_Piece], count: int) -> Iterator[_Piece | IncomingRun]:
    """Pieces without so many of the first characters of their runs."""
    for piece in pieces:
        if count and isinstance(piece, IncomingRun):
            left = piece.text[count:]
            count -= len(piece.text) - len(left)
            if left:
                yield replace(piece, text=left)
        else:
            yield piece


class CellPlace(Struct, frozen=True):
    """Which cell of which table, each counted from 0; `columns` are those that it reaches over.

    `goes_on` if it belongs to the cell above it. `widths` are those of all columns of the table, in
    points, `ground` is the colour that the style of the table gives it, as far as a format tells.
    """

    table: int
    row: int
    column: int
    columns: int = 1
    goes_on: bool = False
    widths: tuple[float, ...] = ()
    ground: str | None = None


class IncomingSheet(Struct, frozen=True):
    """A kind of page that a file has: its size, its margins at the sides, how many columns."""

    width: float  # points, as all of these
    height: float
    left: float
    right: float
    columns: int = 1


class IncomingParagraph(Struct, frozen=True):
    """A paragraph; one without pieces is empty.

    `style` as its program names it in English, in small letters: "heading 2", "list bullet";
    `based_on` are the styles behind that one, the nearest first. `level` is that of a heading from
    1, else 0. `bookmarks` are all that begin in it, in order, `para_id` the number that Word gives
    it (w14:paraId), in small letters. `number` is what is printed before it as the number of an
    item or a heading, with the space behind that. `hidden` are words in it that nobody sees; they
    are no part of its text. `setting` is how it looks as a whole, by its style and by hand, where
    its format tells that, `new_page` whether a hand has begun a page or a column in it or before
    it.
    """

    pieces: tuple[IncomingPiece, ...] = ()
    style: str = ""
    based_on: tuple[str, ...] = ()
    level: int = 0
    bookmarks: tuple[str, ...] = ()
    para_id: str = ""
    item: ListPlace | None = None
    cell: CellPlace | None = None
    around: tuple[CellPlace, ...] = ()  # the cells that the table of its cell stands in
    alignment: Literal["", "center", "right"] = ""
    number: str = ""
    in_box: bool = False  # a text box or frame beside the text
    is_frame: bool = False  # which is a frame of its own, set beside the text by a property
    in_contents: bool = False  # a line of a table of contents, which repeats what stands elsewhere
    hidden: tuple[str, ...] = ()
    setting: HouseLook | None = None
    new_page: bool = False

    @property
    def text(self) -> str:
        """Its words, without marks."""
        said = (IncomingRun, IncomingReference)
        return "".join(piece.text for piece in self.pieces if isinstance(piece, said))

    @property
    def by_hand(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The stretches of words with looks that no Markdown has, in order, and these looks."""
        for looks, pieces in groupby(self.pieces, lambda one: getattr(one, "by_hand", ())):
            words = "".join(getattr(one, "text", "") for one in pieces).strip()
            if looks and words:
                yield words, looks

    @property
    def marks(self) -> Iterator[IncomingMark]:
        """The marks of notes in it, in order."""
        return (piece for piece in self.pieces if isinstance(piece, IncomingMark))


class IncomingComment(Struct, frozen=True):
    """A comment: where it stands in the body, and the words that it is on.

    `paragraph` is the place of the paragraph in the body, from 0, in which it ends, `offset` the
    characters of its text before that; -1 if it stands nowhere. A comment on a note has that
    note's key in `note`, and its places are those in it.
    """

    author: str
    text: str
    paragraph: int
    offset: int
    on: str = ""
    note: str = ""
    replies: tuple[tuple[str, str], ...] = ()  # each: who, and what
    is_done: bool = False


class TrackedChange(Struct, frozen=True):
    """A change that somebody had recorded, as it was settled. `paragraph` as in a comment."""

    kind: Literal["insertion", "deletion", "move", "format"]
    author: str
    words: str
    paragraph: int
    note: str = ""


class IncomingFile(Struct, frozen=True):
    """A file that somebody hands in. `properties` are its own: "title", "identifier", "version".

    `heads` are the paragraphs of its headers and footers, without the numbers of pages, `sheets`
    the kinds of its pages. `images` has a checksum of each by the name that pictures know it by.
    """

    kind: str  # as a message names it: "Word file"
    paragraphs: tuple[IncomingParagraph, ...]
    notes: Mapping[str, tuple[IncomingParagraph, ...]] = field(default_factory=dict)
    comments: tuple[IncomingComment, ...] = ()
    tracked: tuple[TrackedChange, ...] = ()
    attachments: Mapping[str, FileData] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    heads: tuple[IncomingParagraph, ...] = ()
    sheets: frozenset[IncomingSheet] = frozenset()
    images: Mapping[str, int] = field(default_factory=dict)
