"""What a PDF shows and tells: digests of its drawings, fonts and images, its tags, its places.

Each is counted alike by who writes a file and by who reads it back, whatever program has saved it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape

from msgspec import Struct

from generator.manifest.shown import Shown, digest_of, of_named


class ShownFont(Struct, frozen=True):
    """A font of a PDF, unpacked: its file, and its maps from codes to glyphs, text and widths.

    Codes lead to glyphs by a table of TrueType or, with PostScript outlines, by a CMap.

    `about` is what its descriptor says, `others` what it has that no font of a brief has.
    """

    file: bytes
    mapping: bytes
    to_unicode: bytes
    widths: bytes
    about: bytes
    others: bytes = b""

    @property
    def digest(self) -> str:
        maps = (self.mapping, self.to_unicode, self.widths)
        return digest_of([self.file, *maps, self.about, self.others])


def described_font(name: str, values: Iterable[float]) -> bytes:
    """What a font's descriptor says (ISO 32000-1, 9.8): its name and, in their order, numbers."""
    return f"{name} {rounded(values)}".encode("utf-8", "replace")


def operators_digest(content: bytes) -> str:
    """The digest of what draws a page, whatever stands between its operators.

    The codes of its words are in capitals, as our writer has them.
    """
    said = content.replace(b"<>", b"").replace(b"()", b"")  # strings that show nothing
    return digest_of([b" ".join(said.split())])


def area_shown(corners: Iterable[float], words: str, *, is_bare: bool = True) -> bytes:
    """What is counted of an area of a page that leads somewhere, with the words said of it.

    It `is_bare` if it shows nothing itself, and is printed.
    """
    return f"{rounded(corners)} {is_bare} {words}".encode("utf-8", "replace")


class ShownDrawing(Struct, frozen=True):
    """A page of a PDF: its box, the digest of its operators, its areas in their order."""

    box: Sequence[float]
    operators: str
    areas: Sequence[bytes] = ()  # as `area_shown` has each

    @property
    def digest(self) -> str:
        return digest_of([rounded(self.box).encode(), self.operators.encode(), *self.areas])


TAG_KID, OBJECT_KID = "tag", "object"
"""What stands for the kids of a tag that are no content of its own."""


class ShownTag(Struct, frozen=True):
    """A tag as it is written: how deep it lies, its kind, its page, its kids, what it says.

    `kids` are, in their order, numbers of marked content, and words for anything else. `attributes`
    are in the order of their names. `others` is what no tag of a brief has.
    """

    depth: int
    kind: str
    page: int | None
    kids: Sequence[str]
    language: str = ""
    alternative: str = ""
    identifier: str = ""
    attributes: Sequence[str] = ()
    others: Sequence[str] = ()

    @property
    def line(self) -> bytes:
        kids, attributes = " ".join(self.kids), " ".join(self.attributes)
        others = " ".join(self.others)
        line = (
            f"{self.depth} {self.kind} {self.page}\x1f{kids}\x1f{attributes}\x1f{others}"
            f"\x1f{self.language}\x1f{self.alternative}\x1f{self.identifier}"
        )
        return line.encode("utf-8", "replace")


class CarriedFile(Struct, frozen=True):
    """What a PDF says of a file that travels in it, besides its bytes."""

    name: str
    media_type: str
    relationship: str
    description: str
    modified: str
    others: Sequence[str] = ()

    @property
    def line(self) -> bytes:
        said = (self.name, self.media_type, self.relationship, self.description, self.modified)
        return "\x1f".join((*said, *self.others)).encode("utf-8", "replace")


class ShownPdf(Struct, frozen=True):
    """All that is counted of a PDF.

    `fonts` and `images` are digests by their resources, `tags` is that of all tags, of which each
    follows on those in it. `places` are lines: each name, and where it leads to.
    """

    drawings: Iterable[ShownDrawing]
    fonts: Mapping[str, str]
    images: Mapping[str, str]
    tags: str
    places: Iterable[str]
    files: Iterable[CarriedFile]
    information: Mapping[str, str]
    packet: bytes

    @property
    def shown(self) -> Shown:
        pages = {f"drawing of page {n}": one.digest for n, one in enumerate(self.drawings, 1)}
        said = [f"{key}\x1f{value}" for key, value in sorted(self.information.items())]
        return {
            **pages,
            "set of fonts": of_named(self.fonts),
            "set of images": of_named(self.images),
            "set of tags": self.tags,
            "set of places that links may lead to": digest_of(_as_utf8(sorted(self.places))),
            "description of the files in it": digest_of(one.line for one in self.files),
            "set of properties": digest_of(_as_utf8([*said, *_packet_lines(self.packet)])),
        }


_MARKUP = re.compile("<[^>]*>|[^<]+")
_ATTRIBUTE = re.compile(r"""[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*')""")


def _packet_lines(packet: bytes) -> Iterator[str]:
    """What an XMP packet (ISO 16684-1) says, whatever program has set it out.

    Its words, and its tags with their attributes in order: nothing is left out but white space.
    """
    for token in _MARKUP.findall(packet.decode("utf-8", "replace")):
        if not token.startswith("<"):
            yield from filter(None, [" ".join(unescape(token).split())])
            continue
        tag, attributes = token[1:-1].removesuffix("/"), []
        if "=" in tag:
            attributes = [" ".join(unescape(one).split()) for one in _ATTRIBUTE.findall(tag)]
            tag = _ATTRIBUTE.sub(" ", tag)
        name, *others = tag.split() or [""]
        yield " ".join((f"<{name}", *others, *sorted(attributes)))
        if token.endswith("/>"):
            yield f"</{name}"


def _as_utf8(lines: Iterable[str]) -> Iterable[bytes]:
    return (line.encode("utf-8", "replace") for line in lines)


@lru_cache(maxsize=4000)
def short_number(value: float) -> str:
    """A number as short as can be, to a thousandth of a point; never in powers of ten."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def short(value: float) -> str:
    """A number to a hundredth as short as can be, whatever program has written it."""
    return f"{float(value) + 0.0:.2f}".rstrip("0").rstrip(".")


def rounded(values: Iterable[float]) -> str:
    """Numbers to a hundredth, whatever program has written them."""
    return " ".join(f"{float(value) + 0.0:.2f}" for value in values)
