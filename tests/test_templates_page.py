"""docs/templates.md: its commands print what it says, and each piece of a file in it holds."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

from generator import Library, find_workspace
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from generator.theme.resolved import resolved_tokens
from generator.theme.running_heads import FIELDS, PAGE_FIELDS
from tests.archive.workspaces import command, copy_workspace
from tests.conftest import REPOSITORY
from tests.guide import PAGE, blocks
from tests.houses.word_files import linked_dotx
from tests.theme.themes import PARENT, write


@pytest.fixture
def workspace(tmp_path, monkeypatch) -> Path:
    copy_workspace(tmp_path, "seeds", "briefs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def printed(line: str) -> str:
    run = command(*shlex.split(line)[1:])
    assert run.exit_code == 0, run.output
    return run.stdout


def test_each_command_prints_what_the_page_says(workspace):
    shown = list(blocks(PAGE, "console"))

    assert shown
    for block in shown:
        line, _, said = block.removeprefix("$ ").partition("\n")
        found, (whole, *cut) = printed(line), said.split("…\n")
        assert found == whole if not cut else found.startswith(whole)


@pytest.mark.slow
def test_each_other_command_does_its_work(workspace):
    for brief in sorted((workspace / "briefs").glob("*.md"))[1:]:
        brief.unlink()  # one is enough to see
    (workspace / "letterhead.dotx").write_bytes(linked_dotx())
    for block in blocks(PAGE, "sh"):
        shutil.rmtree(workspace / "templates/our-house", ignore_errors=True)
        if "template import" not in block:  # which begins one
            printed("brief template new our-house --from policy-brief")
        for line in block.splitlines():
            printed(line)

    assert list((workspace / "build").glob("*.pdf"))


PIECES = [one for one in blocks(PAGE, "toml") if not one.startswith(("parent", "# "))]


def files_of(text: str) -> dict[str, str]:
    """The file that a piece of TOML is of, by what stands in it."""
    keys = tomllib.loads(text).keys()
    if "note_style" in keys:
        return {"settings": PARENT + text}
    of_languages = all(len(name) == 2 for name in keys)
    return {"labels" if of_languages else "notes" if "[labels." in text else "theme": text}


@pytest.mark.parametrize("text", PIECES)
def test_each_piece_of_a_file_holds(workspace, text):
    write(workspace, **files_of(text))
    library = Library(find_workspace(workspace))
    template = library.template("house")

    assert template
    assert library.theme(template)
    assert library.labels(template, "en-GB")
    assert library.note_style(template, "en-GB")


@pytest.mark.parametrize("text", [one for one in blocks(PAGE, "") if one.startswith("{% extends")])
def test_each_layout_holds(workspace, text):
    write(workspace, settings=PARENT, layout=text)
    library = Library(find_workspace(workspace))

    assert compose(library, read(library, workspace / "briefs/summit.md", template="house"))


def test_the_page_names_each_block_of_the_layout_and_no_other():
    told = PAGE[PAGE.index("The blocks of `policy-brief`:") :].partition("\n\n")[0]
    layout = REPOSITORY / "templates/policy-brief/layout.md.j2"
    blocks_there = re.findall(r"\{% block (\w+) %\}", layout.read_text(encoding="utf-8"))

    named = set(re.findall(r"`(\w+)`", told))
    assert named == set(blocks_there)


def test_the_page_names_each_command_about_templates():
    from generator.cli.template import app

    commands = [one.name for one in app.registered_commands]

    assert [name for name in commands if f"brief template {name}" not in PAGE] == []


def test_the_page_names_each_word_that_a_header_may_say():
    chapter = PAGE[PAGE.index("### Your own Word file") :].split("\n### ")[0]
    rows = "".join(row.split(" | ")[0] for row in chapter.splitlines() if row.startswith("| `{"))

    assert set(re.findall(r"\{(\w+)\}", rows)) == {*FIELDS, *PAGE_FIELDS}


ELSEWHERE = (Path(__file__).parent.parent / "docs/from-elsewhere.md").read_text(encoding="utf-8")


def named_here() -> list[str]:
    """What the page for newcomers says that things are called here."""
    rows = [row for row in ELSEWHERE.splitlines() if row.startswith("| ")]
    return [code for row in rows for code in re.findall(r"`([^`]+)`", row.split(" | ")[-1])]


def test_each_table_that_newcomers_are_led_to_is_in_the_theme(workspace):
    library = Library(find_workspace(workspace))
    template = library.template("policy-brief")
    assert template
    known = {".".join(token.path) for token in resolved_tokens(library.theme(template))}
    elsewhere = ("[blocks.", "[fields.", "[@")
    tables = [one[1:-1] for one in named_here() if one[0] == "[" and not one.startswith(elsewhere)]

    assert len(tables) > 20
    assert [one for one in tables if not any(key.startswith(f"{one}.") for key in known)] == []


def test_each_command_that_newcomers_are_led_to_is_there():
    lines = {one for one in named_here() if one.startswith("brief ")}

    assert len(lines) > 5
    for line in lines:
        _, *words = line.split()
        arguments = words[: 2 if words[0] == "template" else 1]
        assert command(*arguments, "--help").exit_code == 0
