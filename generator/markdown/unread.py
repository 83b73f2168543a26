"""Whether all markup of a block was read: no sign of it may be left in the words.

Else the signs would be printed, and nobody would notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from generator.diagnostics import Diagnostic, Fix, Span, codes, diagnose
from generator.diagnostics.fixes import FIXED_BY
from generator.markdown.foreign import (
    BEGINNING,
    INSIDE,
    MEANT,
    READ,
    ForeignMarkup,
    may_begin_a_line,
    may_hold_inside,
)
from generator.markdown.line_rules import BARE
from generator.markdown.rules import parser
from generator.markdown.source import MarkdownText, Strip, placed_tokens


def nothing_unread(
    tokens: Sequence[Token] | None, strip: Strip, source: MarkdownText, *, lines: bool = False
) -> None:
    """Report markup left in a block's words; with `lines`, also markup that begins a line."""
    inside = may_hold_inside(strip.content)
    lines = lines and may_begin_a_line(strip.content)
    if not inside and not lines:
        return
    words = words_left(tokens or (), strip.content)
    if lines and may_begin_a_line(words):
        words = _reported(BEGINNING, words, strip, source)
    if inside and may_hold_inside(words):
        _reported(INSIDE, words, strip, source)


_COUNTED = {
    *("figure", "fig", "chart", "graph", "table", "tab"),
    *("tableau", "graphique", "abbildung", "abb", "grafik", "tabelle"),
    *("figura", "gráfico", "tabla", "cuadro", "그림", "표"),
    *("рисунок", "рис", "график", "графік", "таблица", "таблиця", "табл"),
}
_NUMBERED = r"[*_]*\S+\s+[A-Z]?\d[\w.]*?\s*(?:[.:|–—)-]+[*_]*(?=\s|$)|$)\s*(?P<rest>.*)"


def no_number_typed(caption: Strip, source: MarkdownText) -> None:
    """Report a caption that begins with a number of its own: it would be printed beside ours."""
    first = caption.content.lstrip("*_ ").partition(" ")[0]
    if first.rstrip(".").casefold() not in _COUNTED:
        return
    found = re.match(_NUMBERED, caption.content, re.DOTALL)
    if not found:
        return
    typed, rest = caption.content[: found.start("rest")], found["rest"]
    span = caption.span(0, len(typed))
    message = f"“{typed.strip()}” is typed, and tables and figures are numbered by themselves"
    fix = Fix(span, "") if rest and typed.strip("*_") == typed else None
    hint = f"leave it out; {FIXED_BY}" if fix else "leave it out"
    source.report(codes.NUMBERED_BY_HAND, message, span, hint, fix)


def words_left(tokens: Sequence[Token], content: str) -> str:
    """The text of a block, with a stand-in for each character that was read; same length."""
    parts: list[str] = []
    done = 0
    for token, start, end in placed_tokens(tokens, content):
        if not _is_words(token):
            continue
        meant = token.type == "text_special" and token.content != token.markup
        parts += [READ * (start - done), MEANT * (end - start) if meant else content[start:end]]
        done = end
    return "".join([*parts, READ * (len(content) - done)])


def _is_words(token: Token) -> bool:
    if token.type == "text":
        return not token.meta.get("verbatim")
    return token.type in ("softbreak", "text_special")


def _reported(rows: Sequence[ForeignMarkup], words: str, strip: Strip, source: MarkdownText) -> str:
    """Report what each row finds; return the words without it, so that no later row finds it."""
    for row in rows:
        found = list(row.pattern.finditer(words))
        if not found:
            continue
        for group in _gathered(row, found, words):
            _report(row, group, strip, source)
        words = row.pattern.sub(lambda it: re.sub(r"[^\n]", READ, it[0]), words)
    return words


def _gathered(
    row: ForeignMarkup, found: list[re.Match[str]], words: str
) -> Iterator[list[re.Match[str]]]:
    """The matches of a row, in groups: matches with a fix on neighbouring lines are one group."""
    group = found[:1]
    for this in found[1:]:
        if not row.write or words.count("\n", group[-1].end(), this.start()) > 1:
            yield group
            group = []
        group.append(this)
    yield group


def _report(
    row: ForeignMarkup, group: list[re.Match[str]], strip: Strip, source: MarkdownText
) -> None:
    mark = 1 if row.write else 0
    span = strip.span(group[0].start(mark), group[-1].end(mark))
    start, end = group[0].span()
    if row.write:  # the mark alone says little
        end = (group[0].string + "\n").index("\n", end)
    shown = " ".join(strip.content[start:end].split())  # a row of a table has tabs and line ends
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN].rstrip()}…"
    fix = Fix(span, _mended(row, group, strip, source)) if row.write else None
    message = row.message.format(name=row.name, shown=shown)
    source.report(row.code, message, span, row.hint, fix)


_SHOWN = 40  # characters of markup: more would hide the words of the message


def _mended(
    row: ForeignMarkup, group: list[re.Match[str]], strip: Strip, source: MarkdownText
) -> str:
    """The corrected text from the first mark to the last, with an empty line before the block."""
    parts: list[str] = []
    done = 0
    for found in group:
        place = strip.position(found.start())
        margin = source.line_at(place)[: place.column - 1]
        if done:
            parts += [strip.content[done : strip.content.index("\n", done)], "\n", margin]
        elif found.start():
            parts += ["\n", margin]
        parts.append(found.expand(row.write))
        done = found.end(1)
    return "".join(parts)


_CITING = ("citations", "author_in_text")  # have another finding


def markup_in_words(words: str, name: str, place: Span) -> Iterator[Diagnostic]:
    """An error if the value of `name` has what would be markup in running text."""
    if not may_hold_inside(words):
        return
    tokens = parser().parseInline(words)[0].children or ()
    signs = next((token for token in tokens if not _is_plain(token)), None)
    found = next((it for row in INSIDE if (it := row.pattern.search(words))), None)
    if signs is None and found is None:
        return
    shown = found[0] if found else signs.markup if signs else ""
    message = f"`{name}` cannot hold markup such as {shown or words}"
    hint = "remove the signs; emphasis and links belong in the text"
    yield diagnose(codes.UNREAD_MARKUP, message, place, hint=hint)


def _is_plain(token: Token) -> bool:
    if token.type == "text_special":
        return token.content == token.markup
    return token.markup == BARE or token.type in ("text", "softbreak", *_CITING)
