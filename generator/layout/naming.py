"""How a document names its sources: the patterns of its note style, filled."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from string import ascii_lowercase

from msgspec import Struct, field

from generator.config.addresses import doi_address
from generator.document import Inline, Link, Text
from generator.document.walking import plain_text
from generator.language.lexicon import primary
from generator.layout.cited import CitedSource
from generator.layout.names_in_form import in_labels, names_in_form
from generator.layout.patterned import PrintedValue, QuotingHabits, said_by_pattern
from generator.layout.references import record_anchor
from generator.layout.typography import QuotationMarks, stopped
from generator.references.item import PersonName
from generator.templates.labels import Labels
from generator.templates.note_style import (
    DATE_FIELDS,
    NOTE_FIELDS,
    REFERENCE_FIELDS,
    NameForm,
    PatternUse,
    ReferenceStyle,
)
from generator.templates.reference_patterns import reference_pattern
from generator.templates.wording import PATTERN_LABELS


def entry_anchor(key: str) -> str:
    """Where the list of references names a source."""
    return f"ref-{key}"


class SourceNaming(Struct, frozen=True, dict=True):  # a dict, for the letters
    """How one document names its sources."""

    style: ReferenceStyle
    labels: Labels  # of the document
    marks: QuotationMarks
    sources: Mapping[str, CitedSource]
    # What patterns may name of each source, with its names as they are said first or later.
    _known: dict[tuple[str, str], Mapping[str, PrintedValue]] = field(default_factory=dict)

    def said(
        self, source: CitedSource, use: PatternUse, beside: Mapping[str, PrintedValue]
    ) -> tuple[Inline, ...]:
        """A source as the pattern for a use has it; `beside` is what it may name of the note."""
        style = self.style
        known = REFERENCE_FIELDS if use == "list" else NOTE_FIELDS
        parts = reference_pattern(style.pattern(source.kinds, use), known)
        forms = {"first": style.names.first, "list": style.names.list}
        form = use if use in forms else "later"
        if (source.key, form) not in self._known:
            names = forms.get(form, style.names.later)
            self._known[source.key, form] = self._values(source, names)
        values = {**self._known[source.key, form], **beside}
        return said_by_pattern(parts, values, self.marks, self._habits)

    def closed(self, note: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """A note with the stop that closes it, if that is the style and it has none."""
        said, last = plain_text(note), note[-1]
        if stopped(said) == said or not self.style.closed:
            return note
        if not isinstance(last, Text):
            return (*note, Text("."))
        closer = self.marks.after if self._habits.stops_inside else ""
        behind = closer if last.value.endswith(closer) else ""
        return (*note[:-1], Text(last.value.removesuffix(behind) + "." + behind))

    @cached_property
    def _words(self) -> Labels:
        """The labels, with what the style says otherwise."""
        return self.labels.over(self.style.labels)

    @cached_property
    def _habits(self) -> QuotingHabits:
        language, style = primary(self.labels.language), self.style
        return QuotingHabits(language in style.inner_marks, language in style.stops_inside)

    @cached_property
    def _said_by_labels(self) -> Mapping[str, PrintedValue]:
        return {f"label.{name}": self._words.plain(name) for name in PATTERN_LABELS}

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """What tells the years of sources apart that would read the same, by their keys."""
        if not self.style.year_letters:
            return {}
        alike: dict[tuple[str, str], list[CitedSource]] = {}
        for source in self.sources.values():
            names = names_in_form(source.item.author, self.style.names.later, self._words)
            if names and source.issued:
                alike.setdefault((names, source.issued[:4]), []).append(source)
        rows = (sorted(row, key=lambda one: one.item.title) for row in alike.values())
        return {
            source.key: letter
            for row in rows
            if len(row) > 1
            for source, letter in zip(row, ascii_lowercase, strict=False)
        }

    def _values(self, source: CitedSource, names: NameForm) -> dict[str, PrintedValue]:
        """What patterns may name of a source; empty where it is not known."""
        item = source.item
        editors = self._names(item.editor, self.style.names.editors)
        words = {
            "author": source.author,
            "house": source.house,
            "title": item.title,
            "container": item.container_title,
            "volume": item.volume,
            "issue": item.issue,
            "page": "" if "–" in item.pages else item.pages,
            "pages": item.pages,
            "first_page": item.pages.partition("–")[0],
            "edition": self._edition(item.edition),
            "edition_number": item.edition if item.edition.isdecimal() else "",
            "publisher_place": item.publisher_place,
            "publisher": item.publisher,
            "authority": item.authority,
            "genre": item.genre,
            "number": item.number,
            "remark": source.remark,
            "issued": self._issued(source.issued),
            "year": self._year(source),
            "accessed": self._day(source.accessed, self.style.dates.accessed),
        }
        links = {
            "doi": self._link(item.doi, doi_address(item.doi)),
            "doi_address": self._link(doi_address(item.doi)) if item.doi else "",
            "address": self._link(source.address),
        }
        links["doi_or_address"] = links["doi_address"] or links["address"]
        key = Link((Text(source.key),), f"#{record_anchor(source.key)}")
        return {
            **self._said_by_labels,
            **words,
            **links,
            "authors": self._names(item.author, names),
            "editor": editors if len(item.editor) == 1 else "",
            "editors": editors,
            "key": (key,),
        }

    def _edition(self, edition: str) -> str:
        """An edition, its number as the ordinal that it is."""
        return self._words.word("ref_ordinal", nth=int(edition)) if edition.isdecimal() else edition

    def _names(self, names: tuple[PersonName, ...], form: NameForm) -> PrintedValue:
        said = names_in_form(names, form, self._words)
        others = in_labels(form.others, self._words)
        if "*" not in others or not said.endswith(others):
            return said
        run = said_by_pattern(reference_pattern(others, frozenset()), {}, self.marks)
        return (Text(said.removesuffix(others)), *run)

    def _link(self, words: str, address: str = "") -> PrintedValue:
        """Words that lead to an address, or the address itself; nothing without words."""
        is_short = self.style.addresses == "short"
        shown = re.sub(r"^https?://(?:www\.)?", "", words) if is_short else words
        return (Link((Text(shown),), address or words),) if words else ""

    def _year(self, source: CitedSource) -> str:
        years = [end[:4] for end in source.issued.split("/")]
        year = "–".join(dict.fromkeys(years)) or self._words.word("undated")
        return year + self.letters.get(source.key, "") if source.issued else ""

    def _issued(self, written: str) -> str:
        if not written:
            return ""
        if not self.style.dates.issued:
            return self._words.when(written)
        return "–".join(self._dated(end, self.style.dates.issued) for end in written.split("/"))

    def _day(self, day: datetime.date | None, pattern: str) -> str:
        if day is None:
            return ""
        return self._dated(day.isoformat(), pattern) if pattern else self._words.day(day)

    def _dated(self, written: str, pattern: str) -> str:
        parts = reference_pattern(pattern, DATE_FIELDS)
        values: dict[str, PrintedValue] = dict(self._of_day(written))
        return plain_text(said_by_pattern(parts, values, self.marks))

    def _of_day(self, written: str) -> Iterator[tuple[str, str]]:
        """The parts of a date, as far as it is known."""
        year, *rest = written.split("-")
        yield "year", year
        if rest:
            month = self._words.month_alone(int(rest[0]))
            yield "month", month
            known = rest[1:] and datetime.date.fromisoformat(written)
            yield "day_month", self._words.day_of_month(known) if known else month
            yield "month_number", str(int(rest[0]))
            yield "month_2", rest[0]
        if rest[1:]:
            yield "day", str(int(rest[1]))
            yield "day_2", rest[1]
