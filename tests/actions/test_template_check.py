"""A template is checked by briefs that have everything: one mistake, one finding, at its line."""

from __future__ import annotations

import shutil

import pytest

from generator import BriefError, Library, find_workspace
from generator.actions.template_check import check_template, with_specimens
from generator.pipeline.reading import read
from generator.templates.specimens import BARE, EVERY_BLOCK, EVERYTHING_LONG, specimen
from tests.conftest import REPOSITORY
from tests.guide import MATERIAL
from tests.theme.themes import NAMES, write


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("house")
    (root / "brief.toml").write_text('format = 2\npublisher = "Desk"\n', encoding="utf-8")
    return root


def found(root, **files: str):
    write(root, **files)
    return check_template(Library(find_workspace(root)), "house")


CHILD = 'parent = "policy-brief"\n'
BLOCKS = '{% extends "policy-brief" %}\n'
FACES = "".join(f'{face} = "Haus.ttf"\n' for face in ("regular", "italic", "bold", "bold_italic"))

MISTAKES = [
    # the file, what stands in it, the line of the mistake, the hint
    ("theme", '[colors]\nnvay = "#7a1f2b"\n', 2, "did you mean `navy`?"),
    ("theme", '[colors]\nnavy = "#7a1f2"\n', 2, 'write it as "#7a1f2b"'),
    ("theme", '[styles.heading2]\ncolor = "nvay"\n', 2, "did you mean `navy`?"),
    ("theme", '[styles.heading2]\ncolour = "navy"\n', 2, "did you mean `color`?"),
    ("theme", "number_headings = true\n\n[style.body]\nsize = 9\n", 3, "did you mean `styles`?"),
    ("theme", "[styles.headng2]\nsize = 30\n", 1, "did you mean `heading2`?"),
    ("theme", '[styles.pull]\ninherit = "ledd"\n', 2, "did you mean `lead`?"),
    ("theme", '[styles.body]\nfont = "txet"\n', 2, "did you mean `text`?"),
    ("theme", '[styles.body]\nsize = "9pt"\n', 2, "points, without a unit: 9"),
    ("theme", "columns = 2\n", 1, "it stands below [page], [notes] or [sections.…], not here"),
    ("theme", 'note_style = "apa"\n', 1, "it stands in template.toml, not here"),
    ("settings", f"{CHILD}number_headings = true\n", 2, "it stands in theme.toml, not here"),
    ("theme", '[boxes.about]\nbackground = "mist"\n', 2, "known here: fill, above, below"),
    ("theme", '[fonts.text]\nname = "Haus"\n', 1, "add `regular`, `italic`, `bold` and"),
    ("theme", '[styles.body]\nfont = "Source Sans 3"\n', 2, '"display", for [fonts.display]'),
    ("labels", '[en_GB]\nsummary = "In brief"\n', 1, "write [en-GB]"),
    ("theme", "[styles.body]\nsize = -3\n", 2, "write at least 6"),
    ("theme", f'[fonts.text]\nname = "Haus"\n{FACES}', 3, "put the file there"),
    (
        "theme",
        f'[fonts.text]\nname = "Haus"\n{FACES.replace("Haus", "sourcesans3-regular")}',
        3,
        "did you mean `SourceSans3-Regular.ttf`?",
    ),
    ("labels", '[en]\nsummary = "**In brief**"\n', 2, "how they look is said in theme.toml"),
    ("theme", '[boxes.summery]\nfill = "sand"\n', 1, "did you mean `summary`?"),
    ("theme", "[sections.anex]\ncolumns = 2\n", 1, "did you mean `annex`?"),
    ("theme", '[header]\nleft = "{titel}"\n', 2, "did you mean `{title}`?"),
    ("theme", '[logo]\nfile = "lgoo.svg"\n', 2, "put it into the template's folder"),
    ("theme", "[page]\nwith = 612\n", 2, "did you mean `width`?"),
    ("theme", "[page]\nleft = 290\nright = 300\n", 2, "see left, right, width of [page]"),
    ("theme", '[tables]\nbandng = "mist"\n', 2, "did you mean `banding`?"),
    ("theme", '[styles.body]\ncolor = "#bbbbbb"\n', 2, "4.5 : 1 is needed"),
    ("theme", "[styles.body]\nsize = 9\nsize = 8\n", 3, ""),
    ("labels", '[en]\nsumary = "Bottom line"\n', 2, "did you mean `summary`?"),
    ("labels", '[en]\ndate = "{dya} {month} {year}"\n', 2, "did you mean `{day}`?"),
    ("layout", BLOCKS + "{% block anex %}{% endblock %}\n", 2, "did you mean `annex`?"),
    ("layout", BLOCKS + BLOCKS, 2, "keep one of the two"),
    ("layout", "{% block annex %}{% endblock %}\n" + BLOCKS, 2, "make it the first line"),
    ("layout", '{% extends "memo" %}\n', 1, '{% extends "policy-brief" %}, or name the other'),
    ("layout", "{% extends policy-brief %}\n", 1, 'write {% extends "policy-brief" %}'),
    ("layout", '# theme.toml\n[colors]\nnavy = "#7a1f2b"\n', 1, "begin with {% extends"),
    ("layout", BLOCKS + "{# Outside.\n", 2, "put #} where it ends"),
    ("layout", BLOCKS + "Outside.\n", 2, "put it between {% block … %}"),
    (
        "layout",
        BLOCKS + "{% block annex %}{{ slot.recrods }}{% endblock %}",
        2,
        "did you mean `slot.records`?",
    ),
    (
        "layout",
        BLOCKS + "{% block annex %}\n::: {.smal}\nWords\n:::\n{% endblock %}",
        3,
        "did you mean `small`?",
    ),
    (
        "layout",
        BLOCKS + "{% block annex %}\n## Annex {.anex}\n{% endblock %}",
        3,
        "did you mean `annex`?",
    ),
    ("settings", CHILD + "page = 2\n", 2, "did you mean `pages`?"),
    ("settings", CHILD + 'sourced = ["sumary"]\n', 2, "did you mean `summary`?"),
    ("settings", CHILD + 'blocks.v.style = "verse"\n', 2, "add [styles.verse] to theme.toml"),
]


