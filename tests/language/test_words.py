from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.folding import UNSEEN, composed, digest, fold, is_worded, without_note_marks
from generator.language.sentences import sentences


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


# --- folding ----------------------------------------------------------------------------


def test_curly_and_straight_quotes_read_alike():
    assert (
        fold("Kim’s “hegemonic powers”, »Macht«, 「力」")
        == "Kim's 'hegemonic powers', 'Macht', '力'"
    )


def test_a_text_of_spaces_is_levelled_in_one_go():
    assert is_worded("so it seems", f"so{' ' * 200_000}it seems")


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("5¹ per cent", "5 per cent"),
        ("The ship² sailed.³", "The ship sailed."),
        ("Nobody asked why.¹,² Nobody", "Nobody asked why. Nobody"),
        ("the mills¹–³ of 2019⁴", "the mills of 2019"),
        ("¹ See the annex", " See the annex"),
        ("40₂ ships", "40 ships"),
        ("12 km² of CO₂ at 5 m s⁻¹", "12 km² of CO₂ at 5 m s⁻¹"),
        ("a farm of 5 km³⁴", "a farm of 5 km"),
        ("¹⁄₂ of it", "¹⁄₂ of it"),
        ("no marks at all, 51", "no marks at all, 51"),
    ],
)
def test_raised_numbers_are_marks_of_notes_but_not_powers_and_formulas(printed, words):
    assert without_note_marks(printed) == words


@given(st.text())
def test_every_other_character_stays_where_it_is(text):
    blanked = without_note_marks(text, keep_places=True)

    assert len(blanked) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, blanked, strict=True))


def test_every_dash_reads_as_a_hyphen():
    assert fold("powers — a – b − c ‑ d -- e") == "powers - a - b - c - d - e"


def test_what_cannot_be_seen_does_not_count():
    assert fold("co\u00adoper\u200bation\ufeff  now\n\there\u00a0") == "cooperation now here"


def test_case_is_kept_by_fold_and_ignored_by_digest():
    assert fold("The Summit") == "The Summit"
    assert digest("The  Summit’s") == digest("the summit's")
    assert digest("the summit") != digest("the summits")


def test_digests_stay_what_they_are():
    # Editions hold these on disk: another value would make every seed look changed.
    known = "eade62c149f05fdd7c9a6bf30d0d18160919006af06590ff32b1bdecf0d40680"

    assert digest("North Korea’s “need”") == known


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_letters_read_alike(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(alphabet="ab \"'`-\n"), st.text(alphabet="é“—\u200b"))
def test_the_short_way_for_ascii_gives_what_the_long_way_gives(plain, other):
    assert fold(plain + "é").removesuffix("é").rstrip() == fold(plain)


LETTERS = st.one_of(
    st.characters(codec="utf-8"),
    st.characters(codec="utf-8", categories=["Mn", "Mc", "Me", "Cf", "Lo", "Sk"]),
    st.sampled_from("ae\u0301\u0308\u0327\u0f71\u0f73\u1100\u1161\u11a8\u200b\ufe0f"),
)


@given(st.text(LETTERS))
def test_every_letter_of_a_composed_text_knows_where_it_began(text):
    letters, places = composed(text)

    assert len(places) == len(letters) + 1
    assert places[-1] == len(text)
    assert all(one <= other for one, other in itertools.pairwise(places))
    for letter, start, end in zip(letters, places, places[1:], strict=False):
        assert start == end or letter in composed(text[start:end])[0]


@given(st.text(LETTERS))
def test_a_composed_text_is_the_text_in_nfc_without_what_cannot_be_seen(text):
    letters, _ = composed(text)

    assert letters == unicodedata.normalize("NFC", UNSEEN.sub("", text))


# --- sentences --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parts",
    [
        ["It rose by 3.5 per cent.", "Then it fell!", "Why?", "Nobody knows"],
        ["Dr. Kim met Gen. J. A. Smith Jr. in St. Petersburg.", "He left at noon."],
        ["The U.S. Navy came.", "It stayed in the U.S.", "The law allows it."],
        ["See No. 5, Art. 3 and pp. 2–4 of vol. II.", "He said no.", "She agreed."],
        ["He asked: “What now?”", "“Nothing.”", "They left (so it was said.)", "It rained."],
        ["“What now?” he asked.", "“Go!” she said."],
        ["It was late… and dark.", "They waited...", "Then it came."],
        ["Arms, fuel ... Russia has both.", "That is all [...] Moscow said."],
        ["The treaty holds.[3]", "It binds both.²", "It ends in 2030."],
        ["1. The Parties shall meet.", "(a) They shall not vote."],
        ["Costs, e.g. fuel, i.e. diesel, rose vs. 2020, etc.", "Wages did not."],
        ["Am 19. Juni kam Dr. Roth, z. B. mit Nr. 5.", "Es war das 20. Jahrhundert.", "Gut."],
        ["»Nein.«", "Dann ging er.", "„Ja.“", "Nun."],
        ["В 2023 г. Россия, т.е. Москва, и А. С. Пушкин.", "Это так."],
        ["« Oui. »", "Il part.", "M. Roux reste."],
        ["북한은 위성을 원한다.", "러시아는 돕는다."],
        ["我来了。", "「你呢？」", "他走了。"],
        ["هل جاء؟", "نعم."],
    ],
    ids=lambda parts: parts[0][:24],
)
def test_sentences_end_where_a_reader_would_end_them(parts):
    joiner = "" if parts[0].endswith("。") else " "

    assert texts(joiner.join(parts)) == parts


@pytest.mark.parametrize(
    "left_out",
    ["It waited . . . It sailed.", "It waited. . . . It sailed.", "It waited. . It sailed."],
)
def test_stops_with_blanks_between_leave_words_out_and_end_nothing(left_out):
    assert texts(left_out) == [left_out]


def test_a_blank_line_ends_a_sentence():
    assert texts("Heading\n\nThe body. More\nof it.") == ["Heading", "The body.", "More\nof it."]


@pytest.mark.parametrize("text", ["", "  \n ", "\u00a0"])
def test_nothing_has_no_sentences(text):
    assert sentences(text) == ()


@given(st.text(alphabet=st.sampled_from("aA.!?…。 \n\"'”»)[1]é-,:;")) | st.text())
def test_sentences_hold_every_character_but_space_in_order(text):
    found = sentences(text)
    gaps = zip([0, *(s.end for s in found)], [*(s.start for s in found), len(text)], strict=True)

    assert all(text[s.start : s.end] == s.text for s in found)
    assert all(s.text == s.text.strip() and s.text for s in found)
    assert all(not text[start:end].strip() for start, end in gaps)
