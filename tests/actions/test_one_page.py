"""`brief build --length page`: one page of what a reader must know who reads no further."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from generator import BriefError, Library, build, find_workspace
from generator.document import Heading
from generator.document.walking import plain_text
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.archive.workspaces import brief, copy_workspace, edit
from tests.document_text import document_as_text
from tests.projections import docx_attachments

DECISION = """\
::: {.decision}
[Head of unit]{.to}: settle who watches the border, [by 31 January 2027]{.by} [@ulislam-summit, ¶6].
:::

::: {.gaps}"""


@pytest.fixture
def workspace(tmp_path):
    copy_workspace(tmp_path)
    edit(tmp_path / "briefs/military.md", "::: {.gaps}", DECISION)
    return tmp_path


def composed(workspace, template: str = ""):
    library = Library(find_workspace(workspace))
    reading = read(library, workspace / "briefs/military.md", template=template or None)
    return compose(library, reading, length="page")


def test_it_is_written_beside_the_whole_brief_under_a_name_of_its_own(workspace):
    run = brief(workspace, "build", "military", "--length", "page")

    assert run.exit_code == 0, run.output
    assert sorted(path.name for path in (workspace / "build").iterdir()) == [
        "military-page.docx",
        "military-page.pdf",
    ]
    assert re.search(r"military-page\.pdf  1 page,", run.stdout)


def test_a_draft_of_it_says_so_in_its_name(workspace):
    built = build(workspace / "briefs/military.md", length="page", draft=True, formats=("pdf",))

    assert [path.name for path, _ in built.files] == ["military-page-draft.pdf"]


def test_it_holds_the_summary_the_caveats_in_brief_the_key_points_and_the_decision(workspace):
    document = composed(workspace).document

    said = document_as_text(document)
    assert "lead | The author argues that Russia is a ready supplier" in said
    assert "caveat-brief | **Caveat.** The venue and the date given" in said
    assert " 4. key-point | [Judgement · likely · low confidence]{.judgement}" in said
    assert "decision | **Head of unit**: settle who watches the border" in said


def test_nothing_of_the_rest_is_left_on_it(workspace):
    document = composed(workspace).document

    headings = [plain_text(b.children) for b in document.blocks if isinstance(b, Heading)]
    assert headings == ["Key points"]
    assert "The caveat in full" not in document_as_text(document)
    assert [note.number for note in document.notes] == list(range(1, 8))


def test_its_first_note_names_the_source_since_no_annex_does(workspace):
    document = composed(workspace).document

    said = [plain_text(block.children) for note in document.notes for block in note.blocks]
    assert said[0].startswith("Faheem ul Islam, “Strategic Implications of")
    assert all(one.replace("\u00a0", " ").startswith("Faheem ul Islam, ¶") for one in said[1:])
    assert not any("conventional weapons" in one for one in said)


def test_what_its_notes_rest_on_is_in_its_manifest(workspace):
    (_, made) = build(workspace / "briefs/military.md", length="page", formats=("docx",)).files[0]

    manifest = json.loads(docx_attachments(made.data)["manifest.json"])
    assert all(one["excerpts"] for note in manifest["notes"] for one in note["evidence"][:1])
    assert any(name.endswith("page.md.j2") for name in manifest["inputs"])


def test_it_agrees_with_what_it_carries(workspace):
    build(workspace / "briefs/military.md", length="page")

    for form in ("docx", "pdf"):
        run = brief(workspace, "verify", f"build/military-page.{form}")
        assert "self-consistent" in run.stdout


def test_a_brief_that_does_not_fit_is_told_by_how_many_lines_and_nothing_is_written(workspace):
    long = "\n\n".join(["The author sees an axis that grows [@ulislam-summit, ¶2 s4]."] * 30)
    edit(workspace / "briefs/military.md", "::: {.summary}", f"::: {{.summary}}\n{long}\n")

    run = brief(workspace, "build", "military", "--length", "page", "--format", "docx")

    assert run.exit_code == 1
    assert re.search(r"error\[L020\]: the brief on one page is \d+ lines too long", run.stderr)
    assert not list((workspace / "build").glob("*")) if (workspace / "build").exists() else True


@pytest.mark.slow
def test_a_draft_of_a_brief_that_does_not_fit_is_written_and_says_so(workspace):
    long = "\n\n".join(["The author sees an axis that grows [@ulislam-summit, ¶2 s4]."] * 30)
    edit(workspace / "briefs/military.md", "::: {.summary}", f"::: {{.summary}}\n{long}\n")

    built = build(workspace / "briefs/military.md", length="page", draft=True, formats=("pdf",))

    assert "L020" in [str(one.code) for one in built.findings]
    assert built.files[0][1].pages > 1


def bare(workspace) -> None:
    """A template that stands by itself."""
    folder = workspace / "templates/bare"
    shutil.copytree(workspace / "templates/policy-brief", folder)
    (folder / "page.md.j2").unlink()


def test_a_template_without_a_layout_for_it_refuses_it(workspace):
    bare(workspace)

    with pytest.raises(BriefError) as raised:
        composed(workspace, "bare")

    (found,) = raised.value.diagnostics
    assert found.code == "L001"
    assert found.message == "the template `bare` has no layout for a single page"
    assert found.hint == "add page.md.j2 to it, or build at full length"


def test_a_child_template_keeps_its_own_masthead_on_it(workspace):
    folder = workspace / "templates/house"
    folder.mkdir()
    (folder / "template.toml").write_text('parent = "policy-brief"\n', encoding="utf-8")
    layout = '{% extends "policy-brief" %}\n{% block masthead %}\n# Ours\n{% endblock %}\n'
    (folder / "layout.md.j2").write_text(layout, encoding="utf-8")

    headings = [b for b in composed(workspace, "house").document.blocks if isinstance(b, Heading)]

    assert plain_text(headings[0].children) == "Ours"


def test_a_layout_for_it_that_leaves_the_caveats_out_is_an_error(workspace):
    text = '{% extends "layout" %}\n{% block caveats %}{% endblock %}\n'
    page = workspace / "templates/policy-brief/page.md.j2"
    page.write_text(page.read_text(encoding="utf-8").replace('{% extends "layout" %}\n', text))

    run = brief(workspace, "build", "military", "--length", "page", "--format", "pdf")

    assert (
        "error[L005]: a single page by the template leaves out the brief's caveats in brief"
        in run.stderr
    )


def test_a_layout_for_it_that_does_not_parse_is_told_at_any_length(workspace):
    page = workspace / "templates/policy-brief/page.md.j2"
    page.write_text("{% block notes %}", encoding="utf-8")

    run = brief(workspace, "check", "military")

    assert "error[L001]: the block `notes` is not closed" in run.output
    assert "templates/policy-brief/page.md.j2:1" in run.output


def test_a_length_that_cannot_be_is_refused(workspace):
    with pytest.raises(ValueError, match="length"):
        build(workspace / "briefs/military.md", length="half")  # type: ignore[arg-type]
