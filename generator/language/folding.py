"""Comparing words in any language.

Two texts say the same if their folds are equal. So a quotation typed with straight quotes equals
one printed with curly quotes. Digests rest on folds, so folding never changes. Quotations are
compared in another form, which may change (see `level`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from generator.language.marks import MARKS
from generator.language.normal_forms import normal

_QUOTES = '"`´‘’‚‛“”„‟«»‹›′″‴‵‶‷ʹʺʻʼʽ＂＇「」『』〝〞〟❛❜❝❞'
_DASHES = "‐‑‒–—―−⁃﹘﹣－⸺⸻︱︲"
# Soft hyphen, zero-width spaces and joiners, directional marks, variation selectors, BOM.
_UNSEEN = [0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
_UNSEEN += [*range(0x2060, 0x2065), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10), 0xFEFF]
UNSEEN = re.compile(f"[{''.join(map(chr, _UNSEEN))}]")
"""Characters that folding leaves out. Digests of editions rest on this list: it never changes."""

_FOLDED: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _QUOTES), "'"),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(_UNSEEN),
}
_DASH_RUN = re.compile(r"-{2,}")


def fold(text: str) -> str:
    """Return `text` in the form in which words are compared; letter case is kept.

    Unicode NFKC (UAX 15); every quotation mark and apostrophe reads `'`, every dash or run of
    dashes `-`; characters that cannot be seen are gone; white space is single spaces.
    """
    if text.isascii():
        plain = text.replace('"', "'").replace("`", "'")
    else:
        # NFKC itself yields quotes and dashes (from full-width forms), so fold before and after:
        # before, because it would also take an acute accent apart into a space and a mark.
        plain = text.translate(_FOLDED)
        if not unicodedata.is_normalized("NFKC", plain):
            plain = normal("NFKC", plain).translate(_FOLDED)
    if "--" in plain:
        plain = _DASH_RUN.sub("-", plain)
    return " ".join(plain.split())


def composed(text: str) -> tuple[str, list[int]]:
    """A text in NFC (UAX 15) without invisible characters, and where each of its letters began.

    The places count code points of `text`, one for each letter and one for the end. Characters that
    form one letter, a base and its marks, all begin at the base.
    """
    letters: list[str] = []
    places: list[int] = []
    for start, end in _clusters(text):
        cluster = normal("NFC", UNSEEN.sub("", text[start:end]))
        letters.append(cluster)
        places += [start] * len(cluster)
    return "".join(letters), [*places, len(text)]


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that can be composed one by one with the same result."""
    start, behind = 0, ""
    for place, letter in enumerate(text):
        if place and not _composes(behind, letter):
            yield start, place
            start, behind = place, ""
        behind = (behind + UNSEEN.sub("", letter))[-_TOLD_BY:]
    if text:
        yield start, len(text)


_TOLD_BY = 8
"""Characters that tell whether the next may combine with them: more than any letter is made of."""


def _composes(behind: str, letter: str) -> bool:
    """Whether a letter may combine or change places with those that are seen before it."""
    if letter < "\u0300":  # the first combining mark
        return letter == "\u00ad" or not behind
    alone = unicodedata.normalize("NFC", UNSEEN.sub("", letter))
    if not behind or not alone or unicodedata.combining(unicodedata.normalize("NFD", alone)[0]):
        return True
    before = unicodedata.normalize("NFC", behind)
    return unicodedata.normalize("NFC", before + alone) != before + alone


_RAISED = "⁰¹²³⁴-⁹"
_LETTER = rf"[^\W\d_{_RAISED}₀-₉]"  # for `re`, a raised figure is one, too
_FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_NOTE_MARK = rf"""
      (?P<kept> \b(?:[kcdmnµμ]?m|s|ft|yd|mi)[²³](?![{_RAISED}])  # a power of a unit
              | (?<![\w'’-]){_LETTER}[²³](?![{_RAISED}])           # … of a symbol: x²
              | \((?=[^()]*(?<!\w){_LETTER}(?!\w))               # … of a sum: (1 + r)²
                  (?:[\w.]{{1,4}}[ ]?[+−×·/–-][ ]?){{1,3}}[\w.]{{1,4}}\)[{_RAISED}]+
              | \b10(?!¹(?![{_RAISED}]))[{_RAISED}]+              # a power of ten
              | [⁺⁻][{_RAISED}]+ | [{_RAISED}]+[⁄/][₀-₉\d]+      # an exponent, a fraction
              | (?:{_LETTER}|[)\]])[{_RAISED}]+[⁺⁻](?![{_RAISED}])  # a charge: Ca²⁺
              | (?:{_LETTER}|[)\]])[₀-₉]+(?:[.,][₀-₉]+)*  # a formula: CO₂, SO₄²⁻
                  (?:[²³](?![{_RAISED}])|[{_RAISED}]*[⁺⁻](?![{_RAISED}]))? )
    | [{_RAISED}]+(?:[,–-][{_RAISED}]+)* | [₀-₉]+
    """  # compiled for the first text that has a raised or lowered figure


def without_note_marks(text: str, *, keep_places: bool = False) -> str:
    """A text without the raised numbers of notes: "5¹ per cent" says 5 per cent.

    With `keep_places`, spaces replace them, so that every other character stays where it is.
    """
    if not _has_figures(text):
        return text

    def left(mark: re.Match[str]) -> str:
        return mark["kept"] or (" " * len(mark[0]) if keep_places else "")

    return re.sub(_NOTE_MARK, left, text, flags=re.VERBOSE)


def _has_figures(text: str) -> bool:
    """Whether a text has a raised or lowered figure."""
    return not text.isascii() and any(map(text.__contains__, _FIGURES))


def is_worded(words: str, text: str) -> bool:
    """Whether a text has these words, in any form of its quotation marks, dashes and spaces."""
    return level(words) in level(text)


_LEVEL = str.maketrans(dict.fromkeys(sorted(MARKS), "'"))
# A power of a metre stays `m2`, as many sources print it; any other is told from a lowered figure.
# Compiled, too, for the first text that has a raised or lowered figure.
_POWER = (
    rf"(?<=[\d)₀-₉])(?=[{_RAISED}])|(?<=(?<![\w'’-])[^\W\d_ms{_RAISED}])(?=[²³](?![{_RAISED}]))"
)


def with_powers(text: str) -> str:
    """A text with a caret before what a figure is raised to, so that 10³ does not fold to 103."""
    return re.sub(_POWER, "^", text) if _has_figures(text) else text


# From the first space of a run: trying each of thousands would take their square.
_SPACED = re.compile(r"(?<!\s)(?:\s*(?:--+|[—―⸺⸻])\s*(?!\d)|\s+[–‒-]\s+(?!\d))")
_UNIT = re.compile(r"(?:(?<=[$£¥])|(?<=€))\s+(?=\d)|(?<=\d)\s+(?:(?=[%°])|(?=‰))")


@lru_cache(maxsize=1024)
def level(text: str) -> str:
    """The fold of a text, with the changes undone that printers make and quotations may make.

    Every sign that can be a quotation mark (see `language.marks`) reads `'`, a dash between words
    stands between spaces, no space parts a sign of money or degree from its number, and the marks
    of notes are gone: `5¹` is five.
    """
    if not text.isascii():
        text = with_powers(without_note_marks(text)).translate(_LEVEL)
    return fold(_UNIT.sub("", _SPACED.sub(" - ", text)))


def digest(text: str) -> str:
    """SHA-256, hexadecimal, of the words: equal for texts that differ only in form or case."""
    return hashlib.sha256(fold(text).casefold().encode()).hexdigest()
