"""Findings as other programs read them."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import jsonschema
import pytest
import yaml

from generator.cli.formats import as_github, as_sarif
from generator.diagnostics import Diagnostic, Severity, Span
from tests.conftest import REPOSITORY

ALTERED = ("a growing military axis", "a growing naval axis")
RESPELT = ("@ulislam-summit, ¶2 s1", "@ulislam-summit, para. 2 s1")
UNCITED = ("It does not mention China.", 'It does not mention "a growing military axis".')


@pytest.fixture
def faulty(damage):
    """A brief with an error and a note, behind letters that take two units of UTF-16."""
    return damage("military", ("The author calls", "𝔗he author calls"), ALTERED, RESPELT)


def schema_of(path: str) -> dict:
    return json.loads((REPOSITORY / path).read_text(encoding="utf-8"))


def test_json_is_what_its_schema_says(brief, faulty):
    run = brief("check", "--format", "json")

    printed = json.loads(run.stdout)
    jsonschema.Draft202012Validator(schema_of("docs/schemas/findings.schema.json")).validate(
        printed
    )
    assert run.exit_code == 1
    assert run.stderr == ""
    assert {d["code"] for d in printed["diagnostics"]} >= {"B023", "C005"}
    assert printed["summary"]["errors"] == 1
    assert sum(printed["summary"]["families"].values()) == len(printed["diagnostics"])


@pytest.mark.slow
def test_json_of_clean_briefs_has_the_same_keys(brief):
    run = brief("check", "--format", "json")

    printed = json.loads(run.stdout)
    jsonschema.Draft202012Validator(schema_of("docs/schemas/findings.schema.json")).validate(
        printed
    )
    assert printed["summary"]["errors"] == 0


def test_sarif_is_valid_and_counts_code_points(brief, faulty):
    run = brief("check", "military", "--format", "sarif")

    log = json.loads(run.stdout)
    jsonschema.Draft4Validator(
        schema_of("tests/schemas/sarif-2.1.0.json"), format_checker=jsonschema.FormatChecker()
    ).validate(log)
    (sarif,) = log["runs"]
    assert sarif["columnKind"] == "unicodeCodePoints"
    altered = next(result for result in sarif["results"] if result["ruleId"] == "C005")
    assert words_of(altered, faulty.read_text(encoding="utf-8")) == '"a growing naval axis"'
    respelt = next(result for result in sarif["results"] if result["ruleId"] == "B023")
    assert words_of(respelt, faulty.read_text(encoding="utf-8")) == RESPELT[1]


def words_of(result: dict, text: str) -> str:
    """What stands at the place of a result, which lies on one line."""
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "briefs/military.md", "uriBaseId": "%SRCROOT%"}
    region = location["region"]
    assert region["startLine"] == region["endLine"]
    line = text.split("\n")[region["startLine"] - 1]
    return line[region["startColumn"] - 1 : region["endColumn"] - 1]


def test_sarif_says_what_would_mend_a_finding(brief, faulty):
    run = brief("check", "military", "--format", "sarif")

    results = json.loads(run.stdout)["runs"][0]["results"]
    (change,) = next(r for r in results if r["ruleId"] == "B023")["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": RESPELT[0]}


def test_sarif_explains_each_code_that_it_names(brief, faulty):
    run = brief("check", "military", "--format", "sarif")

    (sarif,) = json.loads(run.stdout)["runs"]
    rules = sarif["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in sarif["results"]] == [
        result["ruleId"] for result in sarif["results"]
    ]
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")


def test_sarif_of_a_finding_on_a_whole_file_has_no_region():
    found = Diagnostic("B002", "no front matter", Span.at("briefs/a b.md"))

    (result,) = json.loads(as_sarif([found]))["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "briefs/a%20b.md"
    assert "region" not in location


def test_sarif_of_nothing_is_valid():
    log = json.loads(as_sarif([]))

    jsonschema.Draft4Validator(schema_of("tests/schemas/sarif-2.1.0.json")).validate(log)
    assert log["runs"][0]["results"] == []


def test_a_github_annotation_escapes_what_would_end_it():
    found = Diagnostic(
        "T001", "100 % of a, b: c\nd", Span.at("briefs/a,b:c.md", 3, 4, 5), Severity.NOTE, "e"
    )

    assert as_github([found]) == (
        "::notice file=briefs/a%2Cb%3Ac.md,line=3,col=4,endLine=3,endColumn=9,title=T001"
        "::100 %25 of a, b: c%0Ad%0Ae"
    )


def test_github_annotations_stand_alone_on_standard_output(brief, faulty):
    run = brief("check", "military", "--format", "github")

    lines = run.stdout.splitlines()
    assert lines
    assert all(re.match(r"::(error|warning|notice) file=briefs/", line) for line in lines)
    assert "1 brief checked: 1 error" in run.stderr


def test_an_unknown_format_could_not_run_and_names_those_there_are(brief):
    run = brief("check", "--format", "yaml")

    assert run.exit_code == 2
    assert run.stderr == "no format `yaml`: this can be human, json, sarif or github\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "typed",
    [
        ("build", "military", "--pdf-variant", "a-2a", "--format", "docx"),
        ("new", "energy", "--from", "military", "--seed", "ulislam-summit"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(brief, typed):
    assert brief(*typed).exit_code == 2


def test_formats_may_be_named_one_by_one_or_with_commas(brief):
    run = brief("build", "military", "--format", "txt", "--format", "html,txt")

    written = [line.split()[0] for line in run.stdout.splitlines() if line.startswith("build/")]
    assert written == ["build/military.txt", "build/military.html"]


def test_the_summary_counts_by_gravity_and_stands_with_the_findings(brief, faulty):
    run = brief("check")

    assert re.search(r"^4 briefs checked: 1 error(, \d+ \w+)*$", run.stdout, re.MULTILINE)
    assert run.stderr == ""


def test_quiet_prints_findings_only(brief, faulty):
    run = brief("check", "military", "--quiet")

    assert "error[C005]" in run.stdout
    assert "checked" not in run.stdout + run.stderr


@pytest.mark.slow
def test_strict_lets_a_warning_fail(brief, damage):
    damage("military", UNCITED)

    assert brief("check", "military").exit_code == 0
    assert brief("check", "military", "--strict").exit_code == 1


@pytest.mark.slow
def test_the_problem_matcher_sees_every_finding_that_is_printed(brief, faulty):
    run = brief("check", "military", "--all")
    matchers = schema_of("docs/problem-matcher.json")["problemMatcher"]

    seen = []
    for line, below in pairwise(run.stdout.split("\n")):
        for first, then in (matcher["pattern"] for matcher in matchers):
            said, place = re.search(first["regexp"], line), re.search(then["regexp"], below)
            if said and place:
                seen.append((said[first["code"]], *place.groups()))
    printed = json.loads(brief("check", "military", "--format", "json").stdout)["diagnostics"]
    assert seen == [(d["code"], d["file"], str(d["line"]), str(d["column"])) for d in printed]


@pytest.mark.slow
def test_the_hook_runs_a_command_that_is_there_on_the_files_it_is_about(brief):
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    name, *arguments = hook["entry"].split()
    assert name == "brief"
    assert brief(*arguments).exit_code == 0
    for file in ("briefs/military.md", "seeds/ulislam-summit/caveats.md", "records.yaml"):
        assert re.search(hook["files"], file)
    assert not re.search(hook["files"], "README.md")


@pytest.mark.slow
def test_below_the_summary_stands_how_a_wrong_warning_is_answered(brief, damage):
    damage("military", UNCITED)

    run = brief("check", "military")

    last = run.stdout.splitlines()[-1]
    command = re.search(r"brief answer (military:\d+ \w+) \"the reason\"$", last)
    assert brief("answer", *command[1].split(), "It is right.", "--by", "Ann").exit_code == 0
    assert "brief answer" not in brief("check", "military").stdout


def test_a_command_that_is_not_there_names_the_one_that_is(brief):
    run = brief("seed", "add", "article.txt", "--key", "smith")

    assert run.exit_code == 2
    assert "brief seed import" in run.stderr
