"""Words divide where the patterns of their language divide them."""

from __future__ import annotations

import pyphen
import pytest

from generator.typesetting.opportunities import division_points

WORDS = {
    "en-GB": "cooperation counterweight hyphenation increasingly international symbolism treaty",
    "en-US": "cooperation counterweight hyphenation increasingly international symbolism treaty",
    "de-DE": "Zusammenarbeit Versicherung Donaudampfschifffahrt Übereinkommen international",
    "fr": "coopération renseignement international symbolique équilibre",
    "ru-RU": "международный сотрудничество вооружение",
    "el": "συνεργασία διεθνής εξοπλισμός",
}


@pytest.mark.parametrize("language", WORDS)
def test_words_divide_where_pyphen_divides_them(language):
    theirs = pyphen.Pyphen(lang=language.replace("-", "_"), left=2, right=3)

    for word in WORDS[language].split():
        expected = tuple(int(point) for point in theirs.positions(word))
        assert division_points(word, language) == expected, word


@pytest.mark.parametrize("word", ["", "a", "four", "R2-D2", "e.g.", "12345"])
def test_short_words_and_what_is_not_a_word_stay_whole(word):
    assert division_points(word, "en-GB") == ()


@pytest.mark.parametrize("language", ["", "zz", "tlh-XX"])
def test_a_language_without_patterns_divides_nothing(language):
    assert division_points("cooperation", language) == ()
