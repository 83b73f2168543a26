from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from generator import Library, find_workspace
from generator.theme.toml import read_theme
from tests.archive.workspaces import edit
from tests.houses.word_files import vml_letterhead
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


def test_a_folder_without_its_settings_is_told_to_be_no_template(brief, workspace):
    write(workspace, theme="[styles.body]\nsize = 9\n")
    (workspace / "templates/house/template.toml").unlink()

    listed, built = brief("template", "list"), brief("build", "summit", "--template", "house")

    assert (listed.exit_code, built.exit_code) == (1, 2)
    assert "templates/house has no template.toml" in listed.output
    assert "templates/house lacks its template.toml" in built.output


def test_where_no_template_lies_a_check_says_how_to_begin_one(brief):
    run = brief("template", "check")

    assert run.exit_code == 0
    assert "`brief template new our-house` begins one" in run.stderr


def test_each_value_is_shown_with_who_says_it(brief, workspace):
    write(
        workspace, settings='parent = "memo"\npages = 3\n', theme="[styles.heading2]\nsize = 15\n"
    )

    lines = brief("template", "show", "house").output.splitlines()

    told = {" ".join(line.split()) for line in lines}
    assert "# builds on memo, which builds on policy-brief" in told
    assert "# theme.toml this template, over memo, over policy-brief" in told
    assert "# layout.md.j2 policy-brief" in told
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
        [(path, "shown.toml")], fonts=library.workspace.fonts, folders=template.named_folders
    )

    assert shown.theme == library.theme(template).theme


def test_labels_are_shown_as_a_file_that_says_the_same(brief, workspace):
    write(workspace, settings='parent = "memo"\n', labels='[en]\ngaps = "Unknown \\\\ so far"\n')
    library = Library(find_workspace(workspace))
    template = library.template("house")
    assert template
    shown = brief("template", "show", "house", "labels").output

    labels = library.labels(template, "en-GB")
    said = tomllib.loads(shown)["en"]
    assert set(said) == set(labels.words)
    assert all(said[name] == words for name, words in labels.words.items())
    lines = {line.split(" = ")[0]: line for line in shown.splitlines()}
    assert lines["gaps"].endswith("# this template, line 2")
    assert lines["series"].endswith("# memo, line 4")
    assert lines["months"].endswith("# default")


def test_labels_of_any_language_are_shown_with_those_of_the_houses_own_values(brief, workspace):
    settings = workspace / "brief.toml"
    own = '\n[fields.programme]\nlabel = "Programme"\nlabels = { de = "Programm" }\n'
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")

    shown = brief("template", "show", "memo", "labels.de").output

    said = tomllib.loads(shown)["de"]
    assert said["key_points"] == "Kernaussagen"
    assert said["programme"] == "Programm"
    line = next(line for line in shown.splitlines() if line.startswith("programme"))
    assert "# brief.toml, line" in line


def test_a_language_without_labels_is_told_where_labels_are_asked_for(brief):
    told = brief("template", "show", "memo", "labels.nl")

    assert told.exit_code == 1
    assert "no labels in the language `nl`" in told.output
    assert "--> templates/our-house/labels.toml:1:1" in told.output  # no file of the program
    assert "begin a template, `brief template new our-house`, and name it in" in told.output


def test_several_tables_are_shown_one_after_the_other(brief):
    shown = brief("template", "show", "memo", "styles.heading3", "colors").output
    words = brief("template", "show", "memo", "labels.de", "labels.fr").output

    assert set(tomllib.loads(shown)) == {"colors", "styles"}
    assert list(tomllib.loads(words)) == ["de", "fr"]


def test_tables_of_two_files_are_not_shown_as_one(brief):
    told = brief("template", "show", "memo", "labels", "colors")

    assert told.exit_code == 2
    assert "labels.toml and theme.toml are two files" in " ".join(told.output.split())


