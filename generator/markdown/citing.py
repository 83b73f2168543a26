"""How citations are recognised in a line. Grammar: the pandoc manual, "Citations"."""

from __future__ import annotations

import re

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline

# Another kind of dash counts as part of the key, so that no key is cut short at it.
KEY = r"(?:\{[^{}\s]+\}|[A-Za-z0-9_](?:[\w:.#$%&+?<>~/‐‑‒–−-]*[\w])?)"
CITED = re.compile(rf"(?<![\w\\])-?@({KEY})")
LONE_LOCATOR = re.compile(r"\s*¶")
_LOCATOR_AFTER = r"[ \n]\[([^\[\]@]*)\](?![({\[])"  # compiled for a key without brackets


def citations(state: StateInline, silent: bool) -> bool:
    """Read a bracket of citations, also one that is never closed; whether there is one."""
    if state.src[state.pos] != "[":
        return False
    start = state.pos + 1
    bracket = _BRACKET.match(state.src, start, state.posMax)
    if bracket is None:
        return _unclosed_bracket(state, start, silent)
    raw = bracket[1]
    if bracket[2] or not (CITED.search(raw) or LONE_LOCATOR.match(raw)):
        return False
    return _cite(state, raw, bracket.end(), silent)


_BRACKET = re.compile(r"([^\[\]]*+)\](?=([({])?)")


def _cite(state: StateInline, raw: str, end: int, silent: bool, **meta: bool) -> bool:
    if not silent:
        token = state.push("citations", "", 0)
        token.content = raw
        token.meta = {"inner": 1, "end": end, **meta}
    state.pos = end
    return True


# A citation in an unclosed bracket ends with its sentence, or at a sign that closes another.
_UNCLOSED = rf"[^\[\]]*?{CITED.pattern}[^\[\]]*?(?=[)}}\[*]|(?<![.!?…])[.!?…]++(?:\s++\D|\s*+$)|$)"


def _unclosed_bracket(state: StateInline, start: int, silent: bool) -> bool:
    pattern = re.compile(_UNCLOSED) if "@" in state.src else None
    found = pattern.match(state.src, start, state.posMax) if pattern else None
    if found is None or re.compile(_LOCATOR_AFTER).match(state.src, found.end(1), state.posMax):
        return False  # a complete citation follows: @key [¶3]
    if parseLinkLabel(state, start - 1) >= 0:
        return False  # it is closed after all, behind another bracket
    said = found[0].rstrip()
    return _cite(state, said, start + len(said), silent, unclosed=True)


def author_in_text(state: StateInline, silent: bool) -> bool:
    """Read a source named in the sentence and the bracket behind it, `@key [¶3]`; whether it is."""
    if state.src[state.pos] != "@":
        return False
    found = CITED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    locator = re.compile(_LOCATOR_AFTER).match(state.src, found.end(), state.posMax)
    end = locator.end() if locator else found.end()
    if not silent:
        token = state.push("author_in_text", "", 0)
        # As long as what was written, so that offsets hold: " [¶3" reads ", ¶3".
        token.content = found[0] + (f", {locator[1]}" if locator else "")
        token.meta = {"inner": 0, "end": end}
    state.pos = end
    return True
