"""Dates on a line of their own, and the day that a source says it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from generator.seeds.boilerplate import MONTHS

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch"
    r"|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b\.?"
)
_ISSUED = (
    r"\b(?:first )?(?:published|posted|issued|veröffentlicht|erstellt|publié|publicado|pubblicato"
    r"|gepubliceerd|publicerad|опубликовано|опубліковано|date|datum|дата)"
)
_CHANGED = (
    r"\b(?:(?:last )?(?:updated|modified|changed)|aktualisiert|mis à jour|modifié|actualizado"
    r"|aggiornato|atualizado|bijgewerkt|uppdaterad|обновлено|оновлено|stand)"
)
_DAY = (
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de )?"
    rf"(?P<month>{_MONTH}),?\s+(?:de )?(?P<year>\d{{4}})"
    rf"|(?P<month_2>{_MONTH})\s+(?P<day_2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_2>\d{{4}})"
    r"|(?P<year_3>\d{4})[-./](?P<month_3>\d{1,2})[-./](?P<day_3>\d{1,2})"
    r"|(?P<year_4>\d{4})\s?[년年]\s?(?P<month_4>\d{1,2})\s?[월月]\s?(?P<day_4>\d{1,2})\s?[일日]"
    r"|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})"
)
_PLAIN_DAY = re.sub(r"\?P<\w+>", "?:", _DAY)
_PREFIX = (
    rf"(?:(?:{_ISSUED}|{_CHANGED}|{_WEEKDAY})(?: on| le| am| el| il| em| op| den)?\s?:?,?\s*)*"
)
_TIME = (
    r"(?:,?\s*(?:at |à |às |a las |alle |ore |om |um |kl\.? |o |о |в |-|–|\|)?\s*"
    r"\d{1,2}[:.h]\d{2}.{0,24})?"
)
_ONE = rf"{_PREFIX}(?:\d{{1,2}}[:.]\d{{2}},?\s*)?{_PREFIX}{_PLAIN_DAY}(?: г\.)?{_TIME}"
_READ_IN = r"(?:\s*[|·•–—-]\s*\d+\s?-?min(?:ute)?s?\.?(?: read| de lecture| lesezeit)?)?"
_LINE = rf"[(\[]?{_ONE}(?:\s*[,;|·•/–—-]?\s*{_ONE})?[)\]]?\.?{_READ_IN}"
_SAID = rf"{_ISSUED}[^\d]{{0,20}}(?P<date>{_PLAIN_DAY})"
_SAID_CHANGED = rf"{_CHANGED}[^\d]{{0,20}}{_PLAIN_DAY}"


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def is_date(text: str) -> bool:
    """Whether a line is a date, or a first and a second one, and nothing else."""
    return len(text) < 160 and _pattern(_LINE).fullmatch(text) is not None


def published_of(lines: Iterable[str]) -> str:
    """The day of publication that lines with dates say, by ISO 8601; empty if it is not certain.

    A day that is said to be that of publication counts before others. Days such as 03/04/2025 are
    read in two ways, and so in none.
    """
    lines = list(lines)
    said = {
        day
        for line in lines
        for match in _pattern(_SAID).finditer(line)
        for day in _days(match["date"])
    }
    days = said or {day for line in lines for day in _days(_pattern(_SAID_CHANGED).sub("", line))}
    return days.pop() if len(days) == 1 else ""


def day_in_front(texts: Iterable[str]) -> str:
    """The day that stands on a line of its own before a text, by ISO 8601; empty if several do."""
    return published_of(filter(is_date, texts))


def _days(text: str) -> Iterable[str]:
    for match in _pattern(_DAY).finditer(text):
        parts = {
            re.sub(r"_\d$", "", name): part for name, part in match.groupdict().items() if part
        }
        month = parts.get("month", "").rstrip(".").casefold()
        number = MONTHS.get(month) or (int(month) if month.isdecimal() else 0)
        try:
            yield date(int(parts["year"]), number, int(parts["day"])).isoformat()
        except (KeyError, ValueError):
            continue
