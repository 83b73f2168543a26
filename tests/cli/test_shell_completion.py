"""What a shell offers when somebody presses Tab."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from generator.cli.commands import command_line
from generator.cli.shell_completion import words_to_complete
from tests.conftest import REPOSITORY


def offered(line: str) -> list[str]:
    """The words that fish is offered for the last one of a command line."""
    asks = {
        "_BRIEF_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    app = command_line(words_to_complete(asks))
    run = CliRunner().invoke(app, [], env=asks, prog_name="brief")
    return [row.partition("\t")[0] for row in run.output.split("\n") if row]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("brief che", ["check"]),
        ("brief check mil", ["military"]),
        ("brief build military s", ["sanctions", "summit"]),
        ("brief build --template policy-b", ["policy-brief"]),
        ("brief build --format docx,h", ["docx,html"]),
        ("brief check --format s", ["sarif"]),
        ("brief check --allow C001", ["C001"]),
        ("brief trace eco", ["economic"]),
        ("brief diff summit mil", ["military"]),
        ("brief answer mil", ["military:"]),
        ("brief schema rec", ["records"]),
        ("brief docs up", ["upgrading"]),
        ("brief docs C00", [f"C00{number}" for number in range(1, 10)]),
        ("brief seed show ul", ["ulislam-summit"]),
        ("brief seed diff ul", ["ulislam-summit@1"]),
        ("brief new energy --seed u", ["ulislam-summit"]),
        ("brief archive log mil", ["military"]),
        ("brief template show me", ["memo"]),
    ],
)
def test_a_word_that_was_begun_is_completed(workspace, line, words):
    assert offered(line) == words


def test_a_code_comes_with_its_name(workspace):
    asks = {"_BRIEF_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": "brief check --allow C001"}
    asks |= {"_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    run = CliRunner().invoke(command_line(["check"]), [], env=asks, prog_name="brief")

    assert run.output == "C001\tunknown source\n"


def test_briefs_are_found_from_a_folder_of_the_workspace(workspace, monkeypatch):
    monkeypatch.chdir(workspace / "seeds")

    assert offered("brief check mil") == ["military"]


def test_a_broken_workspace_offers_its_names_and_no_workspace_none(workspace, monkeypatch):
    (workspace / "brief.toml").write_text("broken [", encoding="utf-8")
    assert offered("brief check mil") == ["military"]

    monkeypatch.chdir("/")
    assert offered("brief check mil") == []


@pytest.mark.slow
def test_bash_completes_by_the_script_that_it_is_given(workspace, tmp_path, program):
    command = tmp_path / "bin/brief"
    command.parent.mkdir()
    start = "import sys; sys.argv[0] = 'brief'; from generator.cli import main; main()"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{start}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(REPOSITORY)}
    script = """
        eval "$(env _BRIEF_COMPLETE=source_bash brief)"
        COMP_WORDS=(brief build mil); COMP_CWORD=2; _brief_completion brief
        printf '%s\\n' "${COMPREPLY[@]}"
    """

    run = subprocess.run(
        [program("bash"), "--norc", "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout == "military\n"
