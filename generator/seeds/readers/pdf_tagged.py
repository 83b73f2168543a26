"""The lines of a tagged PDF in the order of its structure tree, and the passages that it marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.seeds.readers.pdf_labels import EDGE, page_number
from generator.seeds.readers.pdf_lines import PdfLine, is_drop_capital
from generator.seeds.readers.pdf_passages import PdfPassage
from generator.seeds.readers.pdf_rows import PlacedRun
from generator.seeds.readers.pdf_runs import PdfSheet
from generator.seeds.readers.pdf_tags import TagBlock, TagTree
from generator.seeds.seed import SourceBlockKind
from generator.seeds.wrapping import closes

_ENOUGH = 0.7
"""Of the letters: where fewer are in the tree, tags are an afterthought and not the text."""


def in_order_of_tags(runs: Sequence[PlacedRun], tree: TagTree) -> Iterator[tuple[int, PlacedRun]]:
    """The runs in the order of the tree, each with its block.

    What no tag holds comes, as block -1, at the end of its page: before the first block that goes
    on behind that page.
    """
    held: list[tuple[int, int, PlacedRun]] = []
    loose: list[PlacedRun] = []
    for run in runs:
        place = tree.marks.get((run.page, run.run.mark)) if run.run.mark >= 0 else None
        if place is None:
            loose.append(run)
        else:
            held.append((*place, run))
    held.sort(key=lambda one: one[0])  # stable: within a mark the order of the file stays
    done = 0
    for _, block, run in held:
        while done < len(loose) and loose[done].page < run.page:
            yield -1, loose[done]
            done += 1
        yield block, run
    for run in loose[done:]:
        yield -1, run


def tags_hold_the_text(lines: Sequence[PdfLine], tree: TagTree) -> bool:
    """Whether the tree holds most of what is seen, and its paragraphs are paragraphs.

    Some programs tag each printed line as a paragraph, or the whole page as one.
    """
    seen = [line for line in lines if not line.unseen]
    held = [
        line for line in seen if line.block >= 0 and not _why_aside(line, tree.blocks[line.block])
    ]
    every = sum(len(line.text) for line in seen)
    if sum(len(line.text) for line in seen if line.block >= 0) < _ENOUGH * every:
        return False
    ends = {line.block: line.text for line in held if not line.raised}
    long = Counter(line.block for line in held if len(line.text) > _FULL)
    closed = sum(closes(ends[block]) for block in long)
    return closed * 2 >= len(long)


_FULL = 40
"""In characters: shorter lines may be headings, items or cells, which end as they like."""


_REASONS: Mapping[str, str] = {
    "Note": "note",
    "FENote": "note",
    "TOC": "contents",
    "TOCI": "contents",
    "Index": "index",
    "Figure": "figure",
    "Form": "form",
    "Caption": "caption",
    "Title": "title",
}
_KINDS: Mapping[str, SourceBlockKind] = {
    "LI": "item",
    "TR": "cell",
    "BlockQuote": "quote",
    **dict.fromkeys(("Title", "H", "H1", "H2", "H3", "H4", "H5", "H6"), "heading"),
}


def passages_of_tags(
    lines: Sequence[PdfLine], tree: TagTree, sheets: Sequence[PdfSheet], aside: Mapping[int, str]
) -> Iterator[PdfPassage]:
    """The passages that the tree marks; each line is in one of them.

    What it gives no reason to drop is kept, headings too. What no tag holds is dropped, and what
    is `aside`, which says why.
    """
    open_: list[int] = []
    for index, line in enumerate(lines):
        if index in aside:
            yield PdfPassage((index,), reason=aside[index])
        elif line.block < 0:
            yield PdfPassage((index,), reason=_loose(line, sheets[line.page].height))
        elif reason := _why_aside(line, tree.blocks[line.block]):
            yield PdfPassage((index,), reason=reason)
        elif open_ and _goes_with(lines[open_[-1]], line, tree.blocks):
            open_.append(index)
        else:
            if open_:
                yield _tagged_passage(open_, lines, tree)
            open_ = [index]
    if open_:
        yield _tagged_passage(open_, lines, tree)


def _tagged_passage(indices: Sequence[int], lines: Sequence[PdfLine], tree: TagTree) -> PdfPassage:
    within = tree.blocks[lines[indices[-1]].block].within
    kinds = (kind for role in reversed(within) if (kind := _KINDS.get(role)))
    return PdfPassage(tuple(indices), kind=next(kinds, "text"))


def _why_aside(line: PdfLine, block: TagBlock) -> str:
    """Why a line of a block is no part of the text; empty if it is one."""
    if line.unseen:
        return "hidden"
    return next((_REASONS[role] for role in reversed(block.within) if role in _REASONS), "")


_STEP = 1.25  # from one size to another: a title and the name below it may share a paragraph


def _goes_with(before: PdfLine, line: PdfLine, blocks: Sequence[TagBlock]) -> bool:
    one, two = blocks[before.block], blocks[line.block]
    # The cells of a row are one passage, and so are a label and the first block of its item.
    if one.row == two.row >= 0 and (two.is_cell or one.role == "Lbl"):
        return True
    if before.block != line.block:
        return False
    sizes = sorted((before.size, line.size))
    return (
        is_drop_capital(before, line) or before.raised or line.raised or sizes[1] < _STEP * sizes[0]
    )


def _loose(line: PdfLine, height: float) -> str:
    """Why a line is dropped that no tag holds."""
    if line.unseen:
        return "hidden"
    if page_number(line, height):
        return "page number"
    at_edge = not EDGE * height < line.y < (1 - EDGE) * height
    return "running head" if at_edge else "outside the tags"
