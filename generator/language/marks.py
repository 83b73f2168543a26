"""Quotation marks of every script: which signs they are, what closes them, what replaces them.

After Unicode 15.1: the property Quotation_Mark, the categories Pi and Pf, and what people type
for lack of a mark: primes, accents, back-ticks, signs set twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.language.words import word_set

_ALIKE = {
    '"': "＂″‶ʺ˝ˮ״",
    "'": "＇′ʹ´ˊ՚׳ʼ",
    "`": "｀‵ˋ",
    "‘": "❛ʻ",
    "’": "❜",
    "‛": "ʽ",
    "“": "❝🙶",
    "”": "❞🙷",
    "„": "🙸⹂",
    "‹": "❮",
    "›": "❯",
    "「": "｢﹁",
    "」": "｣﹂",
    "『": "﹃",
    "』": "﹄",
    "〈": "\u2329⟨",
    "〉": "\u232a⟩",
    "《": "⟪",
    "》": "⟫",
}
"""Signs that mean another: full-width, upright, ornamental or similar ones."""

_TWICE = {"''": '"', "’’": "”", "‘‘": "“", "``": "“", "‚‚": "„", ",,": "„", "<<": "«", ">>": "»"}
"""Signs typed twice in place of a mark."""

_OPENED_BY: Mapping[str, str] = {
    '"': '"“„‟”',
    "”": '"“„‟”',
    "“": "„“",
    "‟": "„",
    "»": "«»",
    "«": "»",
    "›": "‹›",
    "‹": "›",
    "'": "'‘’‛‚`",
    "’": "'‘’‛‚`",
    "‘": "‚‘",
    "`": "`",
    "」": "「",
    "』": "『",
    "》": "《",
    "〉": "〈",
    "〞": "〝",
    "〟": "〝",
    "⸃": "⸂",
    "⸅": "⸄",
    "⸊": "⸉",
    "⸍": "⸌",
    "⸝": "⸜",
    "⸡": "⸠",
}
"""For each sign, the signs that it can close."""

_OPENERS = frozenset("".join(_OPENED_BY.values()))
ONLY_OPENING = _OPENERS - frozenset(_OPENED_BY) | frozenset("“‘«")  # these sometimes close
ONLY_CLOSING = frozenset(_OPENED_BY) - _OPENERS
SINGLE = frozenset("'‘’‚‛`")
"""Signs that may be an apostrophe, too."""

MARKS = frozenset("".join(_ALIKE.values()) + "".join(_OPENED_BY) + "".join(_OPENED_BY.values()))
"""Every sign that can be a quotation mark, one character each."""

DOUBTFUL = frozenset("ʹʺˊˋˮʻʼʽ՚׳״⟨⟩〈〉\u2329\u232a⟪⟫")
"""Signs that are also letters or brackets: alone, they are not a mark without its partner."""

_EVEN = str.maketrans({sign: plain for plain, alike in _ALIKE.items() for sign in alike})
_DOUBLED = "".join(sign[0] for sign in _TWICE)
_NEVER_ALONE = "".join(sign for sign in _DOUBLED if sign not in MARKS)
# One class of characters comes first, by which texts are searched several times faster.
_MARK = re.compile(
    rf"([{re.escape(''.join(sorted(MARKS.union(_DOUBLED))))}])"
    rf"(?:(?:{'|'.join(f'(?<={re.escape(sign)})' for sign in _DOUBLED)})\1"
    rf"|(?<![{re.escape(_NEVER_ALONE)}]))"
)


def even(text: str) -> str:
    """The text, as long as before, with each mark in the form that the table knows."""
    return text if text.isascii() else text.translate(_EVEN)


_NESTED = str.maketrans('“”„"', "‘’‚'")


def marks_nested(words: str) -> str:
    """Words as they stand inside quotation marks: double marks of their own are single there."""
    return words.translate(_NESTED)


def has_marks(text: str) -> bool:
    """Whether a text has any sign that can be a quotation mark."""
    return _MARK.search(text) is not None


def signs(text: str) -> tuple[tuple[str, int, int], ...]:
    """The marks of an even text, each with its start and end."""
    return tuple((_TWICE.get(m[0], m[0]), *m.span()) for m in _MARK.finditer(text))


def can_close(closing: str, opening: str) -> bool:
    """Whether a mark closes what another opens."""
    return opening in _OPENED_BY.get(closing, "")


def closing_of(opening: str) -> str:
    """The mark that people type at the end of a quotation that begins with `opening`."""
    return _USUAL.get(opening, opening)


_USUAL = {"“": "”", "„": "“", "«": "»", "»": "«", "‘": "’", "‚": "‘", "‹": "›", "›": "‹"} | {
    opening: closing
    for closing, openers in _OPENED_BY.items()
    if len(openers) == 1
    for opening in openers
    if opening in "「『《〈〝"
}

# --- apostrophes ------------------------------------------------------------------------

_ELISIONS = word_set("tis twas twere til till em cause cos bout round n")
_CLIPPED = word_set("o ol th tho altho thro an wi mo li n")
_YEAR = re.compile(r"\d\d(?!\d|[.,]\d)")
_DECADE = re.compile(r"\d\ds\b")


def leaves_letters_out(text: str) -> bool:
    """Whether letters are left out right before a text: "tis so", "90s music"."""
    word = re.match(r"\w+", text)
    return word is not None and (word[0].lower() in _ELISIONS or _DECADE.match(text) is not None)


def begins_with_an_elision(text: str) -> bool:
    """The same, or two digits that may be a year: "90s", "14 was hard"; not "44,000 men"."""
    return leaves_letters_out(text) or _YEAR.match(text) is not None


def ends_with_an_elision(text: str) -> bool:
    """Whether an apostrophe may follow: "the states", "goin", "tho"."""
    word = re.search(r"[^\W\d_]+$", text)
    if word is None:
        return False
    low = word[0].lower()
    return low.endswith(("s", "x", "z", "in")) or low in _CLIPPED
