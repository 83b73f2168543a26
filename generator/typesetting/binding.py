"""Where a line must not end, and where it may end inside a word."""

from __future__ import annotations

import re

# Stand before what they count or name: "¶ 3", "pp. 3–5", "Dr Smith".
_BIND_TO_NEXT = frozenset(
    ["¶", "¶¶", "§", "§§", "№", "#", "±", "~", "No.", "Nos.", "no.", "p.", "pp.", "para.", "paras.",
     "ch.", "vol.", "fig.", "Fig.", "cf.", "ca.", "Dr", "Dr.", "Mr", "Mr.", "Mrs", "Mrs.", "Ms",
     "Ms.", "Prof.", "Gen.", "Col.", "Sen.", "St", "St."]
)  # fmt: skip
# Stand before a number: "Table 1".
_BIND_TO_NUMBER = frozenset(
    ["Table", "Figure", "Article", "Annex", "Chapter", "Section", "Part", "note", "notes"]
)
# Stand behind a number: "10 km", "3 %", "4 billion".
_UNITS = frozenset(
    ["%", "‰", "°", "°C", "°F", "€", "£", "$", "¥", "₽", "₩", "km", "m", "cm", "mm", "km²", "m²",
     "ha", "kg", "g", "t", "kt", "Mt", "l", "ml", "s", "ms", "min", "h", "kW", "MW", "GW", "kWh",
     "MWh", "GWh", "Hz", "kHz", "MHz", "GHz", "bn", "million", "billion", "trillion", "tonnes",
     "pp", "percent", "per", "am", "pm", "a.m.", "p.m."]
)  # fmt: skip
_OPENERS = "“‘«(["
_CLOSERS = ".,;:!?…”’»)]"

_IN_WORDS = re.compile(r"(?<=[^\W\d_][-–/])(?=[^\W\d_])|(?<=\w—)(?=\w)|(?<=\u200b)(?=.)")
_IN_ADDRESSES = re.compile(r"(?<=[/?&=_.,#%:;~+-])(?=[^/?&=_.,#%:;~+-])")
_LONG = 30


def binds(left: str, right: str) -> bool:
    """Whether the space between two words must not become a line end."""
    if right[0] in "–—" and len(right) == 1:
        return True  # a dash ends a line, it does not begin one
    word = left.lstrip(_OPENERS)
    if word in _BIND_TO_NEXT or (word in _BIND_TO_NUMBER and right[0].isdigit()):
        return True
    if word[-1:].isdigit() and word[0].isdigit():
        date = len(word) <= 2 and right[0].isupper()  # "22 November"
        return date or right.rstrip(_CLOSERS) in _UNITS or right in _UNITS
    # An initial stays with its name: "G. Thunberg".
    return len(word) == 2 and word[1] == "." and word[0].isupper()


def opportunities(token: str) -> list[str]:
    """The token cut where a line may end without a hyphen; in one piece as a rule."""
    if "://" in token or token.startswith("www.") or (len(token) > _LONG and "/" in token):
        return _IN_ADDRESSES.split(token)
    if "-" in token or "–" in token or "—" in token or "/" in token or "\u200b" in token:
        return _IN_WORDS.split(token)
    return [token]
