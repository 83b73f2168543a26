"""What somebody has worked on in the output folder is never lost to the next build."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from generator import Library, build, find_workspace
from generator.actions.build import store_finished, told_of_aside
from tests.archive.workspaces import brief, copy_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    copy_workspace(tmp_path)
    assert brief(tmp_path, "build", "military", "--format", "docx").exit_code == 0
    return tmp_path


def worked_on(place: Path, words: str = "Ann was here.") -> bytes:
    """A Word file in which a person has written a paragraph, and saved."""
    document = Document(str(place))
    document.add_paragraph(words)
    document.save(str(place))
    return place.read_bytes()


def build_military(workspace: Path, *options: str) -> str:
    run = brief(workspace, "build", "military", "--format", "docx", *options)
    assert run.exit_code == 0, run.output
    return run.stderr


def names(workspace: Path) -> list[str]:
    return sorted(path.name for path in (workspace / "build").iterdir())


def test_an_edited_word_file_stays_beside_the_new_one_and_is_told(workspace):
    edited = worked_on(workspace / "build/military.docx")

    told = build_military(workspace)

    assert (workspace / "build/military-edited.docx").read_bytes() == edited
    assert (workspace / "build/military.docx").read_bytes() != edited
    assert "warning[W005]: build/military.docx is not as it was built" in told
    assert "`brief merge build/military-edited.docx`" in told


def test_it_is_told_until_the_edited_file_is_gone(workspace):
    worked_on(workspace / "build/military.docx")
    build_military(workspace)

    assert "W005" in build_military(workspace)
    (workspace / "build/military-edited.docx").unlink()
    assert "W005" not in build_military(workspace)
    assert names(workspace) == ["military.docx"]


def test_each_edited_file_gets_a_name_of_its_own(workspace):
    for words in ("Once.", "Twice."):
        worked_on(workspace / "build/military.docx", words)
        build_military(workspace)

    assert names(workspace) == ["military-edited-2.docx", "military-edited.docx", "military.docx"]


def gone_on_writing(workspace: Path) -> None:
    path = workspace / "briefs/military.md"
    path.write_text(path.read_text("utf-8") + "\nOne line more.\n", encoding="utf-8")


def test_a_file_that_is_as_it_was_built_is_written_over(workspace):
    gone_on_writing(workspace)

    assert "W005" not in build_military(workspace)
    assert names(workspace) == ["military.docx"]


def test_what_somebody_else_has_built_in_between_is_no_edit(workspace, monkeypatch):
    """No journal here knows that file: its own manifest says that it is as it was built."""
    gone_on_writing(workspace)
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("XDG_CACHE_HOME", str(workspace / "caches"))
        assert "W005" not in build_military(workspace)
    gone_on_writing(workspace)

    assert "W005" not in build_military(workspace)
    assert names(workspace) == ["military.docx"]


def test_plain_text_is_kept_where_the_program_knows_what_it_wrote(workspace):
    place = workspace / "build/military.txt"
    brief(workspace, "build", "military", "--format", "txt")
    place.write_text("Ann was here.\n", encoding="utf-8")

    brief(workspace, "build", "military", "--format", "txt")

    assert (workspace / "build/military-edited.txt").read_text("utf-8") == "Ann was here.\n"


def test_a_script_is_told_as_well(workspace):
    edited = worked_on(workspace / "build/military.docx")

    built = build(workspace / "briefs/military.md", formats=["docx"])

    assert [one.data for one in built.aside] == [edited]
    assert [one.code for one in built.findings if one.code == "W005"] == ["W005"]


def test_an_ending_in_capitals_is_that_of_the_same_kind_of_file(workspace):
    place = workspace / "CHANGES.DOCX"
    place.write_bytes(b"Ann's own file.")

    (aside,) = store_finished({place: b"new"}, Library(find_workspace(workspace)))

    assert aside.kept.read_bytes() == b"Ann's own file."
    assert "brief merge" in (told_of_aside(aside, Library(find_workspace(workspace))).hint or "")
