"""How paragraphs are set in by what is around them, and how they meet their neighbours.

A box is a row of paragraphs with equal borders, not a table: a screen reader reads it as text,
and the reader may type on in it. Word joins the borders of neighbours whose outer edges agree,
so that each paragraph in a box begins at the box's own edge: what stands further in hangs.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Aside, Block, Box, BulletList, NumberedList, Paragraph, Table
from generator.document.walking import plain_text
from generator.theme.theme import BoxStyle, Theme
from generator.writers.docx.boxes import insets
from generator.writers.docx.flow import Flow, Frame, WordParagraph
from generator.writers.docx.markup import TAB
from generator.writers.docx.measures import words_width
from generator.writers.docx.parts import TextPart
from generator.writers.docx.role_styles import GAP, WordStyle, list_edges


class Context(Struct, frozen=True):
    """What surrounds a block. Lengths are points, from the edges of its region or the box.

    `edges` are how far its region stands in from the margins.
    """

    part: TextPart
    width: float  # of the region
    height: float  # of the text of its page
    edges: tuple[float, float] = (0.0, 0.0)
    frame: Frame | None = None
    body: str = "body"  # the role that `body` has here
    left: float = 0.0
    right: float = 0.0
    depth: int = 0  # of lists
    numbered: int = 0  # of those, numbered
    box: str = ""

    @property
    def is_nested(self) -> bool:
        """Whether the block stands in another one."""
        return self != Context(self.part, self.width, self.height, self.edges, self.frame)


def placed_paragraph(
    style: WordStyle,
    content: str,
    context: Context,
    theme: Theme,
    *,
    numbering: tuple[int, int] | None = None,
    hang: float = 0.0,
) -> WordParagraph:
    """A paragraph set in as its surroundings want it; a number or mark hangs `hang` points."""
    look = style.look
    inner = insets(theme.box(context.box)) if context.box else (0.0, 0.0)
    left, right, first = context.left, context.right, -hang
    if not style.hung:
        left += look.left - inner[0]
        right += look.right - inner[1]
        first = first or look.first
    tabs: tuple[tuple[str, float], ...] = ()
    if context.box:
        right = 0.0
        if left > 0 and first != -left:
            tabs = (("left", context.edges[0] + inner[0] + left),)
            content = content if hang else TAB + content
        first = -left if left > 0 else first
    wanted = (context.edges[0] + inner[0] + left, context.edges[1] + inner[1] + right, first)
    given = style.indents
    if numbering is not None:  # its level's indents come before the style's
        indent = theme.lists.indent
        given = (list_edges(theme)[0] + (numbering[1] + 1) * indent, given[1], -indent)
    inset = None if wanted == given else wanted
    return WordParagraph(style, content, numbering=numbering, inset=inset, tabs=tabs)


def framed(flow: Sequence[Flow], look: BoxStyle) -> list[Flow]:
    """The flow of a box with the space around it, held on one page where its look says so."""
    framed = together(flow) if look.keep_together else flow
    return spaced(framed, before=look.before, after=look.after)


def together(flow: Sequence[Flow]) -> list[Flow]:
    """The flow, held on one page: none of its paragraphs is divided, and none but the last ends it.

    Word holds a paragraph with the next by its last lines alone.
    """
    kept = [
        replace(item, keep_together=True) if isinstance(item, WordParagraph) else item
        for item in flow
    ]
    held = [
        replace(item, keep_with_next=True) if isinstance(item, WordParagraph) else item
        for item in kept[:-1]
    ]
    return [*held, *kept[-1:]]


def spaced(
    flow: Sequence[Flow], *, before: float | None = None, after: float | None = None
) -> list[Flow]:
    """The flow with other space before its first paragraph or after its last, in points."""
    found = list(flow)
    if before is not None:
        found[0] = replace(found[0], before=before)
    if after is not None:
        found[-1] = replace(found[-1], after=after)
    return found


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
        if words_width(words, item.style.look) / width >= 2:
            return item
    return replace(item, keep_with_next=True)
