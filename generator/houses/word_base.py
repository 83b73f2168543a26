"""A house's file + the theme of a template → what Word files of that template begin with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from generator.config.files import HANDED_IN, read_of_workspace
from generator.config.text import file_unreadable
from generator.diagnostics import BriefError, Span, codes, refusal
from generator.houses.house import House, HouseStyle
from generator.houses.roles import SECTIONS, is_titled, numbered_headings, worn_styles
from generator.recall.results import recalled
from generator.theme.theme import Theme
from generator.theme.word_base import BaseHead, BaseStyle, HeadKind, HeadPages, WordBase

_EDGES = {"top": "header", "header": "header", "bottom": "footer", "footer": "footer"}


def read_word_base(theme: Theme, plain: Theme, path: Path, shown: str) -> WordBase:
    """What Word files begin with: the house's file at a path.

    `plain` is the theme as it would be if the template wanted nothing otherwise than the house.
    Raises BriefError if the file cannot be read.
    """
    try:
        data = read_of_workspace(path, HANDED_IN)
    except FileNotFoundError:
        message = f"no file {shown}, which Word files of this template begin with"
        hint = "take your house's Word file in again: `brief template import`"
        raise refusal(codes.UNREADABLE_FILE, message, Span.at(shown), hint=hint) from None
    except OSError as error:
        raise BriefError([file_unreadable(error, shown, code=codes.UNREADABLE_FILE)]) from None

    def read() -> House:
        from generator.houses.reading import house_budget, read_house

        return read_house(data, house_budget(shown))

    house = recalled(House, data, read, by="generator.houses.reading", room="generator.houses")
    return word_base(house, theme, plain)


def word_base(house: House, theme: Theme, plain: Theme) -> WordBase:
    """What Word files begin with, by what a house's file says and what a template changes of it."""
    worn = {role: style.id for role, style in worn_styles(house).items()}
    kept = {role for role in worn if theme.styles.get(role) == plain.styles.get(role)}
    numbers = numbered_headings(house)
    if theme.number_headings != plain.number_headings:
        kept, numbers = kept - set(SECTIONS), {}
    letterhead = frozenset(_heads_left(house, theme, plain))
    return WordBase(
        parts=house.parts,
        heads=tuple(
            BaseHead(one.kind, one.pages, one.markup, one.relations, one.height)
            for one in house.heads
            if _TABLES[one.kind, one.pages] in letterhead
        ),
        styles={id_: _base_style(one) for id_, one in house.styles.items()},
        named=house.named,
        worn=worn,
        kept=frozenset(kept),
        numbers=numbers,
        letterhead=letterhead,
        is_moved=is_titled(house),
        colors=house.colors,
        fonts=house.fonts,
        edges=dict(_edges_left(house, theme, plain, letterhead)),
        markup=house.markup,
    )


def _base_style(style: HouseStyle) -> BaseStyle:
    look = style.look
    keeps, is_listed = bool(look.keep_with_next), look.numbering is not None
    return BaseStyle(style.kind, style.name, style.is_default, is_listed, keeps, look.tabs)


def _heads_left(house: House, theme: Theme, plain: Theme) -> Iterator[str]:
    """The tables of headers and footers that the house has, and that the template leaves.

    A template that has another logo wants it in the place of the house's.
    """
    kinds = {one.kind for one in house.heads}
    for (kind, _), table in _TABLES.items():
        ours, theirs = theme.heads[table], plain.heads[table]
        is_pictured = any("{logo}" in place.pattern for place in ours.places)
        if kind in kinds and ours == theirs and (theme.logo == plain.logo or not is_pictured):
            yield table


_TABLES: Mapping[tuple[HeadKind, HeadPages], str] = {
    ("header", "default"): "header",
    ("header", "even"): "header",
    ("header", "first"): "first_header",
    ("footer", "default"): "footer",
    ("footer", "even"): "footer",
    ("footer", "first"): "first_footer",
}


def _edges_left(
    house: House, theme: Theme, plain: Theme, letterhead: Collection[str]
) -> Iterator[tuple[str, float]]:
    """What the page set-up of the house says, where the template leaves it.

    Where there is no header of the house, ours stands, and has its own distances.
    """
    page = house.page
    for name, kind in _EDGES.items():
        left_alone = getattr(theme.page, name) == getattr(plain.page, name)
        stands = any(table.endswith(kind) for table in letterhead)
        if page is not None and stands and left_alone:
            yield name, getattr(page, name)
