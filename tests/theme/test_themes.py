"""theme.toml: what is not understood is told once, at its own line and in its own file."""

from __future__ import annotations

import pytest

from generator import Library, find_workspace
from tests.theme.themes import found, house, told, write

FONTS = """
name = "Source Serif 4"
regular = "SourceSerif4-Regular.ttf"
italic = "SourceSerif4-It.ttf"
bold = "SourceSerif4-Bold.ttf"
bold_italic = "SourceSerif4-BoldIt.ttf"
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return house(tmp_path_factory.mktemp("themes"))


NAMES = [
    ('[colors]\nteal = "#12345"', 2, "`colors.teal`: '#12345' is no colour", "#7a1f2b"),
    ('[colors]\nnavy = "blue"', 2, "`colors.navy`: 'blue' is no colour", "#7a1f2b"),
    ('[styles.lead]\ncolor = "navvy"', 2, "no colour `navvy`", "`navy`"),
    ('[styles.lead]\nabove = { color = "gray" }', 2, "no colour `gray`", "`grey`"),
    ('[tables]\nheader_fill = "mistt"', 2, "no colour `mistt`", "`mist`"),
    ('[draft]\nerror = "amberr"', 2, "no colour `amberr`", "`amber`"),
    ('[styles.body]\nfont = "tekst"', 2, "no font family `tekst`", "`text`"),
    (f'[fonts.text]{FONTS}fallback = ["hangull"]', 7, "no font family `hangull`", "`hangul`"),
    ("[styles.heding2]\nsize = 15", 1, "no style is called `heding2`", "`heading2`"),
    ("[styles.rib]\nsize = 15\nleading = 18", 1, "nothing uses the style `rib`", "in a block"),
    ('[boxes.sidbar]\nfill = "sand"', 1, "no box is called `sidbar`", "`sidebar`"),
    ('[boxes.plain]\ntitle = "box-titel"', 2, "no style `box-titel`", "`box-title`"),
    ('[styles.lead]\ninherit = "boddy"', 2, "style `lead`: its parent `boddy`", "`body`"),
    ('[styles.body]\ninherit = "lead"', 2, "inherits from itself", "inherit nothing"),
]
VALUES = [
    ("[styles.body]\nsize = -3", 2, "`styles.body.size`: -3 is too small", "at least 6"),
    ("[styles.body]\nsize = 0.0001", 2, "is too small", "at least 6"),
    ("[styles.body]\nsize = nan", 2, "must be a number, not nan", "digits"),
    ("[styles.body]\nsize = inf", 2, "must be a number, not inf", "digits"),
    (f"[styles.body]\nsize = 1{'0' * 400}", 2, "must be a number", "digits"),
    (f"[styles.body]\nsize = 1{'0' * 5000}", 2, "thousands of digits", "few digits"),
    ("[styles.body]\nafter = 1e308", 2, "is too large", "at most 288"),
    ("[styles.body]\nsize = 20", 2, "run into each other", "leading, size"),
    ("[styles.body]\nsize = 20\nleading = 26", 2, "style `key-point`: ", "of [styles.key-point]"),
    ("[styles.body]\nleft = 250\nright = 250", 2, "leaves lines of", "left, right"),
    ('[styles.body]\nalign = "centre"', 2, "cannot be 'centre'", "center"),
    ("[styles]\nbody = 9", 2, "`styles.body` must be a table, not 9", "write {"),
]
TOP_LEVEL = [
    ("[colors]\nnumber_headings = true", 2, "not below `[colors]`", "to the top of theme.toml"),
    ("[page]\nnumber_headings = true", 2, "`number_headings` stands above the first table", "top"),
    ("[styles.lead]\nembed_fonts = 'yes'", 2, "not below `[styles.lead]`", "the top"),
    ('[colors]\nembed_fonts = "blue"', 2, "'blue' is no colour", "#7a1f2b"),
]
MEASURES = [
    ("[page]\ncolumns = 0", 2, "is too small", "at least 1"),
    ("[page]\nleft = 280\nright = 280", 2, "the margins leave lines of -123", "left, right"),
    ("[page]\ntop = 400\nbottom = 400", 2, "42 points for the text", "top, bottom"),
    ("[page]\ncolumns = 2", 2, "a side column stands beside one column alone", "columns, side"),
    ("[page]\nheader = 80", 2, "the header stands inside the text", "header, top"),
]
RUNNING = [
    ('[header]\nleft = "{titel}"', 2, "unknown field `{titel}`", "`{title}`"),
    ('[footer]\nright = "{page"', 2, "a brace without its partner", "{page}"),
    ('[footer]\nleft = "Why “all is sold”"', 2, "`footer.left` quotes", "quotations belong"),
    ('[footer]\nleft = "Fees [@quay, ¶9]"', 2, "`footer.left` cites", "citations and footnotes"),
    ('[footer]\nright = "{page.x}"', 2, "unknown field `{page.x}`", "`{page}`"),
    ('[footer]\nright = "{page:>99999}"', 2, "unknown field `{page:>99999}`", "{title}"),
    ('[lists]\nbullet = "\\u0001"', 2, "is no bullet", ""),
    ('[lists]\nbullet = "* * *"', 2, "is too long", "at most 3"),
    ("a = " + "[" * 3000 + "]" * 3000, 1, "more than 20 deep", "one key a line"),
    ("a" + ".a" * 900 + " = 1", 1, "more than 20 deep", "one key a line"),
    ("a" + ".a" * 90_000 + " = 1", 1, "more than 20 deep", "one key a line"),
]


@pytest.mark.parametrize(
    ("theme", "line", "message", "hint"),
    [
        *NAMES,
        *VALUES,
        *TOP_LEVEL,
        *MEASURES,
        *RUNNING,
    ],
)
def test_a_mistake_is_told_once_at_its_line(root, theme, line, message, hint):
    write(root, theme=theme + "\n")

    (one,) = found(root)
    assert (one.span.file, one.span.start.line) == ("templates/house/theme.toml", line)
    assert message in one.message
    assert hint in (one.hint or "")


def test_a_mistake_of_the_parent_is_told_there_and_never_at_its_heirs(root):
    write(root, "grand", theme='[styles.body]\ncolor = "inkk"\n')
    write(root, settings='parent = "grand"\n', theme="[styles.lead]\nsize = 11\n")

    assert told(root) == [("L008", "grand/theme.toml", 2)]


def test_a_mistake_of_the_child_against_its_parent_is_told_in_the_child(root):
    write(root, "grand", theme="[page]\ncolumns = 2\ngutter = 20\n[page.side]\nwidth = 0\n")
    write(root, settings='parent = "grand"\n', theme="[page]\nleft = 200\nright = 200\n")

    assert told(root) == [("L008", "house/theme.toml", 2)]


def test_a_theme_without_a_parent_has_what_stands_in_for_the_rest(root):
    bare = f'name = "x"\n[page]\n[fonts.own]{FONTS}[styles.body]\nfont = "own"\n[boxes.box]\n'
    write(root, settings="", theme=bare, layout="{{ slot.caveats }}\n")
    (root / "templates/house/labels.toml").write_text(
        (root / "templates/policy-brief/labels.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )

    assert [one.message for one in found(root)] == ["`boxes.plain` is missing"]


@pytest.mark.slow
def test_thousands_of_unknown_keys_are_told_in_seconds(root):
    write(root, theme="".join(f"k{number} = 1\n" for number in range(2500)))

    assert len(found(root)) == 2500


@pytest.mark.parametrize(
    ("theme", "layout"),
    [
        ('[colors]\nunused = "#ffffff"\n[tables]\nbetween = { color = "unused" }\n', ""),
        ("[styles.heading2]\nsize = 15\n", ""),
        ("[styles.pull]\nsize = 15\nleading = 15\n", "::: {.pull}\nWords.\n:::"),
        ('[boxes.band]\nfill = "mist"\n', '::: {.box .band title="{{ label.by }}"}\nWords.\n:::'),
        ("[styles.small]\nleft = 12\nfirst = -12\n", "::: small\nWords.\n:::"),
    ],
)
def test_what_a_house_may_change_is_taken(root, theme, layout):
    block = f'{{% extends "policy-brief" %}}\n{{% block contents %}}\n{layout}\n{{% endblock %}}\n'
    write(root, theme=theme, layout=block)

    assert found(root) == []


@pytest.mark.parametrize(("wide", "region"), [("true", "full"), ("false", "main")])
def test_what_was_wide_in_the_first_version_goes_across_all_columns(root, wide, region):
    names = ("styles.lead", "boxes.sidebar", "tables", "figures", "contents")
    write(root, theme="".join(f"[{name}]\nwide = {wide}\n" for name in names))
    library = Library(find_workspace(root))

    theme = library.theme(library.template("house")).theme

    held = (theme.style("lead"), theme.box("sidebar"), theme.tables, theme.figures, theme.contents)
    assert [one.region for one in held] == [region] * 5
    assert found(root) == []


def test_a_style_for_briefs_yet_to_come_stands_in_the_settings(root):
    settings = 'parent = "policy-brief"\n[blocks.verse]\nstyle = "verse"\n'
    write(root, settings=settings, theme="[styles.verse]\n")

    assert found(root) == []
    assert Library(find_workspace(root)).template("house").rules.blocks["verse"].style == "verse"


def test_a_footer_with_more_lines_than_there_is_room_for_is_told(root):
    write(root, theme='[first_footer]\nleft = "Desk\\n12 Long Street\\nGeneva\\nCH\\nEurope"\n')

    (one,) = found(root)
    assert (one.code, one.span.start.line) == ("L008", 2)
    assert one.message == "the footer has 5 lines, and room is missing for them: 11 points"
