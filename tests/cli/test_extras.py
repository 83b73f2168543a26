"""Commands whose packages not everybody has."""

from __future__ import annotations

import sys
import tomllib

import pytest
from packaging.requirements import Requirement

from generator.cli.extras import EXTRAS
from tests.archive.workspaces import brief
from tests.conftest import REPOSITORY


@pytest.mark.parametrize(
    ("command", "package", "extra"),
    [("serve", "uvicorn", "preview"), ("lsp", "pygls", "editor")],
)
def test_where_a_package_is_missing_a_command_says_what_to_type(
    workspace, monkeypatch, command, package, extra
):
    monkeypatch.setitem(sys.modules, package, None)

    result = brief(workspace, command)

    assert result.exit_code == 2
    assert result.stderr == (
        f"`brief {command}` needs packages that are not here: {package}\n"
        f"type: pip install 'policy-brief-generator[{extra}]'\n"
    )


def test_each_extra_brings_what_its_command_needs():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    brought = {
        extra: tuple(Requirement(one).name for one in asked)
        for extra, asked in project["optional-dependencies"].items()
        if extra not in ("test", "bench")
    }

    assert brought == EXTRAS
