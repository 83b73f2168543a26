"""The style of notes → how sources are named in notes and in the list of references.

The package has the styles of `NOTE_STYLES`, in `note_styles/`. What a template's `notes.toml` says
comes before them, key by key.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from generator.config.conversion import KeyPath, Locate, conform
from generator.config.kinds import MADE, LanguageTag, Words, fields_of
from generator.config.toml import read_layered_toml
from generator.diagnostics import Diagnostic, Span, codes, diagnose, refusal, refuse
from generator.language.fixed_words import alters_a_number, looks_checked
from generator.language.lexicon import primary
from generator.templates.label_faults import faults_of_tables
from generator.templates.reference_patterns import (
    PatternField,
    PatternLabel,
    PatternParts,
    PatternWords,
    ReferencePatternError,
    always_says,
    every_part,
    reference_pattern,
)
from generator.templates.wording import OF_STYLE

_FOLDER = Path(__file__).with_name("note_styles")

NOTE_STYLES = tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))
"""The styles that come with the package."""

NOTES_FILE = "notes.toml"

REFERENCE_FIELDS = frozenset(
    (
        *("author", "authors", "editor", "editors", "title", "container", "volume", "issue"),
        *("page", "pages", "first_page", "edition", "edition_number", "publisher_place"),
        *("publisher", "authority", "house", "genre", "number", "issued", "year", "doi"),
        *("doi_address", "address", "doi_or_address", "accessed", "remark", "key", "entry"),
    )
)
"""What a pattern may name of a source."""

NOTE_FIELDS = REFERENCE_FIELDS | {"place", "excerpts", "as_in", "note"}
"""What the pattern of a note may name beside: of the place cited, and of other notes."""

DATE_FIELDS = frozenset(["day", "day_2", "month", "day_month", "month_number", "month_2", "year"])
"""What the pattern of a date may name. Those that end in 2 have two digits."""

_NO_FIELDS: frozenset[str] = frozenset()


class NameForm(Struct, frozen=True):
    """How names are printed. The name of a house, and one not known in parts, stays whole."""

    turned: Literal["none", "first", "all"] = "none"  # Family names first: of nobody, of one, all.
    given: Literal["full", "initials", "none"] = "full"  # Given names.
    initial: Words = ". "  # Behind each initial.
    comma: Words = ", "  # Between a family name and the given names behind it.
    between: Words = ", "
    last: Words = " {label.and} "  # Before the last of several.
    last_of_two: Words | None = None  # If it is another one.
    most: Annotated[int, Meta(ge=1, le=99)] = 99  # How many are named, all of them.
    shown: Annotated[int, Meta(ge=1, le=99)] = 1  # How many are named if there are more.
    others: Words = " {label.ref_et_al}"  # Behind these.
    capitals: bool = False  # Family names.


class NameForms(Struct, frozen=True):
    """Names by the place they stand in: a first note, later ones, the list; editors anywhere."""

    first: NameForm = NameForm()
    later: NameForm = NameForm()
    list: NameForm = NameForm()
    editors: NameForm = NameForm()


class DateForms(Struct, frozen=True):
    """Patterns of dates; where there is none, the labels say them."""

    issued: Words = ""
    accessed: Words = ""


class KindPatterns(Struct, frozen=True):
    """The patterns for one kind of source; those of `other` stand in for what it lacks."""

    first: Words = ""  # The note that cites it first.
    later: Words = ""  # A note behind that.
    short: Words = ""  # A note above the first section, with `short_notes`; else the two above.
    listed: Words = ""  # A note, where the layout prints `slot.records`; else as above.
    list: Words = ""  # An entry of the list.


PatternUse = Literal["first", "later", "short", "listed", "list"]


class ReferenceStyle(Struct, frozen=True, eq=False, dict=True):  # a dict, for what it prints
    """How sources are named. Styles are compared by their identity: each is read once.

    A pattern is looked for by the kind of a source, then under `seed` or `record`, then `other`.
    """

    description: Words = ""
    language: LanguageTag = ""  # That its patterns have words of; none if labels say them all.
    order: Literal["none", "names", "cited"] = "none"  # Of the list; none if it has no list.
    between: Words = "; "  # Between citations in a note.
    addresses: Literal["short", "whole"] = "whole"  # Without https://www., or with it.
    closed: bool = True  # A stop closes each note.
    inner_marks: tuple[LanguageTag, ...] = ()  # Languages whose titles stand in ‘…’, not in “…”.
    stops_inside: tuple[LanguageTag, ...] = ()  # Languages whose quotation marks hold stops.
    year_letters: bool = False  # 2024a, 2024b where authors and year are the same.
    names: NameForms = NameForms()
    dates: DateForms = DateForms()
    labels: Annotated[Mapping[str, Mapping[str, Any]], MADE] = {}  # By language, over all others.
    article: KindPatterns = KindPatterns()
    news: KindPatterns = KindPatterns()
    book: KindPatterns = KindPatterns()
    chapter: KindPatterns = KindPatterns()
    report: KindPatterns = KindPatterns()
    web: KindPatterns = KindPatterns()
    thesis: KindPatterns = KindPatterns()
    speech: KindPatterns = KindPatterns()
    law: KindPatterns = KindPatterns()
    case: KindPatterns = KindPatterns()
    seed: KindPatterns = KindPatterns()
    record: KindPatterns = KindPatterns()
    other: KindPatterns = KindPatterns()

    def pattern(self, kinds: Sequence[str], use: PatternUse) -> str:
        """The first pattern for a use that one of these kinds has; empty if none has."""
        said = (getattr(getattr(self, kind), use) for kind in kinds)
        return next(filter(None, said), "")

    def labels_named(self, language: str) -> frozenset[str]:
        """The labels that its patterns name, without those that it says itself in a language."""
        own = {name for tag in (primary(language), language) for name in self.labels.get(tag, ())}
        read = ((place[0], reference_pattern(one, known)) for place, one, known in _patterns(self))
        parts = [(table, part) for table, whole in read for part in every_part(whole)]
        fields = {part.name for _, part in parts if isinstance(part, PatternField)}
        unused = "names" if fields.isdisjoint(("authors", "editor", "editors")) else ""
        named = (part for table, part in parts if table != unused)
        return frozenset(part.name for part in named if isinstance(part, PatternLabel)) - own

    @property
    def has_list(self) -> bool:
        return self.order != "none"

    @cached_property
    def prints_excerpts(self) -> bool:
        """Whether notes print the words that they rest on."""
        return any("{excerpts}" in one for _, one, known in _patterns(self) if known == NOTE_FIELDS)

    @cached_property
    def needs_list(self) -> bool:
        """Whether a note may leave the title of a source to the list."""
        kinds = [kind for kind in PATTERN_KINDS if getattr(self, kind).first]
        parts = (reference_pattern(getattr(self, kind).first, NOTE_FIELDS) for kind in kinds)
        return self.has_list and not all(always_says(one, "title") for one in parts)


PATTERN_KINDS = tuple(own.name for own in fields_of(ReferenceStyle) if own.type is KindPatterns)
"""The kinds of sources that have patterns of their own."""


@lru_cache(maxsize=16)
def shipped_note_style(name: str) -> ReferenceStyle:
    """A style as it comes with the package. Raises KeyError if there is none of that name."""
    if name not in NOTE_STYLES:
        raise KeyError(name)
    return _read_style([(_FOLDER / f"{name}.toml", f"{name}.toml")])


def read_note_style(
    name: str, files: Sequence[tuple[Path, str]], language: str, said_at: Span
) -> ReferenceStyle:
    """The style of a name, and over it what the files of a template say, nearest first.

    `files` go with the names they are shown by. `said_at` is where the template names the style.
    Raises KeyError if there is no such style, and BriefError if it does not hold, or speaks
    another language.
    """
    shipped = (_FOLDER / f"{name}.toml", f"{name}.toml")
    style = _read_style([*files, shipped]) if files else shipped_note_style(name)
    if style.language and primary(style.language) != primary(language):
        own = primary(language)
        message = (
            f"the note style `{name}` has words in `{style.language}`, the brief is in `{own}`"
        )
        hint = f'say its patterns in {NOTES_FILE} of the template, with language = "{own}"'
        raise refusal(codes.BAD_NOTE_STYLE, message, said_at, hint=hint)
    return style


def _read_style(files: Sequence[tuple[Path, str]]) -> ReferenceStyle:
    data, locate = read_layered_toml(files, code=codes.BAD_NOTE_STYLE)
    labels = data.get("labels", {})
    keys = {name: said for name, said in data.items() if name != "labels"}
    style = conform(ReferenceStyle, keys, locate, code=codes.BAD_NOTE_STYLE)
    faults = [*_faults_of_labels(labels, locate), *_faults_of_style(style, locate)]
    refuse(faults)
    return replace(style, labels=labels)


def _faults_of_labels(labels: object, locate: Locate) -> Iterator[Diagnostic]:
    """What is wrong with the labels that a style says otherwise."""
    if not isinstance(labels, dict):
        message, hint = "`labels` must be a table", "write [labels.en], say"
        yield diagnose(codes.BAD_NOTE_STYLE, message, locate(("labels",)), hint=hint)
        return
    yield from faults_of_tables(labels, OF_STYLE, lambda place: locate(("labels", *place)))


def _faults_of_style(style: ReferenceStyle, locate: Locate) -> Iterator[Diagnostic]:
    found = list(_faults_of_patterns(style))
    for place, message, hint in found:
        named = ".".join(map(str, place))
        yield diagnose(codes.BAD_NOTE_STYLE, f"`{named}` {message}", locate(place), hint=hint)
    needed = ("first", "later", "list", *(("short",) if not found and style.needs_list else ()))
    for source in () if found else ("seed", "record"):
        for use in needed:
            if not style.pattern((source, "other"), use):
                message, hint = f"the style has no `{use}` of `other`", f'write {use} = "…"'
                yield diagnose(codes.BAD_NOTE_STYLE, message, locate(("other",)), hint=hint)


def _faults_of_patterns(style: ReferenceStyle) -> Iterator[tuple[KeyPath, str, str]]:
    """Where a pattern of the style is amiss, what is, and how to mend it."""
    for place, pattern, known in _patterns(style):
        try:
            parts = reference_pattern(pattern, known)
        except ReferencePatternError as error:
            yield place, error.message, error.hint
            continue
        if found := looks_checked(pattern) or alters_a_number(pattern):
            yield place, *found
        if known == NOTE_FIELDS and not always_says(parts, "place"):
            hint = "put it in brackets of its own: [, {place}]"
            yield place, "could leave out `{place}`, which each note says", hint
        if known == NOTE_FIELDS and "{entry}" in pattern and style.order != "cited":
            hint = 'write order = "cited", or take it out'
            yield place, "has `{entry}`, and the list is not in the order of citations", hint
        if not style.language and (words := _letters_in(parts)):
            message = f"has the word `{words}`, and the style does not say in which language"
            hint = 'say it by a label; or write language = "en" above the tables, if it is English'
            yield place, message, hint


def _letters_in(parts: PatternParts) -> str:
    """The first letters that a pattern prints as they are; those of DOI are of any language."""
    said = (one.words for one in every_part(parts) if isinstance(one, PatternWords))
    words = chain.from_iterable(map(_LETTERS.findall, said))
    return next((word for word in words if word.lower() != "doi"), "")


_LETTERS = re.compile(r"[^\W\d_]+")


def _patterns(style: ReferenceStyle) -> Iterator[tuple[KeyPath, str, frozenset[str]]]:
    """Each pattern of a style: where it stands, what it says, and which fields it may name."""
    for kind in PATTERN_KINDS:
        for use in fields_of(KindPatterns):
            pattern = getattr(getattr(style, kind), use.name)
            known = REFERENCE_FIELDS if use.name == "list" else NOTE_FIELDS
            if pattern:
                yield (kind, use.name), pattern, known
    for own in fields_of(DateForms):
        yield ("dates", own.name), getattr(style.dates, own.name), DATE_FIELDS
    for form in fields_of(NameForms):
        for key in ("last", "last_of_two", "others"):
            said = getattr(getattr(style.names, form.name), key)
            yield ("names", form.name, key), said or "", _NO_FIELDS
