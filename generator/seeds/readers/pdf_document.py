"""The bytes of a PDF from somebody else → its pages, its structure tree, what it says of itself."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.opening.budget import LETTERS, Budget, Need
from generator.opening.pdf_drawing import refuse_endless_drawing
from generator.opening.pdf_streams import MISPLACED, opened_pdf, refuse_bombs
from generator.seeds.readers.pdf_runs import PdfSheet, sheets_of
from generator.seeds.readers.pdf_tags import TagTree, tag_tree_of

if TYPE_CHECKING:
    import pikepdf

PAGES = Need("pages", 5_000)  # a thousand take ten seconds


class PdfAbout(Struct, frozen=True):
    """What a PDF says of itself; who wrote it down often did not look.

    `forbids` says that its owner forbids copying, `has_form` that it has fields to fill in.
    """

    title: str
    author: str
    language: str
    forbids: bool
    has_form: bool


class PdfContent(Struct, frozen=True):
    """The pages of a PDF, and its structure tree if it has one that can be used.

    `altered` is the first page, from 1, whose bytes are not those that were written, or 0.
    """

    sheets: tuple[PdfSheet, ...]
    tree: TagTree | None
    about: PdfAbout
    altered: int


def pdf_content(data: bytes, budget: Budget) -> PdfContent:
    """What a PDF holds. Raises BriefError if it is locked, damaged or too large."""
    if not data.rstrip(_PADDING).endswith(b"%%EOF"):
        raise budget.damaged("this PDF has been cut off: its end is missing")
    with opened_pdf(data, budget, filters=_FILTERS) as document:
        budget.spend(PAGES, len(document.pages))
        if any("reconstruct" in str(warning) for warning in document.get_warnings()):
            raise budget.damaged("this PDF is damaged: the index of its parts does not hold")
        refuse_endless_drawing(document, budget)
        plain = _without_lock(document, budget) if document.is_encrypted else data
        tree, about = tag_tree_of(document), _about(document)
        altered = next(_altered_pages(document), 0)
    return PdfContent(_sheets(plain, budget), tree, about, altered)


_FILTERS = 3  # of a stream: some programs write what they have packed as ASCII, and lock that
_PADDING = b"\0\r\n\t \x1a"


def libraries_of_pdf() -> str:
    """What the letters of a PDF are read with; another version may divide its lines otherwise."""
    from importlib.metadata import version

    return f"pypdfium2 {version('pypdfium2')}"  # without loading it


def _altered_pages(document: pikepdf.Pdf) -> Iterator[int]:
    """The pages, from 1, with a stream that ends too early or does not fit its checksum.

    A file that was sent as if it were text often has them: its letters may be other ones.
    """
    for number, page in enumerate(document.pages, 1):
        streams: Any = page.obj.get("/Contents", ())
        for stream in streams if _is_list(streams) else (streams,):
            filters: Any = stream.get("/Filter", ())
            first = next(iter(filters), None) if _is_list(filters) else filters
            if first == "/FlateDecode" and not _is_whole(stream.read_raw_bytes()):
                yield number
                break


def _is_list(found: Any) -> bool:
    import pikepdf

    return isinstance(found, pikepdf.Array | tuple)


def _is_whole(packed: bytes) -> bool:
    engine = zlib.decompressobj()
    try:
        engine.decompress(packed)
    except zlib.error:
        return False
    return engine.eof


def _without_lock(document: pikepdf.Pdf, budget: Budget) -> bytes:
    """The file without its encryption, so that what is packed in it can be counted."""
    plain = io.BytesIO()
    document.save(plain, encryption=False, static_id=True)
    refuse_bombs(plain.getvalue(), budget)
    return plain.getvalue()


def _sheets(data: bytes, budget: Budget) -> tuple[PdfSheet, ...]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise budget.damaged(f"this PDF is damaged: {error}") from None
    sheets: list[PdfSheet] = []
    try:
        for sheet in sheets_of(document):
            budget.spend(LETTERS, sum(len(run.text) for run in sheet.runs))
            sheets.append(sheet)
    except pypdfium2.PdfiumError:
        raise budget.damaged(f"page {len(sheets) + 1} of this PDF cannot be read") from None
    finally:
        document.close()
    return tuple(sheets)


# --- what it says of itself -------------------------------------------------------------

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def _about(document: pikepdf.Pdf) -> PdfAbout:
    language = _property(lambda: document.Root.get("/Lang", ""))
    form: Any = document.Root.get("/AcroForm")
    return PdfAbout(
        _property(lambda: document.docinfo.get("/Title", "")),
        _property(lambda: document.docinfo.get("/Author", "")),
        _usual_case(language) if _TAG.fullmatch(language) else "",
        document.is_encrypted and not document.allow.extract,
        form is not None and len(form.get("/Fields", ())) > 0,
    )


def _usual_case(tag: str) -> str:
    """A language tag in the case of RFC 5646, 2.1.1: en-GB, zh-Hant."""
    first, *others = tag.split("-")
    forms = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(forms.get(len(one), str.lower)(one) for one in others)])


def _property(said: Callable[[], object]) -> str:
    """A text among the properties of a file; empty if it is none."""
    try:
        text = str(said())
    except MISPLACED:
        return ""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())
