"""Files of office programs: which kind one is, and what is said of those that are not read."""

from __future__ import annotations

import io
import re

from generator.diagnostics import Span, codes, refusal
from generator.opening.budget import PARTS, Budget, Objections
from generator.opening.ooxml import OLE
from generator.opening.opendocument import is_flat
from generator.seeds.reading import SourceReading

_ZIP = b"PK\x03\x04"
_SAVE = "open it, save it as .docx, and import that"


def source_budget(file: str) -> Budget:
    """What reading an original may take, and the findings on one that cannot be opened."""
    objections = Objections(
        damaged=(codes.DAMAGED_SOURCE, "open it in the program it came from and save it again"),
        locked=(codes.LOCKED_SOURCE, "save a copy without a password, and import that"),
        large=(codes.LARGE_SOURCE, "save the part that you cite as a file, and import that"),
    )
    return Budget(file, objections)


def is_word_file(data: bytes) -> bool:
    """Whether the bytes look like a Word file (.docx, .docm, .dotx)."""
    return any(name.startswith("word/") for name in _names(data))


def is_opendocument(data: bytes) -> bool:
    """Whether the bytes look like an OpenDocument file, zipped or flat."""
    return not _names(data).isdisjoint({"content.xml", "encrypted-package"}) or is_flat(data)


def is_zipped_page(data: bytes) -> bool:
    """Whether the bytes are a zip archive of one web page and its pictures, and of no e-book."""
    names = _names(data)
    pages = [name for name in names if name.lower().endswith((".html", ".htm"))]
    return len(pages) == 1 and "META-INF/container.xml" not in names


def is_other_office_file(data: bytes) -> bool:
    """Whether the bytes are a zip archive, an old office file or rich text: none of them is read.

    Word files and OpenDocument are recognised before.
    """
    return data.startswith((_ZIP, OLE, b"{\\rtf"))


def refuse_office_file(data: bytes, file: str, _: str | None) -> SourceReading:
    """Raise BriefError, which says what the file is and what to do."""
    if is_locked(data):
        raise source_budget(file).locked("this file is locked with a password")
    called = office_file_named(data)
    if called is None:
        raise source_budget(file).damaged("this file is damaged: its end is missing")
    hint = _HINTS.get(called, _SAVE)
    raise refusal(codes.NOT_A_TEXT, f"this is {called}", Span.at(file), hint=hint)


def office_file_named(data: bytes) -> str | None:
    """What an office file that is not read is: "an Excel workbook"; None if its end is missing."""
    if data.startswith(OLE):
        return next((said for name, said in _OLD if _entry(name) in data), "an old office file")
    if data.startswith(b"{\\rtf"):
        return "a rich text file (RTF)"
    names = _names(data)
    found = (called for called, member in _ZIPPED if any(map(member.fullmatch, names)))
    return next(found, "a zip archive") if names else None


def is_locked(data: bytes) -> bool:
    """Whether this is an office file with a password, packed like those from before 2007."""
    return data.startswith(OLE) and _entry("EncryptedPackage") in data


_OLD = (
    ("WordDocument", "an old Word file (.doc)"),
    ("Workbook", "an old Excel file (.xls)"),
    ("PowerPoint Document", "an old PowerPoint file (.ppt)"),
    ("__properties_version1.0", "a mail of Outlook (.msg)"),
)
_ZIPPED = (
    ("an Excel workbook", re.compile(r"xl/.*")),
    ("a PowerPoint presentation", re.compile(r"ppt/.*")),
    ("an e-book (EPUB)", re.compile(r"META-INF/container\.xml")),
    (
        "a file of Apple's Pages, Numbers or Keynote",
        re.compile(r".*\.iwa|Index\.zip|index\.(?:apxl|xml)"),
    ),
)
_PASTE = "copy the words that you cite into a plain text file, and import that"
_AS_PDF = "save it as a PDF, and import that"
_HINTS = {
    "a mail of Outlook (.msg)": "open it in Outlook, save it as HTML, and import that",
    "an old PowerPoint file (.ppt)": _AS_PDF,
    "an old Excel file (.xls)": _PASTE,
    "an Excel workbook": _PASTE,
    "a PowerPoint presentation": _AS_PDF,
    "an e-book (EPUB)": "save the chapter that you cite as a web page or as .docx, and import that",
    "a file of Apple's Pages, Numbers or Keynote": "export it as Word, and import that",
    "a zip archive": "unpack it, and import the file that you cite",
}


def _entry(name: str) -> bytes:
    """A name in the directory of an OLE file ([MS-CFB], 2.6.1)."""
    return name.encode("utf-16-le")


def _names(data: bytes) -> frozenset[str]:
    """The names of the members of a zip archive; none where it is no sound one."""
    if not data.startswith(_ZIP) or data.count(b"PK\x01\x02") > PARTS.most:
        return frozenset()
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as members:
            return frozenset(members.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()
