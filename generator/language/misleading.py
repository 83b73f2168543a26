"""Characters that show other words than they hold, or none at all.

After Unicode Technical Report 36 and Technical Standard 39 (sections 4 and 5): controls that turn
the order of letters, characters that nobody sees, characters that mean nothing outside one font,
marks that strike letters out or ring them, letters of several alphabets, or digits of several
kinds, within one word, letters for digits, and letters that only look like the usual ones.
Characters that a script needs are allowed: joiners in Arabic or in emoji, breaks in Thai, marks of
direction beside Hebrew.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from generator.language.words import word_set


class Misleading(Struct, frozen=True):
    """Characters of a line, from `start` to `end`.

    `unseen` ones change nothing that a reader sees. `meaningless` ones look different in each font.
    """

    start: int
    end: int
    what: str
    unseen: bool = False
    meaningless: bool = False
    in_number: bool = False


_TURNS = "\u202a-\u202e\u2066-\u2069"
_MARKS_OF_DIRECTION = "\u061c\u200e\u200f"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_LOST = "\ufff9-\ufffd\ufdd0-\ufdef"
_JOINERS = "\u200b\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSEEN = (
    f"{_JOINERS}{_MARKS_OF_DIRECTION}{_SELECTORS}\u034f\u115f\u1160\u180b-\u180f\u2060-\u2065"
    "\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f"
)
_OVER = "\u0334-\u0338\u0488\u0489\u20d2\u20d3\u20d8-\u20da\u20dd-\u20e2\u20e4-\u20e6\u20ea\u20eb"
"""Marks that are drawn over a letter or around it (Unicode's overlays and enclosing marks)."""
_BEYOND = re.compile("[^\x00-\xff]")  # a class of more has a table of 65,536 entries
_USUAL = (("\x00", "\u0333"), ("\u2010", "\u2029"), ("\u202f", "\u205f"), ("\u20a0", "\u20cf"))
"""No suspect character is among these."""
# Patterns that few texts need are compiled where they are used: `re` keeps them.
_SUSPECT = f"[{_TURNS}{_UNSEEN}{_OVER}{_PRIVATE}{_LOST}]"
_IS_UNSEEN = f"[{_UNSEEN}]"
_IS_LOST = f"[{_PRIVATE}{_LOST}]"
_IS_OVER = f"[{_OVER}]"
_IS_SELECTOR = f"[{_SELECTORS}]"
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"  # UTS 51: Scotland, say
_TURNED = "([\u202a\u202b\u2066-\u2068])([^\u202a-\u202e\u2066-\u2069]*)(?:[\u202c\u2069])"
_WORD = "(?:[^\\W_]|[\u0300-\u036f])+"
_OTHER_LETTERS = (
    "[\u0370-\u058f\u13a0-\u13ff\u2c80-\u2cff\ua4d0-\ua4ff\uab70-\uabbf\uff10-\uff5a"
    "\U0001d400-\U0001d7ff\u0660-\u0669\u06f0-\u06f9\u0966-\u0e59]"
)

# A letter O behind a digit, an l before one, either between two; O2, 5l and I95 are names.
# One class of characters comes first, by which texts are searched several times faster.
_LETTER_FOR_DIGIT = re.compile(
    r"[\dl](?<![\w.,/-][\dl])(?:"
    r"(?<=\d)(?:[\d.,]*[OolI][\d.,OolI]*\d|[\d.,]*O[\d.,O]*(?<=[\dO]))|(?<=l)\d[\d.,]*(?<=\d)"
    r")(?![\w/-])"
)


def is_usual(text: str) -> bool:
    """Whether every character of a text is usual among Latin letters, so that none is suspect."""
    return all(any(a <= sign <= b for a, b in _USUAL) for sign in {*_BEYOND.findall(text)})


def is_suspect(text: str) -> bool:
    """Whether a text may hold such characters at all. Most do not, and need no slow search."""
    if _LETTER_FOR_DIGIT.search(text):
        return True
    if is_usual(text):
        return False
    return any(re.search(signs, text) for signs in (_SUSPECT, _OTHER_LETTERS))


def misleading(line: str) -> tuple[Misleading, ...]:
    """The misleading characters of a line, in order."""
    found = (*_suspect_characters(line), *_mixed_words(line), *_letters_for_digits(line))
    return tuple(sorted(found, key=lambda it: it.start))


def _suspect_characters(line: str) -> Iterator[Misleading]:
    lawful = {at for found in re.finditer(_FLAG, line) for at in range(*found.span())}
    for found in re.finditer(_TURNED, line):
        lawful |= {found.start(), found.end() - 1} if _turns_its_own(found) else set()
    for found in re.finditer(_SUSPECT, line):
        at = found.start()
        if at not in lawful and not _is_needed(line, at):
            number = line[at - 1 : at].isdigit() or line[at + 1 : at + 2].isdigit()
            unseen, lost = re.match(_IS_UNSEEN, found[0]), re.match(_IS_LOST, found[0])
            yield Misleading(at, at + 1, called(found[0]), bool(unseen), bool(lost), number)


def _letters_for_digits(line: str) -> Iterator[Misleading]:
    for found in _LETTER_FOR_DIGIT.finditer(line):
        letters = ", ".join(called(it) for it in dict.fromkeys(found[0]) if it.isalpha())
        what = f"{letters} among the digits of “{found[0]}”"
        yield Misleading(*found.span(), what, in_number=True)


def _mixed_words(line: str) -> Iterator[Misleading]:
    for word in re.finditer(_WORD, line):
        if word[0].isascii():
            continue
        mixed = _mixed(word[0])
        among = "among other letters " if mixed else ""
        if strange := mixed or _in_disguise(word[0], line):
            number = strange[0].isdecimal() or strange[0] in re.findall(_IN_A_NUMBER, word[0])
            what = f"{', '.join(map(called, strange))} {among}in “{word[0]}”"
            yield Misleading(*word.span(), what, in_number=number)


def called(character: str) -> str:
    """The number and name of a character, to look it up: U+202E RIGHT-TO-LEFT OVERRIDE."""
    name = unicodedata.name(character, "")
    if not name:
        private = unicodedata.category(character) == "Co"
        name = "(private use)" if private else "(no character)"
    return f"U+{ord(character):04X} {name}"


# --- what a script needs ----------------------------------------------------------------

_ALPHABETS = word_set("LATIN GREEK CYRILLIC ARMENIAN CHEROKEE COPTIC LISU FULLWIDTH MATHEMATICAL")
"""Scripts with letters that look alike, by the first word of their characters' names."""


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _is_needed(line: str, at: int) -> bool:
    sign, before, after = line[at], line[at - 1 : at] if at else "", line[at + 1 : at + 2]
    if sign in _MARKS_OF_DIRECTION:
        return _runs_leftward(line)
    if re.match(_IS_SELECTOR, sign):
        return _takes_a_selector(before, after)
    if re.match(_IS_OVER, sign):
        return _is_sign(before)  # U+0338 over = is ≠
    if sign in "\u200b\u2060" and (_is_sign(before) or (sign == "\u2060" and _is_sign(after))):
        return True  # a line may end behind a stroke, and may not beside a dash
    return sign in _JOINERS and _is_joined(before) and _is_joined(after)


def _turns_its_own(found: re.Match[str]) -> bool:
    """Whether controls enclose words of their own direction among words of the other."""
    outside = found.string[: found.start()] + found.string[found.end() :]
    leftward = _runs_leftward(found[2])
    return leftward if found[1] in "\u202b\u2067" else not leftward and _runs_leftward(outside)


def _runs_leftward(words: str) -> bool:
    return any(unicodedata.bidirectional(it) in ("R", "AL") for it in words if it.isalpha())


def _is_sign(letter: str) -> bool:
    return bool(letter) and unicodedata.category(letter)[0] in "PS"


def _is_joined(letter: str) -> bool:
    """Whether a letter belongs to a script, or to emoji, that need invisible characters."""
    if not letter:
        return False
    kind = unicodedata.category(letter)
    if kind in ("So", "Sk") or letter == "\ufe0f":
        return True
    return kind[0] in "LM" and _script(letter) not in _ALPHABETS


def _takes_a_selector(before: str, after: str) -> bool:
    if not before:
        return False
    if before in "0123456789#*":
        return after == "\u20e3"  # a key cap
    wide = _script(before) in ("CJK", "MONGOLIAN", "MYANMAR", "PHAGS-PA", "IDEOGRAPHIC")
    return wide or unicodedata.category(before)[0] == "S" or before in "‼⁉〰"


# --- letters of several alphabets -------------------------------------------------------

_LIKE_LATIN = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳοικνρυχ")
"""Greek letters that look like Latin ones. Others are used in units and formulas: μm, kΩ, ΔT."""


def _mixed(word: str) -> tuple[str, ...]:
    """The letters or digits of a word that are of another kind than most of them."""
    letters = _strangers([(_script(sign), sign) for sign in word if _script(sign) in _ALPHABETS])
    digits = _strangers([(chr(ord(d) - int(d)), d) for d in word if d.isdecimal()])
    inside = re.findall(_IN_A_NUMBER, word)
    lone = tuple(sign for sign in inside if _script(sign) in _ALPHABETS - {"LATIN"})
    alike = tuple(it for it in letters or lone if _script(it) != "GREEK" or it in _LIKE_LATIN)
    return tuple(dict.fromkeys(digits or alike))[:_NAMED]


def _in_disguise(word: str, line: str) -> tuple[str, ...]:
    """Letters and digits that only look like the usual ones, where the line does not need them.

    One of mathematics alone is a sign of a formula; full-width ones stand among Chinese or Korean.
    """
    dressed = [sign for sign in word if _script(sign) in ("MATHEMATICAL", "FULLWIDTH")]
    lone = len(word) == 1 and _script(word) == "MATHEMATICAL"
    if lone or re.search(_EAST_ASIAN, line):
        return ()
    return tuple(dict.fromkeys(dressed))[:_NAMED]


_EAST_ASIAN = "[\u1100-\u11ff\u3040-\u30ff]|[\u3400-\u9fff\uac00-\ud7af]"
_IN_A_NUMBER = r"(?<=\d)[^\W\d_](?=\d)"
_NAMED = 3  # more names would help nobody


def _strangers(signs: list[tuple[str, str]]) -> tuple[str, ...]:
    """The signs of every kind except the commonest, or the first of equally common kinds."""
    kinds = Counter(kind for kind, _ in signs)
    if len(kinds) < 2:
        return ()
    common = max(kinds, key=lambda kind: (kinds[kind], kind in ("LATIN", "0")))
    return tuple(sign for kind, sign in signs if kind != common)
