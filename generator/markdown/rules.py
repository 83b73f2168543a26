"""What pandoc's Markdown has and CommonMark lacks, put into one parser; divs and captions.

Each rule notes in the token's `meta` where the token is in the block's text, so that `parse` can
give every node its exact place. Grammar: the pandoc manual, "Divs and Spans", "Citations".
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import autolink, image, link
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from generator.markdown.citing import author_in_text, citations
from generator.markdown.line_rules import (
    Attributes,
    attributes,
    bare_address,
    bracketed,
    inline_note,
    note_reference,
    placed,
    raised_or_lowered,
    trailing_attributes,
)


class _Markdown(MarkdownIt):
    """Reads a link whatever its address is: `briefs.structure` checks the address.

    An address is shown as it was typed: with its %20, or else it would lead nowhere when copied.
    """

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def parser() -> MarkdownIt:
    """The Markdown parser, made once."""
    md = _Markdown("commonmark", {"html": True, "maxNesting": 64}).enable("table")
    md.use(deflist_plugin).use(
        footnote_plugin, inline=False, move_to_end=False, always_match_refs=True
    )
    # `parse` reads these itself, and reports what CommonMark would drop.
    md.disable(["reference", "text_join"], ignoreInvalid=True)
    md.block.ruler.before("fence", "div", _div, {"alt": ["reference", "blockquote", "list"]})
    md.inline.ruler.before("link", "citations", citations)
    md.inline.ruler.before("link", "bracketed", bracketed)
    md.inline.ruler.before("link", "inline_note", inline_note)
    md.inline.ruler.before("link", "author_in_text", author_in_text)
    md.inline.ruler.before("link", "shifted", raised_or_lowered)
    md.inline.ruler.before("link", "bare_address", bare_address)
    for name, rule in (("link", link), ("image", image), ("autolink", autolink)):
        md.inline.ruler.at(name, placed(rule))
    md.inline.ruler.at("footnote_ref", note_reference)
    md.block.ruler.at("table", _table_rule, {"alt": ["paragraph", "reference"]})
    md.core.ruler.before("inline", "set_apart", _set_apart)
    return md


def opens_div(line: str) -> bool:
    return _fence_label(line) is not None


def closes_div(line: str) -> bool:
    return re.fullmatch(r":{3,}", line.strip()) is not None


def _fence_label(line: str) -> str | None:
    """The text behind the colons of an opening fence: a word, or attributes in braces."""
    line = line.strip()
    label = line.lstrip(":").strip()
    colons = len(line) - len(line.lstrip(":"))
    if colons < SHORT_FENCE or not label:
        return None
    label = label.rstrip(":").rstrip()  # pandoc allows colons behind
    if label[0] == "{" and label.find("}") == len(label) - 1:
        return label
    return label if colons > SHORT_FENCE and re.fullmatch(r"[\w-]+", label) else None


SHORT_FENCE = 2
"""Colons of a fence that lacks one. With braces its meaning is clear: it is read and reported."""


def fence_attributes(line: str) -> Attributes | None:
    """The attributes of an opening fence; None if the line is not one, or they are malformed."""
    label = _fence_label(line)
    return None if label is None else _labelled(label)


def _labelled(label: str) -> Attributes | None:
    """What the text behind the colons says; None if it is malformed."""
    return attributes(label[1:-1]) if label[0] == "{" else ("", (label,), {})


def _div(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    label = (
        None if state.is_code_block(start_line) else _fence_label(_source_line(state, start_line))
    )
    if label is None:
        return False
    if silent:
        return True
    last, closed = _last_of_div(state, start_line, end_line)
    token = state.push("div_open", "div", 1)
    token.map = [start_line, last]
    start = _column(state, start_line)
    token.meta = {"attributes": _labelled(label), "closed": closed, "last": last, "start": start}
    token.meta["short"] = not _source_line(state, start_line).startswith(":" * (SHORT_FENCE + 1))
    old_parent, old_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "div", last
    state.md.block.tokenize(state, start_line + 1, last)
    state.parentType, state.lineMax = old_parent, old_max
    state.push("div_close", "div", -1)
    state.line = last + closed
    return True


def _last_of_div(state: StateBlock, start_line: int, end_line: int) -> tuple[int, bool]:
    """The line of the closing fence and True, or the line behind an unclosed div and False."""
    depth = 1
    for number in range(start_line + 1, end_line):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            return number, False  # the list item around it ends here
        line = _source_line(state, number)
        depth += 1 if opens_div(line) else -1 if closes_div(line) else 0
        if depth == 0:
            return number, True
    return end_line, False


def _table_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """CommonMark's tables, each row with the column (from 0) of its line at which it begins."""
    before = len(state.tokens)
    if not table(state, start_line, end_line, silent):
        return False
    for token in state.tokens[before:]:
        if token.type == "tr_open" and token.map:
            token.meta["start"] = _column(state, token.map[0])
    return True


def _column(state: StateBlock, line: int) -> int:
    """The column at which the words of a line begin, counted from 0."""
    start = state.bMarks[line] + state.tShift[line]
    return start - (state.src.rfind("\n", 0, start) + 1)


_CAPTION = re.compile(r"(?::|Table:)[ \t]+")


def _set_apart(state: StateCore) -> None:
    """Take braces from the end of headings and captions, and the colon from a caption's start."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            _shorten(tokens[index + 1], 0)
        elif token.type == "paragraph_open":
            lead = _CAPTION.match(tokens[index + 1].content)
            if lead and (lead[0][0] == ":" or _beside_a_table(tokens, index)):
                _shorten(tokens[index + 1], lead.end())


def _beside_a_table(tokens: list[Token], index: int) -> bool:
    before = index > 0 and tokens[index - 1].type == "table_close"
    return before or any(token.type == "table_open" for token in tokens[index + 3 : index + 4])


def _shorten(inline: Token, lead: int) -> None:
    words, braces = trailing_attributes(inline.content[lead:])
    if braces:
        words = re.sub(r"(?:^|[ \t]+)#+$", "", words)  # the hashes that close a heading
    if lead or braces:
        part = (lead, lead + len(words))
        inline.meta |= {"whole": inline.content, "part": part}
        inline.content = words
    if braces:
        inline.meta["attributes"] = braces


def _source_line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
