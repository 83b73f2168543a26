"""How a document names its sources: the patterns of its note style, filled."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from string import ascii_lowercase

from msgspec import Struct

from generator.config.addresses import doi_address
from generator.document import Inline, Link, Text
from generator.document.walking import plain_text
from generator.layout.cited import CitedSource
from generator.layout.names_in_form import names_in_form
from generator.layout.patterned import PrintedValue, said_by_pattern
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


def entry_anchor(key: str) -> str:
    """Where the list of references names a source."""
    return f"ref-{key}"


class SourceNaming(Struct, frozen=True, dict=True):  # a dict, for the letters
    """How one document names its sources."""

    style: ReferenceStyle
    labels: Labels
    marks: QuotationMarks
    sources: Mapping[str, CitedSource]

    def said(
        self, source: CitedSource, use: PatternUse, beside: Mapping[str, PrintedValue]
    ) -> tuple[Inline, ...]:
        """A source as the pattern for a use has it; `beside` is what it may name of the note."""
        style = self.style
        known = REFERENCE_FIELDS if use == "list" else NOTE_FIELDS
        parts = reference_pattern(style.pattern(source.kinds, use), known)
        forms = {"first": style.names.first, "list": style.names.list}
        values = self._values(source, forms.get(use, style.names.later)) | dict(beside)
        return said_by_pattern(parts, values, self.marks, stops_inside=style.stops_inside)

    def closed(self, note: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """A note with the stop that closes it, if that is the style and it has none."""
        said, last = plain_text(note), note[-1]
        if stopped(said) == said or not self.style.closed:
            return note
        if not isinstance(last, Text):
            return (*note, Text("."))
        closer = self.marks.after if self.style.stops_inside else ""
        behind = closer if last.value.endswith(closer) else ""
        return (*note[:-1], Text(last.value.removesuffix(behind) + "." + behind))

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """What tells the years of sources apart that would read the same, by their keys."""
        if not self.style.year_letters:
            return {}
        alike: dict[tuple[str, str], list[CitedSource]] = {}
        for source in self.sources.values():
            names = names_in_form(source.item.author, self.style.names.later)
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
            "undated": self.labels.word("undated"),
            "accessed": self._day(source.accessed, self.style.dates.accessed),
            "accessed_on": self._accessed_on(source.accessed),
        }
        links = {
            "doi": self._link(item.doi, doi_address(item.doi)),
            "doi_address": self._link(doi_address(item.doi)) if item.doi else "",
            "address": self._link(source.address),
        }
        key = Link((Text(source.key),), f"#{record_anchor(source.key)}")
        return {
            **words,
            **links,
            "authors": self._names(item.author, names),
            "editor": editors if len(item.editor) == 1 else "",
            "editors": editors,
            "key": (key,),
        }

    def _edition(self, edition: str) -> str:
        """An edition; in a style with English words its number as the ordinal that it is."""
        if self.style.language != "en" or not edition.isdecimal():
            return edition
        number = int(edition)
        endings = ("th", "st", "nd", "rd")
        is_regular = number % 100 // 10 != 1 and number % 10 < len(endings)
        return f"{number}{endings[number % 10] if is_regular else 'th'}"

    def _names(self, names: tuple[PersonName, ...], form: NameForm) -> PrintedValue:
        said = names_in_form(names, form)
        if "*" not in form.others or not said.endswith(form.others):
            return said
        others = reference_pattern(form.others, frozenset())
        run = said_by_pattern(others, {}, self.marks)
        return (Text(said.removesuffix(form.others)), *run)

    def _link(self, words: str, address: str = "") -> PrintedValue:
        """Words that lead to an address, or the address itself; nothing without words."""
        is_short = self.style.addresses == "short"
        shown = re.sub(r"^https?://(?:www\.)?", "", words) if is_short else words
        return (Link((Text(shown),), address or words),) if words else ""

    def _year(self, source: CitedSource) -> str:
        years = [end[:4] for end in source.issued.split("/")]
        year = "–".join(dict.fromkeys(years)) or self.labels.word("undated")
        return year + self.letters.get(source.key, "") if source.issued else ""

    def _issued(self, written: str) -> str:
        if not written:
            return ""
        if not self.style.dates.issued:
            return self.labels.when(written)
        return "–".join(self._dated(end, self.style.dates.issued) for end in written.split("/"))

    def _day(self, day: datetime.date | None, pattern: str) -> str:
        if day is None:
            return ""
        return self._dated(day.isoformat(), pattern) if pattern else self.labels.day(day)

    def _accessed_on(self, day: datetime.date | None) -> str:
        return self.labels.word("accessed", date=self.labels.day(day)) if day else ""

    def _dated(self, written: str, pattern: str) -> str:
        parts = reference_pattern(pattern, DATE_FIELDS)
        values: dict[str, PrintedValue] = dict(self._of_day(written))
        return plain_text(said_by_pattern(parts, values, self.marks))

    def _of_day(self, written: str) -> Iterator[tuple[str, str]]:
        """The parts of a date, as far as it is known."""
        year, *rest = written.split("-")
        yield "year", year
        if rest:
            name = self.labels.words["months"][int(rest[0]) - 1]
            yield "month", name
            yield "month_short", name[:3]
            yield "month_number", str(int(rest[0]))
            yield "month_2", rest[0]
        if rest[1:]:
            yield "day", str(int(rest[1]))
            yield "day_2", rest[1]
