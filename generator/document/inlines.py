"""Inline nodes: words, and what stands around them or among them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from generator.diagnostics import Severity, Span


class TreeNode(Struct, frozen=True, kw_only=True, eq=False):
    """What each node has. `span` is None if no file holds it."""

    span: Span | None = None

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        kind = type(self)
        return kind is type(other) and _content_of(kind)(self) == _content_of(kind)(other)

    def __ne__(self, other: object) -> bool:
        return not self == other  # a Struct's own asks whether they are one object

    def __hash__(self) -> int:
        kind = type(self)
        return hash((kind, _content_of(kind)(self)))


@cache
def _content_of(kind: type[TreeNode]) -> Callable[[TreeNode], object]:
    """What takes a node of a kind apart, but for its place in a file."""
    names = [name for name in kind.__struct_fields__ if name != "span"]
    return attrgetter(*names) if names else type


class Text(TreeNode, frozen=True):
    """Words as they are printed, with typographic quotes. Never holds a line break.

    `field_name` is the key of the front matter, if the words are its value.
    """

    value: str
    field_name: str = ""


class Enclosing(TreeNode, frozen=True):
    """What the inline nodes around others have: those that they dress, mark or link."""

    children: tuple[Inline, ...]


class Emphasis(Enclosing, frozen=True):
    pass


class Strong(Enclosing, frozen=True):
    """`role` names the theme style that dresses a chip: `reported`, `judgement`; none else."""

    role: str = ""


class Foreign(Enclosing, frozen=True):
    """A passage in another language, as a BCP 47 tag: `ru`, `ko-KP`."""

    language: str


class Superscript(Enclosing, frozen=True):
    """Raised figures, signs or letters: a power, an ordinal, a charge. Never the mark of a note."""


class Subscript(Enclosing, frozen=True):
    """Lowered figures, signs or letters: `2` in H₂O."""


class CodeSpan(Enclosing, frozen=True):
    """Words as a machine has them: a command, the name of a file. They are in no language."""


class Term(Enclosing, frozen=True):
    """A name, a title or words at a distance: in quotation marks, but not quoted."""


class SourceWords(Enclosing, frozen=True):
    """Words of a source as an annex prints them, and the numbers of the notes that rest on them.

    `notes` rest on the sentence that they are part of, `quoted_in` quote the words themselves.
    """

    notes: tuple[int, ...]
    quoted_in: tuple[int, ...] = ()


class Link(Enclosing, frozen=True):
    """A link to an address, or to an anchor of this document where `target` begins with `#`."""

    target: str


ChangeKind = Literal["inserted", "deleted"]
"""What has become of words from one version to the next."""


class Changed(Enclosing, frozen=True):
    """Words that only one of two versions has: the earlier (`deleted`) or the later (`inserted`).

    They stand in a redline alone. A run of which nothing is kept is one such node, with which its
    paragraph comes or goes; so does a row of a table all of whose cells are. Words that stand
    elsewhere in the other version have the same `move` at both places, from 1.
    """

    how: ChangeKind
    move: int = 0


class NoteMark(TreeNode, frozen=True):
    """The mark of note `number`; `anchor` is the mark's own place, for links back to it."""

    number: int
    anchor: str


class CrossReference(TreeNode, frozen=True):
    """A reference to a numbered table or figure of this document: "Table 1"."""

    label: str
    target: str  # the anchor, without `#`


class LineBreak(TreeNode, frozen=True):
    pass


CHECKS, MERGES = "brief check", "brief merge"
OUR_OWN = (CHECKS, MERGES)
"""Who says in a draft what is found, and what of an edited file was not taken over: no person."""


class Remark(TreeNode, frozen=True):
    """What is said of this place in a draft, by its `author`. It is no words.

    A comment in Word, a note in the margin of a PDF. `replies` are what others say to it, each
    with its author.
    """

    text: str
    severity: Severity
    author: str = CHECKS
    replies: tuple[tuple[str, str], ...] = ()

    @property
    def is_a_persons(self) -> bool:
        return self.author not in OUR_OWN

    @property
    def in_full(self) -> str:
        """Who says it, if a person does, what, and what others say to it, in one line."""
        first = f"{self.author}: {self.text}" if self.is_a_persons else self.text
        named = (f"{author}: {text}" for author, text in self.replies)
        return " – ".join((first, *named)).replace("\n", " ")


Inline = (
    Text
    | Emphasis
    | Strong
    | Foreign
    | Superscript
    | Subscript
    | CodeSpan
    | Term
    | SourceWords
    | Link
    | Changed
    | NoteMark
    | CrossReference
    | LineBreak
    | Remark
)
