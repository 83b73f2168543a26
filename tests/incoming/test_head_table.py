"""What somebody fills in beside the names of values, in the table at the head of a form."""

from __future__ import annotations

import pytest

from generator.incoming.head_table import head_table, with_head_as
from tests.incoming.word_files import cell, p, r, row, table, texts, word

NAMES = {"Title": "title", "Cut-off date": "cutoff", "Topics": "topics", "Sources": "seeds"}


def filled(*rows: tuple[str, str]) -> str:
    return table(*(row(cell(p(r(name))), cell(value), cell(p(r("help")))) for name, value in rows))


HEAD = filled(
    ("About the brief", p(r("Yours"))),
    ("Title", p(r("The fer"), r("ry"))),
    ("Cut-off  date", p()),
    ("Topics", p(r("ports")) + p() + p(r("ferries"))),
)


def test_the_words_beside_each_name_are_its_value_each_paragraph_a_line():
    head = head_table(word(p(r("A form")) + HEAD), NAMES)

    assert head.values == {"title": "The ferry", "cutoff": "", "topics": "ports\nferries"}


@pytest.mark.parametrize(
    "body",
    [
        p(r("Title")) + p(r("Topics")),
        filled(("Title", p(r("a"))), ("Topics", p(r("b")))),
        filled(("Port", p(r("Title"))), ("Quay", p(r("Topics"))), ("Dock", p(r("Sources")))),
        table(*(row(cell(p(r(name)))) for name in NAMES)),
    ],
)
def test_no_other_table_is_taken_for_one(body):
    assert head_table(word(body), NAMES) is None


def test_a_file_with_other_values_in_its_table_has_the_same_paragraphs():
    file = word(HEAD + p(r("It sails.")))
    head = head_table(file, NAMES)

    other = with_head_as(file, head, {"title": "The quay", "cutoff": "soon"})

    assert texts(other) == [
        *("About the brief", "Yours", "help", "Title", "The quay", "help"),
        *("Cut-off  date", "soon", "help", "Topics", "", "", "", "help", "It sails."),
    ]
    assert [one.cell for one in other.paragraphs] == [one.cell for one in file.paragraphs]
