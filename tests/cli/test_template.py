from __future__ import annotations

import pytest

from generator import Library, find_workspace
from generator.theme.toml import read_theme
from tests.theme.themes import write


def test_the_templates_are_listed_with_what_they_are_for(brief, workspace):
    write(workspace, settings='parent = "memo"\ndescription = "Ours"\n')

    lines = brief("template", "list").output.splitlines()

    assert [line.split()[0] for line in lines] == [
        "form",
        "house",
        "in-focus",
        "memo",
        "policy-brief",
    ]
    assert lines[1].split() == ["house", "here", "memo", "Ours"]
    assert lines[2].split()[1:3] == ["program", "policy-brief"]
    assert lines[4].endswith("(the house's)")


def test_a_template_that_cannot_be_read_is_told_once_and_the_others_are_listed(brief, workspace):
    write(workspace, settings='parent = "nothing"\n')
    write(workspace, "child", settings='parent = "house"\n')

    told = brief("template", "list")

    assert told.exit_code == 1
    assert told.output.count("L004") == 1
    assert "policy-brief" in told.output


def test_each_value_is_shown_with_who_says_it(brief, workspace):
    write(
        workspace, settings='parent = "memo"\npages = 3\n', theme="[styles.heading2]\nsize = 15\n"
    )

    lines = brief("template", "show", "house").output.splitlines()

    told = {" ".join(line.split()) for line in lines}
    assert "# builds on memo, which builds on policy-brief" in told
    assert "# theme.toml this template, over memo, over policy-brief" in told
    assert "# pages = 3 this template, line 2" in told
    assert 'navy = "#1c4240" # memo, line 7' in told
    assert "size = 15 # this template, line 2" in told
    assert any(line.startswith('color = "navy" # policy-brief, line') for line in told)
    assert any(line.startswith("bold = true # derived from heading2: policy") for line in told)
    assert not any(line.endswith("# default") for line in told)
    assert lines[-1].endswith("which no template says: --all shows them")


def test_a_table_is_shown_whole_with_what_nothing_says(brief):
    told = brief("template", "show", "memo", "styles.heading3").output.splitlines()

    assert told[0] == "[styles.heading3]"
    assert [line.split() for line in told if "tracking" in line] == [
        ["tracking", "=", "0", "#", "default"]
    ]
    assert all(line.split()[0] != "[styles.heading4]" for line in told)


@pytest.mark.parametrize("name", ["memo", "policy-brief", "in-focus", "form"])
def test_what_is_shown_of_all_values_is_a_theme_that_looks_the_same(
    brief, workspace, tmp_path, name
):
    library = Library(find_workspace(workspace))
    template = library.template(name)
    assert template
    path = tmp_path / "shown.toml"
    path.write_text(brief("template", "show", name, "--all").output, encoding="utf-8")

    shown = read_theme(
        [(path, "shown.toml")], fonts=library.workspace.fonts, folders=template.folders
    )

    assert shown.theme == library.theme(template).theme


def test_a_table_that_is_not_there_is_told_with_its_nearest(brief):
    told = brief("template", "show", "memo", "styles.heding3")

    assert told.exit_code == 2
    assert "did you mean `styles.heading3`?" in " ".join(told.output.replace("│", "").split())


def test_a_template_that_is_not_there_is_told_with_its_nearest(brief):
    told = brief("template", "show", "mmo")

    assert told.exit_code == 1
    assert "did you mean `memo`?" in told.output


def test_a_theme_with_a_fault_is_told_and_not_shown(brief, workspace):
    write(workspace, theme='[styles.heading2]\ncolor = "nvay"\n')

    told = brief("template", "show", "house")

    assert told.exit_code == 1
    assert "templates/house/theme.toml:2" in told.output
