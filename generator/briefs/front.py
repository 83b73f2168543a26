"""The lines between the dashes at the head of a brief → FrontMatter."""

from __future__ import annotations

from collections.abc import Mapping

from generator.briefs.brief import FrontMatter
from generator.diagnostics import BriefError, Diagnostic, Span
from generator.schema import conform, read_yaml

MISSING = "B002"
INVALID = "B003"


def split_front(text: str, file: str) -> tuple[str, str]:
    """The front matter and the body, each with blank lines where the other stood."""
    lines = text.split("\n")
    if not lines or lines[0].rstrip() != "---":
        hint = "begin the file with a line `---`, then title, date and seeds, then `---`"
        raise BriefError([Diagnostic(MISSING, "no front matter", Span.at(file), hint=hint)])
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            front = "\n".join(["", *lines[1:number]])
            return front, "\n" * (number + 1) + "\n".join(lines[number + 1 :])
    hint = "close it with a line `---`"
    span = Span.at(file, 1, 1, 3)
    raise BriefError([Diagnostic(MISSING, "the front matter is never closed", span, hint=hint)])


def read_front(front: str, file: str) -> tuple[FrontMatter, Mapping[str, Span]]:
    """The front matter and the place of each value. Raises BriefError with every fault."""
    data, locate = read_yaml(front, file, code=INVALID)
    if not isinstance(data, dict):
        hint = "write `key: value`, a line each"
        raise BriefError([Diagnostic(INVALID, "no keys here", Span.at(file, 2), hint=hint)])
    value = conform(FrontMatter, data, locate, code=INVALID)
    return value, {key: locate((key,)) for key in data}
