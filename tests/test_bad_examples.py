"""Each code that a person can meet: a page that explains it, and an example of what is said."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from generator.diagnostics import Code, Severity, codes
from generator.diagnostics.codes import CODES, PROMISE, SETTABLE
from tests.archive.workspaces import command

ROWS = [name for name, row in vars(codes).items() if isinstance(row, Code)]

REPOSITORY = Path(__file__).parent.parent
EXAMPLES = sorted(path.parent for path in (REPOSITORY / "tests/bad").glob("*/command.txt"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda folder: folder.name)
def test_a_bad_example_says_what_is_wrong_where_and_how_to_mend_it(
    example, tmp_path, monkeypatch, request
):
    workspace = shutil.copytree(example, tmp_path / "workspace")
    monkeypatch.chdir(workspace)
    monkeypatch.setenv("COLUMNS", "100")  # whatever terminal the tests run in
    *before, last = (workspace / "command.txt").read_text(encoding="utf-8").splitlines()

    for line in before:
        assert command(*shlex.split(line)).exit_code == 0, line
    run = command(*shlex.split(last))

    said = run.stderr or run.stdout  # the findings of a check are what it was asked for
    if request.config.getoption("--update-golden"):
        (example / "expected.txt").write_text(said, encoding="utf-8", newline="\n")
    assert run.exit_code == status_of(example), run.output
    assert said == (example / "expected.txt").read_text(encoding="utf-8")
    assert f"[{example.name[:4]}]" in said


def status_of(example: Path) -> int:
    """What the command ends with: 1, or what status.txt says."""
    path = example / "status.txt"
    return int(path.read_text(encoding="utf-8")) if path.exists() else 1


SHOWN_BY_OTHER_TESTS = {
    "B028": "tests/cli/test_upgrade.py",
    "A005": "tests/archive/test_publish.py",
    "A008": "tests/archive/test_store.py",
    "A009": "tests/archive/test_store.py",
    "W004": "tests/archive/test_publish.py",
}
"""What one command alone cannot show: another at work, a later version, a fault of ours."""


def test_each_code_has_its_page_and_its_bad_example():
    pages = (REPOSITORY / "docs/codes.md").read_text(encoding="utf-8")

    explained = re.findall(r"^### ([A-Z]\d{3}) (.+)", pages, re.MULTILINE)
    shown = [example.name[:4] for example in EXAMPLES]

    assert explained == [(str(code), code.name) for code in CODES.values()]
    assert sorted([*shown, *SHOWN_BY_OTHER_TESTS]) == sorted(CODES)
    for code, file in SHOWN_BY_OTHER_TESTS.items():
        assert code in (REPOSITORY / file).read_text(encoding="utf-8")


def test_each_finding_is_made_by_a_row_of_the_registry():
    sources = (REPOSITORY / "generator").rglob("*.py")
    text = "".join(
        path.read_text(encoding="utf-8") for path in sources if path.parent.name != "diagnostics"
    )
    named = set(re.findall(r"\bcodes\.(\w+)", text))

    assert re.findall(r'"([SBCTLWAV]\d{3})"', text) == []
    assert [row for row in ROWS if row not in named] == []


def test_what_is_promised_is_an_error_and_never_a_houses_to_set():
    assert {code.severity for code in PROMISE} == {Severity.ERROR}
    assert not PROMISE & SETTABLE


def test_the_codes_of_a_family_have_no_gaps():
    pages = (REPOSITORY / "docs/codes.md").read_text(encoding="utf-8")
    explained = re.findall(r"^### ([A-Z])(\d{3}) ", pages, re.MULTILINE)

    for family in dict.fromkeys(letter for letter, _ in explained):
        numbers = [int(number) for letter, number in explained if letter == family]
        assert numbers == list(range(1, len(numbers) + 1)), family
