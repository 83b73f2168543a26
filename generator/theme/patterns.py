"""The patterns of headers and footers, filled with what a brief says of itself."""

from __future__ import annotations

from collections.abc import Mapping

from generator.document import Meta

SEPARATOR = " · "


def words_of_pattern(pattern: str, fields: Mapping[str, str]) -> str:
    """The pattern with its fields; a part between dots whose fields are all empty is left out."""
    parts = []
    for part in pattern.split(SEPARATOR):
        words = part
        for name, value in fields.items():
            words = words.replace(f"{{{name}}}", value)
        if words.strip():
            parts.append(words)
    return SEPARATOR.join(parts)


def unpaged_fields(meta: Meta, logo: str = "") -> Mapping[str, str]:
    """The fields of a format that has no pages; a marking with a look of its own stands apart."""
    fields = {**meta.fields, "page": "", "logo": logo}
    return fields | ({"marking": ""} if meta.marking else {})
