"""`brief upgrade` as a person meets it. What it does is told by tests/actions/test_upgrade.py."""

from __future__ import annotations

import pytest

from generator.actions import upgrade
from generator.actions.upgrade import UpgradeStep
from generator.diagnostics import codes
from generator.workspace import format as formats
from generator.workspace.refreshing import shipped_templates

LABELS = "templates/policy-brief/labels.toml"


@pytest.fixture
def next_version(workspace, monkeypatch):
    """The program as a version with a second format will have it, at work in an old workspace."""
    step = UpgradeStep(1, "Notes on records are called remarks", _with_remarks)
    first = shipped_templates(1)
    labels = first[LABELS].replace(b'"Contents"', b'"In this brief"')
    monkeypatch.setattr(formats, "NEWEST", 2)
    monkeypatch.setitem(upgrade.upgrade.__kwdefaults__, "steps", (step,))
    texts = {1: first, 2: {**first, LABELS: labels}}
    monkeypatch.setitem(upgrade.upgrade.__kwdefaults__, "shipped", texts.__getitem__)
    settings = (workspace / "brief.toml").read_text(encoding="utf-8")
    old = settings.replace("format = 2\n", "")
    (workspace / "brief.toml").write_text(old, encoding="utf-8", newline="\n")
    for name, data in first.items():
        (workspace / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace / name).write_bytes(data)


def _with_remarks(files):
    return {"records.yaml": files["records.yaml"].replace(b"  note: ", b"  remark: ")}


def test_the_newest_format_has_nothing_to_carry_over(brief):
    run = brief("upgrade")

    assert run.exit_code == 0
    assert run.stdout == "this workspace has format 2, the newest: nothing to change\n"


def test_what_would_change_is_shown_and_not_written(brief, workspace, next_version):
    before = (workspace / "records.yaml").read_bytes()

    run = brief("upgrade")

    assert run.exit_code == 0
    assert run.stdout.startswith("format 1 → 2  Notes on records are called remarks\n")
    assert "--- a/brief.toml\n+++ b/brief.toml\n" in run.stdout
    assert '-  note: "state media"\n+  remark: "state media"\n' in run.stdout
    assert '-contents = "Contents"\n+contents = "In this brief"\n' in run.stdout
    assert run.stdout.endswith("3 files to write; `brief upgrade --write` does it\n")
    assert (workspace / "records.yaml").read_bytes() == before


def test_what_is_shown_is_written_and_then_there_is_nothing_left(brief, workspace, next_version):
    run = brief("upgrade", "--write")

    assert "3 files written: the workspace has format 2; now run `brief check`" in run.stdout
    assert "\n  remark: " in (workspace / "records.yaml").read_text(encoding="utf-8")
    assert "this workspace has format 2, the newest" in brief("upgrade").stdout


def test_a_line_changed_on_both_sides_is_shown_and_nothing_is_written(
    brief, workspace, next_version
):
    labels = workspace / LABELS
    text = labels.read_text(encoding="utf-8").replace('"Contents"', '"What is in it"')
    labels.write_text(text, encoding="utf-8", newline="\n")

    run = brief("upgrade", "--write")

    line = text.split("\n").index('contents = "What is in it"') + 1
    assert run.exit_code == 1
    assert run.stderr == (
        "error[B028]: this line was changed here, and otherwise in the new version\n"
        f"  --> {LABELS}:{line}:1\n"
        "   |\n"
        f'{line} | contents = "What is in it"\n'
        "   | ^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  = hint: write here what both want; or leave the file as it is: "
        f"`brief upgrade --keep {LABELS}`\n"
        "\n"
        '  here         | contents = "What is in it"\n'
        '  new version  | contents = "In this brief"\n'
        "\n"
        "1 file changed on both sides: nothing was written\n"
    )
    assert "format =" not in (workspace / "brief.toml").read_text(encoding="utf-8")

    assert brief("upgrade", "--write", "--keep", LABELS).exit_code == 0
    assert labels.read_text(encoding="utf-8") == text


def test_a_name_to_keep_that_no_template_has_could_not_be_kept(brief):
    run = brief("upgrade", "--keep", "labels.toml")

    assert run.exit_code == 2
    assert "labels.toml is no file of a shipped template" in run.stderr


# --- rules that are new -----------------------------------------------------------------

ALTERED = ('"a growing military axis"', '"a growing naval axis"')


@pytest.fixture
def altered(damage, next_version, monkeypatch):
    """A brief that breaks a rule which the second format brings; it is one of the promise."""
    monkeypatch.setattr(codes.ALTERED_QUOTATION, "since", 2)
    damage("military", ALTERED)


def test_a_new_rule_warns_in_an_old_workspace_and_says_how_to_carry_it_over(brief, altered):
    run = brief("check", "military")

    assert run.exit_code == 0
    assert "warning[C005]: this quotation is not in ¶2 s4 as written" in run.stdout
    assert (
        "this rule is new: it stops no build before format 2, and this has 1; see `brief upgrade`"
    ) in run.stdout


@pytest.mark.slow
def test_a_rule_of_a_format_that_is_yet_to_come_warns_everywhere(brief, damage, monkeypatch):
    monkeypatch.setattr(codes.ALTERED_QUOTATION, "since", formats.NEWEST + 1)
    damage("military", ALTERED)

    run = brief("check", "military")

    assert run.exit_code == 0
    assert "warning[C005]" in run.stdout
    assert "brief upgrade" not in run.stdout


@pytest.mark.slow
def test_a_build_that_only_warns_of_the_promise_says_so_for_good(brief, altered):
    run = brief("build", "military")

    assert run.exit_code == 0
    assert "allowed C005" in run.stdout
    assert "built although these were found: C005" in brief("verify", "build/military.pdf").stdout


@pytest.mark.slow
def test_what_only_warns_is_not_published(brief, altered):
    run = brief("publish", "military", "-m", "Too early", "--acknowledge", "venue")

    assert run.exit_code == 1
    assert "warning[C005]" in run.stderr
    assert "not published" in run.stderr


def test_a_new_rule_stops_a_workspace_of_its_own_format(brief, altered):
    brief("upgrade", "--write")

    assert "error[C005]" in brief("build", "military").stderr


def test_a_rule_stops_an_old_workspace_in_the_version_after_its_own(brief, altered, monkeypatch):
    monkeypatch.setattr(formats, "NEWEST", 3)

    assert "error[C005]" in brief("check", "military").stdout


@pytest.mark.slow
def test_a_house_that_sets_a_new_rule_has_it_at_once(brief, workspace, next_version, monkeypatch):
    monkeypatch.setattr(codes.NO_LIKELIHOOD, "since", 2)
    path = workspace / "briefs/military.md"
    text = path.read_text(encoding="utf-8").replace("*likely*", "bound").replace("Low con", "Con")
    path.write_text(text, encoding="utf-8")
    assert "warning[T002]" in brief("check", "military").stdout

    with (workspace / "brief.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[severities]\nT002 = "error"\n')

    assert "error[T002]" in brief("check", "military").stdout
