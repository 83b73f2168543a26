"""`brief diff A B --docx --pdf`: what is named, what is written, what is said."""

from __future__ import annotations

import shutil

import pytest

from tests.archive.workspaces import brief, copy_workspace, edit, publish
from tests.projections import W, WordFile
from tests.redlining.settling import said, settled
from tests.writers.pdf_reading import opened


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A workspace with a published version of a brief, and that brief changed since."""
    root = copy_workspace(tmp_path_factory.mktemp("published"))
    publish(root, "military")
    edit(root / "briefs/military.md", "a growing military axis", "a growing naval axis")
    return root


@pytest.fixture
def workspace(published, tmp_path):
    return shutil.copytree(published, tmp_path / "copy")


def shown(root, *arguments: str):
    return brief(root, "diff", "military@v1", "military", *arguments)


@pytest.mark.slow
def test_a_version_and_the_brief_of_today_make_one_file_of_each_format(workspace):
    run = shown(workspace, "--docx", "changes.docx", "--pdf", "out/changes.pdf")
    assert run.exit_code == 1
    assert [line.split()[0] for line in run.stdout.splitlines()] == [
        "changes.docx",
        "out/changes.pdf",
    ]
    assert "1 insertion, 1 deletion" in run.stdout
    data = (workspace / "changes.docx").read_bytes()
    naval, military = ("\n".join(said(settled(data, accept=accept))) for accept in (True, False))
    assert "growing naval axis" in naval
    assert "growing military axis" in military
    pdf = opened((workspace / "out/changes.pdf").read_bytes())
    assert str(pdf.docinfo.Title).startswith("Changes from military@v1 to military: ")


@pytest.mark.slow
def test_the_file_says_at_the_head_of_its_pages_what_it_shows(workspace):
    shown(workspace, "--docx", "changes.docx")
    file = WordFile((workspace / "changes.docx").read_bytes())
    heads = [part for name, part in file.parts.items() if name.startswith("word/header")]
    words = ["".join(text.text or "" for text in part.iter(f"{W}t")) for part in heads]
    assert heads
    assert all("Changes from military@v1 to military" in one for one in words)


def test_the_author_is_who_is_named(workspace):
    shown(workspace, "--docx", "changes.docx", "--author", "Ada Byron")
    body = WordFile((workspace / "changes.docx").read_bytes()).body
    assert {one.get(f"{W}author") for one in body.iter(f"{W}ins")} == {"Ada Byron"}


@pytest.mark.slow
def test_a_redline_carries_no_manifest_and_is_refused_as_a_brief(workspace):
    shown(workspace, "--docx", "changes.docx")
    run = brief(workspace, "verify", "changes.docx")
    assert run.exit_code == 2
    assert "carries no manifest" in run.output


def test_what_is_said_to_programs_goes_with_no_file_of_changes(workspace):
    run = shown(workspace, "--format", "json", "--docx", "changes.docx")
    assert run.exit_code == 2
    assert "a file of changes is told in words" in " ".join(run.output.split())
    assert not (workspace / "changes.docx").exists()


@pytest.mark.slow
def test_two_briefs_that_do_not_differ_give_a_file_that_shows_nothing(workspace):
    run = brief(workspace, "diff", "military", "military", "--docx", "same.docx")
    assert (run.exit_code, run.stdout) == (0, "same.docx  nothing differs\n")


@pytest.mark.slow
def test_a_finished_file_is_compared_by_the_markdown_that_it_carries(workspace):
    built = brief(workspace, "build", "military", "--allow", "C005", "--format", "docx")
    assert built.exit_code == 0, built.output
    run = brief(workspace, "diff", "military@v1", "build/military.docx", "--docx", "changes.docx")
    assert run.exit_code == 1
    assert "1 insertion, 1 deletion" in run.stdout


@pytest.mark.slow
def test_errors_of_a_side_are_told_and_the_file_is_a_draft(workspace):
    run = shown(workspace, "--docx", "changes.docx")
    assert "note: military has 1 error: see `brief check`" in run.stderr


@pytest.mark.slow
def test_a_pdf_without_its_markdown_is_refused_with_what_to_do(workspace):
    brief(workspace, "build", "sanctions", "--format", "pdf", "--pdf-variant", "a-2a")
    run = brief(workspace, "diff", "build/sanctions.pdf", "sanctions", "--docx", "out.docx")
    assert run.exit_code == 2
    assert "V005" in run.output
    assert not (workspace / "out.docx").exists()


def test_a_file_that_is_compared_is_not_written_over(workspace):
    brief(workspace, "build", "sanctions", "--format", "docx")
    before = (workspace / "build/sanctions.docx").read_bytes()
    names = ("sanctions", "build/sanctions.docx", "--docx", "build/sanctions.docx")
    run = brief(workspace, "diff", *names)
    assert run.exit_code == 2
    assert "is compared: name another file" in " ".join(run.output.split())
    assert (workspace / "build/sanctions.docx").read_bytes() == before


@pytest.mark.slow
def test_words_under_another_marking_are_shown_with_both_markings(workspace):
    later = workspace / "briefs/military.md"
    secret = later.read_text(encoding="utf-8").replace("TLP:CLEAR", "TLP:RED")
    (workspace / "secret.md").write_text(secret, encoding="utf-8")
    brief(workspace, "diff", "secret.md", "military", "--docx", "changes.docx")
    file = WordFile((workspace / "changes.docx").read_bytes())
    heads = [part for name, part in file.parts.items() if name.startswith("word/header")]
    assert heads
    assert all("TLP:RED / TLP:CLEAR" in "".join(part.itertext()) for part in heads)
