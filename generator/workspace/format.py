"""The format of a workspace: a number in `brief.toml` that says how its files are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from generator.config.conversion import Locate
from generator.config.text import byte_order_mark
from generator.diagnostics import codes, refusal
from generator.version import __version__

NEWEST = 2
"""The format that this version writes. Each step of `brief upgrade` raises it by one."""


def refuse_newer(data: Mapping[str, Any], locate: Locate) -> None:
    """Raise BriefError if `brief.toml`, given as `data`, has a format that is not known yet."""
    number = data.get("format")
    if isinstance(number, int) and number > NEWEST:
        message = f"this workspace has format {number}; brief {__version__} reads no later than "
        hint = f"install a version of brief that knows format {number}; nothing was changed here"
        place = locate(("format",))
        raise refusal(codes.NEWER_WORKSPACE, f"{message}{NEWEST}", place, hint=hint)


_OWN_LINE = r"(\s*[\"']?format[\"']?\s*=\s*)\w+"
_SAID_ABOVE = r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*"


def with_format(settings: bytes, number: int) -> bytes:
    """The bytes of `brief.toml` with another format and no other change.

    If it has none, the line comes before the first key, after any comment above that.
    """
    mark = byte_order_mark(settings)
    text = settings.removeprefix(mark).decode()
    lines = text.splitlines(keepends=True)
    for index, line in enumerate(takewhile(lambda line: not line.lstrip().startswith("["), lines)):
        if found := re.match(_OWN_LINE, line):
            lines[index] = f"{found[1]}{number}{line[found.end() :]}"
            return mark + "".join(lines).encode()
    said = re.match(_SAID_ABOVE, text)
    head = said[0] if said else ""
    end = "\r\n" if "\r\n" in text else "\n"
    return mark + f"{head}format = {number}{end}{text[len(head) :]}".encode()
