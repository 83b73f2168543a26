"""Names of persons and houses in the form of a note style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.references.item import PersonName
from generator.templates.labels import Labels
from generator.templates.note_style import NameForm


def names_in_form(names: Sequence[PersonName], form: NameForm, labels: Labels) -> str:
    """The names in a row, in a form; `*` stands round what is italic in it. Empty without any."""
    shown = len(names) if len(names) <= form.most else min(form.shown, len(names))
    said = list(_each_name(names[:shown], form))
    if shown < len(names):
        return form.between.join(said) + in_labels(form.others, labels)
    if len(said) < 2:
        return "".join(said)
    last = form.last
    if len(said) == 2 and form.last_of_two is not None:
        last = form.last_of_two
    return form.between.join(said[:-1]) + in_labels(last, labels, said[-1]) + said[-1]


def in_labels(words: str, labels: Labels, name: str = "") -> str:
    """Words with what their `{label.…}` say; `name` is the one behind an "and"."""

    def said(found: re.Match[str]) -> str:
        return labels.joining(name) if found[1] == "and" else labels.word(found[1])

    return _LABEL.sub(said, words)


_LABEL = re.compile(r"\{label\.(\w+)\}")


def _each_name(names: Sequence[PersonName], form: NameForm) -> Iterator[str]:
    for count, name in enumerate(names):
        turned = form.turned == "all" or (form.turned == "first" and not count)
        yield _printed_name(name, form, turned=turned)


def _printed_name(name: PersonName, form: NameForm, *, turned: bool) -> str:
    family = " ".join(part for part in (name.particle, name.family) if part) or name.literal
    if name.given and _stands_whole(name.family):
        return name.family + name.given
    family = family.upper() if form.capitals else family
    given = _given_said(name.given, form)
    if not given or name.literal:
        return family
    if turned:
        return f"{family}{form.comma}{given}" + (f", {name.suffix}" if name.suffix else "")
    return " ".join(part for part in (given, family, name.suffix) if part)


_FAMILY_FIRST = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
"""Names in Hangul, Han and Kana: whole, as they stand (CSL 1.0.2, "static-ordering")."""


def _stands_whole(family: str) -> bool:
    """Whether a family name begins with a letter of these. `re` lists a range letter by letter."""
    return any(first <= family[:1] <= last for first, last in _FAMILY_FIRST)


def _given_said(given: str, form: NameForm) -> str:
    has_stop = "." in form.initial
    match form.given:
        case "none":
            return ""
        case "full":
            return given if has_stop else _STOPPED_INITIAL.sub(r"\1", given)
        case _:
            initials = (_initials(word, form) for word in given.split())
            return "".join(initials).rstrip()


_STOPPED_INITIAL = re.compile(r"\b(\w)\.")


def _initials(word: str, form: NameForm) -> str:
    """The initials of a given name: of Jean-Pierre two, with the hyphen where they have stops."""
    letters = [part[0] for part in word.split("-") if part]
    stop = "." if "." in form.initial else ""
    joined = f"{stop}-".join(letters) if stop else "".join(letters)
    return joined + form.initial
