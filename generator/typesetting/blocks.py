"""Blocks → slabs and structure elements, in reading order."""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Contents,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    Text,
)
from generator.document.walking import plain_text
from generator.language.visible import legible
from generator.theme.roles import heading_role
from generator.theme.theme import Style
from generator.typesetting.contents import contents_slabs
from generator.typesetting.figures import figure_slabs
from generator.typesetting.findings import long_box
from generator.typesetting.inlines import set_words
from generator.typesetting.labels import TAGGED_AS, label_slabs, labelled, numbered_labels
from generator.typesetting.paragraphs import Area, paragraph_slabs, word_slabs
from generator.typesetting.placed import OutlineEntry, StructureElement
from generator.typesetting.setting import Setting
from generator.typesetting.slabs import BOUND, Slab, kept_together, unbroken, with_space
from generator.typesetting.tables import table_slabs
from generator.typesetting.tagging import tagged

_LONG_HEADING = 6  # lines up to which a heading is not divided


class BlockPlace(Struct, frozen=True):
    """The surroundings of blocks: their area, and the style of `body` words there.

    They stand in so many `lists`, of which so many are `numbered`.
    """

    area: Area
    dress: str = "body"
    lists: int = 0
    numbered: int = 0


def block_slabs(
    block: Block, place: BlockPlace, setting: Setting, parent: StructureElement
) -> list[Slab]:
    """One block as slabs, its elements added to `parent`."""
    match block:  # the most frequent first
        case Paragraph(children, role, anchor):
            style = setting.theme.style(place.dress if role == "body" else role)
            element = parent.add("P", anchor=anchor)
            return paragraph_slabs(children, style, place.area, setting, element)
        case Heading():
            return _heading(block, place, setting, parent)
        case BulletList() | NumberedList():
            return _list(block, place, setting, parent)
        case DefinitionList():
            return _definitions(block, place, setting, parent)
        case Quotation(blocks):
            inner = replace(place, dress="quotation")
            return _all(blocks, inner, setting, parent.add("BlockQuote"))
        case Box() | Aside():
            return _box(block, place, setting, parent)
        case Table():
            return table_slabs(block, place.area, setting, parent)
        case Figure():
            return figure_slabs(block, place.area, setting, parent)
        case Contents():
            return contents_slabs(block, place.area, setting, parent)
        case PageBreak():
            return []
        case _:
            assert_never(block)


def _all(
    blocks: tuple[Block, ...], place: BlockPlace, setting: Setting, parent: StructureElement
) -> list[Slab]:
    return [slab for block in blocks for slab in block_slabs(block, place, setting, parent)]


def _heading(
    block: Heading, place: BlockPlace, setting: Setting, parent: StructureElement
) -> list[Slab]:
    style = setting.theme.style(heading_role(block.level))
    element = parent.add("P", anchor=block.anchor)
    number = setting.numbers.get(block.anchor, "")
    # Its number is read aloud, and listed in the outline.
    children = (Text(f"{number}\u2002"), *block.children) if number else block.children
    words = set_words(children, style, setting, notes_last=True)
    tags = tagged(words, element, setting, host=parent)
    slabs = word_slabs(words, tags, style, place.area, setting, balanced=True)
    if found := setting.headings.get(id(block)):
        _enter(children, found.depth, block.anchor, setting, element)
    # A heading is whole, unless it is so long that it would leave the page before it empty.
    return kept_together(slabs, BOUND) if len(slabs) <= _LONG_HEADING else slabs


def _enter(
    title: tuple[Inline, ...],
    depth: int,
    anchor: str | None,
    setting: Setting,
    element: StructureElement,
) -> None:
    """Make the element of a title a heading, and an entry of the outline."""
    element.kind = f"H{depth}"
    if anchor:
        words = legible(plain_text(title)).strip()
        setting.outline.append(OutlineEntry(depth, words, anchor))


