"""labels.toml → the fixed words of a brief in its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta

from generator.config.conversion import KEY, Locate, ValueFault, convert
from generator.config.kinds import LanguageTag, Words
from generator.config.patterns import faults_of_pattern, filled_pattern
from generator.config.toml import read_layered_toml
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refusal
from generator.diagnostics.nearest import did_you_mean, nearest_name
from generator.language.counting import counted
from generator.templates.wording import LABELS, STOPS

Months = Annotated[tuple[Words, ...], Meta(min_length=12, max_length=12)]


class Labels:
    """The fixed words of one language; missing ones come from the more general language."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._words: dict[str, Any] = {}

    def add(self, words: Mapping[str, Any]) -> None:
        """Words that come before those that were there."""
        self._words |= words

    def word(self, name: str, **fields: object) -> str:
        """A label, its `{fields}` filled. Raises BriefError naming the file where it lacks one."""
        if name not in self._words:
            hint = f'add {name} = "…" to [en]'
            raise refusal(codes.BAD_LABEL, f"no label `{name}`", Span.at(self._file), hint=hint)
        return filled_pattern(str(self._words[name]), fields)

    def place(self, kind: str, numbers: str, *, several: bool) -> str:
        """Places of a kind in a source: "p. 7", "pp. 7–9". Raises BriefError as `word` does."""
        field = "numbers" if several else "number"
        return self.word(_place_name(kind, several=several), **{field: numbers})

    def has_place(self, kind: str, *, several: bool) -> bool:
        """Whether there are words for places of a kind: release 0.1.0 had none."""
        return _place_name(kind, several=several) in self._words

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
        """A date as far as it is known: "2024", "March 2024", "28 March 2024", "2023–2024"."""
        if "/" in written:
            first, last = map(self.when, written.split("/", 1))
            return f"{first} – {last}" if " " in first + last else f"{first}–{last}"
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


def _place_name(kind: str, *, several: bool) -> str:
    return f"{'places' if several else 'place'}_{kind.replace(' ', '_')}"


def read_labels(
    files: Sequence[tuple[Path, str]], language: str, *, own: frozenset[str] = frozenset()
) -> Labels:
    """The labels of a language such as `en-GB`, from a file and those it builds on, nearest first.

    Each file goes with the name it is shown by; `own` are the labels that the template's layouts
    name beyond those that every brief may need. Raises BriefError for a label that is not known,
    is no text, or has other fields than its own; and for a language other than English that is not
    complete, or is asked for and not there.
    """
    data, locate = read_layered_toml(files, code=codes.BAD_LABEL)
    faults = tuple(_faults_of_tables(data, own, locate))
    faults = faults or tuple(_incomplete(data, language, own, locate))
    primary = language.partition("-")[0]
    if not faults and primary != "en" and not {primary, language} & set(data):
        message = f"no labels in the language `{language}`"
        faults = (
            diagnose(codes.BAD_LABEL, message, Span.at(files[0][1]), hint=_line_to_add(primary)),
        )
    if faults:
        raise BriefError(faults)
    labels = Labels(files[0][1])
    for name in dict.fromkeys(("en", primary, language)):
        labels.add(data.get(name, {}))
    return labels


def _faults_of_tables(
    data: Mapping[str, Any], own: frozenset[str], locate: Locate
) -> Iterator[Diagnostic]:
    known = {*LABELS, *own}
    for language, words in data.items():
        if not isinstance(words, dict):
            message, hint = f"`{language}` must be under a language", "write it under [en], say"
            yield diagnose(codes.BAD_LABEL, message, locate((language, KEY)), hint=hint)
            continue
        for fault in convert(LanguageTag, language)[1]:
            hint = "write one such as [en], [fr] or [pt-BR] (BCP 47)"
            yield diagnose(codes.BAD_LABEL, fault.message, locate((language,)), hint=hint)
        for name, message, hint in _faults_of_words(words, known):
            yield diagnose(codes.BAD_LABEL, message, locate((language, name)), hint=hint)


def _faults_of_months(words: Mapping[str, Any]) -> tuple[ValueFault, ...]:
    said = {name: word for name, word in words.items() if name == "months"}
    return convert(Mapping[str, Months], said)[1]


def _faults_of_words(words: Mapping[str, Any], known: set[str]) -> Iterator[tuple[str, str, str]]:
    """The label, what is wrong with it and how to mend it, of all words of a language."""
    _, wrong = convert(Mapping[str, Words], {k: v for k, v in words.items() if k != "months"})
    unsound = {str(fault.place[0]): fault.message for fault in wrong}
    for fault in _faults_of_months(words):
        yield "months", f"label {fault.message}", "write twelve names"
    for name, word in words.items():
        if name not in known:
            hint = "no layout uses it: see the spelling, or remove the line"
            hint = did_you_mean(name, known, hint)
            yield name, f"no label is called `{name}`", hint
        elif name in unsound:
            hint = 'write it in quotes, on one line: "…"'
            yield name, f"label {unsound[name]}", hint
        elif name == "marks_behind" and set(word) - set(STOPS):
            yield name, "label `marks_behind` has stops alone", f"write some of {' '.join(STOPS)}"
        elif name != "months":
            for message, hint in faults_of_pattern(word, LABELS.get(name, {})):
                yield name, f"label `{name}` {message}", hint


def _incomplete(
    data: Mapping[str, Any], asked: str, own: frozenset[str], locate: Locate
) -> Iterator[Diagnostic]:
    """Each language but English that lacks labels: a brief is not half in English.

    The labels of the layouts' own are wanted only of the language `asked` for.
    """
    for tag, words in data.items():
        primary = tag.partition("-")[0]
        if primary == "en" or (tag != primary and primary in data):
            continue
        is_asked = primary == asked.partition("-")[0]
        there = {*words, *(data.get(asked, ()) if is_asked else ())}
        wanted = (*LABELS, *sorted(own - set(LABELS) if is_asked else ()))
        missing = [name for name in wanted if name not in there]
        if missing:
            near = nearest_name(tag, (one for one in data if one != tag))
            message = f"[{tag}] lacks {counted(len(missing), 'label')}: {', '.join(missing)}"
            hint = f"did you mean [{near}]?" if near else _line_to_add(tag)
            yield diagnose(codes.BAD_LABEL, message, locate((tag,)), hint=hint)


def _line_to_add(tag: str) -> str:
    return f"write them under [{tag}]; [en] of policy-brief shows what each says"
