from __future__ import annotations

import shutil

import pytest

from generator import BriefError, Library, build, check, find_workspace
from generator.document import Heading
from generator.document.walking import plain_text
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from tests.archive.workspaces import REPOSITORY, copy_workspace, edit


@pytest.fixture
def library(tmp_path):
    return Library(find_workspace(copy_workspace(tmp_path, "seeds", "briefs")))


def template(library: Library, name: str, **files: str) -> None:
    folder = library.workspace.root / "templates" / name
    folder.mkdir(parents=True)
    for file, text in files.items():
        (folder / FILES[file]).write_text(text, encoding="utf-8")


FILES = {
    "settings": "template.toml",
    "layout": "layout.md.j2",
    "theme": "theme.toml",
    "labels": "labels.toml",
}
CHILD = 'parent = "policy-brief"\n'


def headings(library: Library, name: str) -> list[str]:
    path = library.workspace.briefs / "summit.md"
    document = compose(library, read(library, path, template=name)).document
    return [plain_text(one.children) for one in document.blocks if isinstance(one, Heading)]


def faults(library: Library, name: str):
    with pytest.raises(BriefError) as raised:
        build(library.workspace.briefs / "summit.md", template=name, workspace=library)
    return [(one.code, one.span.file, one.span.start.line) for one in raised.value.diagnostics]


@pytest.mark.slow
def test_a_template_that_is_asked_for_is_the_one_whose_rules_are_checked(library):
    template(library, "strict", settings=CHILD + 'sourced = ["summary"]\n')
    path = library.workspace.briefs / "x.md"
    front = "title: T\ndate: 2026-11-22\nseeds: [ulislam-summit]\n"
    body = "## Summary\n\nNobody has said so.\n"

    def codes(own: str, asked: str) -> set[str]:
        path.write_text(f"---\n{front}template: {own}\n---\n\n{body}", encoding="utf-8")
        built = build(path, template=asked, formats=("docx",))
        assert built.account.template.endswith(asked)
        return {finding.code for finding in built.findings}

    assert "C023" in codes("policy-brief", "strict")
    assert "C023" not in codes("strict", "policy-brief")


@pytest.mark.parametrize(
    ("asked", "place"), [("memoir", ("templates/memoir", 1)), (None, ("briefs/x.md", 5))]
)
def test_a_draft_shows_that_its_template_is_not_there(library, asked, place):
    path = library.workspace.briefs / "x.md"
    front = "title: T\ndate: 2026-11-22\nseeds: [ulislam-summit]\ntemplate: nothing\n"
    path.write_text(f"---\n{front}---\n\n## Summary\n\nIt is so.\n", encoding="utf-8")

    built = build(path, template=asked, formats=("docx",), draft=True, workspace=library)

    found = [finding for finding in built.findings if finding.code == "L002"]
    assert [(f.span.file, f.span.start.line) for f in found] == [place]


def test_a_template_of_the_house_that_is_not_there_is_told_at_its_line(tmp_path):
    copy_workspace(tmp_path)
    edit(tmp_path / "brief.toml", 'template = "policy-brief"', 'template = "memoo"')

    brief = tmp_path / "briefs/x.md"
    brief.write_text("---\ntitle: T\ndate: 2026-11-22\nseeds: []\n---\n\nIt is so.\n", "utf-8")
    found = [one for one in check(brief) if one.code == "L002"]

    line = (tmp_path / "brief.toml").read_text(encoding="utf-8").split("template =")[0].count("\n")
    assert [(one.span.file, one.span.start.line) for one in found] == [("brief.toml", line + 1)]


def test_a_house_template_of_three_lines_builds_a_brief(library):
    template(library, "house", settings=CHILD, theme='[colors]\nnavy = "#7a1f2b"\n')

    built = build(library.workspace.briefs / "summit.md", template="house", workspace=library)

    assert [path.suffix for path, _ in built.files] == [".docx", ".pdf"]
    assert library.theme(library.template("house")).theme.style("heading2").color == "#7a1f2b"


def test_a_child_changes_what_it_names_and_what_inherits_that(library):
    template(library, "house", settings=CHILD, theme="[styles.body]\nsize = 9\n")
    parent = library.theme(library.template("policy-brief")).theme
    child = library.theme(library.template("house")).theme

    assert child.style("body").size == child.style("list").size == 9
    assert child.style("body").leading == parent.style("body").leading
    assert child.style("heading2") == parent.style("heading2")


