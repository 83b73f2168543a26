"""The style of notes → how sources are named in notes and in the list of references.

The package has the styles of `NOTE_STYLES`, in `note_styles/`. What a template's `notes.toml` says
comes before them, key by key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from generator.config.conversion import KeyPath, Locate, conform
from generator.config.kinds import LanguageTag, Words, fields_of
from generator.config.toml import read_layered_toml
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refusal
from generator.diagnostics.nearest import did_you_mean
from generator.language.lexicon import primary
from generator.templates.reference_patterns import (
    ReferencePatternError,
    always_says,
    reference_pattern,
)

_FOLDER = Path(__file__).with_name("note_styles")

NOTE_STYLES = tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))
"""The styles that come with the package."""

NOTES_FILE = "notes.toml"

REFERENCE_FIELDS = frozenset(
    (
        *("author", "authors", "editor", "editors", "title", "container", "volume", "issue"),
        *("page", "pages", "first_page", "edition", "edition_number", "publisher_place"),
        *("publisher", "authority", "house", "genre", "number", "issued", "year", "undated"),
        *("doi", "doi_address", "address", "accessed", "accessed_on", "remark", "key", "entry"),
    )
)
"""What a pattern may name of a source."""

NOTE_FIELDS = REFERENCE_FIELDS | {"place", "excerpts", "as_in", "note"}
"""What the pattern of a note may name beside: of the place cited, and of other notes."""

DATE_FIELDS = frozenset(["day", "day_2", "month", "month_short", "month_number", "month_2", "year"])
"""What the pattern of a date may name. Those that end in 2 have two digits."""


class NameForm(Struct, frozen=True):
    """How names are printed. The name of a house, and one not known in parts, stays whole."""

    turned: Literal["none", "first", "all"] = "none"  # Family names first: of nobody, of one, all.
    given: Literal["full", "initials", "none"] = "full"  # Given names.
    initial: Words = ". "  # Behind each initial.
    comma: Words = ", "  # Between a family name and the given names behind it.
    between: Words = ", "
    last: Words = " and "  # Before the last of several.
    last_of_two: Words | None = None  # If it is another one.
    most: Annotated[int, Meta(ge=1, le=99)] = 99  # How many are named, all of them.
    shown: Annotated[int, Meta(ge=1, le=99)] = 1  # How many are named if there are more.
    others: Words = " et al."  # Behind these.
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


class ReferenceStyle(Struct, frozen=True):
    """How sources are named.

    A pattern is looked for by the kind of a source, then under `seed` or `record`, then `other`.
    """

    description: Words = ""
    language: LanguageTag = ""  # That its patterns have words of; none if they have no words.
    order: Literal["none", "names", "cited"] = "none"  # Of the list; none if it has no list.
    between: Words = "; "  # Between citations in a note.
    addresses: Literal["short", "whole"] = "whole"  # Without https://www., or with it.
    closed: bool = True  # A stop closes each note.
    stops_inside: bool = False  # Stops and commas go inside the quotation marks before them.
    year_letters: bool = False  # 2024a, 2024b where authors and year are the same.
    names: NameForms = NameForms()
    dates: DateForms = DateForms()
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

    @property
    def has_list(self) -> bool:
        return self.order != "none"

    @property
    def prints_excerpts(self) -> bool:
        """Whether notes print the words that they rest on."""
        return any("{excerpts}" in one for _, one, known in _patterns(self) if known == NOTE_FIELDS)

    @property
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
    Raises BriefError if there is no such style, it does not hold, or it speaks another language.
    """
    if name not in NOTE_STYLES:
        message = f"no note style is called `{name}`"
        hint = did_you_mean(name, NOTE_STYLES)
        raise refusal(codes.BAD_TEMPLATE_SETTINGS, message, said_at, hint=hint)
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
    style = conform(ReferenceStyle, data, locate, code=codes.BAD_NOTE_STYLE)
    if faults := tuple(_faults_of_style(style, locate)):
        raise BriefError(faults)
    return style


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
        if known == NOTE_FIELDS and not always_says(parts, "place"):
            hint = "put it in brackets of its own: [, {place}]"
            yield place, "could leave out `{place}`, which each note says", hint
        if known == NOTE_FIELDS and "{entry}" in pattern and style.order != "cited":
            hint = 'write order = "cited", or take it out'
            yield place, "has `{entry}`, and the list is not in the order of citations", hint


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
        yield ("names", form.name, "others"), getattr(style.names, form.name).others, frozenset()
