"""How words of a web page look: by their tags, by attributes, and by the style sheet inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from generator.language.words import word_set
from generator.seeds.readers.html_nesting import PageElement
from generator.seeds.readers.html_tokens import attributes_of

_BOLD_TAGS = word_set("b strong h1 h2 h3 h4 h5 h6 th")
_ITALIC_TAGS = word_set("i em cite var dfn")
_STRUCK_TAGS = word_set("s strike")
_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_SHIFTS: Mapping[str, Literal["superscript", "subscript"]] = {
    "sup": "superscript",
    "super": "superscript",
    "sub": "subscript",
}
BLOCKS = word_set(
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header html li main nav ol p pre section table td th tr ul"
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_AT_RULES_AND_COMMENTS = re.compile(r"/\*.*?\*/|<!--|-->|@(?:import|charset)[^;]*;", re.DOTALL)
_KEPT = word_set(
    "font-weight font-style text-decoration vertical-align text-align mso-list list-style-type "
    "display visibility"
)

_Declarations = dict[str, str]


class HtmlLook(Struct, frozen=True):
    """How the words in an element look, and what its attributes and its sheet say of it."""

    bold: bool = False
    italic: bool = False
    shift: Literal["", "superscript", "subscript"] = ""
    link: str = ""
    struck: bool = False
    gone: str = ""  # "del" or "ins" inside such an element
    said: Mapping[str, str] = field(default_factory=dict)  # by the sheet, of itself alone
    classes: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


class HtmlLooks(Struct):
    """The rules of the style sheets of a page so far, by tag and class; "" is any."""

    rules: dict[tuple[str, str], _Declarations] = field(default_factory=dict)

    def add_sheet(self, sheet: str) -> None:
        """Take in a style sheet: rules for tags and for classes; others need a browser."""
        for selectors, written in _RULE.findall(_AT_RULES_AND_COMMENTS.sub("", sheet)):
            said = declarations(written)
            for selector in selectors.split(",") if said else ():
                found = _SELECTOR.fullmatch(selector.strip())
                if found:
                    key = (found[1] or "").lower(), (found[2] or "").lower()
                    self.rules.setdefault(key, {}).update(said)

    def of(self, element: PageElement, above: HtmlLook) -> HtmlLook:
        """How the words in an element look, inside one with another look."""
        attributes = attributes_of(element.attributes)
        classes = tuple(attributes.get("class", "").lower().split())
        said = self._said(element.tag, classes, attributes)
        look = replace(above, said=said, classes=classes, attributes=attributes)
        if element.tag in _BOLD_TAGS or element.tag in _ITALIC_TAGS or element.tag in _SHIFTS:
            look = _by_tag(element.tag, look)
        if "font-weight" in said:
            look = replace(look, bold=said["font-weight"] in _BOLD)
        if "font-style" in said:
            look = replace(look, italic=said["font-style"] in {"italic", "oblique"})
        if said.get("vertical-align") in _SHIFTS:
            look = replace(look, shift=_SHIFTS[said["vertical-align"]])
        if element.tag in _STRUCK_TAGS or "line-through" in said.get("text-decoration", ""):
            look = replace(look, struck=True)
        if element.tag in {"del", "ins"}:
            look = replace(look, gone=element.tag)
        if element.tag == "a" and "href" in attributes:
            look = replace(look, link=_address(attributes["href"]))
        return look

    def _said(
        self, tag: str, classes: tuple[str, ...], attributes: Mapping[str, str]
    ) -> _Declarations:
        said: _Declarations = {}
        for key in ((tag, ""), *(("", one) for one in classes), *((tag, one) for one in classes)):
            said |= self.rules.get(key, {})
        if "align" in attributes:
            said["text-align"] = attributes["align"].lower()
        return said | declarations(attributes.get("style", ""))


def declarations(written: str) -> _Declarations:
    """The declarations of a rule or an attribute that say something about words."""
    return dict(_declared(written)) if written else {}


def _declared(written: str) -> Iterator[tuple[str, str]]:
    for one in written.split(";"):
        name, _, value = one.partition(":")
        name = name.strip().lower()
        if name in _KEPT:
            yield name, value.replace("!important", "").strip().lower()


def _by_tag(tag: str, look: HtmlLook) -> HtmlLook:
    if tag in _BOLD_TAGS:
        return replace(look, bold=True)
    if tag in _ITALIC_TAGS:
        return replace(look, italic=True)
    return replace(look, shift=_SHIFTS[tag])


def _address(href: str) -> str:
    """An address, without the way round by Google that its documents put before each."""
    parts = urlsplit(href.strip()) if "google" in href else None
    if parts and parts.netloc.endswith("google.com") and parts.path == "/url":
        return next(iter(parse_qs(parts.query).get("q", [])), href)
    return href.strip()
