"""Words of likelihood and of confidence."""

from __future__ import annotations

import pytest

from generator.language.scales import (
    LANGUAGES_OF_LIKELIHOOD,
    SCALES,
    confidence_at_head,
    confidence_in,
    confidence_words,
    scale_of,
)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Judgement · likely · low confidence So it goes on.", "low"),
        ("Judgement · likely · High\nconfidence So it goes on.", "high"),
        ("Judgement · likely So it goes on.", None),
        ("Reported The author has high confidence in it.", None),
    ],
)
def test_the_confidence_that_a_key_point_begins_with_is_read_there_alone(text, level):
    assert confidence_at_head(text) == level


@pytest.mark.parametrize("language", LANGUAGES_OF_LIKELIHOOD)
@pytest.mark.parametrize("name", SCALES)
def test_a_scale_has_its_bands_in_each_language(name, language):
    scale = scale_of(name, language)

    assert [band.range for band in scale.bands] == [band.range for band in SCALES[name].bands]
    terms = [term for band in scale.bands for term in band.terms]
    assert len(terms) == len({*terms}), "a term stands in two bands"
    for band in scale.bands:
        for term, word in band.terms.items():
            assert scale.term_in(f"— {term.capitalize()}.") == word
            assert scale.band_of(term) == band


def test_seven_languages_have_words_of_likelihood_and_of_confidence():
    assert LANGUAGES_OF_LIKELIHOOD == ("en", "de", "es", "fr", "ko", "ru", "uk")
    for language in LANGUAGES_OF_LIKELIHOOD:
        levels = list(dict.fromkeys(confidence_words(language).values()))
        assert levels == ["low", "moderate", "high"]


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("fr-FR", "Ces ventes sont très probables d’ici 2027.", "très probable"),
        ("de", "Das ist sehr unwahrscheinlich.", "sehr unwahrscheinlich"),
        ("ru", "Поставки маловероятны.", "маловероятно"),
        ("uk", "Це ймовірно.", "імовірно"),
        ("ko", "계속할 가능성이 높다.", "가능성이 높음"),
        ("pt", "This is likely.", "likely"),
    ],
)
def test_a_judgement_is_weighed_in_the_words_of_its_language(language, text, word):
    assert scale_of("icd203", language).term_in(text) == word


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Low confidence: one source.", ("low", "one source.")),
        ("en", "Some confidence: one source.", (None, "one source.")),
        ("fr", "Confiance faible : une seule source.", ("low", "une seule source.")),
        ("fr", "Low confidence: une seule source.", (None, "une seule source.")),
        ("", "Hohe Gewissheit: zwei Quellen.", ("high", "zwei Quellen.")),
        ("ko", "낮은 확신: 출처가 하나다.", ("low", "출처가 하나다.")),
    ],
)
def test_confidence_is_said_in_the_words_of_the_language(language, text, found):
    assert confidence_in(text, language) == found
