"""Plain values from TOML, YAML or JSON → the frozen values that the rooms use.

Written by hand because it runs at every start: building pydantic's models for the same few
types took longer than reading a brief.
"""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from msgspec import Meta, Struct

from generator.config.bounds import rules_of
from generator.config.kinds import ONE_OR_MORE, bounds_of, fields_of
from generator.config.showing import shown_value
from generator.diagnostics import BriefError, Code, Diagnostic, Span, diagnose
from generator.diagnostics.nearest import nearest_name

T = TypeVar("T")

KeyPath = tuple[str | int, ...]
"""The path of a value: ("page", "width")."""

KEY = -1  # at the end of a place: the key itself, not its value


class ValueFault(Struct, frozen=True):
    """What is wrong at a place. `about` is the path of the key, if the place is not one."""

    place: KeyPath
    message: str
    hint: str | None = None
    about: KeyPath = ()

    def told(self, locate: Locate, code: Code) -> Diagnostic:
        """The finding about it, at its place in the file."""
        return diagnose(code, self.message, locate(self.about or self.place), hint=self.hint)


Locate = Callable[[KeyPath], Span]
"""From the path of a value ("page", "width") to its place in the file."""


def conform(kind: type[T], data: object, locate: Locate, *, code: Code) -> T:
    """Return `data` as a `kind`. Raises BriefError with a finding for each fault, under `code`."""
    value, faults = convert(kind, data)
    if faults:
        raise BriefError(fault.told(locate, code) for fault in faults)
    return cast("T", value)


Convert = Callable[[Any, KeyPath, list[ValueFault]], Any]
"""Converts the value at a place, and notes each fault. After a fault the result is not usable."""


def convert(kind: Any, value: object) -> tuple[Any, tuple[ValueFault, ...]]:
    """The value as a `kind`, and every fault in it.

    Known kinds: structs, str, int, float, bool, date, Path, Literal, `tuple[T, ...]`,
    `Mapping[str, T]`, `T | None`, and each of them within the bounds of a msgspec Meta. Words
    become numbers and dates where those are wanted, since YAML is read as words only; a key that
    a struct lacks is a fault, not ignored. Raises TypeError for a kind it does not know.
    """
    faults: list[ValueFault] = []
    return _converter(kind)(value, (), faults), tuple(faults)


@cache
def _converter(kind: Any) -> Convert:
    kind, bounds = bounds_of(kind)
    if bounds:
        inner = _converter(kind)
        if ONE_OR_MORE in bounds:
            inner = _one_or_more(_converter(get_args(kind)[0]), inner)
        return _bounded(inner, bounds)
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _struct(kind)
    if kind in _SCALARS:
        return _scalar(*_SCALARS[kind])
    if origin is Literal:
        return _choice(arguments)
    if origin in (Union, types.UnionType):
        inner, _ = arguments  # T | None
        return _optional(_converter(inner))
    if origin is tuple:
        return _sequence(_converter(arguments[0]))
    if origin in (Mapping, dict):
        return _mapping(_converter(arguments[0]), _converter(arguments[1]))
    raise TypeError(f"no conversion to {kind}")


# --- one value --------------------------------------------------------------------------


def _as_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError
    return int(value)


def _as_number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError
    number = float(value)
    if not math.isfinite(number):
        raise ValueError
    return number


def _truth(value: object) -> bool:
    match value:
        case bool():
            return value
        case "true" | "false":
            return value == "true"
        case _:
            raise TypeError


def _day(value: object) -> date:
    match value:
        case date() if not isinstance(value, datetime):
            return value
        case str():
            day = date.fromisoformat(value)
            if day.isoformat() != value:  # ISO 8601 knows weeks, too
                raise ValueError
            return day
        case _:
            raise TypeError


def _path(value: object) -> Path:
    if not isinstance(value, str | Path):
        raise TypeError
    return Path(value)


_SCALARS: Mapping[Any, tuple[Callable[[object], Any], str, str]] = {
    str: (_as_text, "text", "put it in quotation marks"),
    int: (_whole, "a whole number", "write it in digits"),
    float: (_as_number, "a number", "write it in digits, without a unit"),
    bool: (_truth, "true or false", "write one of the two, without quotation marks"),
    date: (_day, "a date", "write it as 2026-11-22"),
    Path: (_path, "a path", "put it in quotation marks"),
}


def _scalar(read: Callable[[object], Any], wanted: str, hint: str) -> Convert:
    def converted(value: object, place: KeyPath, faults: list[ValueFault]) -> Any:
        try:
            return read(value)
        except (TypeError, ValueError, OverflowError):
            faults.append(_another_kind(value, place, wanted, hint))

    return converted


