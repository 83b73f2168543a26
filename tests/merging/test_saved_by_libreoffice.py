"""The same edits, when LibreOffice has saved the file: as a Word file, or by way of its own."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import Library
from generator.actions.merge import Merging, merge
from tests.merging import test_edits
from tests.merging.conftest import edited_file
from tests.merging.edited_files import WordEdit

pytestmark = [pytest.mark.slow, pytest.mark.program]  # some hundred conversions

WORD = "docx:MS Word 2007 XML"
LOST_BY_THE_PROGRAM = (
    "test_a_changed_day_is_told_for_it_is_printed_otherwise_than_typed",
    "test_what_is_no_picture_is_told_with_what_can_be_done_about_it",
)
"""LibreOffice fills what is bound to a property anew, and drops an empty formula and a file that
is not there: the edit is no more in the file."""
LOST_IN_OPENDOCUMENT = ("test_a_changed_note_of_what_stands_beside_the_text_is_told",)
"""A mark that is shown by a reference becomes a cross-reference, and that is told."""

EDITS = {
    name: test
    for name, test in vars(test_edits).items()
    if name.startswith("test_")
    and name not in LOST_BY_THE_PROGRAM
    and list(inspect.signature(test).parameters) == ["merged"]
}


class _HandedInError(Exception):
    """The test has made its edit: more is not wanted of it yet."""


@pytest.fixture(scope="module")
def edited(ferry, tmp_path_factory) -> list[Path]:
    """The Word file of each test, after its edit."""
    folder = tmp_path_factory.mktemp("edited")
    files: list[Path] = []
    for name, test in EDITS.items():

        def made(edit: WordEdit, *, name: str = name, **_: bool) -> Merging:
            files.append(edited_file(ferry, edit, folder / f"{name}.docx"))
            raise _HandedInError

        with contextlib.suppress(_HandedInError):
            test(made)
    return files


def failing(library: Library, files: list[Path], onto: str | None) -> list[str]:
    """The tests that fail with the file that LibreOffice has saved."""
    found = []
    for file in files:

        def saved(_: WordEdit, *, file: Path = file, **how: bool) -> Merging:
            return merge(file, onto=onto, workspace=library, **how)

        if not _passes(EDITS[file.stem], saved):
            found.append(file.stem)
    return found


def _passes(test: Callable[..., None], merged: Callable[..., Merging]) -> bool:
    try:
        test(merged)
    except AssertionError:
        return False
    return True


def test_each_edit_comes_back_from_a_word_file_that_libreoffice_has_saved(
    library, edited, office, tmp_path, record_property
):
    saved = office.save_again(edited, tmp_path / "saved", WORD)

    assert failing(library, saved, None) == []
    record_property("counted", f"LibreOffice: {len(saved)} edits of a Word file came back")


def test_each_edit_comes_back_from_an_opendocument_text_and_by_way_of_one(
    library, edited, office, tmp_path, record_property
):
    kept = [file for file in edited if file.stem not in LOST_IN_OPENDOCUMENT]
    texts = office.save_again(kept, tmp_path / "texts", "odt")
    saved = office.save_again(texts, tmp_path / "saved", WORD)

    assert failing(library, texts, "ferry") == []
    assert failing(library, saved, "ferry") == []
    record_property(
        "counted", f"LibreOffice: {len(saved)} edits came back from ODT, and through it"
    )
