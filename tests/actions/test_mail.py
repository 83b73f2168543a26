"""`brief build --length short`: what fits into a mail, and what does not is told."""

from __future__ import annotations

import pytest

from generator import BriefError, build
from generator.layout.shortening import MOST_WORDS
from tests.archive.workspaces import brief, copy_workspace, edit
from tests.theme.themes import write

LEAD = "The author argues that Russia is a ready supplier"


@pytest.fixture
def workspace(tmp_path):
    copy_workspace(tmp_path)
    return tmp_path


def mail(workspace, template: str | None = None) -> str:
    path = workspace / "briefs/military.md"
    built = build(path, formats=("txt",), length="short", template=template)
    return built.files[0][0].read_text(encoding="utf-8")


def between(text: str, first: str, last: str) -> str:
    return text.partition(first)[2].partition(last)[0]


def test_it_is_written_beside_the_whole_brief_under_a_name_of_its_own(workspace):
    run = brief(workspace, "build", "military", "--length", "short", "--format", "txt,html")

    assert run.exit_code == 0, run.output
    files = sorted(path.name for path in (workspace / "build").iterdir())
    assert files == ["military-short.html", "military-short.txt"]


def test_summary_and_key_points_have_at_most_so_many_words(workspace):
    said = mail(workspace)

    points = between(said, "Key points\n", "\nNotes\n")
    assert LEAD in " ".join(said.split())
    lead = between(said, "\nThe author argues", "\n\n")
    assert 60 < len(lead.split()) + len(points.split()) <= MOST_WORDS + 20  # numbers and signs


def test_key_points_that_find_no_room_are_counted(workspace):
    long = " ".join(["and so on"] * 30)
    edit(workspace / "briefs/military.md", "The author calls", f"The author {long} calls")

    assert "4 more key points stand in the whole brief." in mail(workspace)


def test_key_points_are_kept_where_a_layout_sets_them_elsewhere(workspace):
    layout = '{% extends "policy-brief" %}\n{% block key_points %}{% endblock %}\n'
    layout += "{% block aside %}\n{{ slot.key_points }}\n{% endblock %}\n"
    write(workspace, layout=layout)

    assert "The author calls" in between(mail(workspace, "house"), "Key points\n", "\nNotes\n")


def test_caveat_cut_off_and_marking_are_kept(workspace):
    said = mail(workspace)

    assert "| Caveat. " in said
    assert "Information cut-off: " in said
    assert said.startswith("TLP:CLEAR".rjust(72))


def test_a_summary_that_is_too_long_by_itself_is_an_error(workspace):
    long = " ".join(["ships"] * 200)
    edit(workspace / "briefs/military.md", LEAD, f"{long} {LEAD}")

    with pytest.raises(BriefError) as raised:
        mail(workspace)

    told = [each.message for each in raised.value.diagnostics if each.code == "L020"]
    assert len(told) == 1
    assert told[0].endswith(f"words, and a mail holds {MOST_WORDS}")


@pytest.mark.parametrize("template", ["memo", "in-focus"])
def test_each_look_has_the_mail_of_the_one_that_it_builds_on(workspace, template):
    said = mail(workspace, template)

    assert "Key points" in said
    assert "Annex" not in said


def test_a_template_that_has_none_says_which_file_to_add(workspace):
    (workspace / "templates/policy-brief/short.md.j2").unlink()

    with pytest.raises(BriefError) as raised:
        mail(workspace)

    (found,) = (each for each in raised.value.diagnostics if each.code == "L001")
    assert "no layout for a mail" in found.message
    assert "short.md.j2" in (found.hint or "")
