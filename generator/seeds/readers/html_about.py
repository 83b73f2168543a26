"""What a web page says of its article: title, author, day, publisher, address, language.

Linked data comes first, then the page's head, then its markup. What is not said for certain, or
said in two ways, is empty: a person fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, takewhile
from typing import Any

from msgspec import Struct

from generator.language.detection import language_of
from generator.language.folding import fold
from generator.seeds.readers.html_authors import AUTHOR_NAMES, persons_in, printed_names
from generator.seeds.readers.html_lines import WebPage
from generator.seeds.readers.html_linked_data import article_data, names_in_data, text_in_data
from generator.seeds.readers.html_tokens import attributes_of


class AboutPage(Struct, frozen=True):
    """What is said of an article; what is not said is empty. `published` is an ISO 8601 day."""

    title: str
    author: str
    published: str
    publisher: str
    url: str
    language: str


class _Said(Struct, frozen=True, dict=True):
    """The attributes of a page's elements, and the names and contents of its `<meta>`."""

    page: WebPage
    named: Mapping[str, tuple[str, ...]]

    def first(self, *names: str) -> str:
        return next((self.named[name][0] for name in names if name in self.named), "")

    def every(self, *names: str) -> tuple[str, ...]:
        return tuple(value for name in names for value in self.named.get(name, ()))

    @cached_property
    def attributes(self) -> tuple[Mapping[str, str], ...]:
        return tuple(
            attributes_of(e.attributes) if e.attributes else {} for e in self.page.elements
        )

    def elements(self, key: str, value: str) -> Iterator[int]:
        """The elements with a word in one of their attributes."""
        for number, attributes in enumerate(self.attributes):
            if value in attributes.get(key, "").lower().split():
                yield number


def about_page(page: WebPage, body: str) -> AboutPage:
    """What a page says of its article. `body` are the words of the article."""
    said = _page_says(page)
    url = _address_of_page(said)
    data = article_data(page.data, url)
    site = text_in_data(said.first("og:site_name"))
    publisher = next(iter(names_in_data(data.get("publisher"))), "") or site
    return AboutPage(
        title=_title_of_page(said, data, (site, publisher)),
        author=_author(said, data),
        published=_day_published(said, data),
        publisher=publisher or text_in_data(said.first("citation_publisher", "dc.publisher")),
        url=url or next(iter(filter(_is_address, (text_in_data(data.get("url")),))), ""),
        language=_language_of_page(said, data, body),
    )


def _page_says(page: WebPage) -> _Said:
    named: dict[str, list[str]] = {}
    for element in page.elements:
        if element.tag != "meta":
            continue
        attributes = attributes_of(element.attributes)
        content = text_in_data(attributes.get("content", ""))
        for key in ("name", "property", "itemprop"):
            for name in attributes.get(key, "").lower().split():
                if content:
                    named.setdefault(name, []).append(content)
    return _Said(page, {name: tuple(values) for name, values in named.items()})


# --- title ------------------------------------------------------------------------------


