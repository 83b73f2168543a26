"""The members of a zip file from somebody else: nothing in it is trusted."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from msgspec import Struct

from generator.diagnostics import BriefError
from generator.opening.budget import HELD, PARTS, READ, Budget


class ZipMembers(Struct, frozen=True):
    """A zip file. `called` is what messages call a file of its kind: "Word file"."""

    data: bytes
    members: zipfile.ZipFile
    budget: Budget
    called: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.members.namelist())

    def holds(self, name: str) -> bool:
        """Whether there is a member of this name."""
        try:
            self.members.getinfo(name)
        except KeyError:
            return False
        return True

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises BriefError if it is damaged, locked or too large."""
        self.budget.spend(READ, self.members.getinfo(name).file_size)
        try:
            return self.members.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise self.damaged(f"{name} cannot be unpacked ({error})") from None
        except RuntimeError:  # by which zipfile says that it wants a password
            raise self.budget.locked(f"{name} is locked with a password") from None

    @property
    def holds_more(self) -> bool:
        """Whether the file has bytes that are no part of a member or of the list of them.

        A program that reads another part of the file first would show what stands there (APPNOTE
        6.3, 4.3.6).
        """
        place, behind = 0, _NOTHING
        for one in sorted(self.members.infolist(), key=lambda one: one.header_offset):
            head = self.data[one.header_offset : one.header_offset + _HEAD]
            if len(head) < _HEAD or one.header_offset - place not in behind:
                return True
            place = one.header_offset + _HEAD + sum(struct.unpack_from("<HH", head, 26))
            place += one.compress_size
            behind = _DESCRIPTOR if one.flag_bits & _HAS_DESCRIPTOR else _NOTHING
        end = self.data.rfind(b"PK\5\6")
        size = int.from_bytes(self.data[end + 12 : end + 16], "little")
        listed = end - self.members.start_dir - size in _ZIP64
        return not (
            listed and self.members.start_dir - place in behind and end + _END == len(self.data)
        )

    def checksum(self, name: str) -> int:
        """The CRC-32 that the file itself gives of a member that it holds."""
        return self.members.getinfo(name).CRC

    def damaged(self, fault: str) -> BriefError:
        """The finding that the file is damaged, to be raised."""
        return _damaged(self.budget, self.called, fault)


# Bytes of what stands before a member, behind it and at the end (4.3.7, 4.3.9, 4.3.14 to 4.3.16).
_HEAD, _END = 30, 22
_NOTHING, _DESCRIPTOR, _ZIP64 = frozenset({0}), frozenset({0, 12, 16, 20, 24}), frozenset({0, 76})
_HAS_DESCRIPTOR = 8  # among the flags of a member


def zip_members(data: bytes, budget: Budget, called: str) -> ZipMembers:
    """The members of a zip file, counted before any is unpacked. Raises BriefError."""
    try:
        members = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _damaged(budget, called, str(error)) from None
    names = members.namelist()
    if len(set(names)) != len(names):
        raise _damaged(budget, called, "it holds two parts of the same name")
    if {one.compress_type for one in members.infolist()} - {
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    }:
        raise _damaged(budget, called, f"it is packed in a way that no {called} is")
    budget.spend(PARTS, len(names))
    budget.spend(HELD, sum(one.file_size for one in members.infolist()))
    return ZipMembers(data, members, budget, called)


def _damaged(budget: Budget, called: str, fault: str) -> BriefError:
    return budget.damaged(f"this {called} is damaged: {fault}")
