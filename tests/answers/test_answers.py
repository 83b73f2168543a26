"""A warning is answered once, where it stands, and the answer holds as long as its words do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import Result

from generator import Diagnostic, Severity, check
from generator.actions.schemas import SCHEMAS
from generator.answers.file import KeptAnswer, read_answers, written_answers
from generator.config.yaml import read_yaml
from generator.diagnostics import codes
from tests.archive.workspaces import command as brief
from tests.conftest import REPOSITORY

EXAMPLE = REPOSITORY / "tests/bad/C014_number_not_in_the_source"
CLAIM = "The line carried 44,000 passengers in June 2025 [@line, ¶1]."
DENIED = "The union has agreed to the timetable [@line, ¶1 s3]."

Run = Callable[..., Result]


@pytest.fixture
def ferry(tmp_path, monkeypatch) -> Path:
    """A brief with a number that is not its source's, in line 7; and a second claim, in line 9."""
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "briefs/ferry.md"
    edit(path, CLAIM, f"{CLAIM}\n\n{DENIED}")
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def answer(code: str = "C014", place: str = "ferry:7", reason: str = "41,000 and staff") -> Result:
    return brief("answer", place, code, reason, "--by", "Ann Archer")


def found(path: Path) -> dict[str, Diagnostic]:
    return {each.code: each for each in check(path) if each.code[0] in "BCT"}


def kept(path: Path) -> Path:
    return path.with_suffix(".answers.yaml")


def test_an_answered_warning_is_a_note_with_what_was_said_and_by_whom(ferry):
    before = brief("check", "ferry", "--strict")

    run = answer()

    assert before.exit_code == 1
    assert run.stdout == "C014 at ferry:7 is answered, by Ann Archer: 41,000 and staff\n"
    answered = found(ferry)["C014"]
    assert answered.severity is Severity.NOTE
    assert (answered.answer.reason, answered.answer.by) == ("41,000 and staff", "Ann Archer")


def test_a_strict_check_passes_and_lists_what_is_answered(ferry):
    answer()
    answer("C017", "briefs/ferry.md:9")

    run = brief("check", "ferry", "--strict")

    assert run.exit_code == 0, run.stderr
    assert "[C014]" not in run.stderr + run.stdout
    assert (
        "briefs/ferry.md: 2 answered\n"
        "  C014 at line 7, by Ann Archer: 41,000 and staff\n"
        "  C017 at line 9, by Ann Archer: 41,000 and staff\n"
    ) in run.stdout


def test_what_other_programs_read_says_what_was_answered(ferry):
    answer()

    as_json = json.loads(brief("check", "ferry", "--format", "json").stdout)
    sarif = json.loads(brief("check", "ferry", "--format", "sarif").stdout)
    github = brief("check", "ferry", "--format", "github").stdout

    row = next(row for row in as_json["diagnostics"] if row["code"] == "C014")
    assert row["answer"] == {"reason": "41,000 and staff", "by": "Ann Archer"}
    assert as_json["summary"]["answered"] == 1
    results = {result["ruleId"]: result["suppressions"] for result in sarif["runs"][0]["results"]}
    assert results["C014"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "41,000 and staff (Ann Archer)",
        }
    ]
    assert results["C017"] == []
    assert "answered by Ann Archer: 41,000 and staff" in github


def test_the_file_of_answers_is_read_by_people_and_holds_to_its_schema(ferry):
    answer("C017", "ferry:9")
    answer()

    text = kept(ferry).read_text(encoding="utf-8")
    data, _ = read_yaml(text, "x", code=codes.BAD_ANSWERS)

    assert [entry["code"] for entry in data] == ["C014", "C017"]
    assert text.startswith("# Answers to what `brief check` asks about briefs/ferry.md.\n")
    assert 'finding: "“44,000” is not in ¶1"\n  words: "44,000"\n' in text
    jsonschema.Draft202012Validator(SCHEMAS["answers"]()).validate(data)


def test_a_trace_shows_the_answer_in_the_place_of_the_hint(ferry):
    answer()

    run = brief("trace", "ferry", "l7")

    assert "note[C014] at 7:18: “44,000” is not in ¶1" in run.stdout
    assert "answered by Ann Archer: 41,000 and staff" in run.stdout


def test_to_answer_again_replaces_what_was_said(ferry):
    answer()
    answer(reason="see the annex")

    assert found(ferry)["C014"].answer.reason == "see the annex"
    assert kept(ferry).read_text(encoding="utf-8").count("- code") == 1


