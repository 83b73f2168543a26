"""What a file shows of its words, and not only what they are: digests, by which any change is told.

A manifest cannot hold the digest of the file that it is inside. It holds those of what decides what
a reader sees or hears, by what people call it: the style of a page, the drawing of each page of a
PDF, the running heads of a Word file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator.document import Attachment
from generator.document.file_data import FileData
from generator.manifest.canonical import NAME, canonical_json, manifest_digest

Shown = Mapping[str, str]
"""The SHA-256, hexadecimal, of each thing that decides what is seen."""


def with_shown(attachments: Iterable[Attachment], shown: Shown) -> Iterator[Attachment]:
    """The attachments, the manifest with what its file shows."""
    for one in attachments:
        yield _with_entry(one, shown) if one.name == NAME else one


def _with_entry(manifest: Attachment, shown: Shown) -> Attachment:
    # Its values are canonical already: to read those of three hundred pages takes five megabytes.
    values = msgspec.json.decode(manifest.data, type=dict[str, msgspec.Raw])
    content = {**values, "shown": shown}
    sealed = {**content, "digest": manifest_digest(content)}
    return replace(manifest, data=FileData(canonical_json(sealed)))


def digest_of(parts: Iterable[bytes]) -> str:
    """SHA-256, hexadecimal, of byte strings of which each is told from the next by its length."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


# --- a Word file --------------------------------------------------------------------------

RUNNING_HEADS = "set of running heads"
_WORDS, _LOOKS = "setting of its words", "set of styles"
_FONTS, _IMAGES, _OTHERS = "set of fonts", "set of images", "set of other parts"
_GROUPS = (
    (re.compile(r"word/(?:document|footnotes|endnotes|comments\w*)\.xml"), _WORDS),
    (re.compile(r"word/(?:header|footer)\d*\.xml"), RUNNING_HEADS),
    (re.compile(r"word/(?:styles|numbering|settings|theme/\w+)\.xml"), _LOOKS),
    (re.compile(r"word/(?:fontTable\.xml|fonts/.*)"), _FONTS),
    (re.compile(r"word/media/.*"), _IMAGES),
)
_CORE = "docProps/core.xml"  # of the brief, which is compared, or of who saved the file
_ITEM = re.compile(r"customXml/item\d+\.xml")
_OF_MANIFEST = f' name="{NAME}"'.encode()


def shown_by_word(parts: Iterable[tuple[str, bytes]]) -> Shown:
    """What a Word file shows: its parts by their names, in any order and however packed.

    Closed by default: any part counts, to the byte, but for the words of the manifest.
    """
    groups: dict[str, dict[str, str]] = {}
    for name, data in parts:
        if name != _CORE:
            group = next((group for form, group in _GROUPS if form.fullmatch(name)), _OTHERS)
            held = _start_of(data) if _ITEM.fullmatch(name) else data
            groups.setdefault(group, {})[name] = hashlib.sha256(held).hexdigest()
    return {group: _of_named(groups[group]) for group in sorted(groups)}


def _start_of(item: bytes) -> bytes:
    """A custom part; that of the manifest without its content, which holds what is counted here."""
    start, end, _ = item.partition(b'">')
    return start if end and _OF_MANIFEST in start else item


# --- a page of HTML -----------------------------------------------------------------------

_STYLE = re.compile(r"<style[^>]*>(.*?)</style", re.DOTALL | re.IGNORECASE)
_SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script", re.DOTALL | re.IGNORECASE)
_BLOCK = '<script type="application/zlib" '
_END_OF_HEAD = "\n</head>"


def shown_by_page(page: str) -> Shown:
    """What a page of HTML shows, whatever travels inside it and however its lines end."""
    text = _without_carried(page.replace("\r\n", "\n"))
    return {
        "style": digest_of(each.encode() for each in _STYLE.findall(text)),
        "script": digest_of(each.encode() for pair in _SCRIPT.findall(text) for each in pair),
        "mark-up": digest_of([text.encode()]),
    }


def _without_carried(page: str) -> str:
    """A page without the data blocks at the end of its head, which no browser runs or shows.

    Anywhere else one may take a rule of the style apart, or a tag.
    """
    head, end, rest = page.partition(_END_OF_HEAD)
    lines = head.split("\n")
    while end and len(lines) > 1 and lines[-1].startswith(_BLOCK) and _is_block(lines[-1]):
        lines.pop()
    return "\n".join(lines) + end + rest


def _is_block(line: str) -> bool:
    """Whether a line is one data block and nothing behind it."""
    return line.endswith("</script>") and line.count("<") == 2


# --- a PDF --------------------------------------------------------------------------------


class ShownFont(Struct, frozen=True):
    """A font of a PDF, unpacked: its file, and its maps from codes to glyphs, text and widths.

    `others` is what it has besides, which no font of a brief has.
    """

    file: bytes
    mapping: bytes
    to_unicode: bytes
    widths: bytes
    others: bytes = b""

    @property
    def digest(self) -> str:
        return digest_of([self.file, self.mapping, self.to_unicode, self.widths, self.others])


def operators_digest(content: bytes) -> str:
    """The digest of what draws a page, whatever stands between its operators.

    The codes of its words are in capitals, as our writer has them.
    """
    said = content.replace(b"<>", b"").replace(b"()", b"")  # strings that show nothing
    return digest_of([b" ".join(said.split())])


class ShownArea(Struct, frozen=True):
    """An area of a page that leads somewhere, and the words that are said of it."""

    corners: Sequence[float]
    words: str
    is_bare: bool = True  # it shows nothing itself, and is printed


class ShownDrawing(Struct, frozen=True):
    """A page of a PDF: its box, the digest of its operators, its areas in their order."""

    box: Sequence[float]
    operators: str
    areas: Sequence[ShownArea] = ()

    @property
    def digest(self) -> str:
        areas = (
            f"{_rounded(each.corners)} {each.is_bare} {each.words}".encode("utf-8", "replace")
            for each in self.areas
        )
        return digest_of([_rounded(self.box).encode(), self.operators.encode(), *areas])


def shown_by_pdf(
    drawings: Iterable[ShownDrawing], fonts: Mapping[str, str], images: Mapping[str, str]
) -> Shown:
    """What a PDF shows: its pages, and the digests of its fonts and images by their resources."""
    pages = {f"drawing of page {number}": one.digest for number, one in enumerate(drawings, 1)}
    return {**pages, "set of fonts": _of_named(fonts), "set of images": _of_named(images)}


def _of_named(digests: Mapping[str, str]) -> str:
    return digest_of(f"{name} {digest}".encode() for name, digest in sorted(digests.items()))


def _rounded(values: Iterable[float]) -> str:
    """Numbers to a hundredth, whatever program has written them."""
    return " ".join(f"{float(value) + 0.0:.2f}" for value in values)
