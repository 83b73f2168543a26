"""`brief lsp` in a real editor: Debian's Neovim, with the settings that docs/editors.md gives."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.languageserver.conftest import BODY, FRONT

REPOSITORY = Path(__file__).parent.parent.parent
GUIDE = (REPOSITORY / "docs/editors.md").read_text(encoding="utf-8")
pytestmark = pytest.mark.program


@pytest.fixture
def settings(tmp_path) -> Path:
    """The settings of the guide, for any Neovim from 0.7 on."""
    found = re.search(r"<!-- neovim 0\.7 -->\n```lua\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    path = tmp_path / "init.lua"
    path.write_text(found[1], encoding="utf-8")
    return path


def test_a_citation_is_found_by_words_checked_and_followed_in_neovim(
    docks, settings, brief_command, tmp_path, program
):
    docks.write_text(FRONT + BODY.replace("¶1 s1", "¶99"), encoding="utf-8")
    report = tmp_path / "report.json"
    search_path = f"{brief_command.parent}{os.pathsep}{os.environ['PATH']}"
    steps = ("-c", f"luafile {Path(__file__).with_name('neovim.lua')}", "-c", "cquit")

    subprocess.run(
        [program("nvim"), "--headless", "-n", "-u", settings, *steps],
        env=os.environ
        | {"PATH": search_path, "BRIEF": str(docks), "REPORT": str(report), "CODE": "C002"},
        timeout=120,
        check=True,
    )

    seen = json.loads(report.read_text(encoding="utf-8"))
    assert seen["steps"] == {"attached": True, "found at opening": True, "at the source": True}
    assert seen["label"].startswith("¶3 s2  The northern line has a growing share")
    assert seen["line"] == ("😀 The line has a growing share of the island trade [@aldern, ¶3 s2]")
    assert "**The northern line has a growing share of the island trade.**" in seen["hover"]
    assert seen["source"].startswith("Members from smaller ports")
