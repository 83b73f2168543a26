"""Whoever goes on in an old copy is told of no conflict over what was handed in before."""

from __future__ import annotations

import shutil

import pytest

from generator import build, find_workspace
from generator.actions.merge import merge
from tests.archive.workspaces import copy_workspace, edit
from tests.word_colleague import WordColleague

pytestmark = pytest.mark.slow

SAID = "It is an open question whether the two sides deliver."
OLD = "No text of the exchange has been published."


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A workspace with a draft of its brief as a Word file."""
    root = copy_workspace(tmp_path_factory.mktemp("begun"))
    path = root / "briefs/military.md"
    edit(path, "::: {.gaps}\n", f"::: {{.gaps}}\n{OLD}\n\n")
    ((_, file),) = build(path, formats=("docx",), draft=True, workspace=find_workspace(root)).files
    return root, file.data


@pytest.fixture
def workspace(begun, tmp_path):
    return find_workspace(shutil.copytree(begun[0], tmp_path / "copy"))


@pytest.fixture
def word(begun):
    return WordColleague(begun[1], "Ann")


def merged(workspace, word: WordColleague):
    path = workspace.root / "edited.docx"
    path.write_bytes(word.saved())
    return merge(path, write=True, workspace=workspace)


def test_the_same_file_handed_in_again_changes_nothing_and_tells_nothing(workspace, word):
    word.types(OLD, f"{SAID} So they say [ulislam ¶2].")

    first, again = merged(workspace, word), merged(workspace, word)

    assert f"+{SAID} So they say [@ulislam-summit, ¶2]." in first.change.diff
    assert (again.change, again.told) == (None, ())


def test_what_an_old_copy_says_beside_that_is_taken_over(workspace, word):
    word.types(OLD, SAID)
    merged(workspace, word)
    word.types("names nobody who", "names no one who")

    again = merged(workspace, word)

    assert "names no one who" in again.change.diff
    assert again.told == ()


def test_another_wording_of_what_has_changed_is_a_conflict(workspace, word):
    word.types(OLD, SAID)
    merged(workspace, word)
    word.types(SAID, "Whether anything was exchanged is open.")

    again = merged(workspace, word)

    assert {one.told.kind for one in again.told} == {"conflict"}
