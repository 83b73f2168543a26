"""A text as the wording checks read it: words and signs, each with its place, in sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from sys import intern
from typing import Any, Concatenate, ParamSpec, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from generator.language.folding import fold
from generator.language.lexicon import Lexicon
from generator.language.sentences import sentences


class Token(Struct, frozen=True):
    """One word or sign; `low` is it in small letters, from `start` to `end` of the text."""

    text: str
    low: str
    start: int
    end: int


class TokenText(Struct, frozen=True, eq=False):
    """A text taken apart, compared by its identity; `sentences` are stretches of its tokens.

    The places of tokens hold for the text as it was given; `text` differs in the forms of
    apostrophes and hyphens only.
    """

    text: str
    tokens: tuple[Token, ...]
    lows: tuple[str, ...]
    stems: tuple[str, ...]  # of each token; empty for signs and words of grammar
    sentences: tuple[tuple[int, int], ...]
    lexicon: Lexicon
    _marks: dict[str, set[int]] = field(default_factory=dict)
    _unions: dict[tuple[str, ...], frozenset[int]] = field(default_factory=dict)
    found: dict[tuple[Any, ...], Any] = field(default_factory=dict)  # see `remembered`

    def marked(self, *names: str) -> frozenset[int]:
        """The tokens at which words of the lexicon's marking lists begin."""
        if not self._marks:
            self._mark()
        found = self._unions.get(names)
        if found is None:
            each = (self._marks.get(name, ()) for name in names)
            found = self._unions[names] = frozenset().union(*each)
        return found

    def _mark(self) -> None:
        marks: dict[str, set[int]] = {"": set()}
        for index, low in enumerate(self.lows):
            if self._is_dated(index):
                continue  # "by 1 May" is no "may"
            names, opening = self.lexicon.lists_of(low)
            for name in names:
                marks.setdefault(name, set()).add(index)
            for name in opening:
                if self.lexicon.phrases(name).at(self.lows, index):
                    marks.setdefault(name, set()).add(index)
        self._marks.update(marks)

    def _is_dated(self, index: int) -> bool:
        """Whether a word is a month beside a number."""
        if self.lows[index] not in self.lexicon.table("months"):
            return False
        beside = self.lows[max(0, index - 1) : index] + self.lows[index + 1 : index + 2]
        return self.tokens[index].text.istitle() and any(low[0].isdigit() for low in beside)

    @property
    def content(self) -> frozenset[str]:
        """The stems that carry the meaning."""
        return self.content_of(0, len(self.stems))

    def words(self, first: int, last: int) -> str:
        """The words of a stretch of the tokens, as they stand in the text."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def content_of(self, first: int, last: int) -> frozenset[str]:
        """The stems that carry the meaning, of a stretch of the tokens."""
        return frozenset(self.stems[first:last]) - {""}


# A word holds its own hyphens and apostrophes, a number its points and commas; a dash divides.
_TOKEN = re.compile(
    r"""
    \d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\w.,'-]*\d)
    | \d+(?:[.,'/:-]\d+)+(?:[a-z]{1,2}\b)?
    | [^\W_]+ (?: (?: ['.&-] ) [^\W_]+ )*
    | \S
    """,
    re.VERBOSE,
)
# One character for one, so that places hold.
_EVEN = {ord(sign): "'" for sign in "’‘ʼ＇`´"} | {ord(sign): "-" for sign in "‐‑−"}
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_JOINS = re.compile(rf"{_UNSEEN.pattern}|[\u1160-\u11ff]")  # or a later part of a Hangul letter


Found = TypeVar("Found")
Asked = ParamSpec("Asked")


def remembered(
    find: Callable[Concatenate[TokenText, Asked], Found],
) -> Callable[Concatenate[TokenText, Asked], Found]:
    """A function of a passage that works once for each, and whose finds go when that goes."""

    @wraps(find)
    def known(passage: TokenText, /, *asked: Asked.args, **named: Asked.kwargs) -> Found:
        key = (find, asked, tuple(named.items()))
        if key not in passage.found:
            passage.found[key] = find(passage, *asked, **named)
        found: Found = passage.found[key]
        return found

    return known


@lru_cache(maxsize=1024)
def of_source(text: str, lexicon: Lexicon) -> TokenText:
    """A paragraph of a source taken apart: many briefs cite the same ones."""
    return _taken_apart(text, lexicon)


@lru_cache(maxsize=256)
def take_apart(text: str, lexicon: Lexicon) -> TokenText:
    """Words of a brief taken apart: several checks ask for them, and then nobody."""
    return _taken_apart(text, lexicon)


def _taken_apart(text: str, lexicon: Lexicon) -> TokenText:
    text = text.translate(_EVEN)
    even = text if text.isascii() else unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    tokens = tuple(_tokens(even, lexicon))
    parts = tuple(_in_sentences(even, tokens))
    if even != text:
        origins = _origins(text, len(even))
        tokens = tuple(
            replace(token, start=origins[token.start], end=origins[token.end]) for token in tokens
        )
    lows = tuple(token.low for token in tokens)
    common = lexicon.phrases("common").words
    stems = tuple(
        "" if low in common or not low[0].isalnum() else lexicon.stem(_bare(low)) for low in lows
    )
    return TokenText(text, tokens, lows, stems, parts, lexicon)


def _origins(text: str, length: int) -> list[int]:
    """Where each letter of a text made even began, and where the text ends.

    Letters written in two are one there, and what cannot be seen is left out.
    """
    found: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (unicodedata.combining(text[end]) or _JOINS.match(text[end])):
            end += 1
        letter = unicodedata.normalize("NFC", _UNSEEN.sub("", text[start:end]))
        found += [start] * len(letter)
        start = end
    missing = max(0, length + 1 - len(found))  # scripts that compose in yet other ways
    return found + [len(text)] * missing


def _tokens(text: str, lexicon: Lexicon) -> Iterator[Token]:
    elided = lexicon.phrases("elided").words
    for match in _TOKEN.finditer(text):
        word, start = match[0], match.start()
        while "'" in word and word[: word.index("'")].lower() in elided:
            cut = word.index("'")
            yield Token(word[:cut], word[:cut].lower(), start, start + cut)
            word, start = word[cut + 1 :], start + cut + 1
        low = word.lower() if word.isascii() else fold(word).lower()
        # A few thousand words make up all texts: each is kept once.
        yield Token(intern(word), intern(low), start, start + len(word))


def token_words(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words and signs of a name, divided as those of a text are."""
    even = unicodedata.normalize("NFC", _UNSEEN.sub("", name.translate(_EVEN)))
    return tuple(token.text for token in _tokens(even, lexicon))


def _bare(low: str) -> str:
    return low.removesuffix("'s")


def _in_sentences(text: str, tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    index = 0
    for sentence in sentences(text):
        first = index
        while index < len(tokens) and tokens[index].start < sentence.end:
            index += 1
        if index > first:
            yield first, index
