"""No two briefs are written to one file or bear one number."""

from __future__ import annotations

import pytest

from generator import check
from generator.diagnostics import Severity
from generator.pipeline.library import Library
from generator.workspace.format import NEWEST
from generator.workspace.settings import Settings
from generator.workspace.workspace import Workspace
from tests.checking import FRONT

TEXT = FRONT.replace("seeds: [harbour]", 'seeds: []\nnumber: "{number}"') + "Text.\n"


def brief(root, name, number):
    path = root / "briefs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.replace("{number}", number), encoding="utf-8")
    return path


def twins_of(root, path):
    found = check(path, workspace=Workspace(root, Settings(format=NEWEST)))
    return [finding for finding in found if finding.code == "B033"]


@pytest.mark.parametrize("other", ["old/ferry.md", "Ferry.md", "FERRY.md", "ferry-draft.md"])
def test_two_briefs_of_one_file_are_an_error_at_both(tmp_path, other):
    paths = [brief(tmp_path, "ferry.md", "1"), brief(tmp_path, other, "2")]

    for path in paths:
        found = twins_of(tmp_path, path)
        assert [finding.severity for finding in found] == [Severity.ERROR]
        assert "the same file" in found[0].message


@pytest.mark.parametrize(("first", "second"), [("PB-1", "PB-1"), ("PB-1", "pb-1"), ("A 1", "A 1 ")])
def test_two_briefs_of_one_number_are_an_error_at_it(tmp_path, first, second):
    path = brief(tmp_path, "ferry.md", first)
    brief(tmp_path, "dock.md", second)

    found = twins_of(tmp_path, path)

    assert [finding.span.start.line for finding in found] == [5]
    assert f"number {first}" in found[0].message


def test_a_number_that_many_briefs_have_is_told_once(tmp_path):
    path = brief(tmp_path, "ferry.md", "PB-1")
    for name in ("berth.md", "dock.md", "quay.md"):
        brief(tmp_path, name, "PB-1")

    [found] = twins_of(tmp_path, path)

    assert found.message == "briefs/berth.md and 2 more have the number PB-1, too"


def test_one_file_is_told_once_although_the_number_is_shared_too(tmp_path):
    path = brief(tmp_path, "ferry.md", "PB-1")
    brief(tmp_path, "old/ferry.md", "PB-1")

    assert len(twins_of(tmp_path, path)) == 1


def test_briefs_without_number_and_those_that_cannot_be_read_are_no_twins(tmp_path):
    path = brief(tmp_path, "ferry.md", "PB-10")
    brief(tmp_path, "dock.md", "")
    brief(tmp_path, "berth.md", "PB-1")
    (tmp_path / "briefs/notes.md").write_bytes(b"\xff PB-10")
    (tmp_path / "briefs/head.md").write_text("---\nnumber: [PB-10\n---\n", encoding="utf-8")

    assert twins_of(tmp_path, path) == []


def test_each_brief_of_a_batch_is_told_of_its_twins(tmp_path):
    paths = [brief(tmp_path, "ferry.md", "PB-1"), brief(tmp_path, "old/ferry.md", "PB-2")]
    paths += [brief(tmp_path, "dock.md", "PB-3"), brief(tmp_path, "berth.md", "PB-3")]
    library = Library(Workspace(tmp_path, Settings(format=NEWEST)))

    found = [{each.code for each in check(path, workspace=library)} for path in paths]

    assert all("B033" in codes for codes in found)


def test_a_twin_that_was_written_later_is_found_once_briefs_are_read_anew(tmp_path):
    path = brief(tmp_path, "ferry.md", "PB-1")
    library = Library(Workspace(tmp_path, Settings(format=NEWEST)))
    before = check(path, workspace=library)
    brief(tmp_path, "old/ferry.md", "PB-2")
    brief(tmp_path, "dock.md", "PB-1")

    after = check(path, workspace=library.without_briefs())

    assert [each.code for each in before if each.code == "B033"] == []
    assert [each.code for each in after if each.code == "B033"] == ["B033", "B033"]