@pytest.mark.parametrize(("file", "text", "line", "hint"), MISTAKES)
def test_a_mistake_is_told_once_at_its_line_with_what_to_write(root, file, text, line, hint):
    try:
        told = found(root, **{file: text})
    except BriefError as error:  # of its settings, without which there is no template
        told = error.diagnostics

    assert [(one.span.file, one.span.start.line) for one in told] == (
        [(f"templates/house/{NAMES[file]}", line)]
    )
    assert told[0].is_error
    assert hint in (told[0].hint or "")


def test_a_misspelt_key_hides_no_other_fault_of_the_settings(root):
    write(root, settings='parent = "policy-breif"\ndescripton = "x"\nnote_style = "chicgo"\n')

    with pytest.raises(BriefError) as raised:
        check_template(Library(find_workspace(root)), "house")

    assert [one.hint for one in raised.value.diagnostics] == [
        "did you mean `description`?",
        "did you mean `chicago`?",
        "did you mean `policy-brief`?",
    ]


def test_a_ground_on_which_several_styles_are_hidden_is_told_once(root):
    told = found(root, theme='[boxes.masthead]\nfill = "white"\nbleed = false\n')

    own = [one for one in told if one.span.file == "templates/house/theme.toml"]
    assert [(one.code, one.span.start.line) for one in own] == [("L018", 2)]
    assert "make the one darker" in (own[0].hint or "")


def test_a_logo_under_another_name_is_told_where_nothing_shows_it(root):
    write(root, theme="")
    shutil.copy(MATERIAL / "logo.png", root / "templates/house/logo.png")

    (told,) = check_template(Library(find_workspace(root)), "house")

    assert (told.message, told.is_error) == ("nothing shows `logo.png`", False)
    assert 'file = "logo.png" below [logo] of theme.toml' in (told.hint or "")


@pytest.mark.slow
def test_mistakes_of_different_files_are_told_together(root):
    told = found(
        root,
        theme='[styles.heading2]\ncolor = "nvay"\n',
        labels='[en]\nsumary = "Bottom line"\n',
    )

    assert [one.span.file.rpartition("/")[2] for one in told] == ["labels.toml", "theme.toml"]


@pytest.mark.parametrize(
    ("name", "meant"), [("themes.toml", "theme.toml"), ("layout.md", "layout.md.j2")]
)
def test_a_file_with_nearly_the_name_of_one_that_is_not_there_is_told(root, name, meant):
    write(root, labels=UNSOUND)
    (root / "templates/house" / name).write_text("", encoding="utf-8")

    told = check_template(Library(find_workspace(root)), "house")

    assert [(one.span.file, one.hint) for one in told if not one.is_error] == [
        (f"templates/house/{name}", f"did you mean `{meant}`?")
    ]


@pytest.mark.slow
def test_an_old_copy_beside_a_file_is_let_lie(root):
    write(root, labels=UNSOUND)
    (root / "templates/house/labels.toml.bak").write_text("", encoding="utf-8")

    assert all(one.is_error for one in check_template(Library(find_workspace(root)), "house"))


UNSOUND = '[en]\nsumary = "Bottom line"\n'
"""Labels that let no specimen be composed, which takes most of the time."""


@pytest.mark.slow
def test_a_palette_may_have_colours_to_spare(root):
    theme = '[colors]\nteal-of-the-house = "#0a5b5b"\n[styles.body]\ncolor = "nvay"\n'

    assert [one.span.start.line for one in found(root, theme=theme)] == [4]


@pytest.mark.slow
def test_what_only_the_pages_show_is_told_at_the_line_of_the_layout(root):
    told = found(root, theme="[boxes.masthead]\nmost_lines = 2\n")

    (warning,) = told
    layout = (REPOSITORY / "templates/policy-brief/layout.md.j2").read_text(encoding="utf-8")
    line = layout.split("\n").index("::: {.box .masthead}") + 1
    assert warning.code == "L019"
    assert warning.span.file.endswith("policy-brief/layout.md.j2")
    assert warning.span.start.line == line


@pytest.mark.slow
@pytest.mark.parametrize("name", ["policy-brief", "in-focus", "memo", "form"])
def test_nothing_is_found_in_the_templates_that_come_with_the_program(root, name):
    assert check_template(Library(find_workspace(root)), name) == ()


@pytest.mark.slow
def test_what_a_template_adds_stands_in_the_specimens(root):
    settings = CHILD + '[blocks]\nverse = {style = "verse"}\nhint = {box = "hint"}\n'
    theme = '[styles.verse]\nsize = 12\n[boxes.hint]\nfill = "ink"\n'

    told = found(root, settings=settings, theme=theme)

    assert {one.code for one in told} == {"L018"}  # words on the box's own dark ground


@pytest.mark.parametrize("slug", [EVERY_BLOCK, EVERYTHING_LONG, BARE])
def test_nothing_is_found_in_a_specimen_itself(root, slug):
    library = with_specimens(Library(find_workspace(root)))

    assert read(library, specimen(slug)).found == ()
