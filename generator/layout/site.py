"""Briefs → the document that lists them: what stands first on a web site of a house."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.briefs.front import FrontMatter
from generator.document import Block, Box, Document, Heading, Link, Meta, Paragraph, Text
from generator.layout.screen import screen_words
from generator.layout.typography import quotation_marks, typographic
from generator.templates.labels import Labels
from generator.theme.running_heads import FIELDS
from generator.workspace.settings import Settings


class ListedBrief(Struct, frozen=True):
    """A brief as an index lists it; `file` stands in the folder of the index."""

    file: str
    front: FrontMatter


def index_document(
    briefs: Iterable[ListedBrief], publisher: str, settings: Settings, labels: Labels
) -> Document:
    """The briefs of a house, the latest first: day, title, abstract and topics of each."""
    of_one_brief = (*FIELDS, *settings.fields)
    ordered = sorted(briefs, key=lambda one: (-one.front.date.toordinal(), one.front.title))
    title = Heading(1, (Text(publisher),), "site")
    blocks: list[Block] = [Box("masthead", (title,))]
    for place, brief in enumerate(ordered, 1):
        blocks += _index_entry(brief, place, labels)
    meta = Meta(
        publisher=publisher,
        screen=screen_words(labels),
        fields=dict.fromkeys(of_one_brief, ""),  # so that running heads show the logo alone
    )
    if ordered:
        meta = replace(meta, issued=ordered[0].front.date)
    return Document(publisher, settings.language, meta, tuple(blocks))


def _index_entry(brief: ListedBrief, place: int, labels: Labels) -> Iterator[Block]:
    front, marks = brief.front, quotation_marks(labels)
    name = Link((Text(typographic(front.title, marks=marks)),), brief.file)
    yield Heading(2, (name,), f"brief-{place}")
    parts = (labels.day(front.date), typographic(front.series, marks=marks), front.number)
    yield Paragraph((Text(" · ".join(filter(None, parts))),), "small")
    if front.abstract:
        yield Paragraph((Text(typographic(front.abstract, marks=marks)),))
    if front.topics:
        topics = typographic(" · ".join(front.topics), marks=marks)
        yield Paragraph((Text(topics),), "small")
