"""A Word form says what belongs where, and carries the brief that it is the form of."""

from __future__ import annotations

import datetime
import re

import pytest
from lxml import etree

from generator import BriefError, Library, check, find_workspace
from generator.actions.draft import form_from_draft
from generator.actions.form import is_form, new_form
from generator.actions.init import lay_out
from generator.actions.merge import merge
from generator.incoming.file import IncomingFile
from tests.projections import WordFile, docx_as_text, docx_attachments, docx_words
from tests.word_colleague import WordColleague

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def workspace(tmp_path):
    lay_out(tmp_path / "house")
    return find_workspace(tmp_path / "house")


def formed(workspace, output, **options):
    asked = {"seed": "ulislam-summit", "model": None} | options
    return new_form(workspace, "energy", output, today=TODAY, **asked)


def test_a_form_carries_its_brief_and_prints_each_place_that_is_to_be_filled(workspace, tmp_path):
    path, form = formed(workspace, tmp_path)

    data, markdown = form.read_bytes(), path.read_text(encoding="utf-8")
    assert form == tmp_path / "energy.docx"
    assert docx_attachments(data)["energy.md"].decode() == markdown
    assert (
        " ".join(docx_words(data)).count("TODO") == markdown.count("TODO") + 1
    )  # its lead says so


def test_a_form_has_a_table_of_the_front_matter_and_instructions_in_a_style_of_their_own(
    workspace, tmp_path
):
    _, form = formed(workspace, tmp_path)

    lines = docx_as_text(form.read_bytes()).splitlines()
    row = lines.index("· Table Cell | Sources")
    assert lines[row + 1] == "· Table Cell | ulislam-summit"
    told = [line for line in lines if line.startswith("Instruction | ")]
    assert len(told) == 7
    assert not any("TODO" in line for line in told)


def test_a_form_is_no_draft_and_shows_no_findings(workspace, tmp_path):
    _, form = formed(workspace, tmp_path)

    file = WordFile(form.read_bytes())
    assert file.comments == []
    assert not any("draft" in etree.tostring(head).lower().decode() for head in file.heads.values())


def test_what_is_left_to_write_is_told_of_the_brief_of_a_form(workspace, tmp_path):
    path, _ = formed(workspace, tmp_path)

    told = [each for each in check(path) if each.code == "B032" and each.span.file != "brief.toml"]

    lines = path.read_text(encoding="utf-8").splitlines()
    assert {each.span.start.line for each in told} == {
        number for number, line in enumerate(lines, 1) if "TODO" in line
    }


def test_a_form_after_another_brief_has_its_sections(workspace, tmp_path):
    path, form = formed(workspace, tmp_path, model=workspace.briefs / "military.md")

    assert "}What each side would supply" in docx_as_text(form.read_bytes())
    assert "<!--" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "title", "confidence"),
    [
        ("en", "A brief to fill in", "Low confidence: TODO"),
        ("fr", "Une note à remplir", "Confiance faible\u00a0: TODO"),
        ("ko", "작성할 브리프", "낮은 확신: TODO"),
    ],
)
def test_a_form_speaks_the_language_of_its_house(workspace, tmp_path, language, title, confidence):
    settings = workspace.root / "brief.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub("language = .*", f'language = "{language}"', text), encoding="utf-8")

    _, form = formed(find_workspace(workspace.root), tmp_path)

    said = docx_as_text(form.read_bytes())
    assert title in said
    assert confidence in said


FIELDS = """
[fields.region]
label = "Region"
labels = { fr = "Région" }
choices = ["Northern seas", "Southern seas"]
required = true

[fields.review]
label = "Next review"
type = "day"

[fields.project]
label = "Project"
type = "address"
where = "layout"

[fields.funding]
label = "Funding"
where = "imprint"
"""


@pytest.fixture
def declaring(workspace):
    settings = workspace.root / "brief.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + FIELDS, encoding="utf-8")
    return find_workspace(workspace.root)


