"""Document → the Markdown that pandoc reads: the same words, notes as its own footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import indent
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

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$@\"'])")
_LIST_MARK = re.compile(r"^(\d*)([-+:.)] ?)")
_COLUMN = {"left": ":---", "right": "---:", "center": ":---:"}


def pandoc_markdown(document: Document) -> str:
    """The whole document, its language in the front matter and its notes at the end."""
    front = f"---\nlang: {document.language}\n---\n\n"
    notes = "\n\n".join(_note(note) for note in document.notes)
    return f"{front}{_blocks(document.blocks)}\n\n{notes}\n"


def _note(note: Note) -> str:
    return f"[^{note.number}]: " + indent(_blocks(note.blocks), "    ").lstrip()


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Heading(level, children, anchor):
            return f"{'#' * level} {_inlines(children)} {{#{anchor}}}"
        case Paragraph(children, "body" | "list" | "note", anchor):
            return _anchored(_words(children), anchor)
        case Paragraph(children, role, anchor):
            return f'::: {{custom-style="{role}"}}\n{_anchored(_words(children), anchor)}\n:::'
        case BulletList(items):
            return "\n\n".join(_item("-   ", item) for item in items)
        case NumberedList(items, start):
            return "\n\n".join(
                _item(f"{number}.".ljust(4), item) for number, item in enumerate(items, start)
            )
        case DefinitionList(items):
            return "\n\n".join(
                f"{_words(term)}\n\n{_item(':   ', blocks)}" for term, blocks in items
            )
        case Quotation(blocks):
            return indent(_blocks(blocks), "> ", lambda _: True)
        case Box(role, blocks, title, anchor) | Aside(role, blocks, title, anchor):
            head = f"**{_inlines(title)}**\n\n" if title else ""
            name = f" #{anchor}" if anchor else ""
            return f"::: {{.{role}{name}}}\n{head}{_blocks(blocks)}\n:::"
        case Table():
            return _table(block)
        case Figure():
            raise ValueError("the measured brief has no figures")
        case _:
            assert_never(block)


def _item(mark: str, blocks: Iterable[Block]) -> str:
    return mark + indent(_blocks(blocks), "    ").lstrip()


def _table(table: Table) -> str:
    rows = [_row(table.header), "|" + "|".join(_COLUMN[a] for a in table.alignments) + "|"]
    rows += [_row(row) for row in table.rows]
    if table.caption:
        name = f" {{#{table.anchor}}}" if table.anchor else ""
        rows += ["", f": {table.label}. {_inlines(table.caption)}{name}"]
    return "\n".join(rows)


def _row(cells: Iterable[tuple[Inline, ...]]) -> str:
    return "| " + " | ".join(_inlines(cell) for cell in cells) + " |"


def _anchored(words: str, anchor: str | None) -> str:
    """Words with an identifier; pandoc knows no `@` in one."""
    return f"[{words}]{{#{anchor.replace('@', '')}}}" if anchor else words


def _words(inlines: Iterable[Inline]) -> str:
    """Words at the beginning of a line, where "1." or a dash would begin a list."""
    return _LIST_MARK.sub(r"\1\\\2", _inlines(inlines))


def _inlines(inlines: Iterable[Inline]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Text(value):
            return _SPECIAL.sub(r"\\\1", value)
        case SourceWords(children):
            return _inlines(children)
        case Emphasis(children):
            return f"*{_inlines(children)}*"
        case Strong(children):
            return f"**{_inlines(children)}**"
        case Foreign(children, language):
            return f"[{_inlines(children)}]{{lang={language}}}"
        case Link(children, target):
            return f"[{_inlines(children)}](<{_place(target)}>)"
        case CrossReference(label, target):
            return f"[{label}](#{target})"
        case NoteMark(number, anchor):
            return f"[[^{number}]]{{#{anchor}}}"
        case LineBreak():
            return "\\\n"
        case Remark():
            return ""
        case _:
            assert_never(inline)


def _place(target: str) -> str:
    """A footnote cannot be linked to in pandoc, so a link to note 5 leads to its mark."""
    inner = target.replace("@", "") if target.startswith("#") else target
    return re.sub(r"^#note-", "#mark-", inner)
