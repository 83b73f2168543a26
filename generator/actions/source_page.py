"""`brief seed show --page`: what was kept of a source beside what was dropped, as HTML."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

from msgspec import Struct

from generator.language.counting import counted
from generator.seeds.places import about_seed, in_source_order, shown_place
from generator.seeds.seed import Seed, SeedParagraph, SourceBlock


class _Row(Struct, frozen=True):
    """A block as the page shows it; its number is empty if it was dropped."""

    text: str
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
        blocks=tuple(map(_row, in_source_order(seed.edition))),
    )
    return shown.encode()


def _row(block: SourceBlock) -> _Row:
    place = shown_place(block.place)
    if isinstance(block, SeedParagraph):
        return _Row(block.text, place, number=block.number)
    return _Row(block.text, place, reason=block.reason)
