"""A page as the tests ask about it: its elements, their attributes, their words."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from generator.document import Document
from generator.theme.theme import Theme
from generator.writers.html import write_html

_VOID = {"br", "img", "meta", "link"}


class Element:
    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.children: list[Element | str] = []

    @property
    def words(self) -> str:
        return "".join(each if isinstance(each, str) else each.words for each in self.children)

    def __iter__(self) -> Iterator[Element]:
        for each in self.children:
            if isinstance(each, Element):
                yield each
                yield from each

    def find(self, name: str, **wanted: str) -> list[Element]:
        """The elements of a name with these attributes; a class is one of several."""
        return [
            each
            for each in self
            if each.name == name and all(each.has(key, value) for key, value in wanted.items())
        ]

    def has(self, key: str, value: str) -> bool:
        key = key.rstrip("_").replace("_", "-")
        said = self.attributes.get(key)
        return said is not None and (value == said or value in said.split())


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"{tag} ends where {self.open[-1].name} is open"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(data: bytes) -> Element:
    """The page; each element of it is closed where it must be."""
    parser = _Parser()
    parser.feed(data.decode("utf-8"))
    parser.close()
    assert len(parser.open) == 1
    return parser.open[0]


def page(document: Document, theme: Theme) -> Element:
    return parsed(write_html(document, theme))
