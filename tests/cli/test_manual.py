"""The manual is carried with the program: its pages, and what each code means."""

from __future__ import annotations

import re

from tests.archive.workspaces import command
from tests.conftest import REPOSITORY

PAGES = sorted(path.stem for path in (REPOSITORY / "docs").glob("*.md"))


def test_the_pages_of_the_manual_are_listed_with_what_each_is_about():
    run = command("docs")

    assert run.exit_code == 0
    assert [line.split()[0] for line in run.stdout.splitlines() if line.startswith("  ")] == PAGES
    assert re.search("^  writing +Writing a brief$", run.stdout, re.MULTILINE)


def test_a_page_of_the_manual_is_printed_as_it_stands():
    run = command("docs", "editors")

    assert run.stdout == (REPOSITORY / "docs/editors.md").read_text(encoding="utf-8")


def test_a_code_is_explained_without_the_others():
    run = command("docs", "c002")

    assert run.stdout.startswith("C002 ")
    assert "**Mend.**" in run.stdout
    assert "C003" not in run.stdout.splitlines()[-1]


def test_what_the_manual_does_not_have_ends_with_what_it_has():
    run = command("docs", "writting")

    assert run.exit_code == 2
    assert run.stderr == "no page or code `writting` in the manual; did you mean `writing`?\n"


def test_each_hint_that_names_a_page_names_one_that_is_there():
    texts = [path.read_text("utf-8") for path in (REPOSITORY / "generator").rglob("*.py")]
    named = {page for text in texts for page in re.findall(r"`brief docs ([a-z-]+)`", text)}

    assert named
    assert named <= {*PAGES}
