"""What all tests share: the shipped theme, and expected output that is reviewed like code."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from generator.theme.theme import Theme

REPOSITORY = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"

# The same examples on every run, so that a red run means a change and not a throw of dice.
# `pytest --hypothesis-profile=explore` looks further.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden from what tests find"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests have counted, such as checks by validators, is said even where all is well."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "counted":
                terminalreporter.write_line(str(value))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME: `golden("brief.docx.txt", text)`."""

    def compare(name: str, found: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found, encoding="utf-8", newline="\n")
        if not path.is_file():
            pytest.fail(f"no tests/golden/{name}: write it with `pytest --update-golden`")
        assert found == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def theme() -> Theme:
    from tests.typesetting.sample import sample_theme

    return sample_theme()


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Find a system program; where it is missing, skip, but fail where CI=true."""

    def find(name: str) -> str:
        found = shutil.which(name)
        if found is None:
            missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
            missing(f"needs the program {name}")
        return str(found)

    return find
