"""Braces behind brackets, headings and captions. Grammar: the pandoc manual, "Divs and Spans"."""

from __future__ import annotations

import re

BRACES = re.compile(r"\{([^{}\n]*)\}")
_ATTRIBUTE = re.compile(
    r"""\s*(?:\.(?P<class>[\w-]+)|\#(?P<id>[^\s{}#.=]+)|(?P<key>[\w:-]+)=(?P<value>"[^"]*"|'[^']*'|[^\s"']+))"""
)

Attributes = tuple[str, tuple[str, ...], dict[str, str]]


def attributes(text: str) -> Attributes | None:
    """The text between braces as (identifier, classes, pairs), or None if it is malformed."""
    identifier, classes, pairs = "", [], {}
    position = 0
    text = text.rstrip()
    while position < len(text):
        found = _ATTRIBUTE.match(text, position)
        if found is None:
            return None
        identifier = found["id"] or identifier
        if found["class"]:
            classes.append(found["class"])
        if found["key"]:
            value = found["value"]
            pairs[found["key"]] = value[1:-1] if value[0] in "\"'" else value
        position = found.end()
    return identifier, tuple(classes), pairs


def trailing_attributes(text: str) -> tuple[str, Attributes | None]:
    """Split a heading or caption from the braces at its end."""
    closed = text.rstrip()
    start = closed.rfind("{")
    # Braces directly behind a bracket belong to it: "[Владимир]{lang=ru}".
    if start < 0 or not closed.endswith("}") or closed[start - 1 : start] in ("]", ")"):
        return text, None
    parsed = attributes(closed[start + 1 : -1]) if "}" not in closed[start:-1] else None
    return (text, None) if parsed is None else (closed[:start].rstrip(), parsed)
