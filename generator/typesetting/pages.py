"""Document + Theme → Pages: every line, rule and ground in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import codes
from generator.document import Document
from generator.language.visible import words_of
from generator.theme.regions import note_columns
from generator.theme.sheet import Sheet
from generator.theme.theme import Theme
from generator.typesetting import HEADROOM
from generator.typesetting.anchors import anchor_places
from generator.typesetting.contents import numbered_line
from generator.typesetting.drawing_in import filled_share, text_share
from generator.typesetting.filling import Filled
from generator.typesetting.findings import wide_words
from generator.typesetting.galley import Stacked
from generator.typesetting.making_up import made_up
from generator.typesetting.margins import grounds_of_remarks, margin_notes, watermark
from generator.typesetting.placed import (
    Content,
    Fill,
    Page,
    PagePlace,
    Pages,
    Picture,
    PlacedLine,
)
from generator.typesetting.running import heads_of_page, marking_found
from generator.typesetting.setting import Setting
from generator.typesetting.shaping import Shaped
from generator.typesetting.slabs import Slab, SlabFrame


def typeset(document: Document, theme: Theme) -> Pages:
    """The document on pages.

    No content can make it fail: what does not fit is divided or made smaller.
    Raises OSError if a font file of the theme cannot be read.
    """
    made = made_up(document, theme)
    setting, filled = made.setting, made.pages
    placed = [_placed(content, setting) for content in filled]
    begun: dict[Content, PagePlace] = {}
    for number, matter in enumerate(placed, start=1):
        _add_beginnings(begun, matter, number)
    places = anchor_places(setting.structure, begun)
    pages = tuple(
        _page(content, matter, (number, len(filled)), places, setting)
        for number, (content, matter) in enumerate(zip(filled, placed, strict=True), start=1)
    )
    outline = tuple(entry for entry in setting.outline if entry.anchor in places)
    beside = (one for slab in made.slabs for one in slab.beside)
    every = (*made.slabs, *beside, *made.notes)
    # In a table that is too wide, words are divided because it is.
    is_cramped = any(finding.code == codes.WIDE_TABLE for finding in setting.found)
    words = () if is_cramped else wide_words(every, document)
    found = (*setting.found, *words, *marking_found(setting))
    return Pages(pages, places, setting.structure, outline, found)


class _Matter(Struct, frozen=True):
    """What is read on a page, and the grounds and rules below it."""

    fills: list[Fill]
    pictures: list[Picture]
    lines: list[PlacedLine]


def _placed(content: Filled, setting: Setting) -> _Matter:
    sheet = setting.theme.sheet(landscape=content.landscape)
    stacks = _stacks(content, sheet)
    fills = [fill for stack, high in stacks for fill in _frames(stack, high, sheet)]
    if content.notes:
        fills.append(_rule_above_notes(content, sheet, setting))
    lines: list[PlacedLine] = []
    pictures: list[Picture] = []
    for stack, high in stacks:
        for one in stack:
            fills += _inks(one, high)
            lines += _placed_lines(one, high)
            pictures += _pictures(one, high)
    return _Matter(fills, pictures, lines)


def _rule_above_notes(content: Filled, sheet: Sheet, setting: Setting) -> Fill:
    """The rule above the notes: over the whole measure where they go on from the page before."""
    look, columns = setting.theme.notes, note_columns(setting.theme)
    whole = columns.step * (columns.count - 1) + columns.width
    width = whole if content.resumed else look.rule_width
    y = sheet.bottom + content.notes_height + look.rule.gap
    return Fill(columns.left, y, width, look.rule.weight, look.rule.color)


def _page(
    content: Filled,
    matter: _Matter,
    number: tuple[int, int],
    places: Mapping[str, PagePlace],
    setting: Setting,
) -> Page:
    """A page by its number and how many there are."""
    sheet = setting.theme.sheet(landscape=content.landscape)
    lines = [_with_page_number(one, places, setting) for one in matter.lines]
    heads = heads_of_page(number, sheet, setting)
    shown, remarks = margin_notes(lines, sheet, setting)
    return Page(
        width=sheet.width,
        height=sheet.height,
        fills=(*matter.fills, *heads.fills, *grounds_of_remarks(remarks, matter.fills)),
        pictures=tuple(matter.pictures),
        lines=(*lines, *shown),
        running=heads.lines,
        logos=heads.logos,
        remarks=tuple(remarks),
        watermark=watermark(sheet, setting),
        filled=filled_share(content),
        text_filled=text_share(content),
        line_count=sum([_line_count(one.slab) for one in (*content.body, *content.notes)]),
    )


def _line_count(slab: Slab) -> int:
    """How many lines stand one under the other; a table's cells stand side by side."""
    return len({one.down for one in slab.lines})


