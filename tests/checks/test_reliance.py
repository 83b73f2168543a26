"""Notes on what a brief leans on."""

from __future__ import annotations

import pytest

from generator.templates.rules import Rules
from tests.checking import codes, every_finding

TEXTS = (
    "The line carried 41,000 passengers in June. Fares rose by a tenth.",
    "The council will vote the money for two docks before October.",
    "Whales were seen.",
)


def notes(tmp_path, body: str, **more) -> list[str]:
    return codes(every_finding(tmp_path, body, texts=TEXTS, **more))


def test_few_words_of_the_source_are_a_note_that_says_what_to_read(tmp_path):
    body = (
        "Commuters on the coast welcome cheaper journeys, say experts [@harbour, ¶2].\n\n"
        "The council hears commuters, experts, unions and shopkeepers [@harbour, ¶2]."
    )

    found = every_finding(tmp_path, body, texts=TEXTS)

    assert codes(found) == ["C021", "C021"]
    assert [f.span.start.line for f in found] == [7, 9]
    assert found[0].message == "none of the 6 words that carry this claim stand in ¶2"
    assert found[1].message == "only 1 of the 6 words that carry this claim stands in ¶2"
    assert found[0].hint.startswith("no sentence of ¶2 comes near this: is another paragraph mean")
    assert found[1].hint.startswith("read ¶2 again: “")


def test_a_range_wider_than_needed_is_a_note(tmp_path):
    line = "The line carried 41,000 passengers in June [@harbour, ¶¶ {}]."

    assert notes(tmp_path, line.format("1-2")) == ["C022"]
    both = "The line carried 41,000 passengers, and the council votes on two docks"
    assert notes(tmp_path, f"{both} [@harbour, ¶¶ 1-2].") == []


def test_a_range_belongs_to_all_that_its_bracket_closes(tmp_path):
    paragraphs = "\n>\n".join(f"> {text}" for text in TEXTS[:2])

    assert "C022" not in notes(tmp_path, f"{paragraphs} [@harbour, ¶¶ 1-2]")


@pytest.mark.parametrize(
    ("sourced", "expected"), [((), []), (("summary",), ["C023"]), (("The line",), ["C023"])]
)
def test_a_sentence_cites_where_the_template_says_so(tmp_path, sourced, expected):
    body = (
        "::: {.summary}\nFares rose by a tenth [@harbour, ¶1]. More is to come.\n:::\n\n"
        "## The line\n\nNobody knows.\n\n## Elsewhere\n\nNobody asks."
    )

    assert notes(tmp_path, body, rules=Rules(sourced=sourced)) == expected


FERRY = "The line carried 41,000 passengers in June [@harbour, ¶1]."


@pytest.mark.parametrize(
    "sentence",
    [
        "It lost 3,200 of them to the road.",
        "That is €9 a head.",
        "Strikes began on 4 March 2025.",
        "| Where | What |\n|:--|:--|\n| The road | 3,200 |",
        "The road took 3,200 of them. Fares rose by a tenth [@harbour, ¶1].",
    ],
)
def test_a_number_or_date_in_a_sentence_that_cites_nothing_is_a_note(tmp_path, sentence):
    assert notes(tmp_path, f"{FERRY}\n\n{sentence}") == ["C034"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Most of the 41,000 came in June.",  # as the sentence before
        "Fares rose by 10 per cent.",  # as what it cites
        "The brief of 22 November 2026 says more.",  # its own date
        "There are two ways out of three.",
        "Section 14 says so.",
        "Half of them came by night.",
    ],
)
def test_a_number_that_is_cited_elsewhere_or_counts_little_is_left_alone(tmp_path, sentence):
    assert notes(tmp_path, f"{FERRY}\n\n{sentence}") == []


def test_numbers_that_cite_nothing_are_one_finding_with_their_lines(tmp_path):
    body = f"{FERRY} It lost 3,200 of them.\n\nThat is €9 a head. So it is."

    [found] = every_finding(tmp_path, body, texts=TEXTS)

    assert found.message == (
        "2 sentences that cite nothing have numbers or dates that nothing cited here has: "
        "“3,200” (line 7), “€9” (line 9)"
    )


def test_a_headline_that_is_never_cited_is_not_told(tmp_path):
    body = "\n\n".join(["Fares rose by a tenth [@harbour, ¶2]."] * 4)

    found = every_finding(tmp_path, body, texts=["The harbour", TEXTS[0], TEXTS[2]])

    assert [f.message for f in found if f.code == "C024"] == ["¶3 of harbour is never cited"]


def test_what_is_never_cited_and_what_carries_most_are_notes(tmp_path):
    once = "Fares rose by a tenth [@harbour, ¶1]."

    assert notes(tmp_path, "\n\n".join([once] * 3)) == []  # too few to tell
    assert notes(tmp_path, "\n\n".join([once] * 4)) == ["C024", "C025"]
    spread = [
        once,
        once,
        "The council will vote [@harbour, ¶2].",
        "Whales were seen [@harbour, ¶3].",
    ]
    assert notes(tmp_path, "\n\n".join(spread)) == []
