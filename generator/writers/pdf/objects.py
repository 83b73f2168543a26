"""PDF objects that ReportLab lacks, or writes in a way that PDF/A refuses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from urllib.parse import quote

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFCatalog, PDFDocument, PDFObject, PDFPage

from generator.document.colors import channels
from generator.manifest.shown_pdf import short_number
from generator.writers.pdf.packing import pack, stream


class RawObject(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An object in PDF source that one of ReportLab's own refers to."""

    __RefOnly__ = 1

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.reference = b""

    def format(self, _document: PDFDocument) -> bytes:
        return self.source


class _Reference(PDFObject):  # type: ignore[misc]
    def __init__(self, reference: bytes) -> None:
        self.reference = reference

    def format(self, _document: PDFDocument) -> bytes:
        return self.reference


class PdfFile(PDFDocument):  # type: ignore[misc]
    """A document whose identifier depends on what it contains, not on when it was made."""

    identifier = b""

    def __init__(self, **settings: object) -> None:
        self.sources: dict[int, bytes] = {}  # by their numbers
        super().__init__(**settings)

    def reserve(self) -> tuple[int, bytes]:
        """The number of an object whose source is put later, and the reference to it."""
        self.objectcounter += 1
        return self.objectcounter, b"%d 0 R" % self.objectcounter

    def put(self, number: int, source: bytes) -> None:
        """Give the PDF source of an object whose number is reserved."""
        self.sources[number] = source

    def add(self, source: bytes) -> bytes:
        """Add an object in PDF source; return the reference to it."""
        number, reference = self.reserve()
        self.sources[number] = source
        return reference

    def add_stream(self, data: bytes, entries: bytes = b"", *, packed: bool = True) -> bytes:
        """Add a stream with further dictionary entries; return the reference to it."""
        return self.add(stream(data, entries, packed=packed))

    def refer(self, source: PDFObject) -> bytes:
        """Give an object its number; return the reference to it."""
        if not isinstance(source, RawObject):
            reference: bytes = self.Reference(source).format(self)
            return reference
        if not source.reference:
            source.reference = self.add(source.source)
        return source.reference

    def Reference(self, source: PDFObject, name: str | None = None) -> PDFObject:  # noqa: N802
        """What ReportLab's own objects write for another. It keeps four records of each of its."""
        if isinstance(source, RawObject):
            return _Reference(self.refer(source))
        return super().Reference(source, name)

    def format(self) -> bytes:
        """The file. ReportLab's own way writes each object apart, and twice as much."""
        root, info = self.refer(self.Catalog), self.refer(self.info)
        # Objects may give numbers to others while they are written.
        while waiting := self.numberToId.keys() - self.sources.keys():
            for number in sorted(waiting):
                self.put(number, self._formatted(number))
        bodies = [self.sources[number] for number in range(1, self.objectcounter + 1)]
        return pack(bodies, root, info, self.identifier)

    def _formatted(self, number: int) -> bytes:
        source = self.idToObject[self.numberToId[number]]
        body: bytes = pdfdoc.format(source, self, toplevel=1)
        return body.rstrip()


class Catalog(PDFCatalog):  # type: ignore[misc]
    """A catalog that may also have associated files and output intents."""

    __NoDefault__: tuple[str, ...] = (*PDFCatalog.__NoDefault__, "AF", "OutputIntents")
    __Refs__: tuple[str, ...] = ("Pages",)


class PdfPage(PDFPage):  # type: ignore[misc]
    """A page that may also have structure parents and a tab order."""

    __NoDefault__: tuple[str, ...] = (*PDFPage.__NoDefault__, "StructParents", "Tabs")
    __Refs__: tuple[str, ...] = ("Parent",)


# What PDFDocEncoding has from 0x80 on where Latin-1 has none (ISO 32000-1, D.2).
_PDFDOC = dict(zip("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", map(chr, range(0x80, 0x9F)), strict=True))
_TO_PDFDOC = str.maketrans({"€": "\u00a0", **_PDFDOC})


@lru_cache(maxsize=2000)
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
    return b"(%s)" % data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


_SAFE = "".join(map(chr, range(0x20, 0x7F))).replace("%", "")


def tree_key(words: str) -> bytes:
    """Words as a key of a name tree: a literal string in printable ASCII.

    What is not ASCII is percent-encoded, as UTF-8. The order of keys is that of their bytes
    (7.9.6), but some readers compare the characters that they take the bytes for, and guess
    the encoding; in ASCII both orders are one.
    """
    return literal(key_text(words).encode())


@lru_cache(maxsize=2000)
def key_text(words: str) -> str:
    """The characters of such a key."""
    return quote(words, safe=_SAFE, errors="replace")


def name_tree(values: Mapping[str, bytes]) -> bytes:
    """The name tree from words, as `tree_key` writes them, to values in PDF source (7.9.6)."""
    by_bytes = {key_text(words).encode(): value for words, value in values.items()}
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
    return " ".join([short_number(value) for value in values]).encode("ascii")


@lru_cache(maxsize=4000)
def hundredths(value: float) -> str:
    """A number to a hundredth of a point."""
    return f"{value + 0.0:.2f}"  # which makes 0 of -0


@cache
def rgb(color: str) -> str:
    """`#12355b` as three shares of 1."""
    return " ".join(short_number(channel / 255) for channel in channels(color))