def test_a_font_family_is_taken_whole(library):
    family = '[fonts.text]\nname = "Other"\nregular = "SourceSans3-Regular.ttf"\n'
    template(library, "house", settings=CHILD, theme=family)

    assert {fault[0] for fault in faults(library, "house")} == {"L008"}


def test_a_child_has_its_own_words(library):
    template(library, "house", settings=CHILD, labels='[en]\ngaps = "Unknown"\n')

    assert "Unknown" in headings(library, "house")
    assert "Key points" in headings(library, "house")


@pytest.mark.slow
def test_a_layout_extends_its_parents(library):
    layout = '{% extends "policy-brief" %}\n{% block annex %}{% endblock %}\n'
    template(library, "house", settings=CHILD, layout=layout)

    left_out = set(headings(library, "policy-brief")) - set(headings(library, "house"))

    assert any(words.startswith("Annex") for words in left_out)
    assert "Recommendations" in headings(library, "house")


def test_a_grandchild_has_what_the_child_has(library):
    template(library, "house", settings=CHILD + "pages = 3\n", labels='[en]\ngaps = "Unknown"\n')
    template(library, "short", settings='parent = "house"\n')

    assert "Unknown" in headings(library, "short")
    assert library.template("short").rules.pages == 3


def test_a_parent_that_is_not_there_is_said_with_its_line(library):
    template(library, "house", settings='description = "ours"\nparent = "nothing"\n')

    assert faults(library, "house") == [("L004", "templates/house/template.toml", 2)]


def test_a_template_that_builds_on_itself_is_no_misspelt_name(library):
    template(library, "house-a", settings='parent = "house-a"\n')
    template(library, "house-b", settings='parent = "memo"\n')

    with pytest.raises(BriefError) as raised:
        library.template("house-a")

    (fault,) = raised.value.diagnostics
    assert fault.hint == "name one that is there, and none that builds on this one"


def test_templates_that_build_on_each_other_are_said_with_the_line(library):
    template(library, "one", settings='parent = "two"\n')
    template(library, "two", settings='parent = "one"\n')

    assert faults(library, "one") == [("L004", "templates/two/template.toml", 1)]


def test_a_layout_that_extends_another_than_its_parent_is_said_with_its_line(library):
    template(library, "house", settings=CHILD, layout='\n{% extends "elsewhere" %}\n')

    assert faults(library, "house") == [("L001", "templates/house/layout.md.j2", 2)]


def test_a_block_that_the_parent_has_not_is_said_with_the_nearest(library):
    layout = '{% extends "policy-brief" %}\n{% block anex %}{% endblock %}\n'
    template(library, "house", settings=CHILD, layout=layout)

    with pytest.raises(BriefError) as raised:
        build(library.workspace.briefs / "summit.md", template="house", workspace=library)
    (one,) = raised.value.diagnostics
    assert (one.message, one.hint) == ("no block `anex` in `policy-brief`", "did you mean `annex`?")
    assert (one.span.file, one.span.start.line) == ("templates/house/layout.md.j2", 2)


def test_a_layout_that_fills_blocks_of_its_parent_and_extends_nothing_is_told_so_alone(library):
    template(library, "house", settings=CHILD, layout="\n{% block annex %}{% endblock %}\n")

    with pytest.raises(BriefError) as raised:
        build(library.workspace.briefs / "summit.md", template="house", workspace=library)
    (one,) = raised.value.diagnostics
    assert (
        one.message == "the layout fills blocks of its parent, and does not extend `policy-brief`"
    )
    assert one.hint == 'begin with {% extends "policy-brief" %}'
    assert (one.span.file, one.span.start.line) == ("templates/house/layout.md.j2", 2)


@pytest.mark.slow
def test_a_block_inside_a_block_of_the_parent_is_the_child_s_own(library):
    inner = "{% block ours %}\n## {{ label.gaps }}\n{% endblock %}"
    layout = f'{{% extends "policy-brief" %}}\n{{% block contents %}}{inner}{{% endblock %}}\n'
    template(library, "house", settings=CHILD, layout=layout)

    assert "What the sources do not say" in headings(library, "house")


