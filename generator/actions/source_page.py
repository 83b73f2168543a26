"""`brief seed show --page`: what was kept of a source beside what was dropped, as HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from itertools import groupby

from msgspec import Struct

from generator.language.counting import counted
from generator.seeds.places import about_seed, from_first_to_last, in_source_order, shown_place
from generator.seeds.seed import Edition, Seed, SeedParagraph, SourceBlock


class _Row(Struct, frozen=True):
    """A paragraph, or what was dropped in a row for one reason; then the number is empty."""

    texts: tuple[str, ...]
    place: str
    number: str = ""
    reason: str = ""


def source_page(seed: Seed) -> bytes:
    """A page with what was kept of a source at the left, and what was dropped at the right.

    HTML in UTF-8. It holds all that it needs, asks nothing of the network and runs no script.
    """
    from jinja2 import Environment, StrictUndefined

    edition = seed.edition
    page = files("generator.actions").joinpath("source_page.html.j2").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    shown = environment.from_string(page).render(
        language=seed.meta.language,
        key=seed.key,
        title=seed.meta.title,
        about=about_seed(seed),
        original=edition.original,
        edition=edition.number,
        kept=counted(len(edition.paragraphs), "paragraph"),
        left_out=counted(len(edition.dropped), "block"),
        reasons=Counter(block.reason for block in edition.dropped).most_common(),
        rows=tuple(_page_rows(edition)),
    )
    return shown.encode()


def _page_rows(edition: Edition) -> Iterator[_Row]:
    """A row for each paragraph, and one for the blocks between two that were dropped alike."""
    for (number, reason), group in groupby(in_source_order(edition), _number_and_reason):
        blocks = tuple(group)
        place = shown_place(from_first_to_last([block.place for block in blocks]))
        yield _Row(tuple(block.text for block in blocks), place, number, reason)


def _number_and_reason(block: SourceBlock) -> tuple[str, str]:
    return (block.number, "") if isinstance(block, SeedParagraph) else ("", block.reason)
