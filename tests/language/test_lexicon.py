"""Word lists: what an entry may be, and how words lose their endings."""

from __future__ import annotations

import pytest

from generator.language.lexicon import entries, lexicon_of, lexicons, primary

ENGLISH = lexicon_of("en")


def test_entries_are_divided_by_commas_and_lines():
    assert entries(" rise,  fall \n\n grow up , ") == ["rise", "fall", "grow up"]


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("ships", "ship"),
        ("shipping", "ship"),
        ("planned", "plan"),
        ("exported", "exports"),
        ("economic", "economy"),
        ("went", "go"),
    ],
)
def test_forms_of_a_word_have_one_stem(word, other):
    assert ENGLISH.stem(word) == ENGLISH.stem(other)


@pytest.mark.parametrize(
    ("word", "other"), [("port", "sport"), ("trade", "tribe"), ("was", "wash")]
)
def test_other_words_have_other_stems(word, other):
    assert ENGLISH.stem(word) != ENGLISH.stem(other)


@pytest.mark.parametrize("word", ["2024", "45s", "g7", "3rd"])
def test_a_word_with_a_digit_is_its_own_stem(word):
    assert ENGLISH.stem(word) == word


@pytest.mark.parametrize("word", ["is", "as", "all", "see", "add"])
def test_a_short_word_keeps_its_letters(word):
    assert len(ENGLISH.stem(word)) >= 2


def test_a_doubled_letter_goes_only_where_enough_of_the_word_is_left():
    assert ENGLISH.stem("stopped") == "stop"
    assert ENGLISH.stem("all") == "all"


def test_a_phrase_is_found_where_all_its_words_stand():
    negators = ENGLISH.phrases("negators")
    words = ["it", "is", "no", "longer", "open"]
    longest = max((phrase for few in negators.phrases.values() for phrase in few), key=len)

    assert negators.at([*longest, "x"], 0) == len(longest)
    assert negators.at([*longest[:-1], "x"], 0) < len(longest)
    assert negators.at(words, 0) == 0


def test_a_star_lets_a_word_end_as_it_will():
    starred = next(
        phrases for name in ENGLISH.lists if (phrases := ENGLISH.phrases(name)).beginnings
    )
    beginning = min(starred.beginnings)

    assert f"{beginning}xyz" in starred
    assert beginning[:1] not in starred


@pytest.mark.parametrize(
    ("tag", "language"), [("en-GB", "en"), ("FR", "fr"), ("zh_Hant_TW", "zh"), ("de", "de")]
)
def test_the_first_part_of_a_tag_is_the_language(tag, language):
    assert primary(tag) == language


@pytest.mark.parametrize("language", ["xx", "../en", "", "e1"])
def test_a_language_without_a_file_has_no_lexicon(language):
    assert lexicon_of(language) is None


def test_where_there_is_none_words_are_known_by_what_holds_in_any_language():
    house = lexicons({})

    assert house.known("xx") is None
    assert house.of("xx").stem("word") == "word"
    assert house.of("en-GB").stem("words") == "word"
