"""An entry of the public record that briefs cite beside their seeds."""

import datetime
import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from generator.config.addresses import PAGE_HINT, is_web_address
from generator.config.conversion import Locate
from generator.config.kinds import ONE_OR_MORE
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.seeds.seed import Reproduce


class ReadWords(Struct, frozen=True):
    """Words of a record that a person has read there, for briefs to quote."""

    text: str  # As it is printed there.
    read: datetime.date  # The day they were read and compared.
    by: str  # Who read them.


class Record(Struct, frozen=True):
    """One entry. `date` is as far as known: "2024", "2024-03" or "2024-03-28" (EDTF level 0).

    Two such days with a slash between are from the one to the other.
    """

    title: str  # In [square brackets] where it describes the item and is no printed headline.
    author: str = ""
    publisher: str = ""
    date: str = ""  # As far as it is known: 2024, 2024-03 or 2024-03-28; 2023/2024 for a time.
    url: str = ""
    accessed: datetime.date | None = None  # The day the address was opened and read.
    note: str = ""  # Such as "state media".
    digest: str = ""  # SHA-256 of a saved copy; `brief seed snapshot` writes it.
    reproduce: Reproduce = "excerpt"  # "full" lets an archive keep the saved copy.
    quote: Annotated[
        tuple[ReadWords, ...], ONE_OR_MORE
    ] = ()  # What briefs may quote of it, a passage an entry.

    @property
    def headline(self) -> str:
        """The printed headline; empty if the title only describes the item."""
        return "" if self.title.startswith("[") else self.title


def printable_record(record: Record) -> Record:
    """A record as a draft prints it: without a date that is none."""
    return record if not record.date or _is_date(record.date) else replace(record, date="")


def faults_of_record(name: str, record: Record, locate: Locate) -> Iterator[Diagnostic]:
    """The faults of a record that its types do not show."""
    if record.date and not _is_date(record.date):
        message = f"`{name}.date` must be a date, not {record.date!r}"
        yield diagnose(codes.BAD_RECORDS, message, locate((name, "date")), hint=_DATE)
    if record.url and not is_web_address(record.url):
        message = f"`{name}.url` must be the address of a page, not {record.url}"
        yield diagnose(codes.BAD_RECORDS, message, locate((name, "url")), hint=PAGE_HINT)
    if not all(words.text.strip() and words.by.strip() for words in record.quote):
        message = f"`{name}.quote` has no words, or does not say who read them"
        hint = "write quote: {text: The words, read: 2026-11-22, by: Your name}"
        yield diagnose(codes.BAD_RECORDS, message, locate((name, "quote")), hint=hint)


_DATE = "write it as far as it is known: 2024, 2024-03 or 2024-03-28"


def _is_date(written: str) -> bool:
    return all(map(_is_day, written.split("/", 1)))


def _is_day(written: str) -> bool:
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", written) is None:
        return False
    try:
        datetime.date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    except ValueError:
        return False
    return True
