"""The names in a by-line, without what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.language.folding import fold
from generator.seeds.bylines import is_name

AUTHOR_NAMES = (
    "author", "article:author", "citation_author", "dc.creator", "dcterms.creator",
    "dc.contributor.author", "parsely-author", "sailthru.author", "article.author",
)  # fmt: skip
"""The names of `<meta>` that hold an author."""

_BY = re.compile(
    r"(?:(?:(?:written|posted|reported|text|story|words) )?by|von|par|por|door|di|автор)\s*:?\s+",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s+[|–—•·/-]\s+|[|•;]\s*|\s+(?:for|special to|updated|on|in|at)\s+.*")
_BETWEEN = re.compile(r",\s+(?:and\s+)?|\s+(?:and|und|et|y|&)\s+")
_ROLE = re.compile(
    r"\b(?:staff|writer|editor|reporter|correspondent|contributor|columnist|press|news|bureau|desk"
    r"|media|AP|AFP|ph\.?d|md|jr|sr|[\w-]+\.(?:com|org|net|co))\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?:|www\.|[@/<>{}\[\]_#]|\d|^(?:admin|administrator|editor|guest|webmaster|user|author"
    r"|unknown|none|null|by|read more|(?:view|visit) .*)$",
    re.IGNORECASE,
)
_LONGEST_NAME = 60


def persons_in(names: Iterable[str]) -> tuple[str, ...]:
    """The persons or bodies that some by-lines name, each once, without roles and "By"."""
    found: dict[str, str] = {}
    for name in names:
        bare = _BEHIND.split(_BY.sub("", name, count=1) if _BY.match(name) else name)[0]
        first, *others = _BETWEEN.split(bare.strip(" ,;|"))
        for person in (first, *(other for other in others if _is_person(other))):
            short = 2 < len(person) <= _LONGEST_NAME
            if short and not _NO_NAME.search(person) and not _is_account(person):
                found.setdefault(fold(person).casefold(), person)
    return tuple(found.values())


def _is_account(text: str) -> bool:
    """Whether a program gave the name: `jrobison` logs in, and John Robison writes."""
    return text.islower() and len(text.split()) == 1


def _is_person(text: str) -> bool:
    return is_name(text) and not _ROLE.search(text)


def printed_names(lines: Iterable[str]) -> tuple[str, ...]:
    """The names in the lines that begin with "By", if all such lines name the same persons."""
    found: set[tuple[str, ...]] = set()
    for line in lines:
        if len(line) <= _LONGEST_NAME * 2 and (by := _BY.match(line)):
            bare = _BEHIND.split(line[by.end() :])[0]
            persons = tuple(filter(_is_person, _BETWEEN.split(bare.strip(" ,;|"))))
            if persons and bare.startswith(persons[0]):
                found.add(persons)
    return found.pop() if len(found) == 1 else ()
