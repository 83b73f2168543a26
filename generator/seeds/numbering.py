"""The numbers by which the paragraphs of a seed are cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from generator.seeds.items import Items
from generator.seeds.lines import COMMAS
from generator.seeds.printed_numbers import PrintedNumber, printed_number
from generator.seeds.series import Series, main_series


class NumberableBlock(Struct, frozen=True):
    """A block of an original as it is numbered.

    `is_body` says that it is a paragraph. Others only head paragraphs, or `is_number`: they print
    a number that stands on a line of its own.
    """

    text: str
    is_body: bool = True
    may_be_numbered: bool = True
    is_number: bool = False


class ParagraphNumber(Struct, frozen=True):
    """How a paragraph is cited, and its printed number, which is empty if it has none."""

    number: str
    label: str = ""


NUMBER_ALONE = "paragraph number"
"""Why a line is dropped that has nothing but the printed number of the paragraph below it."""

HEADS = frozenset({"heading", "before the body", "title", NUMBER_ALONE})
"""The reasons for dropping lines that may pass their number on to the paragraph below."""


def counted_numbers(blocks: Sequence[NumberableBlock]) -> tuple[ParagraphNumber, ...]:
    """Numbers as releases before printed numbers of every kind made them.

    Printed are only plain ones in sequence; if most paragraphs have those, one without is an
    insert after the one before it: "12A". Else paragraphs are counted.
    """
    texts = [block.text for block in blocks if block.is_body]
    pairs = zip(_plain_numbers(texts), texts, strict=True)
    return tuple(plain_number(number, text) for number, text in pairs)


_PRINTED = re.compile(r"(?:¶\s*|\[)?(\d{1,4})[.)\]]?\s")


def _plain_numbers(texts: Sequence[str]) -> tuple[str, ...]:
    """The numbers of `counted_numbers` for the texts of paragraphs."""
    printed = [match[1] if (match := _PRINTED.match(text)) else None for text in texts]
    labels = [int(label) for label in printed if label is not None]
    in_sequence = labels == list(range(labels[0], labels[0] + len(labels))) if labels else False
    if not in_sequence or len(labels) < 3 or len(labels) * 4 < len(printed) * 3:
        return tuple(str(count) for count in range(1, len(printed) + 1))
    taken: list[str] = []
    for label in printed:
        number = insert_after(taken[-1] if taken else None, taken) if label is None else label
        taken.append(str(int(number)) if number.isdigit() else number)
    return tuple(taken)


def plain_number(number: str, text: str) -> ParagraphNumber:
    """A number with its label, if a text begins with that number in print."""
    printed = _PRINTED.match(text)
    label = printed[1] if printed and str(int(printed[1])) == number else ""
    return ParagraphNumber(number, label)


# --- printed numbers of every kind ------------------------------------------------------


def printed_numbers(
    blocks: Sequence[NumberableBlock], *, version: int = 5
) -> tuple[ParagraphNumber, ...]:
    """The printed numbers, if the source numbers its paragraphs or articles; else 1, 2 …

    A number on a heading passes to the first paragraph below it, and items hang on the number
    above them: 8(a)(ii). A series that begins again is counted in parts: I.1, II.1. A paragraph
    without a number is an insert after the one before it. No number is given twice.
    From version 3 on, items are parted by how they are printed (see `Items`). From version 4 on, a
    number on a line of its own may be an item's, and a long series of articles is one however many
    paragraphs each of them has. From version 5 on, what goes on from a preamble is numbered however
    few paragraphs it has.
    """
    heads = [_head_of(block, version) for block in blocks]
    headings = frozenset(index for index, block in enumerate(blocks) if not block.is_body)
    series = main_series(heads, headings)
    bodies = [index for index, block in enumerate(blocks) if block.is_body]
    found = dict(_assigned(blocks, heads, series, version)) if series else {}
    long = series is not None and version >= 4 and series.is_named and len(series.numbers) >= _LONG
    led = version >= 5 and _is_led_to(blocks, bodies, found)
    if series is None or not (long or _is_carried(found, bodies, series, headings, led=led)):
        return tuple(ParagraphNumber(str(count)) for count in range(1, len(bodies) + 1))
    return tuple(_with_inserts([found.get(index) for index in bodies]))


def _head_of(block: NumberableBlock, version: int) -> PrintedNumber | None:
    head = printed_number(block.text) if block.may_be_numbered else None
    return head if head and head.since <= version else None


_LONG = 8  # numbers in a series: no list in an article has as many
_LEAST_OF_LONG, _LEAST, _LEAST_OF_HEADINGS = 0.2, 0.5, 0.75


def _is_carried(
    found: Mapping[int, ParagraphNumber],
    bodies: Sequence[int],
    series: Series,
    headings: frozenset[int],
    *,
    led: bool,
) -> bool:
    """Whether enough paragraphs from the first numbered one on are numbered.

    A list that prose leads to and follows is no numbering of it, and no more are chapters. One that
    a preamble leads to is.
    """
    if not found:
        return False
    within = [index for index in bodies if index >= min(found)]
    share = len(found) / len(within)
    if series.is_named:
        return share >= _LEAST_OF_LONG
    if len(series.numbers.keys() - headings) * 2 < len(series.numbers):
        return share >= _LEAST_OF_HEADINGS
    if len(series.numbers) >= _LONG:
        return share >= _LEAST_OF_LONG
    amidst = not led and len(within) < len(bodies) and within[-1] > max(found)
    return not amidst and share >= _LEAST


def _is_led_to(
    blocks: Sequence[NumberableBlock],
    bodies: Sequence[int],
    found: Mapping[int, ParagraphNumber],
) -> bool:
    """Whether the paragraph above the first numbered one ends in a comma, as a preamble does."""
    above = [index for index in bodies if index < min(found, default=0)]
    return bool(above) and blocks[above[-1]].text.endswith(COMMAS)


def _assigned(
    blocks: Sequence[NumberableBlock],
    heads: Sequence[PrintedNumber | None],
    series: Series,
    version: int,
) -> Iterator[tuple[int, ParagraphNumber]]:
    """The paragraphs that have a number, their own or that of a heading above."""
    parts = _parts_named(blocks, series)
    part, items, waiting, tells_styles = "", Items(), None, version >= 3
    stem: ParagraphNumber | None = None
    for index, (block, head) in enumerate(zip(blocks, heads, strict=True)):
        part = parts.get(index, part)
        own: ParagraphNumber | None = None
        if main := series.numbers.get(index):
            stem = ParagraphNumber(part + main.number, _with_part(part, main.written))
            items = Items.behind(main.subs, tells_styles=tells_styles)
            own = _with_items(stem, items)
        elif stem and head and _may_be_item(block, version) and items.take(head):
            own = _with_items(stem, items)
        if not block.is_body:
            waiting = own or waiting
        elif given := own or waiting:
            yield index, given
            waiting = None


def _may_be_item(block: NumberableBlock, version: int) -> bool:
    return block.is_body or (block.is_number and version >= 4)


def _with_items(stem: ParagraphNumber, items: Items) -> ParagraphNumber:
    subs = "".join(f"({sub})" for sub in items.path)
    return ParagraphNumber(stem.number + subs, stem.label + subs)


def _with_part(part: str, written: str) -> str:
    """A printed number behind that of its part: "II.3", "Article II.3"."""
    term, blank, number = written.rpartition(" ")
    return f"{term}{blank}{part}{number}"


_PART = (
    r"(?:(?:Part|Chapter|Title|Annex|Section|Teil|Kapitel|Anhang|Partie|Annexe)\s+)?"
    r"(?P<part>[IVX]{1,5}|[A-H])(?:[.:)\s–—-]|$)"
)


def _parts_named(blocks: Sequence[NumberableBlock], series: Series) -> Mapping[int, str]:
    """What stands before the numbers of each part: its own printed number, else its count."""
    if len(series.parts) < 2:
        return {}
    above = [_part_above(blocks, start) for start in series.parts]
    if None in above or len(set(above)) < len(above):
        above = [_roman(count) for count in range(1, len(above) + 1)]
    return {start: f"{name}." for start, name in zip(series.parts, above, strict=True)}


def _part_above(blocks: Sequence[NumberableBlock], start: int) -> str | None:
    """The printed number of the part that begins in one of the few short lines above a block."""
    for index in range(start - 1, max(-1, start - 4), -1):
        found = re.match(_PART, blocks[index].text)
        if found and len(blocks[index].text) <= _LONGEST_HEADING:
            return found["part"]
    return None


_LONGEST_HEADING = 90


def _roman(number: int) -> str:
    tens, units = divmod(number, 10)
    digits = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * tens + digits[units]


def given_numbers(
    found: Sequence[ParagraphNumber], by_hand: Sequence[ParagraphNumber | None]
) -> tuple[ParagraphNumber, ...]:
    """The numbers given by hand, and those found where none was given.

    What was found and is given to another paragraph becomes an insert.
    """
    given = {one.number for one in by_hand if one}
    pairs = zip(found, by_hand, strict=True)
    free = [hand or (one if one.number not in given else None) for one, hand in pairs]
    return tuple(_with_inserts(free))


def _with_inserts(found: Sequence[ParagraphNumber | None]) -> Iterator[ParagraphNumber]:
    """A number for each paragraph: what is printed counts once, the rest are inserts."""
    printed = {one.number for one in found if one}
    taken = set[str]()
    last: str | None = None
    for one in found:
        is_free = one is not None and one.number not in taken
        given = one if one and is_free else ParagraphNumber(insert_after(last, printed | taken))
        taken.add(given.number)
        last = given.number
        yield given


def insert_after(number: str | None, taken: Collection[str]) -> str:
    """The next free number after a paragraph: 3A, then 3B; before the first one, 0A.

    After an item of a paragraph, it is that of the paragraph: 8A after 8(a).
    """
    stem = "0" if number is None else number.partition("(")[0].rstrip(_LETTERS)
    count = 1
    while (free := stem + _letters(count)) in taken:
        count += 1
    return free


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _letters(count: int) -> str:
    """A, B … Z, AA, AB …"""
    letters = ""
    while count:
        count, digit = divmod(count - 1, 26)
        letters = _LETTERS[digit] + letters
    return letters


# --- which numbering an edition has -----------------------------------------------------

NUMBERINGS: Mapping[int, Callable[[Sequence[NumberableBlock]], tuple[ParagraphNumber, ...]]] = {
    1: counted_numbers,
    2: partial(printed_numbers, version=2),
    3: partial(printed_numbers, version=3),
    4: partial(printed_numbers, version=4),
    5: printed_numbers,
}
"""By version. A new way of numbering is a new row; old rows prove the editions made with them."""

NEWEST_NUMBERING = max(NUMBERINGS)

PARAGRAPH_NUMBER = re.compile(
    r"(?:[IVX]+\.|[A-H]\.)?[0-9]+(?:\.[0-9]+)*(?:bis|ter|quater)?[A-Z]*(?:\([0-9a-z]+\))*"
)
"""What numbers of paragraphs look like."""
