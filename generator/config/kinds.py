"""Kinds of values and their bounds, in one place for the conversion and the printed schema.

`title` is the name of the kind in messages, and the first of `examples` is what they tell people to
write. A kind that `refers` to a table may only name an entry of that table. A list marked `alone`
takes a single entry without brackets. A text that is `printed` has no control characters, but for
those named. A field marked `made` is no key of a file. The `unit` of a
number is told with its bounds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from typing import Annotated, Any, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct

from generator.document.colors import HEX

_NAME = r"[^\W\d_][\w-]*"

InkColor = Annotated[
    str,
    Meta(
        title="colour",
        description="`#rrggbb`, or a name from [colors].",
        pattern=f"^(?:{HEX}|{_NAME})$",
        examples=["#7a1f2b"],
        extra={"refers": "colors"},
    ),
]
StyleName = Annotated[
    str,
    Meta(
        title="name of a style",
        pattern=f"^{_NAME}$",
        examples=["heading2"],
        extra={"refers": "styles"},
    ),
]
FontName = Annotated[
    str,
    Meta(
        title="name of a family of fonts",
        pattern=f"^{_NAME}$",
        examples=["display"],
        extra={"refers": "fonts"},
    ),
]
ClassName = Annotated[str, Meta(title="name of a class", pattern=f"^{_NAME}$", examples=["pull"])]
LanguageTag = Annotated[
    str,
    Meta(
        title="language tag",
        pattern=r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$",
        examples=["en-GB"],
    ),
]
Doi = Annotated[
    str,
    Meta(
        title="DOI",
        # What Crossref gives out and recommends to match (the DOI Handbook, 2.2, allows more).
        pattern=r"^(?:10\.[0-9]{4,9}/[-._;()/:A-Za-z0-9]*[A-Za-z0-9)])?$",
        examples=["10.5281/zenodo.1234567"],
    ),
]
Orcid = Annotated[
    str,
    Meta(
        title="ORCID",
        pattern=r"^(?:[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])?$",
        examples=["0000-0002-1825-0097"],
    ),
]
Words = Annotated[str, Meta(title="line of words", max_length=1000, extra={"printed": ""})]
LineOfWords = Annotated[
    str, Meta(title="line of words", min_length=1, max_length=200, extra={"printed": ""})
]
LinesOfWords = Annotated[str, Meta(title="lines of words", max_length=200, extra={"printed": "\n"})]


POINTS = {"unit": "points"}
"""Of a number that is a length."""


def bounds_of(kind: Any) -> tuple[Any, tuple[Meta, ...]]:
    """The plain kind behind an annotated one, and its bounds."""
    if get_origin(kind) is not Annotated:
        return kind, ()
    plain, *said = get_args(kind)
    return plain, tuple(one for one in said if isinstance(one, Meta))


ONE_OR_MORE = Meta(extra={"alone": True})
"""Of a list of structs: a single one may be written as it is."""


MADE = Meta(extra={"made": True})
"""Of a field that no file gives, since it is made of what other fields say."""


class Reference(Struct, frozen=True):
    """A value that names an entry of a table of the same file, and its place."""

    place: tuple[str | int, ...]
    table: str
    name: str


class GivenField(Struct, frozen=True):
    """A field of a struct, the key that gives it in a file, and what it is where none does."""

    name: str
    encode_name: str
    type: Any
    default: Any

    @property
    def required(self) -> bool:
        return self.default is NODEFAULT


@cache
def fields_of(kind: type[Struct]) -> tuple[GivenField, ...]:
    """The fields of a struct that a file may give; none of them is inherited.

    Its module is without `from __future__ import annotations`: files are read at every start, and
    the kinds of their values would be words that have to be compiled then.
    """
    names, defaults = kind.__struct_fields__, kind.__struct_defaults__
    of_each = ((NODEFAULT,) * (len(names) - len(defaults)), defaults)
    rows = zip(names, kind.__struct_encode_fields__, chain(*of_each), strict=True)
    # `msgspec.structs.fields` says the same, but takes half as long again, at every start.
    kinds = kind.__annotations__
    every = (GivenField(name, key, kinds[name], default) for name, key, default in rows)
    return tuple(own for own in every if MADE not in bounds_of(own.type)[1])


# --- the bounds of a value, as rules ----------------------------------------------------


Keeping = tuple[Callable[[Any], bool], str, str | None]
"""One rule: whether a value keeps it; if not, what is wrong and what to write instead."""


def rules_of(bound: Meta) -> Iterator[Keeping]:
    """Each rule of a bound. A pattern must match the whole value."""
    least, most = bound.ge, bound.le
    shortest, longest = bound.min_length, bound.max_length
    unit = " points" if bound.extra and bound.extra.get("unit") == "points" else ""
    if least is not None:
        yield lambda value: value >= least, "is too small", f"write at least {least:g}{unit}"
    if most is not None:
        yield lambda value: value <= most, "is too large", f"write at most {most:g}{unit}"
    if shortest is not None:
        yield lambda value: len(value) >= shortest, "is too short", f"at least {shortest}"
    if longest is not None:
        yield lambda value: len(value) <= longest, "is too long", f"at most {longest}"
    wrong = f"is no {bound.title or 'such text'}"
    if bound.pattern is not None:
        fits = re.compile(bound.pattern).fullmatch
        yield lambda value: bool(fits(value)), wrong, _example(bound)
    if (more := _also_printed(bound)) is not None:
        yield lambda value: _is_printed(value, more), wrong, _example(bound)


# Control characters, those for private use, and what is no character. They are compared here:
# to compile a class with thousands of characters, `re` takes them one by one.
_UNPRINTED = (
    ("\u0000", "\u001f"),
    ("\u007f", "\u009f"),
    ("\ue000", "\uf8ff"),
    ("\ufff0", "\uffff"),
)


def _also_printed(bound: Meta) -> str | None:
    """What a text that is printed may have beside; None if it may be any text."""
    return bound.extra.get("printed") if bound.extra else None


def _is_printed(words: str, also: str) -> bool:
    if words.isprintable() and max(words, default="") < _UNPRINTED[-1][0]:
        return True  # as most words: those before the last row are not printable to Python either
    return all(it in also or not any(a <= it <= b for a, b in _UNPRINTED) for it in words)


def pattern_of(bound: Meta) -> str | None:
    """The pattern that a text must match as a whole, as JSON Schema has it."""
    also = _also_printed(bound)
    if also is None:
        return bound.pattern
    listed = "".join(rf"\u{ord(a):04x}-\u{ord(b):04x}" for a, b in _UNPRINTED)
    more = also.encode("unicode_escape").decode()
    return f"^(?:[^{listed}]|{more})*$" if more else f"^[^{listed}]*$"


def _example(bound: Meta) -> str | None:
    if not bound.examples:
        return None
    written = f"write it as {json.dumps(bound.examples[0])}"
    if bound.title and bound.title.startswith("name of a") and bound.extra:
        written += f", for [{bound.extra['refers']}.{bound.examples[0]}]"
    return written
