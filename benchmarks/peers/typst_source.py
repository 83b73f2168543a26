"""Document → Typst source, dressed by brief.typ: the same words, notes as its own footnotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import assert_never

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
    Note,
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

_SPECIAL = re.compile(r"([\\`*_#$@<>\[\]~/\"'])")
_LIST_MARK = re.compile(r"^(\d*)([-+=.] ?)")

_Notes = Mapping[int, Note]


def typst_source(document: Document) -> str:
    """The whole document; `brief.typ` is expected beside it."""
    notes = {note.number: note for note in document.notes}
    meta, fields = document.meta, document.meta.fields
    given = {
        "title": document.title,
        "author": ", ".join(meta.authors),
        "lang": document.language.split("-")[0],
        "region": document.language.partition("-")[2] or None,
        "marking": meta.marking.words if meta.marking else "",
        "foot": " · ".join((meta.publisher, meta.identifier, fields.get("version", ""))),
    }
    arguments = ", ".join(f"{name}: {_string(value)}" for name, value in given.items())
    day = meta.issued
    issued = f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"
    head = f'#import "brief.typ": *\n#show: brief.with({arguments}, issued: {issued})\n\n'
    return head + _blocks(document.blocks, notes) + "\n"


def _string(value: str | None) -> str:
    return "none" if value is None else json.dumps(value, ensure_ascii=False)


def _blocks(blocks: Iterable[Block], notes: _Notes) -> str:
    return "\n\n".join(_block(block, notes) for block in blocks)


def _block(block: Block, notes: _Notes) -> str:
    match block:
        case Heading(level, children, anchor):
            return f"#heading(level: {level})[{_inlines(children, notes)}]{_label(anchor)}"
        case Paragraph(children, "body" | "list" | "note", anchor):
            return _words(children, notes) + _label(anchor)
        case Paragraph(children, role, anchor):
            return f'#dressed("{role}")[{_inlines(children, notes)}]{_label(anchor)}'
        case BulletList(items):
            return f"#list({_items(items, notes)})"
        case NumberedList(items, start):
            return f"#enum(start: {start}, {_items(items, notes)})"
        case DefinitionList(items):
            return "\n\n".join(
                f'#dressed("term")[{_inlines(term, notes)}]\n\n{_blocks(blocks, notes)}'
                for term, blocks in items
            )
        case Quotation(blocks):
            return f"#quote(block: true)[{_blocks(blocks, notes)}]"
        case Box(role, blocks, title, anchor) | Aside(role, blocks, title, anchor):
            head = f'#dressed("box-title")[{_inlines(title, notes)}]\n\n' if title else ""
            return f'#boxed("{role}")[\n{head}{_blocks(blocks, notes)}\n]{_label(anchor)}'
        case Table():
            return _table(block, notes)
        case Figure():
            raise ValueError("the measured brief has no figures")
        case _:
            assert_never(block)


def _items(items: Iterable[tuple[Block, ...]], notes: _Notes) -> str:
    return ", ".join(f"[{_blocks(item, notes)}]" for item in items)


def _table(table: Table, notes: _Notes) -> str:
    columns = ", ".join(["auto", *["1fr"] * (len(table.header) - 1)])
    rows = ",\n".join(_row(row, notes) for row in table.rows)
    aligned = ", ".join(table.alignments)
    grid = (
        f"table(columns: ({columns}), align: ({aligned},),\n"
        f"table.header({_row(table.header, notes)}),\n{rows})"
    )
    if not table.caption:
        return f"#{grid}"
    return f"#figure({grid}, caption: [{_inlines(table.caption, notes)}]){_label(table.anchor)}"


def _row(cells: Iterable[tuple[Inline, ...]], notes: _Notes) -> str:
    return ", ".join(f"[{_inlines(cell, notes)}]" for cell in cells)


def _label(anchor: str | None) -> str:
    return f" {_named(anchor)}" if anchor else ""


def _named(anchor: str) -> str:
    """A label; Typst knows no `@` in one."""
    return f"<{anchor.replace('@', '')}>"


def _words(inlines: Iterable[Inline], notes: _Notes) -> str:
    """Words at the beginning of a line, where "1." or a dash would begin a list."""
    return _LIST_MARK.sub(r"\1\\\2", _inlines(inlines, notes))


def _inlines(inlines: Iterable[Inline], notes: _Notes) -> str:
    return "".join(_inline(inline, notes) for inline in inlines)


def _inline(inline: Inline, notes: _Notes) -> str:
    match inline:
        case Text(value):
            return _SPECIAL.sub(r"\\\1", value)
        case SourceWords(children):
            return _inlines(children, notes)
        case Emphasis(children):
            return f"#emph[{_inlines(children, notes)}]"
        case Strong(children):
            return f"#strong[{_inlines(children, notes)}]"
        case Foreign(children, language):
            return f'#text(lang: "{language.split("-")[0]}")[{_inlines(children, notes)}]'
        case Link(children, target):
            return f"#link({_target(target)})[{_inlines(children, notes)}]"
        case CrossReference(label, target):
            return f"#link({_named(target)})[{label}]"
        case NoteMark(number, anchor):
            return f"#footnote[{_blocks(notes[number].blocks, notes)}]{_named(anchor)}"
        case LineBreak():
            return r"\ "
        case Remark():
            return ""
        case _:
            assert_never(inline)


def _target(target: str) -> str:
    """A footnote's label stands at its mark in Typst, so a link to note 5 leads there."""
    if target.startswith("#"):
        return _named(re.sub("^note-", "mark-", target[1:]))
    return _string(target)
