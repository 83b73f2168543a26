"""A walk through the tags of a web page: paragraphs, items, cells and the words in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.incoming.file import (
    STRUCK,
    IncomingParagraph,
    IncomingPicture,
    IncomingRun,
)
from generator.incoming.needs import PAGE_ELEMENTS
from generator.incoming.story import IncomingStory
from generator.receiving.html_lists import HtmlLists
from generator.receiving.html_looks import BLOCKS, HtmlLook, HtmlLooks
from generator.receiving.html_tables import HtmlTables
from generator.receiving.html_tree import elements_around, nearest_around
from generator.seeds.readers.html_nesting import OpenElements
from generator.seeds.readers.html_tokens import MarkupToken, attributes_of

_WHITE = re.compile(r"[ \t\n\r\f]+")
_CONTAINERS = frozenset({"li", "div", "aside", "section", "dd", "td"})
_ALIGNED: Mapping[str, Literal["center", "right"]] = {
    "center": "center",
    "right": "right",
    "end": "right",
}
_STYLES: Mapping[str, str] = {
    "title": "title",
    "msotitle": "title",
    "subtitle": "subtitle",
    "msosubtitle": "subtitle",
    "msoquote": "quote",
    "msointensequote": "quote",
    "msocaption": "caption",
}
_BY_TAG: Mapping[str, str] = {
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
}


class HtmlWalk(Struct):
    """A walk through a page. `containers` are the blocks around each paragraph, by its place.

    What a page marks as deleted is left out, or what was inserted, where that is `rejected`.
    """

    story: IncomingStory
    rejected: bool
    looks: HtmlLooks = field(default_factory=HtmlLooks)
    nesting: OpenElements = field(default_factory=OpenElements)
    properties: dict[str, str] = field(default_factory=dict)
    containers: list[int] = field(default_factory=list)
    _tables: HtmlTables = field(default_factory=lambda: HtmlTables([]))
    _lists: HtmlLists = field(default_factory=lambda: HtmlLists([]))
    _by_element: dict[int, HtmlLook] = field(default_factory=dict)
    _open: int = -1  # the block that the open paragraph stands in
    _blank: bool = False  # whether the last words ended with a blank

    def __post_init__(self) -> None:
        self._tables = HtmlTables(self.nesting.elements)
        self._lists = HtmlLists(self.nesting.elements)

    def take(self, token: MarkupToken) -> None:
        """Read the next token. Raises OversizedPageError."""
        self.story.budget.spend(PAGE_ELEMENTS, 1 + len(self.nesting.stack) // 8)
        if token.kind == "raw":
            if token.name == "style":
                self.looks.add_sheet(token.text)
        elif token.kind == "words":
            self._words(token.text)
        elif token.kind == "end":
            if self.nesting.end(token.name):
                self._end()
            if token.name == "table":
                self._fill_cell()
        else:
            self._start(token)

    def finish(self) -> None:
        """Close what is still open."""
        self._end()
        self._fill_cell()

    # --- elements ---

    def _start(self, token: MarkupToken) -> None:
        number = len(self.nesting.elements)
        if self.nesting.start(token.name, token.text, closed=token.closed):
            self._end()
        match token.name:
            case "br":
                self._say("\n")
            case "img":
                self._picture(attributes_of(token.text))
            case "meta":
                self._meta(attributes_of(token.text))
            case "table":
                self._tables.begin_table(number)
            case "tr":
                self._tables.begin_row(number)
            case "td" | "th":
                self._fill_cell()
                self._tables.begin_cell(number)
            case "li":
                self._lists.begin_item(number)
            case _:
                pass
        if token.name not in _NAMED_OTHERWISE and re.search("id|name", token.text, re.IGNORECASE):
            said = attributes_of(token.text)
            for name in dict.fromkeys(filter(None, (said.get("id"), said.get("name")))):
                self.story.open_bookmark(name, name)
                self.story.close_bookmark(name)

    def _meta(self, said: Mapping[str, str]) -> None:
        key = {"author": "creator", "title": "title"}.get(said.get("name", "").lower())
        if key:
            self.properties.setdefault(key, said.get("content", ""))

    def _look_of(self, number: int) -> HtmlLook:
        waiting = []
        for at, _ in elements_around(self.nesting.elements, number):
            if at in self._by_element:
                break
            waiting.append(at)
        for at in reversed(waiting):
            element = self.nesting.elements[at]
            above = self._by_element.get(element.parent, HtmlLook())
            self._by_element[at] = self.looks.of(element, above)
        return self._by_element[number]

    def _fill_cell(self) -> None:
        """Give a cell without words its empty paragraph."""
        if self._tables.empty is not None:
            self.story.begin()
            self.story.end(IncomingParagraph(cell=self._tables.empty))
            self.containers.append(-1)
            self._tables.empty = None

    # --- paragraphs and words ---

    def _words(self, text: str) -> None:
        number, element = self.nesting.stack[-1], self.nesting.current
        if element.tag == "title" and not self.nesting.is_foreign:
            self.properties.setdefault("title", " ".join(text.split()))
            return
        if element.shown != "seen":
            return
        look = self._look_of(number)
        if any("ignore" in one.said.get("mso-list", "") for one in self._looks_around(number)):
            self._lists.label += text.strip()
            return
        if look.gone == ("ins" if self.rejected else "del"):
            return
        words = text if element.keeps_lines else _WHITE.sub(" ", text)
        if self._open < 0 and not words.strip(" \n"):
            return
        if self._blank and not element.keeps_lines:
            words = words.lstrip(" ")
        self._begin(number)
        usual = self._look_of(self._open)
        run = IncomingRun(
            "",
            bold=look.bold != usual.bold,
            by_hand=(STRUCK,) if look.struck else (),
            italic=look.italic != usual.italic,
            shift=look.shift,
            link=look.link,
        )
        self.story.say(words, run)
        self._blank = words[-1:] in {" ", "\n"} if words else self._blank

    def _looks_around(self, number: int) -> Iterator[HtmlLook]:
        """The looks of the elements around words, up to their block."""
        for at, one in elements_around(self.nesting.elements, number):
            yield self._look_of(at)
            if one.tag in BLOCKS:
                return

    def _say(self, sign: str) -> None:
        if self._open >= 0:
            self.story.say(sign)
            self._blank = True

    def _begin(self, number: int) -> None:
        if self._open < 0:
            self._open = nearest_around(self.nesting.elements, number, BLOCKS)
            self._blank = True
            self._tables.empty = None
            self.story.begin()

    def _picture(self, said: Mapping[str, str]) -> None:
        self._begin(self.nesting.stack[-1])
        source = said.get("src", "")
        name = "" if source.startswith("data:") else source.rpartition("/")[2].partition("?")[0]
        self.story.picture(IncomingPicture("picture", name, said.get("alt", "")))

    def _end(self) -> None:
        """Close the open paragraph."""
        if self._open < 0:
            return
        block, self._open = self._open, -1
        self.story.end(self._shape(block))
        self.containers.append(nearest_around(self.nesting.elements, block, _CONTAINERS))

    def _shape(self, block: int) -> IncomingParagraph:
        look = self._look_of(block)
        tags = {one.tag for _, one in elements_around(self.nesting.elements, block)}
        level = next((int(tag[1]) for tag in _HEADINGS if tag in tags), 0)
        style = next((_STYLES[one] for one in look.classes if one in _STYLES), "")
        style = style or next((said for tag, said in _BY_TAG.items() if tag in tags), "")
        if level and style not in {"title", "subtitle"}:
            style = f"heading {level}"
        cell = self._tables.cell_around(block)
        shape = IncomingParagraph(style=style, level=level if style[:1] == "h" else 0, cell=cell)
        aligned = _ALIGNED.get(look.said.get("text-align", ""), "")
        item = None if level else self._lists.place_of(block, look.said.get("mso-list", ""))
        return replace(shape, item=item, alignment=aligned)


_NAMED_OTHERWISE = frozenset({"meta", "input", "iframe", "form", "param"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
