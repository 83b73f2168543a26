"""Paragraphs and tables on their way into a part.

Each knows its surroundings when it is made, and its neighbours when the part is put together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.document import Changed
from generator.writers.docx.markup import shading, twips
from generator.writers.docx.references import PassageMark, bookmarked
from generator.writers.docx.revisions import change_mark, changed_runs, move_range
from generator.writers.docx.role_styles import GAP, WordStyle
from generator.writers.docx.stylesheet import JUSTIFICATION, indent, tab_stops


class Frame(Struct, frozen=True):
    """Where paragraphs stand that are set beside the text (ISO 29500-1, 17.3.1.11), in points.

    `x` runs from the sheet's left edge, `down` from the top of the paragraph behind the frame.
    Neighbours in an equal frame stand in one. Beside a frame that `parts` the text no words stand.
    """

    x: float
    width: float
    down: float = 0.0
    parts: bool = False


class WordParagraph(Struct, frozen=True):
    """A paragraph. What is None is as its style has it; all lengths are points.

    `numbering` is an instance and a level, `inset` the left, right and first-line indents.
    `ground` is the colour behind it. With `grows` its lines are as high as the pictures in them,
    and the words stand amid these.
    """

    style: WordStyle
    content: str
    numbering: tuple[int, int] | None = None
    inset: tuple[float, float, float] | None = None
    tabs: tuple[tuple[str, float], ...] = ()
    before: float | None = None
    after: float | None = None
    leading: float | None = None
    keep_with_next: bool | None = None
    keep_together: bool = False
    align: str | None = None
    outline: int | None = None
    frame: Frame | None = None
    ground: str | None = None
    grows: bool = False
    new_page: bool = False
    change: Changed | None = None  # with which it has come or gone
    section: str = ""  # the `w:sectPr` of the section that ends with it
    passage: PassageMark | None = None
    opening: str = ""  # of an element that this paragraph and others stand in
    closing: str = ""


class WordTable(Struct, frozen=True):
    """A table, and the space around it in points: a table of Word's has none of its own."""

    content: str
    before: float = 0.0
    after: float = 0.0


Flow = WordParagraph | WordTable


def flow_xml(flow: Sequence[Flow]) -> str:
    """The flow as the content of a part."""
    pieces = []
    for previous, item, following in zip((None, *flow), flow, (*flow[1:], None), strict=False):
        match item:
            case WordParagraph():
                pieces.append(_paragraph(item, previous, following))
            case WordTable():
                pieces.append(item.content)
                # Two tables in a row would grow together, and none may end a part.
                if not isinstance(following, WordParagraph):
                    pieces.append(_paragraph(WordParagraph(GAP, ""), item, following))
    return "".join(pieces)


def _paragraph(item: WordParagraph, previous: Flow | None, following: Flow | None) -> str:
    """The `w:p`, the children of its `w:pPr` in the order of ISO 29500-1, 17.3.1.26."""
    children = [
        f'<w:pStyle w:val="{item.style.id}"/>' if item.style.base or item.style.stated else "",
        _KEPT[item.style.keeps or None if item.keep_with_next is None else item.keep_with_next],
        "<w:keepLines/>" if item.keep_together and not item.style.look.keep_together else "",
        "<w:pageBreakBefore/>" if item.new_page else "",
        "" if item.frame is None else _frame(item.frame),
        "" if item.numbering is None else _numbering(*item.numbering),
        "" if item.ground is None else shading(item.ground),
        tab_stops(item.tabs) if item.tabs else "",
        _spacing(item, previous, following),
        "" if item.inset is None else indent(*item.inset),
        "" if item.align is None else f'<w:jc w:val="{JUSTIFICATION[item.align]}"/>',
        '<w:textAlignment w:val="center"/>' if item.grows else "",
        "" if item.outline is None else f'<w:outlineLvl w:val="{item.outline}"/>',
        f"<w:rPr>{change_mark(item.change)}</w:rPr>" if item.change else "",
        item.section,
    ]
    properties = f"<w:pPr>{''.join(children)}</w:pPr>"
    passage, content, ending = item.passage, item.content, ""
    identified = ""
    if passage:
        identified = f' w14:paraId="{passage.id}"'
        content = bookmarked(content, passage.number, passage.bookmark)
    if item.change:
        content, ending = move_range(changed_runs(content, item.change), item.change)
    return f"{item.opening}<w:p{identified}>{properties}{content}</w:p>{ending}{item.closing}"


_KEPT: Mapping[bool | None, str] = {
    None: "",
    True: "<w:keepNext/>",
    False: '<w:keepNext w:val="0"/>',
}


def _frame(frame: Frame) -> str:
    wrap = "notBeside" if frame.parts else "around"
    return (
        f'<w:framePr w:w="{twips(frame.width)}" w:hSpace="0" w:wrap="{wrap}" w:vAnchor="text"'
        f' w:hAnchor="page" w:x="{twips(frame.x)}" w:y="{max(1, twips(frame.down))}"/>'
    )


def _numbering(instance: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>'


def space_before(item: Flow) -> float:
    """The space above a paragraph or table, in points."""
    if isinstance(item, WordTable) or item.before is not None:
        return item.before or 0.0
    return item.style.look.before


def space_after(item: Flow) -> float:
    """The space below a paragraph or table, in points."""
    if isinstance(item, WordTable) or item.after is not None:
        return item.after or 0.0
    return item.style.look.after


def _spacing(item: WordParagraph, previous: Flow | None, following: Flow | None) -> str:
    look, before, after = item.style.look, space_before(item), space_after(item)
    if isinstance(previous, WordTable):
        before = max(before, previous.after)
    if isinstance(following, WordTable):
        after = max(after, following.before)
    values = []
    if before != look.before:
        values.append(f' w:before="{twips(before)}"')
    if after != look.after:
        values.append(f' w:after="{twips(after)}"')
    if item.leading is not None:
        rule = "atLeast" if item.grows else "exact"
        values.append(f' w:line="{twips(item.leading)}" w:lineRule="{rule}"')
    return f"<w:spacing{''.join(values)}/>" if values else ""
