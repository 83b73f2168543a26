"""The outlines of PostScript in a font: how its glyphs are called (Adobe Technical Note 5176)."""

from __future__ import annotations

_LAST_OPERATOR, _REAL, _LONG, _INTEGERS = 21, 30, 247, {28: 3, 29: 5}


def is_cid_keyed(cff: memoryview) -> bool:
    """Whether glyphs have identifiers besides their numbers, as in large fonts for East Asia (18).

    Raises IndexError for a table that is cut off.
    """
    _, end_of_names = _index_place(cff, cff[2])
    place, _ = _index_place(cff, end_of_names)  # of the only dictionary at the top
    while cff[place] > _LAST_OPERATOR:
        place = _behind_operand(cff, place)
    return (cff[place], cff[place + 1]) == (12, 30)  # `ROS`, which is the first in it


def _index_place(cff: memoryview, start: int) -> tuple[int, int]:
    """Where the data of an index begins, and where they end (5)."""
    count = cff[start] << 8 | cff[start + 1]
    size = cff[start + 2]
    data = start + 3 + size * (count + 1)
    return data, data - 1 + int.from_bytes(cff[data - size : data], "big")


def _behind_operand(cff: memoryview, place: int) -> int:
    """Where the next operand or operator begins (4)."""
    byte = cff[place]
    if byte != _REAL:
        return place + _INTEGERS.get(byte, 1 if byte < _LONG else 2)
    place += 1
    while 0xF not in divmod(cff[place], 16):
        place += 1
    return place + 1
