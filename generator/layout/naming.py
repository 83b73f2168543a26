"""How a document names its sources: the patterns of its note style, filled."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from string import ascii_lowercase

from msgspec import Struct

from generator.document import Inline, Text
from generator.document.walking import plain_text
from generator.layout.cited import CitedSource
from generator.layout.names_in_form import names_in_form
from generator.layout.patterned import PrintedValue, said_by_pattern
from generator.layout.source_values import SourceValues, source_values, values_of_source
from generator.layout.typography import stopped
from generator.templates.labels import Labels
from generator.templates.note_style import NOTE_FIELDS, REFERENCE_FIELDS, PatternUse, ReferenceStyle
from generator.templates.reference_patterns import (
    PatternCondition,
    PatternField,
    PatternLabel,
    every_part,
    reference_pattern,
)


def entry_anchor(key: str) -> str:
    """Where the list of references names a source."""
    return f"ref-{key}"


class SourceNaming(Struct, frozen=True, dict=True):  # a dict, for the letters
    """How one document names its `sources`."""

    values: SourceValues
    sources: Mapping[str, CitedSource]

    def said(
        self, source: CitedSource, use: PatternUse, beside: Mapping[str, PrintedValue]
    ) -> tuple[Inline, ...]:
        """A source as a note has it, by the pattern for a use.

        `beside` is what the pattern may name of the note.
        """
        letter = self.letters.get(source.key, "")
        fields = _note_fields_of(self.values.style.pattern(source.kinds, use))
        named = {name: value for name, value in beside.items() if name in fields}
        # Nodes are equal wherever they were written, so that only words can be known again.
        words = tuple((name, said) for name, said in named.items() if isinstance(said, str))
        if len(words) == len(named):
            return _as_noted_in_words(self.values, source, letter, use, words)
        return _as_noted(self.values, source, letter, use, named)

    def listed(self, source: CitedSource, entry: str = "") -> tuple[Inline, ...]:
        """A source as a list of references has it, or an annex; `entry` is its number there."""
        return _listed_reference(self.values, source, self.letters.get(source.key, ""), entry)

    def closed(self, note: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """A note with the stop that closes it, if that is the style and it has none."""
        said, last, own = plain_text(note), note[-1], self.values
        if stopped(said) == said or not own.style.closed:
            return note
        if not isinstance(last, Text):
            return (*note, Text("."))
        closer = own.marks.after if own.habits.stops_inside else ""
        behind = closer if last.value.endswith(closer) else ""
        return (*note[:-1], Text(last.value.removesuffix(behind) + "." + behind))

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """What tells the years of sources apart that would read the same, by their keys."""
        style, labels = self.values.style, self.values.labels
        if not style.year_letters:
            return {}
        alike: dict[tuple[str, str], list[CitedSource]] = {}
        for source in self.sources.values():
            names = names_in_form(source.item.author, style.names.later, labels)
            if names and source.issued:
                alike.setdefault((names, source.issued[:4]), []).append(source)
        rows = (sorted(row, key=lambda one: one.item.title) for row in alike.values())
        return {
            source.key: letter
            for row in rows
            if len(row) > 1
            for source, letter in zip(row, ascii_lowercase, strict=False)
        }


def source_naming(
    style: ReferenceStyle, labels: Labels, sources: Mapping[str, CitedSource]
) -> SourceNaming:
    """How a document names its sources in a style, in the language of the labels."""
    return SourceNaming(source_values(style, labels), sources)


def _as_noted(
    own: SourceValues,
    source: CitedSource,
    letter: str,
    use: PatternUse,
    beside: Mapping[str, PrintedValue],
) -> tuple[Inline, ...]:
    style = own.style
    parts = reference_pattern(style.pattern(source.kinds, use), NOTE_FIELDS)
    names = style.names.first if use == "first" else style.names.later
    values = {**values_of_source(own, source, names, letter), **beside}
    return said_by_pattern(parts, values, own.marks, own.habits)


@lru_cache(maxsize=256)  # briefs of one house cite the same places of records
def _as_noted_in_words(
    own: SourceValues,
    source: CitedSource,
    letter: str,
    use: PatternUse,
    beside: tuple[tuple[str, str], ...],
) -> tuple[Inline, ...]:
    return _as_noted(own, source, letter, use, dict(beside))


@lru_cache(maxsize=64)
def _note_fields_of(pattern: str) -> frozenset[str]:
    """The fields that a pattern of notes names, in whatever way."""
    found: set[str] = set()
    for part in every_part(reference_pattern(pattern, NOTE_FIELDS)):
        match part:
            case PatternField(name) | PatternCondition(name):
                found.add(name)
            case PatternLabel(fields=fields):
                found.update(fields.values())
            case _:
                continue
    return frozenset(found)


@lru_cache(maxsize=256)  # briefs of one house list the same sources
def _listed_reference(
    own: SourceValues, source: CitedSource, letter: str, entry: str
) -> tuple[Inline, ...]:
    style = own.style
    parts = reference_pattern(style.pattern(source.kinds, "list"), REFERENCE_FIELDS)
    values = {**values_of_source(own, source, style.names.list, letter), "entry": entry}
    return said_by_pattern(parts, values, own.marks, own.habits)
