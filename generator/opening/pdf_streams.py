"""A PDF from somebody else, opened and unpacked only as far as is safe."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from generator.opening.budget import HELD, PARTS, READ, Budget

if TYPE_CHECKING:
    import pikepdf

_STREAM = re.compile(rb"(?<!end)stream\s*")  # packed bytes begin with no white space
_STEP = 1 << 20


def _faults_of_pikepdf(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """The errors of pikepdf, and others: one family by now; in 9.4, the lowest promised, two."""
    import pikepdf

    family = getattr(pikepdf, "PikepdfError", None)
    own = (family,) if family else (pikepdf.PdfError, pikepdf.DataDecodingError)
    return (*own, *others)


# What stands where it should not, in a file that somebody else has written; qpdf's own faults
# among them come as RuntimeError.
MISPLACED = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


@contextmanager
def opened_pdf(data: bytes, budget: Budget, *, filters: int = 1) -> Iterator[pikepdf.Pdf]:
    """A PDF, open for as long as it is read. `filters` may pack a stream, one within another.

    Raises BriefError if it is locked, damaged or too large, also where that shows only while it
    is read.
    """
    import pikepdf

    refuse_bombs(data, budget)
    try:
        with _unpacking_within_reason(filters), pikepdf.open(io.BytesIO(data)) as document:
            yield document
    except pikepdf.PasswordError:
        raise budget.locked("this PDF is locked with a password") from None
    except _faults_of_pikepdf(*MISPLACED) as error:
        if "memory limit" in str(error):
            budget.spend(READ, READ.most + 1)
        fault = str(error).rpartition(": ")[2]  # before it stands which stream of ours it was
        raise budget.damaged(f"this PDF is damaged: {fault}") from None


@contextmanager
def _unpacking_within_reason(filters: int) -> Iterator[None]:
    """For as long as this lasts qpdf unpacks no more at once than READ allows.

    What it unpacks for itself, to find the objects of a file, passes nobody's budget. Its limits
    hold for the whole process, and are put back; before pikepdf 10 it had none.
    """
    from pikepdf import settings

    limit: Any = getattr(settings, "set_qpdf_limits", None)
    most = dict.fromkeys(_MEMORY, READ.at_once)
    before = limit(**most, max_stream_filters=filters) if limit else {}
    try:
        yield
    finally:
        if limit:
            limit(**before)


_MEMORY = ("flate_max_memory", "png_max_memory", "run_length_max_memory", "tiff_max_memory")


def refuse_bombs(data: bytes, budget: Budget) -> None:
    """Raise BriefError if the packed streams of a PDF would take too much memory.

    Looked at in the bytes themselves, before any library unpacks what it needs to open the file.
    """
    places = chain((match.end() for match in _STREAM.finditer(data)), [len(data)])
    for start, end in pairwise(places):
        budget.spend(PARTS)
        budget.spend(HELD, _unpacked(data[start:end], HELD.most + 1))


def _unpacked(packed: bytes, most: int) -> int:
    """How many bytes deflated ones make, counted no further than `most`; 0 for any others."""
    engine, total = zlib.decompressobj(), 0
    try:
        while packed and total < most and not engine.eof:
            total += len(engine.decompress(packed, _STEP))
            packed = engine.unconsumed_tail
    except zlib.error:
        return total
    return total


def read_stream(stream: Any, budget: Budget) -> bytes:
    """The bytes of a stream of pikepdf's, none of None. Raises BriefError if they cannot be had."""
    import pikepdf

    if stream is None:
        return b""
    filters: Any = stream.get("/Filter", [])
    names = [str(filters)] if isinstance(filters, pikepdf.Name) else [str(one) for one in filters]
    # A predictor (7.4.4.4) may ask for any room that it likes, and words have no use for one.
    known = {*names} <= {"/FlateDecode", "/ASCIIHexDecode", "/ASCII85Decode"}
    if len(names) > 1 or not known or stream.get("/DecodeParms") is not None:
        message = f"this PDF is packed in a way that is not read ({', '.join(names)})"
        raise budget.damaged(message)
    try:
        raw = stream.read_raw_bytes()
        flat = names == ["/FlateDecode"]
        budget.spend(READ, _unpacked(raw, READ.most) if flat else len(raw))
        return bytes(stream.read_bytes())
    except _faults_of_pikepdf(RuntimeError) as error:
        message = f"this PDF is damaged: a stream cannot be unpacked ({error})"
        raise budget.damaged(message) from None
