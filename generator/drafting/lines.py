"""The blocks of a draft → the lines of its Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from generator.drafting.pieces import DraftBlock


def markdown_of_blocks(blocks: Iterable[DraftBlock]) -> str:
    """Blocks as Markdown, with an empty line between them."""
    parts: list[str] = []
    tables = 0
    for kind, group in groupby(_captioned(blocks), lambda block: block.kind):
        run = list(group)
        match kind:
            case "item":
                parts.append("\n".join(_ItemLines().of(run)))
            case "quote":
                parts.append("\n>\n".join(_indented(one.markdown, "> ", "> ") for one in run))
            case "caption":
                tables += 1
                parts += (f": {one.markdown} {{#tbl-{tables}}}" for one in run)
            case "heading":
                parts += (f"{'#' * one.level} {one.markdown}" for one in run)
            case _:
                parts += (one.markdown for one in run)
    return "\n\n".join(parts)


def _captioned(blocks: Iterable[DraftBlock]) -> list[DraftBlock]:
    """The blocks, each caption behind its table; one without a table is a paragraph."""
    done: list[DraftBlock] = []
    waiting: DraftBlock | None = None
    for block in blocks:
        if block.kind == "caption" and not (done and done[-1].kind == "table"):
            if waiting:
                done.append(replace(waiting, kind="paragraph"))
            waiting = block
            continue
        if waiting and block.kind != "table":
            done.append(replace(waiting, kind="paragraph"))
        done.append(block)
        if waiting and block.kind == "table":
            done.append(waiting)
        waiting = None
    if waiting:
        done.append(replace(waiting, kind="paragraph"))
    return done


def _indented(text: str, first: str, others: str) -> str:
    """Lines with what stands before the first and before the others."""
    head, *tail = text.split("\n")
    return "\n".join([first + head, *(others + line if line else "" for line in tail)])


# --- lists --------------------------------------------------------------------------------


class _OpenList(Struct):
    """A list that is being written: where its items begin, and the sign that marks them."""

    name: str
    is_numbered: bool
    margin: int
    sign: str
    inner: int = 0  # where the words of its last item begin


class _ItemLines(Struct):
    """The lines of items that follow each other, of one list or several."""

    lines: list[str] = field(default_factory=list)
    _open: list[_OpenList] = field(default_factory=list)

    def of(self, items: Iterable[DraftBlock]) -> list[str]:
        for item in items:
            if item.goes_on and self._open:
                self._go_on(item)
            else:
                self._add(item)
        return self.lines

    def _go_on(self, item: DraftBlock) -> None:
        margin = " " * self._open[-1].inner
        self.lines += ["", _indented(item.markdown, margin, margin), ""]

    def _add(self, item: DraftBlock) -> None:
        depth = min(item.level, len(self._open))
        closed = self._open[depth:]
        del self._open[depth + 1 :]
        is_numbered = item.number is not None
        before = closed[0] if closed else None
        if before and (before.name, before.is_numbered) != (item.name, is_numbered):
            del self._open[depth:]
        if len(self._open) == depth:
            self._open.append(self._begun(item, depth, before))
        own = self._open[-1]
        marker = f"{item.number}{own.sign}" if is_numbered else own.sign
        own.inner = own.margin + len(marker) + 1
        begins_a_list = depth and not (before and own is before)
        # A list may interrupt a paragraph only from 1 on (CommonMark, 5.3).
        if begins_a_list and item.number not in {None, 1} and self.lines[-1]:
            self.lines.append("")
        inner = " " * own.inner
        self.lines.append(_indented(item.markdown, f"{' ' * own.margin}{marker} ", inner))

    def _begun(self, item: DraftBlock, depth: int, before: _OpenList | None) -> _OpenList:
        """A list that begins here. Directly behind another one it has another sign than that."""
        is_numbered = item.number is not None
        sign = "." if is_numbered else "-"
        if before and before.sign == sign:
            sign = ")" if is_numbered else "*"
        margin = self._open[depth - 1].inner if depth else 0
        return _OpenList(item.name, is_numbered, margin, sign)
