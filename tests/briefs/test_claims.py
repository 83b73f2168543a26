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


def test_a_paragraph_of_ten_thousand_words_is_read_to_its_end():
    text = "A word, “quoted so” [@a, ¶1], and *more* of it. " * 1_000

    body, found = read_body(text, "x.md")

    assert not found
    assert len(body.claims) == len(body.groups) == 1_000


def test_every_row_of_a_table_but_its_header_is_a_statement_with_its_brackets():
    text = "| Port | Ships |\n|---|---|\n| Aa | 3 [@a, ¶1] |\n| Be | 4 |\n\n: Ships {#tbl-a}"

    body, found = read_body(text, "x.md")

    assert not found
    statements = [
        (said, [group.citations[0].target.key for group in groups])
        for said, _, groups in statements_in(body.blocks, body.groups)
    ]
    assert [keys for _, keys in statements] == [["a"], []]
    assert [said.split()[0] for said, _ in statements] == ["Aa", "Be"]
