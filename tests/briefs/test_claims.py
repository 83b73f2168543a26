"""Which words a bracket closes."""

from __future__ import annotations

import pytest

from generator.briefs.claims import statements_in
from generator.briefs.read import read_body
from tests.checking import words_at


def claims(text: str):
    body, _ = read_body(text, "x.md")
    return [
        (claim.text, claim.group.citations[0].target.key if claim.group else None)
        for claim in body.claims
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two is so [@a, ¶1]. Three.", [("Two is so.", "a")]),
        ("One [@a, ¶1]. Two [@b, ¶1].", [("One.", "a"), ("Two.", "b")]),
        ("One [@a, ¶1] and two [@b, ¶1] too.", [("One", "a"), ("and two too.", "b")]),
        ("One is so. [@a, ¶1] Two.", [("One is so.", "a")]),
        ("@a [¶1] says so. Two.", [("says so.", "a")]),
        ("One. @a [¶1] says so. Two.", [("says so.", "a")]),
        ("One. As @a [¶1] says, so it is.", [("As  says, so it is.", "a")]),
        ("One said “so”. Two.", []),
        ("One said “so it is”. Two.", [("One said “so it is”.", None)]),
        ("- One [@a, ¶1].\n- Two [@b, ¶2].", [("One.", "a"), ("Two.", "b")]),
        ("In short^[See two [@b, ¶1].] one [@a, ¶1].", [("In short one.", "a"), ("See two.", "b")]),
        ("See [@tbl-a]. It is so [@a, ¶1].", [("It is so.", "a")]),
        ("*It* is `so`\nand so [@a, ¶1].", [("It is so and so.", "a")]),
    ],
)
def test_a_bracket_closes_its_sentence_back_to_the_bracket_before(text, expected):
    assert [claim for claim in claims(text) if claim[1] or "it is”" in claim[0]] == expected


def test_a_claim_knows_its_place():
    text = "One. *Two* is so [@a, ¶1]. Three."

    body, _ = read_body(text, "x.md")

    assert words_at(text, body.claims[0].span) == "*Two* is so [@a, ¶1].".replace("*", "", 1)


@pytest.mark.slow
def test_a_paragraph_of_ten_thousand_words_is_read_to_its_end():
    text = "A word, “quoted so” [@a, ¶1], and *more* of it. " * 1_000

    body, found = read_body(text, "x.md")

    assert not found
    assert len(body.claims) == len(body.groups) == 1_000


# --- tables -----------------------------------------------------------------------------

ROW = "| What | Cost | By | More |\n|:--|:--|:--|:--|\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| Dredging | 3 ships | 2030 [@a, ¶1] |", [("Dredging | 3 ships | 2030", "a")]),
        ("| Dredging [@a, ¶1] | 3 ships | 2030 |", [("Dredging | 3 ships | 2030", "a")]),
        (
            "| Dredging | 3 ships [@a, ¶1] | 2030 [@b, ¶2] | |",
            [("Dredging | 3 ships", "a"), ("2030", "b")],
        ),
        (
            "| Dredging [@a, ¶1] | 3 ships | 2030 [@b, ¶2] | |",
            [("Dredging | 3 ships", "a"), ("2030", "b")],
        ),
        (
            "| Dredging | [@a, ¶1] | 3 ships | [@b, ¶2] | |",
            [("Dredging", "a"), ("3 ships", "b")],
        ),
        (
            "| It helps. It is cheap | 3. | 2030 [@a, ¶1] |",
            [("It helps. It is cheap | 3. | 2030", "a")],
        ),
        ("| Dredging | 3 ships | 2030 |", []),
    ],
)
def test_a_bracket_in_a_row_of_a_table_closes_the_row_as_it_does_a_sentence(row, expected):
    assert claims(ROW + row) == expected


def test_a_quotation_does_not_go_on_from_one_cell_into_the_next():
    row = '| 5" board | a "long way" | 7" [@a, ¶1] |'

    body, _ = read_body(ROW + row, "x.md")

    assert [q.text for claim in body.claims for q in claim.quotations] == ["long way"]


def test_each_word_of_a_row_knows_its_place():
    text = ROW + "| Dredging | *3* ships | 2030 [@a, ¶1] |"

    body, _ = read_body(text, "x.md")

    claim = body.claims[0]
    at = claim.text.index("2030")
    assert words_at(text, claim.at(at, at + 4)) == "2030"


def test_every_row_of_a_table_but_its_header_is_a_statement_with_its_brackets():
    text = "| Port | Ships |\n|---|---|\n| Aa | 3 [@a, ¶1] |\n| Be | 4 |\n\n: Ships {#tbl-a}"

    body, found = read_body(text, "x.md")

    assert not found
    statements = [
        (said, [group.citations[0].target.key for group in groups])
        for said, _, groups in statements_in(body.markdown.blocks, body.groups)
    ]
    assert [keys for _, keys in statements] == [["a"], []]
    assert [said.split()[0] for said, _ in statements] == ["Aa", "Be"]
