"""The table at the head of a form: what somebody has filled in beside the name of each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from generator.incoming.file import IncomingFile, IncomingParagraph, IncomingRun

_FEWEST_ROWS = 3  # a table with fewer may be about anything


class HeadTable(Struct, frozen=True):
    """The values of a head table, by their keys, and the paragraphs of each one's cell."""

    values: Mapping[str, str]
    cells: Mapping[str, tuple[int, ...]]


def head_table(file: IncomingFile, names: Mapping[str, str]) -> HeadTable | None:
    """The first table of a file whose rows begin with names of values; None if there is none.

    `names` leads from the words of a row's first cell to the key of its value.
    """
    numbered = [(place, one) for place, one in enumerate(file.paragraphs) if one.cell]
    for _, placed in groupby(numbered, key=lambda item: item[1].cell and item[1].cell.table):
        found = dict(_named_rows(tuple(placed), names))
        if len(found) >= _FEWEST_ROWS:
            values = {key: _cell_words(file, places) for key, places in found.items()}
            return HeadTable(values, found)
    return None


def with_head_as(file: IncomingFile, head: HeadTable, values: Mapping[str, str]) -> IncomingFile:
    """The file with other values in its head table, and the same paragraphs."""
    paragraphs = list(file.paragraphs)
    for key, places in head.cells.items():
        for number, place in enumerate(places):
            words = values.get(key, "") if number == 0 else ""
            pieces = (IncomingRun(words),) if words else ()
            paragraphs[place] = replace(paragraphs[place], pieces=pieces)
    return replace(file, paragraphs=tuple(paragraphs))


_Placed = tuple[tuple[int, IncomingParagraph], ...]


def _named_rows(table: _Placed, names: Mapping[str, str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each row that begins with a name: the key of its value, and where that stands."""
    for _, row in groupby(table, key=lambda item: item[1].cell and item[1].cell.row):
        placed = tuple(row)
        first = " ".join(one.text for _, one in placed if one.cell and one.cell.column == 0)
        key = names.get(" ".join(first.split()))
        cells = tuple(place for place, one in placed if one.cell and one.cell.column == 1)
        if key and cells:
            yield key, cells


def _cell_words(file: IncomingFile, places: tuple[int, ...]) -> str:
    said = (" ".join(file.paragraphs[place].text.split()) for place in places)
    return "\n".join(words for words in said if words)
