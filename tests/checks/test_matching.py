"""What may differ between a quotation and its source, and what may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.matching import is_quoted_from, places_of

LEASE = (
    "The port authority appears ready to lease two docks to the northern line. It could reopen "
    "the ferry by 2027, unless the strike goes on."
)
GROWTH = "Traffic grew by 2.5 per cent, to 3,400 ships; it wasn’t enough, they can’t go on."
NAMES = "The “hegemonic powers” — so the non-aligned members said — set a fee in a duty-free port."


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("appears ready to lease", LEASE),
        ("the port authority", LEASE),  # the case of the first letter
        ("The northern line", LEASE),
        ("to the northern line.", LEASE),  # a stop of the author's own
        ("appears ready,", LEASE),
        ("appears ready to lease two docks?", LEASE),  # or a sign of it
        ("The “hegemonic powers.”", NAMES),  # behind a mark of its own
        ("‘hegemonic powers,’", NAMES),
        ("members said—set a fee", NAMES),  # a dash with spaces or without
        ("costs of €3.5 million", "with costs of € 3.5 million a year"),
        ("rose by 5 per cent", "It rose by 5¹ per cent in 2024."),  # the mark of a note
        ("an area of 12 km²", "It has an area of 12 km² in all."),
        ("it emits CO₂", "Each year it emits CO2 and SO₂."),
        ("SO₄²⁻ and PM₂.₅", "It has SO₄²⁻ and PM2.5 in it."),
        ("an R² of 0.8", "It has an R² of 0.8."),
        ("a load of 10³ tonnes", "It is a load of 10³ tonnes."),
        ("a load of (1 + r)² tonnes", "It is a load of (1 + r)² tonnes."),
        ("appears ready … to the northern line", LEASE),
        ("appears ready [...] to the northern line", LEASE),
        ("appears ready . . . to the northern line", LEASE),
        ("… appears ready …", LEASE),
        ("appears ready to lease two docks…. It could reopen", LEASE),
        ("[It] appears ready", LEASE),
        ("The port authority [of the island] appears ready", LEASE),
        ("The [harbour] appears ready to lease two docks", LEASE),  # two words replaced
        ("leas[ing] two docks", LEASE),
        ("[i]t could reopen", LEASE),
        ("two docks to [T]he northern line", LEASE),
        ("two docks [sic] to the northern line", LEASE),
        ("northern line. It could reopen", LEASE),
        ("‘hegemonic powers’", NAMES),
        ('The "hegemonic powers" - so', NAMES),
        ("said -- set a fee", NAMES),
        ("hegemonic\u200b pow\u00aders", NAMES),
        ("2.5 per cent", GROWTH),
        ("3,400 ships", GROWTH),
        ("it wasn't enough", GROWTH),
        ("non-aligned members", NAMES),
        ("Cafe\u0301", "the Café de Paris"),
    ],
)
def test_a_quotation_may_differ_in_marks_and_at_its_edges(quotation, text):
    assert is_quoted_from(quotation, text)


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("appears willing to lease", LEASE),
        ("is ready to lease", LEASE),
        ("appears ready to lease three docks", LEASE),
        ("appears ready to lease docks", LEASE),  # dropped without a mark
        ("ready appears to lease", LEASE),  # moved
        ("appears very ready to lease", LEASE),
        ("could reopen The ferry", LEASE),  # case inside
        ("to the northern line … appears ready", LEASE),  # the parts in another order
        ("ort authority", LEASE),  # half a word
        ("the strike goes on and on", LEASE),
        ("[The port authority will sell the whole island to the] northern line", LEASE),
        ("The port [authority] by 2027", LEASE),  # one bracket over two sentences
        ("two docks [t]o the ferry", LEASE),
        ("port [t]wo docks", LEASE),  # a changed letter hides no words
        ("5 per cent", GROWTH),  # half of 2.5
        ("rose by 51 per cent", "It rose by 5¹ per cent in 2024."),
        ("some 106 ships", "It has some 10⁶ ships in all."),
        ("some 10⁶ ships", "It has some 106 ships in all."),
        ("some 10⁶ ships", "It has some 10⁵ ships in all."),
        ("a load of 10 tonnes", "It is a load of 10³ tonnes."),
        ("an R of 0.8", "It has an R² of 0.8."),
        ("the share x₂ of it", "It is the share x² of it."),
        ("the share x2 of it", "It is the share x² of it."),
        ("it has Ca⁺ in it", "So it has Ca²⁺ in it."),
        ("a load of PM₂", "It is a load of PM₂.₅ there."),
        ("a load of SO₄", "It is a load of SO₄²⁻ there."),
        ("a load of (1 + r) tonnes", "It is a load of (1 + r)² tonnes."),
        ("CO₂", "It emits CO."),
        ("3 million crowns", "Losses ran to 2–3 million crowns."),
        ("Losses ran to 2", "Losses ran to 2–3 million crowns."),
        ("grew by 2", GROWTH),
        ("to 3", GROWTH),
        ("400 ships", GROWTH),
        ("they can", GROWTH),
        ("aligned members", NAMES),
        ("in a duty", NAMES),
        ("[…]", LEASE),
        ("…", LEASE),
        ("", LEASE),
        ("[The line] [was] [sold]", LEASE),
    ],
)
def test_a_quotation_may_not_differ_in_its_words(quotation, text):
    assert not is_quoted_from(quotation, text)


def test_what_is_left_out_and_put_in_can_be_told():
    (found,) = places_of("The [harbour] appears ready … to the northern line", LEASE)

    gaps = [(gap.inserted, gap.left_out, found.text[gap.start : gap.end]) for gap in found.gaps]
    assert gaps == [
        ("harbour", "port authority", " port authority "),
        ("", "to lease two docks", " to lease two docks "),
    ]


WORDS = st.lists(st.sampled_from(["a", "b", "ab", "ba", "bab", "c"]), min_size=1, max_size=14)


@given(WORDS, st.data())
def test_any_row_of_words_of_a_text_is_quoted_from_it(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))

    assert is_quoted_from(" ".join(words[start:end]), " ".join(words))


@given(WORDS, st.data())
def test_a_row_of_words_without_its_middle_needs_an_ellipsis(words, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(words)), min_size=4, max_size=4)))
    before, after = words[cuts[0] : cuts[1]], words[cuts[2] : cuts[3]]
    quotation, text = " ".join([*before, "…", *after]), " ".join(words)

    assert is_quoted_from(quotation, text) or not (before or after)


@given(WORDS, WORDS)
def test_words_are_quoted_only_as_a_row_of_whole_words(quoted, words):
    rows = [words[i : i + len(quoted)] for i in range(len(words))]

    assert is_quoted_from(" ".join(quoted), " ".join(words)) == (quoted in rows)


@pytest.mark.parametrize(
    "quotation",
    [
        "a … " * 2_000 + "b",
        "a [x] " * 2_000 + "b",
        "[a] " * 5_000,
        "… " * 10_000,
        "a " * 10_000 + "b",
    ],
)
def test_a_long_quotation_comes_to_an_end(quotation):
    assert not is_quoted_from(quotation, "a " * 10_000)
