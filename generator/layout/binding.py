"""Spaces at which no line may end become no-break spaces: the same in every format.

A search for the words finds them with either space. Counts and digests of words treat both spaces
alike.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec.structs import replace

from generator.document import (
    CodeSpan,
    CrossReference,
    Emphasis,
    Enclosing,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Remark,
    Strong,
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
_DAY = re.compile(r"\d\d?(?:er|\.º|\.)?")

# Every word that binds, and some that do not. A dash ends a line, it does not begin one.
_MAY_BIND = re.compile(
    r"(?<!\S)[“‘«(\[]*+(?P<word>\S*+)"
    r"(?:(?<=[\d.¶§#±~º])|(?<=№)|(?<=\der)|(?<=[DMS][rst])|(?<=Mrs)|(?= [\d–—]))"
    r" (?=(?P<behind>\S+))"
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
    if len(word) == 2 and word[0].isupper() and word[1] == ".":
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
    return month in _MONTHS or (word.isdecimal() and behind[0].isupper())


def bound_run(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A run of inline nodes, bound across their edges: "pp. *3*"."""
    parts = _binding_parts(run)
    words = "".join(parts)
    found = bound_words(words)
    return run if found == words else _reworded(run, parts, found)


_OBJECT = "\ufffc"  # stands for what is no word, and binds to none


def _binding_parts(run: tuple[Inline, ...]) -> list[str]:
    """The words of each node, as they bind."""
    return [one.value if isinstance(one, Text) else _binding_words(one) for one in run]


def _binding_words(inline: Inline) -> str:
    match inline:  # the most frequent first: it is dear to find out what a node is not
        case NoteMark() | LineBreak():
            return _OBJECT
        case Link(children) | Strong(children) | Emphasis(children):
            return "".join(_binding_parts(children))
        case Text(words) | CrossReference(words):
            return words
        case Remark():
            return ""
        case Superscript() | Subscript():
            return plain_text((inline,))
        case CodeSpan():
            return _OBJECT * len(plain_text((inline,)))
        case Enclosing(children):
            return "".join(_binding_parts(children))


def _reworded(run: tuple[Inline, ...], parts: list[str], words: str) -> tuple[Inline, ...]:
    """The same nodes with other `words`, as long as those of their `parts`."""
    found: list[Inline] = []
    start = 0
    for inline, part in zip(run, parts, strict=True):
        end = start + len(part)
        own = words[start:end]
        found.append(inline if own == part else _reworded_one(inline, own))
        start = end
    return tuple(found)


def _reworded_one(inline: Inline, words: str) -> Inline:
    match inline:
        case Text():
            return replace(inline, value=words)
        case CrossReference():
            return replace(inline, label=words)
        case Superscript() | Subscript():  # no space of theirs binds
            return inline
        case Enclosing(children):
            return replace(inline, children=_reworded(children, _binding_parts(children), words))
        case _:
            return inline
