"""A web page's characters → its tags and words, as the HTML Standard takes them apart (§13.2.5).

The numbers of lines that seeds are cited by rest on this. So it is our own: libraries read broken
markup in another way from release to release, and an edition must prove for years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal

from msgspec import Struct


class MarkupToken(Struct, frozen=True):
    """A tag, its attributes as written, or words with their character references resolved.

    `name` is the tag in small letters, and empty for words. Words of a script or a style sheet
    have the kind "raw" and the name of their element.
    """

    kind: Literal["start", "end", "words", "raw"]
    name: str
    text: str = ""
    closed: bool = False  # written as <tag/>


_WHITE = r"\t\n\f\r "
_VALUE = rf"[{_WHITE}]*+=[{_WHITE}]*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^{_WHITE}>]*+)"
_ATTRIBUTE = rf"=?[^{_WHITE}/>=]++(?:{_VALUE})?+"
_TAG = re.compile(
    rf"<(?P<end>/?)(?P<name>[a-zA-Z][^{_WHITE}/>]*+)"
    rf"(?P<attributes>(?:[{_WHITE}/]++|{_ATTRIBUTE}|=)*+)>"
)
_MARKUP = re.compile(r"<(?:[a-zA-Z]|/[a-zA-Z>]|[!?]|/)")
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_BOGUS = re.compile(r"<[!?/][^>]*+(?:>|\Z)")
_RAW = frozenset(("iframe", "noembed", "noframes", "noscript", "script", "style", "xmp"))
_NAMED_ATTRIBUTE = re.compile(
    rf"(=?[^{_WHITE}/>=]++)(?:[{_WHITE}]*+=[{_WHITE}]*+(?:\"([^\"]*+)\"|'([^']*+)'|([^{_WHITE}>]*+)))?+"
)


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag; if one is there twice, the first counts, as in browsers."""
    found: dict[str, str] = {}
    for name, double, single, bare in _NAMED_ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def markup_tokens(text: str) -> Iterator[MarkupToken]:
    """The tokens of a page, in order. Each is read once: time grows with the text and no faster."""
    at, foreign = 0, ""
    while at < len(text):
        found = _MARKUP.search(text, at)
        begin = found.start() if found else len(text)
        if begin > at:
            yield MarkupToken("words", "", unescape(text[at:begin]))
        if found is None:
            return
        tag = _TAG.match(text, begin)
        if tag is None:
            at = _behind_no_tag(text, begin)
            continue
        at, name = tag.end(), tag["name"].lower()
        closed = tag["attributes"].endswith("/")
        yield MarkupToken("end" if tag["end"] else "start", name, tag["attributes"], closed)
        foreign = _foreign(foreign, name, is_end=bool(tag["end"]), closed=closed)
        if not tag["end"] and not foreign:
            raw, at = _raw_words(text, at, name)
            if raw:
                yield raw


def _behind_no_tag(text: str, begin: int) -> int:
    """Where the text goes on behind a comment, or behind a tag that the end of the file cut."""
    if text.startswith("<!--", begin):
        comment = _COMMENT.match(text, begin)
        return comment.end() if comment else len(text)
    bogus = _BOGUS.match(text, begin)
    is_name = text[begin + 1 : begin + 2].isalpha() or text[begin + 2 : begin + 3].isalpha()
    return len(text) if bogus is None or (is_name and text[begin + 1] not in "!?") else bogus.end()


def _foreign(inside: str, name: str, *, is_end: bool, closed: bool) -> str:
    """The drawing or formula that the next token is in: there no element has raw words."""
    if inside:
        return "" if is_end and name == inside else inside
    return name if name in {"svg", "math"} and not is_end and not closed else ""


def _raw_words(text: str, at: int, name: str) -> tuple[MarkupToken | None, int]:
    """The words of an element in which no tag is read, and where they end."""
    if name in {"title", "textarea"}:
        end = _end_of_raw(text, at, name)
        return MarkupToken("words", "", unescape(text[at:end])), end
    if name not in _RAW:
        return None, at
    end = _end_of_script(text, at) if name == "script" else _end_of_raw(text, at, name)
    return MarkupToken("raw", name, text[at:end]), end


def _end_of_raw(text: str, at: int, name: str) -> int:
    found = re.compile(rf"</{name}(?=[{_WHITE}/>])", re.IGNORECASE).search(text, at)
    return found.start() if found else len(text)


_IN_SCRIPT = re.compile(rf"<!--|-->|<(?P<end>/?)script(?=[{_WHITE}/>])", re.IGNORECASE)


def _end_of_script(text: str, at: int) -> int:
    """The end of a script: inside a comment, a script within the script is passed over."""
    commented = within = False
    for found in _IN_SCRIPT.finditer(text, at):
        if found["end"] is None:
            commented = found[0] == "<!--" or (commented and found[0] != "-->")
            within = within and commented
        elif not found["end"]:
            within = commented
        elif within:
            within = False
        else:
            return found.start()
    return len(text)
