"""The streams of a PDF from somebody else, unpacked only as far as is safe."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, pairwise
from typing import Any

from generator.opening.budget import HELD, PARTS, READ, Budget, Need

_STREAM = re.compile(rb"(?<!end)stream\s*")  # packed bytes begin with no white space
_STEP = 1 << 20


def faults_of_pikepdf(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """The errors of pikepdf, and others: one family by now; in 9.4, the lowest promised, two."""
    import pikepdf

    family = getattr(pikepdf, "PikepdfError", None)
    own = (family,) if family else (pikepdf.PdfError, pikepdf.DataDecodingError)
    return (*own, *others)


@contextmanager
def reading_within(need: Need, *, filters: int = 1) -> Iterator[None]:
    """For as long as this lasts qpdf unpacks no more at once than a need allows.

    A stream may be packed by so many filters, one within another.

    What it unpacks for itself, to find the objects of a file, passes nobody's budget. Its limits
    hold for the whole process, and are put back; before pikepdf 10 it had none.
    """
    from pikepdf import settings

    limit: Any = getattr(settings, "set_qpdf_limits", None)
    before = (
        limit(**dict.fromkeys(_MEMORY, need.at_once), max_stream_filters=filters) if limit else {}
    )
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
    """The bytes of a stream of pikepdf's. Raises BriefError if they cannot be had."""
    import pikepdf

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
    except faults_of_pikepdf(RuntimeError) as error:
        message = f"this PDF is damaged: a stream cannot be unpacked ({error})"
        raise budget.damaged(message) from None
