"""A form may be filled in in LibreOffice, and saved as either kind of file."""

from __future__ import annotations

import pytest

from generator import find_workspace
from generator.actions.form import new_form
from generator.actions.merge import merge
from tests.actions.test_desk import filled
from tests.actions.test_form import TODAY
from tests.archive.workspaces import copy_workspace
from tests.word_colleague import WordColleague


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_form_that_libreoffice_has_saved_says_the_same(office, tmp_path, kind):
    copy_workspace(tmp_path)
    workspace = find_workspace(tmp_path)
    _, form = new_form(workspace, "axis", tmp_path, seed="ulislam-summit", model=None, today=TODAY)
    form.write_bytes(filled(WordColleague(form.read_bytes(), "Ann")).saved())

    straight = merge(form, workspace=workspace)
    (again,) = office.save_again([form], tmp_path / "saved", kind)
    saved = merge(again, onto="axis", workspace=workspace)

    assert saved.change == straight.change
    assert (saved.told, straight.told) == ((), ())
