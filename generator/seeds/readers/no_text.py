"""Files that are no text and no document: what they are by their first bytes, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Span, codes, refusal
from generator.seeds.reading import SourceReading

_PICTURE = "let a program read its words (OCR), and import what it has read"
_RECORDING = "import what is said in it: its captions (.srt, .vtt) or a transcript"
_ARCHIVE = "unpack it, and import the file that you cite"
_PAGE = "open it in a browser, save the page there as HTML, and import that"
_PRINTED = "make a PDF of it, and import that"
_FOR_PEOPLE = "import the page or the file that people read instead"

_SIGNATURES: tuple[tuple[str, str, str], ...] = (
    ("a picture", _PICTURE, r"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*"),
    ("a picture", _PICTURE, r"RIFF....WEBP|BM....\0\0\0\0|\0\0\0.ftyp(?:heic|heix|mif1|avif)"),
    ("a sound or a film", _RECORDING, r"ID3[\2-\4]|\xff[\xfb\xf3\xf2]|\0\0\0.ftyp|OggS|fLaC"),
    ("a sound or a film", _RECORDING, r"RIFF....(?:WAVE|AVI )|\x1aE\xdf\xa3"),
    ("an archive of files", _ARCHIVE, r"\x1f\x8b|7z\xbc\xaf|BZh\d1AY|\xfd7zXZ|Rar!\x1a"),
    ("an archive of files", _ARCHIVE, r".{257}ustar"),
    ("a web archive of Safari", _PAGE, r"bplist00"),
    ("a link to a page", "import its address: `brief seed import https://… --key KEY`",
     r"\[InternetShortcut\]|<\?xml.{0,300}<plist\b.{0,200}<key>URL</key>"),
    ("a PostScript file", _PRINTED, r"%!PS"),
    ("a source for TeX", _PRINTED, r".{0,3000}?(?m:^[ \t]*)\\(?:documentclass|documentstyle)\b"),
    ("a source for TeX", _PRINTED, r".{0,3000}?(?m:^[ \t]*)\\(?:begin|(?:sub)*section\*?)\{"),
    ("a source for TeX", _PRINTED, r".{0,3000}?\\cite[pt]?\{"),
    ("a PDF that is damaged", "get the file again", r"\W{0,20}%PDF-"),
    ("a WordPerfect file", "open it, save it as .docx, and import that", r"\xffWPC"),
    ("data for a program", _FOR_PEOPLE, r"\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,80}\"\s*:"),
    ("a feed of news", _PAGE, r"<\?xml.{0,300}<(?:rss|feed|rdf:RDF)\b"),
    ("an XML file", _FOR_PEOPLE, r"\s*<(?:\?xml\s|!DOCTYPE\s|[\w:.-]+\s[^<>]{0,500}\bxmlns\b)"),
)  # fmt: skip
"""What a file is called, what to do, and how its bytes begin."""


def is_no_text(data: bytes) -> bool:
    """Whether bytes begin as a file does that holds no words, or none of its own."""
    return any(_named_by_bytes(data))


def refuse_no_text(data: bytes, file: str, _: str | None) -> SourceReading:
    """Raise BriefError, which says what the file is and what to do."""
    called, hint = next(_named_by_bytes(data))
    raise refusal(codes.NOT_A_TEXT, f"this is {called}", Span.at(file), hint=hint)


def _named_by_bytes(data: bytes) -> Iterator[tuple[str, str]]:
    start = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    for called, hint, begins in _SIGNATURES:
        if re.match(begins.encode("latin-1"), start, re.DOTALL):
            yield called, hint


_LOOKED_AT = 4_000  # bytes
