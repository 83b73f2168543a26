"""Keys of TOML that are known, and stand elsewhere than they are to stand.

A line below `[colors]` belongs to that table, up to the next head: few who write TOML for the first
time know it. Nor does everybody know which of several files has a key.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, Union, cast, get_args, get_origin

from msgspec import Struct, structs

from generator.config.conversion import KEY, KeyPath, Locate, ValueFault, convert
from generator.config.kinds import Reference, bounds_of, fields_of
from generator.config.scalars import spoken_list
from generator.diagnostics import Code, refuse

T = TypeVar("T", bound=Struct)


Beside = Callable[[], Mapping[str, type[Struct]]]
"""The kinds of the files beside one, by their names; asked for where a key is unknown."""


def conform_toml(kind: type[T], data: Mapping[str, Any], locate: Locate, *, code: Code) -> T:
    """The tables of a TOML file as a `kind`. Raises BriefError with a finding for each fault."""
    value, faults = convert_toml(kind, data, locate)
    refuse(fault.told(locate, code) for fault in faults)
    return cast("T", value)


def convert_toml(
    kind: type[Struct],
    data: Mapping[str, Any],
    locate: Locate,
    beside: Beside = dict,
    named: list[Reference] | None = None,
) -> tuple[Any, tuple[ValueFault, ...]]:
    """The tables of a TOML file as a `kind`, and every fault in them.

    Of a key that is to stand elsewhere, the fault says where. Each reference in them is added to
    `named`.
    """
    value, faults = convert(kind, data, named)
    return value, tuple(
        _told_of_top(kind, data, fault, locate) or _told_of_home(kind, data, fault, beside) or fault
        for fault in faults
    )


def _is_unknown_key(fault: ValueFault) -> bool:
    return fault.about == (*fault.place, KEY)


def _told_of_home(
    kind: type[Struct], data: Mapping[str, Any], fault: ValueFault, beside: Beside
) -> ValueFault | None:
    """A fault of a key that would hold in a table elsewhere in the file, or in a file beside it."""
    if not _is_unknown_key(fault):
        return None
    name, value = str(fault.place[-1]), _value_at(data, fault.place)
    homes = tuple(
        head for head, table in _tables_of_file(kind) if _would_hold(table, name, value)
    ) or tuple(file for file, other in beside().items() if _would_hold(other, name, value))
    if not homes:
        return None
    where = "below" if homes[0].startswith("[") else "in"
    return structs.replace(fault, hint=f"it stands {where} {spoken_list(homes, 'or')}, not here")


def _tables_of_file(kind: type[Struct]) -> Iterator[tuple[str, type[Struct]]]:
    """The heads of the tables of a file, and what each holds."""
    for own in fields_of(kind):
        plain, _ = bounds_of(own.type)
        if get_origin(plain) in (Mapping, dict):
            plain, behind = bounds_of(get_args(plain)[1])[0], ".…"
        else:
            behind = ""
        if isinstance(plain, type) and issubclass(plain, Struct):
            yield f"[{own.encode_name}{behind}]", plain


def _would_hold(kind: type[Struct], name: str, value: object) -> bool:
    return any(
        own.encode_name == name and not convert(own.type, value)[1] for own in fields_of(kind)
    )


def _told_of_top(
    kind: type[Struct], data: Mapping[str, Any], fault: ValueFault, locate: Locate
) -> ValueFault | None:
    """A fault of a key that is to stand above the first table, and stands below one."""
    *tables, name = fault.place or ("",)
    above = {own.encode_name: own.type for own in fields_of(kind) if not _is_table(own.type)}
    if not tables or name not in above:
        return None
    if not _is_unknown_key(fault) and convert(above[str(name)], _value_at(data, fault.place))[1]:
        return None
    file = locate(fault.place).file.rpartition("/")[2]
    message = f"`{name}` stands above the first table, not below `[{'.'.join(map(str, tables))}]`"
    hint = f"move the line to the top of {file}"
    return structs.replace(fault, message=message, hint=hint, keys=())


def _is_table(kind: Any) -> bool:
    plain, _ = bounds_of(kind)
    if get_origin(plain) in (Union, types.UnionType):
        return any(map(_is_table, get_args(plain)))
    if isinstance(plain, type) and issubclass(plain, Struct):
        return True
    return get_origin(plain) in (Mapping, dict)


def _value_at(data: Any, place: KeyPath) -> Any:
    for part in place:
        data = data[part]
    return data