@pytest.mark.parametrize(
    "stray", ["Words of ours.", "{{ brief.title }}", "{% if slot.gaps %}{% endif %}"]
)
def test_what_stands_outside_the_blocks_of_the_parent_is_never_lost_in_silence(library, stray):
    layout = f'{{% extends "policy-brief" %}}\n\n{stray}\n{{% block annex %}}{{% endblock %}}\n'
    template(library, "house", settings=CHILD, layout=layout)

    assert faults(library, "house") == [("L001", "templates/house/layout.md.j2", 3)]


@pytest.mark.parametrize(
    ("parent", "own", "expected"),
    [("", "", 2), ("contents = 3\n", "", 3), ("contents = 3\n", "contents = 1\n", 1)],
)
def test_a_list_of_contents_goes_as_deep_as_the_nearest_template_says(
    library, parent, own, expected
):
    template(library, "house", settings=CHILD + parent)
    template(library, "desk", settings='parent = "house"\n' + own)

    assert library.template("desk").contents == expected


@pytest.mark.parametrize(
    "settings",
    [
        "pages = 0",
        "pages = -1",
        "contents = 7",
        'sourced = ["sumary"]',
        'blocks."two words" = { style = "body" }',
        'blocks.summary = { style = "body" }',
        "blocks.verse = {}",
        'blocks.verse = { box = "plain", aside = "plain" }',
        'blocks.verse = { style = "body", title = "contents" }',
        'blocks.verse = { style = "body", holds = [] }',
        'blocks.verse = { style = "body", holds = ["verses"] }',
        'blocks.verse = { look = "body" }',
        'blocks.verse = { box = "verse" }',
        'blocks.verse = { style = "verse" }',
        'blocks.verse = { box = "plain", title = "verse" }',
        'blocks.verse = { box = "plain", title = "date" }',
        'blocks.table-source = { box = "plain" }',
        'blocks.verse = { style = "body", placed = true }',
        'blocks.records = { style = "body", placed = true }',
        'pages = "two"',
    ],
)
def test_a_setting_that_cannot_be_is_said_with_its_line(library, settings):
    template(library, "house", settings=f"{CHILD}{settings}\n")

    assert faults(library, "house") == [("L004", "templates/house/template.toml", 2)]


def test_a_parent_that_is_misspelt_is_said_with_the_nearest(library):
    template(library, "house", settings='parent = "polcy-brief"\n')

    with pytest.raises(BriefError) as raised:
        build(library.workspace.briefs / "summit.md", template="house", workspace=library)
    assert [one.hint for one in raised.value.diagnostics] == ["did you mean `policy-brief`?"]


def test_a_layout_that_extends_itself_is_a_finding(library):
    template(library, "house", settings=CHILD, layout='{% extends "house" %}\n')

    assert faults(library, "house") == [("L001", "templates/house/layout.md.j2", 1)]


def test_a_fault_in_the_parent_is_said_in_the_parent(library):
    template(library, "house", settings="", layout="one\n\n{{ brief.nothing }}\n", theme="")
    template(library, "short", settings='parent = "house"\n', layout='{% extends "house" %}\n')
    shutil.copy(REPOSITORY / "templates/policy-brief/labels.toml",
                library.workspace.root / "templates/house/labels.toml")  # fmt: skip

    assert faults(library, "short") == [("L001", "templates/house/layout.md.j2", 3)]


@pytest.mark.slow
def test_a_fault_in_the_words_of_a_filled_block_is_said_in_the_child(library):
    layout = '{% extends "policy-brief" %}\n{% block annex %}\n\n::: {.box\n{% endblock %}\n'
    template(library, "house", settings=CHILD, layout=layout)

    assert {fault[1:] for fault in faults(library, "house")} == {
        ("templates/house/layout.md.j2", 4)
    }


def test_a_fault_in_a_theme_is_said_in_the_file_that_has_it(library):
    template(library, "house", settings=CHILD, theme='[page]\nwidth = "big"\n')
    template(library, "short", settings='parent = "house"\n', theme="[page]\nheight = 500\n")

    assert faults(library, "short") == [("L008", "templates/house/theme.toml", 2)]
