"""Which marks enclose a quotation, and which are apostrophes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.briefs.quotations import quoted
from generator.language.marks import MARKS, closing_of


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
    assert [mark.start for mark in quoted(text)[1]] == list(places)
    assert quoted(text)[0] == ()


# Letters alone seldom make a quotation.
PARTS = ("“a b”", "‘a’", "«a»", '"', "'", "„", "“", "”", "’", "‚", " ", " ", "s", "5", "b.", "a")


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
def test_quotations_lie_side_by_side_and_enclose_their_words(text):
    found, _ = quoted(text)

    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(q.text in text[q.start : q.end] for q in found)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        *("“”", "„“", "„”", "‟”", "«»", "»«", "»»", "‹›", "››", "‘’", "‚‘", "‚’", "’’", "‛’", "❝❞"),
        *(
            "❛❜",
            "🙶🙷",
            "🙸🙶",
            "「」",
            "『』",
            "｢｣",
            "﹁﹂",
            "﹃﹄",
            "《》",
            "〈〉",
            "〝〞",
            "〝〟",
            "＂＂",
        ),
        *("⸂⸃", "⸄⸅", "⸉⸊", "⸌⸍", "⸜⸝", "⸠⸡", "❮❯", "⹂”", "″″", "′′", "ʺʺ", "´´", "`´", "`'", "``"),
        *(("''", "''"), ("``", "''"), (",,", "''"), ("‚‚", "‘‘"), ("′′", "′′"), ("<<", ">>")),
    ],
)
@pytest.mark.parametrize("form", ["It {}so it is{} now.", "It {} so it is {} now.", "{}so it is{}"])
def test_every_pair_of_marks_is_read(form, opening, closing):
    found, lone = quoted(form.format(opening, closing))

    assert [one.text for one in found] == ["so it is"]
    assert lone == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It says,'a quay' there", ["a quay"]),
        ("It says:‘44,000 men crossed’", ["44,000 men crossed"]),
        ("some '80 per cent of ships' crossed", ["80 per cent of ships"]),
        ("in '14 they said 'no' to it", ["no"]),
        ("the '90s and the states' docks, 'so be it'", ["so be it"]),
        ("‘the ’90s were hard’", ["the ’90s were hard"]),
        ('5" and 7" planks, "so it is"', ["so it is"]),
        ('at 51°30\'12" N and "so it is"', ["so it is"]),
        ("l’accord est « le plus facile »", ["le plus facile"]),
        ("d'abord 'le quai' d'en face", ["le quai"]),
    ],
)
def test_a_quotation_is_told_from_apostrophes_and_measures(text, words):
    found, lone = quoted(text)

    assert [one.text for one in found] == words
    assert lone == ()


@pytest.mark.parametrize(
    "text",
    [
        "in the '90s the masters' quay, tho' small, was goin' well",
        "Hawaiʻi and Qur’an and Marx' works and the boss's",
        "the class of '98, '24/25 and ’tis so",
        "A 6'2\" rod at 51°30' N, 5’ long",
    ],
)
def test_honest_apostrophes_are_left_alone(text):
    assert quoted(text) == ((), ())


@pytest.mark.parametrize(
    ("text", "start", "certain"),
    [
        ("He said 'the quay is ours, and so it stays.", 8, True),
        ("It is said 《the quay is ours.", 11, True),
        ("It was 2024” and so on", 11, True),
        ("The report says'a growing naval trade' there", 37, False),
    ],
)
def test_a_mark_that_lacks_its_partner_is_told_with_how_sure_that_is(text, start, certain):
    found, lone = quoted(text)

    assert found == ()
    assert [(mark.start, mark.certain) for mark in lone] == [(start, certain)]


def test_a_stretch_that_is_apart_quotes_nobody():
    text = 'The "Hook" is "old".'

    assert [one.text for one in quoted(text, [(4, 10)])[0]] == ["old"]


def test_a_quotation_that_goes_on_ends_with_its_paragraph():
    found, lone = quoted("He said: “The quay is ours. It stays so.", goes_on=True)

    assert [one.text for one in found] == ["The quay is ours. It stays so."]
    assert lone == ()


@given(st.text("".join(sorted(MARKS)) + " ab5.,s", max_size=30))
def test_no_row_of_marks_is_too_much(text):
    _, lone = quoted(text)

    assert all(text[mark.start] in MARKS | {"<", ">", ","} for mark in lone)


def test_what_closes_a_mark_is_typed_as_people_do():
    assert [closing_of(mark) for mark in '“„«»‘「"'] == list('”“»«’」"')
