"""What a file shows of its words, and not only what they are: digests, by which any change is told.

A manifest cannot hold the digest of the file that it is inside. It holds those of what decides what
a reader sees or hears, by what people call it: the style of a page, the drawing of each page of a
PDF, the running heads of a Word file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from generator.document import Attachment
from generator.document.file_data import FileData
from generator.manifest.canonical import NAME, sealed

Shown = Mapping[str, str]
"""The SHA-256, hexadecimal, of each thing that decides what is seen."""


def with_shown(attachments: Iterable[Attachment], shown: Shown) -> Iterator[Attachment]:
    """The attachments, the manifest with what its file shows, and sealed."""
    for one in attachments:
        yield _with_entry(one, shown) if one.name == NAME else one


def _with_entry(manifest: Attachment, shown: Shown) -> Attachment:
    # Its values are canonical already: to read those of three hundred pages takes five megabytes.
    values = msgspec.json.decode(manifest.data, type=dict[str, msgspec.Raw])
    return replace(manifest, data=FileData(sealed({**values, "shown": shown})))


class RunningDigest:
    """SHA-256 of byte strings that come one by one: of many, none needs to be kept."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, part: bytes) -> None:
        """Count one more, told from the next by its length."""
        self._digest.update(len(part).to_bytes(8, "big") + part)

    @property
    def shown(self) -> str:
        """The digest of all so far, hexadecimal."""
        return self._digest.hexdigest()


def digest_of(parts: Iterable[bytes]) -> str:
    """SHA-256, hexadecimal, of byte strings of which each is told from the next by its length."""
    running = RunningDigest()
    for part in parts:
        running.add(part)
    return running.shown


def of_named(digests: Mapping[str, str]) -> str:
    """One digest of several, each by its name."""
    return digest_of(f"{name} {digest}".encode() for name, digest in sorted(digests.items()))


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
            digest = _digest_once(held) if len(held) <= _SHORT else _part_digest(held)
            groups.setdefault(group, {})[name] = digest
    return {group: of_named(groups[group]) for group in sorted(groups)}


def _part_digest(part: bytes) -> str:
    return hashlib.sha256(part).hexdigest()


_SHORT = 65_536  # bytes: as for the styles, the lists and the like, which files in one look share
_digest_once = lru_cache(maxsize=64)(_part_digest)


def _start_of(item: bytes) -> bytes:
    """A custom part; that of the manifest without its content, which holds what is counted here.

    How that is encoded depends on its letters, and is not counted, either.
    """
    start, end, _ = item.partition(b'">')
    is_of_manifest = bool(end) and _OF_MANIFEST in start
    return start.rpartition(b' encoding="')[0] if is_of_manifest else item


# --- a page of HTML -----------------------------------------------------------------------

_STYLE = re.compile(r"<style[^>]*>(.*?)</style", re.DOTALL | re.IGNORECASE)
_SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(
    r'(<script type="application/zlib"(?: [a-z-]+="[^"<>]*")*>)[A-Za-z0-9+/=]*</script>'
)
_END_OF_HEAD = "\n</head>"


def shown_by_page(page: str) -> Shown:
    """What a page of HTML shows, whatever the files inside it hold and however its lines end."""
    text = _without_carried(page.replace("\r\n", "\n"))
    return {
        "style": digest_of(each.encode() for each in _STYLE.findall(text)),
        "script": digest_of(each.encode() for pair in _SCRIPT.findall(text) for each in pair),
        "mark-up": digest_of([text.encode()]),
    }


def _without_carried(page: str) -> str:
    """A page whose data blocks at the end of its head, which no browser runs or shows, are empty.

    Anywhere else one may take a rule of the style apart, or a tag.
    """
    head, end, rest = page.partition(_END_OF_HEAD)
    lines = head.split("\n")
    place = len(lines) - 1
    while end and place > 0 and (block := _BLOCK.fullmatch(lines[place])):
        lines[place] = f"{block[1]}</script>"
        place -= 1
    return "\n".join(lines) + end + rest
