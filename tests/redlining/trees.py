"""A redline as a tree, its changes accepted or rejected; and what a document says, to compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from generator.document import (
    Aside,
    Block,
    Box,
    Changed,
    ChangeKind,
    Contents,
    CrossReference,
    DefinitionList,
    Document,
    Enclosing,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteMark,
    NumberedList,
    PageBreak,
    Paragraph,
    Remark,
    SourceWords,
    Strong,
    Table,
    Text,
)
from generator.document.rewriting import with_inner_blocks
from generator.document.walking import change_of, inline_runs, inner_blocks, note_marks, plain_text

Said = list[Any]


def settled_tree(document: Document, kept: ChangeKind) -> Document:
    """The document with one kind of change kept and what was changed otherwise left out."""
    blocks = _settled_blocks(document.blocks, kept)
    notes = tuple(
        replace(note, blocks=_settled_blocks(note.blocks, kept)) for note in document.notes
    )
    return replace(document, blocks=blocks, notes=notes)


def _settled_blocks(blocks: Iterable[Block], kept: ChangeKind) -> tuple[Block, ...]:
    return tuple(_settled(block, kept) for block in blocks if not _is_left_out(block, kept))


def _is_left_out(block: Block, kept: ChangeKind) -> bool:
    """Whether nothing of a block stays: all that it holds is changed the other way."""
    hows = list(_hows(block))
    return bool(hows) and all(how not in (None, kept) for how in hows)


def _hows(block: Block) -> Iterator[ChangeKind | None]:
    """The change of each image and of each run that is not empty."""
    if isinstance(block, Figure):
        yield block.change
    for run in inline_runs(block):
        if run:
            change = change_of(run)
            yield change and change.how
    for inner in inner_blocks(block):
        yield from _hows(inner)


def _settled(block: Block, kept: ChangeKind) -> Block:
    block = with_inner_blocks(block, lambda blocks: _settled_blocks(blocks, kept))

    def run(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(_settled_run(inlines, kept))

    match block:
        case Heading() | Paragraph():
            return replace(block, children=run(block.children))
        case DefinitionList(items):
            return replace(block, items=tuple((run(term), said) for term, said in items))
        case Box() | Aside():
            return replace(block, title=run(block.title))
        case Figure():
            return replace(block, caption=run(block.caption), change=None)
        case Table():
            rows = tuple(
                tuple(map(run, row))
                for row in block.rows
                if not all((one := change_of(cell)) and one.how != kept for cell in row)
            )
            return replace(
                block,
                rows=rows,
                header=tuple(map(run, block.header)),
                caption=run(block.caption),
                source=run(block.source),
            )
        case _:
            return block


def _settled_run(inlines: Iterable[Inline], kept: ChangeKind) -> Iterator[Inline]:
    for inline in inlines:
        if not isinstance(inline, Changed):
            yield inline
        elif inline.how == kept:
            yield from inline.children


# --- what it says -------------------------------------------------------------------------


def sayings(document: Document) -> Said:
    """What a reader sees of each block: kinds, words in their dress, notes at their marks.

    Numbers are left out, which count what stands before them; so are empty items of lists.
    """
    notes = {note.number: note for note in document.notes}
    return _Teller(notes).blocks(document.blocks)


class _Teller:
    def __init__(self, notes: dict[int, Note]) -> None:
        self._notes = notes

    def blocks(self, blocks: Iterable[Block]) -> Said:
        """What blocks say; those that hold nothing are not there."""
        found = (self._block(one) for one in blocks if not _only_counts(one))
        return [one for one in found if one[-1] or any(one[-2]) or one[0] == "Figure"]

    def _block(self, block: Block) -> Said:
        kind: list[Any] = [type(block).__name__]
        match block:
            case Heading(level=level):
                kind.append(level)
            case Paragraph(role=role) | NumberedList(role=role) | Box(role=role) | Aside(role=role):
                kind.append(role)
            case Table():
                kind += [len(block.rows), block.spans]
            case Figure():
                kind.append(block.image)
            case _:
                pass
        runs = [self._run(run) for run in inline_runs(block)]
        if isinstance(block, DefinitionList):  # a term that came or went empty
            runs = [run for run in runs if run]
        return [*kind, runs, self.blocks(inner_blocks(block))]

    def _run(self, inlines: Iterable[Inline]) -> Said:
        """The run in pieces of one dress, words that follow each other as one."""
        found: Said = []
        for dress, group in groupby(self._pieces(inlines, ()), lambda one: one[1]):
            for is_text, some in groupby(group, lambda one: isinstance(one[0], str)):
                pieces = [piece for piece, _ in some]
                if is_text:
                    pieces = [words] if (words := _plain("".join(pieces))) else []
                found += [(piece, dress) for piece in pieces]
        return found

    def _pieces(self, inlines: Iterable[Inline], dress: tuple[str, ...]) -> Iterator[Said]:
        for inline in inlines:
            match inline:
                case Text(value) if _plain(value):
                    yield [value, dress]
                case CrossReference(target=target):
                    yield [("reference", target), dress]
                case LineBreak():
                    yield [("line break",), dress]
                case NoteMark(number):
                    yield [("note", self.blocks(self._notes[number].blocks)), dress]
                case Text() | Remark():
                    continue
                case Strong(role=role) if role:
                    yield [("chip", role, _plain(plain_text(inline.children))), dress]
                case Link(target=target) if _COUNTED.fullmatch(target):
                    if words := _plain(plain_text(inline.children)):
                        yield [("counted", words), dress]
                case SourceWords():
                    yield from self._pieces(inline.children, dress)
                case Enclosing(children):
                    yield from self._pieces(children, (*dress, type(inline).__name__))


_COUNTED = re.compile(r"#(?:was-)?(?:mark|note)-\d+")  # links that show the number of a note


def _only_counts(block: Block) -> bool:
    """Whether a block repeats what stands elsewhere: a contents, the notes that cite a source."""
    match block:
        case Contents() | PageBreak():
            return True
        case Paragraph(role="source-cited"):
            return not any(note_marks([block]))
        case _:
            return False


def _plain(words: str) -> str:
    words = words.replace("\u2009", "")
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", words))
