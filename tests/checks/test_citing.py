from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.citing import MOST, CitablePlace, places_to_cite
from generator.language.lexicon import lexicons
from tests.checking import HARBOUR, seed_of
from tests.conftest import examples

SEEDS = (seed_of("harbour", HARBOUR), seed_of("fish", ["Herring landings fell. Cod rose."]))


def found_in(text: str, seeds=SEEDS) -> tuple[CitablePlace, ...]:
    return places_to_cite(text, seeds, lexicons({}), "en")


def places(text: str) -> list[str]:
    return [found.citation for found in found_in(text) if found.near]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the ferry may be reopened in 2027", "[@harbour, ¶1 s2]"),
        ("Traffic: 3,400 ships", "[@harbour, ¶2 s2]"),
        ("smaller ports disagree about fees", "[@harbour, ¶3 s1]"),
        ("landings of herring", "[@fish, ¶1 s1]"),
    ],
)
def test_the_sentence_with_most_of_the_words_comes_first(text, place):
    assert places(text)[0] == place


def test_what_stands_there_word_for_word_comes_before_all_else():
    first, *_ = found_in('he said "it wasn\'t enough" of ships and docks')

    assert first.citation == "[@harbour, ¶2 s2]"
    assert first.exact


def test_where_nothing_comes_near_that_is_said():
    assert places("parliament rejected the amendment of the tax code") == []


def test_text_without_a_word_of_the_sources_finds_nothing():
    assert found_in("Xyzzy!") == ()
    assert found_in("") == ()
    assert found_in("the of and") == ()


def test_without_sources_nothing_is_found():
    assert found_in("the ferry", ()) == ()


def test_text_without_spaces_is_compared_by_its_characters():
    seeds = (seed_of("zh", ["两国签署了条约。", "渡轮没有开航。"]),)

    (first, *_) = found_in("签署条约", seeds)
    assert first.citation == "[@zh, ¶1 s1]"


def test_marks_cover_what_is_shared_and_what_is_quoted():
    (first, *_) = found_in('it "appears ready to" let docks')

    marked = [first.text[start:end] for start, end in first.marks]
    assert marked == ["appears ready to", "docks"]


@settings(max_examples=examples(80))
@given(text=st.text(max_size=200), source=st.text(min_size=1, max_size=300))
def test_any_text_can_be_looked_for_in_any_source(text, source):
    found = found_in(text, (seed_of("any", [source]),))

    assert len(found) <= MOST
    for each in found:
        ends = [0, *(place for mark in each.marks for place in mark), len(each.text)]
        assert ends == sorted(ends)
