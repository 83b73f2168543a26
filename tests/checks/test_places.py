"""What is said of the places in records and seeds that a brief cites."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from tests.checking import FRONT, codes, every_finding, findings
from tests.seeds.labelled import labelled_seed


@pytest.mark.parametrize(
    ("place", "message", "hint"),
    [
        ("pp. 9-3", "the range 9-3 runs backward", "write pp. 3-9"),
        ("pp. 123-8", "the range 123-8 runs backward", "write pp. 123-128"),
        ("§§ 3.10-3.9", "the range 3.10-3.9 runs backward", "write §§ 3.9-3.10"),
        ("at 1:30-1:05", "the range 1:30-1:05 runs backward", "write at 1:05-1:30"),
    ],
)
def test_a_range_of_places_that_runs_backward_is_an_error(tmp_path, place, message, hint):
    (found,) = findings(tmp_path, f"It is in the log [@R1, {place}].")

    assert (found.code, found.message, found.hint) == ("C003", message, hint)


@pytest.mark.parametrize(
    "place", ["pp. 3-9", "pp. iv-xi", "pp. iv-3", "§§ 3.9-3.10", "at 59:10-1:01:00", "Arts. 5(2)-7"]
)
def test_a_range_that_rises_or_that_only_people_can_rank_is_none(tmp_path, place):
    assert findings(tmp_path, f"It is in the log [@R1, {place}].") == []


# --- places in a seed -------------------------------------------------------------------

ACT = labelled_seed(
    ("1", "Article 1"),
    ("2(1)", "Article 2(1)"),
    ("2(2)", "Article 2(2)"),
    ("2(2)(a)", "Article 2(2)(a)"),
    ("4", "Article 4"),
)
PAGED = labelled_seed(("1", "", "3"), ("2", "", "3"), ("3", "", "4"), key="report")
TALK = labelled_seed(("1", "", "", "00:00:05"), ("2", "", "", "00:01:10"), key="talk")
LISTED = "---\ntitle: Locks\ndate: 2026-11-22\nseeds: [act, report, talk]\n---\n\n"


def of_locks(folder: Path, citation: str) -> list[Diagnostic]:
    """The findings on the places that a sentence cites."""
    found = every_finding(
        folder, f"A lock was closed [{citation}].", front=LISTED, more=[ACT, PAGED, TALK]
    )
    return [finding for finding in found if finding.code in {"C002", "C003", "C004", "B023"}]


@pytest.mark.parametrize(
    "citation",
    [
        "@act, Art. 2(2)",
        "@act, ¶2(2)(a)",
        "@act, Art. 2",
        "@act, Arts. 1-2",
        "@act, Art. 2(1) s2",
        "@report, p. 3",
        "@report, pp. 3-4",
        "@report, p. 3 ¶2",
        "@report, p. 3 ¶2 s1",
        "@talk, at 00:00:05",
        "@talk, at 01:45",
    ],
)
def test_a_place_that_is_in_the_seed_is_cited_without_a_word(tmp_path, citation):
    assert of_locks(tmp_path, citation) == []


SHOW = "`brief seed show act`"


@pytest.mark.parametrize(
    ("citation", "message", "hint"),
    [
        ("@act, Art. 9", "`act` has no Art. 9", f"it runs from Art. 1 to Art. 4: {SHOW}"),
        ("@act, ¶2(3)", "`act` has no ¶2(3)", f"the nearest is Art. 2(2)(a): {SHOW}"),
        ("@act, Art. 2(2)(b)", "`act` has no Art. 2(2)(b)", f"the nearest is Art. 2(2)(a): {SHOW}"),
        ("@act, Rn. 1", "`act` has no Rn. 1", f"it runs from Art. 1 to Art. 4: {SHOW}"),
        (
            "@report, Art. 1",
            "`report` has no Art. 1",
            "it runs from ¶1 to ¶3: `brief seed show report`",
        ),
        ("@report, p. 5", "`report` has no p. 5", "its pages run from 3 to 4"),
        ("@report, p. 3 ¶3", "`report` has no p. 3 ¶3", "paragraphs that begin on p. 3: 2"),
        (
            "@act, p. 1",
            "`act` has no p. 1",
            "it has no pages: cite a paragraph, [@act, Art. 1]",
        ),
        (
            "@talk, at 00:00:01",
            "`talk` has nothing at 00:00:01",
            "it runs from 00:00:05 to 00:01:10: `brief seed show talk`",
        ),
        (
            "@talk, at 59:59",
            "`talk` has nothing at 59:59",
            "it runs from 00:00:05 to 00:01:10: `brief seed show talk`",
        ),
        (
            "@act, at 1:00",
            "`act` has nothing at 1:00",
            "nothing of it has a time: cite a paragraph, [@act, Art. 1]",
        ),
    ],
)
def test_a_place_that_is_not_in_the_seed_is_an_error_that_says_what_is(
    tmp_path, citation, message, hint
):
    (found,) = of_locks(tmp_path, citation)

    assert (found.code, found.message, found.hint) == ("C002", message, hint)


def test_a_section_sign_for_a_paragraph_is_put_right_where_there_are_no_sections(tmp_path):
    (found,) = of_locks(tmp_path, "@report, § 2")

    assert (found.code, found.fix and found.fix.replacement) == ("B023", "@report, ¶2")


def test_articles_that_run_backward_are_an_error(tmp_path):
    (found,) = of_locks(tmp_path, "@act, Arts. 4-1")

    assert (found.code, found.hint) == ("C003", "write Arts. 1-4")


def test_a_sentence_of_several_paragraphs_of_a_page_is_an_error(tmp_path):
    (found,) = of_locks(tmp_path, "@report, p. 3 s1")

    assert found.code == "C004"


def test_a_quotation_is_looked_for_where_the_place_leads(tmp_path):
    def codes_of(citation: str) -> list[str]:
        said = f"“The lock number 1 was closed” [{citation}]."
        found = every_finding(tmp_path, said, front=LISTED, more=[ACT, PAGED, TALK])
        return [each.code for each in found if each.code in {"C002", "C005", "C007"}]

    assert codes_of("@report, p. 3 ¶2") == []
    assert codes_of("@report, p. 3") == []
    assert codes_of("@report, p. 4") == ["C007"]
    assert codes_of("@act, Art. 2") == []
    assert codes_of("@talk, at 1:20") == []
    assert codes_of("@talk, at 0:20") == ["C007"]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (FRONT.replace("[harbour]", "[harbor]"), ["C001"]),  # misspelt there, and told there
        (FRONT.replace("[harbour]", "[]"), ["C006"]),
    ],
)
def test_a_source_that_the_head_misspells_is_told_once(tmp_path, front, expected):
    found = findings(tmp_path, "It could reopen the ferry by 2027 [@harbour, ¶1].", front=front)

    assert [code for code in codes(found) if code in ("C001", "C006")] == expected


def test_a_line_break_in_html_keeps_the_words_beside_it_apart(tmp_path):
    body = "The ferry of the Authority<br>could reopen by 2027 [@harbour, ¶1]."

    assert "C016" not in codes(findings(tmp_path, body))
