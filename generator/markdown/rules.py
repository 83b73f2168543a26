"""What pandoc's Markdown has and CommonMark lacks: divs, bracketed spans, citations, inline notes.

Each rule notes in the token's `meta` where it stands in the block's text, so that `parse` can
give every node its exact place. Grammar: the pandoc manual, "Divs and Spans", "Citations".
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, autolink, image, link
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

KEY = r"(?:\{[^{}\s]+\}|[A-Za-z0-9_](?:[\w:.#$%&+?<>~/-]*[\w])?)"
CITED = re.compile(rf"(?<![\w\\])-?@({KEY})")
_ATTRIBUTES = re.compile(r"\{([^{}\n]*)\}")
_ATTRIBUTE = re.compile(
    r"""\s*(?:\.(?P<class>[\w-]+)|\#(?P<id>[^\s{}#.=]+)|(?P<key>[\w:-]+)=(?P<value>"[^"]*"|'[^']*'|[^\s"']+))"""
)
_FENCE = re.compile(r"(:{3,})\s*(?:\{(?P<attributes>[^{}]*)\}|(?P<class>[\w-]+))?\s*:*\s*$")
_LOCATOR_AFTER = re.compile(r"[ \n]\[([^\[\]@]*)\](?![({\[])")

Attributes = tuple[str, tuple[str, ...], dict[str, str]]


@cache
def parser() -> MarkdownIt:
    """The Markdown parser, made once."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 64}).enable("table")
    md.use(deflist_plugin).use(
        footnote_plugin, inline=False, move_to_end=False, always_match_refs=True
    )
    # Left to `parse`, which reports what CommonMark would swallow.
    md.disable(["reference", "text_join"], ignoreInvalid=True)
    md.block.ruler.before("fence", "div", _div, {"alt": ["reference", "blockquote", "list"]})
    md.inline.ruler.before("link", "citations", _citations)
    md.inline.ruler.before("link", "bracketed", _bracketed)
    md.inline.ruler.before("link", "inline_note", _inline_note)
    md.inline.ruler.before("link", "author_in_text", _author_in_text)
    for name, rule in (("link", link), ("image", image), ("autolink", autolink)):
        md.inline.ruler.at(name, _placed(rule))
    return md


def attributes(text: str) -> Attributes | None:
    """What stands between braces as (identifier, classes, pairs), or None if it is malformed."""
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
            pairs[found["key"]] = found["value"].strip("\"'")
        position = found.end()
    return identifier, tuple(classes), pairs


def trailing_attributes(text: str) -> tuple[str, Attributes | None]:
    """Split a heading or caption from the braces at its end."""
    found = re.search(r"\s*\{([^{}]*)\}\s*$", text)
    parsed = attributes(found[1]) if found else None
    if found is None or parsed is None:
        return text, None
    return text[: found.start()], parsed


def opens_div(line: str) -> bool:
    found = _FENCE.match(line.strip())
    return found is not None and (found["attributes"] is not None or found["class"] is not None)


def closes_div(line: str) -> bool:
    return re.fullmatch(r":{3,}", line.strip()) is not None


def _div(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    first = _line(state, start_line)
    if state.is_code_block(start_line) or not opens_div(first):
        return False
    if silent:
        return True
    depth, last = 1, start_line
    while depth and last + 1 < end_line:
        last += 1
        line = _line(state, last)
        depth += 1 if opens_div(line) else -1 if closes_div(line) else 0
    found = _FENCE.match(first.strip())
    assert found is not None
    written = found["attributes"]
    parsed = attributes(written) if written is not None else ("", (found["class"],), {})
    body_end = last if depth == 0 else end_line
    token = state.push("div_open", "div", 1)
    token.map = [start_line, body_end]
    token.meta = {"attributes": parsed, "closed": depth == 0, "last": last}
    old_parent, old_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "div", body_end
    state.md.block.tokenize(state, start_line + 1, body_end)
    state.parentType, state.lineMax = old_parent, old_max
    state.push("div_close", "div", -1)
    state.line = body_end + (1 if depth == 0 else 0)
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _citations(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or "@" not in state.src:
        return False
    start = state.pos
    end = state.src.find("]", start)
    if end < 0 or end >= state.posMax or state.src[end + 1 : end + 2] in ("(", "{"):
        return False
    raw = state.src[start + 1 : end]
    if "[" in raw or not CITED.search(raw):
        return False
    if not silent:
        token = state.push("citations", "", 0)
        token.content = raw
        token.meta = {"start": start, "end": end + 1}
    state.pos = end + 1
    return True


def _author_in_text(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "@":
        return False
    found = CITED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    locator = _LOCATOR_AFTER.match(state.src, found.end(), state.posMax)
    end = locator.end() if locator else found.end()
    if not silent:
        token = state.push("author_in_text", "", 0)
        token.content = f"@{found[1]}" + (f", {locator[1]}" if locator else "")
        token.meta = {"start": state.pos, "end": end}
    state.pos = end
    return True


def _bracketed(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    start = state.pos
    label_end = parseLinkLabel(state, start)
    braces = _ATTRIBUTES.match(state.src, label_end + 1, state.posMax) if label_end > 0 else None
    parsed = attributes(braces[1]) if braces else None
    if braces is None or parsed is None:
        return False
    meta = {"start": start, "inner": start + 1, "close": label_end, "end": braces.end()}
    if not silent:
        _enclose(state, "bracketed", meta | {"attributes": parsed})
    state.pos = braces.end()
    return True


def _inline_note(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos : state.pos + 2] != "^[":
        return False
    start = state.pos
    label_end = parseLinkLabel(state, start + 1)
    if label_end < 0:
        return False
    if not silent:
        meta = {"start": start, "inner": start + 2, "close": label_end, "end": label_end + 1}
        _enclose(state, "inline_note", meta)
    state.pos = label_end + 1
    return True


def _enclose(state: StateInline, name: str, meta: dict[str, Any]) -> None:
    """Push a pair of tokens around what stands between `inner` and `close`."""
    opening = state.push(f"{name}_open", "span", 1)
    opening.meta = meta
    old_max = state.posMax
    state.pos, state.posMax = meta["inner"], meta["close"]
    state.md.inline.tokenize(state)
    state.posMax = old_max
    closing = state.push(f"{name}_close", "span", -1)
    closing.meta = meta


def _placed(rule: Any) -> Any:
    """A CommonMark rule that also says where its tokens stand."""

    def with_place(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        made = [t for t in state.tokens[before:] if t.type in ("link_open", "image")]
        if not silent and made:
            meta = {"start": start, "end": state.pos}
            made[0].meta = meta
            if state.tokens[-1].type == "link_close":
                state.tokens[-1].meta = meta
            braces = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
            parsed = attributes(braces[1]) if braces else None
            if made[0].type == "image" and braces and parsed is not None:
                made[0].meta = {"start": start, "end": braces.end(), "attributes": parsed}
                state.pos = braces.end()
        return True

    return with_place
