"""Words that a house fixes once: readers must not take them for what is compared with a source."""

from __future__ import annotations

import re

from generator.language.marks import SINGLE, even, signs

_FIELD = re.compile(r"\{[^{}]*\}")
# Signs are named by twos: a class of three kinds takes ten times as long to compile.
_CITES = r"(?:[\[［]\s*|[【〔]\s*)(?:[@＠]|﹫|[\^\d]|R\s?\d)|(?:¶\s*|[❡⁋]\s*)\d"


def looks_checked(words: str) -> tuple[str, str] | None:
    """What in fixed words seems to quote or cite, and how to mend it; None if nothing does.

    Double quotation marks may stand round fields in braces, with nothing but signs between.
    """
    if _quotes(words):
        hint = "quotations belong in the brief, where they are compared with their source"
        return "quotes, which fixed words may not", hint
    if re.search(_CITES, words):
        hint = "citations and footnotes belong in the brief"
        return "cites, which fixed words may not", hint
    return None


def alters_a_number(words: str) -> tuple[str, str] | None:
    """Whether a figure stands beside a field, and how to mend it: "para. 1{number}"."""
    if not re.search(r"\d[^\w{}]?\{|\}[^\w{}]?\d", words):
        return None
    return "has a figure beside a field", "readers would take it for a part of the field"


def _quotes(words: str) -> bool:
    marks = [(start, end) for sign, start, end in signs(even(words)) if sign not in SINGLE]
    inside = (words[one[1] : other[0]] for one, other in zip(marks[::2], marks[1::2], strict=False))
    return any(re.search(r"\w", _FIELD.sub("", said)) for said in inside)