def _inks(one: Stacked, top: float) -> Iterator[Fill]:
    y = top - one.down
    for ink in one.slab.inks:
        yield Fill(ink.x + one.shift, y - ink.down - ink.height, ink.width, ink.height, ink.color)
    for line in one.slab.lines:
        x, base = line.x + one.shift, y - line.down
        for ground in line.line.grounds:
            width, height = ground.right - ground.left, ground.above - ground.below
            yield Fill(x + ground.left, base + ground.below, width, height, ground.color)


def _placed_lines(one: Stacked, top: float) -> Iterator[PlacedLine]:
    y = top - one.down
    for line in one.slab.lines:
        yield PlacedLine(line.x + one.shift, y - line.down, line.line, line.tags)


def _with_page_number(
    one: PlacedLine, places: Mapping[str, PagePlace], setting: Setting
) -> PlacedLine:
    """The line with its page number if it is an entry of a table of contents."""
    if one.line.listed is None:
        return one
    return replace(one, line=numbered_line(one.line, places, setting))


def _pictures(one: Stacked, top: float) -> Iterator[Picture]:
    if one.slab.image is None:
        return
    x, image = one.slab.image
    x += one.shift
    y = top - one.down - image.height
    if image.content:
        image.element.bounds = (x, y, x + image.width, y + image.height)
    yield Picture(x, y, image.width, image.height, image.data, image.media_type, image.content)


def _stacks(content: Filled, sheet: Sheet) -> Iterable[tuple[Sequence[Stacked], float]]:
    """What is stacked on a page in reading order, each with the height of its head."""
    top = sheet.height - sheet.top
    notes_top = sheet.bottom + content.notes_height
    return (content.body, top), (content.aside, top), (content.notes, notes_top)


def _add_beginnings(begun: dict[Content, PagePlace], matter: _Matter, number: int) -> None:
    """Add where content that can be seen begins on a page, as far as none stands before it."""
    for picture in matter.pictures:
        if picture.content:
            begun[picture.content] = PagePlace(number, picture.x, picture.y + picture.height)
    for line in matter.lines:
        for run in line.line.runs:
            leaf = line.leaf_of(run)
            if leaf and leaf not in begun and any(map(_has_words, run.words)):
                top = line.y + run.rise + HEADROOM * run.size
                begun[leaf] = PagePlace(number, line.x + run.x, top)


def _has_words(shaped: Shaped) -> bool:
    return any(map(str.isalnum, shaped.text)) or bool(words_of(shaped.text))


# --- frames -------------------------------------------------------------------------------


def _frames(stack: Sequence[Stacked], top: float, sheet: Sheet) -> Iterator[Fill]:
    """Ground and edges of each frame, as far as it stands on this page; the outer ones first."""
    stretches: dict[tuple[SlabFrame, float], tuple[Stacked, Stacked]] = {}
    for one in stack:
        for frame in one.slab.frames:
            first, _ = stretches.get((frame, one.shift), (one, one))
            stretches[frame, one.shift] = (first, one)
    for (frame, shift), (first, last) in stretches.items():
        inside = first.slab.frames[first.slab.frames.index(frame) :]
        high = top - first.down + fsum(one.padding_top for one in inside)
        within = last.slab.frames[last.slab.frames.index(frame) :]
        low = top - last.down - last.slab.height - last.slab.after
        low -= fsum(one.padding_bottom for one in within)
        if frame.bleed:
            high = sheet.height if first is stack[0] else high
            yield from _edges(replace(frame, x=0.0, width=sheet.width), 0.0, low, high)
        else:
            yield from _edges(frame, frame.x + shift, low, high)


def _edges(frame: SlabFrame, x: float, low: float, high: float) -> Iterable[Fill]:
    height = high - low
    if frame.fill:
        yield Fill(x, low, frame.width, height, frame.fill)
    weight, color = frame.side
    if weight:
        yield Fill(x, low, weight, height, color)
    weight, color = frame.above
    if weight:
        yield Fill(x, high - weight, frame.width, weight, color)
    weight, color = frame.below
    if weight:
        yield Fill(x, low, frame.width, weight, color)
