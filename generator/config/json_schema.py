"""The struct of a kind of file → JSON Schema (draft 2020-12), with which editors complete it.

The description of a type is its docstring; that of a field is the comment behind it.
"""

from __future__ import annotations

import ast
import inspect
import io
import textwrap
import tokenize
import types
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from msgspec import Meta, Struct

from generator.config.kinds import ONE_OR_MORE, GivenField, bounds_of, fields_of, pattern_of

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: type[Any], *, words: bool = False) -> Schema:
    """The schema of a file that is read as a `kind`.

    `words` is for YAML, where every scalar is read as it is written: a number may be given where
    text is wanted.
    """
    definitions: dict[str, Schema] = {}
    schema = {"$schema": DIALECT, **_struct_schema(kind, words, definitions)}
    return schema | ({"$defs": definitions} if definitions else {})


def _schema(kind: Any, words: bool, definitions: dict[str, Schema]) -> Schema:
    kind, bounds = bounds_of(kind)
    if bounds:
        schema = _schema(kind, words, definitions)
        if ONE_OR_MORE in bounds:
            schema = {"anyOf": [schema["items"], schema]}
        return schema | {name: said for bound in bounds for name, said in _bounds(bound, schema)}
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _struct_schema(kind, words, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if kind in (str, Path):
        return {"type": ["string", "number", "boolean", "null"] if words else "string"}
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):  # T | None: a missing value is not written
        return _schema(arguments[0], words, definitions)
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], words, definitions)}
    if origin in (Mapping, dict):
        inner = _schema(arguments[1], words, definitions)
        names = _schema(arguments[0], False, definitions)
        schema = {"type": "object", "additionalProperties": inner}
        return schema if names == {"type": "string"} else schema | {"propertyNames": names}
    raise TypeError(f"no schema of {kind!r}")


_SCALARS: Mapping[Any, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
}


_SIZES = {"string": "Length", "array": "Items", "object": "Properties"}


def _bounds(bound: Meta, schema: Schema) -> Iterator[tuple[str, Any]]:
    """The bounds of a value, in the words of JSON Schema."""
    size = _SIZES.get(str(schema.get("type")), "Length")
    written = {
        "title": bound.title,
        "description": bound.description,
        "examples": bound.examples,
        "minimum": bound.ge,
        "maximum": bound.le,
        f"min{size}": bound.min_length,
        f"max{size}": bound.max_length,
        "pattern": pattern_of(bound),
    }
    yield from ((name, said) for name, said in written.items() if said is not None)


def _struct_schema(kind: type[Struct], words: bool, definitions: dict[str, Schema]) -> Schema:
    said = _comments(kind)
    properties = {
        own.name: _described(own, _schema(own.type, words, definitions), said)
        for own in fields_of(kind)
    }
    needed = [own.name for own in fields_of(kind) if own.required]
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if kind.__doc__:
        schema["description"] = " ".join(kind.__doc__.split())
    return schema | ({"required": needed} if needed else {})


def _described(own: GivenField, schema: Schema, said: Mapping[str, str]) -> Schema:
    if own.name in said:
        schema["description"] = said[own.name]
    if isinstance(own.default, str | bool | int | float) and own.default != "":
        schema["default"] = own.default
    return schema


def _comments(kind: type[Any]) -> dict[str, str]:
    """The comment behind each field of a class; none if its source is not at hand."""
    try:
        source = textwrap.dedent(inspect.getsource(kind))
    except OSError:
        return {}
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    behind = {t.start[0]: t.string.lstrip("# ") for t in tokens if t.type == tokenize.COMMENT}
    (body,) = ast.parse(source).body
    return {
        statement.target.id: behind[statement.end_lineno]
        for statement in getattr(body, "body", ())
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and statement.end_lineno in behind
    }
