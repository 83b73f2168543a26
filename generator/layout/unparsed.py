"""A line of a layout that Jinja cannot read: what is wrong with it, as people say it.

Jinja says what it expected, in words for programmers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.layout.grammar import LayoutFault

if TYPE_CHECKING:
    from jinja2 import TemplateSyntaxError

_Read = Callable[[str, str], tuple[str, str] | None]
"""From a line and what Jinja says of it to what is wrong and what to type."""

_NEAR = 4  # lines: as far above the line that Jinja names may a tag begin that it did not see end

_LONGEST = 1000  # letters of a line that are looked at


def misread_tag(error: TemplateSyntaxError, source: str) -> LayoutFault | None:
    """What is wrong with how a tag is written; None if that is not what keeps it from parsing."""
    lines = [line[:_LONGEST] for line in source.split("\n")]
    for number, line in enumerate(lines, 1):
        if parted := re.search(r"\{ +[{%]|[}%] +\}", line):
            whole = "".join(parted[0].split())
            message = f"`{parted[0]}` is parted by a blank"
            return LayoutFault(number, message, f"write {whole}", parted[0])
    for number in range(error.lineno, max(0, error.lineno - _NEAR), -1):
        if found := _open_braces(lines[number - 1]):
            return LayoutFault(number, *found)
    line, said = lines[error.lineno - 1], error.message or ""
    for read in _READINGS:
        if found := read(line, said):
            return LayoutFault(error.lineno, *found)
    return None


def unparsed(error: TemplateSyntaxError) -> LayoutFault:
    """What Jinja says of a layout that it does not parse."""
    hint = "see that the braces are closed, and that each block has its end"
    return LayoutFault(error.lineno, f"the layout does not parse: {error.message}", hint)


def _open_comment(_: str, said: str) -> tuple[str, str] | None:
    if not said.startswith("Missing end of comment"):
        return None
    return "this comment is not closed", "put #} where it ends"


def _curly_quotes(line: str, _: str) -> tuple[str, str] | None:
    tag = re.search(r"\{[{%][^{}]*[“”„‘’«»][^{}]*\}", line)
    if tag is None:
        return None
    straight = re.sub(r"[“”„‘’«»]+", '"', tag[0])
    return f"`{tag[0]}` has curly quotation marks", f"write straight ones: {straight}"


def _open_braces(line: str) -> tuple[str, str] | None:
    tag = re.search(r"\{\{[^{}%]*(?:\}(?!\})|$)|\{%[^{}%]*(?:\}|$)", line)
    if tag is None:
        return None
    end = "}}" if tag[0].startswith("{{") else "%}"
    whole = f"{tag[0].rstrip('} ')} {end}"
    return f"`{tag[0].rstrip()}` is not closed", f"write {whole}"


def _single_sign(_: str, said: str) -> tuple[str, str] | None:
    if "got '='" not in said:
        return None
    return "one `=` compares nothing", "write == between what is compared"


def _two_words(line: str, said: str) -> tuple[str, str] | None:
    tag = re.search(r"\{\{\s*(\w+) +(\w+)\s*\}\}", line)
    if tag is None or "end of print statement" not in said:
        return None
    return f"`{tag[0]}` is not one value", f"write a dot: {{{{ {tag[1]}.{tag[2]} }}}}"


def _other_shape(line: str, said: str) -> tuple[str, str] | None:
    """A tag that is not written as its like."""
    if not said.startswith(("expected token", "unexpected", "Block names")):
        return None
    for tag in re.finditer(r"\{%-?\s*(\w+)\s*(.*?)\s*-?%\}", line):
        word, rest = tag.groups()
        shape, meant = _SHAPES.get(word, (".*", ""))
        if not re.fullmatch(shape, rest):
            name = re.sub(r"\W+", "_" if word == "block" else "-", rest).strip("_-")
            return f"`{tag[0]}` is no such tag", f"write {meant.format(name or '…')}"
    return None


_SHAPES: Mapping[str, tuple[str, str]] = {
    "block": (r"[^\W\d]\w*", "{{% block {} %}}"),
    "extends": (r"\"[^\"]*\"|'[^']*'", '{{% extends "{}" %}}'),
    "else": ("", "{{% elif … %}}, or {{% else %}} alone"),
    "for": (r"\w+ in \w+", "{{% for source in sources %}}, say"),
    "if": (r"(?!.*\b(?:AND|OR|NOT)\b).*\S", "{{% if brief.number and not brief.date %}}, say"),
}
"""By the word of a tag, what may stand behind it, and how it is written."""

_READINGS: Sequence[_Read] = (
    _open_comment,
    _curly_quotes,
    _single_sign,
    _two_words,
    _other_shape,
)