def test_a_form_asks_for_the_values_that_its_house_declares(declaring, tmp_path):
    _, form = formed(declaring, tmp_path)

    lines = docx_as_text(form.read_bytes()).replace("\xa0", " ").splitlines()
    rows = [line.partition(" | ")[2] for line in lines if line.startswith("· Table Cell")]
    asked = rows[rows.index("Abstract") + 3 :]
    assert asked == [
        *("Region", "", "one of: Northern seas, Southern seas; must be filled in"),
        *("Next review", "", "a day: 31 January 2027"),
        *("Project", "", "https://… or a mail address"),
        *("Funding", "", "in a few words"),
    ]


def test_what_is_filled_in_comes_back_and_what_the_brief_alone_has_since_stays(declaring, tmp_path):
    path, form = formed(declaring, tmp_path)
    typed = path.read_text(encoding="utf-8").replace('project: ""', 'project: "https://a.example/"')
    path.write_text(typed, encoding="utf-8", newline="\n")
    word = WordColleague(form.read_bytes(), "Ann")
    word.fills_in("Region", "Northern seas")
    word.fills_in("Next review", "31 January 2027")
    word.fills_in("Funding", "The Harbour Fund")
    form.write_bytes(word.saved())

    merged = merge(form, workspace=declaring)

    head = merged.change.after.decode().split("---\n")[1].splitlines()
    assert {
        'region: "Northern seas"  # Northern seas, Southern seas',
        'review: "2027-01-31"  # Next review',
        'project: "https://a.example/"  # Project',
        'funding: "The Harbour Fund"  # Funding',
    } <= set(head)
    assert merged.told == ()


def test_what_is_no_such_value_of_the_house_is_told_and_not_taken(declaring, tmp_path):
    _, form = formed(declaring, tmp_path)
    word = WordColleague(form.read_bytes(), "Ann")
    word.fills_in("Region", "Nothern seas")
    word.fills_in("Next review", "soon")
    form.write_bytes(word.saved())

    merged = merge(form, workspace=declaring)

    assert [(one.told.message, one.told.hint) for one in merged.told] == [
        ("`region` cannot be “Nothern seas”", "did you mean `Northern seas`?"),
        (
            "“soon” cannot be `review` of a brief",
            "write a day such as 2027-01-31 or 31 January 2027",
        ),
    ]


def test_a_form_is_never_written_over_a_file_and_then_begins_no_brief(workspace, tmp_path):
    (tmp_path / "energy.docx").write_bytes(b"mine")

    with pytest.raises(BriefError):
        formed(workspace, tmp_path)

    assert (tmp_path / "energy.docx").read_bytes() == b"mine"
    assert not (workspace.briefs / "energy.md").exists()


@pytest.mark.slow
def test_a_form_needs_no_template_of_its_own_in_the_workspace(workspace, tmp_path):
    for path in (workspace.root / "templates/form").iterdir():
        path.unlink()

    _, form = formed(workspace, tmp_path)

    assert form.exists()
    assert Library(workspace).template("form") is not None


@pytest.mark.slow
def test_a_draft_goes_on_as_a_form_with_its_words_in_it(workspace, tmp_path):
    draft = tmp_path / "draft.html"
    draft.write_text("<h1>The port</h1><h2>Depth</h2><p>It is deep.</p>", encoding="utf-8")

    path, form = form_from_draft(
        workspace, "port", tmp_path, draft, seed="ulislam-summit", today=TODAY
    )

    words = " ".join(docx_words(form.read_bytes()))
    assert "Depth It is deep." in words
    assert "TODO: Two or three sentences" in words
    assert docx_attachments(form.read_bytes())["port.md"] == path.read_bytes()


def test_a_file_is_no_form_in_a_house_that_has_no_words_for_one(workspace):
    labels = workspace.root / "templates/form/labels.toml"
    text = labels.read_text(encoding="utf-8")
    labels.write_text(text.replace('head_title = "Title"\n', ""), encoding="utf-8")

    assert not is_form(Library(workspace), IncomingFile("Word file", ()))
