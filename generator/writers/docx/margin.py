"""The side column: paragraphs in frames, each before the text that it stands beside.

A screen reader meets them there; it would meet a text box out of order. All paragraphs of a frame
have one style, without rules. Whatever differs between them is direct formatting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.theme.sheet import Sheet
from generator.theme.theme import BoxStyle, Rule
from generator.writers.docx.flow import Flow, Frame, WordParagraph, space_after, space_before
from generator.writers.docx.markup import TAB
from generator.writers.docx.placing import spaced
from generator.writers.docx.role_styles import GAP, WordStyle

_BEYOND = 72.0  # points, enough for the marks of many notes


def framed_flow(
    flow: Sequence[Flow], style: WordStyle, frame: Frame, box: BoxStyle | None
) -> list[Flow]:
    """The paragraphs of a block in a frame, all of them in `style`; tables as they are."""
    found = [each for item in flow for each in _framed(item, style, frame)]
    if box is not None and box.fill:
        return spaced([_grounded(each, style) for each in found], before=0.0)
    if box is None:
        return spaced(found, before=0.0)
    above, below = box.above, box.below
    if above.weight:
        head = _ruled_line(above, style, frame, before=0.0, after=box.padding_top)
        found = [head, *spaced(found, before=0.0)]
    else:
        found = spaced(found, before=box.padding_top)
    if below.weight:
        found.append(_ruled_line(below, style, frame, before=box.padding_bottom, after=0.0))
    return found


def _framed(item: Flow, style: WordStyle, frame: Frame) -> Iterator[Flow]:
    if not isinstance(item, WordParagraph):
        yield item
        return
    look, before, after = item.style.look, space_before(item), space_after(item)
    if look.above.weight:
        yield _ruled_line(look.above, style, frame, before=before, after=look.above.gap)
        before = 0.0
    inset = item.style.indents if item.inset is None else item.inset
    align = look.align if item.align is None else item.align
    yield replace(
        item,
        style=style,
        frame=frame,
        inset=None if inset == style.indents else inset,
        align=None if align == style.look.align else align,
        before=before,
        after=look.below.gap if look.below.weight else after,
        leading=look.leading if item.leading is None else item.leading,
        keep_with_next=None,
        outline=item.style.outline if item.outline is None else item.outline,
    )
    if look.below.weight:
        yield _ruled_line(look.below, style, frame, before=0.0, after=after)


def _grounded(item: Flow, style: WordStyle) -> Flow:
    """A paragraph that is set in, its ground as wide as that of the others in its frame.

    A ground begins where the first line does: so this hangs from there, its words behind a tab. It
    ends where the lines do, and so they end where those of the others end.
    """
    if not isinstance(item, WordParagraph) or item.numbering or not item.inset:
        return item
    (left, _, first), (begin, end, _) = item.inset, style.indents
    if first or left <= begin or not item.content:
        return item
    return replace(item, inset=(left, end, begin - left), content=TAB + item.content)


def _ruled_line(
    rule: Rule, style: WordStyle, frame: Frame, *, before: float, after: float
) -> WordParagraph:
    """A rule as a thin paragraph with a ground: different borders would divide the frame."""
    return WordParagraph(
        style,
        "",
        before=before,
        after=after,
        leading=rule.weight,
        ground=rule.color,
        frame=frame,
    )


def off_sheet(references: str, page: Sheet) -> WordParagraph:
    """References to notes and comments of a frame, in a paragraph that takes no room.

    LibreOffice 7.4 loses a note from a frame, and ends the frame at a comment. The paragraph is
    beyond the left edge of the sheet: the mark of a reference is drawn however small it is.
    """
    # LibreOffice also loses a bookmark behind a frame if nothing stands before it.
    return WordParagraph(GAP, TAB + references, inset=(-page.left - _BEYOND, 0.0, 0.0))


def hung_frames(flow: Sequence[Flow]) -> list[Flow]:
    """The flow with each frame beside the first line of the paragraph behind it.

    Word and LibreOffice measure from the top of that paragraph, with the space above it. If no
    paragraph is behind a frame, an empty one is put in for it.
    """
    found: list[Flow] = []
    waiting: list[WordParagraph] = []
    for item in _begun_by_frames(flow):
        if isinstance(item, WordParagraph) and item.frame is not None:
            waiting.append(item)
            continue
        found += _hung(waiting, found[-1:], item)
        found.append(item)
        waiting = []
    return [*found, *_hung(waiting, found[-1:], None)]


def _begun_by_frames(flow: Sequence[Flow]) -> list[Flow]:
    """The flow, a page begun by the paragraph that a frame hangs on, and not by one behind it."""
    found = list(flow)
    for place, (frame, anchor, behind) in enumerate(zip(flow, flow[1:], flow[2:], strict=False), 1):
        match frame, anchor, behind:
            case (
                WordParagraph(frame=Frame()),
                WordParagraph(style=style, frame=None),
                WordParagraph(new_page=True),
            ) if style is GAP:
                found[place] = replace(anchor, new_page=True)
                found[place + 1] = replace(behind, new_page=False)
    return found


def _hung(
    frames: Sequence[WordParagraph], above: Sequence[Flow], behind: Flow | None
) -> Iterator[Flow]:
    if not frames:
        return
    anchor = behind if isinstance(behind, WordParagraph) else WordParagraph(GAP, "")
    lead = max(0.0, space_before(anchor) - sum(map(space_after, above)))
    for one in frames:
        assert one.frame is not None
        yield replace(one, frame=replace(one.frame, down=one.frame.down + lead))
    if anchor is not behind:
        yield anchor
