"""The names of authors, as by-lines and biographies say them."""

from __future__ import annotations

import re

from generator.language.words import word_set

_NAME = r"(?P<name>[^|(:]{3,120}?)"
_BEHIND = r"\s*(?:\s[|–—-]\s.*|[|(].*|,\s.*)?"
_BY = re.compile(
    r"(?:(?:written|text|story|words|report(?:ed|ing)?|interview(?:ed)?|analysis|opinion|commentary"
    r"|essay|posted|published|an? \w+ \w+|exclusive)?\s?by|(?:von|par|por|door|di|af|av)"
    r"|(?:authors?|autor(?:in|en)?|auteure?s?|autora?|autore|автор|текст|interview|text|texte|texto"
    r"|entretien|entrevista|интервью|글|文|作者|著者|撰文|记者|記者))"
    rf"\s?[:：]?\s+{_NAME}{_BEHIND}",
    re.IGNORECASE,
)
_TEXT_AND_PICTURES = re.compile(
    r"(?P<by>.+?),? (?:and |und |et )?(?:photo(?:graph)?s?|pictures?|images?|video|fotos?|bilder"
    r"|photographies?|illustrations?)\b.*",
    re.IGNORECASE,
)
_REPORTER = re.compile(
    r"(?P<name>[가-힣]{2,4}) ?(?:선임|수석|전문)?기자(?:\s.*)?"
    r"|(?:本报)?(?:记者|記者|作者|撰文|文)\s?[:：/]?\s?(?P<name_2>[\u4e00-\u9fff·]{2,8})"
    r"(?:\s?(?:报道|報道|报导|發自.*|摄影.*))?"
)
_PARTICLES = word_set(
    "al bin da das de del della den der di do dos du e el ibn la le lo ten ter ul van von y zu zum"
)
_NEVER_NAMES = word_set(
    "abstract annex appendix article background chapter commentary conclusion conclusions contents "
    "executive editorial findings foreword introduction letter opinion overview part preface press "
    "recommendations release remarks report section speech statement summary the staff wire news "
    "agencies team board desk editors reporters correspondents contributor associated reuters"
)
_AND = re.compile(r"\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bи\b)\s*", re.IGNORECASE)


def byline_names(text: str) -> str | None:
    """The authors that a by-line names, as printed; None if it is none."""
    text = " ".join(text.strip("*_# ").split())
    if len(text) > 160:
        return None
    if reporter := _REPORTER.fullmatch(text):
        return reporter["name"] or reporter["name_2"]
    if pictures := _TEXT_AND_PICTURES.fullmatch(text):
        text = pictures["by"]
    marked = _BY.fullmatch(text)
    return _names_in(marked["name"]) if marked else None


def _names_in(text: str) -> str | None:
    """Names joined by commas and "and", as printed; None if something else is among them."""
    parts = [part for part in _AND.split(text.strip(" .")) if part]
    names: list[str] = []
    for part in parts:
        if not is_name(part):
            break
        names.append(part)
    if not names:
        return None
    if len(names) == len(parts):
        return text.strip(" .")
    return ", ".join(names)


def is_name(text: str) -> bool:
    """Whether a text has the form of the name of a person: two to six words with capitals."""
    tokens = text.split()
    if not 2 <= len(tokens) <= 6 or any(t.casefold() in _NEVER_NAMES for t in tokens):
        return False
    if not (tokens[0][0].isupper() and tokens[-1][0].isupper()):
        return False
    return all(
        _TOKEN.fullmatch(token) and (token[0].isupper() or token in _PARTICLES) for token in tokens
    )


_TOKEN = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_.'’-]*)*")

# --- biographies ------------------------------------------------------------------------

_VERBS = (
    r"(?:is|was|has|serves|works|teaches|holds|writes|studied|covers|ist|war|lehrt|arbeitet|est"
    r"|travaille|enseigne|es|è|é|является|-)"
)
_OCCUPATIONS = (
    r"(?:analyst|author|columnist|correspondent|diplomat|director|editor|fellow|graduate|historian"
    r"|journalist|lecturer|lawyer|minister|officer|professor|reporter|research\w*|scholar|scientist"
    r"|student|writer|economist|consultant|advisor|adviser|co-?founder|photographer"
    r"|autorin?|journalistin?|professorin?|redakteurin?|auteure?|professeure?|journaliste|periodista"
    r"|profesora?|giornalista|docente|журналист|профессор|автор|эксперт)"
)
_PRESENTED = re.compile(
    r"(?P<name>(?:[^\W\d_][\w.'’-]*\s){1,5}?[^\W\d_][\w.'’-]*),?"
    rf"\s{_VERBS}\s(?:.{{0,80}}\b)?{_OCCUPATIONS}\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:about the (?:author|writer|contributor)s?|über den autor|über die autorin|zur person"
    r"|à propos de l.auteure?|sobre (?:el|la|o|a) autora?|об авторе|作者简介|저자 소개)\b.*",
    re.IGNORECASE,
)
LONGEST_BIOGRAPHY = 700
"""In characters."""


def presented_name(text: str) -> str:
    """The name in a text that says who somebody is and what they do; empty if it is none."""
    match = _PRESENTED.match(text)
    return match["name"] if match and is_name(match["name"]) else ""


def is_about_author(text: str) -> bool:
    """Whether a line is the heading of a biography."""
    return _ABOUT.fullmatch(text) is not None


def is_about_publisher(text: str, behind: str) -> bool:
    """Whether a line heads a text on who publishes: "About the Port", and "The Port is …"."""
    about = re.fullmatch(r"about (?:the )?(?P<name>.{2,80}?):?", text, re.IGNORECASE)
    name = about["name"].casefold() if about else ""
    return bool(name) and behind.casefold().removeprefix("the ").startswith(name)


_PUBLISHES = re.compile(
    r"(?:the )?[^\W\d_][\w’' -]{2,60} is (?:an?|the) (?:\w+ ){0,2}(?:newspaper|magazine|journal"
    r"|website|news|publication|publisher|think tank|institute|charity|non-?profit|organi[sz]ation"
    r"|newsletter)\b",
    re.IGNORECASE,
)


def presents_publisher(text: str) -> bool:
    """Whether a text begins by saying what a paper or an institute is."""
    return _PUBLISHES.match(text) is not None


def introduces(text: str, author: str) -> bool:
    """Whether a text tells who the author is, both as folded."""
    return bool(author) and bool(
        re.match(
            rf"{re.escape(author)},?\s+{_VERBS}\s|{re.escape(author)}\s*[,(]", text, re.IGNORECASE
        )
    )


def has_role(text: str) -> bool:
    """Whether a line says what somebody does: "Senior Fellow, Institute of Ports"."""
    return len(text) <= 120 and re.search(rf"\b{_OCCUPATIONS}\b", text, re.IGNORECASE) is not None
