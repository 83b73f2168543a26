"""What a template demands of the briefs that are set in it."""

from __future__ import annotations

from msgspec import Struct


class Rules(Struct, frozen=True):
    """`pages` is how many pages a brief may have at most; None for as many as it takes."""

    pages: int | None = None
