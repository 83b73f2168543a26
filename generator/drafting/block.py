"""The blocks of a draft: what a paragraph of a file becomes in the Markdown of a brief."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class DraftBlock(Struct, frozen=True):
    """A block in Markdown, without what stands before its first line.

    `level` is that of a heading, or the depth of an item from 0. `name` and `number` are those of
    the list and the item; one that `goes_on` is a further paragraph of the item before it. `words`
    are those of a heading without markup.
    """

    kind: Literal["heading", "paragraph", "quote", "item", "table", "caption", "box"]
    markdown: str
    level: int = 0
    name: str = ""
    number: int | None = None
    goes_on: bool = False
    words: str = ""
