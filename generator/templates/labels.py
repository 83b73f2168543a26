"""labels.toml → the fixed words of a brief in its language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from generator.config.conversion import Locate
from generator.config.toml import read_layered_toml
from generator.diagnostics import BriefError, Span, codes, diagnose, refusal

# The digest of labels.toml is in every file that was built with it. So a word that came later
# stands here, in English, until the next change of that file takes it in.
_ADDED = {
    "annex_licensed": (
        "Numbered as cited. The licence of the source: {licence}. Only the sentences that notes "
        "rest on are printed; […] marks what is left out."
    )
}


class Labels:
    """The fixed words of one language; what it lacks is taken from English."""

    def __init__(self, file: str, locate: Locate) -> None:
        self._file = file
        self._locate = locate
        self._words: dict[str, Any] = dict(_ADDED)
        self._language_of: dict[str, str] = dict.fromkeys(_ADDED, "en")

    def add(self, language: str, words: Mapping[str, Any]) -> None:
        """Words of a language, before those that were there. Raises BriefError for a bad one."""
        faults = []
        for name, word in words.items():
            months = name == "months" and isinstance(word, list) and len(word) == 12
            if not isinstance(word, str) and not months:
                message = f"label `{name}` is no text"
                hint = "write twelve names" if name == "months" else 'write it in quotes: "…"'
                found = diagnose(
                    codes.BAD_LABEL, message, self._locate((language, name)), hint=hint
                )
                faults.append(found)
            self._words[name] = word
            self._language_of[name] = language
        if faults:
            raise BriefError(faults)

    def word(self, name: str, **fields: object) -> str:
        """A label, its `{fields}` filled. Raises BriefError naming the file where it lacks one."""
        if name not in self._words:
            hint = f'add {name} = "…" to [en]'
            raise refusal(codes.BAD_LABEL, f"no label `{name}`", Span.at(self._file), hint=hint)
        try:
            return str(self._words[name]).format(**fields)
        except (LookupError, ValueError, AttributeError):
            known = " ".join(f"{{{field}}}" for field in fields) or "none"
            message = f"label `{name}` has braces that cannot be filled: {self._words[name]}"
            span = self._locate((self._language_of[name], name))
            raise refusal(
                codes.BAD_LABEL, message, span, hint=f"what it may hold: {known}"
            ) from None

    def plain(self, name: str) -> str:
        """A label as written, its `{fields}` left for whoever fills them."""
        return str(self._words.get(name, ""))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name in self._words if name != "months")

    def day(self, when: date) -> str:
        """A date in words: "22 November 2026"."""
        return self.word("date", day=when.day, month=self._month(when.month), year=when.year)

    def _month(self, number: int) -> str:
        self.word("months")
        return str(self._words["months"][number - 1])

    def when(self, written: str) -> str:
        """A date as far as it is known: "2024", "March 2024" or "28 March 2024"."""
        year, _, rest = written.partition("-")
        if not rest:
            return year
        if "-" in rest:
            return self.day(date.fromisoformat(written))
        return self.word("month_year", month=self._month(int(rest)), year=year)

    def listed(self, items: list[str]) -> str:
        """The items in a row: "1, 4 and 7"."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.word('and')} {items[-1]}"


def read_labels(files: Sequence[tuple[Path, str]], language: str) -> Labels:
    """The labels of a language such as `en-GB`, from a file and those it builds on, nearest first.

    Each file goes with the name it is shown by. Raises BriefError where one does not hold.
    """
    data, locate = read_layered_toml(files, code=codes.BAD_LABEL)
    labels = Labels(files[0][1], locate)
    for name in dict.fromkeys(("en", language.split("-", maxsplit=1)[0], language)):
        if isinstance(data.get(name), dict):
            labels.add(name, data[name])
    return labels
