"""What a template demands of the briefs that are set in it."""

from __future__ import annotations

from msgspec import Struct


class Rules(Struct, frozen=True):
    """`pages` is how many pages a brief may have at most; None for as many as it takes.

    `sourced` names the parts of a brief, or the headings of its sections, in which each sentence
    is to cite.
    """

    pages: int | None = None
    sourced: tuple[str, ...] = ()
