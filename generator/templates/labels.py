"""The fixed words of a brief in its language: those of the package, and a template's own.

The package has them for each of `LANGUAGES`, in `words/`. What a template's `labels.toml` says
comes before them, label by label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator.config.patterns import filled_pattern
from generator.config.toml import read_layered_toml, read_toml
from generator.diagnostics import Span, codes, refusal, refuse
from generator.language.lexicon import primary
from generator.language.plurals import FORMS_BY, plural_form
from generator.templates.label_faults import faults_of_tables, faults_of_want
from generator.templates.wording import LABELS

_FOLDER = Path(__file__).with_name("words")

LANGUAGES = tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))
"""The languages whose words come with the package, by their primary tags."""


class Labels(Struct, frozen=True, eq=False):
    """The fixed words of one language, by its tag. `file` is where a template has its own.

    They are compared by their identity: each is read once.
    """

    file: str
    language: str
    words: Mapping[str, Any]

    def word(self, name: str, **fields: object) -> str:
        """A label, its `{fields}` filled, in the form that goes with its `count` or its `nth`.

        Raises BriefError naming the file where there is no such label.
        """
        if name not in self.words:
            hint = f'add {name} = "…" to [{self.language}]'
            raise refusal(codes.BAD_LABEL, f"no label `{name}`", Span.at(self.file), hint=hint)
        said = self.words[name]
        if isinstance(said, Mapping):
            said = said[_form(fields, self.language)]
        return filled_pattern(str(said), fields)

    def place(self, kind: str, numbers: str, *, several: bool) -> str:
        """Places of a kind in a source: "p. 7", "pp. 7–9". Raises BriefError as `word` does."""
        name = f"{'places' if several else 'place'}_{kind.replace(' ', '_')}"
        return self.word(name, **{"numbers" if several else "number": numbers})

    def plain(self, name: str) -> str:
        """A label as written, its `{fields}` left for whoever fills them."""
        return str(self.words.get(name, ""))

    @property
    def names(self) -> tuple[str, ...]:
        """The labels that are words by themselves."""
        return tuple(name for name, said in self.words.items() if isinstance(said, str))

    def day(self, when: date) -> str:
        """A date in words: "22 November 2026"."""
        day, month = self._day_named(when), self._month_of(when)
        return self.word("date", day=day, month=month, year=when.year)

    def day_of_month(self, when: date) -> str:
        """A date without its year: "22 November"."""
        return self.word("ref_day", day=self._day_named(when), month=self._month_of(when))

    def when(self, written: str) -> str:
        """A date as far as it is known: "2024", "March 2024", "28 March 2024", "2023–2024"."""
        if "/" in written:
            first, last = map(self.when, written.split("/", 1))
            return f"{first} – {last}" if " " in first + last else f"{first}–{last}"
        year, _, rest = written.partition("-")
        if not rest:
            return year
        if "-" in rest:
            return self.day(date.fromisoformat(written))
        return self.word("month_year", month=self.month_alone(int(rest)), year=year)

    def month_alone(self, number: int) -> str:
        """The name of a month, from 1, as it stands without a day."""
        return str(self.words.get("months_alone", self.words["months"])[number - 1])

    def _day_named(self, when: date) -> str:
        return str(self.words.get("first_day", "1") if when.day == 1 else when.day)

    def _month_of(self, when: date) -> str:
        return str(self.words["months"][when.month - 1])

    def over(self, tables: Mapping[str, Mapping[str, Any]]) -> Labels:
        """These labels, and over them what tables by language say otherwise in theirs."""
        words = dict(self.words)
        for tag in dict.fromkeys((primary(self.language), self.language)):
            words |= tables.get(tag, {})
        return replace(self, words=words)

    def listed(self, items: Sequence[str]) -> str:
        """The items in a row: "1, 4 and 7"."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.joining(items[-1])} {items[-1]}"

    def joining(self, last: str) -> str:
        """The word before the last of several: in Spanish "e" before the sound of an i."""
        word = self.word("and")
        is_spanish = primary(self.language) == "es" and word == "y"
        return "e" if is_spanish and re.match(_SOUNDS_AS_I, last) else word


def _form(fields: Mapping[str, object], language: str) -> str:
    """The form that goes with the number among the fields; that of none where it is not known."""
    for name, (_, form) in FORMS_BY.items():
        if isinstance(number := fields.get(name), int):
            return form(number, language)
    return plural_form(0, language)


Wording = Callable[[str], Labels]
"""The labels of a language, by its tag. Raises BriefError where they are not complete."""

_SOUNDS_AS_I = r"(?i)(?:h?i(?![aeou])|y(?![aeou]))"
"""How words begin before which y becomes e: Ignacio, Hidalgo, but not hielo (RAE)."""


def read_labels(
    files: Sequence[tuple[Path, str]],
    language: str,
    *,
    own: frozenset[str] = frozenset(),
    house: Mapping[str, str] = MappingProxyType({}),
    all_named: bool = True,
) -> Labels:
    """The labels of a language such as `en-GB`: of the package, of a template, of those above it.

    `files` are the template's and those it builds on, nearest first, each with the name it is
    shown by; `own` are the labels that its layouts and its style of notes name beyond those that
    every brief may need, `house` those of the house's own values, which a template may say
    otherwise. Raises BriefError for a label that is not known, is no text, or has other fields
    than its own; and for a language that is not complete, or is asked for and not there. Unless
    `all_named` labels are known, since a layout does not parse, any name may be that of a label.
    """
    data, locate = read_layered_toml(files, code=codes.BAD_LABEL)
    known = (*LABELS, *sorted(own if all_named else own.union(_names_in(data))))
    faults = tuple(faults_of_tables(data, known, locate))
    asked = own.difference(house)
    english = _shipped("en")
    faults = faults or tuple(faults_of_want(data, language, asked, locate, english, LANGUAGES))
    refuse(faults)
    words = {**house, **_shipped(primary(language))}
    for tag in dict.fromkeys((primary(language), language)):
        words |= data.get(tag, {})
    return Labels(files[0][1], language, words)


def _names_in(data: Mapping[str, Any]) -> Iterator[str]:
    return (name for table in data.values() if isinstance(table, Mapping) for name in table)


@lru_cache(maxsize=16)
def _shipped(language: str) -> Mapping[str, Any]:
    """The words that come with the package for a primary language; none if it has none."""
    if language not in LANGUAGES:
        return {}
    file = f"{language}.toml"
    return read_toml(_FOLDER / file, file, code=codes.BAD_LABEL)[0]


def shipped_labels(language: str) -> Labels:
    """The labels that come with the package for one of `LANGUAGES`, as no template changes them."""
    return Labels(f"{language}.toml", language, _shipped(language))
