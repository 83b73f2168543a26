"""What may be written in the front matter of a brief: keys, and the values that they may have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from generator.diagnostics import Position, Span
from generator.document.markings import TLP
from generator.language.scales import SCALES
from generator.languageserver.proposal import Proposal
from generator.pipeline.library import Library

_KEY = re.compile(r"(?P<key>[a-z0-9_]*)$")
_VALUE = re.compile(
    r"(?P<key>[a-z0-9_]+):\s+[\[\"']*(?:[^\[\]]*,\s*[\"']?)?(?P<value>[^\[\],\"']*)$"
)
_ITEM = re.compile(r"\s*-\s+[\"']?(?P<value>[^\"']*)$")


def front_proposals(before: str, at: Position, library: Library) -> Iterator[Proposal]:
    """What may stand at a position of the front matter, of which `before` is the text up to it."""
    *lines, line = before.split("\n")
    if found := _KEY.fullmatch(line):
        span = Span("", Position(at.line, 1), at)
        own = {name: one.label for name, one in library.workspace.settings.fields.items()}
        for key, detail in {**_field_descriptions(), **own}.items():
            if not any(each.startswith(f"{key}:") for each in lines):
                yield Proposal("field", key, f"{key}: ", span, detail)
        return
    found = _VALUE.fullmatch(line) or _ITEM.fullmatch(line)
    if found is None:
        return
    key = found.groupdict().get("key") or _key_above(lines)
    span = Span("", Position(at.line, found.start("value") + 1), at)
    for value, detail in _values(key, library).items():
        yield Proposal("value", value, value, span, detail)


@cache
def _field_descriptions() -> Mapping[str, str]:
    """Each key of the front matter, and what it is for."""
    from generator.actions.schemas import SCHEMAS

    properties: Mapping[str, Any] = SCHEMAS["brief"]()["properties"]
    return {key: said.get("description", "") for key, said in properties.items()}


def _key_above(lines: list[str]) -> str:
    """The key of the list that the next line is an item of."""
    for line in reversed(lines):
        if not line.lstrip().startswith("-"):
            return line.partition(":")[0]
    return ""


def _values(key: str, library: Library) -> Mapping[str, str]:
    """The values that a key may have, where they can be named, and what each means."""
    match key:
        case "seeds":
            return dict.fromkeys(library.seed_keys(), "")
        case "template":
            return dict.fromkeys(library.workspace.templates, "")
        case "scale":
            return dict.fromkeys(SCALES, "")
        case "marking":
            return dict.fromkeys((*TLP, *library.workspace.settings.markings), "")
        case _ if key in library.workspace.settings.fields:
            return dict.fromkeys(library.workspace.settings.fields[key].choices, "")
        case _:
            return {}
