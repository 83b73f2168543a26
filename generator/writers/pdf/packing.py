"""Objects → the bytes of a file: small ones packed together, all listed by a stream.

Object streams and cross-reference streams (ISO 32000-1, 7.5.7 and 7.5.8) halve a tagged file,
whose structure is made of hundreds of small dictionaries.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from itertools import accumulate

import deflate
from msgspec import Struct, field

_LEVEL = 5  # of libdeflate: faster than zlib at its usual level, and 14 % smaller
_PER_STREAM = 200  # objects that a reader must unpack to see one of them
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes above 127 (ISO 19005-3, 6.1.2)
_FREE, _PLAIN, _PACKED = 0, 1, 2
_ENTRY = struct.Struct(">BIH")


def stream(data: bytes, entries: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream object, with the line end before `endstream` that ISO 19005-3, 6.1.7.1 asks for.

    ReportLab leaves this line end out, and packs with the machine's zlib, whose bytes differ.
    """
    if packed:
        data = bytes(deflate.zlib_compress(data, _LEVEL))
        entries += b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


class _File(Struct, eq=False):
    """A file in the making. `entries` says of each object where it lies (7.5.8.3)."""

    entries: list[bytes]
    parts: list[bytes] = field(default_factory=lambda: [_HEAD])
    length: int = len(_HEAD)

    def add(self, number: int, body: bytes) -> None:
        self.entries[number] = _ENTRY.pack(_PLAIN, self.length, 0)
        part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self.parts.append(part)
        self.length += len(part)


def pack(bodies: Sequence[bytes], root: bytes, info: bytes, identifier: bytes) -> bytes:
    """The file of objects numbered from 1. `root` and `info` are references."""
    small = [number for number, body in enumerate(bodies, 1) if not body.endswith(b"endstream")]
    groups = [small[start : start + _PER_STREAM] for start in range(0, len(small), _PER_STREAM)]
    file = _File([_ENTRY.pack(_FREE, 0, 65535)] * (len(bodies) + len(groups) + 2))
    for number in sorted(set(range(1, len(bodies) + 1)).difference(small)):
        file.add(number, bodies[number - 1])
    for last, group in enumerate(groups, start=len(bodies) + 1):
        for index, number in enumerate(group):
            file.entries[number] = _ENTRY.pack(_PACKED, last, index)
        file.add(last, _object_stream(group, bodies))
    file.parts += _cross_references(file, len(bodies) + len(groups) + 1, root, info, identifier)
    return b"".join(file.parts)


def _object_stream(group: Sequence[int], bodies: Sequence[bytes]) -> bytes:
    inside = [bodies[number - 1] for number in group]
    offsets = accumulate([len(body) + 1 for body in inside], initial=0)
    head = [b"%d %d" % entry for entry in zip(group, offsets, strict=False)]
    index = b" ".join(head) + b"\n"
    data = index + b"\n".join(inside)
    return stream(data, b"/Type/ObjStm/N %d/First %d" % (len(group), len(index)))


def _cross_references(
    file: _File, number: int, root: bytes, info: bytes, identifier: bytes
) -> Iterator[bytes]:
    start = file.length
    file.entries[number] = _ENTRY.pack(_PLAIN, start, 0)
    entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %s/Info %s/ID[<%s><%s>]" % (
        number + 1, root, info, identifier, identifier
    )  # fmt: skip
    yield b"%d 0 obj\n%s\nendobj\n" % (number, stream(b"".join(file.entries), entries))
    yield b"startxref\n%d\n%%%%EOF\n" % start
