"""Words of likelihood and of confidence, from the published standards.

Those in other languages than English are our own: no standard has them. A file a language, in
`likelihoods/`.

Sources: ICD 203 (2015), D.6.e(2)(a); the UK Professional Head of Intelligence Assessment's
probability yardstick (PHIA, 2019). The gaps between PHIA's bands are intended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from generator.language.lexicon import primary, tables_of_language

Confidence = Literal["low", "moderate", "high"]


class Band(Struct, frozen=True):
    """Words that mean the same likelihood, the first to be shown; per cent, ends included.

    `forms` are further forms of these words, in small letters, each with the word that it is of.
    If it is `open_above`, `high` does not belong to it.
    """

    words: tuple[str, ...]
    low: int
    high: int
    open_above: bool = False
    forms: Mapping[str, str] = {}

    @property
    def range(self) -> str:
        """The band as it is printed: "40–<50"."""
        return f"{self.low}–{'<' if self.open_above else ''}{self.high}"

    @property
    def terms(self) -> Mapping[str, str]:
        """All that says this likelihood, in small letters, and the word that it stands for."""
        return {**{word.lower(): word for word in self.words}, **self.forms}

    def has(self, percent: float) -> bool:
        return self.low <= percent <= self.high and not (self.open_above and percent == self.high)


class Scale(Struct, frozen=True, dict=True):  # a dict, for its terms
    name: str
    bands: tuple[Band, ...]

    @cached_property
    def terms(self) -> Mapping[str, str]:
        """All terms in small letters, and the word that each stands for."""
        return {term: word for band in self.bands for term, word in band.terms.items()}

    def term_in(self, text: str) -> str | None:
        """The word of the scale that a text uses; the longest if several fit."""
        found = next(self.terms_in(text), None)
        return self.terms[found[0].lower()] if found else None

    def terms_in(self, text: str) -> Iterator[re.Match[str]]:
        """The scale's terms in a text, in order; at each place the longest that fits."""
        low = text.lower()  # to ask for each term is quicker than to search for all of them
        return (
            self._term_pattern.finditer(text)
            if any(map(low.__contains__, self.terms))
            else iter(())
        )

    @cached_property
    def _term_pattern(self) -> re.Pattern[str]:
        pattern = "|".join(re.escape(term) for term in sorted(self.terms, key=len, reverse=True))
        return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)

    def band_of(self, term: str) -> Band:
        """The band of a term of this scale, in small letters."""
        return next(band for band in self.bands if term in band.terms)


SCALES: Mapping[str, Scale] = {
    "icd203": Scale(
        "ICD 203",
        (
            Band(("almost no chance", "remote"), 1, 5),
            Band(("very unlikely", "highly improbable"), 5, 20),
            Band(("unlikely", "improbable"), 20, 45),
            Band(("roughly even chance", "roughly even odds"), 45, 55),
            Band(("likely", "probable", "probably"), 55, 80),
            Band(("very likely", "highly probable"), 80, 95),
            Band(("almost certain", "almost certainly", "nearly certain"), 95, 99),
        ),
    ),
    "phia": Scale(
        "PHIA probability yardstick",
        (
            Band(("remote chance",), 0, 5),
            Band(("highly unlikely",), 10, 20),
            Band(("unlikely",), 25, 35),
            Band(("realistic possibility",), 40, 50, open_above=True),
            Band(("likely", "probable"), 55, 75),
            Band(("highly likely",), 80, 90),
            Band(("almost certain",), 95, 100),
        ),
    ),
}


# --- in other languages -----------------------------------------------------------------

_FOLDER = Path(__file__).with_name("likelihoods")
_ENGLISH = "en"


@lru_cache(maxsize=32)
def scale_of(name: str, language: str) -> Scale:
    """A scale in the words of a language, by its tag: in English where we have none of it.

    Raises KeyError for a scale that is not known.
    """
    english = SCALES[name]
    said = _words_of(primary(language))
    if not said:
        return english
    rows = zip(english.bands, said[name], strict=True)
    return replace(english, bands=tuple(_worded(band, row) for band, row in rows))


