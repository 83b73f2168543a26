"""Bytes whose encoding nobody has said: the readings of them that are words.

A reading is certain if every encoding in which the bytes are words gives the same text. Where
several texts are words, those in a known language that has all their letters come first: `Wa³êsa`
is no Polish. So an English text with no more than curly quotes is certain, and a French one; one
with a Czech name in it is not, because `Dvoøák` would be words, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.language.detection import COMMON_WORDS, plain_words
from generator.seeds.readers.charsets import CODECS, MULTI_BYTE, SINGLE_BYTE


class EncodedReading(Struct, frozen=True):
    """The text that some bytes are in an encoding, by its name in `charsets.CODECS`.

    `faults` is the share of its different words with other than ASCII characters that are none.
    """

    encoding: str
    text: str
    faults: float


MOST_READ = 300_000
"""In bytes: of a longer text only so much of the lines that are not ASCII is looked at."""


def readings_of(data: bytes) -> tuple[EncodedReading, ...]:
    """The readings of some bytes that are words, the likeliest first. None of them is ASCII."""
    sample = _sample(data)
    found = []
    for encoding, codec in {**SINGLE_BYTE, **MULTI_BYTE}.items():
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError:
            continue
        if (faults := _share_of_no_words(text)) <= _MOST_FAULTS:
            found.append(EncodedReading(encoding, text, faults))
    return tuple(sorted(found, key=lambda reading: not _is_known_language(reading.text)))


def certain_of(data: bytes, readings: Sequence[EncodedReading]) -> str | None:
    """The encoding in which `data` is certainly written, or None."""
    if len(data) > MOST_READ:
        return None
    known = [reading for reading in readings if _is_known_language(reading.text)]
    texts = {reading.text: reading for reading in reversed(known or readings)}
    if len(texts) != 1:
        return None
    (reading,) = texts.values()
    tokens = _TOKEN.findall(reading.text)
    alone = len({one.text for one in readings}) == 1
    if len(set(tokens)) < _FEW and not (alone or _has_letters(tokens) or _are_sure_signs(reading)):
        return None
    enough = len(tokens) >= _FEWEST or _language(reading.text)
    return reading.encoding if reading.faults <= _MOST_FAULTS_IF_CERTAIN and enough else None


_FEW = 3  # words with signs that are not ASCII: so few may be letters in another encoding


def _has_letters(tokens: Sequence[str]) -> bool:
    return any(one > "\x7f" and one.isalpha() for token in tokens for one in token)


def _are_sure_signs(reading: EncodedReading) -> bool:
    """Whether all that is not ASCII are quotation marks, apostrophes and dashes in their places.

    One `ñ` of a Macintosh is a dash elsewhere: `se–or` for `señor`.
    """
    if reading.encoding not in {"Windows-1252", "Macintosh"}:
        return False
    return _SURE_SIGNS.sub("", reading.text).isascii()


_SURE_SIGNS = re.compile(
    r"(?<=[A-Za-z])’(?=(?:s|t|re|ve|ll|d|m)\b)|(?<=s)’(?=\s)"
    r"|(?<!\w)“(?=[\w’])[^“”]*”(?!\w)|(?<!\w)‘(?=\w)[^‘’]*’(?!\w)"
    r"|(?<=\s)[–—](?=\s)|(?<=\d)–(?=\d)|(?<=[a-z])—(?=[a-z])|§+(?=\s?\d)"
)

_FEWEST = 10  # words with other than ASCII characters, in a language that is not known


def shifted_readings(data: bytes) -> tuple[EncodedReading, ...]:
    """Readings of ASCII bytes as an encoding that writes other scripts with ASCII characters."""
    if re.search(rb"~\{[!-w][!-~]", data):
        return tuple(_strict(data, "HZ-GB-2312"))
    return ()


def _strict(data: bytes, encoding: str) -> Iterator[EncodedReading]:
    try:
        yield EncodedReading(encoding, data.decode(CODECS[encoding]), 0.0)
    except UnicodeDecodeError:
        return


def _sample(data: bytes) -> bytes:
    """The lines that are not ASCII, up to so many bytes."""
    if len(data) <= MOST_READ:
        return data
    kept, size = [], 0
    for line in data[: 20 * MOST_READ].splitlines(keepends=True):
        if not line.isascii() and size + len(line) <= MOST_READ:
            kept.append(line)
            size += len(line)
    return b"".join(kept)


def mixes_scripts(text: str) -> bool:
    """Whether a text with few characters beside ASCII has a word in two scripts; not `ΔT`."""
    special = re.findall(r"[^\x00-\x7f]", text)
    if len(special) >= _FEWEST:
        return False
    scripts = {ord(one): _script(one) for one in special} | _ASCII_SCRIPTS
    words = (word.translate(scripts).replace("G", "-") for word in _TOKEN.findall(text))
    return any(map(_MIXED.search, words))


# --- words ------------------------------------------------------------------------------

_MOST_FAULTS = 0.1  # more: the bytes are no words in this encoding
_MOST_FAULTS_IF_CERTAIN = 0.02

_NO_WORD = re.compile(
    r"""
      x                      # a control, private or unassigned character
    | [alo]U | lA            # a capital behind a small letter
    | [AU]m | ^m             # a mark that combines with nothing small
    | [aAlUo][sqk][aAlUo]    # a sign or a quotation mark inside a word
    | [aAlUo]k | k[aAlUo]    # a mathematical or drawn sign beside a letter
    | [alUo]c | c[aAlUo]     # a currency behind or before a letter
    | [aAlUo]b               # an opening quotation mark, or a bullet, behind a letter
    | [UlAa]?m{3}            # more marks than a letter bears
    """,
    re.VERBOSE,
)
_ACCENTS_ALONE = re.compile("[À-ɏ]{5}")
_MIXED = re.compile(r"([LCGHATKX])(?!\1)[LCGHATKX]")
# From the first letter of a run only: trying each of a picture's 200,000 would take their square.
_TOKEN = re.compile(r"(?<!\S)[!-~]*+[^\x00-\x7f\s]\S*+")


def _share_of_no_words(text: str) -> float:
    """The share of words with other than ASCII characters that are no words of any script."""
    special = {character for character in text if character > "\x7f"}
    forms = {ord(one): _form(one) for one in special} | _ASCII_FORMS
    scripts = {ord(one): _script(one) for one in special} | _ASCII_SCRIPTS
    words = set(_TOKEN.findall(text))
    bad = sum(_is_no_word(word, forms, scripts) for word in words)
    bad += sum(forms[ord(one)] == "x" for one in special)
    return bad / len(words) if words else 1.0


def _is_no_word(word: str, forms: dict[int, str], scripts: dict[int, str]) -> bool:
    written = word.translate(scripts)
    wide = written.count("K")
    if wide:  # in Chinese and Japanese, words of all scripts stand together
        return "x" in word.translate(forms) or (wide <= 2 and "LK" in written)
    if _ACCENTS_ALONE.search(word) or _MIXED.search(written):
        return True
    return bool(_NO_WORD.search(word.translate(forms)))


_ASCII_FORMS = {
    byte: "a" if chr(byte).islower() else "A" if chr(byte).isupper() else "p"
    for byte in range(0x80)
}
_ASCII_SCRIPTS = {byte: "L" if chr(byte).isalpha() else "-" for byte in range(0x80)}
_QUOTES_INSIDE = "’ʼ'"
_CURRENCIES = "€£¥¢₤"
_DRAWN = "¤¦¬¨´¸ˆ˜¯˘˙˚˝˛"


def _form(character: str) -> str:
    """A letter for what a character that is not ASCII is in a word."""
    category = unicodedata.category(character)
    if category[0] == "C":
        return "p" if category == "Cf" else "x"
    if character in "„‚•":
        return "b"
    if character in _CURRENCIES:
        return "c"
    if character in _DRAWN or category == "Sm" or "\u2500" <= character <= "\u25ff":
        return "k"
    if category in {"Ll", "Lu"}:
        return "l" if category == "Ll" else "U"
    if category[0] == "M":
        return "m"
    if character in "ªº" or category[0] in "SN":
        return "s"
    if category[0] == "L":
        return "o"
    inside = character in _QUOTES_INSIDE or category in {"Pd", "Pc", "Zs"} or character in "…·"
    return "p" if inside else "q"


_SCRIPT_NAMES = {
    "LATIN": "L", "CYRILLIC": "C", "GREEK": "G", "HEBREW": "H", "ARABIC": "A", "THAI": "T",
    "CJK": "K", "HIRAGANA": "K", "KATAKANA": "K", "HANGUL": "K", "BOPOMOFO": "K",
    "KATAKANA-HIRAGANA": "K", "HALFWIDTH": "K", "FULLWIDTH": "K", "IDEOGRAPHIC": "K",
}  # fmt: skip


def _script(character: str) -> str:
    """A letter for the script that a letter belongs to; a hyphen for other characters."""
    if character in "ªº":
        return "L"
    if unicodedata.category(character)[0] not in "LM":
        return "K" if "\u3000" <= character <= "\u303f" else "-"
    script, *rest = unicodedata.name(character, "?").split()
    other = "X" if "LETTER" in rest and script != "MODIFIER" else "-"
    return _SCRIPT_NAMES.get(script, other)


# --- languages --------------------------------------------------------------------------

_LETTERS = {
    "en": "",
    "de": "äöüß",
    "fr": "àâçéèêëîïôœùûü",
    "es": "áéíñóúü",
    "it": "àèéìòóù",
    "pt": "áâãàçéêíóôõú",
    "nl": "éëïèöü",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}
"""The letters of each language beside those of ASCII, without those of foreign names."""

_SURE = 0.25  # of the words: Romanian has .15 of the common words of Portuguese
_FEWEST_WORDS = 10
_ENOUGH = 20_000  # characters, to know a language
_TYPOGRAPHY = re.compile(
    r"[‘’‚“”„«»‹›\u00a0]|(?<!\w)…|(?<=\w)[–—](?=\w)|(?<=\s)[–—](?=\s)|(?:^|(?<=\s))[•§©](?=\s)"
    r"|[£€](?=\d)|(?<=\d\s)€|§+(?=\s?\d)",
    re.MULTILINE,
)
_OPENING = re.compile(r"(?<![^\s(\[–—])[“”„«»]")
_QUOTE = re.compile("[“”„«»]")


def _language(text: str) -> str | None:
    """The language that a text is clearly in, if it is one that is known."""
    words = plain_words(text[:_ENOUGH])
    if len(words) < _FEWEST_WORDS:
        return None
    found = {tag: sum(word in common for word in words) for tag, common in COMMON_WORDS.items()}
    language = max(found, key=lambda tag: found[tag])
    return language if found[language] >= _SURE * len(words) else None


def _is_known_language(text: str) -> bool:
    """Whether a text is in a language that is known, has its letters, and quotes come in pairs."""
    language = _language(text)
    quotes, opening = len(_QUOTE.findall(text)), len(_OPENING.findall(text))
    if language is None or quotes > 2 * opening:  # one at the end of a word may be a letter
        return False
    rest = _TYPOGRAPHY.sub("", text).lower()  # folding would make two letters of ß
    return {letter for letter in rest if letter > "\x7f"} <= set(_LETTERS[language])
