"""The pieces of a Markdown text as a row that can be rearranged: taken out, put in, moved.

What stands between two pieces, the fences of blocks above all, is kept true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from generator.markdown.rules import closes_div, fence_attributes, opens_div
from generator.merging.passages import DEFINITION, TERM, PassageShape
from generator.merging.pieces import Divided, Piece
from generator.merging.plan import PieceId
from generator.templates.blocks import PARTS_OF_A_BRIEF


class PieceEntry(Struct):
    """A piece in the row, and the gap before it.

    `is_fresh` if this merge has put it there, `is_touched` if it has taken away what stood beside.
    `list_start` is the first number of the list that an item stood in.
    """

    id: PieceId | None
    gap: str
    text: str
    lead: str
    shape: PassageShape
    table: int = -1
    blocks: int = 0  # how many fenced blocks and quotations it stands in
    is_fresh: bool = False
    is_touched: bool = False
    list_start: int = 1

    @property
    def is_item(self) -> bool:
        return self.shape.kind == "item"


def _shape_of_piece(piece: Piece, lead: str) -> PassageShape:
    """What a piece is: a paragraph in an item that does not begin it is a paragraph."""
    if piece.kind == "row":
        return PassageShape("cell")
    if piece.kind == "heading":
        return PassageShape("heading", piece.level)
    if piece.is_item and piece.items:
        return PassageShape("item", len(piece.items) - 1, piece.is_numbered)
    if piece.kind == "term":
        return TERM
    if lead.strip() in (":", "~"):
        return DEFINITION
    return PassageShape("quotation" if piece.is_quoted else "paragraph")


class Row(Struct):
    """The pieces of a text in order, and what stands behind the last."""

    entries: list[PieceEntry]
    tail: str

    @property
    def text(self) -> str:
        return "".join(f"{one.gap}{one.text}" for one in self.entries) + self.tail

    def index(self, piece: PieceId | None) -> int:
        """Where a piece stands in the row; -1 if it does not."""
        return next((n for n, one in enumerate(self.entries) if one.id == piece), -1)

    def gap(self, index: int) -> str:
        return self.entries[index].gap if index < len(self.entries) else self.tail

    def set_gap(self, index: int, gap: str) -> None:
        if index < len(self.entries):
            self.entries[index].gap = gap
        else:
            self.tail = gap

    def take(self, first: int, last: int) -> list[PieceEntry]:
        """Take pieces out of the row, with the fenced blocks that hold nothing else.

        The fences of a part of the brief do not come along: the template says where a part stands.
        """
        taken = self.entries[first : last + 1]
        del self.entries[first : last + 1]
        for beside in self.entries[max(0, first - 1) : first + 1]:
            beside.is_touched = True
        opened, before = _opened_last(taken[0].gap)
        closed, after = _closed_first(self.gap(first))
        held = 0 if any(map(_opens_part, opened)) else min(len(opened), len(closed))
        before += "".join(opened[: len(opened) - held])
        after = "".join(closed[held:]) + after
        self.set_gap(first, _without_holes(before, after))
        taken[0].gap = "\n\n" + "".join(opened[len(opened) - held :]) if held else "\n\n"
        if held:
            taken[-1].text += "\n" + "".join(closed[:held]).rstrip("\n")
        return taken

    def put(self, index: int, entries: list[PieceEntry], *, leaving: bool, is_before: bool) -> None:
        """Put pieces in before an index: behind what is before it, or before what is there."""
        gap = self.gap(index)
        own = entries[0].gap.lstrip("\n")  # an opening fence
        before = self.entries[index - 1] if index else None
        behind = self.entries[index] if index < len(self.entries) else None
        if is_before:
            entries[0].gap = gap + own
            self.set_gap(index, _between(entries[-1], behind, ""))
        elif leaving and before is not None and gap.strip():
            closed, rest = _closed_first(gap)
            fences = "\n" + "".join(closed) if closed else ""
            entries[0].gap = fences.rstrip("\n") + "\n\n" + own
            self.set_gap(index, "\n\n" + rest.lstrip("\n") if behind else rest or "\n")
        else:
            loose = gap if before and behind and behind.is_item else ""
            entries[0].gap = _between(before, entries[0], loose) + own
            if not gap.strip() and behind is not None:
                self.set_gap(index, _between(entries[-1], behind, gap))
        self.entries[index:index] = entries


def row_of(divided: Divided, ids: dict[int, PieceId]) -> Row:
    """The pieces of a text. `ids` are those that the base has, by their number in this text."""
    entries = [
        PieceEntry(
            ids.get(piece.number),
            divided.gap_before(piece.number),
            divided.words_of(piece),
            divided.text[piece.start : piece.words],
            _shape_of_piece(piece, divided.text[piece.start : piece.words]),
            piece.table,
            len(piece.blocks),
        )
        for piece in divided.pieces
    ]
    row = Row(entries, divided.gap_before(len(divided.pieces)))
    for items in _lists(row):
        if first := _NUMBER.match(items[0].lead):
            for one in items:
                one.list_start = int(first[2])
    return row


def _between(before: PieceEntry | None, behind: PieceEntry | None, gap: str) -> str:
    """What stands between two pieces that meet; `gap` is between pieces like them."""
    if before is None:
        return ""
    if behind is None:
        return "\n"
    match before.shape.kind, behind.shape.kind:
        case "cell", "cell":
            return "\n"
        case "item", "item" if _one_list(before, behind):
            return gap if gap and not gap.strip() and gap.count("\n") > 1 else "\n"
        case "quotation", "quotation":
            return "\n>\n"
        case "term", "definition":
            return "\n"
        case _:
            return "\n\n"


def _one_list(before: PieceEntry, behind: PieceEntry) -> bool:
    """Whether two items may stand in one list, or one in the other's."""
    if before.shape.level != behind.shape.level:
        return True
    return before.shape.is_numbered == behind.shape.is_numbered


