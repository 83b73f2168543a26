"""The streams of a PDF from somebody else, unpacked only as far as is safe."""

from __future__ import annotations

import re
import zlib
from itertools import pairwise
from typing import Any

from generator.diagnostics import codes
from generator.proof.finished import LARGEST_UNPACKED, cannot
from generator.proof.package import AGAIN

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_STEP = 1 << 20
_ENOUGH = 1 << 16  # bytes packed: less than this cannot blow up to more than 70 MB


def faults_of_pikepdf(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """The errors of pikepdf, and others: one family by now; in 9.4, the lowest promised, two."""
    import pikepdf

    family = getattr(pikepdf, "PikepdfError", None)
    own = (family,) if family else (pikepdf.PdfError, pikepdf.DataDecodingError)
    return (*own, *others)


def refuse_bombs(data: bytes, file: str) -> None:
    """Raise BriefError if the packed streams of a PDF would take too much memory.

    Looked at in the bytes themselves, before any library unpacks what it needs to open the file.
    """
    total = 0
    places = [*(match.end() for match in _STREAM.finditer(data)), len(data)]
    for start, end in pairwise(places):
        if end - start < _ENOUGH:
            continue
        total += _unpacked(data[start:end], LARGEST_UNPACKED - total)
        if total >= LARGEST_UNPACKED:
            message = f"unpacked it would take more than {LARGEST_UNPACKED / 1e6:,.0f} MB"
            raise cannot(codes.LARGE_FILE, file, message, "no brief is as large: do not open it")


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


def read_stream(stream: Any, file: str) -> bytes:
    """The bytes of a stream of pikepdf's. Raises BriefError if they cannot be had."""
    import pikepdf

    filters: Any = stream.get("/Filter", [])
    names = [str(filters)] if isinstance(filters, pikepdf.Name) else [str(one) for one in filters]
    # A predictor (7.4.4.4) may ask for any room that it likes, and words have no use for one.
    known = {*names} <= {"/FlateDecode", "/ASCIIHexDecode", "/ASCII85Decode"}
    if len(names) > 1 or not known or stream.get("/DecodeParms") is not None:
        message = f"this PDF is packed in a way that no brief is ({', '.join(names)})"
        raise cannot(codes.DAMAGED_FILE, file, message, AGAIN)
    try:
        raw = stream.read_raw_bytes()
        if names == ["/FlateDecode"] and _unpacked(raw, LARGEST_UNPACKED) >= LARGEST_UNPACKED:
            message = f"unpacked it would take more than {LARGEST_UNPACKED / 1e6:,.0f} MB"
            raise cannot(codes.LARGE_FILE, file, message, "no brief is as large: do not open it")
        return bytes(stream.read_bytes())
    except faults_of_pikepdf(RuntimeError) as error:
        message = f"this PDF is damaged: a stream cannot be unpacked ({error})"
        raise cannot(codes.DAMAGED_FILE, file, message, AGAIN) from None
