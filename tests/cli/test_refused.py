"""What the system refuses is told as any mistake is, whatever command meets it."""

from __future__ import annotations

import errno
import sys

import pytest

from generator import cli
from generator.cli import commands
from generator.cli.refused import refused


@pytest.fixture
def started(monkeypatch, capsys):
    """What `main` prints, and its exit status, where a command ends with an exception."""

    def run(error: BaseException) -> tuple[str, object]:
        def command() -> None:
            raise error

        monkeypatch.setattr(sys, "argv", ["brief", "check"])
        monkeypatch.setattr(commands, "command_line", lambda arguments: command)
        monkeypatch.setattr(cli.gc, "set_threshold", lambda *numbers: None)
        monkeypatch.setattr(cli.atexit, "register", lambda function: None)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return capsys.readouterr().err, ended.value.code

    return run


def test_what_no_command_has_told_ends_in_a_message_and_status_2(started):
    told, status = started(OSError(errno.ENOSPC, "No space left on device"))

    assert status == 2
    assert told.splitlines() == [
        "error: cannot go on: No space left on device",
        "  = hint: make room on the disk, then type the command again",
    ]


def test_ctrl_c_while_a_command_is_loaded_ends_it_without_a_word(started):
    assert started(KeyboardInterrupt()) == ("", 130)


def test_what_is_refused_is_named_as_seen_from_here_with_what_helps(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    told = refused(PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "briefs")))

    assert told.splitlines()[0] == "error: cannot use briefs: Permission denied"
    assert "see that you may read and write it" in told


@pytest.mark.parametrize(
    "typed",
    [["check"], ["verify"], ["diff", "military"], ["template", "show"], ["publish", "-mx"]],
)
def test_a_name_that_is_too_long_for_a_file_names_nothing(brief, typed):
    run = brief(*typed, "a" * 300)

    assert run.exit_code != 0
    assert "error[" in run.stdout + run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right there")
def test_a_folder_of_briefs_that_cannot_be_read_is_not_told_as_one_without_briefs(brief, workspace):
    (workspace / "briefs").rename(workspace / "away")
    (workspace / "briefs").symlink_to("briefs")

    with pytest.raises(OSError, match="briefs"):
        brief("check")
