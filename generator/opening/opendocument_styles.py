"""The styles of an OpenDocument text: what its paragraphs say that they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

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
    "fo": f"{_URN}:xsl-fo-compatible:1.0",
}
TEXT = f"{{{NAMESPACES['text']}}}"
OFFICE = f"{{{NAMESPACES['office']}}}"
FO = f"{{{NAMESPACES['fo']}}}"
STYLE = f"{{{NAMESPACES['style']}}}"
PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
INDEXES = frozenset(
    f"{TEXT}{name}"
    for name in ("table-of-content", "illustration-index", "table-index", "object-index",
                 "user-index", "alphabetical-index")
)  # fmt: skip
"""What repeats words that stand elsewhere, with the numbers of their pages."""


class NamedStyle(Struct, frozen=True):
    """A style by itself, without what it takes from its parent.

    An automatic one is formatting by hand. `shift` is "super" or "sub" and more, `outline` the
    level of headings, `letters` all that it says of letters, by attribute, `lines` of paragraphs,
    cells and columns.
    """

    name: str
    parent: str = ""
    hidden: bool | None = None
    is_automatic: bool = False
    bold: bool | None = None
    italic: bool | None = None
    shift: str | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    alignment: str | None = None
    outline: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)


class OpenDocumentStyles(Struct, frozen=True):
    """The styles by family and identifier; `usual` is what all paragraphs are based on.

    `fonts` has the family of each font by the name that styles call it by.
    """

    styles: Mapping[tuple[str, str], NamedStyle]
    usual: NamedStyle = NamedStyle("")
    fonts: Mapping[str, str] = field(default_factory=dict)

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

    def hides(self, element: XmlElement) -> bool:
        """Whether a section, a paragraph or words are hidden: by themselves, a field or a style."""
        if element.get(f"{TEXT}display") == "none" or element.get(f"{TEXT}is-hidden") == "true":
            return True
        is_paragraph = element.tag in PARAGRAPHS
        by_field = element.iter(f"{TEXT}hidden-paragraph") if is_paragraph else ()
        if any(one.get(f"{TEXT}is-hidden") == "true" for one in by_field):
            return True
        family = "paragraph" if is_paragraph else "text"
        chain = self.chain(family, element.get(f"{TEXT}style-name", ""))
        return next((style.hidden for style in chain if style.hidden is not None), False)


def opendocument_styles(roots: Sequence[XmlElement]) -> OpenDocumentStyles:
    """The styles of the parts of an OpenDocument text; those of the first part come first.

    Each part counts its automatic styles by itself: P1 of the content is not P1 of a header.
    """
    found: dict[tuple[str, str], NamedStyle] = {}
    usual, fonts = NamedStyle(""), dict[str, str]()
    for root in reversed(roots):
        for one in root.iter(f"{STYLE}default-style"):
            if one.get(f"{STYLE}family") == "paragraph":
                usual = _read_style(one, is_automatic=False)
        for one in root.iter(f"{STYLE}font-face"):
            fonts[one.get(f"{STYLE}name", "")] = one.get(_FAMILY, "").strip("'\"")
        automatic = {
            id(one)
            for group in root.iter(f"{OFFICE}automatic-styles")
            for one in group.iter(f"{STYLE}style")
        }
        for one in root.iter(f"{STYLE}style"):
            key = one.get(f"{STYLE}family", ""), one.get(f"{STYLE}name", "")
            found[key] = _read_style(one, is_automatic=id(one) in automatic)
    return OpenDocumentStyles(found, usual, fonts)


_FAMILY = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}font-family"
_BOLD = frozenset({"bold", "600", "700", "800", "900"})


def _read_style(element: XmlElement, *, is_automatic: bool) -> NamedStyle:
    shown = element.get(f"{STYLE}display-name", element.get(f"{STYLE}name", ""))
    properties = element.find(f"{STYLE}text-properties")
    display = None if properties is None else properties.get(f"{TEXT}display")
    letters = {} if properties is None else properties.attrib
    lines: dict[str, str] = {}
    for kind in ("paragraph", "table-cell", "table-column"):
        for one in element.iterfind(f"{STYLE}{kind}-properties"):
            lines |= one.attrib
    weight, slant = letters.get(f"{FO}font-weight"), letters.get(f"{FO}font-style")
    return NamedStyle(
        shown.casefold(),
        element.get(f"{STYLE}parent-style-name", ""),
        None if display is None else display == "none",
        is_automatic,
        None if weight is None else weight in _BOLD,
        None if slant is None else slant in {"italic", "oblique"},
        letters.get(f"{STYLE}text-position"),
        dict(letters),
        lines.get(f"{FO}text-align"),
        element.get(f"{STYLE}default-outline-level", ""),
        lines,
    )
