"""What pandoc's Markdown has inside a line and CommonMark lacks; citations are in `citing`.

Each rule notes in the token's `meta` where the token ends in the block's text. Grammar: the pandoc
manual, "Divs and Spans", "Inline notes", "Superscripts and subscripts".
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.config.addresses import is_address

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


_NOTE_REFERENCE = re.compile(r"\[\^([^\s\]]+)\]")


def note_reference(state: StateInline, silent: bool) -> bool:
    """A footnote's mark. The plugin's own rule needs quadratic time for a row of brackets."""
    found = _NOTE_REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found[1]}
    state.pos = found.end()
    return True


def bracketed(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    label_end = parseLinkLabel(state, state.pos)
    if label_end < 0 or state.src[label_end + 1 : label_end + 2] != "{":
        return False
    braces = BRACES.match(state.src, label_end + 1, state.posMax)
    end = braces.end() if braces else label_end + 1
    if not silent:
        parsed = attributes(braces[1]) if braces else None
        _enclose(state, "bracketed", state.pos + 1, label_end, end)
        state.tokens[-1].meta["attributes"] = parsed
    state.pos = end
    return True


def inline_note(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos : state.pos + 2] != "^[":
        return False
    label_end = parseLinkLabel(state, state.pos + 1)
    if label_end < 0:
        return False
    if not silent:
        _enclose(state, "inline_note", state.pos + 2, label_end, label_end + 1)
    state.pos = label_end + 1
    return True


# Figures, letters and signs, as in pandoc without a blank ("Superscripts and subscripts"); a
# caret or tilde twice means something else.
_WITHIN = r"((?:[^\W_]|[+−–=.,/-]){1,12})"
_SHIFTED = {
    "^": rf"(?<!\^)\^{_WITHIN}\^(?!\^(?!\[))",  # a note may follow
    "~": rf"(?<!~)~{_WITHIN}~(?!~)",
}


def raised_or_lowered(state: StateInline, silent: bool) -> bool:
    """Read raised words, `m^2^`, and lowered ones, `H~2~O`."""
    sign = state.src[state.pos]
    if sign not in _SHIFTED:
        return False
    found = re.compile(_SHIFTED[sign]).match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        name = "superscript" if sign == "^" else "subscript"
        _enclose(state, name, found.start(1), found.end(1), found.end())
    state.pos = found.end()
    return True


BARE = "bare"
"""The markup of the tokens of an address that stands by itself, without `<` and `>`."""

_SCHEME = re.compile(r"(?<![\w/@.:+-])(?:https?|mailto)\Z", re.IGNORECASE)
_LONGEST_SCHEME = len("mailto")
_ADDRESS = r":[^\s<>\[\]{}^`|\\*\"“”„«»‹›]+"
_ENTITY = r"&[A-Za-z]\w*;"
_BEHIND = "?!.,:;'’‘_~…)"  # ends the sentence rather than the address


def bare_address(state: StateInline, silent: bool) -> bool:
    """Read an address that stands by itself (GitHub Flavored Markdown, 6.9), if one may lead there.

    It begins with its scheme. It ends before signs that close a sentence, a bracket or a quotation.
    """
    if state.src[state.pos] != ":" or state.linkLevel:
        return False
    pending = state.pending
    scheme = _SCHEME.search(pending, max(0, len(pending) - _LONGEST_SCHEME))
    if scheme is None:
        return False
    found = re.compile(_ADDRESS).match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    address = _without_stops(scheme[0] + found[0])
    if "." not in address or re.search(_ENTITY, address) or not is_address(address):
        return False
    end = state.pos + len(address) - len(scheme[0])
    if state.src.endswith("] (", 0, end - len(address)):
        return False  # the words before it should lead there: that is told
    if not silent:
        state.pending = state.pending[: scheme.start()]
        _link_to(state, address, end)
    state.pos = end
    return True


def _without_stops(address: str) -> str:
    while address[-1] in _BEHIND:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def _link_to(state: StateInline, address: str, end: int) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": address}
    shown = state.push("text", "", 0)
    shown.content = address
    closing = state.push("link_close", "a", -1)
    for token in (opening, shown, closing):
        token.markup, token.meta = BARE, {"end": end, "verbatim": True}


def _enclose(state: StateInline, name: str, inner: int, close: int, end: int) -> None:
    """Push a pair of tokens around the text between `inner` and `close`."""
    meta: dict[str, Any] = {"end": end}
    state.push(f"{name}_open", "span", 1).meta = meta
    old_max = state.posMax
    state.pos, state.posMax = inner, close
    state.md.inline.tokenize(state)
    state.posMax = old_max
    state.push(f"{name}_close", "span", -1).meta = meta


def placed(rule: Any) -> Any:
    """A CommonMark rule that also says where its tokens end."""

    def with_place(state: StateInline, silent: bool) -> bool:
        before = len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            _end_here(state, state.tokens[before:])
        return True

    return with_place


def _end_here(state: StateInline, made: list[Token]) -> None:
    last = made[-1]
    last.meta = {"end": state.pos}
    if last.markup == "autolink":
        made[-2].meta = {"end": state.pos - 1, "verbatim": True}
    braces = BRACES.match(state.src, state.pos, state.posMax)
    if last.type == "image" and braces:
        last.meta |= {"end": braces.end(), "attributes": attributes(braces[1])}
        state.pos = braces.end()
