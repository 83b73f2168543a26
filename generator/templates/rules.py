"""What a template demands of the briefs that use it."""

from __future__ import annotations

from msgspec import Struct, field

from generator.templates.blocks import SHIPPED, BlockRules


class Rules(Struct, frozen=True):
    """`pages` is how many pages a brief may have at most; None for as many as it takes.

    `sourced` names the parts of a brief, or the headings of its sections, in which each sentence
    is to cite. `blocks` are those that a brief may write beside its parts, by their names. Of a
    template with a fault they are not known.
    """

    pages: int | None = None
    sourced: tuple[str, ...] = ()
    blocks: BlockRules = field(default_factory=lambda: SHIPPED)
    are_known: bool = True

    @property
    def titles(self) -> frozenset[str]:
        """The labels that head blocks."""
        return frozenset(rule.title for rule in self.blocks.values() if rule.title)
