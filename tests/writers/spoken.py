"""What a screen reader should say of a document, and what a finished file has it say."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Contents,
    CrossReference,
    DefinitionList,
    Document,
    Enclosing,
    Figure,
    Heading,
    Inline,
    LineBreak,
    NoteMark,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Remark,
    Subscript,
    Superscript,
    Table,
    Text,
)
from generator.document.sections import contents_entries
from generator.document.walking import plain_text
from generator.theme.theme import Theme
from generator.typesetting.labels import numbered_labels
from tests.writers.pdf_reading import Marked, marked_words

_MARK = "\ue000"  # stands beside the mark of a note
_RAISED = "\ue001"  # stands behind raised words; a mark behind them stands apart
# Show nothing of themselves: a division asked for, marks of direction, joiners.
_SILENT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# What no character map may hold is said as U+FFFD (ISO 19005-3, 6.2.11.7.2).
_REPLACED = str.maketrans(dict.fromkeys("\x00\ufffe\uffff", "\ufffd"))


def spoken_words(
    document: Document, theme: Theme, page_of: Mapping[str, int] | None = None
) -> tuple[list[str], dict[int, list[str]]]:
    """The words of the text with the marks of notes, and those of each note, in order.

    A table of contents says the page of each heading.
    """
    voice = _Voice(theme, document.blocks, page_of or {})
    body = split(voice.blocks(document.blocks))
    notes = {
        note.number: split([f"{note.number}", *voice.blocks(note.blocks)])
        for note in document.notes
    }
    return body, notes


def split(parts: Iterable[str]) -> list[str]:
    """Words between spaces; a new block begins a new word."""
    return [word for part in parts for word in _SILENT.sub("", part).translate(_REPLACED).split()]


@dataclass(slots=True)
class _Voice:
    theme: Theme
    document: tuple[Block, ...]
    page_of: Mapping[str, int]
    lists: int = 0  # around what is being said
    numbered: int = 0

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading() | Paragraph():
                yield _said(block.children)
            case BulletList(items):
                bullet = self.theme.lists.bullet_at(self.lists)
                yield from self.items([bullet] * len(items), items, numbered=0)
            case NumberedList(items, start, role):
                own = f"{role}-number" in self.theme.styles
                numeral = "decimal" if own else self.theme.lists.numeral_at(self.numbered)
                labels = numbered_labels(start, len(items), numeral, "" if own else ".")
                yield from self.items(labels, items, numbered=1)
            case DefinitionList(items):
                for term, blocks in items:
                    yield from (_said(term), *self.blocks(blocks))
            case Quotation(blocks):
                yield from self.blocks(blocks)
            case Box() | Aside():
                yield _said(block.title)
                around = (self.lists, self.numbered)
                self.lists = self.numbered = 0
                yield from self.blocks(block.blocks)
                self.lists, self.numbered = around
            case Table() | Figure():
                yield from _captioned(block)
            case Contents():
                yield from self.contents(block)
            case PageBreak():
                return

    def items(self, labels, items, *, numbered: int) -> Iterator[str]:
        self.lists, self.numbered = self.lists + 1, self.numbered + numbered
        for label, item in zip(labels, items, strict=True):
            yield from (label, *self.blocks(item))
        self.lists, self.numbered = self.lists - 1, self.numbered - numbered

    def contents(self, block: Contents) -> Iterator[str]:
        entries = list(contents_entries(block, self.document))
        yield block.title if entries else ""
        for entry in entries:
            yield f"{_said(entry.children)} {self.page_of[entry.anchor]}"


def _captioned(block: Table | Figure) -> Iterator[str]:
    label = f"{block.label}. " if block.label and block.caption else ""
    yield label + _said(block.caption)
    if isinstance(block, Table):
        yield from (_said(cell) for row in (block.header, *block.rows) for cell in row)
        yield _said(block.source)


def _said(inlines: Iterable[Inline]) -> str:
    """The words; between the marks of two notes stands a space, or they would read as one."""
    words = re.sub(f"[{_MARK}{_RAISED}]{_MARK}", " ", _joined_inlines(inlines))
    return words.replace(_MARK, "").replace(_RAISED, "")


def _joined_inlines(inlines: Iterable[Inline]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Text(value):
            return value
        case CrossReference(label):
            return label
        case LineBreak():
            return " "
        case NoteMark(number):
            return f"{_MARK}{number}{_MARK}"
        case Remark():
            return ""
        case Superscript():
            return plain_text((inline,)) + _RAISED
        case Subscript():
            return plain_text((inline,))
        case Enclosing():
            return _joined_inlines(inline.children)


# --- what a file says -------------------------------------------------------------------

_INLINE = {"Span", "Code", "Reference", "Link", "Note", "Annot"}
# An element opens with its kind and identifier, words are words, None closes the element.
Event = tuple[str, str] | str | None


def heard_words(events: Iterable[Event]) -> tuple[list[str], dict[int, list[str]]]:
    """The same two, from the structure of a finished file."""
    body: list[str] = []
    notes: dict[int, list[str]] = {}
    target, waiting = body, []
    for event in events:
        match event:
            case (kind, identifier):
                waiting.append((kind, target))
                target.append("" if kind in _INLINE else " ")
                if kind == "Note":
                    target = notes.setdefault(int(identifier.rpartition("-")[2] or 0), [])
            case None:
                kind, target = waiting.pop()
                target.append("" if kind in _INLINE else " ")
            case words:
                target.append(words)
    joined = {number: split(["".join(words)]) for number, words in notes.items()}
    return split(["".join(body)]), joined


def events_of(pdf: pikepdf.Pdf) -> Iterator[Event]:
    """The structure by the tree, the marked content and the character maps of the file."""
    return _events(pdf.Root.StructTreeRoot.K, marked_words(pdf))


def _events(element: pikepdf.Object, words: Mapping[Marked, str]) -> Iterator[Event]:
    yield str(element.S)[1:], str(element.get("/ID", ""))
    for kid in element.get("/K", []):
        if not isinstance(kid, pikepdf.Dictionary):
            yield words[element.Pg.objgen, int(kid)]
        elif "/S" in kid:
            yield from _events(kid, words)
        elif kid.Type == "/MCR":
            yield words[kid.Pg.objgen, int(kid.MCID)]
    yield None


_ELEMENT = re.compile(r"(\w+)(?: <(.*?)>)?(?: \".*\")?(?: \((?:block|inline)\))?:?$")


def events_by_poppler(pdfinfo: str, path: Path) -> Iterator[Event]:
    """The structure by `pdfinfo -struct-text`."""
    command = [pdfinfo, "-enc", "UTF-8", "-struct-text", str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    depths: list[int] = []
    for line in _joined(done.stdout.decode("utf-8", "replace")):
        inner = line.lstrip(" ")
        while depths and depths[-1] >= len(line) - len(inner):
            depths.pop()
            yield None
        if inner.startswith('"'):
            yield inner[1:-1]
        elif not inner.startswith("Object ") and (found := _ELEMENT.match(inner)):
            depths.append(len(line) - len(inner))
            yield found[1], found[2] or ""
    yield from (None for _ in depths)


def _joined(shown: str) -> Iterator[str]:
    """The lines, those of words that hold a line end put together."""
    waiting = ""
    for line in shown.split("\n"):
        waiting = f"{waiting}\n{line}" if waiting else line
        inner = waiting.lstrip(" ")
        if not inner.startswith('"') or (inner.endswith('"') and len(inner) > 1):
            yield waiting
            waiting = ""
