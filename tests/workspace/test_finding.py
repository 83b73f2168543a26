"""Which briefs somebody means, and whose workspace they are in."""

from __future__ import annotations

import pytest

from generator import BriefError, find_workspace
from generator.workspace.finding import find_briefs


@pytest.fixture
def workspace(tmp_path):
    for name in ("ours", "theirs"):
        (tmp_path / name / "briefs").mkdir(parents=True)
        (tmp_path / name / "seeds").mkdir()
        (tmp_path / name / "briefs/ferry.md").write_text("---\n", encoding="utf-8")
    return find_workspace(tmp_path / "ours")


def refused(workspace, name: str) -> tuple[str, str | None]:
    with pytest.raises(BriefError) as raised:
        find_briefs(workspace, [name])
    (found,) = raised.value.diagnostics
    return found.message, found.hint


@pytest.mark.parametrize("name", ["fery", "briefs/fery", "briefs/ferry"])
def test_a_brief_that_is_not_there_is_told_with_the_nearest(workspace, name):
    assert refused(workspace, name) == (f"no brief `{name}`", "did you mean `ferry`?")


def test_a_brief_of_another_workspace_is_not_read_with_the_sources_of_this(workspace):
    other = workspace.root.parent / "theirs"

    assert refused(workspace, str(other / "briefs/ferry.md")) == (
        f"`{other / 'briefs/ferry.md'}` belongs to another workspace",
        f'go there first: cd "{other}"',
    )


@pytest.mark.parametrize("of", ["briefs", "."])
def test_the_folder_of_all_briefs_is_named_by_no_name(workspace, of):
    folder = str(workspace.root / of)

    assert refused(workspace, folder) == (
        f"`{folder}` is a folder",
        "leave it out: without a name, all briefs are taken",
    )


@pytest.mark.parametrize("names", [["ferry"], []])
def test_outside_of_all_workspaces_the_way_into_one_is_told(tmp_path, names):
    with pytest.raises(BriefError) as raised:
        find_briefs(find_workspace(tmp_path), names)

    assert [found.hint for found in raised.value.diagnostics] == [
        "go to the folder that has `brief.toml`; `brief init` makes one, with a worked example"
    ]
