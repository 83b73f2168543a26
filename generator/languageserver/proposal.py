"""What an editor may offer to write at the cursor."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from generator.diagnostics import Span

ProposedKind = Literal["source", "record", "place", "class", "field", "value"]


class Proposal(Struct, frozen=True):
    """Words to write in place of those at `span`. `label` is what a list of proposals shows.

    `detail` is a line about it, `more` what there is to read before choosing it.
    """

    kind: ProposedKind
    label: str
    replacement: str
    span: Span
    detail: str = ""
    more: str = ""
