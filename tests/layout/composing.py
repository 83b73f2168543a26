"""The repository's workspace where it may be changed, and what is composed of its briefs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator import Library, find_workspace
from generator.document import (
    Block,
    Box,
    CrossReference,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    NoteMark,
    Paragraph,
    Table,
)
from generator.document.walking import (
    blocks_with_notes,
    every_block,
    every_inline,
    every_run,
    inline_runs,
    inner_blocks,
)
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.archive.workspaces import SUMMIT

BRIEFS = ("economic", "military", "sanctions", "summit")
HEAD = (SUMMIT / "briefs/military.md").read_text(encoding="utf-8").split("---\n")[1]
FRONT = HEAD.replace("PB-2026-01", "PB-2026-99")  # beside the brief whose head it is


def add_contents(root: Path, name: str, parent: str, settings: str = "") -> None:
    """A template that is its parent with a table of contents."""
    folder = root / "templates" / name
    folder.mkdir()
    (folder / "template.toml").write_text(f'parent = "{parent}"\n{settings}', encoding="utf-8")
    block = "{% block contents %}\n{{ slot.contents }}\n{% endblock %}\n"
    layout = f'{{% extends "{parent}" %}}\n{block}'
    (folder / "layout.md.j2").write_text(layout, encoding="utf-8")


def compose_file(folder: Path, slug: str) -> Document:
    library = Library(find_workspace(folder))
    reading = read(library, folder / "briefs" / f"{slug}.md")
    assert not [finding for finding in reading.found if finding.is_error], reading.found
    return compose(library, reading).document


def compose_body(folder: Path, body: str, front: str = FRONT) -> Document:
    """What is made of a body under the front matter of the military brief, or another."""
    text = f"---\n{front}---\n\n{body}\n"
    (folder / "briefs" / "x.md").write_text(text, encoding="utf-8", newline="\n")
    return compose_file(folder, "x")


def all_blocks(document: Document) -> Iterator[Block]:
    return every_block(blocks_with_notes(document))


def all_inlines(document: Document) -> Iterator[Inline]:
    for run in every_run(blocks_with_notes(document)):
        yield from every_inline(run)


def anchors(document: Document) -> list[str]:
    """Every place of a document that a link may lead to."""
    named = [
        block.anchor
        for block in all_blocks(document)
        if isinstance(block, Heading | Paragraph | Box | Table | Figure) and block.anchor
    ]
    marks = [inline.anchor for inline in all_inlines(document) if isinstance(inline, NoteMark)]
    return [*named, *marks, *(note.anchor for note in document.notes)]


def targets(document: Document) -> set[str]:
    """Every place of the document itself that its links lead to."""
    links = (inline for inline in all_inlines(document) if isinstance(inline, Link))
    references = (i.target for i in all_inlines(document) if isinstance(i, CrossReference))
    return {link.target[1:] for link in links if link.target.startswith("#")} | set(references)


def marks(document: Document) -> list[int]:
    """The numbers of the note marks in reading order."""
    numbers: list[int] = []
    for block in document.blocks:
        numbers += _marks(block)
    return numbers


def _marks(block: Block) -> Iterator[int]:
    if isinstance(block, DefinitionList):
        for term, said in block.items:
            yield from _numbers([term])
            for inner in said:
                yield from _marks(inner)
        return
    yield from _numbers(inline_runs(block))
    for inner in inner_blocks(block):
        yield from _marks(inner)


def _numbers(runs: Iterable[tuple[Inline, ...]]) -> Iterator[int]:
    for run in runs:
        for inline in every_inline(run):
            if isinstance(inline, NoteMark):
                yield inline.number
