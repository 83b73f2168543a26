"""The elements that are open at each place of a web page, by the rules of the HTML Standard.

Only what parts or holds words counts here (§13.2.6.4.7): which tags end an element that was left
open, and which do not. Words are never moved, as browsers move those that are astray in a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from generator.language.words import word_set
from generator.seeds.readers.html_tokens import attributes_of
from generator.seeds.seed import SourceBlockKind

Visibility = Literal["seen", "hidden", "unseen"]
"""Words are seen, or hidden from a reader, or no words of the page at all, as those of a script."""


class PageElement(Struct, frozen=True):
    """An element: its tag, its attributes as written, and the number of its parent, or -1.

    The rest is of the words in it: their kind, the number of their table row or -1, whether they
    are on the page, in a link, and whether their lines are as written. `mark` is the number of the
    element around them that may be the mark of a note, or -1: raised words, a link within a page.
    """

    tag: str
    attributes: str
    parent: int
    kind: SourceBlockKind
    row: int
    shown: Visibility
    linked: bool
    keeps_lines: bool
    mark: int = -1


_ENDS_PARAGRAPH = word_set(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu "
    "nav ol p plaintext pre search section summary table ul xmp"
)
_PARTS = _ENDS_PARAGRAPH | word_set(
    "body button caption html iframe label legend option optgroup select tbody td textarea "
    "tfoot th thead title tr"
)
_VOID = word_set(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr"
)
# Not on the page: what a script, a style sheet or a browser without the element would use.
_UNSEEN = word_set(
    "annotation annotation-xml audio canvas datalist defs desc iframe metadata noembed "
    "noframes noscript object rp script style template title video"
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_KINDS: dict[str, SourceBlockKind] = {
    **dict.fromkeys(_HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    "blockquote": "quote",
}
_KEEPS_LINES = frozenset(("listing", "plaintext", "pre", "textarea", "xmp"))
_FENCES = word_set("button caption html object table td template th")
# A tag, the open elements that it ends, and those that it does not look behind.
_SIBLINGS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu", *_FENCES))),
    **dict.fromkeys(("dt", "dd"), (frozenset(("dt", "dd")), frozenset(("dl", *_FENCES)))),
    **dict.fromkeys(("td", "th"), (frozenset(("td", "th")), frozenset(("tr", "table")))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    **dict.fromkeys(
        ("tbody", "thead", "tfoot"),
        (frozenset(("tbody", "thead", "tfoot", "tr", "caption")), frozenset(("table",))),
    ),
    **dict.fromkeys(("option", "optgroup"), (frozenset(("option",)), frozenset(("select",)))),
    "a": (frozenset(("a",)), _FENCES),
}
_FORMATS = word_set("a b big code em font i nobr s small strike strong tt u")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
DEEPEST = 512
"""Open elements at once. Browsers stop there too, so no page that they show as written has more."""
MOST_ELEMENTS = 1_000_000


_ROOT = PageElement("html", "", -1, "text", -1, "seen", linked=False, keeps_lines=False)


class OversizedPageError(Exception):
    """A page with more of something than a page for people has; says what."""


class OpenElements:
    """The open elements of a page, while its tags are read one by one.

    Raises OversizedPageError.
    """

    def __init__(self) -> None:
        self.elements = [_ROOT]
        self.stack = [0]
        self._open = Counter(("html",))

    @property
    def current(self) -> PageElement:
        return self.elements[self.stack[-1]]

    def start(self, tag: str, attributes: str, *, closed: bool) -> bool:
        """Open an element. Returns whether the words behind it are in another block."""
        parts = tag in _PARTS
        if tag in _ENDS_PARAGRAPH and self._open["p"]:
            parts |= self._close_to(frozenset(("p",)), _FENCES)
        if tag in _HEADINGS and self.current.tag in _HEADINGS:
            self._pop()
        if tag in _SIBLINGS:
            parts |= self._close_to(*_SIBLINGS[tag])
        self._push(tag, attributes)
        if tag in _VOID or (closed and self.is_foreign):
            self._pop()
        return parts

    def end(self, tag: str) -> bool:
        """Close an element. Returns whether the words behind it are in another block."""
        if tag == "p" and not self._open["p"]:
            return True
        names = _HEADINGS if tag in _HEADINGS else frozenset((tag,))
        if not any(self._open[name] for name in names) or tag in {"html", "body"}:
            return False
        if tag in _FORMATS:
            self._remove(tag)
            return False
        self._close_to(names, _fences_of(tag))
        return tag in _PARTS

    def _push(self, tag: str, attributes: str) -> None:
        if len(self.stack) > DEEPEST:
            raise OversizedPageError(f"more than {DEEPEST} elements one in another")
        if len(self.elements) > MOST_ELEMENTS:
            raise OversizedPageError(f"more than {MOST_ELEMENTS:,} elements")
        number, above = len(self.elements), self.current
        element = PageElement(
            tag,
            attributes,
            self.stack[-1],
            _KINDS.get(tag, above.kind),
            number if tag == "tr" else -1 if tag == "table" else above.row,
            _visibility(tag, attributes, above),
            linked=above.linked or (tag == "a" and "href" in attributes.lower()),
            keeps_lines=above.keeps_lines or tag in _KEEPS_LINES,
            mark=number if above.mark < 0 and _may_mark(tag, attributes) else above.mark,
        )
        self.elements.append(element)
        self.stack.append(number)
        self._open[tag] += 1

    def _pop(self) -> None:
        self._open[self.elements[self.stack.pop()].tag] -= 1

    def _close_to(self, names: frozenset[str], fences: frozenset[str]) -> bool:
        """Close the innermost of these and all in it, unless a fence is before it."""
        for index in range(len(self.stack) - 1, 0, -1):
            tag = self.elements[self.stack[index]].tag
            if tag in names:
                while len(self.stack) > index:
                    self._pop()
                return tag in _PARTS
            if tag in fences:
                return False
        return False

    def _remove(self, tag: str) -> None:
        """Close an element within a line; blocks that were opened in it stay open."""
        for index in range(len(self.stack) - 1, 0, -1):
            if self.elements[self.stack[index]].tag == tag:
                del self.stack[index]
                self._open[tag] -= 1
                return

    @property
    def is_foreign(self) -> bool:
        """Whether a drawing or a formula is open."""
        return self._open["svg"] > 0 or self._open["math"] > 0


def _fences_of(tag: str) -> frozenset[str]:
    """What an end tag does not close, with all that it is in."""
    if tag in _UNSEEN or tag == "table":
        return frozenset()
    if tag in {"td", "th", "tr", "tbody", "thead", "tfoot", "caption"}:
        return frozenset(("table",))
    return _FENCES - {tag} if tag in _PARTS else _PARTS


def _may_mark(tag: str, attributes: str) -> bool:
    return tag == "sup" or (tag == "a" and "#" in attributes)


def _visibility(tag: str, attributes: str, above: PageElement) -> Visibility:
    if tag in _UNSEEN or above.shown == "unseen":
        return "unseen"
    # A script shows a body that was hidden while its page was loading.
    return "hidden" if tag not in {"html", "body"} and _hides(attributes) else above.shown


def _hides(written: str) -> bool:
    small = written.lower()
    if "hidden" not in small and "none" not in small:
        return False
    found = attributes_of(written)
    if "hidden" in found and _SENT_LATER.fullmatch(found.get("id", "")):
        return False
    if is_sold(found):
        return False
    return "hidden" in found or _HIDING.search(found.get("style", "")) is not None


def is_sold(attributes: Mapping[str, str]) -> bool:
    """Whether an element is a part of the article that only subscribers are shown.

    schema.org has publishers mark it so, and a script shows it.
    """
    return "paywall" in attributes.get("class", "").split()


# React sends a page in parts, each hidden until its script has come: `<div hidden id="S:0">`.
_SENT_LATER = re.compile(r"\w*S:[0-9a-f]+")