# --- lists --------------------------------------------------------------------------------


def _list(
    block: BulletList | NumberedList, place: BlockPlace, setting: Setting, parent: StructureElement
) -> list[Slab]:
    look, items = setting.theme.lists, block.items
    if isinstance(block, BulletList):
        bullet = look.bullet_at(place.lists)
        element = parent.add("L", TAGGED_AS.get(bullet, "Disc"))
        return _list_slabs(items, [bullet] * len(items), place, setting, element)
    own = setting.theme.styles.get(f"{block.role}-number")
    numeral = "decimal" if own else look.numeral_at(place.numbered)
    stop = "" if own else "."  # a number that stands out needs none
    labels = [*numbered_labels(block.start, len(items), numeral, stop)]
    element = parent.add("L", TAGGED_AS[numeral])
    inner = replace(place, numbered=place.numbered + 1)
    return _list_slabs(items, labels, inner, setting, element, look=own)


def _list_slabs(
    items: tuple[tuple[Block, ...], ...],
    labels: list[str],
    place: BlockPlace,
    setting: Setting,
    element: StructureElement,
    *,
    look: Style | None = None,
) -> list[Slab]:
    """`look` is that of the labels, where it is not that of the words beside them."""
    lists = setting.theme.lists
    dress = "list" if place.dress == "body" else place.dress
    area = place.area.indented(lists.indent)
    inner = replace(place, area=area, dress=dress, lists=place.lists + 1)
    slabs: list[Slab] = []
    for item, label in zip(items, labels, strict=True):
        entry = element.add("LI")
        style = look or setting.theme.style(dress)
        mark = label_slabs(label, style, place.area, setting, entry.add("Lbl"))
        body = _item(item, inner, setting, entry.add("LBody"))
        slabs += with_space(labelled(mark, body), after=lists.between)
    return slabs


def _item(
    item: tuple[Block, ...], place: BlockPlace, setting: Setting, parent: StructureElement
) -> list[Slab]:
    """The blocks of an item; the confidence of a judgement stays on its page."""
    slabs: list[Slab] = []
    for block in item:
        if isinstance(block, Paragraph) and block.role == "confidence":
            slabs = [*slabs[:-1], *unbroken(slabs[-1:])]
        slabs += block_slabs(block, place, setting, parent)
    return slabs


def _definitions(
    block: DefinitionList, place: BlockPlace, setting: Setting, parent: StructureElement
) -> list[Slab]:
    """Terms above what is said about them. A term is the label of its list item."""
    element = parent.add("L", "None")
    slabs: list[Slab] = []
    for term, blocks in block.items:
        entry = element.add("LI")
        label, body = entry.add("Lbl"), entry.add("LBody")
        style = setting.theme.style("term")
        slabs += paragraph_slabs(term, style, place.area, setting, label, host=body)
        slabs += _all(blocks, replace(place, dress="definition"), setting, body)
    return slabs


# --- boxes --------------------------------------------------------------------------------


def _box(
    block: Box | Aside, place: BlockPlace, setting: Setting, parent: StructureElement
) -> list[Slab]:
    style = setting.theme.box(block.role)
    element = parent.add("Aside" if isinstance(block, Aside) else "Sect", anchor=block.anchor)
    inner = BlockPlace(place.area.framed(style), place.dress)
    slabs: list[Slab] = []
    if block.title:
        look, title = setting.theme.style(style.title), element.add("P")
        slabs = paragraph_slabs(block.title, look, inner.area, setting, title, host=element)
        slabs = unbroken(slabs)
        if found := setting.headings.get(id(block.title)):
            _enter(block.title, found.depth, block.anchor, setting, title)
    slabs += _all(block.blocks, inner, setting, element)
    if style.most_lines and len(slabs) > style.most_lines and block.span:
        setting.found.append(long_box(len(slabs), style.most_lines, block.role, block.span))
    return kept_together(slabs) if style.keep_together else slabs