@given(
    reason=st.text(min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
    .filter(str.isprintable)
)
def test_any_words_that_can_be_printed_come_back_as_they_were_said(reason, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "any.answers.yaml"
    said = KeptAnswer("C014", reason, "w", reason, "Ann", "0" * 64, "f" * 64)

    path.write_text(written_answers([said], "x"), encoding="utf-8", newline="\n")

    assert list(read_answers(path, "x")) == [said]


# --- what is not the same was not answered -------------------------------------------------


def ten_more_passengers(ferry: Path) -> None:
    edit(ferry, "The line carried", "The line itself carried")


def another_number(ferry: Path) -> None:
    edit(ferry, "44,000", "45,000")


def a_denial_put_in(ferry: Path) -> None:
    edit(ferry, "carried", "has not carried")


def another_paragraph(ferry: Path) -> None:
    edit(ferry, "2025 [@line, ¶1]", "2025 [@line, ¶2]")


def a_second_source(ferry: Path) -> None:
    edit(ferry, "2025 [@line, ¶1]", "2025 [@line, ¶¶ 1, 2]")


def its_source_says_something_else(ferry: Path) -> None:
    edit_source(ferry, "41,000", "43,000")


def edit_source(ferry: Path, old: str, new: str) -> None:
    seeds = ferry.parent.parent / "seeds"
    text = (seeds / "line/original.txt").read_text(encoding="utf-8")
    shutil.rmtree(seeds / "line")
    assert old in text
    (ferry.parent / "new.txt").write_text(text.replace(old, new), encoding="utf-8")
    assert brief("seed", "import", "briefs/new.txt", "--key", "line").exit_code == 0


def the_digest_is_of_something_else(ferry: Path) -> None:
    text = kept(ferry).read_text(encoding="utf-8")
    claim = text.split('claim: "')[1][:64]
    edit(kept(ferry), claim, "0" * 64)


def the_answer_was_to_other_words(ferry: Path) -> None:
    edit(kept(ferry), 'words: "44,000"', 'words: "June 2025"')


def the_answer_was_to_another_rule(ferry: Path) -> None:
    edit(kept(ferry), '"C014"', '"C016"')


def the_house_makes_it_an_error(ferry: Path) -> None:
    settings = ferry.parent.parent / "brief.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[severities]\nC014 = "error"\n', encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        ten_more_passengers,
        another_number,
        a_denial_put_in,
        another_paragraph,
        a_second_source,
        its_source_says_something_else,
        the_digest_is_of_something_else,
        the_answer_was_to_other_words,
        the_answer_was_to_another_rule,
        the_house_makes_it_an_error,
    ],
    ids=lambda change: change.__name__,
)
def test_an_answer_does_not_hold_where(change, ferry):
    answer()

    change(ferry)

    standing = found(ferry)["C014"]
    assert standing.answer is None
    assert standing.severity is not Severity.NOTE
    assert brief("check", "ferry", "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (another_number, "the words of the claim have changed"),
        (another_paragraph, "what the claim cites has changed"),
        (its_source_says_something_else, "what the claim cites has changed"),
        (the_answer_was_to_other_words, "the finding there is another one now"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_lapsed_answer_is_told_once_with_what_it_said(change, why, ferry):
    answer()

    change(ferry)

    (lapsed,) = [each for each in check(ferry) if each.code == "B034"]
    assert lapsed.message == f"the answer to C014 has lapsed: {why}"
    mend = "read it again, then correct it or answer again"
    assert lapsed.hint == f"it said “41,000 and staff” (Ann Archer); {mend}"
    assert (lapsed.span.file, lapsed.span.start.line) == ("briefs/ferry.md", 7)
    assert lapsed.severity is Severity.NOTE


def test_a_lapsed_answer_to_what_is_mended_is_told_in_its_own_file(ferry):
    answer()

    edit(ferry, "44,000", "41,000")

    lapsed = found(ferry)["B034"]
    assert (lapsed.span.file, lapsed.span.start.line) == ("briefs/ferry.answers.yaml", 4)
    assert lapsed.hint.endswith("; remove the answer")
    assert "C014" not in found(ferry)


@pytest.mark.parametrize("broken", ["source", "citation"])
def test_while_what_a_claim_cites_cannot_be_read_no_answer_has_lapsed(ferry, broken):
    answer()

    if broken == "source":
        edit(ferry.parents[1] / "seeds/line/seed.toml", 'title = "', "title = ")
    else:
        edit(ferry, "2025 [@line, ¶1]", "2025 [@line, ¶41]")

    assert "B034" not in found(ferry)


def test_an_answer_to_what_the_house_asks_no_more_has_not_lapsed(ferry):
    answer()

    the_house_makes_it_an_error(ferry)

    assert "B034" not in found(ferry)


def test_to_answer_what_is_asked_again_takes_the_lapsed_answer_out(ferry):
    answer()
    edit(ferry, "44,000", "45,000")

    answer()

    assert "B034" not in found(ferry)
    assert kept(ferry).read_text(encoding="utf-8").count("- code") == 1


def a_line_above(ferry: Path) -> None:
    edit(ferry, CLAIM, f"A line of its own.\n\n{CLAIM}")


def the_claim_on_two_lines(ferry: Path) -> None:
    edit(ferry, "44,000 passengers in", "44,000\npassengers in")


def emphasis(ferry: Path) -> None:
    edit(ferry, "The line carried", "The line *carried*")


def another_claim_is_changed(ferry: Path) -> None:
    edit(ferry, "The union has agreed", "The whole union has agreed")


def the_locator_in_another_spelling(ferry: Path) -> None:
    edit(ferry, "2025 [@line, ¶1]", "2025 [@line, para. 1]")


@pytest.mark.parametrize(
    "change",
    [
        a_line_above,
        the_claim_on_two_lines,
        emphasis,
        another_claim_is_changed,
        the_locator_in_another_spelling,
    ],
    ids=lambda change: change.__name__,
)
def test_an_answer_still_holds_after(change, ferry):
    answer()

    change(ferry)

    assert found(ferry)["C014"].answer is not None
    assert "B034" not in found(ferry)


@pytest.mark.parametrize(
    ("old", "new", "holds"),
    [("41,000", "43,000", True), ("to the timetable", "to its timetable", False)],
)
def test_an_answer_to_a_claim_that_names_a_sentence_lapses_with_that_sentence(
    old, new, holds, ferry
):
    answer("C017", "ferry:9")

    edit_source(ferry, old, new)

    assert (found(ferry)["C017"].answer is not None) == holds
    assert ("B034" in found(ferry)) != holds


# --- what cannot be answered ---------------------------------------------------------------


def test_each_of_two_findings_of_a_line_is_answered_by_itself(ferry):
    edit(ferry, "in June 2025 [", "in June 2025 and 9,000 cars [")

    both = answer()
    answer(place="ferry:7:18")

    assert both.exit_code == 1
    assert "C014 is found 2 times in line 7" in both.stderr
    assert "say which: ferry:7:18, ferry:7:" in both.stderr
    answers = [each.answer for each in check(ferry) if each.code == "C014"]
    assert [each is not None for each in answers] == [True, False]


# --- caveats ----------------------------------------------------------------------------

CAVEAT = "The line counted 52,000 passengers in June 2025 [@line, ¶1]."
IN_BRIEF = "In brief\n:   The counts of the line differ [@line, ¶1]."
OF_CAVEATS = "seeds/line/caveats.md"


@pytest.fixture
def caveats(ferry) -> Path:
    """The caveats on the source of the brief, with a number in line 3 that is not the source's."""
    path = ferry.parents[1] / OF_CAVEATS
    text = f"::: {{.caveat #count title='Count'}}\n\n{CAVEAT}\n\n{IN_BRIEF}\n\n:::\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def in_caveats(ferry: Path) -> list[Diagnostic]:
    return [each for each in check(ferry) if each.span.file == OF_CAVEATS]


def test_a_warning_about_a_caveat_is_answered_beside_the_caveat(ferry, caveats):
    run = answer(place=f"{OF_CAVEATS}:3", reason="as the line counts")

    (answered,) = in_caveats(ferry)
    assert run.stdout == f"C014 at {OF_CAVEATS}:3 is answered, by Ann Archer: as the line counts\n"
    assert (answered.code, answered.answer.reason) == ("C014", "as the line counts")
    assert kept(caveats).read_text(encoding="utf-8").count("- code") == 1
    assert not kept(ferry).exists()
    listed = f"C014 at line 3 of {OF_CAVEATS}, by Ann Archer: as the line counts"
    assert listed in brief("check", "ferry").stdout


def test_an_answer_about_a_caveat_holds_in_every_brief_that_carries_it(ferry, caveats):
    other = ferry.with_name("other.md")
    edit(ferry, DENIED, "")
    other.write_text(ferry.read_text(encoding="utf-8").replace("title: The", "title: Another"))

    answer(place=f"{OF_CAVEATS}:3")

    assert all(each.answer for path in (ferry, other) for each in in_caveats(path))


def test_an_answer_about_a_caveat_lapses_with_its_words(ferry, caveats):
    answer(place=f"{OF_CAVEATS}:3")

    edit(caveats, "52,000", "53,000")

    found_there = in_caveats(ferry)
    assert sorted(each.code for each in found_there) == ["B034", "C014"]
    assert not any(each.answer for each in found_there)


def test_an_answer_in_the_file_of_the_brief_says_nothing_of_a_caveat(ferry, caveats):
    answer(place=f"{OF_CAVEATS}:3")

    kept(caveats).rename(kept(ferry))

    (standing,) = [each for each in in_caveats(ferry) if each.code == "C014"]
    assert standing.answer is None


@pytest.mark.parametrize(
    ("key", "told"), [("line", "no file seeds/line/caveats.md"), ("lime", "no seed `lime`")]
)
def test_caveats_that_are_not_there_are_told_as_such(ferry, key, told):
    run = answer(place=f"seeds/{key}/caveats.md:3")

    assert run.exit_code == 1
    assert told in run.stderr


def test_caveats_that_no_brief_carries_are_not_answered(ferry, caveats):
    ferry.unlink()
    ferry.with_name("other.md").write_text("---\ntitle: Other\ndate: 2026-02-01\n---\n\nNo.\n")

    run = answer(place=f"{OF_CAVEATS}:3")

    assert run.exit_code == 1
    assert "no brief uses the source `line`" in run.stderr


def test_where_else_in_the_caveats_it_is_found_is_said(ferry, caveats):
    run = answer(place=f"{OF_CAVEATS}:1")

    assert run.exit_code == 1
    assert "it is found at 3:18" in run.stderr


# --- what is not answered ---------------------------------------------------------------


def test_an_error_of_a_citation_is_not_answered(ferry):
    edit(ferry, CLAIM, 'It is "a line of gold" [@line, ¶1].')

    run = answer("C005")

    assert run.exit_code == 1
    assert "error[B036]: C005 is a citation error, which cannot be answered" in run.stderr
    assert "`--allow C005` lets it through, and the file records it" in run.stderr
    assert not kept(ferry).exists()


def test_an_error_of_the_house_is_not_answered(ferry):
    the_house_makes_it_an_error(ferry)

    run = answer()

    assert "C014 is an error here: correct it, it cannot be answered" in run.stderr
    assert 'C014 = "warning"' in run.stderr


def test_a_note_of_the_writing_is_not_answered(ferry):
    the_locator_in_another_spelling(ferry)

    run = answer("B023")

    assert "B023 is not about wording or tradecraft" in run.stderr


@pytest.mark.parametrize("reason", ["", "  \n ", "a\x1b[2Jb"])
def test_an_answer_says_why(reason, ferry):
    run = answer(reason=reason)

    assert run.exit_code == 2
    assert not kept(ferry).exists()


@pytest.mark.parametrize("place", ["ferry", "ferry:", "ferry:0", "ferry:seven", ":7"])
def test_a_place_is_a_brief_and_a_line(place, ferry):
    run = answer(place=place)

    assert run.exit_code == 2
    assert "military:15" in run.stderr


def test_who_answers_is_known_from_git(ferry, monkeypatch, tmp_path, program):
    program("git")
    (tmp_path / "config").write_text("[user]\n\tname = Jürgen Ost\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))

    run = brief("answer", "ferry:7", "c014", "why")

    assert run.exit_code == 0, run.stderr
    assert found(ferry)["C014"].answer.by == "Jürgen Ost"


GOOD = {
    "code": "C014",
    "finding": "f",
    "words": "w",
    "reason": "r",
    "by": "Ann",
    "claim": "0" * 64,
    "sources": "0" * 64,
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"code": "C005"}, "C005 is a citation error: it cannot be answered"),
        ({"code": "L012"}, "`L012` cannot be answered"),
        ({"reason": "  "}, "this answer gives no reason"),
        ({"by": ""}, "this answer does not say who gave it"),
        ({"claim": "0" * 63}, "`claim` is no digest"),
        ({"reson": "x"}, "unknown key `0.reson`"),
    ],
)
def test_what_an_answer_may_not_say_is_told_at_its_line(change, message, ferry):
    entry = GOOD | change
    lines = [f"{key}: {json.dumps(value)}" for key, value in entry.items()]
    kept(ferry).write_text("- " + "\n  ".join(lines) + "\n", encoding="utf-8")

    fault = found(ferry)["B035"]

    assert fault.message == message
    assert fault.span.start.line == list(entry).index(next(iter(change))) + 1
    assert found(ferry)["C014"].severity is Severity.WARNING
    assert "[B035]" in answer().stderr


@pytest.mark.parametrize("text", ["a: b\n", "- [\n", "- x\n", "\xff", "x"])
def test_what_are_no_answers_is_said(text, ferry):
    kept(ferry).write_bytes(text.encode("latin-1"))

    assert found(ferry)["B035"].is_error


def test_no_answers_in_a_file_are_none(ferry):
    kept(ferry).write_text("# nothing yet\n", encoding="utf-8")

    assert "B035" not in found(ferry)
