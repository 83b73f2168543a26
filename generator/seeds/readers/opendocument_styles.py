"""The styles of an OpenDocument text: what its paragraphs say that they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.opening.xml_part import XmlElement

_URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = {
    "office": f"{_URN}:office:1.0",
    "style": f"{_URN}:style:1.0",
    "text": f"{_URN}:text:1.0",
    "table": f"{_URN}:table:1.0",
    "draw": f"{_URN}:drawing:1.0",
    "meta": f"{_URN}:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
TEXT = f"{{{NAMESPACES['text']}}}"
STYLE = f"{{{NAMESPACES['style']}}}"


class NamedStyle(Struct, frozen=True):
    """A style by itself, without what it takes from its parent."""

    name: str
    parent: str = ""
    hidden: bool | None = None


class OpenDocumentStyles(Struct, frozen=True):
    """The styles by family and identifier."""

    styles: Mapping[tuple[str, str], NamedStyle]

    def chain(self, family: str, identifier: str) -> Iterator[NamedStyle]:
        """A style and its parents, each once."""
        seen: set[str] = set()
        while (style := self.styles.get((family, identifier))) and identifier not in seen:
            seen.add(identifier)
            yield style
            identifier = style.parent

    def names(self, identifier: str) -> tuple[str, ...]:
        """The names of a style of paragraphs and of its parents, in small letters."""
        return tuple(style.name for style in self.chain("paragraph", identifier))

    def is_hidden(self, family: str, identifier: str) -> bool:
        """Whether a style hides its words."""
        said = (style.hidden for style in self.chain(family, identifier))
        return next((one for one in said if one is not None), False)


def opendocument_styles(roots: Iterable[XmlElement]) -> OpenDocumentStyles:
    """The styles of the parts of an OpenDocument text."""
    return OpenDocumentStyles(
        {
            (one.get(f"{STYLE}family", ""), one.get(f"{STYLE}name", "")): _read_style(one)
            for root in roots
            for one in root.iter(f"{STYLE}style")
        }
    )


def _read_style(element: XmlElement) -> NamedStyle:
    shown = element.get(f"{STYLE}display-name", element.get(f"{STYLE}name", ""))
    properties = element.find(f"{STYLE}text-properties")
    display = None if properties is None else properties.get(f"{TEXT}display")
    hidden = None if display is None else display == "none"
    return NamedStyle(shown.casefold(), element.get(f"{STYLE}parent-style-name", ""), hidden)
