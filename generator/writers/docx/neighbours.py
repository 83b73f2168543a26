"""The flows of blocks as they meet each other: what is kept together, and what apart."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from generator.document import Aside, Block, Box, Paragraph, Table
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
        if isinstance(block, Table) and isinstance(previous, Paragraph):
            flow[-1] = _led_in(flow[-1], previous, width)
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


def _led_in(item: Flow, paragraph: Paragraph, width: float) -> Flow:
    """A paragraph of a line or two, kept on the page of the table that it leads in."""
    if not isinstance(item, WordParagraph):
        return item
    lines = measure.words_width(plain_text(paragraph.children), item.style.look) / width
    return replace(item, keep_with_next=True) if lines < 2 else item
