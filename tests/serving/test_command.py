"""`brief serve` as a person starts and ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from tests.archive.workspaces import brief
from tests.conftest import REPOSITORY
from tests.fetching.web import loopback_alone
from tests.serving.running import Running


def test_a_brief_outside_the_workspace_is_told_since_no_page_shows_it(workspace, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "military.md"
    elsewhere.write_bytes((workspace / "briefs/military.md").read_bytes())

    result = brief(workspace, "serve", str(elsewhere))

    assert result.exit_code == 2
    assert "is not in briefs, whose briefs are shown" in result.stderr


def test_a_brief_that_is_not_there_is_told(workspace):
    result = brief(workspace, "serve", "none")

    assert result.exit_code == 2
    assert "no brief `none`" in result.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole console")
def test_it_tells_its_address_and_ends_cleanly_though_a_page_is_open(workspace):
    # A background job inherits that interrupts are ignored; a person at a terminal does not.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{heard}; from generator.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "serve", "military"],
        cwd=workspace,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    late = threading.Timer(60, process.kill)
    late.start()
    address = process.stdout.readline().strip()
    preview = Running(address.removesuffix("brief/military"), workspace)
    with loopback_alone(), preview.stream("events") as stream:
        shown = preview.get("brief/military")
        first = stream.readline()
        process.send_signal(signal.SIGINT)
        said, complaints = process.communicate(timeout=10)
    late.cancel()

    assert address.endswith("/brief/military")
    assert shown.status == 200
    assert first.startswith(b"retry:")
    assert (said, complaints.split()) == ("", ["Ctrl-C", "ends"])
    assert process.returncode == 0


def test_a_port_that_is_taken_is_told(workspace, unchanged):
    port = unchanged.host.partition(":")[2]

    result = brief(workspace, "serve", "--port", port)

    assert result.exit_code == 2
    assert f"port {port} cannot be used" in result.stderr
