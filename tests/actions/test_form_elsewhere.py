"""A form may be filled in in LibreOffice, and saved as either kind of file."""

from __future__ import annotations

import subprocess

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
def test_a_form_that_libreoffice_has_saved_says_the_same(program, tmp_path, kind):
    copy_workspace(tmp_path)
    workspace = find_workspace(tmp_path)
    _, form = new_form(workspace, "axis", tmp_path, seed="ulislam-summit", model=None, today=TODAY)
    form.write_bytes(filled(WordColleague(form.read_bytes(), "Ann")).saved())
    folder = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", folder]
    subprocess.run([*command, form], check=True, capture_output=True, timeout=300)

    straight = merge(form, workspace=workspace)
    saved = merge(folder / f"axis.{kind}", onto="axis", workspace=workspace)

    assert saved.change == straight.change
    assert (saved.told, straight.told) == ((), ())