def test_the_house_s_template_may_be_named_before_it_is_begun(brief, workspace):
    edit(workspace / "brief.toml", 'template = "policy-brief"', 'template = "our-house"')

    made = brief("template", "new", "our-house")

    assert made.exit_code == 0, made.output
    text = (workspace / "templates/our-house/template.toml").read_text(encoding="utf-8")
    assert 'parent = "policy-brief"' in text


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


def without_marks(path) -> None:
    """Take the # away from each line of a TOML file that offers a value or a table."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^# (?=\[|\w+ = )", "", text), encoding="utf-8")


@pytest.mark.parametrize("parent", ["policy-brief", "memo", "in-focus", "form"])
def test_a_new_template_looks_as_its_parent_and_so_does_what_it_offers(brief, workspace, parent):
    run = brief("template", "new", "our-house", "--from", parent)
    folder = workspace / "templates/our-house"

    assert run.exit_code == 0
    assert tuple(path.name for path in sorted(folder.iterdir())) == ("template.toml", "theme.toml")
    (*_, begun), theme = themes_of(workspace, "our-house"), themes_of(workspace, parent)[-1]
    assert replace(begun, name=parent) == theme

    without_marks(folder / "theme.toml")

    *_, offered = themes_of(workspace, "our-house")
    assert replace(offered, name=parent) == theme
    lines = (folder / "theme.toml").read_text(encoding="utf-8").splitlines()
    assert sum(line.partition(" = ")[1] != "" for line in lines) > 50


def themes_of(workspace, name: str):
    library = Library(find_workspace(workspace))
    template = library.template(name)
    assert template
    return template, library.theme(template).theme


def test_what_a_new_template_offers_of_its_settings_holds(brief, workspace):
    brief("template", "new", "our-house", "--from", "in-focus")
    without_marks(workspace / "templates/our-house/template.toml")

    template, _ = themes_of(workspace, "our-house")

    assert template.parent.name == "in-focus"
    assert template.rules.pages == 2
    assert template.settings.contents == 2


def test_a_new_template_builds_on_the_houses_where_nothing_else_is_said(brief, workspace):
    edit(workspace / "brief.toml", 'template = "policy-brief"', 'template = "memo"')

    brief("template", "new", "our-house")

    assert themes_of(workspace, "our-house")[0].parent.name == "memo"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Our House",), "B026"),
        (("memo",), "B025"),
        (("fonts",), "B025"),
        (("ours", "--from", "memmo"), "did you mean `memo`?"),
    ],
)
def test_a_name_that_cannot_be_a_new_templates_is_refused(brief, workspace, arguments, said):
    run = brief("template", "new", *arguments)

    assert run.exit_code == 1
    assert said in run.output
    assert not (workspace / "templates").exists()


def test_a_check_shows_what_is_found_with_its_line_and_counts_it(brief, workspace):
    write(workspace, theme='[styles.heading2]\ncolor = "nvay"\n')

    run = brief("template", "check", "house")

    assert run.exit_code == 1
    assert "templates/house/theme.toml:2:1" in run.stdout
    assert 'color = "nvay"' in run.stdout
    assert run.stdout.endswith("house: 1 error\n")


@pytest.mark.slow
def test_a_check_tells_other_programs_what_it_finds(brief, workspace):
    write(workspace, theme='[styles.heading2]\ncolor = "nvay"\n')

    run = brief("template", "check", "house", "--format", "json")

    (finding,) = json.loads(run.stdout)["diagnostics"]
    assert (finding["file"], finding["line"]) == ("templates/house/theme.toml", 2)
    assert run.exit_code == 1
    assert brief("template", "check", "house", "--format", "xml").exit_code == 2


@pytest.mark.slow
def test_a_check_without_a_name_is_about_the_templates_that_lie_here(brief, workspace):
    write(workspace, labels='[en]\nsumary = "Bottom line"\n')
    write(workspace, "other", settings='parent = "nothing"\n')

    run = brief("template", "check")

    lines = run.stdout.splitlines()
    assert run.exit_code == 1
    assert [line for line in lines if line.endswith("1 error")] == (
        ["house: 1 error", "other: 1 error"]
    )


@pytest.mark.slow
def test_what_is_found_in_a_specimen_is_shown_with_its_line(brief, workspace):
    theme = "[page]\nbottom = 560\nfooter = 36\n"
    write(workspace, theme=theme)

    run = brief("template", "check", "house")

    assert "briefs/specimen-" in run.stdout or "seeds/sorrel-ferry" in run.stdout


@pytest.mark.slow
def test_a_sound_template_passes(brief):
    run = brief("template", "check", "memo")

    assert (run.exit_code, run.stdout) == (0, "memo: no findings\n")


@pytest.mark.slow
def test_a_preview_is_a_specimen_in_each_format_and_an_image_of_pages(brief, workspace):
    run = brief("template", "preview", "memo", "--output", "seen")

    names = [
        "memo-pages.png",
        *(f"specimen-blocks.{one}" for one in ("docx", "html", "pdf", "txt")),
    ]
    assert run.exit_code == 0
    assert sorted(run.stdout.split()) == [str(Path("seen", name)) for name in names]
    with Image.open(workspace / "seen/memo-pages.png") as image:
        assert image.width > 1_800
    assert brief("verify", "seen/specimen-blocks.docx").exit_code == 0


@pytest.mark.slow
def test_a_preview_of_a_houses_look_shows_its_word_pages_or_says_that_it_cannot(
    brief, workspace, monkeypatch, tmp_path
):
    (workspace / "letterhead.dotm").write_bytes(vml_letterhead())
    brief("template", "import", "letterhead.dotm")

    seen = brief("template", "preview", "letterhead", "--output", "seen")
    monkeypatch.setenv("PATH", str(tmp_path))
    unseen = brief("template", "preview", "letterhead", "--output", "unseen")

    assert (seen.exit_code, unseen.exit_code) == (0, 0)
    heights = []
    for folder in ("seen", "unseen"):
        with Image.open(workspace / folder / "letterhead-pages.png") as image:
            heights.append(image.height)
    assert heights[0] > heights[1] or seen.stderr == unseen.stderr
    assert "no pages of Word" in unseen.stderr


def test_a_template_with_a_fault_is_told_and_not_previewed(brief, workspace):
    write(workspace, labels='[en]\nsumary = "Bottom line"\n')

    run = brief("template", "preview", "house")

    assert run.exit_code == 1
    assert run.stderr.count("L003") == 1
    assert not (workspace / "build").exists()


def test_a_preview_without_the_package_that_draws_pages_says_what_to_type(brief, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)

    run = brief("template", "preview", "memo")

    assert run.exit_code == 2
    assert run.stderr == (
        "`brief template preview` needs packages that are not here: pypdfium2\n"
        "type: pip install pypdfium2\n"
    )


def test_a_house_file_is_taken_in_and_what_could_not_be_taken_is_listed(brief, workspace):
    (workspace / "letterhead.dotm").write_bytes(vml_letterhead())

    taken = brief("template", "import", "letterhead.dotm", "--font", "Georgia=Source Serif 4")

    lines = taken.output.splitlines()
    assert lines[0].startswith("made templates/letterhead: house.toml, house.docx")
    assert lines[1] == ("taken: 6 styles (Normal, header, footer, heading 1, heading 2, heading 3)")
    assert "not taken: macros were left out" in lines
    shown = "Georgia has no file here: PDF and HTML show Source Serif 4"
    assert any(line.startswith(f"unlike Word: {shown}") for line in lines)
    shown = brief("template", "show", "letterhead", "styles.heading3").output
    assert "size = 10.5" in shown
    assert "# the house's Word file, line" in shown


def test_a_family_needs_the_name_of_another_to_stand_in(brief, workspace):
    told = brief("template", "import", "letterhead.dotm", "--font", "Georgia")

    assert told.exit_code == 2
    assert "FAMILY=OTHER" in told.output
