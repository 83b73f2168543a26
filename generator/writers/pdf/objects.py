"""PDF objects: their numbers, and how values are written in them (ISO 32000-1, 7.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from urllib.parse import quote

from msgspec import Struct, field

from generator.writers.pdf.packing import pack, stream


class PdfFile(Struct, eq=False):
    """The objects of a file in the making, by the references to them, which count from 1."""

    _bodies: dict[bytes, bytes] = field(default_factory=dict)

    def add(self, source: bytes = b"null") -> bytes:
        """Add an object in PDF source; return the reference to it."""
        reference = b"%d 0 R" % (len(self._bodies) + 1)
        self._bodies[reference] = source
        return reference

    def fill(self, reference: bytes, source: bytes) -> None:
        """Say what an object is that others had to refer to before it was known."""
        self._bodies[reference] = source

    def add_stream(self, data: bytes, entries: bytes = b"", *, packed: bool = True) -> bytes:
        """Add a stream with further dictionary entries; return the reference to it."""
        return self.add(stream(data, entries, packed=packed))

    def packed(self, root: bytes, info: bytes, identifier: bytes) -> bytes:
        """The file. `root` and `info` are references (7.5.5)."""
        return pack(tuple(self._bodies.values()), root, info, identifier)


# What PDFDocEncoding has from 0x80 on where Latin-1 has none (ISO 32000-1, D.2).
_PDFDOC = dict(zip("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", map(chr, range(0x80, 0x9F)), strict=True))
_TO_PDFDOC = str.maketrans({"€": "\u00a0", **_PDFDOC})


def text_string(words: str) -> bytes:
    """Words as a text string: in PDFDocEncoding if it has them, else in UTF-16 (7.9.2.2)."""
    if words.isprintable() and "\u00ad" not in words and not words.startswith("þÿ"):
        try:
            return literal(words.translate(_TO_PDFDOC).encode("latin-1"))
        except UnicodeEncodeError:
            pass
    return b"<FEFF%s>" % words.encode("utf-16-be", "replace").hex().upper().encode("ascii")


_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def language_string(tag: str) -> bytes | None:
    """A language tag as a text string; None if it is none (14.9.2, RFC 3066)."""
    return text_string(tag) if _LANGUAGE.fullmatch(tag) else None


def literal(data: bytes) -> bytes:
    """Bytes as a literal string (7.3.4.2)."""
    for character in (b"\\", b"(", b")"):
        data = data.replace(character, b"\\" + character)
    return b"(%s)" % data


_SAFE = "".join(map(chr, range(0x20, 0x7F))).replace("%", "")


def tree_key(words: str) -> bytes:
    """Words as a key of a name tree: a literal string in printable ASCII.

    What is not ASCII is percent-encoded, as UTF-8. The order of keys is that of their bytes
    (7.9.6), but some readers compare the characters that they take the bytes for, and guess
    the encoding; in ASCII both orders are one.
    """
    return literal(_key_bytes(words))


def _key_bytes(words: str) -> bytes:
    return quote(words, safe=_SAFE, errors="replace").encode("ascii")


def name_tree(values: Mapping[str, bytes]) -> bytes:
    """The name tree from words, as `tree_key` writes them, to values in PDF source (7.9.6)."""
    by_bytes = {_key_bytes(words): value for words, value in values.items()}
    entries = (b"%s %s" % (literal(data), by_bytes[data]) for data in sorted(by_bytes))
    return b"<</Names[%s]>>" % b"\n".join(entries)


@lru_cache(maxsize=1000)
def name(words: str) -> bytes:
    """Words as a name (7.3.5)."""
    plain = b"".join(
        bytes([byte]) if 0x21 <= byte <= 0x7E and byte not in b"#/()<>[]{}%" else b"#%02X" % byte
        for byte in words.encode("utf-8")
    )
    return b"/" + plain


def numbers(values: Iterable[float]) -> bytes:
    """Numbers with a space between, to a thousandth of a point."""
    return " ".join(short_number(value) for value in values).encode("ascii")


def short_number(value: float) -> str:
    """A number as short as can be, to a thousandth of a point; never in powers of ten."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


@cache
def rgb(color: str) -> str:
    """`#12355b` as three shares of 1."""
    parts = (int(color[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in parts)
