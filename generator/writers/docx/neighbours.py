"""The flows of blocks as they meet each other: what is kept together, and what apart."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from generator.document import Aside, Block, Box, BulletList, NumberedList, Paragraph, Table
from generator.document.walking import plain_text
from generator.writers.docx import measure
from generator.writers.docx.flow import Flow, WordParagraph
from generator.writers.docx.placing import spaced
from generator.writers.docx.role_styles import GAP


def joined_flow(made: Sequence[tuple[Block, float, list[Flow]]]) -> list[Flow]:
    """The flows of blocks, each made in a column of so many points, as they meet each other."""
    flow: list[Flow] = []
    previous: Block | None = None
    for block, width, found in made:
        if isinstance(previous, Paragraph) and isinstance(flow[-1], WordParagraph):
            flow[-1] = _led_in(flow[-1], previous, block, width)
        flow += _kept_apart(found) if _touch(previous, block) else found
        previous = block
    return flow


def _touch(previous: Block | None, block: Block) -> bool:
    match previous, block:
        case (Box(role) | Aside(role), Box(other) | Aside(other)):
            return role == other
        case _:
            return False


def _kept_apart(flow: Sequence[Flow]) -> list[Flow]:
    """The flow of a box behind an equal one: Word joins those that touch, unless in frames."""
    if any(isinstance(item, WordParagraph) and item.frame for item in flow):
        return list(flow)
    return [WordParagraph(GAP, ""), *spaced(flow, before=0.0)]


def _led_in(item: WordParagraph, said: Paragraph, block: Block, width: float) -> WordParagraph:
    """A paragraph, kept on the page of what it leads in, as in the PDF.

    That is what follows a colon, and a table or list behind a line or two.
    """
    words = plain_text(said.children)
    if not words.endswith(":"):
        if not isinstance(block, Table | BulletList | NumberedList):
            return item
        if measure.words_width(words, item.style.look) / width >= 2:
            return item
    return replace(item, keep_with_next=True)
