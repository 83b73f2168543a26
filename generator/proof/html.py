"""An HTML page → its words as they stand, and what it carries.

Words are read from the elements of `main`. What the style sheet and the script make of them on a
screen is not looked at: the manifest says which ones they were, to the byte.
"""

from __future__ import annotations

import hashlib
import zlib
from base64 import b64decode
from collections.abc import Iterator
from typing import Literal
from urllib.parse import unquote

from msgspec import Struct, field

from generator.document.file_data import FileData
from generator.document.shifts import lowered, raised
from generator.incoming.needs import MARKS
from generator.language.visible import words_of
from generator.manifest.links import canonical_address
from generator.manifest.passages import Passage, Piece
from generator.manifest.shown import shown_by_page
from generator.opening.budget import LETTERS, MARKUP, READ, Budget
from generator.proof.beside import AROUND, SCREEN, Beside, gathered
from generator.proof.finished import Finished, as_number
from generator.proof.found import FoundImage, FoundLink, FoundParticulars, StoryPlace
from generator.proof.needs import ATTACHED, NESTED
from generator.seeds.readers.html_tokens import MarkupToken, attributes_of, markup_tokens

_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                   "source", "track", "wbr"))  # fmt: skip
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
# Whatever begins or ends one of these ends the passage before it.
_BLOCKS = frozenset(("blockquote", "body", "caption", "dd", "div", "dl", "dt", "figcaption",
                     "figure", "footer", "header", "li", "main", "nav", "ol", "p", "section",
                     "table", "tbody", "td", "th", "thead", "tr", "ul", *_HEADINGS))  # fmt: skip
_INLINE = frozenset(("a", "br", "code", "em", "img", "path", "span", "strong", "sub", "sup", "svg"))
_CHANGED = ("del", "ins")
_HEAD = frozenset(("head", "html", "link", "meta", "script", "style", "title"))
_KNOWN = _BLOCKS | _INLINE | _HEAD | {*_CHANGED}
_HIDING = ("hidden", "style", "srcdoc", "contenteditable")
_SHIFTS = {"sup": raised, "sub": lowered}
_LONGEST_FILE = READ.at_once or READ.most


def read_page(data: bytes, budget: Budget) -> Finished:
    """The words and attachments of an HTML page. Raises BriefError if it asks for too much."""
    page, text = _Page(budget), data.decode("utf-8-sig", "replace")
    for token in markup_tokens(text):
        page.take(token)
    body, *notes = page.stories
    return Finished(
        kind="HTML page",
        body=tuple(body),
        notes=tuple(map(tuple, notes)),
        attachments=dict(page.attachments),
        tracked=page.tracked,
        beside=tuple(gathered((Beside(SCREEN, usual=True), *page.beside))),
        titles=page.properties.get("title", ()),
        particulars=FoundParticulars(
            links=tuple(page.links),
            places=page.places,
            levels=page.levels,
            images=tuple(page.images),
            properties=page.properties,
        ),
        shown=shown_by_page(text),
    )


class _Element(Struct):
    """An open element. With `beside` its words are none of the document's."""

    name: str
    attributes: dict[str, str]
    beside: bool
    words: str = ""
    start: int = 0  # the next piece of the passage

    @property
    def role(self) -> str:
        return self.attributes.get("role", "")


