"""A text as the wording checks read it: words and signs, each with its place, in sentences."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from generator.language.folding import UNSEEN, composed, fold, with_powers, without_note_marks
from generator.language.lexicon import Lexicon
from generator.language.sentences import Sentence, sentences
from generator.recall.once import remembered


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
    found: dict[Any, dict[Any, Any]] = field(default_factory=dict)  # see `remembered`

    @remembered
    def marked(self, *names: str) -> frozenset[int]:
        """The tokens at which words of the lexicon's marking lists begin."""
        marks = _marks(self)
        return frozenset[int]().union(*(marks.get(name, ()) for name in names))

    def is_dated(self, index: int) -> bool:
        """Whether the name of a month stands beside a number."""
        beside = self.lows[max(0, index - 1) : index] + self.lows[index + 1 : index + 2]
        return self.tokens[index].text.istitle() and any(low[0].isdigit() for low in beside)

    def tokens_between(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that begin in a stretch of the text, from the first to behind the last."""
        return (
            bisect_left(self.tokens, start, key=_start),
            bisect_left(self.tokens, end, key=_start),
        )

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


@remembered
def _marks(passage: TokenText) -> Mapping[str, set[int]]:
    """For each marking list of the lexicon, the tokens at which words of it begin."""
    marks: dict[str, set[int]] = {}
    months = passage.lexicon.table("months")
    for index, low in enumerate(passage.lows):
        if low in months and passage.is_dated(index):
            continue  # "by 1 May" is no "may"
        names, opening = passage.lexicon.lists_of(low)
        for name in names:
            marks.setdefault(name, set()).add(index)
        for name, phrases in opening:
            if phrases.at(passage.lows, index):
                marks.setdefault(name, set()).add(index)
    return marks


def _start(token: Token) -> int:
    return token.start


# A word holds its own hyphens and apostrophes, a number its points and commas; a dash divides.
_TOKEN = r"""
    \d{1,3}(?:(?:[ \u00a0]\d{3})+|(?:\u202f\d{3})+)(?![\w.,'-]*\d)
    | \d+(?:[.,'/:-]\d+|–\d+)+(?:[a-z]{1,2}\b)?
    | [A-Za-z]{1,4}+(?=\.\d)  # "s.45", "No.5"
    | [^\W_]++ (?: ['.&-] [^\W_]++ )*+
    | \S
    """
_IN_LETTERS = re.compile(_TOKEN, re.VERBOSE)
# No spaces between words: each character is one. Compiled for the first such text.
_FIRST, _LAST = "\u3040", "\u9fff"
_IN_SIGNS = rf"[{_FIRST}-\u30ff\u3400-{_LAST}] | {_TOKEN}"
# One character for one, so that places hold.
_EVEN = {ord(sign): "'" for sign in "’‘ʼ＇`´"} | {ord(sign): "-" for sign in "‐‑−"}


@lru_cache(maxsize=1024)
def of_source(text: str, parts: tuple[Sentence, ...], lexicon: Lexicon) -> TokenText:
    """A paragraph of a source taken apart: many briefs cite the same ones.

    `parts` are its sentences as its edition has them.
    """
    return _taken_apart(text, parts, lexicon)


@lru_cache(maxsize=256)
def take_apart(text: str, lexicon: Lexicon) -> TokenText:
    """Words of a brief taken apart: several checks ask for them, and then nobody."""
    return _taken_apart(text, sentences(text), lexicon)


def _taken_apart(given: str, parts: tuple[Sentence, ...], lexicon: Lexicon) -> TokenText:
    text = given.translate(_EVEN)
    even, origins = composed(text) if _is_uneven(text) else (text, None)
    tokens = tuple(_tokens(without_note_marks(even, keep_places=True), lexicon))
    if origins:
        tokens = tuple(
            replace(token, start=origins[token.start], end=origins[token.end]) for token in tokens
        )
    places = tuple(_in_sentences(parts, tokens))
    lows = tuple(token.low for token in tokens)
    return TokenText(text, tokens, lows, tuple(_stems(lows, lexicon)), places, lexicon)


def _composed(text: str) -> str:
    """The text with each letter written in one, and without what cannot be seen."""
    return composed(text)[0] if _is_uneven(text) else text


def _is_uneven(text: str) -> bool:
    return not text.isascii() and bool(
        UNSEEN.search(text) or not unicodedata.is_normalized("NFC", text)
    )


def _stems(lows: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    return map(_stems_of_meaning(lexicon).__getitem__, lows)


@remembered
def _stems_of_meaning(lexicon: Lexicon) -> _StemsOfMeaning:
    return _StemsOfMeaning(lexicon)


class _StemsOfMeaning(dict[str, str]):
    """From words to their stems, "" for signs and words of grammar; filled in as words are met.

    A table, since each word of every text is looked up in it.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._stem, self._of_grammar = lexicon.stem, lexicon.phrases("common").words

    def __missing__(self, low: str) -> str:
        means = low not in self._of_grammar and low[:1].isalnum()
        stem = self[low] = self._stem(low.removesuffix("'s")) if means else ""
        return stem


def _tokens(text: str, lexicon: Lexicon) -> Iterator[Token]:
    elided = lexicon.phrases("elided").words
    for match in _pattern_of_tokens(text).finditer(text):
        word, start = match[0], match.start()
        while "'" in word and word[: word.index("'")].lower() in elided:
            cut = word.index("'")
            yield Token(word[:cut], word[:cut].lower(), start, start + cut)
            word, start = word[cut + 1 :], start + cut + 1
        kept, low = _with_small_letters(word)
        yield Token(kept, low, start, match.end())


def _pattern_of_tokens(text: str) -> re.Pattern[str]:
    if text.isascii() or max(text) < _FIRST or not any(_FIRST <= it <= _LAST for it in text):
        return _IN_LETTERS
    return re.compile(_IN_SIGNS, re.VERBOSE)


@lru_cache(maxsize=8192)  # a few thousand words make up all texts: each is kept once
def _with_small_letters(word: str) -> tuple[str, str]:
    return word, word.lower() if word.isascii() else fold(with_powers(word)).lower()


def token_words(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words and signs of a name, divided as those of a text are."""
    if _is_one_token(name.replace(" ", "")):
        return tuple(name.split())  # as are most of thousands
    return tuple(token.text for token in _tokens(_composed(name.translate(_EVEN)), lexicon))


def _is_one_token(word: str) -> bool:
    """Whether a word is one token as it stands: of letters from A to Z alone."""
    return word.isascii() and word.isalpha()


def occurrences(texts: Iterable[str], lexicon: Lexicon) -> Counter[str]:
    """How often each stem stands in texts, without taking them apart."""
    found: Counter[str] = Counter()
    for words, count in Counter(chain.from_iterable(map(str.split, texts))).items():
        for stem in _stems(lows_of(words, lexicon), lexicon):
            found[stem] += count
    del found[""]
    return found


def lows_of(words: str, lexicon: Lexicon) -> list[str]:
    """The words and signs of a text in small letters, as `TokenText.lows` has them."""
    if _is_one_token(words):
        return [words.lower()]
    even = without_note_marks(_composed(words.translate(_EVEN)), keep_places=True)
    return [token.low for token in _tokens(even, lexicon)]


def _in_sentences(
    parts: tuple[Sentence, ...], tokens: tuple[Token, ...]
) -> Iterator[tuple[int, int]]:
    first = 0
    for sentence in parts:
        last = bisect_left(tokens, sentence.end, first, key=_start)
        yield first, last
        first = last
