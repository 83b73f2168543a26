"""Document → what docxtpl fills word_template.docx with: the same words, notes as a list.

docxtpl knows no footnotes: a note is a raised number here, and its words stand at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    CrossReference,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    NumberedList,
    Paragraph,
    Quotation,
    Remark,
    SourceWords,
    Strong,
    Table,
    Text,
)

Run = tuple[str, str]
"""Words, and how they look: "", "italic", "bold" or "raised"."""


def word_context(document: Document) -> dict[str, Any]:
    """Plain values, fit for JSON: rows of blocks, each with its style and its runs."""
    return {
        "title": document.title,
        "foot": f"{document.meta.publisher} · {document.meta.identifier}",
        "marking": document.meta.marking.words if document.meta.marking else "",
        "blocks": list(_rows(document.blocks)),
        "notes": [
            {"kind": "note", "runs": [(f"{note.number} ", "raised"), *_runs(note.blocks)]}
            for note in document.notes
        ],
    }


def _runs(blocks: Iterable[Block]) -> list[Run]:
    return [run for row in _rows(blocks) for run in row["runs"]]


def _rows(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        yield from _block(block)


def _row(kind: str, inlines: Iterable[Inline], mark: str = "") -> dict[str, Any]:
    runs = [run for inline in inlines for run in _inline(inline, "")]
    return {"kind": kind, "runs": [(mark, ""), *runs] if mark else runs}


def _block(block: Block) -> Iterator[dict[str, Any]]:
    match block:
        case Heading(level, children):
            yield _row(f"heading{level}", children)
        case Paragraph(children, role):
            yield _row(role if role in ROLES else "body", children)
        case BulletList() | NumberedList():
            for mark, item in _marked(block):
                yield from _item(item, mark)
        case DefinitionList(items):
            for term, blocks in items:
                yield _row("term", term)
                yield from _rows(blocks)
        case Box() | Aside():
            yield _row("box-title", block.title)
            yield from _rows(block.blocks)
        case Quotation(blocks):
            yield from _rows(blocks)
        case Table(header, rows, caption=caption, label=label):
            if caption:
                yield _row("caption", caption, f"{label}. ")
            yield {"kind": "table", "runs": [], "rows": [*map(_cells, (header, *rows))]}
        case Figure():
            raise ValueError("the measured brief has no figures")
        case _:
            assert_never(block)


def _cells(cells: Iterable[tuple[Inline, ...]]) -> list[list[Run]]:
    return [_row("cell", cell)["runs"] for cell in cells]


ROLES = (
    "kicker", "subtitle", "masthead", "byline", "lead", "body", "list", "confidence", "term",
    "definition", "box-title", "caption", "source", "source-cited", "small", "lead-in", "note",
)  # fmt: skip


def _marked(block: BulletList | NumberedList) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for number, item in enumerate(block.items):
        yield "•\t" if isinstance(block, BulletList) else f"{block.start + number}.\t", item


def _item(blocks: Iterable[Block], mark: str) -> Iterator[dict[str, Any]]:
    for row in _rows(blocks):
        yield row | {"runs": [(mark, ""), *row["runs"]] if mark else row["runs"]}
        mark = ""


def _inline(inline: Inline, look: str) -> Iterator[Run]:
    match inline:
        case Text(value):
            yield (value, look)
        case CrossReference(label):
            yield (label, look)
        case LineBreak():
            yield ("\n", look)
        case NoteMark(number):
            yield (str(number), "raised")
        case Emphasis(children):
            yield from (run for child in children for run in _inline(child, "italic"))
        case Strong(children):
            yield from (run for child in children for run in _inline(child, "bold"))
        case Foreign(children) | Link(children) | SourceWords(children):
            yield from (run for child in children for run in _inline(child, look))
        case Remark():
            return
        case _:
            assert_never(inline)
