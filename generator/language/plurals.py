"""The forms that a language has by the number of things: "1 page", "2 pages".

Source: CLDR 45, the cardinal and the ordinal rules (Unicode Technical Standard 35, part 3), as far
as they are of whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.language.lexicon import primary

_Rule = Callable[[int], str]

PLURAL_FORMS = ("one", "two", "few", "many", "other")
"""The names of all forms."""


def plural_forms(language: str) -> tuple[str, ...]:
    """The forms that whole numbers need in a language, by its tag, as CLDR names them."""
    return _rules(language)[0]


def plural_form(number: int, language: str) -> str:
    """The form of a number: "few" of 2 in Russian, "other" in English."""
    return _rules(language)[1](number)


def _ordinal_forms(language: str) -> tuple[str, ...]:
    """The forms that a number needs in a language as the number of one thing in a row."""
    return _ORDINALS.get(primary(language), _WITHOUT)[0]


def _ordinal_form(number: int, language: str) -> str:
    """The form of a number in a row: "two" of 22 in English, as in 22nd."""
    return _ORDINALS.get(primary(language), _WITHOUT)[1](number)


def _english_ordinal(number: int) -> str:
    is_regular = number % 100 // 10 == 1
    return "other" if is_regular else {1: "one", 2: "two", 3: "few"}.get(number % 10, "other")


def _east_slavic(number: int) -> str:
    ones, tens = number % 10, number % 100
    if ones == 1 and tens != 11:
        return "one"
    return "few" if 2 <= ones <= 4 and not 12 <= tens <= 14 else "many"


def _polish(number: int) -> str:
    form = _east_slavic(number)
    return form if form != "one" or number == 1 else "many"


def _czech(number: int) -> str:
    return "one" if number == 1 else "few" if 2 <= number <= 4 else "other"


def _from_two(number: int) -> str:
    return "one" if number < 2 else "other"


def _of_one(number: int) -> str:
    return "one" if number == 1 else "other"


_Rules = tuple[tuple[str, ...], _Rule]

FORMS_BY: Mapping[str, tuple[Callable[[str], tuple[str, ...]], Callable[[int, str], str]]] = {
    "count": (plural_forms, plural_form),
    "nth": (_ordinal_forms, _ordinal_form),
}
"""The fields of words that have forms by a number: which a language needs, and the one to take."""

_WITHOUT: _Rules = (("other",), lambda _: "other")
_USUAL: _Rules = (("one", "other"), _of_one)
_RULES: Mapping[str, _Rules] = {
    **dict.fromkeys(("id", "ja", "ko", "lo", "ms", "my", "th", "vi", "yue", "zh"), _WITHOUT),
    **dict.fromkeys(("be", "ru", "uk"), (("one", "few", "many"), _east_slavic)),
    **dict.fromkeys(("cs", "sk"), (("one", "few", "other"), _czech)),
    **dict.fromkeys(("fr", "hy", "pt"), (("one", "other"), _from_two)),
    "pl": (("one", "few", "many"), _polish),
}
_ORDINALS: Mapping[str, _Rules] = {
    "en": (("one", "two", "few", "other"), _english_ordinal),
    "fr": (("one", "other"), _of_one),
}
"""Of the languages whose ordinals have more forms than one."""


def _rules(language: str) -> _Rules:
    """The forms and the rule of a language; of one that is not named here, those of most."""
    return _RULES.get(primary(language), _USUAL)
