"""Which marks enclose a quotation, and which are apostrophes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.briefs.quotations import quoted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('a "b c" d', ["b c"]),
        ("“b c” and “d”", ["b c", "d"]),
        ('"as “hegemonic powers” said" x', ["as “hegemonic powers” said"]),
        ('"a "b" c" d', ['a "b" c']),
        ("‘a “b c” d’ e", ["a “b c” d"]),
        ("“a ‘b’ c”", ["a ‘b’ c"]),
        ("'finds Russia's orbit' x", ["finds Russia's orbit"]),
        ("‘it’s fine’ he said", ["it’s fine"]),
        ("'the states' rights are' y", ["the states' rights are"]),
        ("'A b', said the states'", ["A b"]),
        ("»x y« and «z»", ["x y", "z"]),
        ("« a b », c", ["a b"]),
        ("„x y“ z", ["x y"]),
        ("”x y” z", ["x y"]),
        ("“x“ y", ["x"]),
        ('“x" y', ["x"]),
        ("「한국 말」", ["한국 말"]),
        ("''x y'' z", ["x y"]),
        ('(“x”) and "it is clear." The', ["x", "it is clear."]),
        ('\'tis "alt b" d', ["alt b"]),
        ('He said:"x y";"z"', ["x y", "z"]),
        ("'2024 was hard' x", ["2024 was hard"]),
        ("‘1,200 men’ and '[t]he end'", ["1,200 men", "[t]he end"]),
    ],
)
def test_a_quotation_ends_where_a_reader_would_end_it(text, words):
    found, unpaired = quoted(text)

    assert [quotation.text for quotation in found] == words
    assert unpaired == ()


@pytest.mark.parametrize(
    "text", ["rock 'n' roll", "the states' rights", "the '90s", "‘tis so", '5" pipe', "don't", '""']
)
def test_an_apostrophe_or_a_measure_opens_nothing(text):
    assert quoted(text) == ((), ())


@pytest.mark.parametrize(
    ("text", "places"), [('a "b', (2,)), ("“b", (0,)), ("b”", (1,)), ("«a", (0,)), ('x" y', (1,))]
)
def test_a_mark_without_a_partner_is_told(text, places):
    assert quoted(text) == ((), places)


@given(st.text("\"'“”‘’„«»‚ abs5.", max_size=40))
def test_quotations_lie_side_by_side_and_enclose_their_words(text):
    found, _ = quoted(text)

    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(q.text in text[q.start : q.end] for q in found)
