"""A brief goes back finished if it is clean, else as a draft that shows what is to be done."""

from __future__ import annotations

import pytest

from generator import Library, find_workspace
from generator.actions.hand_in import written_back
from generator.diagnostics import Severity, Span
from generator.document import Remark
from tests.archive.workspaces import copy_workspace, edit
from tests.projections import WordFile


@pytest.fixture
def library(tmp_path):
    copy_workspace(tmp_path)
    return Library(find_workspace(tmp_path))


def word(written) -> WordFile:
    (file,) = (one for one in written.renditions if one.file_name.endswith(".docx"))
    return WordFile(file.data)


def test_a_clean_brief_goes_back_finished_though_it_has_places_to_read_again(library):
    path = library.workspace.briefs / "military.md"

    written = written_back(library, path, formats=("docx", "pdf"))

    assert not written.is_draft
    assert {each.severity for each in written.findings} == {Severity.NOTE}
    assert word(written).comments == []
    assert [one.file_name for one in written.renditions] == ["military.docx", "military.pdf"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Military implications of", "Military implications XXX of", "B032"),
        ("¶2 s4", "¶2 s9", "C004"),
    ],
)
def test_one_with_anything_to_correct_or_to_write_goes_back_as_a_draft(library, old, new, code):
    path = library.workspace.briefs / "military.md"
    edit(path, old, new)

    written = written_back(library, path)

    assert written.is_draft
    assert code in {each.code for each in written.findings}
    assert any(code in words for words, _ in word(written).comments)


@pytest.mark.slow
def test_what_is_said_of_a_clean_brief_goes_back_with_it(library):
    path = library.workspace.briefs / "military.md"
    place = Span.at("briefs/military.md", 20, 1)
    remark = Remark("Is this so?", Severity.NOTE, "Bo", span=place)

    written = written_back(library, path, lambda _: [remark])

    assert written.is_draft
    assert written.said == (remark,)
    assert "Is this so?" in [words for words, _ in word(written).comments]
