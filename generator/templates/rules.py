"""What a template demands of the briefs that use it."""

from __future__ import annotations

from msgspec import Struct


class Rules(Struct, frozen=True):
    """`pages` is how many pages a brief may have at most; None for as many as it takes.

    `sourced` names the parts of a brief, or the headings of its sections, in which each sentence
    is to cite. `classes` and `boxes` are those that it adds to what `::: {.name}` may say in a
    brief: paragraphs in the style of that name, and boxes.
    """

    pages: int | None = None
    sourced: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