def _choice(choices: tuple[str, ...]) -> Convert:
    def converted(value: object, place: KeyPath, faults: list[ValueFault]) -> Any:
        if value not in choices:
            hint = f"this can be {', '.join(choices[:-1])} or {choices[-1]}"
            faults.append(
                ValueFault(place, f"{_key_name(place)} cannot be {shown_value(value)}", hint)
            )
        return value

    return converted


def _another_kind(value: object, place: KeyPath, wanted: str, hint: str) -> ValueFault:
    return ValueFault(place, f"{_key_name(place)} must be {wanted}, not {shown_value(value)}", hint)


def _key_name(place: KeyPath) -> str:
    named = place[:-2] if place[-1:] == (KEY,) else place  # of a key, the table that it stands in
    return f"`{'.'.join(map(str, named))}`" if named else "this"


# --- bounds -----------------------------------------------------------------------------


def _bounded(inner: Convert, bounds: tuple[Meta, ...]) -> Convert:
    rules = tuple(rule for bound in bounds for rule in rules_of(bound))

    def converted(value: object, place: KeyPath, faults: list[ValueFault]) -> Any:
        before = len(faults)
        found = inner(value, place, faults)
        if len(faults) > before:
            return found
        for keeps, wrong, hint in rules:
            if not keeps(found):
                faults.append(
                    ValueFault(place, f"{_key_name(place)}: {shown_value(value)} {wrong}", hint)
                )
                return found
        return found

    return converted


# --- values of values -------------------------------------------------------------------


def _optional(inner: Convert) -> Convert:
    def converted(value: object, place: KeyPath, faults: list[ValueFault]) -> Any:
        return None if value is None else inner(value, place, faults)

    return converted


def _sequence(inner: Convert) -> Convert:
    def converted(value: object, place: KeyPath, faults: list[ValueFault]) -> Any:
        if not isinstance(value, list | tuple):
            hint = "put it in square brackets"
            faults.append(_another_kind(value, place, "a list", hint))
            return ()
        return tuple(inner(item, (*place, i), faults) for i, item in enumerate(value))

    return converted


def _one_or_more(one: Convert, more: Convert) -> Convert:
    def converted(value: object, place: KeyPath, faults: list[ValueFault]) -> Any:
        if isinstance(value, Mapping):
            return (one(value, place, faults),)
        return more(value, place, faults)

    return converted


def _mapping(names: Convert, inner: Convert) -> Convert:
    def converted(value: object, place: KeyPath, faults: list[ValueFault]) -> Any:
        if not isinstance(value, Mapping):
            faults.append(_no_table(value, place))
            return {}
        found = {}
        for name, item in value.items():
            before = len(faults)
            names(name, (*place, name, KEY), faults)
            if len(faults) == before:
                found[name] = inner(item, (*place, name), faults)
        return found

    return converted


def _struct(kind: type[Struct]) -> Convert:
    known = {own.encode_name: _converter(own.type) for own in fields_of(kind)}
    needed = [own.encode_name for own in fields_of(kind) if own.required]
    names = {own.encode_name: own.name for own in fields_of(kind)}

    def converted(value: object, place: KeyPath, faults: list[ValueFault]) -> Any:
        if isinstance(value, kind):
            return value
        if not isinstance(value, Mapping):
            faults.append(_no_table(value, place))
            return None
        before = len(faults)
        meant = {name: nearest_name(str(name), known) for name in value if name not in known}
        faults += [_unknown((*place, name), near) for name, near in meant.items()]
        there = {*value, *meant.values()}  # report a misspelt name only once
        faults += [_missing_key((*place, name)) for name in needed if name not in there]
        given = {
            names[name]: known[name](item, (*place, name), faults)
            for name, item in value.items()
            if name in known
        }
        return kind(**given) if len(faults) == before else None

    return converted


def _no_table(value: object, place: KeyPath) -> ValueFault:
    hint = "write keys and values"
    return _another_kind(value, place, "a table", hint)


def _missing_key(place: KeyPath) -> ValueFault:
    name = ".".join(map(str, place))
    return ValueFault(place[:-1], f"`{name}` is missing", f"add `{place[-1]}`", place)


def _unknown(place: KeyPath, near: str) -> ValueFault:
    name = ".".join(map(str, place))
    hint = f"did you mean `{near}`?" if near else "check the spelling, or remove the line"
    return ValueFault(place, f"unknown key `{name}`", hint, (*place, KEY))
