"""A zip file whose bytes depend on nothing but its members."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import lru_cache

import deflate

_LEVEL = 5  # of libdeflate: beyond it a brief gains three per cent, in half as much time again
_DEFLATED = 8
_UTF8_NAMES = 0x800
_VERSION = 20  # 2.0: deflate and folders
_DAY = (1 << 5) | 1  # 1 January 1980, where the DOS calendar begins
_SHORT = 65_536  # bytes: styles, lists and fonts have fewer, which files in one look share


def zipped(members: Mapping[str, bytes]) -> bytes:
    """The members in their order as a zip file (PKWARE APPNOTE 6.3).

    Compressed with the libdeflate that `deflate` brings along: zlib differs between machines.
    """
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, data in members.items():
        check, packed = _packed_once(data) if len(data) <= _SHORT else _packed(data)
        label = name.encode()
        sizes = (check, len(packed), len(data), len(label))
        common = struct.pack("<HHHHHIIIH", _VERSION, _UTF8_NAMES, _DEFLATED, 0, _DAY, *sizes)
        local = b"PK\3\4" + common + struct.pack("<H", 0) + label + packed
        directory.append(
            b"PK\1\2" + struct.pack("<H", _VERSION) + common
            + struct.pack("<HHHHII", 0, 0, 0, 0, 0, offset) + label
        )  # fmt: skip
        body.append(local)
        offset += len(local)
    listing = b"".join(directory)
    count = len(directory)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(listing), offset, 0)
    return b"".join([*body, listing, end])


def _packed(data: bytes) -> tuple[int, bytes]:
    """The checksum of a member, and its bytes compressed."""
    return deflate.crc32(data), bytes(deflate.deflate_compress(data, _LEVEL))


_packed_once = lru_cache(maxsize=64)(_packed)
