"""Plain values from TOML, YAML or JSON → the frozen values that the rooms use.

Written by hand because it runs at every start: building pydantic's models for the same few
types took longer than reading a brief.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from msgspec import Meta, Struct, structs

from generator.config.kinds import ONE_OR_MORE, Reference, bounds_of, fields_of, rules_of
from generator.config.scalars import SCALARS, Scalar, shown_value, spoken_list
from generator.diagnostics import Code, Diagnostic, Span, diagnose, refuse
from generator.diagnostics.nearest import nearest_name

T = TypeVar("T")

KeyPath = tuple[str | int, ...]
"""The path of a value: ("page", "width")."""

KEY = -1  # at the end of a place: the key itself, not its value


class ValueFault(Struct, frozen=True):
    """What is wrong at a place. `about` is the path of the key, if the place is not one.

    If a table is wanted there, `keys` are what it says; `said` are the values of the first of
    them that stand there, and `listed` says that a list of such tables is wanted.
    """

    place: KeyPath
    message: str
    hint: str | None = None
    about: KeyPath = ()
    keys: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    listed: bool = False

    def told(self, locate: Locate, code: Code) -> Diagnostic:
        """The finding about it, at its place in the file."""
        span = locate(self.about or self.place)
        hint = self.hint
        if self.keys:
            sign = " =" if span.file.endswith(".toml") else ":"
            values = [json.dumps(value, ensure_ascii=False) for value in self.said] or ["…"]
            rest = "".join(f", {key}{sign} …" for key in self.keys[1:])
            tables = ", ".join(f"{{ {self.keys[0]}{sign} {value}{rest} }}" for value in values)
            hint = f"write [{tables}]" if self.listed else f"write {tables}"
        return diagnose(code, self.message, span, hint=hint)


Locate = Callable[[KeyPath], Span]
"""From the path of a value ("page", "width") to its place in the file."""


def conform(kind: type[T], data: object, locate: Locate, *, code: Code) -> T:
    """Return `data` as a `kind`. Raises BriefError with a finding for each fault, under `code`."""
    value, faults = convert(kind, data)
    refuse(fault.told(locate, code) for fault in faults)
    return cast("T", value)


class _Noted(Struct):
    """What is found beside the value itself."""

    faults: list[ValueFault]
    named: list[Reference]


Convert = Callable[[Any, KeyPath, _Noted], Any]
"""Converts the value at a place, and notes each fault. After a fault the result is not usable."""


def convert(
    kind: Any, value: object, named: list[Reference] | None = None
) -> tuple[Any, tuple[ValueFault, ...]]:
    """The value as a `kind`, and every fault in it; each reference in it is added to `named`.

    Known kinds: structs, str, int, float, bool, date, Path, Literal, `tuple[T, ...]`,
    `Mapping[str, T]`, `T | None`, and each of them within the bounds of a msgspec Meta. Words
    become numbers and dates where those are wanted, since YAML is read as words only; a key that
    a struct lacks is a fault, not ignored. Raises TypeError for a kind it does not know.
    """
    noted = _Noted([], [] if named is None else named)
    return _converter(kind)(value, (), noted), tuple(noted.faults)


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
    if kind in SCALARS:
        return _scalar(SCALARS[kind])
    if origin is Literal:
        return _choice(arguments)
    if origin in (Union, types.UnionType):
        inner, _ = arguments  # T | None
        return _optional(_converter(inner))
    if origin is tuple:
        return _sequence(_converter(arguments[0]), _needed(arguments[0]))
    if origin in (Mapping, dict):
        return _mapping(_converter(arguments[0]), _converter(arguments[1]))
    raise TypeError(f"no conversion to {kind!r}")


# --- one value --------------------------------------------------------------------------


def _scalar(kind: Scalar) -> Convert:
    def converted(value: object, place: KeyPath, noted: _Noted) -> Any:
        try:
            return kind.read(value)
        except (TypeError, ValueError, OverflowError):
            noted.faults.append(_another_kind(value, place, kind.wanted, kind.meant(value)))

    return converted


def _choice(choices: tuple[str, ...]) -> Convert:
    def converted(value: object, place: KeyPath, noted: _Noted) -> Any:
        if value not in choices:
            hint = f"this can be {spoken_list(choices, 'or')}"
            noted.faults.append(
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
    extras = [bound.extra for bound in bounds if bound.extra]
    tables = [extra["refers"] for extra in extras if "refers" in extra]

    def converted(value: object, place: KeyPath, noted: _Noted) -> Any:
        before = len(noted.faults)
        found = inner(value, place, noted)
        if len(noted.faults) > before:
            return found
        for keeps, wrong, hint in rules:
            if not keeps(found):
                noted.faults.append(
                    ValueFault(place, f"{_key_name(place)}: {shown_value(value)} {wrong}", hint)
                )
                return found
        if tables and place[-1:] != (KEY,) and not found.startswith("#"):
            noted.named += [Reference(place, table, found) for table in tables]
        return found

    return converted


# --- values of values -------------------------------------------------------------------


def _optional(inner: Convert) -> Convert:
    def converted(value: object, place: KeyPath, noted: _Noted) -> Any:
        return None if value is None else inner(value, place, noted)

    return converted


def _needed(kind: Any) -> tuple[str, ...]:
    """The keys that a table must have; none for what is no table."""
    is_table = isinstance(kind, type) and issubclass(kind, Struct)
    return tuple(own.encode_name for own in fields_of(kind) if own.required) if is_table else ()


def _sequence(inner: Convert, keys: tuple[str, ...]) -> Convert:
    def converted(value: object, place: KeyPath, noted: _Noted) -> Any:
        if not isinstance(value, list | tuple):
            fault = _another_kind(value, place, "a list", _in_brackets(value))
            if keys and isinstance(value, str):
                said = tuple(part.strip() for part in value.split(","))
                fault = structs.replace(fault, hint=None, keys=keys, said=said, listed=True)
            noted.faults.append(fault)
            return ()
        return tuple(inner(item, (*place, i), noted) for i, item in enumerate(value))

    return converted


def _in_brackets(value: object) -> str:
    if not isinstance(value, str):
        return "put it in square brackets"
    parts = [part.strip() for part in value.split(",")]
    return f"put it in square brackets: {json.dumps(parts, ensure_ascii=False)}"


def _one_or_more(one: Convert, more: Convert) -> Convert:
    def converted(value: object, place: KeyPath, noted: _Noted) -> Any:
        if isinstance(value, list | tuple):
            return more(value, place, noted)
        return (one(value, place, noted),)

    return converted


def _mapping(names: Convert, inner: Convert) -> Convert:
    def converted(value: object, place: KeyPath, noted: _Noted) -> Any:
        if not isinstance(value, Mapping):
            noted.faults.append(_no_table(value, place))
            return {}
        found = {}
        for name, item in value.items():
            before = len(noted.faults)
            names(name, (*place, name, KEY), noted)
            if len(noted.faults) == before:
                found[name] = inner(item, (*place, name), noted)
        return found

    return converted


def _struct(kind: type[Struct]) -> Convert:
    known = {own.encode_name: _converter(own.type) for own in fields_of(kind)}
    needed = _needed(kind)
    names = {own.encode_name: own.name for own in fields_of(kind)}

    def converted(value: object, place: KeyPath, noted: _Noted) -> Any:
        if isinstance(value, kind):
            return value
        if not isinstance(value, Mapping):
            keys = (needed or tuple(known))[:_SHOWN_KEYS]
            said = (value,) if needed and isinstance(value, str) else ()
            fault = _no_table(value, place)
            noted.faults.append(structs.replace(fault, hint=None, keys=keys, said=said))
            return None
        before = len(noted.faults)
        meant = {name: nearest_name(str(name), known) for name in value if name not in known}
        noted.faults += [_unknown((*place, name), near, known) for name, near in meant.items()]
        there = {*value, *meant.values()}  # report a misspelt name only once
        noted.faults += _missing_keys(place, [name for name in needed if name not in there])
        given = {
            names[name]: known[name](item, (*place, name), noted)
            for name, item in value.items()
            if name in known
        }
        return kind(**given) if len(noted.faults) == before else None

    return converted


def _no_table(value: object, place: KeyPath) -> ValueFault:
    hint = "write keys and values"
    return _another_kind(value, place, "a table", hint)


def _missing_keys(place: KeyPath, names: Sequence[str]) -> Iterator[ValueFault]:
    """One fault for all that a table lacks, at its place."""
    if names:
        whole = [f"`{'.'.join(map(str, (*place, name)))}`" for name in names]
        message = f"{spoken_list(whole)} {'is' if len(names) == 1 else 'are'} missing"
        hint = f"add {spoken_list([f'`{name}`' for name in names])}"
        yield ValueFault(place, message, hint, (*place, names[0]))


_SHOWN_KEYS = 4  # of a table, as many as there is room for on a line


def _unknown(place: KeyPath, near: str, known: Iterable[str]) -> ValueFault:
    name = ".".join(map(str, place))
    hint = f"did you mean `{near}`?" if near else f"known here: {', '.join(known)}"
    return ValueFault(place, f"unknown key `{name}`", hint, (*place, KEY))
