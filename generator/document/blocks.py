"""Block nodes: what follows each other down the pages."""

from __future__ import annotations

from typing import Literal

from generator.document.inlines import ChangeKind, Inline, TreeNode


class Heading(TreeNode, frozen=True):
    """Level 1 is the title; sections begin at 2. `role` names how the theme arranges a section.

    Where headings have numbers, one that is not `numbered` has none, nor has any below it.
    """

    level: int
    children: tuple[Inline, ...]
    anchor: str
    role: str = ""
    numbered: bool = True


class Paragraph(TreeNode, frozen=True):
    """`role` names its style in the theme: `body`, `lead`, `confidence`, `source` …"""

    children: tuple[Inline, ...]
    role: str = "body"
    anchor: str | None = None


class BulletList(TreeNode, frozen=True):
    items: tuple[tuple[Block, ...], ...]


class NumberedList(TreeNode, frozen=True):
    """`role` says what each item is, where others may ask for it: `key-point`."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1
    role: str = ""


class DefinitionList(TreeNode, frozen=True):
    """Pairs of a term and what is said about it."""

    items: tuple[tuple[tuple[Inline, ...], tuple[Block, ...]], ...]


class Quotation(TreeNode, frozen=True):
    blocks: tuple[Block, ...]


class Box(TreeNode, frozen=True):
    """Blocks set apart, with a title of their own. `role` names the theme's box style."""

    role: str
    blocks: tuple[Block, ...]
    title: tuple[Inline, ...] = ()
    anchor: str | None = None


class Aside(TreeNode, frozen=True):
    """Blocks beside the block behind them, and read aloud before it. Dressed as a box is."""

    role: str
    blocks: tuple[Block, ...]
    title: tuple[Inline, ...] = ()
    anchor: str | None = None


ColumnAlignment = Literal["left", "right", "center", "decimal"]
"""How the cells of a column stand; with "decimal" the decimal marks stand in one line, and the
column's head at the left."""


class Table(TreeNode, frozen=True):
    """One header row, then rows of as many cells. The first column heads its row.

    `label` is the counted name ("Table 1"), shown before the caption; empty without a caption.
    `source` is the line below it that says what it rests on. `spans` are the columns that each
    cell of the header reaches over, 0 for an empty one that the cell before it covers; it is
    empty where each has its own.
    """

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    alignments: tuple[ColumnAlignment, ...]
    caption: tuple[Inline, ...] = ()
    label: str = ""
    anchor: str | None = None
    source: tuple[Inline, ...] = ()
    spans: tuple[int, ...] = ()


class Figure(TreeNode, frozen=True):
    """A PNG or JPEG image. `width` and `height` are in pixels.

    `share` is how much of the width that it stands in it takes, as far as its pixels go. In a
    redline `change` is that of the whole figure.
    """

    image: bytes
    media_type: str
    width: int
    height: int
    alternative: str
    caption: tuple[Inline, ...] = ()
    label: str = ""
    anchor: str | None = None
    share: float = 1.0
    change: ChangeKind | None = None


class Contents(TreeNode, frozen=True):
    """A table of contents: the headings of so many levels below the title, and their pages.

    It repeats what stands elsewhere, and is no part of the document's words.
    """

    title: str = ""
    depth: int = 2


class PageBreak(TreeNode, frozen=True):
    """What follows begins a page: one with its long side at the head, if `landscape`.

    It stands among the blocks of the document; inside another block it changes nothing.
    """

    landscape: bool = False


Block = (
    Heading
    | Paragraph
    | BulletList
    | NumberedList
    | DefinitionList
    | Quotation
    | Box
    | Aside
    | Table
    | Figure
    | Contents
    | PageBreak
)
