"""The number that a paragraph, an article or an item prints before its words."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

NumberedAs = Literal["paragraph", "section", "article", "marginal number", "other"]
"""What a printed number counts. The names are those of the kinds of locators."""

_TERMS: tuple[tuple[NumberedAs, str], ...] = (
    ("article", r"Articles?|Art\.|Artikel|Artículo|Articolo|Artigo|Статья|Стаття"),
    ("article", r"Articulo|Articolul|Člán(?:ok|ek)|Čl\.|Άρθρο|Член|Чл\.|Madde|第|제"),
    ("section", r"§|Sections?|Sec\."),
    ("marginal number", r"Rn\.|Rz\.|Tz\.|Randnummer|Randziffer"),
    ("paragraph", r"¶|Paragraph|Para\."),
    ("other", r"Rule|Principle|Recital|Regulation|Clause|Point"),
)
_TERM = "|".join(pattern for _, pattern in _TERMS)
_LATER = rf"(?:{_TERMS[1][1]})|.*(?:er|[º°ª])$"  # read since version 4 of the numbering
_SUBS = r"(?:\s?\((?:[0-9]{1,3}|[A-Za-z]{1,5})\))*"
_CAPITAL = r"(?-i:(?![a-zß-ÿа-яё])[^\W\d_])"
_COUNT = r"[0-9]{1,4}(?:\.[0-9]{1,3}){0,4}(?:[A-Za-z](?![A-Za-z])|\s?(?:bis|ter|quater)\b)?"
# Long patterns, which only imports need: compiled where they are used, and kept by `re`.
_NAMED = (
    rf"(?P<term>{_TERM})\s?(?P<number>{_COUNT}|[IVXLC]{{1,7}}\b)(?P<ordinal>er\b|[º°ª])?(?P<subs>{_SUBS})"
    rf"(?P<behind>[.:)–—-]|$|\s+(?=\W|{_CAPITAL}))"
)
_HAN = "〇一二三四五六七八九"
_HAN_COUNT = rf"[0-9０-９]{{1,4}}|[{_HAN}零十百千两]{{1,9}}"
_HAN_NAMED = (
    rf"(?:第|제)\s?(?P<number>{_HAN_COUNT})\s?[条條조]"
    rf"(?:\s?[之の의]\s?(?P<sub>{_HAN_COUNT}))?(?=\W|$)|[(（](?P<item>[{_HAN}十]{{1,3}})[)）]"
)
_BEFORE_SIGN = r"(?P<number>[0-9]{1,4}(?:\s?[a-z])?)\s?§(?=[\s.]|$)"  # Finnish and Swedish
_PLAIN = (
    rf"(?P<before>[\[(])?(?P<number>{_COUNT})(?P<behind>[.)\]](?![0-9])|(?=[\s(]|$))(?P<subs>{_SUBS})"
    r"(?=\s|$)"
)
_ITEM = r"(?:\((?P<in>[a-z]{1,5}|[A-Z])\)|(?P<out>[a-z]|[ivxl]{2,5})[.)])(?=\s|$)"
_COUNTED = (
    r"\s*(?:jan|feb|fév|m[aä]r|apr|avr|ma[iy]|jun|jui|jul|aug|aoû|sep|o[ck]t|nov|d[eéi][czs]"
    r"|per\s?cent|%|o'clock|h\b|years?\b|days?\b|января|февр|март|апр|ма[йя]|июн|июл|авг|сент|окт"
    r"|нояб|декаб|millions?\b|billions?\b|millionen\b)"
)
_YEARS = range(1500, 2101)


class PrintedNumber(Struct, frozen=True):
    """A number as printed at the head of a text.

    `style` is how it is set: numbers of one series are set alike. `number` is how it is cited:
    "12A", "1.1". `subs` are items behind it in brackets, "2" and "a" of "8(2)(a)". `written` is
    what is printed, with its term and without stops: "Article 12a". `is_item` says that it counts
    within something else unless nothing else is numbered: "(2)", "(a)", "iv.". `since` is the
    version of the numbering from which on it is read.
    """

    style: str
    number: str
    subs: tuple[str, ...]
    written: str
    is_item: bool = False
    since: int = 1

    @property
    def is_named(self) -> bool:
        """Whether a term such as "Article" says what it counts."""
        return self.style[0].isalpha()

    @property
    def is_bare(self) -> bool:
        """Whether nothing but a space parts it from the words, as any figure."""
        return self.style == "#"


def printed_number(text: str) -> PrintedNumber | None:
    """The number that a text begins with; None for a figure, a day or a year of its words."""
    if named := re.match(_NAMED, text, re.IGNORECASE):
        return _of_term(named)
    if named := re.match(_HAN_NAMED, text):
        return _of_han(named)
    if sign := re.match(_BEFORE_SIGN, text):
        written = " ".join(sign[0].split())
        return PrintedNumber("section", cited_form(sign["number"]), (), written, since=5)
    if item := re.match(_ITEM, text):
        written = item["in"] or item["out"]
        return PrintedNumber("(a)", written.lower(), (), f"({written})", is_item=True)
    plain = re.match(_PLAIN, text)
    return _of_figures(plain, text) if plain else None


def without_number(text: str) -> str:
    """The words behind the number that a text begins with; all of it where it begins with none."""
    if printed_number(text) is None:
        return text
    heads = (
        (_NAMED, re.IGNORECASE),
        *((one, 0) for one in (_HAN_NAMED, _BEFORE_SIGN, _ITEM, _PLAIN)),
    )
    end = next(found.end() for head, how in heads if (found := re.match(head, text, how)))
    return text[end:].lstrip(" .:)–—-\u00a0") or text


def _of_term(found: re.Match[str]) -> PrintedNumber:
    term, written = found["term"], found["number"]
    number = _arabic(written) if written.isalpha() else written
    kind = numbered_as(term)
    style = term.casefold() if kind == "other" else kind
    since = 4 if re.match(_LATER, term + (found["ordinal"] or ""), re.IGNORECASE) else 1
    return PrintedNumber(style, cited_form(number), _subs(found), f"{term} {written}", since=since)


def _of_han(found: re.Match[str]) -> PrintedNumber:
    """An article or an item as laws of East Asia number them: 第十二条之一 is 12.1, （三） is 3."""
    written = found[0].strip()
    if found["item"]:
        return PrintedNumber("（#）", _of_figures_of_han(found["item"]), (), written, True, since=4)
    parts = (found["number"], found["sub"])
    number = ".".join(_of_figures_of_han(part) for part in parts if part)
    return PrintedNumber("article", number, (), written, since=4)


def _of_figures_of_han(written: str) -> str:
    """A number in Han figures or in full-width ones, in Arabic ones: 一百零二 is 102."""
    if written.isdecimal():
        return str(int(written))
    whole, digit = 0, 0
    for sign in written.replace("两", "二").replace("零", "〇"):
        if power := {"十": 10, "百": 100, "千": 1000}.get(sign):
            whole, digit = whole + (digit or 1) * power, 0
        else:
            digit = _HAN.index(sign)
    return str(whole + digit)


def _of_figures(found: re.Match[str], text: str) -> PrintedNumber | None:
    before, behind, number = found["before"] or "", found["behind"], found["number"]
    rest = text[found.end() :].lstrip()
    if not behind and (before or _is_of_words(number, rest, text[found.end("number") :])):
        return None
    if before and behind != {"(": ")", "[": "]"}[before]:
        return None
    style = f"{before}#{behind}"
    is_item = style in {"(#)", "#)"}
    return PrintedNumber(style, cited_form(number), _subs(found), number, is_item=is_item)


def _is_of_words(number: str, rest: str, behind: str) -> bool:
    """Whether a bare figure before words is rather a count, a day or a year."""
    if not rest:
        return False
    whole = int(re.sub(r"\D", "", number.partition(".")[0]))
    if re.match(_COUNTED, behind, re.IGNORECASE):
        return True
    return whole > _GREATEST_BARE or rest[0].islower()


_GREATEST_BARE = 999


def is_year(number: str) -> bool:
    """Whether a number may be a year."""
    return number.isdecimal() and int(number) in _YEARS


def _subs(found: re.Match[str]) -> tuple[str, ...]:
    return tuple(sub.lower() for sub in re.findall(r"\(([^)]*)\)", found["subs"]))


# --- how a number is cited, and what it counts ------------------------------------------


def cited_form(number: str) -> str:
    """A number as it is cited: without blanks and leading noughts; 12A, 5bis, 8(a)(ii), II.3."""
    closed = "".join(number.split())
    main, bracket, subs = closed.partition("(")
    if not re.search(r"(?:bis|ter|quater)$", main):
        main = main.upper()
    return re.sub(r"(?<![0-9.])0+(?=[0-9])", "", main) + bracket + subs.lower()


def plain_count(label: str) -> str:
    """The number of a label without the word before it: "5(2)" of "Article 5(2)"."""
    return re.sub(rf"\s*(?:{_TERM})\s*", "", label, count=1, flags=re.IGNORECASE)


def number_asked(written: str) -> str:
    """The number of a paragraph that a person asks for: "7", "¶7", "Art. 5 (2)", "§ 13a"."""
    return cited_form(plain_count(written))


def numbered_as(label: str) -> NumberedAs:
    """What a printed number counts, by the term before it; paragraphs if there is none."""
    for kind, pattern in _TERMS:
        if re.match(rf"(?:{pattern})(?!\w)", label, re.IGNORECASE):
            return kind
    return "paragraph"


_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _arabic(roman: str) -> str:
    """A number in Roman figures up to C, in Arabic ones."""
    values = [_VALUES[letter] for letter in roman.upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-value if value < following else value for value, following in pairs))
