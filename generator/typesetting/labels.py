"""The bullets and numbers of lists, beside the first line of what they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from generator.document import Text
from generator.theme.theme import ListNumeral, Style
from generator.typesetting.paragraphs import Area, paragraph_slabs
from generator.typesetting.placed import StructureElement
from generator.typesetting.setting import Setting
from generator.typesetting.slabs import Slab, SlabLine, unbroken

TAGGED_AS: Mapping[str, str] = {
    "decimal": "Decimal",
    "lower-letter": "LowerAlpha",
    "upper-letter": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    **dict.fromkeys("◦○", "Circle"),
    **dict.fromkeys("▪■◾", "Square"),
}
"""The ListNumbering of numerals and bullets (ISO 32000-1, table 347); any other is a `Disc`."""


def numbered_labels(start: int, count: int, numeral: ListNumeral, stop: str) -> Iterator[str]:
    """The numbers of a list's items, each with the stop behind it."""
    for number in range(start, start + count):
        yield f"{_numeral(number, numeral)}{stop}"


def _numeral(number: int, numeral: ListNumeral) -> str:
    """A number as Word writes it in a list: behind z come aa and bb; 0 is a figure always."""
    if number < 1 or numeral == "decimal":
        return str(number)
    if numeral.endswith("roman"):
        found = "".join(_roman(number))
    else:
        count, letter = divmod(number - 1, 26)
        found = chr(ord("a") + letter) * (count + 1)
    return found.upper() if numeral.startswith("upper") else found


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def _roman(number: int) -> Iterator[str]:
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        yield letters * count


def label_slabs(
    text: str, style: Style, area: Area, setting: Setting, element: StructureElement
) -> list[Slab]:
    """A bullet or number as it stands by itself."""
    return paragraph_slabs((Text(text),), replace(style, align="left"), area, setting, element)


def labelled(mark: Sequence[Slab], body: list[Slab]) -> list[Slab]:
    """A body with its number or bullet beside the first line, on the same baseline."""
    if not body or not body[0].lines:
        return unbroken([*mark]) + body
    if not mark:
        return body
    down = body[0].lines[0].down
    beside = tuple(SlabLine(one.x, down, one.line, one.tags) for one in mark[0].lines)
    return [replace(body[0], lines=beside + body[0].lines), *body[1:]]
