"""What is wrong with the labels of a template, each fault with what to type."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta

from generator.config.conversion import KEY, Locate, convert
from generator.config.kinds import LanguageTag, Words
from generator.config.patterns import faults_of_pattern
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.diagnostics.nearest import did_you_mean, nearest_name
from generator.language.counting import counted
from generator.language.fixed_words import alters_a_number, looks_checked
from generator.language.lexicon import primary
from generator.language.marks import MARKS
from generator.language.plurals import FORMS_BY
from generator.templates.wording import LABELS, MONTHS, NEW_WORDS, NOTE_WORDS, OPTIONAL, STOPS

Months = Annotated[tuple[Words, ...], Meta(min_length=12, max_length=12)]

_Fault = tuple[str, str]
"""What is wrong, and how to mend it."""


def faults_of_tables(
    data: Mapping[str, Any], known: Collection[str], locate: Locate
) -> Iterator[Diagnostic]:
    """What is wrong with each label there is. `known` are those that something may use."""
    for language, words in data.items():
        if not isinstance(words, dict):
            message, hint = f"`{language}` must be under a language", "write it under [en], say"
            yield diagnose(codes.BAD_LABEL, message, locate((language, KEY)), hint=hint)
            continue
        if convert(LanguageTag, language)[1]:
            meant = language.replace("_", "-")
            hint = "write one such as [en], [fr] or [pt-BR] (BCP 47)"
            hint = hint if convert(LanguageTag, meant)[1] else f"write [{meant}]"
            message = f"`{language}` is no language tag"
            yield diagnose(codes.BAD_LABEL, message, locate((language,)), hint=hint)
        for name, said in words.items():
            for message, hint in _faults_of_label(name, said, language, known):
                yield diagnose(codes.BAD_LABEL, message, locate((language, name)), hint=hint)


def _faults_of_label(
    name: str, said: object, language: str, known: Collection[str]
) -> Iterator[_Fault]:
    if name not in known:
        hint = "no layout uses it: see the spelling, or remove the line"
        yield f"no label is called `{name}`", did_you_mean(name, known, hint)
    elif name in MONTHS:
        for fault in convert(Mapping[str, Months], {name: said})[1]:
            yield f"label {fault.message}", "write twelve names"
    elif isinstance(said, dict) and (by := _number_field(name)):
        yield from _faults_of_forms(name, said, language, FORMS_BY[by][0](language))
    else:
        yield from _faults_of_words(name, said, name)


def _number_field(name: str) -> str:
    """The field by whose number a label may have forms; none if it has one form."""
    return next((field for field in FORMS_BY if field in LABELS.get(name, {})), "")


def _faults_of_forms(
    name: str, said: Mapping[str, object], language: str, needed: Sequence[str]
) -> Iterator[_Fault]:
    """Faults of words that have a form for each kind of number."""
    if set(said) != set(needed):
        has, needs = ", ".join(said) or "none", ", ".join(needed)
        form = "{ " + ", ".join(f'{one} = "…"' for one in needed) + " }"
        message = f"label `{name}` has the forms {has}, and [{language}] needs {needs}"
        yield message, f"write {name} = {form}"
        return
    for one, words in said.items():
        yield from _faults_of_words(name, words, f"{name}.{one}")


def _faults_of_words(name: str, said: object, shown: str) -> Iterator[_Fault]:
    for fault in convert(Mapping[str, Words], {shown: said})[1]:
        yield f"label {fault.message}", 'write it in quotes, on one line: "…"'
        return
    words = str(said)
    if name == "marks_behind" and set(words) - set(STOPS):
        yield "label `marks_behind` has stops alone", f"write some of {' '.join(STOPS)}"
        return
    wrong = [*faults_of_pattern(words, LABELS.get(name, {}))] or [*_looks_checked(name, words)]
    if not wrong and any(sign in words for sign in _MARKDOWN):
        hint = "write the words alone: how they look is said in theme.toml"
        wrong = [("has Markdown, which would be printed as it stands", hint)]
    for message, hint in wrong:
        yield f"label `{shown}` {message}", hint


def _looks_checked(name: str, words: str) -> Iterator[_Fault]:
    """What alters the words or the number in a field, or seems to quote or cite by itself."""
    if name in ("quoted", "quoted_inside"):
        before, _, behind = words.partition("{words}")
        has = "more than" if not MARKS.issuperset("".join((before + behind).split())) else "no"
        if has == "more than" or not before.strip() or not behind.strip():
            yield f"has {has} quotation marks round {{words}}", f'write {name} = "“{{words}}”"'
    # What a form says of citing, it says by examples; and a form goes to no reader.
    elif name != "form_citing" and (found := looks_checked(words) or alters_a_number(words)):
        yield found


_MARKDOWN = ("**", "](", "</", "`")


# --- what lacks -------------------------------------------------------------------------


def faults_of_want(
    data: Mapping[str, Any],
    asked: str,
    own: frozenset[str],
    locate: Locate,
    english: Mapping[str, Any],
    shipped: Sequence[str],
) -> Iterator[Diagnostic]:
    """Each language that lacks labels: a brief is not half in English.

    The labels `own` to the layouts, and those of styles of notes that are among them, are wanted
    only of the language `asked` for; `english` says what each of the others means, `shipped` are
    the languages that lack none of them.
    """
    known = tuple(dict.fromkeys((*data, *shipped)))
    for tag in dict.fromkeys((*data, primary(asked))):
        if tag != primary(tag) and primary(tag) in known:
            continue
        is_asked = primary(tag) == primary(asked)
        there = {*data.get(tag, ()), *(data.get(asked, ()) if is_asked else ())}
        wanted = () if primary(tag) in shipped else _of_each_language(own if is_asked else ())
        if is_asked and primary(tag) != "en":  # a layout itself tells of what English lacks
            wanted = (*wanted, *sorted(own - set(LABELS)))
        missing = [name for name in wanted if name not in there]
        if missing:
            said = english | data.get("en", {})
            yield _incomplete(tag, missing, said, locate, tag in data, known)


def _of_each_language(own: Collection[str]) -> tuple[str, ...]:
    """The labels that a language must have, with those of `own` that only some styles name."""
    spared = OPTIONAL.union(NEW_WORDS, NOTE_WORDS.keys() - set(own))
    return tuple(name for name in LABELS if name not in spared)


def _incomplete(
    tag: str,
    missing: Sequence[str],
    english: Mapping[str, Any],
    locate: Locate,
    is_there: bool,
    known: Sequence[str],
) -> Diagnostic:
    near = nearest_name(tag, (one for one in known if one != tag), 0.7)
    lines = f"write under [{tag}], in its words: {_line_of(missing[0], english)}"
    place = locate((tag,))
    if missing[1:]:
        shows = f"`brief template show {place.file.split('/')[-2]} labels.en` prints them"
        lines += f", and so the other {len(missing) - 1}; {shows}"
    if Path(place.file).is_absolute():  # of a template that comes with the program
        place = Span.at("templates/our-house/labels.toml")
        begun = "begin a template, `brief template new our-house`, and name it in brief.toml"
        lines = f"{begun}; there {lines}"
    if not is_there and missing[0] in LABELS:
        message = f"no labels in the language `{tag}`"
    else:
        message = f"[{tag}] lacks {counted(len(missing), 'label')}: {', '.join(missing)}"
    hint = f"did you mean [{near}]?" if near and len(missing) > _FEW else lines
    return diagnose(codes.BAD_LABEL, message, place, hint=hint)


_FEW = 10  # labels that somebody may have forgotten; of a misspelt language many more lack


def _line_of(name: str, english: Mapping[str, Any]) -> str:
    """The line of a label as English has it."""
    said = english.get(name, "…")
    if isinstance(said, Mapping):
        said = next(iter(said.values()))
    return f"{name} = {json.dumps(said, ensure_ascii=False)}"
