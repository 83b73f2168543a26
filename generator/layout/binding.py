"""Spaces at which no line may end become no-break spaces: the same in every format.

A search for the words finds them with either space. Counts and digests of words treat both spaces
alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO

from msgspec.structs import replace

from generator.document import (
    CodeSpan,
    CrossReference,
    Enclosing,
    Inline,
    LineBreak,
    NoteMark,
    Remark,
    Subscript,
    Superscript,
    Text,
)
from generator.document.walking import plain_text

_NO_BREAK = "\u00a0"

# Stand before what they count or name: "¶ 3", "pp. 3–5", "Dr Smith".
_BEFORE_ANY = (
    "¶", "¶¶", "§", "§§", "№", "#", "±", "~", "No.", "Nos.", "no.", "p.", "pp.", "para.", "paras.",
    "ch.", "vol.", "fig.", "Fig.", "cf.", "ca.", "Dr", "Dr.", "Mr", "Mr.", "Mrs", "Mrs.", "Ms",
    "Ms.", "Prof.", "Gen.", "Col.", "Sen.", "St", "St.",
)  # fmt: skip
# Stand before a number: "Table 1".
_BEFORE_NUMBER = (
    "Table", "Figure", "Article", "Annex", "Chapter", "Section", "Part", "note", "notes",
    "Tables", "Figures", "Annexes", "part", "parts", "line", "lines", "fn.", "Rn.", "n°",
    "Art.", "Arts.", "art.", "chap.", "chs.", "col.", "cols.", "vols.",
    "par.", "Tableau", "tableau", "tableaux", "annexe", "annexes", "phrase", "phrases", "ligne",
    "Abs.", "S.", "Kap.", "Bd.", "Bde.", "Abb.", "Sp.", "Z.", "Fn.", "Tabelle", "Tabellen",
    "Abbildung", "Anmerkung", "Anmerkungen", "Satz", "Sätze", "Anhang", "Teil", "Aussage",
    "párr.", "párrs.", "cap.", "caps.", "arts.", "n.º", "Tabla", "tabla", "tablas", "Figura",
    "figura", "figuras", "anexo", "nota", "notas", "frase", "frases", "Punto", "parte",
    "абз.", "с.", "гл.", "ст.", "п.", "пп.", "ч.", "т.", "тт.", "табл.", "рис.", "стб.", "прим.",
    "Таблица", "Таблиця", "Рисунок", "примечании", "примечаниях", "примітці", "примітках",
    "предложение", "предложения", "речення", "Положение", "Положення", "строка", "рядок",
    "표", "그림", "주", "문장", "문단", "부속서",
)  # fmt: skip
# Stand behind a day: "22 ноября", "1er mai", "22. Mai". English ones have a capital anyway.
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre", "de",
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
    "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня",
    "жовтня", "листопада", "грудня",
)  # fmt: skip
# Stand behind a number: "10 km", "3 %", "4 billion".
_UNITS = (
    "%", "‰", "°", "°C", "°F", "€", "£", "$", "¥", "₽", "₩", "km", "m", "cm", "mm", "km²", "m²",
    "ha", "kg", "g", "t", "kt", "Mt", "l", "ml", "s", "ms", "min", "h", "kW", "MW", "GW", "kWh",
    "MWh", "GWh", "Hz", "kHz", "MHz", "GHz", "bn", "million", "billion", "trillion", "tonnes",
    "pp", "percent", "per", "am", "pm", "a.m.", "p.m.",
)  # fmt: skip
_CAPITAL = "[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁІЇЄ]"


def _any_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, by their first letters: so few are tried at each word."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    return _either(first + _either(rests) for first, rests in by_first.items())


def _either(patterns: Iterable[str]) -> str:
    each = tuple(patterns)
    return each[0] if len(each) == 1 else f"(?:{'|'.join(each)})"


# Each alternative ends in the space that binds.
_BOUND = re.compile(
    r"(?<!\S)[“‘«(\[]*+(?:"
    rf"{_any_of(_BEFORE_ANY)} (?=\S)"
    rf"|{_any_of(_BEFORE_NUMBER)} (?=\d)"
    rf"|\d(?:\S*\d)? (?={_any_of(_UNITS)}[.,;:!?…”’»)\]]*(?!\S))"
    rf"|\d\d? (?={_CAPITAL})"  # "22 November"
    rf"|\d\d?(?:er|\.º|\.)? (?={_any_of(_MONTHS)}(?!\w))"
    rf"|{_CAPITAL}\. (?=\S)"  # an initial stays with its name
    r")| (?=[–—](?!\S))"  # a dash ends a line, it does not begin one
)


def bound_words(words: str) -> str:
    """The words with no-break spaces where they belong together."""
    return _BOUND.sub(lambda found: found[0][:-1] + _NO_BREAK, words)


def bound_run(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A run of inline nodes, bound across their edges: "pp. *3*"."""
    words = _binding_words(run)
    found = bound_words(words)
    return run if found == words else _reworded(run, StringIO(found))


_OBJECT = "\ufffc"  # stands for what is no word, and binds to none


def _binding_words(run: tuple[Inline, ...]) -> str:
    return "".join([one.value if isinstance(one, Text) else _binding_words_of(one) for one in run])


def _binding_words_of(inline: Inline) -> str:
    match inline:
        case Text(words) | CrossReference(words):
            return words
        case NoteMark() | LineBreak():
            return _OBJECT
        case Remark():
            return ""
        case Superscript() | Subscript():
            return plain_text((inline,))
        case CodeSpan():
            return _OBJECT * len(plain_text((inline,)))
        case Enclosing(children):
            return _binding_words(children)


def _reworded(run: tuple[Inline, ...], words: StringIO) -> tuple[Inline, ...]:
    """The same nodes, their words read off one after the other."""
    return tuple([_reworded_one(inline, words) for inline in run])


def _reworded_one(inline: Inline, words: StringIO) -> Inline:
    match inline:
        case Text(value):
            return replace(inline, value=words.read(len(value)))
        case NoteMark() | LineBreak():
            words.read(1)
            return inline
        case CrossReference(label):
            return replace(inline, label=words.read(len(label)))
        case Superscript() | Subscript() | CodeSpan():  # no space of theirs binds
            words.read(len(plain_text((inline,))))
            return inline
        case Remark():
            return inline
        case Enclosing(children):
            return replace(inline, children=_reworded(children, words))
