"""Words that are printed as they are, such as a title: they cannot hold markup."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.markdown.foreign import INSIDE, may_hold_inside
from generator.markdown.line_rules import BARE
from generator.markdown.rules import parser

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
