"""Spaces at which no line may end become no-break spaces: the same in every format.

A search for the words finds them with either space. Counts and digests of words treat both spaces
alike.
"""

from __future__ import annotations

import re
from functools import lru_cache
from io import StringIO
from operator import is_

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
_BEFORE_ANY = frozenset((
    "¶", "¶¶", "§", "§§", "№", "#", "±", "~", "No.", "Nos.", "no.", "p.", "pp.", "para.", "paras.",
    "ch.", "vol.", "fig.", "Fig.", "cf.", "ca.", "Dr", "Dr.", "Mr", "Mr.", "Mrs", "Mrs.", "Ms",
    "Ms.", "Prof.", "Gen.", "Col.", "Sen.", "St", "St.",
))  # fmt: skip
# Stand before a number: "Table 1".
_BEFORE_NUMBER = frozenset((
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
))  # fmt: skip
# Stand behind a day: "22 ноября", "1er mai", "22. Mai". English ones have a capital anyway.
_MONTHS = frozenset((
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre", "de",
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
    "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня",
    "жовтня", "листопада", "грудня",
))  # fmt: skip
# Stand behind a number: "10 km", "3 %", "4 billion".
_UNITS = frozenset((
    "%", "‰", "°", "°C", "°F", "€", "£", "$", "¥", "₽", "₩", "km", "m", "cm", "mm", "km²", "m²",
    "ha", "kg", "g", "t", "kt", "Mt", "l", "ml", "s", "ms", "min", "h", "kW", "MW", "GW", "kWh",
    "MWh", "GWh", "Hz", "kHz", "MHz", "GHz", "bn", "million", "billion", "trillion", "tonnes",
    "pp", "percent", "per", "am", "pm", "a.m.", "p.m.",
))  # fmt: skip
_CLOSERS = ".,;:!?…”’»)]"  # may stand behind a unit
_CAPITAL = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁІЇЄ]")
_DAY = re.compile(r"\d\d?(?:er|\.º|\.)?")

# Every word that binds, and some that do not. A dash ends a line, it does not begin one.
_MAY_BIND = re.compile(
    r"(?<!\S)[“‘«(\[]*+(?P<word>\S*+)"
    r"(?:(?<=[\d.¶§№#±~º])|(?<=\der)|(?<=[DMS][rst])|(?<=Mrs)|(?= [\d–—])) (?=(?P<behind>\S+))"
)


@lru_cache(maxsize=512)  # seven words of ten stand alike in many briefs: annex, records, labels
def bound_words(words: str) -> str:
    """The words with no-break spaces where they belong together."""
    return _MAY_BIND.sub(_with_its_space_bound, words)


def _with_its_space_bound(found: re.Match[str]) -> str:
    return found[0][:-1] + _NO_BREAK if _binds(*found.groups()) else found[0]


def _binds(word: str, behind: str) -> bool:
    """Whether no line may end between a word, without its opening marks, and the one behind it."""
    if word in _BEFORE_ANY or behind in ("–", "—"):
        return True
    if word.endswith(".") and _CAPITAL.fullmatch(word[:-1]):
        return True  # an initial stays with its name
    if behind[0].isdecimal() and word in _BEFORE_NUMBER:
        return True
    return word[:1].isdecimal() and (_counts(word, behind) or _dates(word, behind))


def _counts(word: str, behind: str) -> bool:
    """Whether a word is a number, and the one behind it its unit."""
    bare = len(behind.rstrip(_CLOSERS))
    units = (behind[:end] for end in range(bare, len(behind) + 1))  # "a.m." has a stop of its own
    return word[-1].isdecimal() and not _UNITS.isdisjoint(units)


def _dates(word: str, behind: str) -> bool:
    """Whether a word is a day, and the one behind it its month: "22 November", "1er mai"."""
    if not _DAY.fullmatch(word):
        return False
    month = re.split(r"\W", behind, maxsplit=1)[0]
    return month in _MONTHS or (word.isdecimal() and _CAPITAL.match(behind) is not None)


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
    """The same nodes, their words read off one after the other; the run itself if all stay."""
    found = tuple([_reworded_one(inline, words) for inline in run])
    return run if all(map(is_, found, run)) else found


def _reworded_one(inline: Inline, words: StringIO) -> Inline:
    match inline:
        case Text(value):
            found = words.read(len(value))
            return inline if found == value else replace(inline, value=found)
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
            inner = _reworded(children, words)
            return inline if inner is children else replace(inline, children=inner)