class _Page(Struct):
    """The passages of a page, gathered in reading order: those of the body, then of each note."""

    budget: Budget
    stories: list[list[Passage]] = field(default_factory=lambda: [[]])
    attachments: dict[str, FileData] = field(default_factory=dict)
    beside: list[Beside] = field(default_factory=list)
    links: list[FoundLink] = field(default_factory=list)
    places: dict[str, tuple[StoryPlace, ...]] = field(default_factory=dict)
    levels: dict[StoryPlace, int] = field(default_factory=dict)
    images: list[FoundImage] = field(default_factory=list)
    properties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tracked: bool = False
    _story: int = 0
    _open: list[_Element] = field(default_factory=list)
    _pieces: list[Piece] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)  # of places before the end of a passage

    def take(self, token: MarkupToken) -> None:
        """Take in a tag or words."""
        match token.kind:
            case "words":
                self._say(token.text)
            case "raw":
                self._data(token.text)
            case "start":
                self.budget.spend(MARKUP)
                self._begin(token.name, attributes_of(token.text))
                if token.closed and token.name not in _VOID:
                    self._end(token.name)
            case "end":
                self._end(token.name)

    # --- elements -----------------------------------------------------------------------

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self.beside += _strange(name, attributes)
        if name in _BLOCKS:
            self._flush()
        if "id" in attributes:
            self._names.append(attributes["id"])
        match name:
            case "br":
                self._say(" ")
            case "img" if not self._is_beside:
                self.images.append(_image(attributes))
            case "html":
                self._state("language", attributes.get("lang", ""))
            case "meta" if attributes.get("name") in _PROPERTIES:
                self._state(_PROPERTIES[attributes["name"]], attributes.get("content", ""))
            case "li" if self._opens_note:
                self._story = len(self.stories)
                self.stories.append([])
        if name not in _VOID:
            self.tracked = self.tracked or name in _CHANGED
            own = "data-beside" in attributes or attributes.get("role") == "doc-backlink"
            own = own or name == "del"
            self.budget.spend(NESTED, len(self._open))
            beside = own or self._is_beside
            self._open.append(_Element(name, attributes, beside, start=len(self._pieces)))

    def _end(self, name: str) -> None:
        if all(one.name != name for one in self._open):
            return
        if name in _BLOCKS:
            self._flush()
        while True:
            closed = self._open.pop()
            self._closed(closed)
            if closed.name == name:
                break

    def _closed(self, element: _Element) -> None:
        if element.role == "doc-endnotes":
            self._story = 0
        if element.name == "title":
            self._state("title", element.words)
        if element.name != "a" or "href" not in element.attributes:
            return
        kind: Literal["words", "mark", "return"] = "words"
        number = as_number(element.words)
        if element.role == "doc-noteref" and not element.beside:
            kind = "mark"
            self.budget.spend(MARKS)
            self._pieces.append(element.words if number is None else number)
        elif element.role == "doc-backlink":
            kind, number = "return", self._story
        elif element.beside:
            return
        target = element.attributes["href"]
        target = unquote(target) if target.startswith("#") else canonical_address(target)
        words = " ".join(words_of(element.words))
        leads_to_itself = element.attributes.get("class") == "place" and target[1:] in self._names
        if kind == "words" and (not words or leads_to_itself):
            return
        reach = element.start, len(self._pieces)
        self.links.append(FoundLink(self._at, words, target, kind, number or 0, (), *reach))

    @property
    def _opens_note(self) -> bool:
        """Whether an item is a note, and no item of a list in one."""
        in_notes = any(one.role == "doc-endnotes" for one in self._open)
        return in_notes and all(one.name != "li" for one in self._open)

    @property
    def _is_contents(self) -> bool:
        return any(one.name == "nav" for one in self._open)

    @property
    def _is_beside(self) -> bool:
        return bool(self._open) and self._open[-1].beside

    @property
    def _at(self) -> StoryPlace:
        """The passage that is being read."""
        return self._story, len(self.stories[self._story])

    # --- words --------------------------------------------------------------------------

    def _say(self, words: str) -> None:
        self.budget.spend(LETTERS, len(words))
        names = [one.name for one in self._open]
        shift = next((name for name in reversed(names) if name in _SHIFTS), "")
        said = _SHIFTS[shift](words) if shift else words
        for element in self._open:
            if element.name in {"a", "title"}:  # the number of a note is raised as every mark is
                element.words += words if element.role == "doc-noteref" else said
        if self._is_beside or "main" not in names:
            self._say_beside(words, names)
        elif not any(one.role == "doc-noteref" for one in self._open):
            self._pieces.append(said)

    def _say_beside(self, words: str, names: list[str]) -> None:
        """Words that are none of the document's: those that each page has, or any others."""
        if not words.strip() or "head" in names or any(one.role for one in self._open[-1:]):
            return
        if any("remark" in one.attributes.get("class", "").split() for one in self._open):
            self.beside.append(Beside("comments", said=words))
        else:
            what = AROUND if self._is_beside else "words outside of the brief"
            self.beside.append(Beside(what, usual=self._is_beside, said=words))

    def _flush(self) -> None:
        """End the passage that is being read, if it says anything."""
        names = [one.name for one in self._open]
        passage = Passage("contents" if self._is_contents else "", tuple(self._pieces))
        self._pieces = []
        if not passage.is_said:
            return
        if not self._is_contents:  # no anchor leads there, but past it
            for name in self._names:
                self.places.setdefault(f"#{name}", (self._at,))
            self._names.clear()
        heading = next((name for name in reversed(names) if name in _HEADINGS), None)
        if heading and not self._story:
            self.levels[self._at] = int(heading[1])
        self.stories[self._story].append(passage)

    # --- what it carries ----------------------------------------------------------------

    def _data(self, text: str) -> None:
        """The content of a script: packed data with a name is a file that travels along."""
        attributes = self._open[-1].attributes if self._open else {}
        name = attributes.get("data-name")
        if attributes.get("type") != "application/zlib" or not name:
            return
        unpacking = zlib.decompressobj()
        try:
            data = unpacking.decompress(b64decode(text), _LONGEST_FILE)
        except (ValueError, zlib.error):
            return  # as if it were not there
        self.budget.spend(ATTACHED)
        self.budget.spend(READ, len(data) + len(unpacking.unconsumed_tail))
        self.attachments[name] = FileData(data)

    def _state(self, name: str, words: str) -> None:
        self.properties[name] = (*self.properties.get(name, ()), words)


_PROPERTIES = {"author": "authors", "description": "subject", "keywords": "keywords"}


def _strange(name: str, attributes: dict[str, str]) -> Iterator[Beside]:
    """What no page of a brief has."""
    if name not in _KNOWN:
        yield Beside(f"an element that no brief has, {name[:40]}")
    for one in attributes:
        if one in _HIDING or one.startswith("on"):
            yield Beside(f"an attribute that no brief has, {one[:40]}")


def _image(attributes: dict[str, str]) -> FoundImage:
    """An image, by the bytes that its address holds."""
    _, _, packed = attributes.get("src", "").partition(";base64,")
    try:
        data = b64decode(packed)
    except ValueError:
        data = b""
    return FoundImage(hashlib.sha256(data).hexdigest(), "", attributes.get("alt", ""))