def _title_of_page(said: _Said, data: Mapping[str, Any], sites: Sequence[str]) -> str:
    """The heading that the head of the page agrees with, else what its head says."""
    if title := _title_of_journal(said):
        return title
    whole = _without_files(text_in_data(next(iter(_words_of_tags(said, "title")), "")))
    claimed = text_in_data(data.get("headline")) or text_in_data(
        said.first("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
    )
    heard = [fold(text).casefold() for text in (claimed, whole) if text]
    headings = [text for text in _words_of_tags(said, "h1") if len(text) > 3]
    agreed = [text for text in headings if any(fold(text).casefold() in one for one in heard)]
    if agreed:
        return max(agreed, key=len)
    if not heard and len(headings) == 1:
        return headings[0]
    return _without_site(claimed or whole, sites)


_OF_JOURNAL = re.compile(r"(?<![\w-])(?:(?:oj-)?doc-ti|title-doc-(?:first|last))(?![\w-])")


def _title_of_journal(said: _Said) -> str:
    """The title of an act in the Official Journal of the EU: a paragraph for each line of it."""
    elements = said.page.elements
    lines = [n for n, one in enumerate(elements) if _OF_JOURNAL.search(one.attributes)]
    first = takewhile(lambda n: elements[n].parent == elements[lines[0]].parent, lines)
    return " ".join(map(said.page.words_of, islice(first, _MOST_ASKED)))


_FILE = re.compile(r"\S+\.(?:xml|x?html?|pdf|docx?|odt|rtf|txt|aspx?|php)", re.IGNORECASE)


def _without_files(title: str) -> str:
    """A title, unless it is the name of a file."""
    return "" if _FILE.fullmatch(title) else title


_MOST_ASKED = 20  # elements: a page has one title, and its article few authors


def _words_of_tags(said: _Said, tag: str) -> Iterator[str]:
    elements = said.page.elements
    numbers = (n for n, element in enumerate(elements) if element.tag == tag)
    own = (n for n in numbers if elements[elements[n].parent].tag not in {"svg", "g", "symbol"})
    return filter(None, map(said.page.words_of, islice(own, _MOST_ASKED)))


_SITE = re.compile(r"(?P<title>.{4,}?)\s+[|–—·»:-]+\s+(?P<site>[^|–—·»]+)")


def _without_site(title: str, sites: Sequence[str]) -> str:
    """A title without the name of the site behind it."""
    parted = _SITE.fullmatch(title)
    if parted is None:
        return title
    names = {_bare_name(site) for site in sites if site}
    return parted["title"] if _bare_name(parted["site"]) in names else title


def _bare_name(name: str) -> str:
    return re.sub(r"\W+|^the\b|\.(?:com|org|net)$", "", fold(name).casefold())


# --- author -----------------------------------------------------------------------------


def _author(said: _Said, data: Mapping[str, Any]) -> str:
    """The authors: as linked data, the head, the markup or else one printed by-line names them."""
    for names in (
        names_in_data(data.get("author")),
        names_in_data(data.get("creator")),
        said.every(*AUTHOR_NAMES),
        _marked_names(said),
        printed_names(line.text for line in said.page.lines if not line.hidden),
    ):
        if found := persons_in(names):
            return ", ".join(found)
    return ""


def _marked_names(said: _Said) -> tuple[str, ...]:
    """The words that are marked as the author's name, if they are the same throughout."""
    numbers = [*said.elements("itemprop", "author"), *said.elements("rel", "author")]
    names = [persons_in([said.page.words_of(number)]) for number in numbers[:_MOST_ASKED]]
    # Several names on a page are as often those of other articles.
    found = set(filter(None, names))
    return found.pop() if len(found) == 1 else ()


# --- the day ----------------------------------------------------------------------------

_DAY = re.compile(r"((?:1[5-9]|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_NAMES = ("article:published_time", "og:published_time", "datepublished")
_OTHER_DAY_NAMES = (
    "citation_publication_date", "citation_date", "citation_online_date", "dc.date.issued",
    "dcterms.issued", "dc.date", "dcterms.date", "parsely-pub-date", "pubdate", "publishdate",
    "publish-date", "article.published", "date",
)  # fmt: skip


def _day_published(said: _Said, data: Mapping[str, Any]) -> str:
    """The day of publication, if all that say it say the same."""
    for claims in (
        (text_in_data(data.get("datePublished")), *said.every(*_DAY_NAMES)),
        said.every(*_OTHER_DAY_NAMES),
        _marked_days(said),
    ):
        if days := set(map(_day_in, claims)) - {""}:
            return days.pop() if len(days) == 1 else ""
    return ""


def _day_in(text: str) -> str:
    """An ISO 8601 day at the beginning of a text, also as 2024/06/19 or 20240619."""
    plain = re.sub(r"^(\d{4})/(\d\d)/(\d\d)", r"\1-\2-\3", text)
    plain = re.sub(r"^(\d{4})(\d\d)(\d\d)(?!\d)", r"\1-\2-\3", plain)
    found = _DAY.match(plain)
    return found[0] if found else ""


def _marked_days(said: _Said) -> Iterator[str]:
    for number in said.elements("itemprop", "datepublished"):
        attributes = said.attributes[number]
        yield attributes.get("datetime") or attributes.get("content") or ""
    for number, element in enumerate(said.page.elements):
        if element.tag == "time":
            yield said.attributes[number].get("datetime", "")


# --- address and language ---------------------------------------------------------------


def _is_address(text: str) -> bool:
    return re.match(r"https?://[^/\s]+/?\S*$", text) is not None


def _address_of_page(said: _Said) -> str:
    """The page's own address: its canonical link, else `og:url`."""
    linked = [
        said.attributes[number].get("href", "")
        for number in said.elements("rel", "canonical")
        if said.page.elements[number].tag == "link"
    ]
    claimed = [text for text in dict.fromkeys(linked) if _is_address(text)]
    if len(claimed) == 1:
        return claimed[0]
    return next(filter(_is_address, said.every("og:url")), "") if not claimed else ""


_TAG = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")


def _language_of_page(said: _Said, data: Mapping[str, Any], body: str) -> str:
    """The language that the page declares, unless its words are of another."""
    found = language_of(body)
    tagged = (
        attributes.get("lang") or attributes.get("xml:lang", "")
        for attributes, element in zip(said.attributes, said.page.elements, strict=True)
        if element.tag == "html"
    )
    claimed = next(filter(None, (text_in_data(data.get("inLanguage")), *tagged)), "")
    if not _TAG.fullmatch(claimed) or (found != "und" and not claimed.lower().startswith(found)):
        return found
    return claimed.replace("_", "-")
