"""What the patterns of a note style may name of a source."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from msgspec import Struct

from generator.config.addresses import doi_address
from generator.document import Link, Text
from generator.document.walking import plain_text
from generator.language.lexicon import primary
from generator.layout.cited import CitedSource
from generator.layout.names_in_form import in_labels, names_in_form
from generator.layout.patterned import PrintedValue, QuotingHabits, said_by_pattern
from generator.layout.references import record_anchor
from generator.layout.typography import QuotationMarks, quotation_marks
from generator.references.item import PersonName
from generator.templates.labels import Labels
from generator.templates.note_style import DATE_FIELDS, NameForm, ReferenceStyle
from generator.templates.reference_patterns import reference_pattern
from generator.templates.wording import PATTERN_LABELS


class SourceValues(Struct, frozen=True, eq=False, dict=True):  # a dict, for what all share
    """What a style may name of sources in one language, whatever document cites them.

    `labels` are those of the language, with what the style says otherwise.
    """

    style: ReferenceStyle
    labels: Labels
    marks: QuotationMarks

    @cached_property
    def habits(self) -> QuotingHabits:
        """How the style quotes titles in the language."""
        language, style = primary(self.labels.language), self.style
        return QuotingHabits(language in style.inner_marks, language in style.stops_inside)

    @cached_property
    def said_by_labels(self) -> Mapping[str, PrintedValue]:
        """The labels that patterns may name."""
        return {f"label.{name}": self.labels.plain(name) for name in PATTERN_LABELS}

    def of(self, source: CitedSource, names: NameForm, letter: str) -> dict[str, PrintedValue]:
        """The values of a source, its names in a form; empty where one is not known."""
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
            "year": self._year(source, letter),
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
            **self.said_by_labels,
            **words,
            **links,
            "authors": self._names(item.author, names),
            "editor": editors if len(item.editor) == 1 else "",
            "editors": editors,
            "key": (key,),
        }

    def _edition(self, edition: str) -> str:
        """An edition, its number as the ordinal that it is."""
        return self.labels.word("ref_ordinal", nth=int(edition)) if edition.isdecimal() else edition

    def _names(self, names: tuple[PersonName, ...], form: NameForm) -> PrintedValue:
        said = names_in_form(names, form, self.labels)
        others = in_labels(form.others, self.labels)
        if "*" not in others or not said.endswith(others):
            return said
        run = said_by_pattern(reference_pattern(others, frozenset()), {}, self.marks)
        return (Text(said.removesuffix(others)), *run)

    def _link(self, words: str, address: str = "") -> PrintedValue:
        """Words that lead to an address, or the address itself; nothing without words."""
        is_short = self.style.addresses == "short"
        shown = re.sub(r"^https?://(?:www\.)?", "", words) if is_short else words
        return (Link((Text(shown),), address or words),) if words else ""

    def _year(self, source: CitedSource, letter: str) -> str:
        years = [end[:4] for end in source.issued.split("/")]
        year = "–".join(dict.fromkeys(years)) or self.labels.word("undated")
        return year + letter if source.issued else ""

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

    def _dated(self, written: str, pattern: str) -> str:
        parts = reference_pattern(pattern, DATE_FIELDS)
        values: dict[str, PrintedValue] = dict(self._of_day(written))
        return plain_text(said_by_pattern(parts, values, self.marks))

    def _of_day(self, written: str) -> Iterator[tuple[str, str]]:
        """The parts of a date, as far as it is known."""
        year, *rest = written.split("-")
        yield "year", year
        if rest:
            month = self.labels.month_alone(int(rest[0]))
            yield "month", month
            known = rest[1:] and datetime.date.fromisoformat(written)
            yield "day_month", self.labels.day_of_month(known) if known else month
            yield "month_number", str(int(rest[0]))
            yield "month_2", rest[0]
        if rest[1:]:
            yield "day", str(int(rest[1]))
            yield "day_2", rest[1]


@lru_cache(maxsize=16)  # of the languages and note styles of a house
def source_values(style: ReferenceStyle, labels: Labels) -> SourceValues:
    """What a style may name of sources in the language of the labels."""
    return SourceValues(style, labels.over(style.labels), quotation_marks(labels))


@lru_cache(maxsize=256)  # briefs of one house cite the same sources
def values_of_source(
    own: SourceValues, source: CitedSource, names: NameForm, letter: str
) -> Mapping[str, PrintedValue]:
    """The values of a source, its names in a form; `letter` tells its year apart from others'."""
    return own.of(source, names, letter)
