"""Patterns: words with named fields in braces, such as "{day} {month} {year}".

Braces may only hold the name of a field. So a pattern cannot reach into a value, as it could with
`str.format`, and nothing is printed that was not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.diagnostics.nearest import nearest_name

_FIELD = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile(r"[{}]")

Fields = Mapping[str, bool]
"""The fields that a pattern may have, and whether it needs each."""


def faults_of_pattern(pattern: str, fields: Fields) -> Iterator[tuple[str, str]]:
    """What is wrong with a pattern, and how to correct it."""
    if not fields and not _BRACE.search(pattern):
        return
    known = ", ".join(f"{{{name}}}" for name in fields)
    may = f"known here: {known}" if known else "this has no field"
    found = _FIELD.findall(pattern)
    unknown = [name for name in dict.fromkeys(found) if name not in fields]
    for name in unknown:
        near = nearest_name(name, fields)
        hint = f"did you mean `{{{near}}}`?" if near else may
        yield f"has an unknown field `{{{name[:40]}}}`", hint
    if _BRACE.search(_FIELD.sub("", pattern)):
        yield "has a brace without its partner", f"a brace stands round the name of a field; {may}"
    missing = [f"`{{{name}}}`" for name, needed in fields.items() if needed > (name in found)]
    if missing and not unknown:  # else one of those is the one that is missing
        yield f"lacks {' and '.join(missing)}", "put it where it belongs"


def filled_pattern(pattern: str, fields: Mapping[str, object]) -> str:
    """A correct pattern with its fields filled."""
    if "{" not in pattern:
        return pattern
    return _FIELD.sub(lambda field: str(fields[field[1]]), pattern)
