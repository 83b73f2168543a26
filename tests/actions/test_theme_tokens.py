"""Values of a theme, changed by a panel: theme.toml keeps its comments, its order and its looks."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from generator.actions.theme_tokens import change_token, theme_tokens
from generator.diagnostics import BriefError
from generator.pipeline.library import Library
from generator.workspace.finding import find_workspace
from tests.archive.workspaces import copy_workspace
from tests.houses import word_files


@pytest.fixture
def root(tmp_path) -> Path:
    return copy_workspace(tmp_path)


def library(root: Path) -> Library:
    return Library(find_workspace(root))


def theme_of(root: Path, name: str) -> Path:
    return root / f"templates/{name}/theme.toml"


def test_some_twenty_tokens_are_told_with_their_values_their_bounds_and_who_says_them(root):
    tokens = {token.path: token for token in theme_tokens(library(root), "memo")}

    assert 20 <= len(tokens) <= 40
    assert tokens["colors", "navy"].is_own
    assert not tokens["colors", "ink"].is_own
    assert tokens["colors", "ink"].about == "running text"
    size = tokens["styles", "body", "size"]
    assert (size.value, size.least, size.most, size.is_own) == (10, 6, 144, False)
    assert tokens["logo", "file"].choices == ("logo.svg",)


def test_a_theme_is_told_as_it_was_read_while_its_file_is_written_anew(root):
    read = library(root)
    read.theme(read.template("memo"))
    theme_of(root, "memo").write_bytes(b"\xc3")

    tokens = {token.path: token for token in theme_tokens(read, "memo")}

    assert tokens["colors", "navy"].value.startswith("#")


def test_colours_that_a_house_took_from_its_word_file_are_told(root):
    house = theme_of(root, "memo").with_name("house.toml")
    house.write_text('[colors]\nnavy = "#102030"\nclay = "#405060"\n', encoding="utf-8")
    house.with_suffix(".docx").write_bytes(word_files.linked_dotx())

    tokens = {token.path: token for token in theme_tokens(library(root), "memo")}

    assert tokens["colors", "clay"].value == "#405060"


def test_a_value_is_replaced_and_all_else_of_the_file_stays(root):
    path = theme_of(root, "policy-brief")
    before = path.read_text(encoding="utf-8").split("\n")

    change_token(library(root), "policy-brief", ("colors", "ink"), "#202020")

    after = path.read_text(encoding="utf-8").split("\n")
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [
        ('ink = "#1b1f24"       # running text', 'ink = "#202020"       # running text')
    ]


def test_a_value_that_the_parent_says_is_added_where_its_table_is(root):
    path = theme_of(root, "memo")

    change_token(library(root), "memo", ("page", "side", "gap"), 26)

    text = path.read_text(encoding="utf-8")
    assert '[page.side]\nedge = "left"\ngap = 26\n\n# --- the head of page 1' in text
    assert library(root).theme(library(root).template("memo")).theme.page.side.gap == 26


def test_a_value_of_a_table_that_is_not_there_brings_the_table(root):
    path = theme_of(root, "memo")
    before = path.read_text(encoding="utf-8").split("\n")

    change_token(library(root), "memo", ("styles", "note", "size"), 8.5)

    after = path.read_text(encoding="utf-8").split("\n")
    assert [line for line in before if line not in after] == []
    tokens = {token.path: token for token in theme_tokens(library(root), "memo")}
    assert tokens["styles", "note", "size"].value == 8.5
    assert tokens["styles", "note", "size"].is_own


def test_line_ends_and_the_mark_of_windows_stay(root):
    path = theme_of(root, "memo")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    change_token(library(root), "memo", ("styles", "note", "size"), 8)

    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# policy-brief")
    assert data.count(b"\n") == data.count(b"\r\n")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("colors", "ink"), "dark"),
        (("colors", "ink"), 7),
        (("colors", "none"), "#000000"),
        (("styles", "body", "size"), 2),
        (("styles", "body", "size"), "large"),
        (("page", "left"), 500),  # which leaves no room for words
        (("logo", "file"), "../../brief.toml"),
        (("fonts", "text"), "x"),
    ],
    ids=str,
)
def test_a_value_with_which_the_theme_would_not_hold_is_refused_and_nothing_is_written(
    root, path, value
):
    before = theme_of(root, "memo").read_bytes()

    with pytest.raises(BriefError):
        change_token(library(root), "memo", path, value)

    assert theme_of(root, "memo").read_bytes() == before


@pytest.mark.parametrize(
    "written",
    [
        'page = {top = 60, side = {edge = "left"}}',
        'page.top = 60\npage.side.edge = "left"',
        '[page]\ntop = 60\nside.edge = "left" # the side',
        '[page]\nside = {edge = "left"} # the side\ntop = 60',
    ],
)
def test_tables_are_found_however_they_are_written(root, written):
    path = theme_of(root, "memo")
    path.write_text(f'{written}\n\n[colors] # few\nnavy = "#1c4240"\n', encoding="utf-8")

    change_token(library(root), "memo", ("page", "top"), 64)
    change_token(library(root), "memo", ("page", "side", "gap"), 24)

    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert data["page"] == {"top": 64, "side": {"edge": "left", "gap": 24}}
    assert comments(path.read_text(encoding="utf-8")) == comments(f"{written}\n[colors] # few")


def test_a_template_of_the_program_is_not_changed(root):
    shutil.rmtree(root / "templates/memo")

    with pytest.raises(BriefError) as refused:
        change_token(library(root), "memo", ("colors", "ink"), "#000000")

    (finding,) = refused.value.diagnostics
    assert "comes with the program" in finding.message
    assert "--from memo" in finding.hint


@pytest.mark.slow
def test_whatever_is_changed_every_comment_stays_and_one_value_differs(root):
    tokens = [one for one in theme_tokens(library(root), "policy-brief") if one.kind != "file"]
    path = theme_of(root, "policy-brief")
    before = path.read_text(encoding="utf-8")
    for token in tokens:
        path.write_text(before, encoding="utf-8")
        wanted = "#7a1f2c" if token.kind == "color" else float(token.value) + 0.5

        change_token(library(root), "policy-brief", token.path, wanted)

        after = path.read_text(encoding="utf-8")
        assert comments(after) == comments(before)
        data = tomllib.loads(before)
        table = data
        for part in token.path[:-1]:
            table = table[part]
        table[token.path[-1]] = wanted
        assert tomllib.loads(after) == data
    assert len(tokens) >= 20


def comments(text: str) -> list[str]:
    return [line[line.index("# ") :] for line in text.split("\n") if "# " in line]