def _opened_last(gap: str) -> tuple[list[str], str]:
    """The fences at the end of a gap that open blocks, and the gap without them."""
    lines = gap.splitlines(keepends=True)
    opened: list[str] = []
    while lines and (not lines[-1].strip() or opens_div(lines[-1])):
        line = lines.pop()
        if line.strip():
            opened.insert(0, line)
        elif not opened:
            continue
        elif not (lines and opens_div(lines[-1])):
            lines.append(line)
            break
    return (opened, "".join(lines)) if opened else ([], gap)


def _opens_part(line: str) -> bool:
    """Whether a fence opens a part of a brief, whose place the template says."""
    found = fence_attributes(line.strip())
    return found is not None and any(name in PARTS_OF_A_BRIEF for name in found[1])


def _closed_first(gap: str) -> tuple[list[str], str]:
    """The fences at the head of a gap that close blocks, and the gap without them."""
    lines = gap.splitlines(keepends=True)
    closed: list[str] = []
    index = 0
    for number, line in enumerate(lines):
        if closes_div(line):
            closed.append(line)
            index = number + 1
        elif line.strip():
            break
    return (closed, "\n" + "".join(lines[index:])) if closed else ([], gap)


def _without_holes(before: str, after: str) -> str:
    """Two gaps as one, where nothing is between them any more."""
    if not before.strip() and not after.strip():
        return before if before.count("\n") > after.count("\n") else after
    blank = max(_ending(before), _ending(after[::-1]))
    return before.rstrip("\n") + "\n" * max(1, min(2, blank)) + after.lstrip("\n")


def _ending(text: str) -> int:
    return len(text) - len(text.rstrip("\n"))


_NUMBER = re.compile(r"(\s*)(\d+)([.)])(\s+)")


def renumber(row: Row) -> None:
    """Number the items of the lists that this merge has changed, if they were numbered in turn."""
    for items in _lists(row):
        numbers = [int(found[2]) for one in items if (found := _NUMBER.match(one.lead))]
        kept = [
            int(found[2])
            for one in items
            if not one.is_fresh and (found := _NUMBER.match(one.lead))
        ]
        rises = all(first < second for first, second in pairwise(kept))
        rises = rises and any(one.is_fresh or one.is_touched for one in items)
        start = next((one.list_start for one in items if not one.is_fresh), 1)
        wanted = list(range(start, start + len(items)))
        if rises and len(numbers) == len(items) and numbers != wanted:
            for number, one in zip(wanted, items, strict=True):
                _renumbered(one, number)


def _renumbered(entry: PieceEntry, number: int) -> None:
    lead = _NUMBER.sub(rf"\g<1>{number}\g<3>\g<4>", entry.lead, count=1)
    entry.text = lead + entry.text[len(entry.lead) :]
    entry.lead = lead


def _lists(row: Row) -> Iterator[list[PieceEntry]]:
    """The numbered lists of a row, item by item; what stands deeper is left out."""
    open_lists: dict[int, list[PieceEntry]] = {}
    for entry in row.entries:
        deeper = [depth for depth in open_lists if _ends_list(entry, depth)]
        for depth in deeper:
            yield open_lists.pop(depth)
        if entry.is_item and entry.shape.is_numbered:
            open_lists.setdefault(entry.shape.level, []).append(entry)
    yield from open_lists.values()


def _ends_list(entry: PieceEntry, depth: int) -> bool:
    """Whether a list of a depth has ended at a piece."""
    if not entry.is_item:
        is_inside = entry.shape.kind == "paragraph" and entry.lead.startswith(" ")
        return not is_inside
    if ":" in entry.gap or entry.shape.level < depth:
        return True
    return entry.shape.level == depth and not entry.shape.is_numbered
