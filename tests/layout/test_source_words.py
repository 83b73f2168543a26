"""The annex cuts the words of a source wherever the notes that rest on them change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.document import SourceWords, Text
from generator.document.walking import plain_text
from generator.language.sentences import sentences
from generator.layout.source_words import RestingNote, excerpted_words, source_words
from generator.layout.typography import place_when_typographic, typographic

TEXT = 'The quay is "old" -- and... small. Ships come at night. It\'s paid for.'
ONE, TWO, THREE = sentences(TEXT)


def test_a_sentence_that_is_quoted_is_cut_at_the_words_that_are_quoted():
    start = TEXT.index("small")

    found = tuple(source_words(TEXT, [(ONE, [RestingNote(4, ((start, start + 5),))])]))

    assert found == (
        SourceWords((Text("The quay is “old” – and… "),), (4,)),
        SourceWords((Text("small"),), (4,), (4,)),
        SourceWords((Text("."),), (4,)),
        Text(" Ships come at night. It’s paid for."),
    )


def test_words_that_two_notes_quote_name_both_of_them():
    notes = [RestingNote(2, ((0, 5),)), RestingNote(3, ((0, 10),))]

    found = tuple(excerpted_words([(ONE, ()), (TWO, notes), (THREE, ())]))

    assert found == (
        Text("[…] "),
        SourceWords((Text("Ships"),), (2, 3), (2, 3)),
        SourceWords((Text(" come"),), (2, 3), (3,)),
        SourceWords((Text(" at night."),), (2, 3)),
        Text(" […]"),
    )


@given(st.text("ab.\"'- "), st.data())
def test_no_word_of_a_paragraph_is_lost_wherever_it_is_cut(text, data):
    rested = []
    for sentence in sentences(text):
        places = sorted(data.draw(st.lists(st.integers(0, len(sentence.text)), max_size=4)))
        pairs = tuple(zip(places[::2], places[1::2], strict=False))
        rested.append((sentence, [RestingNote(1, pairs)] if data.draw(st.booleans()) else ()))

    assert plain_text(tuple(source_words(text, rested))) == typographic(text)


@given(st.text("ab.\"'- "))
def test_a_place_in_a_text_is_the_one_behind_as_many_words_once_it_is_typographic(text):
    ends = [place_when_typographic(text, place) for place in range(len(text) + 1)]

    assert ends == sorted(ends)
    assert (ends[0], ends[-1]) == (0, len(typographic(text)))
