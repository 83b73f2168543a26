"""A document as text that a reviewer can read: one line a paragraph, its role before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    CodeSpan,
    Contents,
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
    PageBreak,
    Paragraph,
    Quotation,
    Remark,
    SourceWords,
    Strong,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
)


def document_as_text(document: Document) -> str:
    lines = [f"title: {document.title}", f"language: {document.language}", ""]
    for block in document.blocks:
        lines += _block(block)
    lines.append("")
    for note in document.notes:
        lines.append(f"note {note.number} #{note.anchor}")
        lines += _indented(note.blocks)
    return "\n".join(lines) + "\n"


def _indented(blocks: Iterable[Block], lead: str = "    ") -> list[str]:
    lines = [line for block in blocks for line in _block(block)]
    return [lead + lines[0], *("    " + line for line in lines[1:])] if lines else []


def _block(block: Block) -> list[str]:  # noqa: C901, PLR0911 - a match over the blocks
    match block:
        case Heading(level, children, anchor):
            return [f"{'#' * level} {_run(children)} #{anchor}"]
        case Paragraph(children, role, anchor):
            return [f"{role} | {_run(children)}{_name(anchor)}"]
        case BulletList(items):
            return [line for item in items for line in _indented(item, "  - ")]
        case NumberedList(items, start):
            numbered = enumerate(items, start)
            return [line for number, item in numbered for line in _indented(item, f" {number}. ")]
        case DefinitionList(items):
            return [
                line for term, said in items for line in [f"term | {_run(term)}", *_indented(said)]
            ]
        case Quotation(blocks):
            return _indented(blocks, "  > ")
        case Box(role, blocks, title, anchor):
            return [f"[{role}] {_run(title)}{_name(anchor)}", *_indented(blocks)]
        case Aside(role, blocks, title, anchor):
            return [f"[beside: {role}] {_run(title)}{_name(anchor)}", *_indented(blocks)]
        case Table():
            return list(_table(block))
        case Figure():
            size = f"{block.width}×{block.height}"
            said = f"{block.label}: {_run(block.caption)} ({block.alternative})"
            return [f"figure | {block.media_type} {size} {said}{_name(block.anchor)}"]
        case Contents(title, depth):
            return [f"contents | {title}, {depth} deep"]
        case PageBreak(landscape):
            return ["page break, landscape" if landscape else "page break"]


def _table(table: Table) -> Iterator[str]:
    yield f"table | {table.label}: {_run(table.caption)}{_name(table.anchor)}"
    for row in (table.header, *table.rows):
        yield "    " + " | ".join(map(_run, row))
    if table.source:
        yield f"    below: {_run(table.source)}"


def _name(anchor: str | None) -> str:
    return f" #{anchor}" if anchor else ""


def _rested(notes: tuple[int, ...], quoted_in: tuple[int, ...]) -> str:
    numbers = [f'"{n}"' if n in quoted_in else str(n) for n in notes]
    return " ".join(numbers)


def _run(inlines: Iterable[Inline]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:  # noqa: PLR0911 - a match over the inline nodes
    match inline:
        case Text(value):
            return value
        case Strong(children, role):
            return f"[{_run(children)}]{{.{role}}}" if role else f"**{_run(children)}**"
        case Foreign(children, language):
            return f"[{_run(children)}]({language})"
        case Emphasis() | Superscript() | Subscript() | CodeSpan():
            sign = _SIGNS[type(inline)]
            return f"{sign}{_run(inline.children)}{sign}"
        case Term(children):
            return f"[{_run(children)}]{{.term}}"
        case SourceWords(children, notes, quoted_in):
            return f"[{_run(children)}]{{{_rested(notes, quoted_in)}}}"
        case Link(children, target):
            return f"[{_run(children)}]<{target}>"
        case NoteMark(number):
            return f"^{number}"
        case CrossReference(label, target):
            return f"[{label}]<#{target}>"
        case LineBreak():
            return " / "
        case Remark(text):
            return f"[!{text}]"


_SIGNS = {Emphasis: "*", Superscript: "^", Subscript: "~", CodeSpan: "`"}
