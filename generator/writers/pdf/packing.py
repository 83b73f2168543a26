"""Objects → the bytes of a file: small ones packed together, all listed by a stream.

Object streams and cross-reference streams (ISO 32000-1, 7.5.7 and 7.5.8) halve a tagged file,
whose structure is made of hundreds of small dictionaries.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

import deflate
from msgspec import Struct, field

_LEVEL = 5  # of libdeflate: faster than zlib at its usual level, and 14 % smaller
_PER_STREAM = 200  # objects that a reader must unpack to see one of them
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes above 127 (ISO 19005-3, 6.1.2)
_FREE, _PLAIN, _PACKED = 0, 1, 2


def stream(data: bytes, entries: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream object, with the line end before `endstream` that ISO 19005-3, 6.1.7.1 asks for.

    ReportLab leaves this line end out, and packs with the machine's zlib, whose bytes differ.
    """
    if packed:
        data = bytes(deflate.zlib_compress(data, _LEVEL))
        entries += b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


class _File(Struct, eq=False):
    parts: list[bytes] = field(default_factory=lambda: [_HEAD])
    length: int = len(_HEAD)
    # By object number: the kind of entry, then where it lies (7.5.8.3).
    entries: dict[int, tuple[int, int, int]] = field(default_factory=lambda: {0: (_FREE, 0, 65535)})

    def add(self, number: int, body: bytes) -> None:
        self.entries[number] = (_PLAIN, self.length, 0)
        part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self.parts.append(part)
        self.length += len(part)


def pack(bodies: Sequence[bytes], root: bytes, info: bytes, identifier: bytes) -> bytes:
    """The file of objects numbered from 1. `root` and `info` are references."""
    file = _File()
    small: list[tuple[int, bytes]] = []
    for number, body in enumerate(bodies, start=1):
        if body.endswith(b"endstream"):
            file.add(number, body)
        else:
            small.append((number, body))
    last = len(bodies)
    for start in range(0, len(small), _PER_STREAM):
        last += 1
        group = small[start : start + _PER_STREAM]
        for index, (number, _) in enumerate(group):
            file.entries[number] = (_PACKED, last, index)
        file.add(last, _object_stream(group))
    file.parts += _cross_references(file, last + 1, root, info, identifier)
    return b"".join(file.parts)


def _object_stream(group: Sequence[tuple[int, bytes]]) -> bytes:
    head, offset = [], 0
    for number, body in group:
        head.append(b"%d %d" % (number, offset))
        offset += len(body) + 1
    index = b" ".join(head) + b"\n"
    data = index + b"\n".join(body for _, body in group)
    return stream(data, b"/Type/ObjStm/N %d/First %d" % (len(group), len(index)))


def _cross_references(
    file: _File, number: int, root: bytes, info: bytes, identifier: bytes
) -> Iterator[bytes]:
    start = file.length
    file.entries[number] = (_PLAIN, start, 0)
    table = b"".join(struct.pack(">BIH", *file.entries[one]) for one in range(number + 1))
    entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %s/Info %s/ID[<%s><%s>]" % (
        number + 1, root, info, identifier, identifier
    )  # fmt: skip
    yield b"%d 0 obj\n%s\nendobj\n" % (number, stream(table, entries))
    yield b"startxref\n%d\n%%%%EOF\n" % start
