"""What a brief and its house say of the brief: the values that layouts and running heads name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from generator.briefs.brief import Brief
from generator.config.addresses import address_of_words, doi_address
from generator.config.licences import known_licence
from generator.document import Meta
from generator.layout.material import Material
from generator.layout.screen import screen_words
from generator.templates.labels import Labels
from generator.workspace.settings import OF_THE_HOUSE, FieldPlace, Settings


class SaidOfBrief(Struct, frozen=True):
    """The display form of a value, and where it leads.

    One of the house's own has a `label` before it, and a place where it is printed.
    """

    words: str
    address: str = ""
    label: str = ""
    where: FieldPlace = "layout"


def values_of(brief: Brief, settings: Settings, labels: Labels) -> Mapping[str, SaidOfBrief]:
    """Each value that a layout, a header or a footer may name; empty if nobody gives it."""
    return dict(_values(brief, settings, labels))


def _values(brief: Brief, settings: Settings, labels: Labels) -> Iterator[tuple[str, SaidOfBrief]]:
    front = brief.front
    said = {
        "title": front.title or brief.slug,
        "subtitle": front.subtitle,
        "number": front.number,
        "series": front.series,
        "version": front.version,
        "date": labels.day(front.date) if front.date > date.min else "",
        "cutoff": labels.day(front.cutoff) if front.cutoff else "",
        "authors": labels.listed([author.name for author in front.author]),
        "translators": labels.listed([one.name for one in front.translator]),
        "marking": front.marking,
        "abstract": front.abstract,
    }
    yield from ((name, SaidOfBrief(words)) for name, words in said.items())
    house = {name: getattr(front, name) or getattr(settings, name) for name in OF_THE_HOUSE}
    yield "publisher", SaidOfBrief(house["publisher"])
    yield "disclaimer", SaidOfBrief(house["disclaimer"])
    yield "contact", SaidOfBrief(house["contact"], address_of_words(house["contact"]))
    licence = known_licence(house["licence"])
    named = SaidOfBrief(licence.name, licence.address) if licence else None
    yield "licence", named or SaidOfBrief(house["licence"])
    yield "doi", SaidOfBrief(front.doi, doi_address(front.doi) if front.doi else "")
    yield from _of_the_house(brief, settings, labels)


def _of_the_house(
    brief: Brief, settings: Settings, labels: Labels
) -> Iterator[tuple[str, SaidOfBrief]]:
    """The values that the house declares; empty where a brief does not give one."""
    language = brief.front.lang or settings.language
    for name, own in settings.fields.items():
        written = brief.front.own.get(name, "")
        is_day = own.type == "day" and written
        words = labels.day(date.fromisoformat(written)) if is_day else written
        address = address_of_words(written) if own.type == "address" else ""
        yield name, SaidOfBrief(words, address, own.label_in(language), own.where)


def meta_of(
    material: Material, values: Mapping[str, SaidOfBrief], labels: Labels, *, draft: str
) -> Meta:
    """The properties of a document; `draft` is the word across its pages if it is one."""
    front = material.brief.front
    fields = {name: value.words for name, value in values.items()}
    return Meta(
        authors=tuple(author.name for author in front.author),
        issued=max(front.date, _EPOCH),
        draft=draft,
        screen=screen_words(labels),
        publisher=fields["publisher"],
        subject=front.abstract,
        keywords=front.topics,
        identifier=front.number,
        doi=front.doi,
        licence=fields["licence"],
        licence_address=values["licence"].address,
        version=front.version,
        marking=material.marking,
        page_label=labels.plain("page"),
        source_file=labels.plain("source_file"),
        manifest_file=labels.plain("manifest_file"),
        fields=fields | {"version": f"{labels.word('version')} {front.version}"},
    )


_EPOCH = date(1970, 1, 1)  # what a draft without a date is dated in its properties
