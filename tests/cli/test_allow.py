"""An error of the promise goes by its name only, and leaves its trace."""

from __future__ import annotations

import json
import re

import pikepdf
import pytest

ALTERED = ("a growing military axis", "a growing naval axis")
MISSING = ("[@ulislam-summit, ¶2 s4]", "[@ulislam-summit, ¶9]")
UNKNOWN = ("[@ulislam-summit, ¶2 s1]", "[@nobody, ¶2]")


def manifest_of(path) -> dict:
    with pikepdf.open(path) as pdf:
        return json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())


@pytest.mark.parametrize(
    ("change", "codes"),
    [(ALTERED, ["C005"]), (MISSING, ["C002"]), (UNKNOWN, ["C001"])],
)
def test_what_is_allowed_is_built_said_and_recorded(brief, damage, workspace, change, codes):
    damage("military", change)
    arguments = [part for code in codes for part in ("--allow", code)]

    refused = brief("build", "military")
    built = brief("build", "military", *arguments)

    assert refused.exit_code == 1
    assert built.exit_code == 0, built.stderr
    lines = [line for line in built.stdout.splitlines() if line.startswith("build/")]
    assert len(lines) == 2
    assert all(f"allowed {', '.join(codes)}, " in line for line in lines)
    assert f"let through by --allow {codes[0]}" in built.stderr
    recorded = manifest_of(workspace / "build" / "military.pdf")["allowed"]
    assert {entry["code"] for entry in recorded} == set(codes)
    assert all(entry["message"] for entry in recorded)


def test_another_error_still_stops_the_build(brief, damage, workspace):
    damage("military", ALTERED, ("[@ulislam-summit, ¶3 s2]", "[@ulislam-summit, ¶9]"))

    run = brief("build", "military", "--allow", "C002")

    assert run.exit_code == 1
    assert "error[C005]" in run.stderr
    assert not (workspace / "build").exists()


@pytest.mark.slow
def test_a_clean_brief_records_nothing(brief, workspace):
    run = brief("build", "military", "--format", "pdf", "--allow", "C005")

    assert "allowed" not in run.stdout
    assert manifest_of(workspace / "build" / "military.pdf")["allowed"] == []


@pytest.mark.slow
def test_what_is_allowed_passes_a_strict_check(brief, damage):
    damage("military", ALTERED)

    assert brief("check", "military", "--strict").exit_code == 1
    assert brief("check", "military", "--strict", "--allow", "c005").exit_code == 0


@pytest.mark.parametrize("command", ["check", "build"])
def test_other_codes_are_not_let_through(brief, command):
    run = brief(command, "military", "--allow", "T001")

    assert run.exit_code == 2
    assert re.fullmatch(r"--allow T001: this can be one of C001, .*C032\n", run.stderr)


@pytest.mark.slow
def test_a_verbose_build_says_what_it_is_made_of(brief):
    run = brief("build", "military", "--verbose")

    assert re.search(r"^  template  .*policy-brief$", run.stdout, re.MULTILINE)
    assert "ulislam-summit (edition 1)" in run.stdout
    assert re.search(r"SHA-256   markdown [0-9a-f]{12}, policy-brief/layout\.md\.j2", run.stdout)
    assert re.search(r"seconds   read \d+\.\d\d, check .*compose .*typeset .*", run.stdout)
