"""Our Word files as LibreOffice saves them, as Word files and as texts: nothing reads otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from generator import Library, build, find_workspace
from generator.incoming.file import IncomingFile, IncomingParagraph
from generator.incoming.opendocument import read_incoming_odt
from generator.incoming.word import read_incoming_word
from generator.language.visible import words_of
from generator.proof.needs import handed_budget
from generator.workspace.finding import find_briefs
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def word_files(tmp_path_factory) -> list[Path]:
    workspace = find_workspace(REPOSITORY)
    library, folder = Library(workspace), tmp_path_factory.mktemp("word")
    made = (build(path, output=folder, workspace=library) for path in find_briefs(workspace))
    return [file for one in made for file, _ in one.files if file.suffix == ".docx"]


def essence(file: IncomingFile) -> list[tuple[object, ...]]:
    """What people see of each paragraph that says something, and the bookmarks of ours."""
    notes = {
        key: [words_of(one.text) for one in said if words_of(one.text)]
        for key, said in file.notes.items()
    }
    return [
        (
            words_of(one.text),
            [(mark.shown, sorted(mark.bookmarks), notes.get(mark.note)) for mark in one.marks],
            one.style, one.level, _cell(one), sorted(one.bookmarks), _item(one), _emphasised(one),
        )
        for one in file.paragraphs
        if words_of(one.text) or any(one.marks)
    ]  # fmt: skip


def _cell(paragraph: IncomingParagraph) -> object:
    """Where its cell stands; what tables look like is rounded, and not told by all formats."""
    return paragraph.cell and replace(paragraph.cell, widths=(), ground=None)


def _item(paragraph: IncomingParagraph) -> tuple[object, ...]:
    item = paragraph.item
    return (item.depth, item.is_numbered, item.label) if item else ()


def _emphasised(paragraph: IncomingParagraph) -> str:
    """Each letter and figure as it looks: `b`, `i`, `x` for both, a blank for neither."""
    looks = {(True, True): "x", (True, False): "b", (False, True): "i"}
    return "".join(
        looks.get((piece.bold, piece.italic), " ") * sum(map(str.isalnum, piece.text))
        for piece in paragraph.pieces
        if hasattr(piece, "bold")
    )


@pytest.mark.program  # it keeps an office busy
def test_a_brief_saved_by_libreoffice_reads_as_it_was_written(
    word_files, office, tmp_path, record_property
):
    again = office.save_again(word_files, tmp_path / "again")
    as_text = office.save_again(word_files, tmp_path / "text", "odt")

    for written, word, odt in zip(word_files, again, as_text, strict=True):
        budget = handed_budget(written.name)
        expected = essence(read_incoming_word(written.read_bytes(), budget))
        assert essence(read_incoming_word(word.read_bytes(), budget)) == expected
        assert essence(read_incoming_odt(odt.read_bytes(), budget)) == expected
    record_property("counted", f"LibreOffice: {len(again)} briefs read alike as .docx and .odt")