def scales_of(language: str) -> tuple[Scale, ...]:
    """All scales in the words of a language."""
    return tuple(scale_of(name, language) for name in SCALES)


def _worded(band: Band, row: str) -> Band:
    """A band with other words: "probable (probables), probablement"."""
    words, forms = [], {}
    for word, bracketed in re.findall(_WORD, row):
        words.append(word)
        forms.update(dict.fromkeys(bracketed.lower().split("/") if bracketed else (), word))
    return replace(band, words=tuple(words), forms=forms)


_WORD = r"([^,()]+?)(?: \(([^)]*)\))?(?:, |$)"


@lru_cache(maxsize=16)
def _words_of(language: str) -> Mapping[str, Any]:
    """The words that we have in a primary language; nothing in English, whose words are above."""
    return tables_of_language(_FOLDER, language) or {}


LANGUAGES_OF_LIKELIHOOD = (_ENGLISH, *sorted(path.stem for path in _FOLDER.glob("*.toml")))
"""The languages that have words of likelihood and of confidence."""


# --- confidence -------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _confidence_said(language: str) -> Mapping[Confidence, tuple[str, ...]]:
    """The words for each level in a language, as it writes them; the first of each to show."""
    said = _words_of(primary(language)).get("confidence")
    if said is None:
        return {level: (f"{level} confidence",) for level in get_args(Confidence)}
    return {level: tuple(words.split(", ")) for level, words in said.items()}


@lru_cache(maxsize=16)
def confidence_words(language: str) -> Mapping[str, Confidence]:
    """The words of confidence in a language, in small letters."""
    said = _confidence_said(language).items()
    return {word.lower(): level for level, words in said for word in words}


def shown_confidence(level: Confidence, language: str) -> str:
    """The words to show for a level inside a sentence: "low confidence", "geringe Gewissheit"."""
    return _confidence_said(language)[level][0]


@lru_cache(maxsize=1)
def _every_confidence() -> Mapping[str, Confidence]:
    """The words of confidence in all languages."""
    each = (confidence_words(language) for language in LANGUAGES_OF_LIKELIHOOD)
    return {word: level for words in each for word, level in words.items()}


_BEHIND = r"(?!\w)(?:[\s.:,;-]++|[–—]++)*(.*)"
_OF_NO_LEVEL = rf"(?is)\s*\w+ confidence{_BEHIND}"


def confidence_in(text: str, language: str = "") -> tuple[Confidence | None, str]:
    """Confidence and its basis from "Low confidence: one undated source.".

    In the words of a language, else of any that we know.
    """
    words = confidence_words(language) if language else _every_confidence()
    found = _confidence_at_start(tuple(words)).match(text)
    if found:
        return words[" ".join(found[1].lower().split())], found[2].strip()
    unknown = re.match(_OF_NO_LEVEL, text)
    return None, unknown[1].strip() if unknown else text


@lru_cache(maxsize=16)
def _confidence_at_start(words: tuple[str, ...]) -> re.Pattern[str]:
    spaced = (re.escape(word).replace("\\ ", r"\s+") for word in words)
    return re.compile(rf"\s*({'|'.join(spaced)}){_BEHIND}", re.IGNORECASE | re.DOTALL)


def confidence_at_head(text: str) -> Confidence | None:
    """The confidence among what a key point begins with: "Judgement · likely · low confidence"."""
    words = _every_confidence()
    return next((words[found[1].lower()] for found in _at_head().finditer(_joined(text))), None)


def _joined(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=1)
def _at_head() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _every_confidence()))
    return re.compile(rf"· ({words})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def every_likelihood() -> str:
    """A pattern of the terms of all scales in all languages."""
    scales = (scale for tag in LANGUAGES_OF_LIKELIHOOD for scale in scales_of(tag))
    terms = {term for scale in scales for term in scale.terms}
    return "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))


@lru_cache(maxsize=1)
def every_confidence() -> str:
    """A pattern of the words of confidence in all languages."""
    return "|".join(map(re.escape, _every_confidence()))
