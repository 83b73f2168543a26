"""A source as people see it: its blocks in order, where each stands, whose it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from generator.seeds.printed_numbers import NumberedAs, numbered_as
from generator.seeds.seed import Edition, Seed, SeedParagraph, SourceBlock, SourcePlace


def in_source_order(edition: Edition) -> tuple[SourceBlock, ...]:
    """The paragraphs and the dropped blocks of an edition, as they follow each other in print."""
    return tuple(sorted(edition.blocks, key=lambda block: (block.place.first_line, block.ink)))


def shown_place(place: SourcePlace) -> str:
    """A place as people name it: "lines 3–5", "p. iv", "pp. 4–5", "at 00:01:12"."""
    if place.time:
        return f"at {place.time}"
    if place.last_page:
        return f"pp. {place.page}–{place.last_page}"
    if place.page:
        return f"p. {place.page}"
    first, last = place.first_line, place.last_line
    return f"line {first}" if first == last else f"lines {first}–{last}"


def from_first_to_last(places: Sequence[SourcePlace]) -> SourcePlace:
    """The place from the first of some blocks to the last."""
    first, last = places[0], places[-1]
    ends = last.last_page or last.page
    return replace(first, last_line=last.last_line, last_page="" if ends == first.page else ends)


def cited_as(number: str, seed: Seed) -> str:
    """A paragraph as a source itself counts it: "Art. 5(2)", "§ 12", "Rn. 14"; else "¶3"."""
    paragraph = seed.paragraph(number)
    return paragraph_place(paragraph) if paragraph else f"¶{number}"


def paragraph_place(paragraph: SeedParagraph) -> str:
    """How a paragraph is best cited: "Art. 5(2)", "§ 12", "Rn. 14", "¶3"."""
    kind = numbered_as(paragraph.label) if paragraph.label else "paragraph"
    return f"{_SIGNS.get(kind, '¶')}{paragraph.number}"


def named_together(places: Sequence[str]) -> str:
    """Places as messages name them: "¶2", "¶¶ 3, 5", "Art. 2(1), Art. 3"."""
    if len(places) == 1:
        return places[0]
    counted = [place.removeprefix("¶") for place in places if place.startswith("¶")]
    others = [place for place in places if not place.startswith("¶")]
    rows = [f"¶¶ {', '.join(counted)}" if counted[1:] else f"¶{one}" for one in counted[:1]]
    return ", ".join([*rows, *others])


def first_places(paragraphs: Sequence[SeedParagraph]) -> Sequence[str]:
    """How the first paragraphs are cited that the source counts itself; else the first of all."""
    counted = [one for one in paragraphs if one.number.isdigit()] or paragraphs
    return [paragraph_place(one) for one in counted[:2]]


_SIGNS: Mapping[NumberedAs, str] = {"article": "Art. ", "section": "§ ", "marginal number": "Rn. "}


def about_seed(seed: Seed) -> str:
    """Who wrote a source, who published it and when, as far as it is known, in one line."""
    meta = seed.meta
    published = meta.published.isoformat() if meta.published else ""
    return " · ".join(part for part in (meta.author, meta.publisher, published) if part)
