"""labels.toml → the fixed words of a brief in its language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.diagnostics import BriefError, Diagnostic, Span
from generator.schema import read_toml

INVALID = "L003"


class Labels:
    """The fixed words of one language; what it lacks is taken from English."""

    def __init__(self, words: Mapping[str, Any], file: str) -> None:
        self._words = words
        self._file = file

    def word(self, name: str, **fields: object) -> str:
        """A label, its `{fields}` filled. Raises BriefError naming the file where it lacks one."""
        try:
            return str(self._words[name]).format(**fields)
        except KeyError:
            hint = f'add {name} = "…" to [en]'
            found = Diagnostic(INVALID, f"no label `{name}`", Span.at(self._file), hint=hint)
            raise BriefError([found]) from None

    def plain(self, name: str) -> str:
        """A label as written, its `{fields}` left for whoever fills them."""
        return str(self._words.get(name, ""))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._words)

    def day(self, when: date) -> str:
        """A date in words: "22 November 2026"."""
        month = self._words["months"][when.month - 1]
        return self.word("date", day=when.day, month=month, year=when.year)

    def when(self, written: str) -> str:
        """A date as far as it is known: "2024", "March 2024" or "28 March 2024"."""
        year, _, rest = written.partition("-")
        if not rest:
            return year
        if "-" in rest:
            return self.day(date.fromisoformat(written))
        return self.word("month_year", month=self._words["months"][int(rest) - 1], year=year)

    def listed(self, items: list[str]) -> str:
        """The items in a row: "1, 4 and 7"."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.word('and')} {items[-1]}"


def read_labels(path: Path, file: str, language: str) -> Labels:
    """The labels of a language such as `en-GB`. Raises BriefError where the file does not hold."""
    data, _ = read_toml(path, file, code=INVALID)
    plain = language.split("-", maxsplit=1)[0]
    words: dict[str, Any] = {}
    for name in ("en", plain, language):
        if isinstance(data.get(name), dict):
            words |= data[name]
    return Labels(words, file)
