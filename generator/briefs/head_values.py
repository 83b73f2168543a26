"""The front matter in words that anybody can fill in: as a form shows it, and as it is read back.

A row of `_HEAD_KINDS` for each kind of value: how it is shown, and how its words become YAML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from generator.briefs.front import Author, FrontMatter, read_front, split_front
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose
from generator.workspace.settings import HouseFields


class HeadKind(Struct, frozen=True):
    """A kind of value: `shown` gives its words, `read` their YAML; `hint` says what can be read.

    Where more is `kept` than is shown, the YAML is also made of the value as it was.
    """

    shown: Callable[[Any], str]
    read: Callable[[str], str | None]
    hint: str = ""
    kept: Callable[[str, Any], str] | None = None


def _in_quotes(words: str) -> str:
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


def _head_parts(words: str) -> list[str]:
    """What stands between commas, semicolons and line ends, but for those in round brackets."""
    return [part.strip() for part in re.split(r"[;,\n](?![^()]*\))", words) if part.strip()]


def _list_of(parts: Iterable[str]) -> str:
    return f"[{', '.join(parts)}]"


def _seed_keys(words: str) -> str | None:
    """The keys of seeds; None where one is none."""
    parts = [part.strip("[]@ ") for part in _head_parts(words)]
    return _list_of(parts) if all(re.fullmatch(r"[\w-]+", part) for part in parts) else None


def _author_list(words: str, before: Iterable[Author] = ()) -> str:
    """The authors that a form names. Each keeps what is known of them and no form shows."""
    known = {author.name: author for author in before}
    return _list_of(_author_entry(part, known) for part in _head_parts(words))


def _author_entry(part: str, known: Mapping[str, Author]) -> str:
    name, _, role = part.partition("(")
    name = " ".join(name.split())
    before = known.get(name, Author(name))
    said = {"name": name, "role": role.rstrip(")")}
    said |= {key: getattr(before, key) for key in ("affiliation", "email", "orcid")}
    entries = (f"{key}: {_in_quotes(value)}" for key, value in said.items() if value)
    return f"{{{', '.join(entries)}}}"


def _author_shown(author: Author) -> str:
    return f"{author.name} ({author.role})" if author.role else author.name


def _day_entry(words: str) -> str | None:
    from generator.seeds.dates import published_of  # only a form that comes back needs it

    if not words.strip():
        return ""
    day = published_of([words])
    return _in_quotes(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


_AS_WORDS = HeadKind(str, _in_quotes)
_AS_DAY = HeadKind(
    lambda day: day.isoformat() if day and day > date.min else "",
    _day_entry,
    "write a day such as 2027-01-31 or 31 January 2027",
)
_KEYS_HINT = "write the keys of sources with commas between: smith-trade, jones-energy"
_HEAD_KINDS: Mapping[str, HeadKind] = {
    "title": _AS_WORDS,
    "subtitle": _AS_WORDS,
    "number": _AS_WORDS,
    "version": _AS_WORDS,
    "date": _AS_DAY,
    "cutoff": _AS_DAY,
    "author": HeadKind(
        lambda authors: "; ".join(map(_author_shown, authors)), _author_list, kept=_author_list
    ),
    "seeds": HeadKind("; ".join, _seed_keys, _KEYS_HINT),
    "topics": HeadKind("; ".join, lambda words: _list_of(map(_in_quotes, _head_parts(words)))),
    "marking": _AS_WORDS,
    "abstract": _AS_WORDS,
}
HEAD_VALUES = tuple(_HEAD_KINDS)
"""The keys of the front matter that a form can have, beside those of a house."""

_NO_FIELDS: HouseFields = MappingProxyType({})


def head_values(front: FrontMatter, fields: HouseFields = _NO_FIELDS) -> Mapping[str, str]:
    """Each value of the front matter as a form shows it; empty if there is none.

    `fields` are the values of the house's own.
    """
    said = {name: kind.shown(getattr(front, name)) for name, kind in _HEAD_KINDS.items()}
    return said | {name: front.own.get(name, "") for name in fields}


def with_head_values(
    markdown: str, words: Mapping[str, str], file: str, fields: HouseFields = _NO_FIELDS
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The Markdown of a brief with these values in its front matter, each as `head_values` has it.

    A value that cannot be read stays as it was, and is told. Raises ValueError for an unknown key.
    """
    lines, before = markdown.split("\n"), _front_before(markdown, file)
    faults: list[Diagnostic] = []
    for name, said in words.items():
        written, amiss = _entry_of(name, said, before, fields)
        if amiss:
            message, hint = amiss
            faults.append(diagnose(codes.BAD_FRONT_MATTER, message, Span.at(file), hint=hint))
        else:
            lines = list(_with_entry(lines, name, written))
    return "\n".join(lines), tuple(faults)


def _entry_of(
    name: str, said: str, before: FrontMatter | None, fields: HouseFields
) -> tuple[str, tuple[str, str] | None]:
    """The YAML of a value as it was typed; or what is wrong with that, and how to mend it."""
    own = fields.get(name)
    if own is None and name not in _HEAD_KINDS:
        raise ValueError(f"no form has a value `{name}`")
    kind = _HEAD_KINDS.get(name, _AS_DAY if own and own.type == "day" else _AS_WORDS)
    written = kind.kept(said, getattr(before, name)) if kind.kept and before else kind.read(said)
    if written is None:
        return "", (f"“{said}” cannot be `{name}` of a brief", kind.hint)
    return written, own.fault_of(name, json.loads(written or '""')) if own else None


def _front_before(markdown: str, file: str) -> FrontMatter | None:
    """The front matter as it was; None if it cannot be read."""
    try:
        return read_front(split_front(markdown, file)[0], file)[0]
    except BriefError:
        return None


_HEAD_END = r"(---|\.\.\.)\s*$"
_BEHIND_VALUE = r"\s+#[^\"']*$"


def _with_entry(lines: list[str], name: str, written: str) -> Iterator[str]:
    """The lines of a brief with an entry of its front matter changed, added, or gone if empty."""
    head = next((n for n, line in enumerate(lines) if n and re.match(_HEAD_END, line)), len(lines))
    first = next((n for n in range(1, head) if lines[n].startswith(f"{name}:")), head)
    last = first + 1 if first < head else head
    while last < head and re.match(r"\s+\S|- ", lines[last]):
        last += 1
    remark = re.search(_BEHIND_VALUE, lines[first]) if first + 1 == last else None
    yield from lines[:first]
    if written:
        yield f"{name}: {written}{remark[0] if remark else ''}"
    yield from lines[last:]
