"""Each value of a theme is told with the place that says it."""

from __future__ import annotations

import pytest

from generator import Library, find_workspace
from generator.theme.resolved import resolved_token, resolved_tokens
from tests.archive.workspaces import copy_workspace
from tests.theme.themes import write


@pytest.fixture
def root(tmp_path):
    return copy_workspace(tmp_path, "templates")


def resolved(root, theme: str, *path: str, settings: str = 'parent = "policy-brief"\n'):
    write(root, settings=settings, theme=theme)
    library = Library(find_workspace(root))
    template = library.template("house")
    assert template
    token = resolved_token(library.theme(template), path)
    assert token
    place = token.place and (token.place.file.split("/")[1], token.place.start.line)
    return token.value, token.written, place, token.style


def line_of(root, words: str, table: str) -> int:
    """The line of policy-brief's theme with these words, below the head of a table."""
    lines = (root / "templates/policy-brief/theme.toml").read_text(encoding="utf-8").split("\n")
    start = lines.index(f"[{table}]")
    return next(n for n, line in enumerate(lines[start:], start + 1) if line.startswith(words))


def test_what_the_template_says_is_told_at_its_line(root):
    theme = "\n[styles.body]\nsize = 9\n"

    assert resolved(root, theme, "styles", "body", "size") == (9, 9, ("house", 3), "")


def test_what_its_parent_says_is_told_there(root):
    place = "policy-brief", line_of(root, "leading", "styles.body")

    assert resolved(root, "", "styles", "body", "leading") == (14, 14, place, "")


def test_what_a_style_inherits_is_told_with_the_style_that_says_it(root):
    theme = "[styles.body]\nsize = 9\n"

    assert resolved(root, theme, "styles", "list", "size") == (9, 9, ("house", 2), "body")


def test_the_name_of_a_colour_is_told_beside_the_colour(root):
    theme = '[colors]\nnavy = "#7a1f2b"\n'
    place = "policy-brief", line_of(root, "color", "styles.heading2")

    told = resolved(root, theme, "styles", "heading2", "color")

    assert told == ("#7a1f2b", "navy", place, "")


def test_what_nothing_says_has_no_place(root):
    assert resolved(root, "", "styles", "body", "tracking") == (0, 0, None, "")


def test_a_rule_is_inherited_whole_and_a_part_that_it_leaves_out_is_the_default(root):
    theme = "[styles.kicker]\nabove = { weight = 1 }\n[styles.masthead]\ninherit = 'kicker'\n"
    gap = "policy-brief", line_of(root, "above", "styles.kicker")

    assert resolved(root, theme, "styles", "masthead", "above", "weight")[2:] == (
        ("house", 2),
        "kicker",
    )
    assert resolved(root, theme, "styles", "masthead", "above", "gap")[2:] == (gap, "kicker")
    assert resolved(root, theme, "styles", "masthead", "below", "gap")[2:] == (None, "")


def test_a_family_of_fonts_takes_nothing_from_the_parents(root):
    faces = ("regular", "italic", "bold", "bold_italic")
    files = "".join(f'{face} = "SourceSans3-Regular.ttf"\n' for face in faces)
    theme = f'[fonts.text]\nname = "Other"\n{files}'

    assert resolved(root, theme, "fonts", "text", "name")[2] == ("house", 2)
    assert resolved(root, theme, "fonts", "text", "substitute")[2] is None


def test_a_region_that_0_1_0_called_wide_is_told_where_it_is_called_so(root):
    theme = "[boxes.caveat]\nwide = true\n"

    assert resolved(root, theme, "boxes", "caveat", "region")[::2] == ("full", ("house", 2))


def test_a_logo_of_the_template_is_told_with_its_name(root):
    value, written, place, _ = resolved(root, "[logo]\nheight = 20\n", "logo", "file")

    assert value == root / "templates/policy-brief/logo.svg"
    assert (written, place[0]) == ("logo.svg", "policy-brief")


def test_each_value_of_each_shipped_theme_is_said_by_a_file_or_is_the_default(root):
    library = Library(find_workspace(root))
    for name in library.workspace.templates:
        template = library.template(name)
        assert template
        tokens = list(resolved_tokens(library.theme(template)))

        assert len({token.path for token in tokens}) == len(tokens) > 1000
        assert {token.place.file.split("/")[1] for token in tokens if token.place} == (
            {name, "policy-brief"}
        )
