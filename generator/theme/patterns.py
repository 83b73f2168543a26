"""The patterns of headers and footers, filled with what a brief says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.document import Meta

SEPARATOR = " · "
HEAD_FIELD = re.compile(r"\{(\w+)\}")
"""A field in a pattern, by its name."""


def words_of_pattern(pattern: str, fields: Mapping[str, str]) -> str:
    """The pattern with its fields; a part between dots whose fields are all empty is left out.

    Braces in the words of a field are only words.
    """
    parts = (
        HEAD_FIELD.sub(lambda found: fields.get(found[1], found[0]), part)
        for part in pattern.split(SEPARATOR)
    )
    return SEPARATOR.join(part for part in parts if part.strip())


def head_fields(meta: Meta, *, page: str = "", logo: str = "") -> Mapping[str, str]:
    """What a pattern may name, with what stands for the page and the logo.

    A marking that has a look of its own stands apart from running heads.
    """
    apart = {"marking": ""} if meta.marking else {}
    return {**meta.fields, "page": page, "logo": logo, **apart}
