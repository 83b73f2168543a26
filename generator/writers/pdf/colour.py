"""The colour space that all colours of a page are meant in: sRGB, as an ICC profile."""

from __future__ import annotations

import struct
from functools import cache

from generator.writers.pdf.packing import stream

# IEC 61966-2-1: primaries and white adapted to D50, tone curve; as ICC.1:2010 wants them.
_RED, _GREEN, _BLUE = (
    (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)
)  # fmt: skip
_WHITE = (0.9642, 1.0, 0.8249)
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@cache
def srgb_stream() -> bytes:
    """The profile as a stream object, packed once in a process."""
    return stream(srgb_profile(), b"/N 3")


def srgb_profile() -> bytes:
    """A display profile of version 4.2, without a date."""
    curve = b"para\0\0\0\0\0\3\0\0" + _fixed(*_CURVE)
    tags = [
        (b"desc", _multi_localised("sRGB IEC61966-2.1")),
        (b"cprt", _multi_localised("No copyright")),
        (b"wtpt", _xyz(_WHITE)),
        (b"chad", b"sf32\0\0\0\0" + _fixed(*_ADAPTATION)),
        (b"rXYZ", _xyz(_RED)),
        (b"gXYZ", _xyz(_GREEN)),
        (b"bXYZ", _xyz(_BLUE)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    offset = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, value in tags:
        padded = value + b"\0" * (-len(value) % 4)
        table += struct.pack(">4sII", name, offset + len(data), len(padded))
        data += padded
    return _header(offset + len(data)) + table + data


def _header(size: int) -> bytes:
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    rest = b"acsp" + b"\0" * 28 + _fixed(*_WHITE)
    return (head + date + rest).ljust(128, b"\0")


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*values)


def _multi_localised(words: str) -> bytes:
    text = words.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(text), 28) + text
