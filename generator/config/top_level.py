"""Keys of TOML that are to stand above the first table, and stand below one.

A line below `[colors]` belongs to that table, up to the next head: few who write TOML for the first
time know it.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any, TypeVar, Union, cast, get_args, get_origin

from msgspec import Struct
from msgspec.structs import replace

from generator.config.conversion import KEY, KeyPath, Locate, ValueFault, convert
from generator.config.kinds import bounds_of, fields_of
from generator.diagnostics import BriefError, Code

T = TypeVar("T", bound=Struct)


def conform_toml(kind: type[T], data: Mapping[str, Any], locate: Locate, *, code: Code) -> T:
    """The tables of a TOML file as a `kind`. Raises BriefError with a finding for each fault."""
    value, faults = convert_toml(kind, data, locate)
    if faults:
        raise BriefError(fault.told(locate, code) for fault in faults)
    return cast("T", value)


def convert_toml(
    kind: type[Struct], data: Mapping[str, Any], locate: Locate
) -> tuple[Any, tuple[ValueFault, ...]]:
    """The tables of a TOML file as a `kind`, and every fault in them.

    Of a key that is to stand above the first table, the fault is that it stands below one.
    """
    value, faults = convert(kind, data)
    return value, tuple(_told_of_place(kind, data, fault, locate) for fault in faults)


def _told_of_place(
    kind: type[Struct], data: Mapping[str, Any], fault: ValueFault, locate: Locate
) -> ValueFault:
    *tables, name = fault.place or ("",)
    above = {own.encode_name: own.type for own in fields_of(kind) if not _is_table(own.type)}
    if not tables or name not in above:
        return fault
    is_unknown = fault.about == (*fault.place, KEY)
    if not is_unknown and convert(above[str(name)], _value_at(data, fault.place))[1]:
        return fault
    file = locate(fault.place).file.rpartition("/")[2]
    message = f"`{name}` stands above the first table, not below `[{'.'.join(map(str, tables))}]`"
    return replace(fault, message=message, hint=f"move the line to the top of {file}")


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
