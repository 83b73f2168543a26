"""The examples of docs/python.md run as they stand, and print what the page says."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from generator.actions.init import lay_out
from generator.workspace.settings import PLACEHOLDER_PUBLISHER
from tests.archive.workspaces import edit

PAGE = Path(__file__).parent.parent / "docs/python.md"
_BLOCK = re.compile(r"^```(python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(code: str, names: dict[str, object]) -> str:
    """What the code prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, str(PAGE), "exec"), names)
    return printed.getvalue()


def as_pattern(shown: str) -> str:
    """The sizes of files are not the page's to say: there it has `…`."""
    return re.escape(shown).replace("…\\ bytes", "[0-9,]+ bytes")


@pytest.mark.slow
def test_each_example_prints_what_the_page_says(tmp_path, monkeypatch):
    lay_out(tmp_path)
    edit(tmp_path / "brief.toml", PLACEHOLDER_PUBLISHER, "Policy Brief Desk")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = _BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    printed = ""
    compared = 0

    for kind, content in blocks:
        if kind == "python":
            assert printed == "", "an example prints what the page does not show"
            printed = run(content, names)
        else:
            assert re.fullmatch(as_pattern(content), printed), (content, printed)
            printed, compared = "", compared + 1

    assert printed == ""
    assert compared >= 6
