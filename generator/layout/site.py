"""Briefs → the document that lists them: what stands first on a web site of a house."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from generator.document import Block, Box, Document, Heading, Link, Meta, Paragraph, Text
from generator.layout.screen import screen_words
from generator.layout.typography import typographic
from generator.templates.labels import Labels
from generator.theme.theme import FIELDS


class ListedBrief(Struct, frozen=True):
    """A brief as an index lists it; `file` stands in the folder of the index."""

    file: str
    title: str
    issued: date
    number: str = ""
    series: str = ""
    abstract: str = ""
    topics: tuple[str, ...] = ()


def index_document(
    briefs: Iterable[ListedBrief], publisher: str, language: str, labels: Labels
) -> Document:
    """The briefs of a house, the latest first: day, title, abstract and topics of each."""
    ordered = sorted(briefs, key=lambda each: (-each.issued.toordinal(), each.title))
    title = Heading(1, (Text(publisher),), "site")
    blocks: list[Block] = [Box("masthead", (title,))]
    for place, brief in enumerate(ordered, 1):
        blocks += _index_entry(brief, place, labels)
    issued = ordered[0].issued if ordered else date(1970, 1, 1)
    meta = Meta(
        issued=issued,
        publisher=publisher,
        screen=screen_words(labels),
        fields=dict.fromkeys(FIELDS, ""),  # of one brief, so that running heads show the logo alone
    )
    return Document(publisher, language, meta, tuple(blocks))


def _index_entry(brief: ListedBrief, place: int, labels: Labels) -> Iterator[Block]:
    name = Link((Text(typographic(brief.title)),), brief.file)
    yield Heading(2, (name,), f"brief-{place}")
    parts = (labels.day(brief.issued), typographic(brief.series), brief.number)
    yield Paragraph((Text(" · ".join(filter(None, parts))),), "small")
    if brief.abstract:
        yield Paragraph((Text(typographic(brief.abstract)),))
    if brief.topics:
        yield Paragraph((Text(typographic(" · ".join(brief.topics))),), "small")
