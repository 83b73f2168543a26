"""The tables of a theme without the values that do not hold, so that the others can be checked.

So each mistake of a theme is told in one run, and none that only follows from another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.config.conversion import KeyPath

_STAND_INS: Mapping[str, Any] = {"colors": "#000000", "styles": {}, "boxes": {}, "sections": {}}
"""What stands in for a value whose name others may use, by its table."""


def sound_tables(data: Mapping[str, Any], amiss: Iterable[KeyPath]) -> dict[str, Any] | None:
    """The tables without the values at these places.

    None where what else is amiss could not be told from what follows: a table has another name,
    or a family of fonts lacks something.
    """
    found = copied_tables(data)
    for place in amiss:
        if len(place) < 2 or place[0] == "fonts":
            return None
        _take_out(found, [part for part in place if isinstance(part, str)])
    return found


def _take_out(tables: dict[str, Any], path: list[str]) -> None:
    table: Any = tables
    for part in path[:-1]:
        table = table.get(part) if isinstance(table, dict) else None
    if not isinstance(table, dict) or path[-1] not in table:
        return
    if len(path) == 2 and path[0] in _STAND_INS:
        table[path[-1]] = _STAND_INS[path[0]]
    else:
        del table[path[-1]]


def copied_tables(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The same tables, each of which may be changed."""
    return {
        key: copied_tables(value) if isinstance(value, Mapping) else value
        for key, value in tables.items()
    }
