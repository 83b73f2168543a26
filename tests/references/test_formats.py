"""What a note prints of an item comes in and goes out whole, in each format."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config.files import LIBRARY_SUFFIXES
from generator.references import REFERENCE_FORMATS
from generator.references.item import LibraryItem, PersonName, values_of_record
from tests.references.items import ZOTERO

FORMATS = tuple(REFERENCE_FORMATS)


def read(name: str, text: str):
    """What the entries of a text say."""
    chosen = REFERENCE_FORMATS[name]
    return [chosen.item_of(entry) for entry in chosen.entries_in(text, "library")]


def test_the_files_of_each_format_are_watched():
    assert {known.suffix for known in REFERENCE_FORMATS.values()} == set(LIBRARY_SUFFIXES)


@pytest.mark.parametrize("name", FORMATS)
def test_twenty_items_of_zotero_lose_nothing_that_a_note_prints(name):
    items = [found.item for found in read("csl-json", json.dumps(ZOTERO))]

    again = read(name, REFERENCE_FORMATS[name].text_of(items))

    assert len(items) == 20
    assert [(found.faults, found.unread) for found in again] == [((), ())] * 20
    assert [found.item.key for found in again] == [item.key for item in items]
    assert [values_of_record(found.item) for found in again] == [
        values_of_record(item) for item in items
    ]


def test_what_a_note_prints_of_an_item_is_in_the_order_of_a_reference():
    found = {it.item.key: values_of_record(it.item) for it in read("csl-json", json.dumps(ZOTERO))}

    assert found["lindqvist2024"] == {
        "title": "Harbours under force majeure: who pays?",
        "author": "Anna Lindqvist, Jan van der Meer",
        "publisher": "Journal of Island Trade 12(3)",
        "date": "2024-03-28",
        "url": "https://doi.org/10.5555/jit.12.3_211",
        "accessed": "2026-11-25",
    }
    board = "Harbour Board, Finance & Works"
    assert found["board2023"]["author"] == ""  # named once
    assert found["board2023"]["publisher"] == f"{board}, Annual report HB/2023/7"
    assert found["price2019"]["author"] == "Måns Berg, Ines Roy"
    assert found["okafor2019"]["publisher"] == "The Price of Water, Quay Press"
    assert found["act1921"]["publisher"] == "Statute Book 4, Island Assembly, c. 21"
    assert found["depth-paper"]["date"] == "2018-06/2018-07"


LINE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=30)
WORDS = LINE.map(lambda words: " ".join(words.split()))
LETTERS = st.text("ABÄÉÇŁabcdeéøß -.’", min_size=1, max_size=15)
NAME = LETTERS.map(lambda words: " ".join(words.split())).filter(
    lambda words: any(map(str.isalpha, words))
)
PERSONS = st.builds(PersonName, literal=NAME) | st.builds(PersonName, family=NAME, given=NAME)
ITEMS = st.builds(
    LibraryItem,
    key=st.just("k1"),
    type=st.sampled_from(["book", "article-journal", "webpage", "report", "legal_case"]),
    title=WORDS.filter(bool),
    author=st.lists(PERSONS, max_size=3).map(tuple),
    container_title=WORDS,
    publisher=WORDS,
    volume=WORDS,
    issue=WORDS,
    number=WORDS,
    genre=WORDS,
    issued=st.sampled_from(["", "2024", "2024-03", "2024-03-05", "2020-01/2021"]),
)


@pytest.mark.parametrize("name", FORMATS)
@given(ITEMS)
def test_any_words_that_are_written_are_read_as_the_same(name, item):
    (found,) = read(name, REFERENCE_FORMATS[name].text_of([item]))

    assert found.faults == ()
    assert values_of_record(found.item) == values_of_record(item)
