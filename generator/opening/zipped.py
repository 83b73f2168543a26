"""The members of a zip file from somebody else: nothing in it is trusted."""

from __future__ import annotations

import io
import zipfile
import zlib

from msgspec import Struct

from generator.diagnostics import BriefError
from generator.opening.budget import HELD, PARTS, READ, Budget


class ZipMembers(Struct, frozen=True):
    """A zip file. `called` is what messages call a file of its kind: "Word file"."""

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

    def checksum(self, name: str) -> int:
        """The CRC-32 that the file itself gives of a member that it holds."""
        return self.members.getinfo(name).CRC

    def damaged(self, fault: str) -> BriefError:
        """The finding that the file is damaged, to be raised."""
        return _damaged(self.budget, self.called, fault)


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
    return ZipMembers(members, budget, called)


def _damaged(budget: Budget, called: str, fault: str) -> BriefError:
    return budget.damaged(f"this {called} is damaged: {fault}")
